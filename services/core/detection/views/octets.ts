/** Octets written out, `%E2%82%AC` (RFC 3986, section 2.1) or `\xe2\x82\xac`, and the characters that they make in UTF-8. */

/** Where a character that was written out ends, and what it is. */
export interface Decoded {
  end: number;
  decoded: string;
}

/** The value of a hexadecimal digit's code unit, or -1. */
export function hexDigit(unit: number): number {
  if (unit >= 48 && unit <= 57) return unit - 48;
  const lower = unit | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

/** The number that `digits` hexadecimal digits at `at` make, or -1. */
export function hexNumber(text: string, at: number, digits: number): number {
  let number = 0;
  for (let index = at; index < at + digits; index++) {
    const digit = hexDigit(text.charCodeAt(index));
    if (digit < 0) return -1;
    number = number * 16 + digit;
  }
  return number;
}

/**
 * The character written out at `at`, each octet after `mark`. Overlong forms of ASCII (`%c0%ae`) are read too: servers did, to their
 * harm. Null where the octets are no UTF-8.
 */
export function decodeOctets(text: string, at: number, mark: '%' | '\\x'): Decoded | null {
  const first = octetAt(text, at, mark);
  const width = mark.length + 2;
  if (first < 0x80) return first < 0 ? null : { end: at + width, decoded: String.fromCharCode(first) };
  const count = sequenceLength(first);
  let code = first & (0xff >> (count + 1));
  for (let index = 1; index < count; index++) {
    const next = octetAt(text, at + index * width, mark);
    if (next < 0x80 || next > 0xbf) return null;
    code = (code << 6) | (next & 0x3f);
  }
  if (count === 1 || code > 0x10_ffff) return null;
  return { end: at + count * width, decoded: String.fromCodePoint(code) };
}

/** The octet written out at `at`, or -1. */
export function octetAt(text: string, at: number, mark: '%' | '\\x'): number {
  return text.startsWith(mark, at) ? hexNumber(text, at + mark.length, 2) : -1;
}

function sequenceLength(first: number): number {
  if (first < 0xc0 || first > 0xf4) return 1;
  if (first >= 0xf0) return 4;
  return first >= 0xe0 ? 3 : 2;
}
