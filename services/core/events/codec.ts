/**
 * Avro single-object encoding (C3 01, CRC-64-AVRO fingerprint little-endian, body) of every record that a topic carries.
 * https://avro.apache.org/docs/1.12.0/specification/#single-object-encoding
 */
import type avsc from 'avsc';
import { isTriplineError, TriplineError } from '../errors.ts';
import { namesIn, typeOf } from './avro-type.ts';
import { eventIdTime } from './event-id.ts';
import { EVENT_SCHEMAS, RECORD_SCHEMAS } from './record-schemas.ts';
import { current, type ResolvedSchema, written } from './schema-set.ts';
import type { RecordType, TriplineEvent, TriplineRecord } from './types.ts';
import { compileWalker, MAX_LONG, type Walker } from './walker.ts';

/** The largest record value on llm.events, header included. */
export const MAX_RECORD_BYTES = 8_388_608;
const HEADER_BYTES = 10;

interface Writer {
  type: avsc.Type;
  header: Buffer;
  walk: Walker;
}
interface Reader {
  recordType: RecordType;
  walk: Walker;
  type: avsc.Type;
  resolver: unknown;
}

const writers = new Map(Object.entries(RECORD_SCHEMAS).map(([type, name]) => [type, writerOf(name)]));
const readers = new Map([...written].flatMap(([fingerprint, schema]) => readerOf(fingerprint, schema)));
const SLAB_BYTES = 64 * 1024;
const SHARED_BYTES = 8 * 1024;
let slab = Buffer.allocUnsafeSlow(SLAB_BYTES);
let used = 0;

/** @throws TriplineError EVENT_INVALID when the record does not fit its schema, or no reader would take it */
export function encodeRecord(record: TriplineRecord): Buffer {
  const writer = writerFor(record);
  const bytes = write(writer, record);
  try {
    writer.walk(bytes, HEADER_BYTES);
  } catch (error) {
    throw new TriplineError('EVENT_INVALID', isTriplineError(error) ? error.detail : '');
  }
  return bytes;
}

/** The same of a record that was decoded, valid until the next one is encoded: for who only digests it. @throws TriplineError as encodeRecord */
export function lendEncoded(record: TriplineRecord): Buffer {
  const writer = writerFor(record);
  const end = encodeInto(writer, record, slab, used);
  return end > 0 ? slab.subarray(used, end) : write(writer, record);
}

function writerFor(record: TriplineRecord): Writer {
  const writer = writers.get(record.type);
  if (writer === undefined)
    throw new TriplineError('EVENT_INVALID', 'At fault: its type is not one of ours.');
  return writer;
}

/**
 * Records share slabs that nothing else is in: from Buffer's own pool, a queue of records would hold on to the texts that they were made from.
 * A large one gets its own.
 */
function write(writer: Writer, record: TriplineRecord): Buffer {
  const end = encodeInto(writer, record, slab, used);
  if (end > 0) return takeFromSlab(end);
  const needed = -end - used;
  if (needed > SHARED_BYTES) {
    const own = Buffer.allocUnsafeSlow(needed);
    encodeInto(writer, record, own, 0);
    return own;
  }
  [slab, used] = [Buffer.allocUnsafeSlow(SLAB_BYTES), 0];
  return takeFromSlab(encodeInto(writer, record, slab, 0));
}

function takeFromSlab(end: number): Buffer {
  const bytes = slab.subarray(used, end);
  used = end;
  return bytes;
}

/** Where it ends, or minus where it would end. */
function encodeInto(writer: Writer, record: TriplineRecord, target: Buffer, from: number): number {
  try {
    const end = writer.type.encode(record, target, from + HEADER_BYTES);
    if (end < 0) return end - target.length;
    target.set(writer.header, from);
    return end;
  } catch {
    throw new TriplineError('EVENT_INVALID', `At fault: ${firstProblem(writer.type, record)}.`);
  }
}

/** Where the record does not fit: names of ours only, never a value. */
function firstProblem(type: avsc.Type, record: unknown): string {
  let where = 'a field';
  type.isValid(record, {
    errorHook: (path: string[], _value: unknown, wanted: avsc.Type) => {
      where = `${path.join('/') || 'the record'} is not ${wanted.typeName}`;
    },
  });
  return where;
}

/**
 * Safe on hostile bytes. The record's `bytes` fields may share memory with `bytes`.
 * @throws TriplineError RECORD_EMPTY, RECORD_UNKNOWN_SCHEMA, RECORD_MALFORMED
 */
export function decodeRecord(bytes: Uint8Array | null): TriplineRecord {
  const buffer = toBuffer(bytes);
  if (buffer.length === 0) throw new TriplineError('RECORD_EMPTY');
  const reader = findReader(buffer);
  reader.walk(buffer, HEADER_BYTES);
  return { ...decodeBody(reader, buffer), type: reader.recordType } as TriplineRecord;
}

/**
 * An event of `llm.events`, checked for what its schema cannot state.
 * @throws TriplineError as decodeRecord, and RECORD_TOO_LARGE, RECORD_INVALID
 */
export function decodeEvent(bytes: Uint8Array | null): TriplineEvent {
  if (bytes !== null && bytes.length > MAX_RECORD_BYTES) throw new TriplineError('RECORD_TOO_LARGE');
  const record = decodeRecord(bytes);
  if (!isEvent(record))
    throw new TriplineError('RECORD_UNKNOWN_SCHEMA', 'At fault: not a kind that belongs here.');
  checkEvent(record);
  return record;
}

export function isEvent(record: TriplineRecord): record is TriplineEvent {
  return Object.hasOwn(EVENT_SCHEMAS, record.type);
}

/** @throws TriplineError RECORD_INVALID */
export function checkEvent(event: TriplineEvent): void {
  const { event_id, occurred_at } = event.origin;
  if (eventIdTime(event_id) === null) throw new TriplineError('RECORD_INVALID', 'At fault: event_id.');
  if (occurred_at < 0 || occurred_at > MAX_LONG)
    throw new TriplineError('RECORD_INVALID', 'At fault: occurred_at.');
}

function findReader(buffer: Buffer): Reader {
  if (buffer.length < HEADER_BYTES || buffer[0] !== 0xc3 || buffer[1] !== 0x01) {
    throw new TriplineError('RECORD_UNKNOWN_SCHEMA', 'At fault: no single-object header.');
  }
  const reader = readers.get(buffer.readBigUInt64LE(2));
  if (reader === undefined) throw new TriplineError('RECORD_UNKNOWN_SCHEMA', 'At fault: its fingerprint.');
  return reader;
}

function decodeBody(reader: Reader, buffer: Buffer): object {
  try {
    // biome-ignore lint: avsc types its resolver as private
    return reader.type.fromBuffer(buffer.subarray(HEADER_BYTES), reader.resolver as never) as object;
  } catch {
    throw new TriplineError('RECORD_MALFORMED', 'At fault: the decoder refused it.');
  }
}

function writerOf(name: string): Writer {
  const schema = schemaNamed(name);
  const header = Buffer.from([0xc3, 0x01, 0, 0, 0, 0, 0, 0, 0, 0]);
  header.writeBigUInt64LE(schema.fingerprint, 2);
  return { type: typeOf(schema), header, walk: walkerOf(schema) };
}

function readerOf(fingerprint: bigint, schema: ResolvedSchema): [bigint, Reader][] {
  const recordType = recordTypeOf(schema.name);
  if (recordType === undefined) return [];
  const type = typeOf(schemaNamed(schema.name));
  const resolver =
    schemaNamed(schema.name).fingerprint === fingerprint ? undefined : type.createResolver(typeOf(schema));
  return [[fingerprint, { recordType, walk: walkerOf(schema), type, resolver }]];
}

function walkerOf({ schema }: ResolvedSchema): Walker {
  return compileWalker(schema, namesIn(schema));
}

function recordTypeOf(name: string): RecordType | undefined {
  return (Object.keys(RECORD_SCHEMAS) as RecordType[]).find((type) => RECORD_SCHEMAS[type] === name);
}

function schemaNamed(name: string): ResolvedSchema {
  const schema = current.get(name);
  if (schema === undefined) throw new Error(`schemas/ lacks ${name}`);
  return schema;
}

function toBuffer(bytes: Uint8Array | null): Buffer {
  if (bytes === null) return Buffer.alloc(0);
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
