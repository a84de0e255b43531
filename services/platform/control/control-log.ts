/** llm.control as a table that every process holds whole: holds, people's answers to them, API keys. */
import { TriplineError } from '../../core/errors.ts';
import { decodeRecord, encodeRecord } from '../../core/events/codec.ts';
import type { ControlRecord, Hold, TriplineRecord } from '../../core/events/types.ts';
import { jitteredBackoff, pause, within } from '../kafka/backoff.ts';
import { toTriplineError } from '../kafka/errors.ts';
import { LazyProducer } from '../kafka/lazy-producer.ts';
import type { IncomingRecord, Kafka, Tombstone } from '../kafka/port.ts';
import { idOf, keyOf } from './control-key.ts';
import { ControlTable } from './control-table.ts';

type Type = ControlRecord['type'];
type RecordOf<T extends Type> = Extract<ControlRecord, { type: T }>;

/**
 * The last value of a Kafka key wins; a null value is a tombstone. Of a hold's answers, and of the claims to them, the one that stands first in the log
 * is told: each has a key of its own, so that compaction keeps it.
 */
export interface ControlLog {
  /** Resolves once everything written before is read; for as long as Kafka is away, it waits. Rejects when stopped first. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Resolves when Kafka acknowledged it and this table shows it. @throws TriplineError KAFKA_UNAVAILABLE, EVENT_INVALID */
  put(record: ControlRecord): Promise<void>;
  /** @throws TriplineError KAFKA_UNAVAILABLE */
  remove(type: Type, id: string): Promise<void>;
  get<T extends Type>(type: T, id: string): RecordOf<T> | undefined;
  /** In the order they were first written in; with an id those under it alone: every answer to one hold. */
  list<T extends Type>(type: T, id?: string): RecordOf<T>[];
  /** The first of them, as many as `count`. */
  oldest<T extends Type>(type: T, count: number): RecordOf<T>[];
  /** Of the tenant’s call or request event with that id. */
  holdsOf(tenant: string, id: string): Hold[];
  /** Those that wait for an answer, the oldest first; of one tenant, or of all. */
  pendingHolds(nowMs: number, tenant?: string): Hold[];
  /** Called after each change, own ones too. Returns what ends it. */
  onChange(listener: (type: Type, id: string) => void): () => void;
  /** Whether it hears of changes now: false before start and while Kafka is away. */
  isCurrent(): boolean;
}

export interface ControlLogDeps {
  kafka: Kafka;
  topic: string;
  /** How long a write may take, milliseconds; default 10,000. */
  writeTimeoutMs?: number;
  /** Hears of an outage (once), and of a record that cannot be read. */
  onError?: (error: TriplineError) => void;
  /** Each time it has read all that is written: at the start, and after an outage. */
  onCurrent?: () => void;
}

interface Awaited {
  key: string;
  value: Buffer | null;
  resolve: () => void;
}

const KINDS: readonly Type[] = ['hold', 'approval', 'claim', 'api_key'];
const WRITE_MS = 10_000;
const MAX_BACKOFF_MS = 5000;

export function createControlLog(deps: ControlLogDeps): ControlLog {
  return new KafkaControlLog(deps);
}

class KafkaControlLog implements ControlLog {
  readonly #deps: ControlLogDeps;
  readonly #table = new ControlTable();
  readonly #listeners = new Set<(type: Type, id: string) => void>();
  readonly #awaited = new Set<Awaited>();
  readonly #next = new Map<number, number>();
  readonly #ending = new AbortController();
  readonly #caughtUp = Promise.withResolvers<void>();
  #following: Promise<void> | null = null;
  readonly #producer: LazyProducer;
  #isCurrent = false;

  constructor(deps: ControlLogDeps) {
    this.#deps = deps;
    this.#producer = new LazyProducer(() => deps.kafka);
    this.#caughtUp.promise.catch(() => undefined);
  }

  start(): Promise<void> {
    this.#following ??= this.#follow();
    return this.#caughtUp.promise;
  }

  async stop(): Promise<void> {
    this.#ending.abort(new TriplineError('KAFKA_UNAVAILABLE', '(the control log is stopped)'));
    this.#caughtUp.reject(this.#ending.signal.reason);
    await this.#following;
    await this.#producer.close();
  }

  put(record: ControlRecord): Promise<void> {
    const value = encodeRecord(record);
    return this.#write([{ key: keyOf(record, value), value }]);
  }

  async remove(type: Type, id: string): Promise<void> {
    const keys = this.#table.keys(type, id);
    if (keys.length > 0) await this.#write(keys.map((key) => ({ key: Buffer.from(key), value: null })));
  }

  get<T extends Type>(type: T, id: string): RecordOf<T> | undefined {
    return this.#table.get(type, id) as RecordOf<T> | undefined;
  }

  list<T extends Type>(type: T, id?: string): RecordOf<T>[] {
    return this.#table.list(type, id) as RecordOf<T>[];
  }

  oldest<T extends Type>(type: T, count: number): RecordOf<T>[] {
    return this.#table.oldest(type, count) as RecordOf<T>[];
  }

  holdsOf(tenant: string, id: string): Hold[] {
    return this.#table.holdsOf(tenant, id);
  }

  pendingHolds(nowMs: number, tenant?: string): Hold[] {
    return this.#table.pendingHolds(nowMs, tenant);
  }

  onChange(listener: (type: Type, id: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  isCurrent(): boolean {
    return this.#isCurrent;
  }

  async #write(records: ({ key: Buffer; value: Buffer } | Tombstone)[]): Promise<void> {
    this.#ending.signal.throwIfAborted();
    const timeoutMs = this.#deps.writeTimeoutMs ?? WRITE_MS;
    const late = () => new TriplineError('KAFKA_UNAVAILABLE', `(not written within ${timeoutMs} ms)`);
    const seen = records.map(({ key, value }) => this.#await(key.toString(), value));
    try {
      await within(this.#send(records, seen), timeoutMs, late, this.#ending.signal);
    } catch (error) {
      throw toTriplineError(error);
    } finally {
      for (const { awaited } of seen) this.#awaited.delete(awaited);
    }
  }

  async #send(
    records: ({ key: Buffer; value: Buffer } | Tombstone)[],
    seen: { shown: Promise<void> }[],
  ): Promise<void> {
    const producer = await this.#producer.get();
    await producer.send(this.#deps.topic, records);
    await Promise.all(seen.map(({ shown }) => shown));
  }

  #await(key: string, value: Buffer | null): { awaited: Awaited; shown: Promise<void> } {
    const { promise, resolve } = Promise.withResolvers<void>();
    const awaited = { key, value, resolve };
    this.#awaited.add(awaited);
    return { awaited, shown: promise };
  }

  async #follow(): Promise<void> {
    const { signal } = this.#ending;
    for (let attempt = 0; !signal.aborted; attempt++) {
      try {
        await this.#deps.kafka.follow(this.#deps.topic, {
          from: this.#next,
          signal,
          onRecord: (record) => this.#take(record),
          onCaughtUp: () => {
            attempt = 0;
            this.#isCurrent = true;
            this.#caughtUp.resolve();
            this.#deps.onCurrent?.();
          },
        });
      } catch (error) {
        if (this.#isCurrent || attempt === 0) this.#report(toTriplineError(error));
      }
      this.#isCurrent = false;
      await pause(jitteredBackoff(attempt, MAX_BACKOFF_MS), signal);
    }
  }

  #take({ key, value, offset, partition }: IncomingRecord & { partition: number }): void {
    if (offset < (this.#next.get(partition) ?? 0)) this.#table.clear(); // the topic was made anew
    this.#next.set(partition, offset + 1);
    if (key === null) return;
    const name = key.toString();
    const changed = this.#apply(name, value);
    if (changed !== null) for (const listener of this.#listeners) listener(changed.type, changed.id);
    for (const awaited of this.#awaited) {
      if (awaited.key === name && sameValue(awaited.value, value)) awaited.resolve();
    }
  }

  #apply(key: string, value: Buffer | null): { type: Type; id: string } | null {
    if (value === null) return this.#table.delete(key);
    try {
      const record = decodeRecord(value);
      if (!isControlRecord(record))
        throw new TriplineError('RECORD_UNKNOWN_SCHEMA', 'At fault: not a kind that belongs here.');
      this.#table.set(key, record);
      return { type: record.type, id: idOf(record) };
    } catch (error) {
      this.#report(toTriplineError(error));
      return null;
    }
  }

  #report(error: TriplineError): void {
    if (!this.#ending.signal.aborted) this.#deps.onError?.(error);
  }
}

function isControlRecord(record: TriplineRecord): record is ControlRecord {
  return (KINDS as readonly string[]).includes(record.type);
}

function sameValue(one: Buffer | null, other: Buffer | null): boolean {
  return one === null || other === null ? one === other : one.equals(other);
}
