/** The framing of Java's Snappy streams: magic, version, compatible version, then blocks of length and bytes. */
const XERIAL = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0x00]);
const XERIAL_HEADER = 16;

/**
 * Decompresses what Kafka producers write as Snappy: raw blocks (librdkafka) or Java's framing of them.
 * @throws Error when the bytes are not Snappy or unfold to more than `max`
 */
export function unframeSnappy(bytes: Buffer, max: number): Buffer {
  if (!bytes.subarray(0, XERIAL.length).equals(XERIAL)) return unsnappy(bytes, max);
  const blocks: Buffer[] = [];
  let left = max;
  for (let at = XERIAL_HEADER; at + 4 <= bytes.length; ) {
    const size = bytes.readUInt32BE(at);
    if (size > bytes.length - at - 4) throw corrupt();
    const block = unsnappy(bytes.subarray(at + 4, at + 4 + size), left);
    left -= block.length;
    blocks.push(block);
    at += 4 + size;
  }
  return Buffer.concat(blocks);
}

/** One raw block. Source: google/snappy, format_description.txt. */
function unsnappy(bytes: Buffer, max: number): Buffer {
  const { value: size, next } = readLength(bytes);
  if (size > max) throw new Error('Snappy block unfolds to more than is allowed');
  const out = Buffer.allocUnsafe(size);
  let from = next;
  let to = 0;
  while (from < bytes.length) {
    const tag = bytes[from] ?? 0;
    if ((tag & 3) === 0) {
      const { start, length } = literal(bytes, from, tag);
      if (length > bytes.length - start || length > size - to) throw corrupt();
      bytes.copy(out, to, start, start + length);
      from = start + length;
      to += length;
    } else {
      const { offset, length, width } = copy(bytes, from, tag);
      if (offset === 0 || offset > to || length > size - to) throw corrupt();
      repeat(out, to, offset, length);
      from += width;
      to += length;
    }
  }
  if (to !== size) throw corrupt();
  return out;
}

function readLength(bytes: Buffer): { value: number; next: number } {
  let value = 0;
  for (let at = 0; at < 5; at++) {
    const byte = bytes[at];
    if (byte === undefined) throw corrupt();
    value += (byte & 0x7f) * 2 ** (7 * at);
    if (byte < 0x80) return { value, next: at + 1 };
  }
  throw corrupt();
}

function literal(bytes: Buffer, at: number, tag: number): { start: number; length: number } {
  const code = tag >> 2;
  if (code < 60) return { start: at + 1, length: code + 1 };
  const width = code - 59;
  if (at + 1 + width > bytes.length) throw corrupt();
  return { start: at + 1 + width, length: bytes.readUIntLE(at + 1, width) + 1 };
}

function copy(bytes: Buffer, at: number, tag: number): { offset: number; length: number; width: number } {
  const kind = tag & 3;
  const width = kind === 3 ? 5 : kind + 1;
  if (at + width > bytes.length) throw corrupt();
  if (kind === 1)
    return { offset: ((tag >> 5) << 8) | (bytes[at + 1] ?? 0), length: ((tag >> 2) & 7) + 4, width };
  return { offset: bytes.readUIntLE(at + 1, width - 1), length: (tag >> 2) + 1, width };
}

/** A copy may overlap what it writes: then it repeats. */
export function repeat(out: Buffer, to: number, offset: number, length: number): void {
  if (offset >= length) out.copyWithin(to, to - offset, to - offset + length);
  else for (let at = to; at < to + length; at++) out[at] = out[at - offset] ?? 0;
}

function corrupt(): Error {
  return new Error('Snappy data is corrupt');
}
