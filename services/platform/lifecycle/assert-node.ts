/** The Node that we need, asserted before anything else loads. */
const LEAST = [22, 19] as const;

/** Ends the process with exit code 2 and a clear message on a Node that is too old. */
export function assertNode(version: string = process.versions.node): void {
  const fault = nodeFault(version);
  if (fault === null) return;
  process.stderr.write(
    `${fault} In the repository, run it through npm: \`npm run --silent tripline -- …\`.\n`,
  );
  process.exit(2);
}

/** Null on a Node that is new enough. */
export function nodeFault(version: string = process.versions.node): string | null {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > LEAST[0] || (major === LEAST[0] && minor >= LEAST[1])) return null;
  return `Tripline needs Node ${LEAST.join('.')} or newer; this is ${version}.`;
}
