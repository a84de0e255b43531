/** What a broker may answer to a produce request, of org.apache.kafka.common.protocol.Errors. */
const RETRIABLE: Record<number, string> = {
  2: 'CORRUPT_MESSAGE',
  3: 'UNKNOWN_TOPIC_OR_PARTITION',
  5: 'LEADER_NOT_AVAILABLE',
  6: 'NOT_LEADER_OR_FOLLOWER',
  7: 'REQUEST_TIMED_OUT',
  13: 'NETWORK_EXCEPTION',
  19: 'NOT_ENOUGH_REPLICAS',
  20: 'NOT_ENOUGH_REPLICAS_AFTER_APPEND',
  56: 'KAFKA_STORAGE_ERROR',
  74: 'FENCED_LEADER_EPOCH',
  75: 'UNKNOWN_LEADER_EPOCH',
  89: 'THROTTLING_QUOTA_EXCEEDED',
};
const TOO_LARGE: Record<number, string> = { 10: 'MESSAGE_TOO_LARGE', 18: 'RECORD_LIST_TOO_LARGE' };
const FATAL: Record<number, string> = {
  17: 'INVALID_TOPIC_EXCEPTION',
  29: 'TOPIC_AUTHORIZATION_FAILED',
  31: 'CLUSTER_AUTHORIZATION_FAILED',
  45: 'OUT_OF_ORDER_SEQUENCE_NUMBER',
  47: 'INVALID_PRODUCER_EPOCH',
  59: 'UNKNOWN_PRODUCER_ID',
  87: 'INVALID_RECORD',
  90: 'PRODUCER_FENCED',
};
const DUPLICATE_SEQUENCE = 46;

export type Verdict = 'written' | 'again' | 'too large' | 'failed';

/** A repetition that the broker recognizes was written the first time. */
export function verdictOf(code: number): Verdict {
  if (code === 0 || code === DUPLICATE_SEQUENCE) return 'written';
  if (code in RETRIABLE) return 'again';
  return code in TOO_LARGE ? 'too large' : 'failed';
}

/** Shaped as errors.ts reads them: `type` is the broker's name of it. */
export function produceError(code: number): Error {
  const type = RETRIABLE[code] ?? TOO_LARGE[code] ?? FATAL[code] ?? `KAFKA_ERROR_${code}`;
  return Object.assign(new Error(type), { type });
}
