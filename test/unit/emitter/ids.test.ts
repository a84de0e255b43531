import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventIdTime } from '../../../services/core/events/event-id.ts';
import { createIds } from '../../../services/emitter/ids.ts';

test('ids carry the clock, rise within a millisecond and while the clock goes back', () => {
  let now = 1_700_000_000_000;
  const newId = createIds(() => now);
  const ids: string[] = [];
  for (const step of [0, 0, 0, 5, -1000, 0, 1, 2000]) {
    now += step;
    for (let count = 0; count < 400; count++) ids.push(newId());
  }
  assert.deepEqual(ids, ids.toSorted());
  assert.equal(new Set(ids).size, ids.length);
  assert.equal(eventIdTime(ids[0] ?? ''), 1_700_000_000_000);
  assert.equal(eventIdTime(ids.at(-1) ?? ''), now);
  assert.ok(ids.every((id) => eventIdTime(id) !== null));
});
