/** A worker with nothing to do costs next to nothing: kafkajs' timer (docs: platform/kafka/timers.ts) must stay tamed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { createLedger } from '../support/ledger.ts';
import { openPipeline } from '../support/pipeline.ts';
import { noStack } from '../support/stack.ts';
import type { Worker } from '../support/worker.ts';

const MOST = 0.02;
const WINDOWS = 6;
const WINDOW_MS = 5_000;

test('an idle worker takes less than 2% of a core', { skip: noStack, timeout: 120_000 }, async (context) => {
  const pipeline = await openPipeline();
  context.after(() => pipeline.close());
  const { detector, indexer } = await pipeline.startBoth();
  await pipeline.send(createLedger(51).load(300));
  await pipeline.settled([detector, indexer]);
  const shares = await Promise.all([detector, indexer].map(idleShares));
  for (const [index, worker] of [detector, indexer].entries()) {
    const least = Math.min(...(shares[index] ?? []));
    context.diagnostic(`${worker.name}: ${(least * 100).toFixed(2)}% of a core`);
    assert.ok(least < MOST, `${worker.name}: ${shares[index]?.map((share) => share.toFixed(4)).join(', ')}`);
  }
});

/** What it took of one core, window by window until one is below `MOST`: compilers and collectors have work left to do after a load. */
async function idleShares(worker: Worker): Promise<number[]> {
  const shares: number[] = [];
  let before = await cpuSeconds(worker);
  for (let window = 0; window < WINDOWS && !shares.some((share) => share < MOST); window++) {
    const started = performance.now();
    await pause(WINDOW_MS);
    const now = await cpuSeconds(worker);
    shares.push((now - before) / ((performance.now() - started) / 1000));
    before = now;
  }
  return shares;
}

async function cpuSeconds(worker: Worker): Promise<number> {
  return (await worker.metrics()).sum('process_cpu_seconds_total');
}
