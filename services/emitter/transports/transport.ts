import type { ErrorCode, TriplineError } from '../../core/errors.ts';
import type { OutgoingRecord } from '../../platform/kafka/port.ts';

/** Records refused for good, by their index in what was sent. */
export type Refusals = ReadonlyMap<number, TriplineError>;

/**
 * What became of what was sent: every record is acknowledged or refused for good; or the whole of it has to go again, no sooner than
 * after `waitMs`. Some of it may have arrived then and arrives twice, under the same event ids. Without an error it only came too fast.
 */
export type Sent =
  | { done: true; refused: Refusals }
  | { done: false; error: TriplineError | null; waitMs: number };

/**
 * The way out of the process: Kafka itself, or the gateway before it. One contract suite (test/unit/emitter/transports) runs over both.
 */
export interface Transport {
  /** What is said when it does not answer in time. */
  readonly unavailable: Extract<ErrorCode, 'KAFKA_UNAVAILABLE' | 'GATEWAY_UNAVAILABLE'>;
  /** In order; never rejects. Connects with the first call. The caller sends one batch at a time. */
  send(records: OutgoingRecord[]): Promise<Sent>;
  /** Gives up what is under way (its `send` resolves soon) and disconnects. Never rejects. */
  close(): Promise<void>;
}

export const ALL_DONE: Sent = { done: true, refused: new Map() };

export function again(error: TriplineError | null, waitMs = 0): Sent {
  return { done: false, error, waitMs };
}

/** One error of each code: a thousand refusals of one kind are told once. */
export function kindsOf(refused: Refusals): Iterable<TriplineError> {
  return new Map(refused.values().map((error) => [error.code, error])).values();
}
