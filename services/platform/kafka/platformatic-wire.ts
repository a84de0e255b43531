import type { Connection } from '@platformatic/kafka';
import { Base, initProducerIdV4, ProduceAcks, produceV9, ResponseError, Writer } from '@platformatic/kafka';
import type { KafkaOptions } from './options.ts';
import { toBaseOptions } from './platformatic-options.ts';
import type { EncodedBatch, ProduceAnswer, Wire } from './wire.ts';

const KEEP_ALIVE_MS = 60_000;

type ProduceResponse = ReturnType<typeof produceV9.parseResponse>;

/**
 * @platformatic/kafka's connections and metadata, without its producer: when a leader moves, that repeats a request for all partitions to the
 * leader of the first one, and it makes a record anew under another producer id without saying so.
 */
export class PlatformaticWire implements Wire {
  readonly #base: Base;
  readonly #timeoutMs: number;
  #turn = 0;

  constructor(options: KafkaOptions, timeoutMs: number) {
    this.#timeoutMs = timeoutMs;
    this.#base = new Base(toBaseOptions(options, timeoutMs));
    this.#base.on('client:broker:connect', ({ connection }) => {
      connection.socket.setKeepAlive(true, KEEP_ALIVE_MS);
      if (options.keepAlive === false) connection.socket.unref();
    });
  }

  async leaders(topic: string, fresh: boolean): Promise<number[]> {
    const { topics } = await this.#base.metadata({ topics: [topic], forceUpdate: fresh });
    return topics.get(topic)?.partitions.map(({ leader }) => leader) ?? [];
  }

  async newProducerId(): Promise<{ producerId: bigint; producerEpoch: number }> {
    const { brokers } = await this.#base.metadata({ topics: [] });
    const nodes = [...brokers.keys()];
    const connection = await this.#connect(nodes[this.#turn++ % nodes.length] ?? -1);
    return initProducerIdV4.api.async(connection, null, this.#timeoutMs, -1n, -1);
  }

  async produce(node: number, topic: string, batches: readonly EncodedBatch[]): Promise<ProduceAnswer[]> {
    const connection = await this.#connect(node);
    const { responses } = await this.#request(connection, topic, batches);
    return responses.flatMap(({ partitionResponses }) =>
      partitionResponses.map(({ index, errorCode }) => ({ partition: index, code: errorCode })),
    );
  }

  /** Whatever is still being written is not waited for: nobody reads from a broker that does not answer. */
  async close(): Promise<void> {
    for (const [, connection] of this.#base.connections) connection.socket?.destroy();
    await this.#base.close();
  }

  async #connect(node: number): Promise<Connection> {
    const connection = (await this.#base.connectToBrokers([node])).get(node);
    if (connection === undefined) throw Object.assign(new Error('unknown node'), { code: 'BROKER_UNKNOWN' });
    return connection;
  }

  #request(
    connection: Connection,
    topic: string,
    batches: readonly EncodedBatch[],
  ): Promise<ProduceResponse> {
    const { key, version } = produceV9.api;
    return new Promise((resolve, reject) => {
      connection.send<ProduceResponse>(
        key,
        version,
        () => encodeRequest(topic, batches, this.#timeoutMs),
        readResponse,
        true,
        true,
        (error, response) => (response === undefined ? reject(error) : resolve(response)),
      );
    });
  }
}

function encodeRequest(topic: string, batches: readonly EncodedBatch[], timeoutMs: number): Writer {
  return Writer.create()
    .appendString(null)
    .appendInt16(ProduceAcks.ALL)
    .appendInt32(timeoutMs)
    .appendArray([topic], (writer, name) => {
      writer.appendString(name).appendArray([...batches], (inner, { partition, bytes }) => {
        inner.appendInt32(partition).appendBytes(bytes);
      });
    })
    .appendTaggedFields();
}

/** The library throws where a partition has an error, with what the broker said in full. */
const readResponse: typeof produceV9.parseResponse = (...response) => {
  try {
    return produceV9.parseResponse(...response);
  } catch (error) {
    if (error instanceof ResponseError) return error['response'] as ProduceResponse;
    throw error;
  }
};
