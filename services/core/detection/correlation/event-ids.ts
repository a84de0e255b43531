/** Ids as four integers: a UUID by itself, anything else by its hash. */
const DIGITS = new Int8Array(128).fill(-1);
for (let digit = 0; digit < 16; digit += 1) DIGITS[digit.toString(16).charCodeAt(0)] = digit;
const LENGTH = 36;
const HYPHEN = 45;
const PRIMES = [0x01000193, 0x5bd1e995, 0x2c1b3c6d, 0x297a2d39] as const;

/** Whether the id can be told from the integers again: it is a UUID in lower case. */
export function packId(id: string, into: Int32Array, at: number): boolean {
  if (packUuid(id, into, at)) return true;
  for (let lane = 0; lane < 4; lane += 1) {
    let hash = lane;
    for (let index = 0; index < id.length; index += 1)
      hash = Math.imul(hash ^ id.charCodeAt(index), PRIMES[lane] as number);
    into[at + lane] = hash ^ (hash >>> 15);
  }
  return false;
}

export function unpackUuid(ints: Int32Array, at: number): string {
  let hex = '';
  for (let lane = 0; lane < 4; lane += 1)
    hex += ((ints[at + lane] as number) >>> 0).toString(16).padStart(8, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function packUuid(id: string, into: Int32Array, at: number): boolean {
  if (id.length !== LENGTH) return false;
  let value = 0;
  let digits = 0;
  for (let index = 0; index < LENGTH; index += 1) {
    const code = id.charCodeAt(index);
    if (index === 8 || index === 13 || index === 18 || index === 23) {
      if (code !== HYPHEN) return false;
      continue;
    }
    const digit = code < 128 ? (DIGITS[code] as number) : -1;
    if (digit < 0) return false;
    value = (value << 4) | digit;
    digits += 1;
    if ((digits & 7) === 0) into[at + (digits >> 3) - 1] = value;
  }
  return true;
}
