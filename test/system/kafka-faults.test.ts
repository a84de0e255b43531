/** Kafka away from its workers, or torn from them again and again: they come back by themselves and lose nothing. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Admin, Kafka as KafkaClient, logLevel } from 'kafkajs';
import { until } from '../support/eventually.ts';
import { assertEachOnce, readLetters } from '../support/evidence.ts';
import { createLedger } from '../support/ledger.ts';
import { openPipeline, type Pipeline } from '../support/pipeline.ts';
import { type Proxy, startKafkaProxy } from '../support/proxy.ts';
import { noStack, testStack } from '../support/stack.ts';
import type { Worker } from '../support/worker.ts';

const EVENTS = 300;

describe('Kafka away', { skip: noStack }, () => {
  const ledger = createLedger(41);
  let pipeline: Pipeline;
  let proxy: Proxy;
  let workers: Worker[];
  let groups: Admin;

  before(async () => {
    pipeline = await openPipeline();
    proxy = await startKafkaProxy();
    groups = new KafkaClient({ brokers: testStack().kafkaBrokers, logLevel: logLevel.NOTHING }).admin();
    await groups.connect();
    const { detector, indexer } = await pipeline.startBoth({ TRIPLINE_KAFKA_BROKERS: proxy.address });
    workers = [detector, indexer];
    await pipeline.send(ledger.load(EVENTS));
    await pipeline.settled(workers);
  });
  after(async () => {
    await pipeline.close();
    await groups.disconnect();
    await proxy.close();
  });

  /** Resolves once the brokers have given up both workers: the trouble outlasts their sessions. */
  async function bothExpelled(): Promise<void> {
    const names = workers.map(({ name }) => `${pipeline.topicPrefix}tripline-${name}`);
    await until(async () => {
      const described = await groups.describeGroups(names);
      return described.groups.every(({ members }) => members.length === 0);
    }, 'the groups have no members');
  }

  async function assertNothingLost(): Promise<void> {
    await pipeline.settled(workers);
    assert.deepEqual(await readLetters(pipeline), []);
    await assertEachOnce(pipeline, ledger);
  }

  test('it refuses connections for longer than a session', async () => {
    await proxy.refuse();
    await pipeline.send(ledger.load(EVENTS));
    await bothExpelled();
    await proxy.restore();
    await assertNothingLost();
  });

  test('it takes connections and answers nothing for longer than a session', async () => {
    proxy.blackhole();
    await pipeline.send(ledger.load(EVENTS));
    await bothExpelled();
    await proxy.restore();
    await assertNothingLost();
  });

  test('its connections are reset while events stream through', async () => {
    for (let round = 0; round < 8; round++) {
      await pipeline.send(ledger.load(EVENTS));
      proxy.reset();
      const detected = await pipeline.committed('detector');
      await until(async () => (await pipeline.committed('detector')) > detected, 'the detector goes on');
    }
    await assertNothingLost();
  });

  test('a worker that starts while it is away says so and ends, for a supervisor to start it anew', async () => {
    await proxy.refuse();
    const early = pipeline.start('detector', { TRIPLINE_KAFKA_BROKERS: proxy.address });
    const { code } = await early.ending;
    assert.equal(code, 1);
    const last = early.log().find(({ level }) => level === 60);
    assert.equal((last?.['error'] as { code?: string } | undefined)?.code, 'KAFKA_UNAVAILABLE');
    await proxy.restore();
  });

  test('no worker had to be started anew', async () => {
    assert.deepEqual(
      workers.filter((worker) => worker.hasEnded()),
      [],
    );
    for (const worker of workers) assert.deepEqual(await worker.stop(), { code: 0, signal: null });
  });
});
