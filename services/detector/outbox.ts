/** What a batch sends on, and in sends of what size. */
import type { OutgoingRecord } from '../platform/kafka/port.ts';
import type { TopicNames } from '../platform/kafka/topics.ts';
import type { CorrelationRecords } from './correlation-records.ts';
import type { Enriched } from './enrich.ts';

const SEND_BYTES = 1024 * 1024;

export interface Outbox {
  /** Sends on its own when enough has come together. */
  put(result: Enriched, correlations: readonly CorrelationRecords[]): Promise<void>;
  /** Resolves once everything put is acknowledged. */
  flush(): Promise<void>;
}

export type Send = (topic: string, records: OutgoingRecord[]) => Promise<void>;

export function createOutbox(topics: TopicNames, send: Send): Outbox {
  let waiting = new Map<string, OutgoingRecord[]>();
  let bytes = 0;
  return { put, flush };

  async function put(result: Enriched, correlations: readonly CorrelationRecords[]): Promise<void> {
    if (result.outcome === 'dead_lettered') {
      add(topics.deadLetters, [result.record]);
    } else {
      add(topics.enriched, [result.record]);
      add(topics.alerts, result.alerts);
    }
    for (const { finding, alert } of correlations) {
      add(topics.enriched, [finding]);
      if (alert !== null) add(topics.alerts, [alert]);
    }
    if (bytes >= SEND_BYTES) await flush();
  }

  function add(topic: string, records: OutgoingRecord[]): void {
    if (records.length === 0) return;
    const list = waiting.get(topic) ?? [];
    list.push(...records);
    waiting.set(topic, list);
    for (const record of records) bytes += record.value.length;
  }

  async function flush(): Promise<void> {
    const sends = [...waiting];
    waiting = new Map();
    bytes = 0;
    await Promise.all(sends.map(([topic, records]) => send(topic, records)));
  }
}
