import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Sequences } from '../../../services/emitter/sequences.ts';

function numbered(): Sequences {
  let ids = 0;
  return new Sequences(() => `instance ${++ids}`);
}

test('a session counts from 1, whatever its name', () => {
  const sequences = numbered();
  const names = ['a', '', '__proto__', 'x'.repeat(1_000_000), '\ud800'];
  for (const expected of [1, 2, 3]) {
    for (const name of names)
      assert.deepEqual(sequences.next(name), { instance: 'instance 1', sequence: expected });
  }
});

test('memory is bounded: after 10,000 sessions all start again under a new instance', () => {
  const sequences = numbered();
  for (let session = 0; session < 10_000; session++) sequences.next(`${session}`);
  assert.deepEqual(sequences.next('9999'), { instance: 'instance 1', sequence: 2 });
  assert.deepEqual(sequences.next('one more'), { instance: 'instance 2', sequence: 1 });
  assert.deepEqual(sequences.next('9999'), { instance: 'instance 2', sequence: 1 });
});
