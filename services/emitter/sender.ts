import { isTriplineError, TriplineError } from '../core/errors.ts';
import { jitteredBackoff } from '../platform/kafka/backoff.ts';
import type { Kafka, Producer } from '../platform/kafka/port.ts';
import type { Queued } from './queue.ts';
import { EventQueue } from './queue.ts';

const MAX_EVENTS = 1000;
const MAX_BACKOFF_MS = 5000;

export interface SenderSettings {
  connect: () => Kafka;
  topic: string;
  maxQueueBytes: number;
  maxBatchBytes: number;
  lingerMs: number;
  onError: (error: TriplineError) => void;
}

/**
 * Sends the queue in order: one batch in flight, tried again for as long as Kafka is away. Only while a request is under
 * way does it keep the process alive.
 */
export class Sender {
  readonly #settings: SenderSettings;
  readonly #queue: EventQueue;
  readonly #flushes: { target: number; resolve: () => void }[] = [];
  #producer: Promise<Producer> | null = null;
  #running = false;
  #stopped = false;
  #attempt = 0;
  #batchEvents = MAX_EVENTS;
  #accepted = 0;
  #settled = 0;
  #wake: (() => void) | null = null;
  acknowledged = 0;
  lost = 0;

  constructor(settings: SenderSettings) {
    this.#settings = settings;
    this.#queue = new EventQueue(settings.maxQueueBytes);
  }

  get queuedEvents(): number {
    return this.#queue.length;
  }

  get queuedBytes(): number {
    return this.#queue.bytes;
  }

  /** False when the queue is full. */
  push(event: Queued): boolean {
    if (!this.#queue.push(event)) return false;
    this.#accepted++;
    if (!this.#running) void this.#run();
    else if (this.#queue.bytes >= this.#settings.maxBatchBytes && this.#attempt === 0) this.#wake?.();
    return true;
  }

  /** Resolves with true once everything accepted so far is settled, with false when `timeoutMs` pass first. */
  flush(timeoutMs: number): Promise<boolean> {
    if (this.#settled >= this.#accepted) return Promise.resolve(true);
    this.#wake?.();
    return new Promise((resolve) => {
      const timer = setTimeout(() => done(false), timeoutMs);
      const entry = { target: this.#accepted, resolve: () => done(true) };
      const done = (settled: boolean) => {
        clearTimeout(timer);
        const at = this.#flushes.indexOf(entry);
        if (at !== -1) this.#flushes.splice(at, 1);
        resolve(settled);
      };
      this.#flushes.push(entry);
    });
  }

  /** Gives up what is still queued and disconnects. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wake?.();
    const closing = this.#producer?.then((producer) => producer.close());
    const left = this.#queue.peek(Infinity, Infinity);
    if (left.length > 0) this.#lose(left, new TriplineError('KAFKA_UNAVAILABLE', '(the emitter was closed)'));
    await closing?.catch(() => undefined);
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (!this.#stopped && this.#queue.length > 0) {
      if (this.#flushes.length === 0 && this.#queue.bytes < this.#settings.maxBatchBytes) {
        await this.#sleep(this.#settings.lingerMs, true);
      }
      await this.#sendOne();
    }
    this.#running = false;
  }

  async #sendOne(): Promise<void> {
    if (this.#stopped) return;
    const batch = this.#queue.peek(this.#settings.maxBatchBytes, this.#batchEvents);
    try {
      const producer = await this.#connected();
      await producer.send(
        this.#settings.topic,
        batch.map(({ record }) => record),
      );
      if (!this.#stopped) this.#acknowledge(batch);
    } catch (error) {
      if (!this.#stopped) await this.#failed(batch, error);
    }
  }

  #connected(): Promise<Producer> {
    this.#producer ??= Promise.resolve()
      .then(() => this.#settings.connect().producer())
      .catch((error: unknown) => {
        this.#producer = null;
        throw error;
      });
    return this.#producer;
  }

  #acknowledge(batch: Queued[]): void {
    this.#attempt = 0;
    this.#batchEvents = MAX_EVENTS;
    this.acknowledged += batch.length;
    this.#queue.shift(batch.length);
    for (const { receipt } of batch) receipt.settle('acknowledged');
    this.#settle(batch.length);
  }

  /** A batch that is refused for its size goes again one by one, so that only the record at fault is lost. */
  async #failed(batch: Queued[], error: unknown): Promise<void> {
    if (isTriplineError(error, 'RECORD_TOO_LARGE')) {
      if (batch.length > 1) this.#batchEvents = 1;
      else this.#lose(batch, error);
      return;
    }
    if (this.#attempt === 0) this.#settings.onError(asUnavailable(error));
    await this.#sleep(jitteredBackoff(this.#attempt++, MAX_BACKOFF_MS), false);
  }

  #lose(batch: Queued[], error: TriplineError): void {
    this.lost += batch.length;
    this.#queue.shift(batch.length);
    for (const { receipt } of batch) receipt.settle(error);
    this.#settle(batch.length);
    this.#settings.onError(error);
  }

  #settle(count: number): void {
    this.#settled += count;
    for (const flush of this.#flushes.filter(({ target }) => target <= this.#settled)) flush.resolve();
  }

  #sleep(ms: number, keepAlive: boolean): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#wake?.(), ms);
      if (!keepAlive) timer.unref();
      this.#wake = () => {
        clearTimeout(timer);
        this.#wake = null;
        resolve();
      };
    });
  }
}

function asUnavailable(error: unknown): TriplineError {
  return isTriplineError(error) ? error : new TriplineError('KAFKA_UNAVAILABLE', '', { cause: error });
}
