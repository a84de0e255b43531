/** The finding that two records claim one event id with different contents. */
import type { Finding } from '../core/events/types.ts';
import { idDigest } from '../core/evidence/digest.ts';
import type { StoredEvent } from './examine.ts';

const RULE_ID = 'event-id-conflict';

/** The same record gives the same finding, however often it is delivered. */
export function conflictFinding({ event, position }: StoredEvent): Finding {
  const { event_id } = event.origin;
  return {
    finding_id: idDigest(RULE_ID, event_id, String(position.partition), String(position.offset)),
    rule_id: RULE_ID,
    rule_version: 1,
    category: 'INTEGRITY',
    type: 'event_id_conflict',
    severity: 'HIGH',
    confidence: 1,
    path: '/origin/event_id',
    start: 0,
    end: event_id.length,
    masked_start: 0,
    masked_end: event_id.length,
    match_digest: null,
    taxonomy: [],
  };
}
