import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rabinFingerprint } from '../../../../services/core/events/rabin.ts';

/** As Avro's own tests state them (share/test/data/schema-tests.txt), signed. */
const VECTORS: Record<string, bigint> = {
  '"null"': 7195948357588979594n,
  '"boolean"': -6970731678124411036n,
  '"int"': 8247732601305521295n,
  '"long"': -3434872931120570953n,
  '"float"': 5583340709985441680n,
  '"double"': -8181574048448539266n,
  '"bytes"': 5746618253357095269n,
  '"string"': -8142146995180207161n,
  '{"name":"foo","type":"record","fields":[]}': -4824392279771201922n,
};

test("CRC-64-AVRO of the specification's schemas", () => {
  for (const [canonical, expected] of Object.entries(VECTORS)) {
    assert.equal(BigInt.asIntN(64, rabinFingerprint(Buffer.from(canonical))), expected, canonical);
  }
});

test('of nothing it is the constant it begins with', () => {
  assert.equal(rabinFingerprint(new Uint8Array()), 0xc15d213aa4d7a795n);
});
