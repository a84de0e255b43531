/** One record of llm.events becomes an enriched record and its alerts, or a dead letter. Never throws. */
import { score } from '../core/detection/score.ts';
import type { Engine } from '../core/detection/types.ts';
import { type ErrorCode, isTriplineError, TriplineError } from '../core/errors.ts';
import { decodeEvent, encodeRecord } from '../core/events/codec.ts';
import type { AlertReason, Finding, Source, TriplineEvent } from '../core/events/types.ts';
import { deadLetter } from '../core/evidence/letter.ts';
import type { Keyring } from '../core/evidence/types.ts';
import { VERSION } from '../core/version.ts';
import type { IncomingRecord, OutgoingRecord } from '../platform/kafka/port.ts';
import { MAX_ENRICHED_BYTES } from '../platform/kafka/topics.ts';
import { alertsFor } from './alerts.ts';
import { findIn } from './find.ts';

export interface EnrichDeps {
  engine: Engine;
  keyring: Keyring;
  now: () => number;
}
export type Enriched =
  | {
      outcome: 'enriched';
      record: OutgoingRecord;
      alerts: OutgoingRecord[];
      reasons: AlertReason[];
      findings: readonly Finding[];
      scanned: number;
      event: TriplineEvent;
    }
  | { outcome: 'dead_lettered'; record: OutgoingRecord; reason: ErrorCode };

export function enrich(record: IncomingRecord, source: Source, deps: EnrichDeps): Enriched {
  try {
    return enrichReadable(record, source, deps);
  } catch (error) {
    return setAside(record, source, deps, error);
  }
}

function enrichReadable(
  record: IncomingRecord,
  source: Source,
  { engine, keyring, now }: EnrichDeps,
): Enriched {
  const event = decodeEvent(record.value);
  const { findings, scanned } = findIn(event, engine, keyring);
  const alerts = alertsFor(event, findings, keyring, now());
  const enriched = encodeRecord({
    type: 'enriched',
    record: record.value ?? Buffer.alloc(0),
    findings,
    score: score(findings),
    source,
    detector: { version: VERSION, rules_digest: engine.rulesDigest },
  });
  if (enriched.length + (record.key?.length ?? 0) > MAX_ENRICHED_BYTES)
    throw new TriplineError('RECORD_TOO_LARGE', 'With its findings and its key.');
  return {
    outcome: 'enriched',
    record: { key: record.key, value: enriched },
    alerts: alerts.map((alert) => ({ key: Buffer.from(alert.event_id), value: encodeRecord(alert) })),
    reasons: alerts.map((alert) => alert.reason),
    findings,
    scanned,
    event,
  };
}

/** A fault of ours on one record (not a TriplineError) sets that record aside too: it must not stop the stream. */
function setAside(
  record: IncomingRecord,
  source: Source,
  { keyring, now }: EnrichDeps,
  error: unknown,
): Enriched {
  const known = isTriplineError(error);
  const reason = known ? error.code : 'STAGE_FAILED';
  const detail = known ? error.detail : '';
  const letter = deadLetter({
    stage: 'DETECTOR',
    reason,
    detail,
    source,
    record,
    keyring,
    now: new Date(now()),
  });
  return {
    outcome: 'dead_lettered',
    reason,
    record: { key: Buffer.from(letter.letter_id), value: encodeRecord(letter) },
  };
}
