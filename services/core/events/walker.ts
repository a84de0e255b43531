/**
 * Walks Avro bytes by their writer's schema before anything is decoded, so that hostile bytes cost no memory: every count is
 * held against the bytes that remain, every length against the end, every varint against its width, every index against its list.
 */
import { TriplineError } from '../errors.ts';
import type { AvroSchema } from './schema-set.ts';

/** More array items and map entries than this in one record is an attack, not an event. */
export const MAX_ITEMS = 65_536;
/** avsc corrupts longs beyond this without a word; its zig-zag form is the last that a double holds exactly. */
export const MAX_LONG = 2 ** 52 - 1;
const MAX_DEPTH = 64;

interface Cursor {
  readonly bytes: Buffer;
  position: number;
  items: number;
}
type Step = (cursor: Cursor) => void;
interface Node {
  step: Step;
  /** Fewest bytes that a value takes. */
  least: number;
}

export type Walker = (bytes: Buffer, from: number) => void;

/** @throws TriplineError RECORD_MALFORMED from the walker it returns, on the first thing that cannot be */
export function compileWalker(schema: AvroSchema, named: ReadonlyMap<string, AvroSchema>): Walker {
  const root = compile(schema, named, '', 0);
  return (bytes, from) => {
    const cursor = { bytes, position: from, items: 0 };
    root.step(cursor);
    if (cursor.position !== bytes.length) fail('bytes are left over');
  };
}

function compile(
  schema: AvroSchema,
  named: ReadonlyMap<string, AvroSchema>,
  namespace: string,
  depth: number,
): Node {
  if (depth > MAX_DEPTH) throw new Error('a schema nests too deep, or recurses');
  if (Array.isArray(schema))
    return union(schema.map((branch) => compile(branch, named, namespace, depth + 1)));
  if (typeof schema === 'string')
    return primitive(schema) ?? compile(lookUp(schema, named, namespace), named, namespace, depth + 1);
  const inner = schema.namespace ?? namespace;
  const next = (child: AvroSchema) => compile(child, named, inner, depth + 1);
  switch (schema.type) {
    case 'record':
      return record((schema.fields ?? []).map((field) => next(field.type)));
    case 'array':
      return blocks(next(schema.items ?? 'null'));
    case 'map':
      return blocks(record([lengthPrefixed, next(schema.values ?? 'null')]));
    case 'enum':
      return { least: 1, step: enumStep(schema.symbols?.length ?? 0) };
    case 'fixed':
      return { least: schema.size ?? 0, step: (cursor) => skip(cursor, schema.size ?? 0) };
    default:
      return next(schema.type);
  }
}

function lookUp(name: string, named: ReadonlyMap<string, AvroSchema>, namespace: string): AvroSchema {
  const found = named.get(name) ?? named.get(`${namespace}.${name}`);
  if (found === undefined) throw new Error(`schema ${name} is not known`);
  return found;
}

const lengthPrefixed: Node = { least: 1, step: (cursor) => skip(cursor, readLength(cursor)) };

function primitive(name: string): Node | undefined {
  switch (name) {
    case 'null':
      return { least: 0, step: () => undefined };
    case 'boolean':
      return { least: 1, step: booleanStep };
    case 'int':
      return { least: 1, step: intStep };
    case 'long':
      return { least: 1, step: longStep };
    case 'float':
      return { least: 4, step: (cursor) => skip(cursor, 4) };
    case 'double':
      return { least: 8, step: (cursor) => skip(cursor, 8) };
    case 'bytes':
    case 'string':
      return lengthPrefixed;
    default:
      return undefined;
  }
}

function record(fields: Node[]): Node {
  const steps = fields.map((field) => field.step);
  return {
    least: fields.reduce((sum, field) => sum + field.least, 0),
    step: (cursor) => {
      for (const step of steps) step(cursor);
    },
  };
}

function union(branches: Node[]): Node {
  return {
    least: 1,
    step: (cursor) => {
      const branch = branches[readLong(cursor)];
      if (branch === undefined) fail('a union names a branch that its schema does not have');
      branch.step(cursor);
    },
  };
}

function blocks(item: Node): Node {
  const least = Math.max(1, item.least);
  return {
    least: 1,
    step: (cursor) => {
      for (let count = readCount(cursor, least); count > 0; count = readCount(cursor, least)) {
        for (let done = 0; done < count; done++) item.step(cursor);
      }
    },
  };
}

function readCount(cursor: Cursor, least: number): number {
  let count = readLong(cursor);
  if (count < 0) {
    count = -count;
    if (readLength(cursor) > remaining(cursor)) fail('a block is longer than the record');
  }
  cursor.items += count;
  if (count > remaining(cursor) / least) fail('a count exceeds the bytes that are there');
  if (cursor.items > MAX_ITEMS) fail(`more than ${MAX_ITEMS} items`);
  return count;
}

function enumStep(symbols: number): Step {
  return (cursor) => {
    const index = readLong(cursor);
    if (index < 0 || index >= symbols) fail('an enum names a symbol that its schema does not have');
  };
}

function booleanStep(cursor: Cursor): void {
  if (readByte(cursor) > 1) fail('a boolean is neither 0 nor 1');
}

function intStep(cursor: Cursor): void {
  const value = readLong(cursor);
  if (value < -(2 ** 31) || value >= 2 ** 31) fail('an int has more than 32 bits');
}

function longStep(cursor: Cursor): void {
  readLong(cursor);
}

function readLength(cursor: Cursor): number {
  const length = readLong(cursor);
  if (length < 0) fail('a length is negative');
  return length;
}

/** Zig-zag varint, at most 10 bytes and 52 bits of magnitude. */
function readLong(cursor: Cursor): number {
  let raw = 0;
  let scale = 1;
  for (let length = 1; length <= 10; length++) {
    const byte = readByte(cursor);
    raw += (byte & 0x7f) * scale;
    if (byte < 0x80) return unzigzag(raw);
    scale *= 128;
  }
  return fail('a varint has more than 10 bytes');
}

function unzigzag(raw: number): number {
  if (raw > 2 * MAX_LONG + 1) fail('a long has more than 52 bits');
  return raw % 2 === 0 ? raw / 2 : -(raw + 1) / 2;
}

function readByte(cursor: Cursor): number {
  const byte = cursor.bytes[cursor.position++];
  if (byte === undefined) return fail('the record ends too soon');
  return byte;
}

function skip(cursor: Cursor, length: number): void {
  if (length > remaining(cursor)) fail('the record ends too soon');
  cursor.position += length;
}

function remaining(cursor: Cursor): number {
  return cursor.bytes.length - cursor.position;
}

function fail(why: string): never {
  throw new TriplineError('RECORD_MALFORMED', `At fault: ${why}.`);
}
