import type { TriplineError } from '../core/errors.ts';
import type { Settlements } from './settlements.ts';
import type { Receipt } from './types.ts';

type Outcome = 'queued' | 'spooled' | 'acknowledged' | TriplineError;

/** Makes its promises on first use only: most receipts are never looked at, and a rejection nobody waits for must not end the host. */
export class EventReceipt implements Receipt {
  readonly event_id: string;
  readonly interaction_id: string;
  readonly accepted: boolean;
  readonly error: TriplineError | null;
  #outcome: Outcome;
  readonly #onAwaited: (() => void) | null;
  #acknowledged: PromiseWithResolvers<void> | null = null;
  #durable: PromiseWithResolvers<void> | null = null;
  #place: { position: number; settlements: Settlements } | null = null;

  /** `onAwaited` hears when somebody begins to wait for an event that is in memory. */
  constructor(
    event_id: string,
    interaction_id: string,
    error: TriplineError | null,
    onAwaited: (() => void) | null = null,
  ) {
    this.event_id = event_id;
    this.interaction_id = interaction_id;
    this.accepted = error === null;
    this.error = error;
    this.#outcome = error ?? 'queued';
    this.#onAwaited = onAwaited;
  }

  get acknowledged(): Promise<void> {
    if (this.#acknowledged === null) {
      this.#acknowledged = quiet();
      if (this.#outcome === 'spooled') this.#watch();
      else this.#announce();
    }
    return this.#acknowledged.promise;
  }

  get durable(): Promise<void> {
    if (this.#durable === null) {
      this.#durable = quiet();
      this.#announce();
    }
    return this.#durable.promise;
  }

  /** The emitter's alone to call: once acknowledged or given up, nothing changes any more. */
  settle(outcome: 'acknowledged' | TriplineError): void {
    if (this.#outcome !== 'queued' && this.#outcome !== 'spooled') return;
    this.#outcome = outcome;
    this.#announce();
  }

  /** The emitter's alone to call: from now on, `settlements` knows what becomes of the event. */
  spooled(position: number, settlements: Settlements): void {
    if (this.#outcome !== 'queued') return;
    this.#outcome = 'spooled';
    this.#place = { position, settlements };
    this.#durable?.resolve();
    if (this.#acknowledged !== null) this.#watch();
  }

  #watch(): void {
    this.#place?.settlements.watch(this.#place.position, this);
  }

  #announce(): void {
    if (this.#outcome === 'queued') this.#onAwaited?.();
    else if (this.#outcome === 'acknowledged') {
      this.#acknowledged?.resolve();
      this.#durable?.resolve();
    } else if (this.#outcome === 'spooled') this.#durable?.resolve();
    else {
      this.#acknowledged?.reject(this.#outcome);
      this.#durable?.reject(this.#outcome);
    }
  }
}

function quiet(): PromiseWithResolvers<void> {
  const made = Promise.withResolvers<void>();
  made.promise.catch(() => undefined);
  return made;
}
