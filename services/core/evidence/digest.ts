/** Keyed digests: of a source record, of a matched value; and the plain ones that make ids. */
import { hash } from 'node:crypto';
import { lendEncoded } from '../events/codec.ts';
import { encodeText } from '../events/text.ts';
import type { Entry, TriplineEvent } from '../events/types.ts';
import { frame } from './frame.ts';
import { hmacKey, hmacOfFrame } from './hmac.ts';
import type { Keyring } from './types.ts';

/**
 * HMAC-SHA256 (hex) of the event without what differs between two ways of sending it: `origin.emitter` and the order of tags
 * and attributes. The same event by another path has the same digest.
 */
export function sourceDigest(keyring: Keyring, event: TriplineEvent, keyId?: string): string {
  const origin = {
    ...event.origin,
    emitter: null,
    tags: sorted(event.origin.tags),
    attributes: sorted(event.origin.attributes),
  };
  const key = hmacKey(keyring.derive('digests', event.origin.tenant, keyId));
  return hmacOfFrame(key, 'source', lendEncoded({ ...event, origin })).toString('hex');
}

/** 32 hex digits: equal values of one type and tenant correlate without being shown. */
export function matchDigest(keyring: Keyring, tenant: string, type: string, value: string): string {
  const key = hmacKey(keyring.derive('digests', tenant));
  return hmacOfFrame(key, 'match', type, encodeText(value)).toString('hex', 0, 16);
}

/** 32 hex digits of SHA-256 over the parts, each behind its length. */
export function idDigest(...parts: string[]): string {
  return hash('sha256', frame(...parts)).slice(0, 32);
}

function sorted(entries: Entry[]): Entry[] {
  return entries.length < 2 ? entries : entries.toSorted(byKeyThenValue);
}

function byKeyThenValue(a: Entry, b: Entry): number {
  return compare(a.key, b.key) || compare(a.value, b.value);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
