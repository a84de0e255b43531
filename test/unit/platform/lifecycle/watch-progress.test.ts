import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { PartitionProgress } from '../../../../services/platform/kafka/port.ts';
import { watchProgress } from '../../../../services/platform/lifecycle/watch-progress.ts';

const MINUTE = 60_000;
const EVERY_MS = 2_000;

/** A consumer whose progress the test sets, and a clock that it moves. */
function watch(t: TestContext) {
  t.mock.timers.enable({ apis: ['setInterval', 'Date'] });
  const state = { partitions: [] as PartitionProgress[], waiting: false };
  const lags: number[] = [];
  const watched = watchProgress(
    { progress: () => state.partitions },
    { setLag: (lag) => lags.push(lag) },
    Date.now,
    () => state.waiting,
  );
  const set = (committed: number, highWatermark: number) => {
    state.partitions = [{ topic: 'a', partition: 0, committed, highWatermark }];
  };
  return { state, lags, watched, set, pass };

  function pass(ms: number): void {
    for (let passed = 0; passed < ms; passed += EVERY_MS) t.mock.timers.tick(EVERY_MS);
  }
}

test('lag is the sum over partitions, never less than nothing', (t) => {
  const { state, lags, pass } = watch(t);
  state.partitions = [
    { topic: 'a', partition: 0, committed: 5, highWatermark: 8 },
    { topic: 'a', partition: 1, committed: 9, highWatermark: 9 },
    { topic: 'a', partition: 2, committed: 4, highWatermark: 2 },
  ];
  pass(2000);
  assert.deepEqual(lags, [3]);
});

test('no commit for five minutes while there is work is stuck; a commit ends it', (t) => {
  const { watched, set, pass } = watch(t);
  set(5, 8);
  pass(5 * MINUTE);
  assert.equal(watched.isStuck(), false);
  pass(4000);
  assert.equal(watched.isStuck(), true);
  set(6, 8);
  pass(2000);
  assert.equal(watched.isStuck(), false);
});

test('an idle hour is not held against the first record after it', (t) => {
  const { watched, set, pass } = watch(t);
  set(8, 8);
  pass(60 * MINUTE);
  set(8, 9);
  pass(2000);
  assert.equal(watched.isStuck(), false);
  pass(5 * MINUTE);
  assert.equal(watched.isStuck(), true);
});

test('waiting for the next hop is not stuck', (t) => {
  const { watched, state, set, pass } = watch(t);
  set(5, 8);
  state.waiting = true;
  pass(60 * MINUTE);
  assert.equal(watched.isStuck(), false);
  state.waiting = false;
  pass(5 * MINUTE + 2000);
  assert.equal(watched.isStuck(), true);
});

test('partitions coming and going count as movement', (t) => {
  const { watched, state, set, pass } = watch(t);
  set(5, 8);
  pass(4 * MINUTE);
  state.partitions.push({ topic: 'a', partition: 1, committed: 0, highWatermark: 3 });
  pass(4 * MINUTE);
  assert.equal(watched.isStuck(), false);
});

test('after stop it looks no more', (t) => {
  const { watched, lags, pass } = watch(t);
  watched.stop();
  pass(MINUTE);
  assert.deepEqual(lags, []);
});
