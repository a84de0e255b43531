import { KafkaJsAdmin } from './admin.ts';
import type { KafkaOptions } from './client.ts';
import { createClient } from './client.ts';
import { KafkaJsConsumer } from './consumer.ts';
import { followTopic } from './follow.ts';
import { KafkaJsWire } from './kafkajs-wire.ts';
import type { Kafka } from './port.ts';
import { IdempotentProducer } from './producer.ts';
import { readTopic } from './read.ts';

const DELIVERY_TIMEOUT_MS = 30_000;
const REQUEST_TIMEOUT_MS = 30_000;

/**
 * Kafka through kafkajs. Connects to nothing yet: a producer connects with its first `send`, a consumer with `start`,
 * an admin at once.
 */
export function createKafka(options: KafkaOptions): Kafka {
  const newClient = () => createClient(options);
  const connectAdmin = () => KafkaJsAdmin.connect(newClient());
  const newWire = async () =>
    new KafkaJsWire(
      (retries) => createClient(options, retries),
      options.requestTimeoutMs ?? REQUEST_TIMEOUT_MS,
    );
  return {
    producer: async () => new IdempotentProducer(newWire, options.deliveryTimeoutMs ?? DELIVERY_TIMEOUT_MS),
    consumer: async (consumer) =>
      new KafkaJsConsumer({ newClient, connectAdmin, logger: options.logger }, consumer),
    admin: connectAdmin,
    read: (topic, from) => readTopic(newClient(), topic, from),
    follow: (topic, follow) => followTopic(newClient(), topic, follow),
  };
}

export type { KafkaLogger, KafkaOptions } from './client.ts';
