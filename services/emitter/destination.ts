import { z } from 'zod';
import { createKafka } from '../platform/kafka/kafkajs.ts';
import { KAFKA_CLIENTS } from '../platform/kafka/options.ts';
import type { Kafka } from '../platform/kafka/port.ts';
import { describeUnder } from './option-problems.ts';
import { GatewayTransport } from './transports/gateway-transport.ts';
import { KafkaTransport } from './transports/kafka-transport.ts';
import type { Transport } from './transports/transport.ts';
import type { BrokerOptions, EmitterOptions } from './types.ts';

const Port = z.custom<Kafka>(
  (value) => typeof (value as Partial<Kafka> | null)?.producer === 'function',
  'expected {brokers, …} or a Kafka port',
);
const Brokers = z.strictObject({
  brokers: z.array(z.string().min(1)).min(1),
  ssl: z.custom<never>((value) => typeof value === 'boolean' || typeof value === 'object').optional(),
  sasl: z.custom<never>((value) => typeof value === 'object' && value !== null).optional(),
  client: z.enum(KAFKA_CLIENTS).optional(),
});
/** A header's value: what else an API key may be, the gateway knows. */
const HEADER = /^[\x21-\x7e]+$/;
const Gateway = z.strictObject({
  url: z.url({ protocol: /^https?$/, error: 'expected an http or https address' }),
  apiKey: z.string().regex(HEADER, 'expected an API key'),
  ca: z.string().min(1).optional(),
});

/** What makes the transport, once nothing else is wrong. Connects to nothing yet. */
export function readDestination(
  options: Pick<EmitterOptions, 'kafka' | 'gateway'> | undefined,
  topic: string,
  problems: string[],
): () => Transport {
  const { kafka, gateway } = options ?? {};
  if ((kafka === undefined) === (gateway === undefined)) {
    problems.push('kafka, gateway: expected one of them');
    return unusable;
  }
  return gateway === undefined ? readKafka(kafka, topic, problems) : readGateway(gateway, problems);
}

function readKafka(kafka: unknown, topic: string, problems: string[]): () => Transport {
  const port = Port.safeParse(kafka);
  if (port.success) return () => new KafkaTransport(() => port.data, topic);
  const brokers = Brokers.safeParse(kafka);
  if (!brokers.success) problems.push(...describeUnder('kafka', brokers.error.issues));
  const connect = () =>
    createKafka({ ...(kafka as BrokerOptions), clientId: 'tripline-emitter', keepAlive: false });
  return () => new KafkaTransport(connect, topic);
}

function readGateway(gateway: unknown, problems: string[]): () => Transport {
  const parsed = Gateway.safeParse(gateway);
  if (!parsed.success) {
    problems.push(...describeUnder('gateway', parsed.error.issues));
    return unusable;
  }
  const { url, apiKey, ca } = parsed.data;
  return () => new GatewayTransport({ url, apiKey, ca });
}

function unusable(): never {
  throw new Error('asked for a transport though the options are at fault');
}
