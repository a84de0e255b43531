/** Values that stand for a value: documentation examples, blanks to fill in, masks, references to where the secret really is. */
const SAYS_SO =
  /example|your[-_ ]|yourkey|yoursecret|yourtoken|placeholder|redacted|changeme|change[-_]me|replace[-_ ]?(?:me|with)|insert[-_ ]|dummy|sample|<[a-z]|x{4}|\*{3}|\.{3}|…|•{3}/i;
const REFERENCE =
  /^(?:\$(?:[({]|\w+(?:$|[\s/.:}[-]))|%[A-Z_]+%|\{\{|\{[a-z_.]+\}|<|process\.env|os\.(?:environ|getenv)|env[.(]|getenv|vault:|secret:\/\/|arn:aws|ENC\[|!vault)/i;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const SEQUENCES = ['abcdefghijklmnopqrstuvwxyz', '01234567890123456789', '0123456789abcdef'].flatMap(
  (sequence) => [sequence.repeat(3), [...sequence].toReversed().join('').repeat(3)],
);

export function isPlaceholder(value: string): boolean {
  return SAYS_SO.test(value) || REFERENCE.test(value) || hasFewUnits(value) || isSequence(value);
}

export function isUuid(value: string): boolean {
  return UUID.test(value);
}

/** `00000000`, `abababab`, `key_000000000000`. */
function hasFewUnits(value: string): boolean {
  return longestRun(value) >= 12 || (value.length >= 8 && hasAtMost(value, Math.min(3, value.length / 4)));
}

function longestRun(value: string): number {
  let longest = 0;
  for (let at = 0, run = 0; at < value.length; at++) {
    run = value.charCodeAt(at) === value.charCodeAt(at - 1) ? run + 1 : 1;
    if (run > longest) longest = run;
  }
  return longest;
}

/** Whether a value is made of so many different units or fewer: nearly all others show it in their first ones. */
function hasAtMost(value: string, most: number): boolean {
  const seen: number[] = [];
  for (let at = 0; at < value.length; at++) {
    const unit = value.charCodeAt(at);
    if (seen.includes(unit)) continue;
    if (seen.length + 1 > most) return false;
    seen.push(unit);
  }
  return true;
}

function isSequence(value: string): boolean {
  const lower = value.toLowerCase();
  return lower.length >= 10 && SEQUENCES.some((sequence) => sequence.includes(lower));
}
