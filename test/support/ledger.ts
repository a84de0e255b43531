/** What a test emitted, by its own book: the bytes of every record by event id, as a digest. */
import { hash } from 'node:crypto';
import { encodeRecord } from '../../services/core/events/codec.ts';
import { recordKey } from '../../services/core/events/record-key.ts';
import type { TriplineEvent } from '../../services/core/events/types.ts';
import type { OutgoingRecord } from '../../services/platform/kafka/port.ts';
import { createLoad } from '../bench/load.ts';

export interface Ledger {
  /** SHA-256 (hex) of the emitted bytes by event id. */
  readonly digests: ReadonlyMap<string, string>;
  /** Enters the event and returns the record to be sent. */
  enter(event: TriplineEvent): OutgoingRecord;
  /** Enters so many events of the load of the benchmarks; `time` (milliseconds) is their own, default now. */
  load(count: number, time?: number): OutgoingRecord[];
}

export function createLedger(seed: number): Ledger {
  const digests = new Map<string, string>();
  const source = createLoad(seed);
  return { digests, enter, load };

  function enter(event: TriplineEvent): OutgoingRecord {
    const value = encodeRecord(event);
    digests.set(event.origin.event_id, digestOf(value));
    return { key: recordKey(event.origin), value };
  }

  function load(count: number, time?: number): OutgoingRecord[] {
    return Array.from({ length: count }, () => enter(source.next(time ?? Date.now())));
  }
}

export function digestOf(bytes: Uint8Array): string {
  return hash('sha256', bytes);
}
