import { test } from 'node:test';
import { createKafka } from '../../../services/platform/kafka/kafkajs.ts';
import { createMemoryKafka } from '../../../services/platform/kafka/memory.ts';
import { KAFKA_CLIENTS } from '../../../services/platform/kafka/options.ts';
import { kafkaContract } from './kafka.suite.ts';

const broker = process.env.TRIPLINE_TEST_KAFKA;

kafkaContract('in-memory twin', () => createMemoryKafka());

if (broker === undefined) {
  test('the Kafka contract: real server', (t) => t.skip('TRIPLINE_TEST_KAFKA names no broker'));
} else {
  for (const client of KAFKA_CLIENTS) {
    kafkaContract(`real server, through ${client}`, () =>
      createKafka({ brokers: [broker], clientId: 'contract', deliveryTimeoutMs: 5000, client }),
    );
  }
}
