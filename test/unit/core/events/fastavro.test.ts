/** Bytes that another language wrote: test/fixtures/make_avro_fixtures.py. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { decodeEvent, decodeRecord, encodeRecord } from '../../../../services/core/events/codec.ts';
import { RECORD_SCHEMAS } from '../../../../services/core/events/record-schemas.ts';
import { decodeText } from '../../../../services/core/events/text.ts';

interface Description {
  type: string;
  record: Record<string, unknown>;
  texts?: Record<string, string>;
}

const folder = join(import.meta.dirname, '../../../fixtures/avro');
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.avro'))
  .map((file) => file.slice(0, -'.avro'.length));

describe("fastavro's bytes are read as what fastavro was given, and written again to the byte", () => {
  for (const name of names) {
    test(name, () => {
      const bytes = readFileSync(join(folder, `${name}.avro`));
      const {
        type,
        record,
        texts = {},
      } = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Description;
      const decoded = decodeRecord(bytes);
      const { type: decodedType, ...fields } = decoded;
      assert.equal(decodedType, type);
      assert.deepEqual(described(fields), record);
      assert.deepEqual(encodeRecord(decoded), bytes);
      for (const [path, text] of Object.entries(texts))
        assert.equal(decodeText(at(decoded, path)), text, path);
    });
  }
});

test('every kind of record is among them', () => {
  const types = names.map(
    (name) => (JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Description).type,
  );
  assert.deepEqual([...new Set(types)].toSorted(), Object.keys(RECORD_SCHEMAS).toSorted());
});

test('a record of exactly 8,388,608 bytes is read whole and written again to the byte', () => {
  const bytes = gunzipSync(readFileSync(join(folder, 'largest.avro.gz')));
  assert.equal(bytes.length, 8_388_608);
  const event = decodeEvent(bytes);
  assert.ok(event.type === 'prompt');
  const content = event.messages[0]?.content ?? Buffer.alloc(0);
  const { content_bytes, content_sha256 } = JSON.parse(
    readFileSync(join(folder, 'largest.json'), 'utf8'),
  ) as Record<string, unknown>;
  assert.equal(content.length, content_bytes);
  assert.equal(createHash('sha256').update(content).digest('hex'), content_sha256);
  assert.deepEqual(encodeRecord(event), bytes);
});

/** As the descriptions state it: bytes as {"base64": …}. */
function described(value: unknown): unknown {
  if (Buffer.isBuffer(value)) return { base64: value.toString('base64') };
  if (Array.isArray(value)) return value.map(described);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, described(item)]));
}

function at(record: object, path: string): Buffer {
  let value: unknown = record;
  for (const step of path.slice(1).split('/')) value = (value as Record<string, unknown>)[step];
  assert.ok(Buffer.isBuffer(value), path);
  return value;
}
