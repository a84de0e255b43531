const LEAST = [22, 19] as const;

/** What is wrong with the Node that runs us; null where it is new enough. */
export function nodeFault(version: string = process.versions.node): string | null {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > LEAST[0] || (major === LEAST[0] && minor >= LEAST[1])) return null;
  return `Tripline needs Node ${LEAST.join('.')} or newer; this is ${version}.`;
}
