/**
 * The public JSON form: plain JSON by the schemas of schemas/, unions untagged, bytes as strings (`{"base64": …}` where they are not
 * UTF-8), maps as objects, with a `type` (prompt, output, tool, feedback, audit) beside the fields.
 */
import { isUtf8 } from 'node:buffer';
import { TriplineError } from '../errors.ts';
import { Problems } from './problems.ts';
import { EVENT_SCHEMAS } from './record-schemas.ts';
import { type AvroField, type AvroObject, type AvroSchema, current } from './schema-set.ts';
import { encodeText } from './text.ts';
import type { EventType, TriplineEvent } from './types.ts';
import { MAX_LONG } from './walker.ts';

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
const MAX_INT = 2 ** 31 - 1;
type Named = Map<string, AvroObject>;

export function toPublicJson(event: TriplineEvent): Record<string, unknown> {
  const { schema, named } = schemaFor(event.type);
  return { type: event.type, ...(write(schema, event, named) as object) };
}

/** @throws TriplineError EVENT_INVALID naming every field at fault (names of ours and positions, never a value) */
export function fromPublicJson(json: unknown): TriplineEvent {
  const problems = new Problems();
  if (!isObject(json)) throw invalid('the event is not an object');
  const { type, ...fields } = json;
  if (typeof type !== 'string' || !Object.hasOwn(EVENT_SCHEMAS, type)) {
    throw invalid(`type is not one of ${Object.keys(EVENT_SCHEMAS).join(', ')}`);
  }
  const { schema, named } = schemaFor(type as EventType);
  const event = read(schema, fields, '', named, problems) as object;
  if (problems.count > 0) throw invalid(problems.text);
  return { ...event, type } as TriplineEvent;
}

function invalid(fault: string): TriplineError {
  return new TriplineError('EVENT_INVALID', `At fault: ${fault}.`);
}

function schemaFor(type: EventType): { schema: AvroObject; named: Named } {
  const found = current.get(EVENT_SCHEMAS[type]);
  if (found === undefined) throw new Error(`schemas/ lacks ${EVENT_SCHEMAS[type]}`);
  const named: Named = new Map();
  for (const { schema } of current.values()) collect(schema, named);
  return { schema: found.schema, named };
}

function collect(schema: AvroSchema, named: Named): void {
  if (typeof schema === 'string') return;
  if (Array.isArray(schema)) {
    for (const branch of schema) collect(branch, named);
    return;
  }
  if (schema.name !== undefined) named.set(`tripline.v1.${schema.name}`, schema);
  for (const field of schema.fields ?? []) collect(field.type, named);
  if (schema.items !== undefined) collect(schema.items, named);
}

function write(schema: AvroSchema, value: unknown, named: Named): unknown {
  if (Array.isArray(schema)) return value === null ? null : write(nonNull(schema), value, named);
  if (typeof schema === 'string') {
    const reference = named.get(schema);
    if (reference !== undefined) return write(reference, value, named);
    return schema === 'bytes' ? writeBytes(value as Buffer) : value;
  }
  if (schema.type === 'array')
    return (value as unknown[]).map((item) => write(schema.items ?? 'null', item, named));
  if (schema.type === 'map') return writeMap(value as { key: string; value: string }[]);
  if (schema.type !== 'record') return value;
  const record = value as Record<string, unknown>;
  return Object.fromEntries(
    (schema.fields ?? []).map((field) => [field.name, write(field.type, record[field.name], named)]),
  );
}

function writeBytes(bytes: Buffer): unknown {
  return isUtf8(bytes) ? bytes.toString('utf8') : { base64: bytes.toString('base64') };
}

function writeMap(entries: { key: string; value: string }[]): unknown {
  return Object.fromEntries(entries.map((entry) => [entry.key, entry.value]));
}

function nonNull(union: AvroSchema[]): AvroSchema {
  return union.find((branch) => branch !== 'null') ?? 'null';
}

function read(schema: AvroSchema, value: unknown, path: string, named: Named, problems: Problems): unknown {
  if (Array.isArray(schema))
    return value === null ? null : read(nonNull(schema), value, path, named, problems);
  if (typeof schema === 'string') {
    const reference = named.get(schema);
    return reference === undefined
      ? readPrimitive(schema, value, path, problems)
      : read(reference, value, path, named, problems);
  }
  switch (schema.type) {
    case 'record':
      return readRecord(schema, value, path, named, problems);
    case 'array':
      return readArray(schema, value, path, named, problems);
    case 'map':
      return readMap(value, path, problems);
    case 'enum':
      return readEnum(schema, value, path, problems);
    default:
      return schema.logicalType === 'timestamp-micros'
        ? readMicros(value, path, problems)
        : readPrimitive(schema.type as string, value, path, problems);
  }
}

function readRecord(
  schema: AvroObject,
  value: unknown,
  path: string,
  named: Named,
  problems: Problems,
): unknown {
  if (!isObject(value)) return wrong(path, 'an object', problems);
  const known = new Set((schema.fields ?? []).map((field) => field.name));
  const unknown = Object.keys(value).filter((key) => !known.has(key)).length;
  if (unknown > 0) problems.add(path, `has ${unknown} unknown field(s); known are ${[...known].join(', ')}`);
  const entries = (schema.fields ?? []).map((field) => [
    field.name,
    readField(field, value, path, named, problems),
  ]);
  return Object.fromEntries(entries);
}

function readField(
  field: AvroField,
  record: Record<string, unknown>,
  path: string,
  named: Named,
  problems: Problems,
): unknown {
  const at = `${path}/${field.name}`;
  if (Object.hasOwn(record, field.name) && record[field.name] !== undefined)
    return read(field.type, record[field.name], at, named, problems);
  if (field.default === undefined) return wrong(at, 'given', problems);
  return field.default === null ? null : read(field.type, field.default, at, named, problems);
}

function readArray(
  schema: AvroObject,
  value: unknown,
  path: string,
  named: Named,
  problems: Problems,
): unknown {
  if (!Array.isArray(value)) return wrong(path, 'an array', problems);
  return value.map((item, index) => read(schema.items ?? 'null', item, `${path}/${index}`, named, problems));
}

function readMap(value: unknown, path: string, problems: Problems): unknown {
  if (!isObject(value) || !Object.values(value).every((item) => typeof item === 'string')) {
    return wrong(path, 'an object of strings', problems);
  }
  return Object.entries(value).map(([key, item]) => ({ key, value: item }));
}

function readEnum(schema: AvroObject, value: unknown, path: string, problems: Problems): unknown {
  if (typeof value === 'string' && schema.symbols?.includes(value)) return value;
  return wrong(path, `one of ${schema.symbols?.join(', ')}`, problems);
}

/** Microseconds, or an ISO 8601 date and time with its offset. */
function readMicros(value: unknown, path: string, problems: Problems): unknown {
  const millis =
    typeof value === 'string' && /T.*(Z|[+-]\d\d:?\d\d)$/.test(value) ? Date.parse(value) : Number.NaN;
  const micros = Number.isNaN(millis) ? value : millis * 1000;
  return isWhole(micros, MAX_LONG)
    ? micros
    : wrong(path, 'microseconds since 1970 or ISO 8601 with an offset', problems);
}

function readPrimitive(type: string, value: unknown, path: string, problems: Problems): unknown {
  switch (type) {
    case 'bytes':
      return readBytes(value, path, problems);
    case 'string':
      return typeof value === 'string' ? value : wrong(path, 'a string', problems);
    case 'boolean':
      return typeof value === 'boolean' ? value : wrong(path, 'true or false', problems);
    case 'double':
      return typeof value === 'number' && Number.isFinite(value) ? value : wrong(path, 'a number', problems);
    case 'int':
      return isWhole(value, MAX_INT) ? value : wrong(path, 'a whole number of 32 bits', problems);
    default:
      return isWhole(value, MAX_LONG) ? value : wrong(path, 'a whole number of 52 bits', problems);
  }
}

function readBytes(value: unknown, path: string, problems: Problems): unknown {
  if (typeof value === 'string') return encodeText(value);
  const encoded = isObject(value) && Object.keys(value).length === 1 ? value['base64'] : undefined;
  if (typeof encoded === 'string' && encoded.length % 4 === 0 && BASE64.test(encoded))
    return Buffer.from(encoded, 'base64');
  return wrong(path, 'a string, or {"base64": …}', problems);
}

function isWhole(value: unknown, most: number): boolean {
  return Number.isInteger(value) && Math.abs(value as number) <= most;
}

function wrong(path: string, wanted: string, problems: Problems): null {
  problems.add(path, `must be ${wanted}`);
  return null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
