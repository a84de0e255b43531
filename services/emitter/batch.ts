import type { OutgoingRecord } from '../platform/kafka/port.ts';
import type { Refusals } from './transports/transport.ts';

/** The oldest records that are not settled. */
export interface Batch {
  records: OutgoingRecord[];
  /** They are acknowledged, but for those refused, by their index in `records`. */
  settle(refused: Refusals): Promise<void> | void;
}

export interface BatchLimits {
  maxBytes: number;
  maxEvents: number;
}

/** How many of the records fit, at least one. A null is one that the disk did not give back. */
export function fitting(
  records: readonly (OutgoingRecord | null)[],
  { maxBytes, maxEvents }: BatchLimits,
): number {
  const most = Math.min(records.length, maxEvents);
  let bytes = 0;
  for (let count = 0; count < most; count++) {
    const record = records[count];
    bytes += (record?.value.length ?? 0) + (record?.key?.length ?? 0);
    if (bytes > maxBytes && count > 0) return count;
  }
  return most;
}
