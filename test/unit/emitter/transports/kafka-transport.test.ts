import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KafkaTransport } from '../../../../services/emitter/transports/kafka-transport.ts';
import { createMemoryKafka } from '../../../../services/platform/kafka/memory.ts';
import type { Kafka } from '../../../../services/platform/kafka/port.ts';
import { records, transportSuite } from './transport.suite.ts';

const TOPIC = 'llm.events';

async function open() {
  const kafka = createMemoryKafka();
  const admin = await kafka.admin();
  await admin.createTopics([{ topic: TOPIC, partitions: 1 }]);
  return {
    kafka,
    transport: new KafkaTransport(() => kafka, TOPIC),
    arrived: () => valuesOn(kafka),
    setAvailable: (available: boolean) => kafka.setAvailable(available),
    limit: async (bytes: number) => {
      await admin.deleteTopics([TOPIC]);
      await admin.createTopics([
        { topic: TOPIC, partitions: 1, config: { 'max.message.bytes': `${bytes}` } },
      ]);
    },
  };
}

transportSuite('Kafka', open);

test('what is no error of ours is told as Kafka away', async () => {
  const kafka = { producer: () => Promise.reject(new Error('no such host')) } as unknown as Kafka;
  const sent = await new KafkaTransport(() => kafka, TOPIC).send(records('a'));
  assert.ok(!sent.done && sent.error?.code === 'KAFKA_UNAVAILABLE');
});

async function valuesOn(kafka: Kafka): Promise<string[]> {
  const values: string[] = [];
  for await (const { value } of kafka.read(TOPIC)) values.push(String(value));
  return values;
}
