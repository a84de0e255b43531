/**
 * The parts of kafkajs 2.2.4 that its public door does not show, typed as far as we use them. Everything reached through
 * here is held to the installed version by test/unit/platform/kafka/internals.test.ts.
 */
import './crc32c.ts';
import { createRequire } from 'node:module';
import type { Kafka, KafkaMessage } from 'kafkajs';

const require = createRequire(import.meta.url);

export interface RequestQueueInternals {
  pending: unknown[];
  throttledUntil: number;
  throttleCheckTimeoutId: NodeJS.Timeout | null;
  requestTimeoutIntervalId?: NodeJS.Timeout;
  checkPendingRequests: (this: RequestQueueInternals) => void;
  scheduleCheckPendingRequests: (this: RequestQueueInternals) => void;
  scheduleRequestTimeoutCheck: (this: RequestQueueInternals) => void;
}

export interface FetchedBatch {
  messages: KafkaMessage[];
  rawMessages: KafkaMessage[];
  highWatermark: string;
  lastOffset(): string;
}

interface FetchRequest {
  maxWaitTime: number;
  minBytes: number;
  maxBytes: number;
  isolationLevel: number;
  rackId: string;
  topics: { topic: string; partitions: { partition: number; fetchOffset: string; maxBytes: number }[] }[];
}
export interface FetchedData {
  partition: number;
  /** Further than this nothing is told to a reader of committed records. */
  lastStableOffset: string;
}
interface FetchResponse {
  responses: { topicName: string; partitions: FetchedData[] }[];
}

export interface ClusterInternals {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  refreshMetadata(): Promise<void>;
  addTargetTopic(topic: string): Promise<void>;
  findTopicPartitionMetadata(topic: string): { partitionId: number; leader: number }[];
  findBroker(broker: { nodeId: number }): Promise<{ fetch(request: FetchRequest): Promise<FetchResponse> }>;
  fetchTopicsOffset(
    topics: { topic: string; fromBeginning: boolean; partitions: { partition: number }[] }[],
  ): Promise<{ topic: string; partitions: { partition: number; offset: string }[] }[]>;
}

export interface EncoderInternals {
  buf: Buffer;
  offset: number;
  readonly buffer: Buffer;
  writeBufferInternal: (this: EncoderInternals, bytes: Buffer) => void;
  writeInt32: (this: EncoderInternals, value: number) => EncoderInternals;
  writeBytes: (this: EncoderInternals, bytes: unknown) => EncoderInternals;
  writeEncoder: (this: EncoderInternals, other: EncoderInternals | null) => EncoderInternals;
  writeEncoderArray: (this: EncoderInternals, others: (EncoderInternals | null)[]) => EncoderInternals;
  size: (this: EncoderInternals) => number;
}

export interface ConnectionInternals {
  /** What was received and not yet read: the beginning of a response. */
  chunks: Buffer[];
  bytesBuffered: number;
  bytesNeeded: number;
  isConnected: (this: ConnectionInternals) => boolean;
  connect: (this: ConnectionInternals) => Promise<boolean>;
  processData: (this: ConnectionInternals, bytes: Buffer) => void;
}

export const READ_COMMITTED = 1;

export const RequestQueue = require('kafkajs/src/network/requestQueue') as {
  prototype: RequestQueueInternals;
};

export const Connection = require('kafkajs/src/network/connection') as {
  new (options: object): ConnectionInternals;
  prototype: ConnectionInternals;
};

export const Encoder = require('kafkajs/src/protocol/encoder') as {
  new (): EncoderInternals;
  prototype: EncoderInternals;
};

export const FetchedBatch = require('kafkajs/src/consumer/batch') as new (
  topic: string,
  fetchedOffset: string,
  partition: FetchedData,
) => FetchedBatch;

/** A cluster connection of its own, outside any producer, consumer or group. */
export function createCluster(client: Kafka): ClusterInternals {
  const symbol = Object.getOwnPropertySymbols(client).find(
    ({ description }) => description === 'private:Kafka:createCluster',
  );
  if (symbol === undefined) throw new Error('kafkajs no longer has the cluster factory that 2.2.4 had');
  const create = (client as unknown as Record<symbol, (options: object) => ClusterInternals>)[symbol];
  return (create as (options: object) => ClusterInternals)({
    metadataMaxAge: 300_000,
    allowAutoTopicCreation: false,
    isolationLevel: READ_COMMITTED,
  });
}
