/**
 * The parts of kafkajs 2.2.4 that its public door does not show, typed as far as we use them. Everything reached through
 * here is held to the installed version by test/unit/platform/kafka/internals.test.ts.
 */
import { createRequire } from 'node:module';
import type { Socket } from 'node:net';
import type { Kafka, KafkaMessage } from 'kafkajs';

const require = createRequire(import.meta.url);

export interface RequestQueueInternals {
  pending: unknown[];
  throttledUntil: number;
  throttleCheckTimeoutId: NodeJS.Timeout | null;
  requestTimeoutIntervalId?: NodeJS.Timeout;
  push: (this: RequestQueueInternals, request: PushedRequest) => void;
  maybeThrottle: (this: RequestQueueInternals, throttleMs: number) => void;
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

interface ProduceResponse {
  topics: { topicName: string; partitions: { partition: number; errorCode: number }[] }[];
  clientSideThrottleTime: number;
}
interface PushedRequest {
  entry: {
    apiKey: number;
    apiName: string;
    apiVersion: number;
    correlationId: number;
    resolve: (response: { payload: Buffer }) => void;
    reject: (error: Error) => void;
  };
  expectResponse: boolean;
  requestTimeout: number | null;
  sendRequest: () => void;
}

export interface BrokerInternals {
  fetch(request: FetchRequest): Promise<FetchResponse>;
  initProducerId(request: {
    transactionTimeout: number;
  }): Promise<{ producerId: string; producerEpoch: number }>;
  disconnect(): Promise<void>;
  connectionPool: { getConnection(): Promise<ConnectionInternals> };
}

export interface ClusterInternals {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  refreshMetadata(): Promise<void>;
  addTargetTopic(topic: string): Promise<void>;
  findTopicPartitionMetadata(topic: string): { partitionId: number; leader: number }[];
  refreshMetadataIfNecessary(): Promise<void>;
  getNodeIds(): string[];
  findBroker(broker: { nodeId: number | string }): Promise<BrokerInternals>;
  fetchTopicsOffset(
    topics: { topic: string; fromBeginning: boolean; partitions: { partition: number }[] }[],
  ): Promise<{ topic: string; partitions: { partition: number; offset: string }[] }[]>;
}

export interface ConnectionInternals {
  /** What was received and not yet read: the beginning of a response. */
  chunks: Buffer[];
  bytesBuffered: number;
  bytesNeeded: number;
  clientId: string;
  socket: Socket;
  requestQueue: RequestQueueInternals;
  nextCorrelationId: (this: ConnectionInternals) => number;
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

export const FetchedBatch = require('kafkajs/src/consumer/batch') as new (
  topic: string,
  fetchedOffset: string,
  partition: FetchedData,
) => FetchedBatch;

export const { decode: decodeProduceResponse } =
  require('kafkajs/src/protocol/requests/produce/v7/response') as {
    decode: (bytes: Buffer) => Promise<ProduceResponse>;
  };

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
