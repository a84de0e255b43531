import { TriplineError } from '../../core/errors.ts';
import { jitteredBackoff, pause } from './backoff.ts';
import type { Assignment, MemoryGroup } from './memory-group.ts';
import { commitKey } from './memory-group.ts';
import type { MemoryLog } from './memory-log.ts';
import type {
  Batch,
  BatchHandler,
  Consumer,
  ConsumerOptions,
  IncomingRecord,
  PartitionProgress,
} from './port.ts';

const DEFAULT_DRAIN_MS = 10_000;
const DEFAULT_BATCH_BYTES = 1024 * 1024;
const MAX_BACKOFF_MS = 10_000;

export class MemoryConsumer implements Consumer {
  /** Nothing can end the twin's consumer. */
  readonly failed: Promise<Error> = new Promise(() => undefined);
  readonly topics: string[];
  readonly #options: ConsumerOptions;
  readonly #log: MemoryLog;
  readonly #group: MemoryGroup;
  readonly #closing = new AbortController();
  #revoking = new AbortController();
  #owned: Assignment[] = [];
  #workers: Promise<void>[] = [];
  #busy = 0;
  #handler: BatchHandler | null = null;
  #stopped: Promise<void> | null = null;

  constructor(log: MemoryLog, group: MemoryGroup, options: ConsumerOptions) {
    this.#log = log;
    this.#group = group;
    this.#options = options;
    this.topics = options.topics;
  }

  async start(handler: BatchHandler): Promise<void> {
    this.#log.reach();
    for (const topic of this.topics) this.#log.partitions(topic);
    this.#handler = handler;
    await this.#group.join(this);
  }

  progress(): PartitionProgress[] {
    return this.#owned.map((owned) => ({
      ...owned,
      committed: this.#group.commits.get(commitKey(owned)) ?? this.#beginning(owned),
      highWatermark: this.#records(owned).length,
    }));
  }

  stop(drainMs = DEFAULT_DRAIN_MS): Promise<void> {
    this.#closing.abort();
    this.#stopped ??= this.#shutDown(drainMs);
    return this.#stopped;
  }

  /** Called by the group alone: resolves once nothing of the last assignment runs any more. */
  async revoke(): Promise<void> {
    this.#revoking.abort(new Error('The partition is being taken away.'));
    await Promise.all(this.#workers);
  }

  /** Called by the group alone. */
  assign(owned: Assignment[]): void {
    this.#revoking = new AbortController();
    this.#owned = owned;
    this.#workers = this.#closing.signal.aborted
      ? []
      : owned.map((one) => this.#work(one, this.#revoking.signal));
  }

  async #shutDown(drainMs: number): Promise<void> {
    const timer = setTimeout(() => this.#revoking.abort(new Error('The consumer is stopping.')), drainMs);
    await Promise.all(this.#workers);
    clearTimeout(timer);
    await this.#group.leave(this);
    this.#owned = [];
  }

  async #work(owned: Assignment, revoked: AbortSignal): Promise<void> {
    const over = AbortSignal.any([revoked, this.#closing.signal]);
    let next = this.#group.commits.get(commitKey(owned)) ?? this.#beginning(owned);
    let attempt = 0;
    let follows = false;
    while (!over.aborted) {
      const batch = this.#fetch(owned, next, follows);
      if (batch === null) {
        await this.#log.changed(over);
        continue;
      }
      const after = await this.#handle(owned, batch, revoked);
      follows = after !== null;
      if (after === null) await pause(jitteredBackoff(attempt++, MAX_BACKOFF_MS), over);
      else [next, attempt] = [after, 0];
    }
  }

  #fetch(owned: Assignment, next: number, follows: boolean): Batch | null {
    if (!this.#log.available || this.#busy >= (this.#options.partitionsConcurrently ?? 1)) return null;
    const log = this.#records(owned);
    const records = upTo(log.slice(next), this.#options.maxBytesPerPartition ?? DEFAULT_BATCH_BYTES);
    return records.length === 0 ? null : { ...owned, records, highWatermark: log.length, follows };
  }

  /** The offset committed, or null when the batch has to come again. */
  async #handle(owned: Assignment, batch: Batch, signal: AbortSignal): Promise<number | null> {
    this.#busy++;
    try {
      const done = await this.#handler?.(batch, signal);
      if (!this.#log.available) return null;
      const next = (batch.records.at(-1) as IncomingRecord).offset + 1;
      this.#group.commits.set(commitKey(owned), next);
      done?.();
      return next;
    } catch {
      return null;
    } finally {
      this.#busy--;
      this.#log.setAvailable(this.#log.available);
    }
  }

  #records({ topic, partition }: Assignment): IncomingRecord[] {
    const log = this.#log.partitions(topic)[partition];
    if (log === undefined) throw new TriplineError('KAFKA_UNAVAILABLE', '(UNKNOWN_TOPIC_OR_PARTITION)');
    return log;
  }

  #beginning(owned: Assignment): number {
    return this.#options.from === 'latest' ? this.#records(owned).length : 0;
  }
}

/** At least one record, however large it is. */
function upTo(records: IncomingRecord[], maxBytes: number): IncomingRecord[] {
  let bytes = 0;
  const end = records.findIndex(({ value }, index) => {
    bytes += value?.length ?? 0;
    return bytes > maxBytes && index > 0;
  });
  return end === -1 ? records : records.slice(0, end);
}
