import { TriplineError } from '../core/errors.ts';
import { jitteredBackoff } from '../platform/kafka/backoff.ts';
import { Backlog } from './backlog.ts';
import type { Batch } from './batch.ts';
import { Nap } from './nap.ts';
import type { Queued } from './queue.ts';
import { Spiller } from './spiller.ts';
import type { Spool } from './spool/spool.ts';
import { ALL_DONE, type Refusals, type Sent, type Transport } from './transports/transport.ts';

const MAX_EVENTS = 1000;
/** A request costs far more than an event: while nobody waits for one, there are at most 20 requests a second. */
const PATIENCE = 10;
const MAX_PATIENCE_MS = 50;
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
  readonly #fullBytes: number;
  /** Waiting for more to send at once: briefly in any case, then patiently, until somebody waits for a receipt. */
  #lingering: 'briefly' | 'patiently' | null = null;
  /** How much had been accepted when somebody last waited for a receipt. */
  #awaited = 0;
  #running = false;
  #stopped = false;
  #attempt = 0;
  /** What was told since the last success: each kind of failure once. */
  readonly #told = new Set<string>();
  #ownTurn = true;
  #unreadable = 0;
  /** What was sent and is being settled: it is not to be given up meanwhile. */
  #settling: Promise<void> = Promise.resolve();

  constructor(settings: SenderSettings) {
    const { spool, maxQueueBytes, maxBatchBytes, lingerMs, onError } = settings;
    this.#settings = settings;
    const inheritedBytes = () => (this.#attempt === 0 ? 0 : (spool?.inheritance.bytes ?? 0));
    const maxSpoolBytes = spool?.maxBytes ?? Infinity;
    this.backlog = new Backlog(
      { maxQueueBytes, maxSpoolBytes, inheritedBytes, onError },
      spool?.outbox ?? null,
    );
    const manyBytes = maxQueueBytes / 2;
    this.#fullBytes = Math.min(maxBatchBytes, manyBytes);
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
    else if (this.#lingering !== null && this.#isFull) this.#nap.wake();
    return null;
  }

  /** Somebody waits for what was accepted so far. */
  hurry(): void {
    this.#awaited = this.backlog.accepted;
    if (this.#lingering === 'patiently') this.#nap.wake();
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
    await this.#settling;
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
      await this.#linger();
      if (!this.#stopped) await this.#sendOne();
    }
    this.#running = false;
  }

  async #linger(): Promise<void> {
    const { lingerMs } = this.#settings;
    this.#lingering = 'briefly';
    if (this.#mayLinger) await this.#nap.sleep(lingerMs, true);
    this.#lingering = 'patiently';
    const patienceMs = Math.min(PATIENCE * lingerMs, MAX_PATIENCE_MS) - lingerMs;
    if (patienceMs > 0 && this.#mayLinger && !this.#isAwaited) await this.#nap.sleep(patienceMs, true);
    this.#lingering = null;
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
      !this.#stopped &&
      !backlog.isFlushing &&
      !this.#hasInheritance &&
      backlog.spooledEvents === 0 &&
      !this.#isFull
    );
  }

  get #isFull(): boolean {
    const { queuedBytes, queuedEvents } = this.backlog;
    return queuedBytes >= this.#fullBytes || queuedEvents >= MAX_EVENTS;
  }

  get #isAwaited(): boolean {
    return this.backlog.settled < this.#awaited;
  }

  async #sendOne(): Promise<void> {
    const batch = await this.#next();
    if (batch === null || this.#stopped) return;
    const sent = batch.records.length === 0 ? ALL_DONE : await this.#settings.transport.send(batch.records);
    if (this.#stopped) return;
    if (!sent.done) return this.#putOff(sent);
    if (batch.records.length > 0) this.#succeeded();
    this.#settling = this.#settle(batch, sent.refused);
    await this.#settling;
  }

  async #settle(batch: Batch, refused: Refusals): Promise<void> {
    const { spool } = this.#settings;
    if (refused.size > 0) await spool?.setAside(batch.records.filter((_, index) => refused.has(index)));
    await batch.settle(refused);
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
    this.#told.clear();
    this.#spiller?.setAway(false);
  }

  /** Too fast is no outage: nobody is told. */
  async #putOff({ error, waitMs }: Extract<Sent, { done: false }>): Promise<void> {
    if (error === null) return this.#nap.sleep(waitMs, false);
    if (!this.#told.has(error.code)) this.#settings.onError(error);
    this.#told.add(error.code);
    this.#spiller?.setAway(true);
    await this.#nap.sleep(Math.max(waitMs, jitteredBackoff(this.#attempt++, MAX_BACKOFF_MS)), false);
  }
}
