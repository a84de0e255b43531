/** The one way to llm.events: requests of many tenants share what is sent at once, each tenant in its turn. */
import { isTriplineError, TriplineError } from '../core/errors.ts';
import type { TenantBudget } from '../core/policy/tenant-budget.ts';
import { within } from '../platform/kafka/backoff.ts';
import { toTriplineError } from '../platform/kafka/errors.ts';
import { LazyProducer } from '../platform/kafka/lazy-producer.ts';
import type { Kafka, OutgoingRecord } from '../platform/kafka/port.ts';

export interface PublisherDeps {
  kafka: Kafka;
  topic: string;
  budget: TenantBudget;
  /** From the call to Kafka's acknowledgement, milliseconds. */
  timeoutMs: number;
  /** Kafka acknowledged some. */
  onSent?: () => void;
}

interface Entry {
  record: OutgoingRecord;
  settle: (error: TriplineError | null) => void;
  isAbandoned: boolean;
}

const BATCH_BYTES = 900_000;
const BATCH_RECORDS = 1000;
/** What one tenant adds to a batch before the next one has its turn. */
const TURN_BYTES = 64 * 1024;
const RECORD_OVERHEAD = 256;

export class Publisher {
  readonly #deps: PublisherDeps;
  readonly #queues = new Map<string, Entry[]>();
  readonly #producer: LazyProducer;
  #running: Promise<void> | null = null;
  #isClosed = false;

  constructor(deps: PublisherDeps) {
    this.#deps = deps;
    this.#producer = new LazyProducer(() => deps.kafka);
  }

  /**
   * For each record, in order: null once Kafka has acknowledged it, else why not (RECORD_TOO_LARGE, KAFKA_UNAVAILABLE). A record
   * that was given up may have been written all the same.
   * @throws TriplineError OVERLOADED, and then nothing was taken
   */
  async publish(tenant: string, records: readonly OutgoingRecord[]): Promise<(TriplineError | null)[]> {
    if (records.length === 0) return [];
    const release = this.#deps.budget.take(tenant, sum(records));
    if (release === null) throw new TriplineError('OVERLOADED');
    const waits = records.map((record) => enter(record));
    try {
      this.#enqueue(
        tenant,
        waits.map(({ entry }) => entry),
      );
      return await within(Promise.all(waits.map(({ done }) => done)), this.#deps.timeoutMs, late);
    } catch {
      for (const { entry } of waits) {
        entry.isAbandoned = true;
        entry.settle(late());
      }
      return await Promise.all(waits.map(({ done }) => done));
    } finally {
      release();
    }
  }

  /** What was taken is still sent, within its time. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#running;
    await this.#producer.close();
  }

  #enqueue(tenant: string, entries: Entry[]): void {
    if (this.#isClosed) {
      for (const { settle } of entries) settle(new TriplineError('KAFKA_UNAVAILABLE', '(the gateway stops)'));
      return;
    }
    const queue = this.#queues.get(tenant);
    if (queue === undefined) this.#queues.set(tenant, entries);
    else queue.push(...entries);
    this.#running ??= this.#run();
  }

  async #run(): Promise<void> {
    // What else this turn of the event loop brings travels along.
    await new Promise(setImmediate);
    for (let batch = this.#next(); batch.length > 0; batch = this.#next()) await this.#send(batch);
    this.#running = null;
  }

  /** Tenants in turn, a tenant's records in order. Who had a turn stands last. */
  #next(): Entry[] {
    const batch: Entry[] = [];
    let bytes = 0;
    while (this.#queues.size > 0 && bytes < BATCH_BYTES && batch.length < BATCH_RECORDS) {
      const [[tenant, queue] = ['', []]] = this.#queues;
      const count = turnOf(queue, BATCH_BYTES - bytes, BATCH_RECORDS - batch.length, batch.length === 0);
      // What does not fit any more keeps its place: it opens the next batch.
      if (count === 0) break;
      this.#queues.delete(tenant);
      if (count < queue.length) this.#queues.set(tenant, queue.slice(count));
      for (const entry of queue.slice(0, count).filter(({ isAbandoned }) => !isAbandoned)) {
        bytes += sizeOf(entry.record);
        batch.push(entry);
      }
    }
    return batch;
  }

  async #send(batch: Entry[]): Promise<void> {
    try {
      const producer = await this.#producer.get();
      await producer.send(
        this.#deps.topic,
        batch.map(({ record }) => record),
      );
      for (const { settle } of batch) settle(null);
      this.#deps.onSent?.();
    } catch (error) {
      if (isTriplineError(error, 'RECORD_TOO_LARGE') && batch.length > 1)
        for (const entry of batch) await this.#send([entry]);
      else for (const { settle } of batch) settle(toTriplineError(error));
    }
  }
}

function enter(record: OutgoingRecord): { entry: Entry; done: Promise<TriplineError | null> } {
  const { promise, resolve } = Promise.withResolvers<TriplineError | null>();
  return { entry: { record, settle: resolve, isAbandoned: false }, done: promise };
}

/** How many of a queue's first entries go with this batch: a turn's worth that fits, one at least into an empty batch. */
function turnOf(queue: readonly Entry[], room: number, most: number, isFirst: boolean): number {
  let bytes = 0;
  let count = 0;
  for (const { record } of queue) {
    const size = sizeOf(record);
    if (count === most || bytes >= TURN_BYTES) break;
    if (bytes + size > room && !(isFirst && count === 0)) break;
    bytes += size;
    count++;
  }
  return count;
}

function sum(records: readonly OutgoingRecord[]): number {
  return records.reduce((bytes, record) => bytes + sizeOf(record), 0);
}

function sizeOf({ key, value }: OutgoingRecord): number {
  return RECORD_OVERHEAD + (key?.length ?? 0) + value.length;
}

function late(): TriplineError {
  return new TriplineError('KAFKA_UNAVAILABLE', '(no acknowledgement in time)');
}
