import type { TriplineError } from '../core/errors.ts';
import type { Receipt } from './types.ts';

type Outcome = 'pending' | 'acknowledged' | TriplineError;

/** Makes its promise on first use only: most receipts are never looked at, and a rejection nobody waits for must not end the host. */
export class EventReceipt implements Receipt {
  readonly event_id: string;
  readonly interaction_id: string;
  readonly accepted: boolean;
  readonly error: TriplineError | null;
  #outcome: Outcome;
  #promise: PromiseWithResolvers<void> | null = null;

  constructor(event_id: string, interaction_id: string, error: TriplineError | null) {
    this.event_id = event_id;
    this.interaction_id = interaction_id;
    this.accepted = error === null;
    this.error = error;
    this.#outcome = error ?? 'pending';
  }

  get acknowledged(): Promise<void> {
    if (this.#promise === null) {
      this.#promise = Promise.withResolvers();
      this.#promise.promise.catch(() => undefined);
      this.#announce();
    }
    return this.#promise.promise;
  }

  /** The emitter's alone to call: once. */
  settle(outcome: 'acknowledged' | TriplineError): void {
    this.#outcome = outcome;
    this.#announce();
  }

  #announce(): void {
    if (this.#outcome === 'acknowledged') this.#promise?.resolve();
    else if (this.#outcome !== 'pending') this.#promise?.reject(this.#outcome);
  }
}
