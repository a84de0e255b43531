import { repeat } from './snappy.ts';

const MAGIC = 0x184d2204;

/** What has been unfolded so far: copies may reach back into all of it. */
interface Output {
  bytes: Buffer;
  length: number;
  readonly max: number;
}

/**
 * Decompresses an LZ4 frame, as Kafka producers write it. Checksums are not verified: Kafka's own CRC covers the batch.
 * Source: lz4/lz4, doc/lz4_Frame_format.md and lz4_Block_format.md.
 * @throws Error when the bytes are not an LZ4 frame or unfold to more than `max`
 */
export function unframeLz4(bytes: Buffer, max: number): Buffer {
  if (bytes.length < 7 || bytes.readUInt32LE(0) !== MAGIC) throw corrupt();
  const flags = bytes[4] ?? 0;
  if (flags >> 6 !== 1) throw corrupt();
  const trailer = flags & 0x10 ? 4 : 0;
  const out: Output = { bytes: Buffer.allocUnsafe(Math.min(max, bytes.length * 4)), length: 0, max };
  let at = 7 + (flags & 0x08 ? 8 : 0) + (flags & 0x01 ? 4 : 0);
  for (;;) {
    if (at + 4 > bytes.length) throw corrupt();
    const word = bytes.readUInt32LE(at);
    const size = word & 0x7fffffff;
    at += 4;
    if (word === 0) return out.bytes.subarray(0, out.length);
    if (size > bytes.length - at) throw corrupt();
    const block = bytes.subarray(at, at + size);
    if (word >>> 31) append(out, block, 0, size);
    else unblock(out, block);
    at += size + trailer;
  }
}

function unblock(out: Output, block: Buffer): void {
  for (let at = 0; at < block.length; ) {
    const token = block[at] ?? 0;
    const literals = readLength(block, at + 1, token >> 4);
    append(out, block, literals.next, literals.length);
    at = literals.next + literals.length;
    if (at >= block.length) return;
    if (at + 2 > block.length) throw corrupt();
    const match = readLength(block, at + 2, token & 15);
    copyBack(out, block.readUInt16LE(at), match.length + 4);
    at = match.next;
  }
}

function append(out: Output, block: Buffer, start: number, length: number): void {
  if (length > block.length - start) throw corrupt();
  reserve(out, length);
  block.copy(out.bytes, out.length, start, start + length);
  out.length += length;
}

function copyBack(out: Output, offset: number, length: number): void {
  if (offset === 0 || offset > out.length) throw corrupt();
  reserve(out, length);
  repeat(out.bytes, out.length, offset, length);
  out.length += length;
}

function reserve(out: Output, length: number): void {
  const needed = out.length + length;
  if (needed > out.max) throw new Error('LZ4 frame unfolds to more than is allowed');
  if (needed <= out.bytes.length) return;
  const grown = Buffer.allocUnsafe(Math.min(out.max, Math.max(needed, out.bytes.length * 2)));
  out.bytes.copy(grown, 0, 0, out.length);
  out.bytes = grown;
}

function readLength(block: Buffer, at: number, nibble: number): { length: number; next: number } {
  let length = nibble;
  let next = at;
  if (nibble === 15) {
    for (let byte = 255; byte === 255; next++) {
      const read = block[next];
      if (read === undefined) throw corrupt();
      byte = read;
      length += byte;
    }
  }
  return { length, next };
}

function corrupt(): Error {
  return new Error('LZ4 data is corrupt');
}
