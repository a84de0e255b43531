import type { Origin } from './types.ts';

/** The Kafka key: session id, else trace id, else interaction id, so that what belongs together stays in order. */
export function recordKey(origin: Pick<Origin, 'session_id' | 'trace_id' | 'interaction_id'>): Buffer {
  return Buffer.from(origin.session_id ?? origin.trace_id ?? origin.interaction_id);
}
