/** What a producer sent through trouble stands there once, in order, whichever client's connections it goes through. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, type TestContext, test } from 'node:test';
import { createKafka } from '../../services/platform/kafka/kafkajs.ts';
import { KAFKA_CLIENTS, type KafkaClientName } from '../../services/platform/kafka/options.ts';
import type { Admin, Kafka, Producer } from '../../services/platform/kafka/port.ts';
import { until } from '../support/eventually.ts';
import { startKafkaProxy } from '../support/proxy.ts';
import { noStack, testStack } from '../support/stack.ts';
import { startTearingProxy } from '../support/tearing-proxy.ts';

const PARTITIONS = 3;
const SENDS = 60;
const RECORDS = 40;
const REQUEST_TIMEOUT_MS = 1000;

interface Bench {
  topic: string;
  direct: Kafka;
  admin: Admin;
  producer: Producer;
}

async function setUp(context: TestContext, client: KafkaClientName, broker: string): Promise<Bench> {
  const direct = createKafka({ brokers: testStack().kafkaBrokers, clientId: 'faults' });
  const through = createKafka({
    brokers: [broker],
    clientId: 'faults',
    client,
    requestTimeoutMs: REQUEST_TIMEOUT_MS,
  });
  const [admin, producer] = [await direct.admin(), await through.producer()];
  const topic = `faults-${randomUUID()}`;
  await admin.createTopics([{ topic, partitions: PARTITIONS }]);
  context.after(async () => {
    await producer.close();
    await admin.deleteTopics([topic]);
    await admin.close();
  });
  return { topic, direct, admin, producer };
}

/** One after another, as an emitter sends: a key's records are numbered in the order in which they were sent. */
function numbered(send: number) {
  return Array.from({ length: RECORDS }, (_, at) => ({
    key: Buffer.from(`key ${at % 10}`),
    value: Buffer.from(String(send * RECORDS + at)),
  }));
}

async function assertOnceInOrder({ direct, topic }: Bench, sends: number): Promise<void> {
  const byKey = new Map<string, number[]>();
  for await (const { key, value } of direct.read(topic)) {
    const name = String(key);
    byKey.set(name, [...(byKey.get(name) ?? []), Number(value)]);
  }
  const expected = Map.groupBy(
    Array.from({ length: sends * RECORDS }, (_, number) => number),
    (number) => `key ${(number % RECORDS) % 10}`,
  );
  assert.deepEqual(byKey, new Map([...byKey.keys()].map((key) => [key, expected.get(key)])));
  assert.equal(byKey.size, expected.size);
}

for (const client of KAFKA_CLIENTS) {
  describe(`a producer in trouble, through ${client}`, { skip: noStack }, () => {
    test('its connections are reset again and again', async (context) => {
      const proxy = await startKafkaProxy();
      context.after(() => proxy.close());
      const bench = await setUp(context, client, proxy.address);
      for (let send = 0; send < SENDS; send++) {
        const sent = bench.producer.send(bench.topic, numbered(send));
        if (send % 3 === 0) setImmediate(() => proxy.reset());
        await sent;
      }
      assert.ok(proxy.connections > SENDS / 6);
      await assertOnceInOrder(bench, SENDS);
    });

    test('what the broker answers is torn off, so that it was written and nobody knows', async (context) => {
      const { advertised, target } = testStack().kafkaProxy;
      const proxy = await startTearingProxy({ host: '127.0.0.1', port: target }, advertised);
      context.after(() => proxy.close());
      const bench = await setUp(context, client, proxy.address);
      await bench.producer.send(bench.topic, numbered(0));
      for (let send = 1; send <= 10; send++) {
        const { torn } = proxy;
        proxy.tear(true);
        const sent = bench.producer.send(bench.topic, numbered(send));
        await until(async () => proxy.torn > torn, 'an answer is torn off');
        proxy.tear(false);
        await sent;
      }
      await assertOnceInOrder(bench, 11);
    });

    test('the broker is away, then silent, and comes back in time', async (context) => {
      const proxy = await startKafkaProxy();
      context.after(() => proxy.close());
      const bench = await setUp(context, client, proxy.address);
      await bench.producer.send(bench.topic, numbered(0));
      for (const [send, trouble] of [
        [1, () => proxy.refuse()],
        [2, async () => proxy.blackhole()],
      ] as const) {
        await trouble();
        const sent = bench.producer.send(bench.topic, numbered(send));
        const early = await Promise.race([sent.then(() => 'sent'), soon(1.5 * REQUEST_TIMEOUT_MS)]);
        assert.equal(early, 'not yet');
        await proxy.restore();
        await sent;
      }
      await assertOnceInOrder(bench, 3);
    });

    test('a topic is made anew under it: it goes on, at the latest with the send after', async (context) => {
      const bench = await setUp(context, client, testStack().kafkaBrokers[0] ?? '');
      await bench.producer.send(bench.topic, numbered(0));
      await bench.admin.deleteTopics([bench.topic]);
      await until(async () => !(await bench.admin.listTopics()).includes(bench.topic), 'the topic is gone');
      await bench.admin.createTopics([{ topic: bench.topic, partitions: PARTITIONS }]);
      await bench.producer
        .send(bench.topic, numbered(0))
        .catch(() => bench.producer.send(bench.topic, numbered(0)));
      await assertOnceInOrder(bench, 1);
    });
  });
}

/** Longer than a request may take: it is given up and made again while the trouble lasts. */
function soon(ms: number): Promise<string> {
  return new Promise((resolve) => setTimeout(resolve, ms, 'not yet'));
}
