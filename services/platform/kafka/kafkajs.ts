import { TriplineError } from '../../core/errors.ts';
import type { KafkaOptions } from './options.ts';
import type { Kafka } from './port.ts';
import { IdempotentProducer } from './producer.ts';
import type { Wire } from './wire.ts';

const DELIVERY_TIMEOUT_MS = 30_000;
const REQUEST_TIMEOUT_MS = 30_000;

/**
 * Kafka as `options` say. Connects to nothing yet, and loads no client either before it is used: an application that emits its first event
 * late, or through the gateway, starts without one.
 */
export function createKafka(options: KafkaOptions): Kafka {
  const kafkajs = async () => (await import('./kafkajs-adapter.ts')).createKafkaJs(options);
  const newWire = () => createWire(options, options.requestTimeoutMs ?? REQUEST_TIMEOUT_MS);
  return {
    producer: async () => new IdempotentProducer(newWire, options.deliveryTimeoutMs ?? DELIVERY_TIMEOUT_MS),
    consumer: async (consumer) => (await kafkajs()).consumer(consumer),
    admin: async () => (await kafkajs()).admin(),
    async *read(topic, from) {
      yield* (await kafkajs()).read(topic, from);
    },
    follow: async (topic, follow) => (await kafkajs()).follow(topic, follow),
  };
}

/** The other client is an optional peer and slow to load: only who chose it has it. */
async function createWire(options: KafkaOptions, timeoutMs: number): Promise<Wire> {
  if (options.client === 'platformatic') {
    const { PlatformaticWire } = await import('./platformatic-wire.ts').catch(notInstalled);
    return new PlatformaticWire(options, timeoutMs);
  }
  const { createKafkaJsWire } = await import('./kafkajs-wire.ts');
  return createKafkaJsWire(options, timeoutMs);
}

/** @throws TriplineError CONFIG_INVALID */
function notInstalled(cause: unknown): never {
  const what = 'The Kafka client `platformatic` is a package of its own: npm install @platformatic/kafka.';
  throw new TriplineError('CONFIG_INVALID', what, { cause });
}

export type { KafkaLogger, KafkaOptions } from './options.ts';
