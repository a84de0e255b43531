import { crc32c } from './crc32c.ts';
import type { Outgoing } from './port.ts';

/** Who writes, and where in its numbering of the partition the batch begins: what the broker tells a repetition by. */
export interface BatchIdentity {
  producerId: bigint;
  producerEpoch: number;
  baseSequence: number;
}

const HEADER_BYTES = 61;
const CRC_AT = 17;
const CRC_FROM = 21;
const MAGIC = 2;
const NO_LEADER_EPOCH = -1;
const NO_BYTES = Buffer.alloc(0);

/**
 * A record batch of format 2, uncompressed, in one piece of the memory that `take` gives: each record is copied exactly once on its way to
 * the socket. Source: org.apache.kafka.common.record.DefaultRecordBatch and DefaultRecord.
 * @param now milliseconds; every record's timestamp
 */
export function encodeRecordBatch(
  records: readonly Outgoing[],
  { producerId, producerEpoch, baseSequence }: BatchIdentity,
  now: number,
  take: (length: number) => Buffer,
): Buffer {
  const sizes = records.map(bodyBytes);
  const length = sizes.reduce((sum, size) => sum + varintBytes(size) + size, HEADER_BYTES);
  const batch = take(length);
  batch.writeBigInt64BE(0n, 0);
  batch.writeInt32BE(length - 12, 8);
  batch.writeInt32BE(NO_LEADER_EPOCH, 12);
  batch.writeInt8(MAGIC, 16);
  batch.writeInt16BE(0, 21);
  batch.writeInt32BE(records.length - 1, 23);
  batch.writeBigInt64BE(BigInt(now), 27);
  batch.writeBigInt64BE(BigInt(now), 35);
  batch.writeBigInt64BE(producerId, 43);
  batch.writeInt16BE(producerEpoch, 51);
  batch.writeInt32BE(baseSequence, 53);
  batch.writeInt32BE(records.length, 57);
  let at = HEADER_BYTES;
  for (const [index, record] of records.entries()) {
    at = writeVarint(batch, at, sizes[index] as number);
    at = writeBody(batch, at, record, index);
  }
  batch.writeUInt32BE(crc32c(batch.subarray(CRC_FROM)), CRC_AT);
  return batch;
}

/** What a record takes in a batch, but for the few bytes of its own length and of its place there. */
export function recordBytes({ key, value, headers }: Outgoing): number {
  let bytes = 3 + bytesBytes(key) + bytesBytes(value) + varintBytes(headers?.length ?? 0);
  for (const header of headers ?? []) {
    const name = Buffer.byteLength(header.key);
    bytes += varintBytes(name) + name + bytesBytes(header.value ?? NO_BYTES);
  }
  return bytes;
}

/** Attributes, time since the batch's and offset since its first take a byte each, but for the offset. */
function bodyBytes(record: Outgoing, index: number): number {
  return recordBytes(record) - 1 + varintBytes(index);
}

function bytesBytes(bytes: Buffer | null): number {
  return bytes === null ? 1 : varintBytes(bytes.length) + bytes.length;
}

function writeBody(batch: Buffer, from: number, record: Outgoing, index: number): number {
  batch[from] = 0;
  batch[from + 1] = 0;
  let at = writeVarint(batch, from + 2, index);
  at = writeBytes(batch, at, record.key);
  at = writeBytes(batch, at, record.value);
  at = writeVarint(batch, at, record.headers?.length ?? 0);
  for (const { key, value } of record.headers ?? []) {
    at = writeVarint(batch, at, Buffer.byteLength(key));
    at += batch.write(key, at);
    at = writeBytes(batch, at, value ?? NO_BYTES);
  }
  return at;
}

function writeBytes(batch: Buffer, at: number, bytes: Buffer | null): number {
  if (bytes === null) {
    batch[at] = 1;
    return at + 1;
  }
  const start = writeVarint(batch, at, bytes.length);
  batch.set(bytes, start);
  return start + bytes.length;
}

/** Zigzag, of what is never negative: a length or a place. The one negative value, −1 for null, is the byte 1. */
function writeVarint(batch: Buffer, from: number, value: number): number {
  let at = from;
  let rest = value * 2;
  for (; rest > 0x7f; rest >>>= 7) batch[at++] = (rest & 0x7f) | 0x80;
  batch[at] = rest;
  return at + 1;
}

function varintBytes(value: number): number {
  let bytes = 1;
  for (let rest = value >>> 6; rest > 0; rest >>>= 7) bytes++;
  return bytes;
}
