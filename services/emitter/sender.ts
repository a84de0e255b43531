import { TriplineError } from '../core/errors.ts';
import { jitteredBackoff } from '../platform/kafka/backoff.ts';
import { Backlog } from './backlog.ts';
import type { Batch } from './batch.ts';
import { Nap } from './nap.ts';
import type { Queued } from './queue.ts';
import { Spiller } from './spiller.ts';
import type { Spool } from './spool/spool.ts';
import { ALL_DONE, type Transport } from './transports/transport.ts';

const MAX_EVENTS = 1000;
const MAX_BACKOFF_MS = 5000;

export interface SenderSettings {
  transport: Transport;
  spool: Spool | null;
  maxQueueBytes: number;
  maxBatchBytes: number;
  lingerMs: number;
  onError: (error: TriplineError) => void;
}

/**
 * Sends the backlog in order: one batch in flight, tried again for as long as nobody takes it. What other processes left is sent in turn with
 * this one's own. Only while a request or a write is under way does it keep the process alive.
 */
export class Sender {
  readonly backlog: Backlog;
  readonly #settings: SenderSettings;
  readonly #spiller: Spiller | null;
  readonly #nap = new Nap();
  #running = false;
  #stopped = false;
  #attempt = 0;
  #ownTurn = true;
  #unreadable = 0;

  constructor(settings: SenderSettings) {
    const { spool, maxQueueBytes, lingerMs, onError } = settings;
    this.#settings = settings;
    const inheritedBytes = () => spool?.inheritance.bytes ?? 0;
    const maxSpoolBytes = spool?.maxBytes ?? Infinity;
    this.backlog = new Backlog(
      { maxQueueBytes, maxSpoolBytes, inheritedBytes, onError },
      spool?.outbox ?? null,
    );
    const manyBytes = maxQueueBytes / 2;
    this.#spiller =
      spool === null ? null : new Spiller({ backlog: this.backlog, spool, lingerMs, manyBytes });
    spool?.start(() => this.#wakeUp());
  }

  /** Why there is no room, or null. */
  push(event: Queued): 'QUEUE_FULL' | 'SPOOL_FULL' | null {
    const full = this.backlog.push(event);
    if (full !== null) return full;
    this.#spiller?.look();
    if (!this.#running) this.#wakeUp();
    else if (this.backlog.queuedBytes >= this.#settings.maxBatchBytes && this.#attempt === 0)
      this.#nap.wake();
    return null;
  }

  /** Resolves with true once everything accepted so far is settled, with false when `timeoutMs` pass first. */
  flush(timeoutMs: number): Promise<boolean> {
    const flushed = this.backlog.flush(timeoutMs);
    this.#nap.wake();
    return flushed;
  }

  /** Leaves what is not settled on disk, or gives it up where there is none, and disconnects. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#nap.wake();
    await this.#settings.transport.close();
    await this.#spiller?.stop();
    this.backlog.abandon(new TriplineError(this.#settings.transport.unavailable, '(the emitter was closed)'));
    await this.#settings.spool?.stop();
  }

  #wakeUp(): void {
    if (!this.#running && !this.#stopped) void this.#run();
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (!this.#stopped && this.#hasWork) {
      if (this.#mayLinger) await this.#nap.sleep(this.#settings.lingerMs, true);
      if (!this.#stopped) await this.#sendOne();
    }
    this.#running = false;
  }

  get #hasWork(): boolean {
    return !this.backlog.isEmpty || this.#hasInheritance;
  }

  get #hasInheritance(): boolean {
    return this.#settings.spool?.inheritance.isEmpty === false;
  }

  /** Nothing waits for more while somebody flushes, or while there is plenty. */
  get #mayLinger(): boolean {
    const { backlog } = this;
    return (
      !backlog.isFlushing &&
      !this.#hasInheritance &&
      backlog.spooledEvents === 0 &&
      backlog.queuedBytes < this.#settings.maxBatchBytes
    );
  }

  async #sendOne(): Promise<void> {
    const batch = await this.#next();
    if (batch === null || this.#stopped) return;
    const sent = batch.records.length === 0 ? ALL_DONE : await this.#settings.transport.send(batch.records);
    if (this.#stopped) return;
    if (!sent.done) return this.#failed(sent.error, sent.waitMs);
    if (batch.records.length > 0) this.#succeeded();
    await batch.settle(sent.refused);
  }

  /** Null when the disk does not give back what it holds: after a pause, it is asked again. */
  async #next(): Promise<Batch | null> {
    const { maxBatchBytes: maxBytes, spool } = this.#settings;
    const limits = { maxBytes, maxEvents: MAX_EVENTS };
    this.#ownTurn = !this.backlog.isEmpty && !(this.#ownTurn && this.#hasInheritance);
    try {
      const batch =
        this.#ownTurn || spool === null ? this.backlog.next(limits) : spool.inheritance.next(limits);
      const read = await batch;
      if (this.#unreadable > 0) spool?.worked();
      this.#unreadable = 0;
      return read;
    } catch (error) {
      spool?.failed(error);
      await this.#nap.sleep(jitteredBackoff(this.#unreadable++, MAX_BACKOFF_MS), false);
      return null;
    }
  }

  #succeeded(): void {
    this.#attempt = 0;
    this.#spiller?.setAway(false);
  }

  async #failed(error: TriplineError, waitMs: number): Promise<void> {
    if (this.#attempt === 0) this.#settings.onError(error);
    this.#spiller?.setAway(true);
    await this.#nap.sleep(Math.max(waitMs, jitteredBackoff(this.#attempt++, MAX_BACKOFF_MS)), false);
  }
}
