import type { Origin } from './types.ts';

type Keyed = Pick<Origin, 'session_id' | 'trace_id' | 'interaction_id'>;

/** The Kafka key: session id, else trace id, else interaction id, so that what belongs together stays in order. */
export function recordKey(origin: Keyed): Buffer {
  return Buffer.from(recordKeyText(origin));
}

export function recordKeyText({ session_id, trace_id, interaction_id }: Keyed): string {
  return session_id ?? trace_id ?? interaction_id;
}
