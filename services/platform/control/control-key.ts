import { hash } from 'node:crypto';
import type { ControlRecord } from '../../core/events/types.ts';

/** What a record is looked up by; an answer by the hold that it is about. */
export function idOf(record: ControlRecord): string {
  switch (record.type) {
    case 'hold':
    case 'approval':
      return record.hold_id;
    case 'api_key':
      return record.key_id;
  }
}

/**
 * `<type>/<tenant>/<id>`; an answer has the digest of its bytes (`encoded`) behind that, so that a second answer to the same hold
 * takes the first one's place neither in the table nor when Kafka compacts the topic.
 */
export function keyOf(record: ControlRecord, encoded: Buffer): Buffer {
  const parts = [record.type, record.tenant, idOf(record)];
  if (record.type === 'approval') parts.push(hash('sha256', encoded).slice(0, 16));
  return Buffer.from(parts.map((part) => encodeURIComponent(part.toWellFormed())).join('/'));
}
