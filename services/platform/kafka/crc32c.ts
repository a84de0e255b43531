/** CRC-32C (Castagnoli; RFC 3720, section 12.1), eight bytes at a step ("slicing by 8"), as every record batch carries it. */

const POLYNOMIAL = 0x82f63b78;
const SLICES = 8;
const tables = sliceTables();

/** Unsigned, as the record batch carries it. */
export function crc32c(bytes: Uint8Array): number {
  let crc = -1;
  let at = 0;
  for (const whole = bytes.length - (SLICES - 1); at < whole; at += SLICES) {
    crc ^= four(bytes, at);
    const next = four(bytes, at + 4);
    crc =
      slice(7, crc) ^
      slice(6, crc >>> 8) ^
      slice(5, crc >>> 16) ^
      slice(4, crc >>> 24) ^
      slice(3, next) ^
      slice(2, next >>> 8) ^
      slice(1, next >>> 16) ^
      slice(0, next >>> 24);
  }
  for (; at < bytes.length; at++) crc = slice(0, crc ^ (bytes[at] as number)) ^ (crc >>> 8);
  return ~crc >>> 0;
}

function four(bytes: Uint8Array, at: number): number {
  return (
    (bytes[at] as number) |
    ((bytes[at + 1] as number) << 8) |
    ((bytes[at + 2] as number) << 16) |
    ((bytes[at + 3] as number) << 24)
  );
}

function slice(table: number, value: number): number {
  return tables[(table << 8) | (value & 0xff)] as number;
}

/** Eight tables in a row: what a byte that stands so many places further ahead adds. */
function sliceTables(): Int32Array {
  const made = new Int32Array(SLICES * 256);
  for (let value = 0; value < 256; value++) {
    let crc = value;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
    made[value] = crc;
  }
  for (let at = 256; at < made.length; at++) {
    const before = made[at - 256] as number;
    made[at] = (before >>> 8) ^ (made[before & 0xff] as number);
  }
  return made;
}
