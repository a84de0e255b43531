/**
 * A segment: a header (`TSPOOL1\n`, key id, salt, CRC-32), then a frame for each record: marker, length of the payload, place in the segment, CRC-32
 * over the last two and the payload; all numbers 32 bits big-endian. The payload is the length of the key, key and value; sealed when
 * there is a spool key. Whatever is read may be torn, damaged or forged.
 */
import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { MAX_RECORD_BYTES } from '../../core/events/codec.ts';
import type { OutgoingRecord } from '../../platform/kafka/port.ts';
import { NO_KEY_ID, SEAL_BYTES, type SegmentCipher, type SpoolKey } from './spool-key.ts';

const MAGIC = Buffer.from('TSPOOL1\n');
const MARKER = Buffer.from('TSPR');
const SALT_BYTES = 32;
const CRC_BYTES = 4;
const LENGTH_BYTES = 4;
const FRAME_HEAD_BYTES = 16;
export const HEADER_BYTES = MAGIC.length + NO_KEY_ID.length + SALT_BYTES + CRC_BYTES;
/** What a record takes on disk beside its key and value, at most. */
export const FRAME_BYTES = FRAME_HEAD_BYTES + LENGTH_BYTES + SEAL_BYTES;
/** Keys are session ids, and a record holds its session id too. */
const MAX_PAYLOAD_BYTES = 2 * MAX_RECORD_BYTES + FRAME_BYTES;
/** A file is closed at 1 MiB and takes one more append; a larger one is not ours. */
export const MAX_SEGMENT_BYTES = 2 * MAX_PAYLOAD_BYTES;

export interface SegmentHead {
  bytes: Buffer;
  cipher: SegmentCipher | null;
}

export interface SegmentContent {
  /** By their place in the segment. */
  records: Map<number, OutgoingRecord>;
  /** Records that were whole once and are not any more, as far as that shows. */
  corrupted: number;
  /** Whether it ends inside a record: that one was never said to be on disk. */
  torn: boolean;
}

export function newHead(key: SpoolKey | null): SegmentHead {
  const salt = randomBytes(SALT_BYTES);
  const bytes = Buffer.concat([MAGIC, key?.id ?? NO_KEY_ID, salt, Buffer.alloc(CRC_BYTES)]);
  bytes.writeUInt32BE(crc32(bytes.subarray(0, -CRC_BYTES)), bytes.length - CRC_BYTES);
  return { bytes, cipher: key?.cipher(salt) ?? null };
}

/** Records as frames, the first one at place `first`. */
export function writeFrames(
  records: readonly OutgoingRecord[],
  first: number,
  cipher: SegmentCipher | null,
): Buffer {
  return Buffer.concat(records.flatMap((record, at) => frame(record, first + at, cipher)));
}

function frame({ key, value }: OutgoingRecord, index: number, cipher: SegmentCipher | null): Buffer[] {
  const keyBytes = key ?? Buffer.alloc(0);
  const length = Buffer.allocUnsafe(LENGTH_BYTES);
  length.writeUInt32BE(keyBytes.length);
  const plain = [length, keyBytes, value];
  const payload = cipher === null ? plain : [cipher.seal(index, Buffer.concat(plain))];
  const head = Buffer.allocUnsafe(FRAME_HEAD_BYTES);
  MARKER.copy(head);
  head.writeUInt32BE(
    payload.reduce((sum, part) => sum + part.length, 0),
    4,
  );
  head.writeUInt32BE(index, 8);
  head.writeUInt32BE(
    payload.reduce((crc, part) => crc32(part, crc), crc32(head.subarray(4, 12))),
    12,
  );
  return [head, ...payload];
}

/** Null when the header is not whole, or of another key. */
function readHead(bytes: Buffer, key: SpoolKey | null): { cipher: SegmentCipher | null } | null {
  const end = HEADER_BYTES - CRC_BYTES;
  if (bytes.length < HEADER_BYTES || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) return null;
  if (bytes.readUInt32BE(end) !== crc32(bytes.subarray(0, end))) return null;
  const saltAt = MAGIC.length + NO_KEY_ID.length;
  if (!bytes.subarray(MAGIC.length, saltAt).equals(key?.id ?? NO_KEY_ID)) return null;
  return { cipher: key?.cipher(bytes.subarray(saltAt, end)) ?? null };
}

/** Everything that is whole, whatever lies around it. */
export function readSegment(bytes: Buffer, key: SpoolKey | null): SegmentContent {
  const content: SegmentContent = { records: new Map(), corrupted: 0, torn: false };
  const head = readHead(bytes, key);
  if (head === null) {
    if (bytes.length < HEADER_BYTES) content.torn = true;
    else content.corrupted = 1;
    return content;
  }
  let expected = 0;
  let at = HEADER_BYTES;
  while (at < bytes.length) {
    const found = readFrame(bytes, at);
    if (found === null || found.index < expected) {
      const next = bytes.indexOf(MARKER, at + 1);
      if (next === -1) return endOf(content, bytes, at);
      at = next;
      continue;
    }
    content.corrupted += found.index - expected;
    const record = readPayload(found.payload, found.index, head.cipher);
    if (record === null) content.corrupted += 1;
    else content.records.set(found.index, record);
    expected = found.index + 1;
    at = found.end;
  }
  return content;
}

/** After the last whole record: one that was not written to its end, or whole ones that are damaged. */
function endOf(content: SegmentContent, bytes: Buffer, at: number): SegmentContent {
  const whole =
    at + FRAME_HEAD_BYTES <= bytes.length &&
    at + FRAME_HEAD_BYTES + bytes.readUInt32BE(at + 4) <= bytes.length;
  if (whole && bytes.subarray(at, at + MARKER.length).equals(MARKER)) content.corrupted += 1;
  else content.torn = true;
  return content;
}

function readFrame(bytes: Buffer, at: number): { index: number; payload: Buffer; end: number } | null {
  const payloadAt = at + FRAME_HEAD_BYTES;
  if (payloadAt > bytes.length || !bytes.subarray(at, at + MARKER.length).equals(MARKER)) return null;
  const length = bytes.readUInt32BE(at + 4);
  const end = payloadAt + length;
  if (length > MAX_PAYLOAD_BYTES || end > bytes.length) return null;
  const payload = bytes.subarray(payloadAt, end);
  if (bytes.readUInt32BE(at + 12) !== crc32(payload, crc32(bytes.subarray(at + 4, at + 12)))) return null;
  return { index: bytes.readUInt32BE(at + 8), payload, end };
}

function readPayload(payload: Buffer, index: number, cipher: SegmentCipher | null): OutgoingRecord | null {
  const plain = cipher === null ? payload : cipher.open(index, payload);
  if (plain === null || plain.length < LENGTH_BYTES) return null;
  const keyEnd = LENGTH_BYTES + plain.readUInt32BE(0);
  if (keyEnd > plain.length) return null;
  return { key: plain.subarray(LENGTH_BYTES, keyEnd), value: plain.subarray(keyEnd) };
}
