import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createKafka } from '../../services/platform/kafka/kafkajs.ts';
import { startKafkaProxy } from '../support/proxy.ts';
import { noStack } from '../support/stack.ts';

test('a client that came through the fault proxy stays on it', { skip: noStack }, async (context) => {
  const proxy = await startKafkaProxy();
  context.after(() => proxy.close());
  const kafka = createKafka({ brokers: [proxy.address], clientId: 'proxy-test', deliveryTimeoutMs: 2_000 });
  const producer = await kafka.producer();
  context.after(() => producer.close());
  await producer.send('llm.control', [{ key: Buffer.from('a'), value: Buffer.from('b') }]);
  await proxy.refuse();
  const refused = producer.send('llm.control', [{ key: Buffer.from('a'), value: Buffer.from('c') }]);
  await assert.rejects(refused, { code: 'KAFKA_UNAVAILABLE' });
  await proxy.restore();
  await producer.send('llm.control', [{ key: Buffer.from('a'), value: Buffer.from('d') }]);
});
