import { TriplineError } from '../../core/errors.ts';
import { within } from './backoff.ts';
import { nameOf, toTriplineError } from './errors.ts';
import type { Outgoing, Producer } from './port.ts';
import { ProduceSession } from './produce-session.ts';
import { recordBytes } from './record-batch.ts';
import type { Wire } from './wire.ts';

/** A request holds at most so much, unless one record alone is larger: a topic's limit bounds a whole batch. */
const CHUNK_BYTES = 900_000;
const CHUNK_RECORDS = 1000;
const CLOSE_MS = 3000;

/**
 * Idempotent production over any client's connections, with two rules that keep its promise:
 * - One send at a time, and what it sends under one producer id is repeated unchanged until it is acknowledged.
 * - A producer id whose send failed is never used again: what became of its last batch nobody knows. Retrying `send` after a rejection may
 *   thus write a record twice, never lose one.
 */
export class IdempotentProducer implements Producer {
  readonly #newWire: () => Promise<Wire>;
  readonly #deliveryTimeoutMs: number;
  #session: Promise<ProduceSession> | null = null;
  #turn: Promise<void> = Promise.resolve();
  readonly #closed = new AbortController();
  #closing: Promise<void> | null = null;

  constructor(newWire: () => Promise<Wire>, deliveryTimeoutMs: number) {
    this.#newWire = newWire;
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

  async #sendChunk(topic: string, records: Outgoing[], deadline: number): Promise<void> {
    let session: ProduceSession | null = null;
    const late = () =>
      unavailable(`(no acknowledgement within ${this.#deliveryTimeoutMs} ms${why(session)})`);
    try {
      const { signal } = this.#closed;
      session = await within(this.#opened(), deadline - Date.now(), late, signal);
      await within(session.send(topic, records), deadline - Date.now(), late, signal);
    } catch (error) {
      void this.#drop();
      throw toTriplineError(error);
    }
  }

  #opened(): Promise<ProduceSession> {
    this.#session ??= this.#newWire().then((wire) => new ProduceSession(wire));
    return this.#session;
  }

  async #drop(): Promise<void> {
    const session = this.#session;
    this.#session = null;
    await session?.then((open) => open.end()).catch(() => undefined);
  }
}

function unavailable(detail: string): TriplineError {
  return new TriplineError('KAFKA_UNAVAILABLE', detail);
}

function why(session: ProduceSession | null): string {
  return session?.trouble == null ? '' : `: ${nameOf(session.trouble)}`;
}

function* chunked(records: Outgoing[]): Generator<Outgoing[]> {
  let start = 0;
  let bytes = 0;
  for (const [index, record] of records.entries()) {
    const size = recordBytes(record);
    if (index > start && (bytes + size > CHUNK_BYTES || index - start === CHUNK_RECORDS)) {
      yield records.slice(start, index);
      start = index;
      bytes = 0;
    }
    bytes += size;
  }
  if (start < records.length) yield records.slice(start);
}
