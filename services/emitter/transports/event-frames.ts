import type { OutgoingRecord } from '../../platform/kafka/port.ts';

/** The body of `POST /v1/events` that keeps every byte: for each event its length (32 bits, big-endian) and its Avro record. */
export const EVENTS_MEDIA_TYPE = 'application/vnd.tripline.events+avro';
const LENGTH_BYTES = 4;

export function writeEventFrames(records: readonly OutgoingRecord[]): Buffer {
  const size = records.reduce((sum, { value }) => sum + LENGTH_BYTES + value.length, 0);
  const body = Buffer.allocUnsafe(size);
  let at = 0;
  for (const { value } of records) {
    at = body.writeUInt32BE(value.length, at);
    at += value.copy(body, at);
  }
  return body;
}
