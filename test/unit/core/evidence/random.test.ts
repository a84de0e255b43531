import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomBytes } from '../../../../services/core/evidence/random.ts';

test('no bytes are given out twice, over many refills and of any length', () => {
  const seen = new Set<string>();
  for (let draw = 0; draw < 5000; draw += 1) {
    const bytes = randomBytes(16 + (draw % 50));
    assert.equal(bytes.length, 16 + (draw % 50));
    seen.add(bytes.toString('hex', 0, 16));
  }
  assert.equal(seen.size, 5000);
  assert.equal(randomBytes(10_000).length, 10_000);
  assert.ok(randomBytes(8192).some((byte) => byte !== 0));
});

test('what was given out does not change with later draws', () => {
  const first = randomBytes(32);
  const copy = Buffer.from(first);
  for (let draw = 0; draw < 1000; draw += 1) randomBytes(32);
  assert.deepEqual(first, copy);
});
