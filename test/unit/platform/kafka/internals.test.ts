import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { type AddressInfo, connect, createServer } from 'node:net';
import { test } from 'node:test';
import kafkajs from 'kafkajs';
import { createClient } from '../../../../services/platform/kafka/client.ts';
import {
  Connection,
  type ConnectionInternals,
  createCluster,
  FetchedBatch,
  RequestQueue,
} from '../../../../services/platform/kafka/internals.ts';
import { patchReconnects } from '../../../../services/platform/kafka/reconnects.ts';
import { Retries, retryOptions } from '../../../../services/platform/kafka/retries.ts';
import { patchTimers } from '../../../../services/platform/kafka/timers.ts';

const require = createRequire(import.meta.url);
const silent = { debug() {}, info() {}, warn() {}, error() {} };

function newQueue(options: object = {}) {
  const Queue = RequestQueue as unknown as new (
    options: object,
  ) => typeof RequestQueue.prototype & {
    push(request: object): void;
    fulfillRequest(response: object): void;
    maybeThrottle(ms: number): void;
    destroy(): void;
  };
  return new Queue({ requestTimeout: 30_000, enforceRequestTimeout: true, logger: silent, ...options });
}

function request(correlationId: number, sent: number[]) {
  const entry = { correlationId, resolve: () => undefined, reject: () => undefined };
  return { entry, expectResponse: true, sendRequest: () => sent.push(correlationId) };
}

test('this is the kafkajs that our patches were made for', () => {
  const { version } = require('kafkajs/package.json') as { version: string };
  assert.equal(version, '2.2.4');
  for (const method of [
    'scheduleCheckPendingRequests',
    'scheduleRequestTimeoutCheck',
    'checkPendingRequests',
  ] as const) {
    assert.equal(typeof RequestQueue.prototype[method], 'function');
  }
});

test('the timer patch applies once, and an idle queue has no timer', () => {
  patchTimers();
  const { scheduleCheckPendingRequests } = RequestQueue.prototype;
  patchTimers();
  assert.equal(RequestQueue.prototype.scheduleCheckPendingRequests, scheduleCheckPendingRequests);
  const queue = newQueue();
  const sent: number[] = [];
  queue.push(request(1, sent));
  queue.fulfillRequest({ correlationId: 1, payload: null, size: 0 });
  queue.scheduleCheckPendingRequests();
  assert.equal(queue.throttleCheckTimeoutId, null);
  assert.deepEqual(sent, [1]);
  queue.scheduleRequestTimeoutCheck();
  assert.equal(queue.requestTimeoutIntervalId?.hasRef(), false);
  queue.destroy();
});

test('requests that wait are sent when those before them are answered', () => {
  patchTimers();
  const queue = newQueue({ maxInFlightRequests: 1 });
  const sent: number[] = [];
  for (const id of [1, 2, 3]) queue.push(request(id, sent));
  assert.deepEqual(sent, [1]);
  assert.notEqual(queue.throttleCheckTimeoutId, null);
  for (const id of [1, 2, 3]) queue.fulfillRequest({ correlationId: id, payload: null, size: 0 });
  assert.deepEqual(sent, [1, 2, 3]);
  queue.destroy();
});

test('a throttled request is sent once the throttle is over', async () => {
  patchTimers();
  const queue = newQueue();
  const { promise, resolve } = Promise.withResolvers<void>();
  let isOver = false;
  setTimeout(() => (isOver = true), 20);
  queue.maybeThrottle(20);
  queue.push({ ...request(1, []), sendRequest: resolve });
  await promise;
  assert.ok(isOver);
  queue.destroy();
});

test('the cluster factory and the batch decoder are where we look for them', () => {
  const cluster = createCluster(createClient({ brokers: ['127.0.0.1:1'], clientId: 'test' }));
  for (const method of [
    'connect',
    'addTargetTopic',
    'findBroker',
    'fetchTopicsOffset',
    'getNodeIds',
    'refreshMetadata',
    'refreshMetadataIfNecessary',
  ] as const) {
    assert.equal(typeof cluster[method], 'function');
  }
  const data = {
    partition: 0,
    lastStableOffset: '9',
    highWatermark: '9',
    abortedTransactions: [],
    messages: [{ offset: '6' }, { offset: '7' }],
  };
  const batch = new FetchedBatch('t', '7', data);
  assert.equal(batch.messages.length, 1);
  assert.equal(batch.lastOffset(), '7');
});

test('retries that are given up end with the attempt under way, at most one later', async () => {
  const retries = new Retries(1_000_000);
  const client = new kafkajs.Kafka({
    brokers: ['127.0.0.1:1'],
    retry: { ...retryOptions(retries), initialRetryTime: 1, maxRetryTime: 1 },
    logCreator:
      () =>
      ({ log }) => {
        if (log['retryCount'] === 3) retries.giveUp();
      },
  });
  await assert.rejects(client.admin().connect(), { name: 'KafkaJSNumberOfRetriesExceeded', retryCount: 4 });
});

test('a connection begins with nothing received, whatever was half received on the one before', async () => {
  patchReconnects();
  const server = createServer((socket) => socket.resume()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const connection = new Connection({
    host: '127.0.0.1',
    port,
    clientId: 'test',
    logger: { ...silent, namespace: () => silent },
    socketFactory: ({ host, port: to, onConnect }: { host: string; port: number; onConnect: () => void }) =>
      connect({ host, port: to }, onConnect),
    connectionTimeout: 5000,
    requestTimeout: 5000,
  }) as ConnectionInternals & { disconnect(): Promise<boolean> };
  connection.processData(Buffer.from([0, 0, 1, 0, 7, 7]));
  assert.deepEqual([connection.bytesBuffered, connection.bytesNeeded], [6, 260]);
  await connection.connect();
  assert.deepEqual([connection.chunks, connection.bytesBuffered, connection.bytesNeeded], [[], 0, 4]);
  connection.processData(Buffer.from([0, 0]));
  await connection.connect();
  assert.equal(connection.bytesBuffered, 2, 'one that is connected goes on where it is');
  await connection.disconnect();
  server.close();
});
