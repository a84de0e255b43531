import { hash } from 'node:crypto';
import type { ControlRecord } from '../../core/events/types.ts';

/** What a record is looked up by; an answer and a claim by the hold that they are about. */
export function idOf(record: ControlRecord): string {
  switch (record.type) {
    case 'hold':
    case 'approval':
    case 'claim':
      return record.hold_id;
    case 'api_key':
      return record.key_id;
  }
}

/**
 * `<type>/<tenant>/<id>`; an answer and a claim have the digest of their bytes (`encoded`) behind that, so that a second one to the
 * same hold takes the first one's place neither in the table nor when Kafka compacts the topic.
 */
export function keyOf(record: ControlRecord, encoded: Buffer): Buffer {
  const parts = [record.type, record.tenant, idOf(record)];
  if (record.type === 'approval' || record.type === 'claim') parts.push(hash('sha256', encoded).slice(0, 16));
  return Buffer.from(parts.map((part) => encodeURIComponent(part.toWellFormed())).join('/'));
}
