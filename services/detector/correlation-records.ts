/** What a correlation found as the records that go on: a FindingEvent for llm.enriched and, from severity HIGH up, an alert. */
import type { Correlated } from '../core/detection/correlation/types.ts';
import { score } from '../core/detection/score.ts';
import { encodeRecord } from '../core/events/codec.ts';
import type { AlertReason, DetectorInfo, Finding } from '../core/events/types.ts';
import type { OutgoingRecord } from '../platform/kafka/port.ts';
import { correlationAlert } from './alerts.ts';

export interface CorrelationRecords {
  finding: OutgoingRecord;
  alert: OutgoingRecord | null;
  found: Finding;
  reason: AlertReason | null;
}

/** Its event id is the carrier's, so that it lies in the same index day and in the same place of a trail. */
export function correlationRecords(
  correlated: Correlated,
  at: { topic: string; partition: number },
  detector: DetectorInfo,
  now: number,
): CorrelationRecords {
  const { finding, about, carrier, place, foundAt } = correlated;
  const alert = correlationAlert(correlated, now);
  const key = Buffer.from(carrier.event_id);
  const value = encodeRecord({
    type: 'finding',
    event_id: carrier.event_id,
    about_event_ids: about,
    ...carrier.where,
    occurred_at: foundAt * 1000,
    findings: [finding],
    score: score([finding]),
    source: { ...at, ...place },
    detector,
  });
  return {
    finding: { key, value },
    alert: alert === null ? null : { key, value: encodeRecord(alert) },
    found: finding,
    reason: alert?.reason ?? null,
  };
}
