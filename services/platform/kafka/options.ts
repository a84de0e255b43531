import type { ConnectionOptions } from 'node:tls';
import type { SASLOptions } from 'kafkajs';

/** pino's shape: fields first. */
export interface KafkaLogger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export const KAFKA_CLIENTS = ['kafkajs', 'platformatic'] as const;
export type KafkaClientName = (typeof KAFKA_CLIENTS)[number];

export interface KafkaOptions {
  brokers: string[];
  clientId: string;
  ssl?: boolean | ConnectionOptions;
  sasl?: SASLOptions;
  /** Whose connections a producer writes through; default kafkajs. Everything else is kafkajs. */
  client?: KafkaClientName;
  logger?: KafkaLogger;
  connectionTimeoutMs?: number;
  requestTimeoutMs?: number;
  /** How long `send` tries before it rejects with KAFKA_UNAVAILABLE; default 30,000. */
  deliveryTimeoutMs?: number;
  /** False: open connections do not keep the process alive. Default true. */
  keepAlive?: boolean;
}
