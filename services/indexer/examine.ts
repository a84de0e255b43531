/** A record of llm.enriched as the indexer understands it, or why it cannot. Never throws. */
import { type ErrorCode, isTriplineError, TriplineError } from '../core/errors.ts';
import { decodeEvent, decodeRecord } from '../core/events/codec.ts';
import { eventIdTime } from '../core/events/event-id.ts';
import type { EnrichedEvent, FindingEvent, TriplineEvent } from '../core/events/types.ts';
import { sourceDigest } from '../core/evidence/digest.ts';
import type { Keyring } from '../core/evidence/types.ts';
import type { IncomingRecord } from '../platform/kafka/port.ts';

const HOUR_MS = 3_600_000;
const AHEAD_MS = 48 * HOUR_MS;

export interface Position {
  partition: number;
  offset: number;
}
export interface StoredEvent {
  kind: 'event';
  record: IncomingRecord;
  position: Position;
  event: TriplineEvent;
  enriched: EnrichedEvent;
  /** Of the event id, in milliseconds: decides the daily index. */
  time: number;
  digest: string;
}
export interface StoredFindings {
  kind: 'findings';
  record: IncomingRecord;
  position: Position;
  event: FindingEvent;
  time: number;
}
export interface Refused {
  kind: 'refused';
  record: IncomingRecord;
  reason: ErrorCode;
  detail: string;
  eventId: string | null;
}
export type Examined = StoredEvent | StoredFindings | Refused;

export interface ExamineDeps {
  keyring: Keyring;
  retentionDays: number;
}

export function examine(record: IncomingRecord, partition: number, deps: ExamineDeps): Examined {
  const seen: { eventId: string | null } = { eventId: null };
  try {
    return examineReadable(record, { partition, offset: record.offset }, deps, seen);
  } catch (error) {
    return refuse(record, error, seen.eventId);
  }
}

export function refuse(record: IncomingRecord, error: unknown, eventId: string | null): Refused {
  const known = isTriplineError(error);
  const [reason, detail]: [ErrorCode, string] = known ? [error.code, error.detail] : ['STAGE_FAILED', ''];
  return { kind: 'refused', record, reason, detail, eventId };
}

function examineReadable(
  record: IncomingRecord,
  position: Position,
  { keyring, retentionDays }: ExamineDeps,
  seen: { eventId: string | null },
): StoredEvent | StoredFindings {
  const carried = decodeRecord(record.value);
  if (carried.type === 'finding') {
    const time = timeOf(carried.event_id, carried.source.timestamp, retentionDays, seen);
    return { kind: 'findings', record, position, event: carried, time };
  }
  if (carried.type !== 'enriched')
    throw new TriplineError('RECORD_UNKNOWN_SCHEMA', 'At fault: not a kind that belongs here.');
  const event = decodeEvent(carried.record);
  const time = timeOf(event.origin.event_id, carried.source.timestamp, retentionDays, seen);
  const digest = sourceDigest(keyring, event);
  return { kind: 'event', record, position, event, enriched: carried, time, digest };
}

/** The id's time, held to the broker's: a wrong clock must not open an index for every day there is. */
function timeOf(
  eventId: string,
  appendedAt: number,
  retentionDays: number,
  seen: { eventId: string | null },
): number {
  const time = eventIdTime(eventId);
  if (time === null) throw new TriplineError('RECORD_INVALID', 'At fault: event_id.');
  seen.eventId = eventId;
  const earliest = appendedAt - retentionDays * 24 * HOUR_MS;
  if (time < earliest || time > appendedAt + AHEAD_MS) throw new TriplineError('TIME_OUT_OF_RANGE');
  return time;
}
