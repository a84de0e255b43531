import type { Kafka as KafkaClient, Message, Producer as WireProducer } from 'kafkajs';
import { TriplineError } from '../../core/errors.ts';
import { within } from './backoff.ts';
import { toTriplineError } from './errors.ts';
import { toWireHeaders } from './headers.ts';
import { partitionOf } from './murmur2.ts';
import type { OutgoingRecord, Producer, Tombstone } from './port.ts';
import { Retries, retryOptions } from './retries.ts';

/** A request holds at most so much, unless one record alone is larger: a topic's limit bounds a whole batch. */
const CHUNK_BYTES = 900_000;
const CHUNK_RECORDS = 1000;
const RECORD_OVERHEAD = 70;
const CLOSE_MS = 3000;

type Outgoing = OutgoingRecord | Tombstone;

/** One producer id. `abandoned` is set before it is given up, and from then on it can send nothing more. */
interface Session {
  wire: WireProducer;
  connected: Promise<void>;
  sent: Promise<unknown>;
  connecting: Retries;
  sending: Retries;
  abandoned: boolean;
}

/**
 * Idempotent production over kafkajs, with two rules that keep its promise:
 * - One request at a time. kafkajs takes a failed request's sequence numbers back and would give them to the next
 *   request in line, which the broker then takes for a repetition: acknowledged and lost.
 * - A producer id whose request failed is never used again, for the same reason. Retrying `send` after a rejection may
 *   thus write a record twice, never lose one.
 */
export class KafkaJsProducer implements Producer {
  readonly #newClient: (retries: Retries) => KafkaClient;
  readonly #deliveryTimeoutMs: number;
  #session: Session | null = null;
  #turn: Promise<void> = Promise.resolve();
  readonly #closed = new AbortController();
  #closing: Promise<void> | null = null;

  constructor(newClient: (retries: Retries) => KafkaClient, deliveryTimeoutMs: number) {
    this.#newClient = newClient;
    this.#deliveryTimeoutMs = deliveryTimeoutMs;
  }

  send(topic: string, records: Outgoing[]): Promise<void> {
    if (this.#closing !== null) return Promise.reject(unavailable('(the producer is closed)'));
    const sent = this.#turn.then(() => this.#sendAll(topic, records));
    this.#turn = sent.catch(() => undefined);
    return sent;
  }

  close(): Promise<void> {
    this.#closing ??= this.#shutDown();
    return this.#closing;
  }

  async #shutDown(): Promise<void> {
    this.#closed.abort(unavailable('(the producer was closed)'));
    await within(this.#drop(), CLOSE_MS, () => unavailable('(closing)')).catch(() => undefined);
  }

  async #sendAll(topic: string, records: Outgoing[]): Promise<void> {
    const deadline = Date.now() + this.#deliveryTimeoutMs;
    for (const chunk of chunked(records)) await this.#sendChunk(topic, chunk, deadline);
  }

  /** A chunk can be too large where each of its records is not: then its halves are sent. */
  async #sendChunk(topic: string, records: Outgoing[], deadline: number): Promise<void> {
    try {
      await this.#request(topic, records, deadline);
    } catch (error) {
      void this.#drop();
      const failure = toTriplineError(error);
      if (failure.code !== 'RECORD_TOO_LARGE' || records.length === 1) throw failure;
      const middle = records.length >> 1;
      await this.#sendChunk(topic, records.slice(0, middle), deadline);
      await this.#sendChunk(topic, records.slice(middle), deadline);
    }
  }

  async #request(topic: string, records: Outgoing[], deadline: number): Promise<void> {
    const session = (this.#session ??= this.#open());
    const late = () => unavailable(`(no acknowledgement within ${this.#deliveryTimeoutMs} ms)`);
    const { signal } = this.#closed;
    await within(session.connected, deadline - Date.now(), late, signal);
    session.sent = session.wire.send({ topic, acks: -1, messages: records.map(toMessage) });
    await within(session.sent, deadline - Date.now(), late, signal);
  }

  #open(): Session {
    const session = { connecting: new Retries(5), sending: new Retries(20), abandoned: false } as Session;
    session.wire = this.#newClient(session.connecting).producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: stablePartitioner(session),
      retry: retryOptions(session.sending),
    });
    session.connected = session.wire.connect();
    session.sent = session.connected;
    return session;
  }

  /** Ends every retry first, so that what was given up neither sends nor reconnects; then disconnects. */
  async #drop(): Promise<void> {
    const session = this.#session;
    if (session === null) return;
    this.#session = null;
    session.abandoned = true;
    session.connecting.giveUp();
    session.sending.giveUp();
    await Promise.allSettled([session.connected, session.sent]);
    await session.wire.disconnect().catch(() => undefined);
  }
}

function unavailable(detail: string): TriplineError {
  return new TriplineError('KAFKA_UNAVAILABLE', detail);
}

/**
 * Keys go where every client sends them; keyless records in turn. A message keeps its partition through kafkajs' own
 * retries, or the broker could not tell a repetition. An abandoned session fails here, before anything is written.
 */
function stablePartitioner(session: Session) {
  const chosen = new WeakMap<Message, number>();
  let turn = Math.floor(Math.random() * 1000);
  return () =>
    ({ partitionMetadata, message }: { partitionMetadata: unknown[]; message: Message }) => {
      if (session.abandoned) throw Object.assign(new Error('abandoned'), { retriable: false });
      let partition = chosen.get(message);
      if (partition === undefined) {
        const { key } = message;
        partition =
          key instanceof Uint8Array
            ? partitionOf(key, partitionMetadata.length)
            : turn++ % partitionMetadata.length;
        chosen.set(message, partition);
      }
      return partition;
    };
}

function toMessage({ key, value, headers }: Outgoing): Message {
  return headers === undefined ? { key, value } : { key, value, headers: toWireHeaders(headers) };
}

function* chunked(records: Outgoing[]): Generator<Outgoing[]> {
  let start = 0;
  let bytes = 0;
  for (const [index, record] of records.entries()) {
    const size = sizeOf(record);
    if (index > start && (bytes + size > CHUNK_BYTES || index - start === CHUNK_RECORDS)) {
      yield records.slice(start, index);
      start = index;
      bytes = 0;
    }
    bytes += size;
  }
  if (start < records.length) yield records.slice(start);
}

function sizeOf({ key, value, headers }: Outgoing): number {
  const head =
    headers?.reduce((sum, header) => sum + header.key.length + (header.value?.length ?? 0) + 10, 0) ?? 0;
  return RECORD_OVERHEAD + (key?.length ?? 0) + (value?.length ?? 0) + head;
}
