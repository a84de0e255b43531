import { isTriplineError, TriplineError } from '../../core/errors.ts';
import { LazyProducer } from '../../platform/kafka/lazy-producer.ts';
import type { Kafka, OutgoingRecord, Producer } from '../../platform/kafka/port.ts';
import { ALL_DONE, again, type Sent, type Transport } from './transport.ts';

/** Straight to `llm.events`. */
export class KafkaTransport implements Transport {
  readonly unavailable = 'KAFKA_UNAVAILABLE';
  readonly #topic: string;
  readonly #producer: LazyProducer;

  constructor(connect: () => Kafka, topic: string) {
    this.#producer = new LazyProducer(connect);
    this.#topic = topic;
  }

  async send(records: OutgoingRecord[]): Promise<Sent> {
    try {
      const producer = await this.#producer.get();
      return await this.#sendAll(producer, records);
    } catch (error) {
      return again(asUnavailable(error));
    }
  }

  async close(): Promise<void> {
    await this.#producer.close().catch(() => undefined);
  }

  async #sendAll(producer: Producer, records: OutgoingRecord[]): Promise<Sent> {
    try {
      await producer.send(this.#topic, records);
      return ALL_DONE;
    } catch (error) {
      if (isTriplineError(error, 'RECORD_TOO_LARGE')) return this.#sendEach(producer, records, error);
      throw error;
    }
  }

  /** What is refused for its size goes again one by one, so that only the record at fault is refused. */
  async #sendEach(producer: Producer, records: OutgoingRecord[], refusal: TriplineError): Promise<Sent> {
    if (records.length === 1) return { done: true, refused: new Map([[0, refusal]]) };
    const refused = new Map<number, TriplineError>();
    for (const [index, record] of records.entries()) {
      const sent = await this.#sendAll(producer, [record]);
      if (!sent.done) return sent;
      for (const error of sent.refused.values()) refused.set(index, error);
    }
    return { done: true, refused };
  }
}

function asUnavailable(error: unknown): TriplineError {
  return isTriplineError(error) ? error : new TriplineError('KAFKA_UNAVAILABLE', '', { cause: error });
}
