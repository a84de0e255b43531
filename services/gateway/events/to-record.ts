/** From an item to the record that Kafka gets. What an application need not say of a JSON event is filled in here. */
import { hash } from 'node:crypto';
import { TriplineError } from '../../core/errors.ts';
import { checkEvent, decodeEvent, encodeRecord, MAX_RECORD_BYTES } from '../../core/events/codec.ts';
import { eventIdTime } from '../../core/events/event-id.ts';
import { fromPublicJson } from '../../core/events/json.ts';
import { recordKey } from '../../core/events/record-key.ts';
import type { ApiKey, FeedbackEvent, TriplineEvent } from '../../core/events/types.ts';
import type { OutgoingRecord } from '../../platform/kafka/port.ts';
import { checkClaims } from '../claims.ts';
import type { Item } from './read-items.ts';

export interface Filling {
  newId: () => string;
  /** Milliseconds. */
  now: () => number;
}

export interface Ready {
  event: TriplineEvent;
  record: OutgoingRecord;
}

/** @throws TriplineError EVENT_INVALID, RECORD_*, and what checkClaims throws */
export function toRecord(item: Item, key: ApiKey, filling: Filling): Ready {
  if (item.kind === 'unreadable') throw item.error;
  const event = item.kind === 'avro' ? decodeEvent(item.bytes) : readJsonEvent(item.json, key, filling);
  checkClaims(event, key);
  if (event.type === 'feedback') checkSubject(event);
  // What was encoded elsewhere goes on to the byte.
  const value = item.kind === 'avro' ? item.bytes : encodeChecked(event);
  return { event, record: { key: recordKey(event.origin), value } };
}

/** The id that an item gives itself, for an answer about one that is refused. */
export function idIn(item: Item): string | undefined {
  if (item.kind !== 'json') return undefined;
  const id = at(at(item.json, 'origin'), 'event_id');
  return typeof id === 'string' && eventIdTime(id) !== null ? id : undefined;
}

/** @throws TriplineError EVENT_INVALID */
export function readJsonEvent(json: unknown, key: Pick<ApiKey, 'tenant'>, filling: Filling): TriplineEvent {
  const event = fromPublicJson(filled(json, key, filling));
  if (event.type === 'tool') checkDigest(event);
  return event;
}

function filled(json: unknown, { tenant }: Pick<ApiKey, 'tenant'>, { newId, now }: Filling): unknown {
  if (!isObject(json)) return json;
  const origin = Object.hasOwn(json, 'origin') ? json['origin'] : {};
  if (!isObject(origin)) return json;
  const event_id = newId();
  const missing = {
    event_id,
    interaction_id: at(origin, 'event_id') ?? event_id,
    occurred_at: Math.round(now() * 1000),
    tenant,
    environment: 'production',
    capture: 'FULL',
  };
  return { ...json, origin: { ...missing, ...origin } };
}

/** Nothing is on record under another kind of id: an opinion about that is about nothing. */
function checkSubject({ about_event_id }: FeedbackEvent): void {
  if (eventIdTime(about_event_id) === null)
    throw new TriplineError('EVENT_INVALID', 'At fault: /about_event_id must be a lower-case UUIDv7.');
}

/** Of JSON events alone: an emitter made it itself. */
function checkDigest(event: Extract<TriplineEvent, { type: 'tool' }>): void {
  const digest = hash('sha256', event.arguments);
  if (event.arguments_digest !== null && event.arguments_digest !== digest)
    throw new TriplineError('EVENT_INVALID', 'At fault: /arguments_digest is not the SHA-256 of /arguments.');
  event.arguments_digest = digest;
}

function encodeChecked(event: TriplineEvent): Buffer {
  checkEvent(event);
  const value = encodeRecord(event);
  if (value.length > MAX_RECORD_BYTES) throw new TriplineError('RECORD_TOO_LARGE', `It has ${value.length}.`);
  return value;
}

function at(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
