import { judgeCall } from '../core/detection/calls.ts';
import type { Finding, ToolEvent } from '../core/events/types.ts';
import { idDigest } from '../core/evidence/digest.ts';

/** Findings about a call as a whole; `findings` are those of its texts. */
export function callFindings(event: ToolEvent, findings: readonly Finding[]): Finding[] {
  return judgeCall(event, findings).map(({ card, path, type }) => ({
    finding_id: idDigest(card.id, path, '0', '0', event.origin.event_id),
    rule_id: card.id,
    rule_version: card.version,
    category: card.category,
    type,
    severity: card.severity,
    confidence: card.confidence,
    path,
    start: 0,
    end: 0,
    masked_start: null,
    masked_end: null,
    match_digest: null,
    taxonomy: [...card.taxonomy],
  }));
}
