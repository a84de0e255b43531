/** Elasticsearch away, slow, torn, read-only or full: the stream waits, sets nothing aside, and goes on once it is mended. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { blockWrites, limitShards } from '../support/cluster.ts';
import { until } from '../support/eventually.ts';
import { assertEachOnce, readEnriched, readLetters } from '../support/evidence.ts';
import { createLedger } from '../support/ledger.ts';
import { openPipeline, type Pipeline } from '../support/pipeline.ts';
import { type Proxy, startProxy } from '../support/proxy.ts';
import { noStack, testStack } from '../support/stack.ts';
import { startTearingProxy, type TearingProxy } from '../support/tearing-proxy.ts';
import type { Worker } from '../support/worker.ts';

const EVENTS = 120;
const DAY_MS = 86_400_000;

describe('Elasticsearch in trouble', { skip: noStack }, () => {
  const ledger = createLedger(31);
  let pipeline: Pipeline;
  let proxy: Proxy;
  let tearing: TearingProxy;
  let detector: Worker;
  let indexer: Worker;

  before(async () => {
    pipeline = await openPipeline();
    const { hostname, port } = new URL(testStack().elasticsearchUrl);
    tearing = await startTearingProxy({ host: hostname, port: Number(port) });
    proxy = await startProxy({ host: hostname, port: Number(tearing.address.split(':')[1]) });
    ({ detector, indexer } = await pipeline.startBoth({
      TRIPLINE_ELASTICSEARCH_NODES: `http://${proxy.address}`,
      TRIPLINE_ELASTICSEARCH_REQUEST_TIMEOUT_MS: '1500',
    }));
    await pipeline.send(ledger.load(EVENTS));
    await pipeline.settled([detector, indexer]);
  });
  after(async () => {
    await limitShards(null);
    await pipeline.close();
    await proxy.close();
    await tearing.close();
  });

  const waiting = async () => (await indexer.metrics()).sum('tripline_stage_waiting');

  /** Sends into the trouble, sees the stage wait and say so, mends it, and holds the outcome against the book. */
  async function assertWaits(trouble: () => Promise<void> | void, mend: () => Promise<void>, time?: number) {
    const before = await pipeline.committed('indexer');
    assert.equal(await waiting(), 0);
    await trouble();
    try {
      await pipeline.send(ledger.load(EVENTS, time));
      await until(async () => (await waiting()) === 1, 'the indexer waits');
      assert.equal(await indexer.isReady(), false);
      await until(
        async () => (await pipeline.committed('detector')) >= ledger.digests.size,
        'the detector goes on',
      );
      assert.ok(
        (await indexer.metrics()).sum('tripline_indexer_documents_total', { outcome: 'unavailable' }) > 0,
      );
      assert.equal(await waiting(), 1, 'it still waits');
      assert.ok((await pipeline.committed('indexer')) < before + EVENTS, 'committed what was not taken');
    } finally {
      await mend();
    }
    await pipeline.settled([detector, indexer]);
    await until(
      async () => (await waiting()) === 0 && (await indexer.isReady()),
      'the indexer is ready again',
    );
    assert.deepEqual(await readLetters(pipeline), []);
    await assertEachOnce(pipeline, ledger);
  }

  test('it refuses connections', () =>
    assertWaits(
      () => proxy.refuse(),
      () => proxy.restore(),
    ));

  test('it takes connections and never answers', () =>
    assertWaits(
      () => proxy.blackhole(),
      () => proxy.restore(),
    ));

  test('it does what it is asked, and its answers are torn off', async () => {
    await assertWaits(
      () => tearing.tear(true),
      async () => tearing.tear(false),
    );
    assert.ok(tearing.torn > 0);
    const exists = { outcome: 'exists' };
    assert.ok(
      (await indexer.metrics()).sum('tripline_indexer_documents_total', exists) > 0,
      'no 409 was seen',
    );
  });

  test('its indices take no writes', () =>
    assertWaits(
      () => blockWrites(`${pipeline.indexPrefix}-*`, true),
      () => blockWrites(`${pipeline.indexPrefix}-*`, false),
    ));

  test('only raw takes writes: nothing is left half written', () =>
    assertWaits(
      () => blockWrites(`${pipeline.indexPrefix}-masked-*`, true),
      () => blockWrites(`${pipeline.indexPrefix}-masked-*`, false),
    ));

  test('it has all the shards it may have, and a new day needs an index', () =>
    assertWaits(
      () => limitShards(1),
      () => limitShards(null),
      Date.now() - 2 * DAY_MS,
    ));

  test('it all was one stretch of work: the indexer never fell out, and its sums add up', async () => {
    assert.equal(indexer.hasEnded(), false);
    const metrics = await indexer.metrics();
    const settled = metrics.by('tripline_records_settled_total', 'outcome');
    const { findingRecords } = await readEnriched(pipeline);
    assert.deepEqual(settled, {
      indexed: ledger.digests.size + findingRecords,
      duplicate: 0,
      dead_lettered: 0,
    });
    assert.deepEqual(await indexer.stop(), { code: 0, signal: null });
  });

  test('an indexer that starts while it is away waits, and begins once it is there', async () => {
    await proxy.refuse();
    const late = pipeline.start('indexer', { TRIPLINE_ELASTICSEARCH_NODES: `http://${proxy.address}` });
    await late.url();
    await until(async () => (await late.metrics()).sum('tripline_stage_waiting') === 1, 'it waits');
    assert.equal(await late.isReady(), false);
    await pipeline.send(ledger.load(EVENTS));
    await proxy.restore();
    indexer = late;
    await late.ready();
    await pipeline.settled([detector, late]);
    await assertEachOnce(pipeline, ledger);
  });

  test('an indexer that waits stops when it is told to, and commits nothing that was not taken', async () => {
    await proxy.refuse();
    await pipeline.send(ledger.load(EVENTS));
    await until(async () => (await waiting()) === 1, 'the indexer waits');
    assert.deepEqual(await indexer.stop(), { code: 0, signal: null });
    await proxy.restore();
    const heir = pipeline.start('indexer');
    await pipeline.settled([detector, heir]);
    assert.deepEqual(await readLetters(pipeline), []);
    await assertEachOnce(pipeline, ledger);
  });
});
