import { TriplineError } from '../core/errors.ts';
import type { EventReceipt } from './receipt.ts';

const MAX_REFUSED = 10_000;

/**
 * What became of events that are on disk, by their positions: their receipts are not held in memory, which an outage would fill, unless
 * somebody waits for them.
 */
export class Settlements {
  readonly #waiting = new Map<number, EventReceipt>();
  readonly #refused = new Map<number, TriplineError>();
  #settled = 0;
  /** Refusals up to here are forgotten but for those that still stand in the book. */
  #forgotten = -1;
  #abandoned: TriplineError | null = null;

  /** Settles the receipt now or once it is known what became of it. */
  watch(position: number, receipt: EventReceipt): void {
    if (position < this.#settled) receipt.settle(this.#outcomeOf(position));
    else if (this.#abandoned !== null) receipt.settle(this.#abandoned);
    else this.#waiting.set(position, receipt);
  }

  /** Everything before `end` is settled; of it, `refused` not as acknowledged. */
  settle(end: number, refused: ReadonlyMap<number, TriplineError>): void {
    for (const [position, error] of refused) this.#refuse(position, error);
    const first = this.#settled;
    this.#settled = end;
    if (this.#waiting.size === 0) return;
    for (let position = first; position < end; position++) {
      const receipt = this.#waiting.get(position);
      if (receipt === undefined) continue;
      this.#waiting.delete(position);
      receipt.settle(this.#outcomeOf(position));
    }
  }

  /** Nobody will ever say what became of the rest. */
  abandon(error: TriplineError): void {
    this.#abandoned = error;
    for (const receipt of this.#waiting.values()) receipt.settle(error);
    this.#waiting.clear();
  }

  #refuse(position: number, error: TriplineError): void {
    this.#refused.set(position, error);
    const [oldest = position] = this.#refused.keys();
    if (this.#refused.size <= MAX_REFUSED) return;
    this.#refused.delete(oldest);
    this.#forgotten = oldest;
  }

  /** Never says acknowledged of what may have been refused. */
  #outcomeOf(position: number): 'acknowledged' | TriplineError {
    const error = this.#refused.get(position);
    if (error !== undefined) return error;
    if (position > this.#forgotten) return 'acknowledged';
    return new TriplineError('EVENT_UNTOLD');
  }
}
