import { TriplineError } from '../../core/errors.ts';
import { partitionOf } from './murmur2.ts';
import type { IncomingRecord, OutgoingRecord, Tombstone, TopicSpec } from './port.ts';

/** A broker's own default of max.message.bytes. */
const BROKER_MAX_BYTES = 1_048_588;
const RECORD_OVERHEAD = 70;

/** The topics of the in-memory twin: what a broker would keep on disk. */
export class MemoryLog {
  readonly #topics = new Map<string, { partitions: IncomingRecord[][]; maxBytes: number }>();
  readonly #waiting = new Set<() => void>();
  readonly #now: () => number;
  readonly #maxRecordBytes: number;
  #turn = 0;
  #available = true;

  constructor(now: () => number, maxRecordBytes = BROKER_MAX_BYTES) {
    this.#now = now;
    this.#maxRecordBytes = maxRecordBytes;
  }

  get topics(): string[] {
    return [...this.#topics.keys()];
  }

  setAvailable(available: boolean): void {
    this.#available = available;
    this.#wake();
  }

  /** @throws TriplineError KAFKA_UNAVAILABLE */
  reach(): void {
    if (!this.#available) throw new TriplineError('KAFKA_UNAVAILABLE', '(set unavailable)');
  }

  get available(): boolean {
    return this.#available;
  }

  create({ topic, partitions, config }: TopicSpec): boolean {
    if (this.#topics.has(topic)) return false;
    const maxBytes = Number(config?.['max.message.bytes'] ?? this.#maxRecordBytes);
    this.#topics.set(topic, { partitions: Array.from({ length: partitions }, () => []), maxBytes });
    return true;
  }

  delete(topic: string): void {
    this.#topics.delete(topic);
  }

  /** @throws TriplineError KAFKA_UNAVAILABLE for a topic that does not exist */
  partitions(topic: string): IncomingRecord[][] {
    return this.#topic(topic).partitions;
  }

  /** @throws TriplineError KAFKA_UNAVAILABLE, RECORD_TOO_LARGE; what came before the record at fault is kept */
  append(topic: string, records: readonly (OutgoingRecord | Tombstone)[]): void {
    this.reach();
    const { partitions, maxBytes } = this.#topic(topic);
    for (const record of records) {
      if (sizeOf(record) > maxBytes) throw new TriplineError('RECORD_TOO_LARGE', '(MESSAGE_TOO_LARGE)');
      const chosen =
        record.key === null ? this.#turn++ % partitions.length : partitionOf(record.key, partitions.length);
      const log = partitions[chosen] as IncomingRecord[];
      log.push(stored(record, log.length, this.#now()));
    }
    this.#wake();
  }

  /** Resolves when something may have changed, or the signal aborts. */
  changed(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.#waiting.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.#waiting.add(done);
      signal.addEventListener('abort', done);
      if (signal.aborted) done();
    });
  }

  #topic(topic: string) {
    const found = this.#topics.get(topic);
    if (found === undefined) throw new TriplineError('KAFKA_UNAVAILABLE', '(UNKNOWN_TOPIC_OR_PARTITION)');
    return found;
  }

  #wake(): void {
    for (const done of this.#waiting) done();
  }
}

function sizeOf({ key, value }: OutgoingRecord | Tombstone): number {
  return RECORD_OVERHEAD + (key?.length ?? 0) + (value?.length ?? 0);
}

function stored(
  { key, value, headers }: OutgoingRecord | Tombstone,
  offset: number,
  timestamp: number,
): IncomingRecord {
  return {
    key: key === null ? null : Buffer.from(key),
    value: value === null ? null : Buffer.from(value),
    headers: (headers ?? []).map((header) => ({ key: header.key, value: header.value ?? Buffer.alloc(0) })),
    offset,
    timestamp,
  };
}
