/** From a schema to the avsc type that reads and writes it. */
import avsc from 'avsc';
import {
  type AvroField,
  type AvroObject,
  type AvroSchema,
  NAMESPACE,
  type ResolvedSchema,
} from './schema-set.ts';

/** As much of avsc's reader as it takes to read bytes. */
interface Tap {
  readonly buf: Buffer;
  pos: number;
  readLong(): number;
}

/** Bytes in place: avsc's own are copied, which for our records is most of what decoding costs. */
class SharedBytes extends avsc.types.BytesType {
  /** Called with the record's length checked; beyond the end, avsc finds `pos` out of bounds. */
  _read(tap: Tap): Buffer {
    const length = tap.readLong();
    const from = tap.pos;
    tap.pos += length;
    return tap.buf.subarray(from, tap.pos);
  }
}

/** Records as types.ts states them: unions untagged, maps as entries. What is read shares its bytes with what it was read from. */
export function typeOf(schema: ResolvedSchema): avsc.Type {
  return avsc.Type.forSchema(mapsAsEntries(schema.schema) as avsc.Schema, {
    wrapUnions: 'never',
    typeHook: (part) => (part === 'bytes' ? new SharedBytes() : undefined),
  });
}

/** A map and an array of {key, value} records are the same bytes (Avro specification, "Maps"); the array loses no key. */
function mapsAsEntries(schema: AvroSchema): AvroSchema {
  if (Array.isArray(schema)) return schema.map(mapsAsEntries);
  if (typeof schema === 'string') return schema;
  if (schema.type === 'map') return { type: 'array', items: entryOf(schema.values ?? 'string') };
  return {
    ...schema,
    ...(typeof schema.type === 'object' && { type: mapsAsEntries(schema.type) as AvroObject }),
    ...(schema.fields && { fields: schema.fields.map(fieldWithEntries) }),
    ...(schema.items && { items: mapsAsEntries(schema.items) }),
  };
}

function fieldWithEntries(field: AvroField): AvroField {
  const isMap = typeof field.type === 'object' && !Array.isArray(field.type) && field.type.type === 'map';
  const type = mapsAsEntries(field.type);
  return isMap && field.default !== undefined ? { ...field, type, default: [] } : { ...field, type };
}

function entryOf(values: AvroSchema): AvroObject {
  const fields = [
    { name: 'key', type: 'string' },
    { name: 'value', type: mapsAsEntries(values) },
  ];
  // Anonymous to the outside: a fresh type per use, as avsc knows names once per document.
  return { type: 'record', fields };
}

/** Every named schema inside, by its full name. */
export function namesIn(schema: AvroSchema, names = new Map<string, AvroSchema>()): Map<string, AvroSchema> {
  if (typeof schema === 'string') return names;
  if (Array.isArray(schema)) {
    for (const branch of schema) namesIn(branch, names);
    return names;
  }
  if (schema.name !== undefined) names.set(`${schema.namespace ?? NAMESPACE}.${schema.name}`, schema);
  const children = [
    typeof schema.type === 'string' ? [] : schema.type,
    ...(schema.fields ?? []).map((field) => field.type),
    schema.items ?? [],
    schema.values ?? [],
  ];
  for (const child of children) namesIn(child, names);
  return names;
}
