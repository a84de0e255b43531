import { TriplineError } from '../core/errors.ts';
import { type Batch, type BatchLimits, fitting } from './batch.ts';
import { costOf, EventQueue, type Queued, toRecord } from './queue.ts';
import { Settlements } from './settlements.ts';
import type { Outbox, Stretch } from './spool/outbox.ts';
import { kindsOf, type Refusals } from './transports/transport.ts';

/** Of Node's timers: longer ones end at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

export interface BacklogSettings {
  maxQueueBytes: number;
  /** Of everything accepted, in memory and in files; Infinity without a spool. */
  maxSpoolBytes: number;
  /** What this process has in files of others, as far as it is to count. */
  inheritedBytes: () => number;
  onError: (error: TriplineError) => void;
}

/**
 * What this emitter accepted and has not settled, in order. Events have positions, counted from 0: those before `#settled` are done, then come
 * those on disk, then those in memory.
 */
export class Backlog {
  readonly #settings: BacklogSettings;
  readonly #queue: EventQueue;
  readonly #outbox: Outbox | null;
  readonly #settlements = new Settlements();
  readonly #flushes: { target: number; done: (settled: boolean) => void }[] = [];
  #settled = 0;
  accepted = 0;
  acknowledged = 0;
  lost = 0;
  handedOver = 0;
  replayed = 0;

  constructor(settings: BacklogSettings, outbox: Outbox | null) {
    this.#settings = settings;
    this.#queue = new EventQueue(settings.maxQueueBytes);
    this.#outbox = outbox;
  }

  get queuedEvents(): number {
    return this.#queue.length;
  }

  get queuedBytes(): number {
    return this.#queue.bytes;
  }

  get spooledEvents(): number {
    return this.#firstQueued - this.#settled;
  }

  get settled(): number {
    return this.#settled;
  }

  get isEmpty(): boolean {
    return this.#settled === this.accepted;
  }

  get #firstQueued(): number {
    return this.accepted - this.#queue.length;
  }

  /** Why there is no room, or null: the newest event yields, so that what was accepted stays. */
  push(event: Queued): 'QUEUE_FULL' | 'SPOOL_FULL' | null {
    if (this.#outbox !== null && this.#bytes + costOf(event) > this.#settings.maxSpoolBytes)
      return 'SPOOL_FULL';
    if (!this.#queue.push(event)) return 'QUEUE_FULL';
    this.accepted++;
    return null;
  }

  get #bytes(): number {
    return this.#queue.bytes + (this.#outbox?.bytes ?? 0) + this.#settings.inheritedBytes();
  }

  /** @throws what the file system does */
  async next(limits: BatchLimits): Promise<Batch> {
    if (this.spooledEvents > 0 && this.#outbox !== null)
      return this.#fromDisk(await this.#outbox.read(this.#settled), limits);
    return this.#fromMemory(limits);
  }

  /** Writes what is in memory to disk, as much as one write takes. @throws what the file system does */
  async spill(maxBytes: number): Promise<void> {
    if (this.#outbox === null) return;
    const first = this.#firstQueued;
    const events = this.#queue.peek(maxBytes, Infinity);
    await this.#outbox.append(events.map(toRecord), first);
    for (const [index, { receipt }] of events.entries()) receipt.spooled(first + index, this.#settlements);
    this.#queue.shift(Math.max(0, first + events.length - this.#firstQueued));
    this.#outbox.settle(this.#settled);
  }

  /** Resolves with true once everything accepted so far is settled, with false when `timeoutMs` pass first or it is abandoned. */
  flush(timeoutMs: number): Promise<boolean> {
    if (this.isEmpty) return Promise.resolve(true);
    return new Promise((resolve) => {
      const timer = setTimeout(() => done(false), Math.min(timeoutMs, MAX_TIMER_MS));
      const done = (settled: boolean) => {
        clearTimeout(timer);
        this.#flushes.splice(this.#flushes.indexOf(entry), 1);
        resolve(settled);
      };
      const entry = { target: this.accepted, done };
      this.#flushes.push(entry);
    });
  }

  get isFlushing(): boolean {
    return this.#flushes.length > 0;
  }

  /** What is in memory is lost; what is on disk is left there. */
  abandon(error: TriplineError): void {
    const left = this.#queue.peek(Infinity, Infinity);
    this.#queue.shift(left.length);
    this.accepted -= left.length;
    this.lost += left.length;
    for (const { receipt } of left) receipt.settle(error);
    this.#settlements.abandon(error);
    if (left.length > 0) this.#settings.onError(error);
    for (const { done } of this.#flushes.slice()) done(false);
  }

  #fromMemory({ maxBytes, maxEvents }: BatchLimits): Batch {
    const events = this.#queue.peek(maxBytes, maxEvents);
    const first = this.#settled;
    return {
      records: events.map(toRecord),
      settle: (refused) => {
        this.#settle(first + events.length, at(first, refused), 0);
        for (const [index, { receipt }] of events.entries())
          receipt.settle(refused.get(index) ?? 'acknowledged');
      },
    };
  }

  #fromDisk({ first, records, takenOver }: Stretch, limits: BatchLimits): Batch {
    const taken = records.slice(0, fitting(records, limits));
    const places: number[] = [];
    const missing = new Map<number, TriplineError>();
    for (const [index, record] of taken.entries()) {
      if (record !== null) places.push(first + index);
      else missing.set(first + index, absent(takenOver));
    }
    return {
      records: taken.filter((record) => record !== null),
      settle: (refused) => {
        const all = new Map(missing);
        for (const [index, error] of refused) all.set(places[index] ?? first, error);
        this.replayed += places.length - refused.size;
        this.#settle(first + taken.length, all, takenOver ? missing.size : 0);
      },
    };
  }

  #settle(end: number, refused: Refusals, handedOver: number): void {
    const count = end - this.#settled;
    const inMemory = Math.max(0, end - this.#firstQueued);
    this.#settled = end;
    this.#queue.shift(inMemory);
    this.acknowledged += count - refused.size;
    this.handedOver += handedOver;
    this.lost += refused.size - handedOver;
    this.#settlements.settle(end, refused);
    this.#outbox?.settle(end);
    for (const error of kindsOf(refused)) this.#settings.onError(error);
    for (const { done } of this.#flushes.filter(({ target }) => target <= end)) done(true);
  }
}

function at(first: number, refused: Refusals): Refusals {
  return refused.size === 0 ? refused : new Map([...refused].map(([index, error]) => [first + index, error]));
}

function absent(takenOver: boolean): TriplineError {
  if (takenOver)
    return new TriplineError('SPOOL_FAILED', '(another process took its file over and sends it)');
  return new TriplineError('SPOOL_DAMAGED');
}
