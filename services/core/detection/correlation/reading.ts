/** What a byte of text is, above its lower-case form; percent-encoded ones, too. */
export const LETTER = 0x100;
export const DIGIT = 0x200;
/** Stands within values. */
export const INNER = 0x400;
export const READING = new Uint16Array(256);
for (let byte = 0; byte < 256; byte += 1) READING[byte] = kindOf(byte) | lowerOf(byte);
export const PERCENT = 37;

/** Of a percent-encoded byte; 0 where that is none, or a separator. */
export function readingAt(bytes: Uint8Array, at: number): number {
  const decoded = hexAt(bytes, at + 1);
  return decoded < 0 ? 0 : (READING[decoded] as number);
}

export function isPercentEncoded(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === PERCENT && hexAt(bytes, at + 1) >= 0;
}

function kindOf(byte: number): number {
  if (byte >= 48 && byte <= 57) return DIGIT;
  if ('.-_@+'.includes(String.fromCharCode(byte))) return INNER;
  const lower = lowerOf(byte);
  return (lower >= 97 && lower <= 122) || byte >= 128 ? LETTER : 0;
}

function lowerOf(byte: number): number {
  return byte >= 65 && byte <= 90 ? byte + 32 : byte;
}

function hexAt(bytes: Uint8Array, at: number): number {
  if (at + 1 >= bytes.length) return -1;
  const [high, low] = [hexDigit(bytes[at] as number), hexDigit(bytes[at + 1] as number)];
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

function hexDigit(byte: number): number {
  if (byte >= 48 && byte <= 57) return byte - 48;
  const lower = byte | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}
