/** A call of a high-risk kind (SHELL, DATABASE) is itself a finding, so that it alerts before it runs and shows in the trail. */
import type { Finding, ToolEvent, TriplineEvent } from '../core/events/types.ts';
import { idDigest } from '../core/evidence/digest.ts';

const HIGH_RISK_KINDS: ReadonlySet<string> = new Set(['SHELL', 'DATABASE']);
export const HIGH_RISK_RULE = 'high-risk-tool-call';

export function highRiskFinding(event: TriplineEvent): Finding | null {
  return event.type === 'tool' && HIGH_RISK_KINDS.has(event.tool.kind) ? findingFor(event) : null;
}

function findingFor(event: ToolEvent): Finding {
  return {
    finding_id: idDigest(HIGH_RISK_RULE, '/tool/kind', '0', '0', event.origin.event_id),
    rule_id: HIGH_RISK_RULE,
    rule_version: 1,
    category: 'TOOL_ABUSE',
    type: `${event.tool.kind.toLowerCase()}_call`,
    severity: 'INFO',
    confidence: 1,
    path: '/tool/kind',
    start: 0,
    end: 0,
    masked_start: null,
    masked_end: null,
    match_digest: null,
    taxonomy: ['OWASP:LLM03:2026'],
  };
}
