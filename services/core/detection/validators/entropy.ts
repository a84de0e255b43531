/** Shannon entropy of a value's code units, in bits for each. */
export function entropyOf(value: string): number {
  const counts = new Map<number, number>();
  for (let at = 0; at < value.length; at++) {
    const unit = value.charCodeAt(at);
    counts.set(unit, (counts.get(unit) ?? 0) + 1);
  }
  let bits = 0;
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length);
  return bits;
}

/** Random letters and digits of this length lie above; words, repetitions and sequences below. */
export function isRandom(value: string): boolean {
  return value.length >= 12 && entropyOf(value) >= Math.min(3.6, 0.78 * Math.log2(value.length));
}
