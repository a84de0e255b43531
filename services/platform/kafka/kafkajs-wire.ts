import type { Socket } from 'node:net';
import type { Kafka as KafkaClient } from 'kafkajs';
import { createClient } from './client.ts';
import type { BrokerInternals, ClusterInternals, ConnectionInternals } from './internals.ts';
import { createCluster, decodeProduceResponse } from './internals.ts';
import type { KafkaOptions } from './options.ts';
import { encodeProduceRequest, PRODUCE_KEY, PRODUCE_VERSION } from './produce-request.ts';
import { Retries } from './retries.ts';
import type { EncodedBatch, ProduceAnswer, Wire } from './wire.ts';

const CONNECT_RETRIES = 1;
const BROKEN = new Set(['KafkaJSConnectionClosedError', 'KafkaJSRequestTimeoutError']);

export function createKafkaJsWire(options: KafkaOptions, timeoutMs: number): Wire {
  return new KafkaJsWire((retries) => createClient(options, retries), timeoutMs);
}

/** kafkajs' connections and metadata, without its producer: that encodes every record by itself and copies it several times. */
class KafkaJsWire implements Wire {
  readonly #cluster: ClusterInternals;
  readonly #retries = new Retries(CONNECT_RETRIES);
  readonly #timeoutMs: number;
  #turn = 0;
  #closed = false;

  constructor(newClient: (retries: Retries) => KafkaClient, timeoutMs: number) {
    this.#cluster = createCluster(newClient(this.#retries));
    this.#timeoutMs = timeoutMs;
  }

  async leaders(topic: string, fresh: boolean): Promise<number[]> {
    await this.#cluster.connect();
    await this.#cluster.addTargetTopic(topic);
    if (fresh) await this.#cluster.refreshMetadata();
    else await this.#cluster.refreshMetadataIfNecessary();
    const leaders: number[] = [];
    for (const { partitionId, leader } of this.#cluster.findTopicPartitionMetadata(topic))
      leaders[partitionId] = leader;
    return leaders;
  }

  async newProducerId(): Promise<{ producerId: bigint; producerEpoch: number }> {
    const nodes = this.#cluster.getNodeIds();
    const broker = await this.#cluster.findBroker({ nodeId: nodes[this.#turn++ % nodes.length] ?? -1 });
    const { producerId, producerEpoch } = await broker.initProducerId({
      transactionTimeout: this.#timeoutMs,
    });
    return { producerId: BigInt(producerId), producerEpoch };
  }

  async produce(node: number, topic: string, batches: readonly EncodedBatch[]): Promise<ProduceAnswer[]> {
    const broker = await this.#cluster.findBroker({ nodeId: node });
    const { topics } = await this.#send(broker, topic, batches);
    return topics.flatMap(({ partitions }) =>
      partitions.map(({ partition, errorCode }) => ({ partition, code: errorCode })),
    );
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#retries.giveUp();
    await this.#cluster.disconnect();
  }

  async #send(broker: BrokerInternals, topic: string, batches: readonly EncodedBatch[]) {
    try {
      const connection = await broker.connectionPool.getConnection();
      const response = await decodeProduceResponse(await this.#request(connection, topic, batches));
      connection.requestQueue.maybeThrottle(response.clientSideThrottleTime);
      return response;
    } catch (error) {
      if (BROKEN.has((error as Error).name)) await broker.disconnect();
      throw error;
    }
  }

  /** kafkajs would join a request's parts twice; a socket takes them as they are. */
  #request(
    connection: ConnectionInternals,
    topic: string,
    batches: readonly EncodedBatch[],
  ): Promise<Buffer> {
    const correlationId = connection.nextCorrelationId();
    const parts = encodeProduceRequest(
      { correlationId, clientId: connection.clientId, timeoutMs: this.#timeoutMs },
      topic,
      batches,
    );
    return new Promise((resolve, reject) => {
      connection.requestQueue.push({
        entry: {
          apiKey: PRODUCE_KEY,
          apiName: 'Produce',
          apiVersion: PRODUCE_VERSION,
          correlationId,
          resolve: ({ payload }) => resolve(payload),
          reject,
        },
        expectResponse: true,
        requestTimeout: null,
        sendRequest: () => this.#write(connection.socket, parts),
      });
    });
  }

  /** A request that waited out a throttling is not sent any more when the producer has given it up. */
  #write(socket: Socket, parts: Buffer[]): void {
    if (this.#closed) return;
    socket.cork();
    for (const part of parts) socket.write(part);
    socket.uncork();
  }
}
