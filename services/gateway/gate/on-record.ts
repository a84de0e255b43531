import { TriplineError } from '../../core/errors.ts';
import type { Emitter } from '../../emitter/index.ts';
import { within } from '../../platform/kafka/backoff.ts';

/** Resolves once Kafka has what was said of a call, as `said` has it. @throws TriplineError why it has not: KAFKA_UNAVAILABLE, RECORD_TOO_LARGE, QUEUE_FULL, … */
export async function onRecord(emitter: Emitter, said: Promise<unknown>, timeoutMs: number): Promise<void> {
  // After an outage the emitter bides its time; now somebody waits.
  emitter.flush(Math.max(0, timeoutMs)).catch(() => undefined);
  await within(said, Math.max(0, timeoutMs), late);
}

function late(): TriplineError {
  return new TriplineError('KAFKA_UNAVAILABLE', '(no acknowledgement in time)');
}
