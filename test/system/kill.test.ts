/** 20,000 events through the running pipeline while its workers are killed at random moments, and once at a chosen one. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { type Seeded, seeded } from '../bench/seeded.ts';
import { eventually } from '../support/eventually.ts';
import { assertEachOnce, readLetters } from '../support/evidence.ts';
import { createLedger, type Ledger } from '../support/ledger.ts';
import { openPipeline, type Pipeline } from '../support/pipeline.ts';
import { noStack } from '../support/stack.ts';
import type { Worker, WorkerName } from '../support/worker.ts';

const EVENTS = 20_000;
const CHUNK = 250;
const LONG = process.env['TRIPLINE_TEST_LONG'] === '1';
const KILLS = LONG ? 10 : 2;
/** At most so long after its group has reached the place of a kill: within one batch or the next. */
const LATEST_MS = 400;
const FAILPOINT = ['test/support/failpoint-worker.ts', 'indexer', 'commit:2'];

interface Campaign {
  pipeline: Pipeline;
  context: TestContext;
  /** 409s that were seen by a worker that was asked before it died. */
  seen: number;
}

test(`${EVENTS} events, detector and indexer killed ${KILLS} times each: each event once, to the byte`, {
  skip: noStack,
  timeout: (LONG ? 20 : 5) * 60_000,
}, async (context) => {
  const seed = Number(process.env['TRIPLINE_TEST_SEED'] ?? Date.now() % 1_000_000);
  context.diagnostic(`TRIPLINE_TEST_SEED=${seed}`);
  const pipeline = await openPipeline();
  context.after(() => pipeline.close());
  const campaign: Campaign = { pipeline, context, seen: 0 };
  const ledger = createLedger(seed);

  const [detector, indexer] = await Promise.all([
    haunt('detector', seeded(seed), campaign),
    haunt('indexer', seeded(seed + 1), campaign),
    emit(pipeline, ledger),
  ]);
  await pipeline.settled([detector, indexer]);

  await assertEachOnce(pipeline, ledger);
  assert.deepEqual(await readLetters(pipeline), []);
  campaign.seen += await conflicts(indexer);
  context.diagnostic(`409s seen: ${campaign.seen}`);
  assert.ok(campaign.seen > 0, 'nothing was ever delivered twice: the kills hit nothing');
});

async function emit(pipeline: Pipeline, ledger: Ledger): Promise<void> {
  for (let sent = 0; sent < EVENTS; sent += CHUNK) await pipeline.send(ledger.load(CHUNK));
}

/**
 * Kills the worker again and again, starting it anew at once; resolves with the one that lives. The indexer that follows the first one
 * killed dies between a bulk's acknowledgement and the commit.
 */
async function haunt(name: WorkerName, random: Seeded, campaign: Campaign): Promise<Worker> {
  const { pipeline } = campaign;
  let worker = pipeline.start(name);
  for (let kill = 0; kill < KILLS; kill++) {
    await reach(name, Math.floor((EVENTS * 0.9 * (kill + random.next())) / KILLS), worker, campaign);
    await pause(random.whole(0, LATEST_MS));
    await killed(worker, campaign);
    if (name === 'indexer' && kill === 0) await failAtPoint(campaign);
    worker = pipeline.start(name);
  }
  return worker;
}

/** Resolves once the worker's group has committed so many records. */
async function reach(
  name: WorkerName,
  records: number,
  worker: Worker,
  { pipeline }: Campaign,
): Promise<void> {
  await eventually(async () => ((await pipeline.committed(name)) >= records ? true : null), {
    what: `the ${name} commits ${records} records`,
    withinMs: 120_000,
    unless: () =>
      worker.hasEnded() ? new Error(`the ${name} ended:\n${worker.output.slice(-9).join('\n')}`) : null,
  });
}

async function killed(worker: Worker, campaign: Campaign): Promise<void> {
  campaign.seen += await conflicts(worker);
  await worker.kill();
  const committed = await campaign.pipeline.committed(worker.name);
  campaign.context.diagnostic(`${worker.name} killed at ${committed} records`);
}

async function failAtPoint({ pipeline, context }: Campaign): Promise<void> {
  const doomed = pipeline.start('indexer', {}, FAILPOINT);
  const { signal } = await doomed.ending;
  assert.equal(signal, 'SIGKILL', doomed.output.slice(-9).join('\n'));
  context.diagnostic(`indexer died uncommitted at ${await pipeline.committed('indexer')} records`);
}

/** As far as it can still be asked. */
async function conflicts(worker: Worker): Promise<number> {
  if (worker.name !== 'indexer' || worker.hasEnded()) return 0;
  const metrics = await worker.metrics().catch(() => null);
  return metrics?.sum('tripline_indexer_documents_total', { outcome: 'exists' }) ?? 0;
}
