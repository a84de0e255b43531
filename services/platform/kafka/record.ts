import type { KafkaMessage } from 'kafkajs';
import { fromWireHeaders } from './headers.ts';
import type { IncomingRecord } from './port.ts';

export function toIncoming({ key, value, headers, offset, timestamp }: KafkaMessage): IncomingRecord {
  return {
    key,
    value,
    headers: fromWireHeaders(headers),
    offset: Number(offset),
    timestamp: Number(timestamp),
  };
}
