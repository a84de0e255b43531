/** How workers start and end by an operator's hand. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { until } from '../support/eventually.ts';
import { assertEachOnce, readEnriched, readLetters } from '../support/evidence.ts';
import { createLedger } from '../support/ledger.ts';
import { openPipeline } from '../support/pipeline.ts';
import { startProxy } from '../support/proxy.ts';
import { noStack, testStack } from '../support/stack.ts';
import { tripline } from '../support/tripline.ts';
import { startWorker, type WorkerName } from '../support/worker.ts';

const EVENTS = 3000;
const WORKERS: WorkerName[] = ['detector', 'indexer'];

describe('a worker told to stop', { skip: noStack, concurrency: 2 }, () => {
  for (const name of WORKERS) {
    test(`${name}: SIGTERM in full work drains and commits; the next one repeats nothing`, async (context) => {
      const pipeline = await openPipeline();
      context.after(() => pipeline.close());
      const ledger = createLedger(61);
      const { detector, indexer } = await pipeline.startBoth();
      const [first, other] = name === 'detector' ? [detector, indexer] : [indexer, detector];
      const sending = pipeline.send(ledger.load(EVENTS));
      await until(async () => (await pipeline.committed(name)) > 0, `the ${name} works`);
      assert.deepEqual(await first.stop(), { code: 0, signal: null });
      assert.deepEqual(messagesOf(first.log()), ['stopping', 'stopped']);
      const done = await pipeline.committed(name);
      await sending;
      assert.ok(done < (await pipeline.size(pipeline.topics.events)), 'it had no work left when it was told');

      const heir = pipeline.start(name);
      await pipeline.settled([other, heir]);
      await assertEachOnce(pipeline, ledger);
      assert.deepEqual(await readLetters(pipeline), []);
      const sent = await readEnriched(pipeline);
      assert.equal(sent.events, EVENTS, 'sent on twice');
      assert.ok(
        [...sent.findings.values()].every((times) => times === 1),
        'found twice',
      );
      const metrics = await (name === 'indexer' ? heir : other).metrics();
      assert.equal(
        metrics.sum('tripline_indexer_documents_total', { outcome: 'exists' }),
        0,
        'written twice',
      );
    });
  }

  test('a second signal ends it at once, whatever it is in the middle of', async (context) => {
    const pipeline = await openPipeline();
    const { hostname, port } = new URL(testStack().elasticsearchUrl);
    const proxy = await startProxy({ host: hostname, port: Number(port) });
    context.after(async () => {
      await pipeline.close();
      await proxy.close();
    });
    const { indexer } = await pipeline.startBoth({ TRIPLINE_ELASTICSEARCH_NODES: `http://${proxy.address}` });
    const { connections } = proxy;
    proxy.blackhole();
    // It would ask over a connection that it has, and over another one only when that is given up.
    proxy.reset();
    await pipeline.send(createLedger(62).load(10));
    await until(() => proxy.connections > connections, 'the indexer asks and is not answered');
    indexer.signal('SIGINT');
    await indexer.says('stopping');
    indexer.signal('SIGTERM');
    assert.deepEqual(await indexer.ending, { code: 130, signal: null });
  });
});

describe('a worker that cannot start', { skip: noStack, concurrency: 2 }, () => {
  for (const name of WORKERS) {
    test(`${name}: every wrong setting is named at once, exit code 2`, async () => {
      const { code, stderr } = await tripline(['run', name], {
        env: {
          TRIPLINE_KAFKA_SESSION_TIMEOUT_MS: 'soon',
          TRIPLINE_KAFKA_TLS: 'perhaps',
          TRIPLINE_LOG_LEVEL: 'loud',
          TRIPLINE_KAFKA_BROKER: 'a misspelt name',
        },
      });
      assert.equal(code, 2);
      for (const problem of [
        'TRIPLINE_KAFKA_SESSION_TIMEOUT_MS must be a whole number',
        'TRIPLINE_KAFKA_TLS must be true or false',
        'TRIPLINE_LOG_LEVEL ',
        'TRIPLINE_KAFKA_BROKER is not a setting',
      ])
        assert.ok(stderr.includes(problem), `${problem}: ${stderr}`);
      assert.doesNotMatch(stderr, /soon|perhaps|loud|misspelt/);
    });

    test(`${name}: no key file, exit code 2 and the way out`, async () => {
      const env = {
        TRIPLINE_KEY_FILE: '/nowhere/keys.json',
        TRIPLINE_KAFKA_BROKERS: testStack().kafkaBrokers[0] ?? '',
      };
      const { code, stderr } = await tripline(['run', name], { env });
      assert.equal(code, 2);
      assert.match(stderr, /TRIPLINE_KEY_FILE names a file that cannot be read: ENOENT/);
    });

    test(`${name}: its port is taken, exit code 1`, async (context) => {
      const pipeline = await openPipeline(1);
      context.after(() => pipeline.close());
      const first = pipeline.start(name);
      const { port } = new URL(await first.url());
      const second = startWorker({ name, env: { ...pipeline.env, [portOf(name)]: port } });
      assert.deepEqual(await second.ending, { code: 1, signal: null });
      const last = second.log().find(({ level }) => level === 60);
      const error = last?.['error'] as { code?: string; message?: string } | undefined;
      assert.equal(error?.code, 'CONFIG_INVALID');
      assert.match(error.message ?? '', new RegExp(`${portOf(name)}.*${port}`));
    });
  }
});

function portOf(name: WorkerName): string {
  return `TRIPLINE_${name.toUpperCase()}_HTTP_PORT`;
}

function messagesOf(log: readonly { msg: string }[]): string[] {
  return log.map(({ msg }) => msg).filter((msg) => msg.startsWith('stopp'));
}
