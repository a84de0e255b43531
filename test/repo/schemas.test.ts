import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import avsc from 'avsc';
import { releaseSchemas } from '../../deploy/generate/schemas.ts';
import { typeOf } from '../../services/core/events/avro-type.ts';
import { decodeRecord } from '../../services/core/events/codec.ts';
import { RECORD_SCHEMAS } from '../../services/core/events/record-schemas.ts';
import {
  type AvroObject,
  type AvroSchema,
  current,
  type ResolvedSchema,
  resolveAll,
  written,
} from '../../services/core/events/schema-set.ts';

const root = join(import.meta.dirname, '../..');
const history = readdirSync(join(root, 'schemas/history')).map(readReleased);
const types = new Map(Object.entries(RECORD_SCHEMAS).map(([type, name]) => [name, type]));

test('every current schema is released: schemas/history holds it', () => {
  const missing = [...releaseSchemas(root).keys()];
  assert.deepEqual(missing, [], 'run `npm run generate`, which adds them');
});

describe('every reader resolves every schema that was ever written with', () => {
  assert.ok(history.length >= types.size);
  for (const { file, name, fingerprint, schema } of history) {
    test(file, () => {
      assert.equal(
        `${fingerprint.toString(16).padStart(16, '0')}.${name}.avsc`,
        file,
        'a released schema was changed',
      );
      assert.ok(written.has(fingerprint), 'run `npm run generate`');
      const writer = avsc.Type.forSchema(schema as avsc.Schema, { wrapUnions: 'never' });
      for (let count = 0; count < 50; count++) {
        const record = decodeRecord(Buffer.concat([headerOf(fingerprint), writer.toBuffer(writer.random())]));
        assert.equal(record.type, types.get(name));
        for (const field of current.get(name)?.schema.fields ?? [])
          assert.ok(Object.hasOwn(record, field.name), field.name);
      }
    });
  }
});

describe('a field with a default may be missing in what an older writer wrote', () => {
  for (const name of types.keys()) {
    const schema = current.get(name);
    assert.ok(schema !== undefined);
    for (const path of optionalFields(schema.schema, '')) {
      test(`${name}${path}`, () => {
        const [older] = resolveAll({ [name]: without(schema.schema, path, '') }).values();
        assert.ok(older !== undefined && older.fingerprint !== schema.fingerprint);
        const reader = typeOf(schema);
        const resolver = reader.createResolver(typeOf(older));
        const bytes = typeOf(older).toBuffer(typeOf(older).random());
        const record = reader.fromBuffer(bytes, resolver) as Record<string, unknown>;
        assert.ok(reader.isValid(record));
      });
    }
  }
});

describe('every schema is written so that it can grow', () => {
  for (const [name, { schema }] of current) {
    test(name, () => {
      for (const [path, inner] of objectsIn(schema, name)) {
        if (inner.type === 'enum')
          assert.equal(inner.default, 'UNKNOWN', `${path}: an enum needs the default UNKNOWN`);
        if (inner.type === 'record') assert.ok(inner.doc, `${path} says nothing of itself`);
        for (const field of inner.fields ?? []) {
          assert.ok(field.doc, `${path}/${field.name} says nothing of itself`);
          if (!Array.isArray(field.type)) continue;
          assert.equal(field.type[0], 'null', `${path}/${field.name}: null comes first`);
          assert.equal(field.default, null, `${path}/${field.name}: its default is null`);
        }
      }
    });
  }
});

test("an older writer's unknown symbol of an enum reads as UNKNOWN", () => {
  const schema = current.get('PromptEvent') as ResolvedSchema;
  const text = JSON.stringify(schema.schema).replace('"SENT"', '"SENT","CANCELLED"');
  const [older] = resolveAll({ PromptEvent: JSON.parse(text) as unknown }).values();
  assert.ok(older !== undefined);
  const writer = typeOf(older);
  const record = { ...(writer.random() as object), status: 'CANCELLED' };
  const reader = typeOf(schema);
  const read = reader.fromBuffer(writer.toBuffer(record), reader.createResolver(writer)) as {
    status: string;
  };
  assert.equal(read.status, 'UNKNOWN');
});

interface Released extends ResolvedSchema {
  file: string;
}
function readReleased(file: string): Released {
  const schema = JSON.parse(readFileSync(join(root, 'schemas/history', file), 'utf8')) as AvroObject;
  const resolved = resolveAll({ [schema.name ?? '']: schema }).get(schema.name ?? '');
  assert.ok(resolved !== undefined);
  return { file, ...resolved };
}

function headerOf(fingerprint: bigint): Buffer {
  const header = Buffer.from([0xc3, 0x01, 0, 0, 0, 0, 0, 0, 0, 0]);
  header.writeBigUInt64LE(fingerprint, 2);
  return header;
}

/** Paths of the fields that have a default, where the schema defines them. */
function optionalFields(schema: AvroSchema, path: string): string[] {
  if (typeof schema === 'string') return [];
  if (Array.isArray(schema)) return schema.flatMap((branch) => optionalFields(branch, path));
  const own = (schema.fields ?? []).flatMap((field) => [
    ...(field.default === undefined ? [] : [`${path}/${field.name}`]),
    ...optionalFields(field.type, `${path}/${field.name}`),
  ]);
  return [...own, ...optionalFields(schema.items ?? [], path)];
}

function without(schema: AvroSchema, gone: string, path: string): AvroSchema {
  if (typeof schema === 'string') return schema;
  if (Array.isArray(schema)) return schema.map((branch) => without(branch, gone, path));
  const fields = schema.fields
    ?.filter((field) => `${path}/${field.name}` !== gone)
    .map((field) => ({ ...field, type: without(field.type, gone, `${path}/${field.name}`) }));
  return {
    ...schema,
    ...(fields && { fields }),
    ...(schema.items && { items: without(schema.items, gone, path) }),
  };
}

function objectsIn(schema: AvroSchema, path: string): [string, AvroObject][] {
  if (typeof schema === 'string') return [];
  if (Array.isArray(schema)) return schema.flatMap((branch) => objectsIn(branch, path));
  const inner = (schema.fields ?? []).flatMap((field) => objectsIn(field.type, `${path}/${field.name}`));
  const nested = typeof schema.type === 'string' ? [] : objectsIn(schema.type, path);
  return [[path, schema], ...inner, ...nested, ...objectsIn(schema.items ?? [], path)];
}
