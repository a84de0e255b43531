/**
 * What a tool call says of itself that no text shows: that it runs on a machine or in a database, that the policy did not simply let it pass,
 * that it went unauthenticated, acted as somebody else, or left a sensitive result behind. Findings about the call as a whole, at the field that says so.
 */
import { SENSITIVE_CATEGORIES } from '../events/enums.ts';
import type { Effect, Finding, ToolEvent } from '../events/types.ts';
import { AGENCY } from './rules/taxonomy.ts';
import type { EventCard } from './types.ts';

export interface CallSpot {
  card: EventCard;
  /** As a finding's path. */
  path: string;
  type: string;
}

const base = {
  version: 1,
  category: 'TOOL_ABUSE',
  confidence: 1,
  references: ['https://genai.owasp.org/llm-top-10/'],
} as const;

export const HIGH_RISK_CALL: EventCard = {
  ...base,
  id: 'high-risk-tool-call',
  type: 'high_risk_call',
  severity: 'INFO',
  description:
    'A call of a tool that runs commands or queries a database (type shell_call or database_call).',
  severity_reason: 'Not wrong by itself, but somebody wants to see it before it runs.',
  taxonomy: ['OWASP:LLM03:2026'],
};
export const POLICY_DECISION: EventCard = {
  ...base,
  id: 'policy-decision',
  type: 'policy_alert',
  severity: 'LOW',
  description:
    'A call that the policy lets run only with somebody told, holds for an answer, or denies (type policy_alert, policy_hold or policy_denial).',
  severity_reason: 'The organisation said that it wants to hear of such calls.',
  taxonomy: [...AGENCY],
};
const UNAUTHENTICATED: EventCard = {
  ...base,
  id: 'unauthenticated-call',
  type: 'unauthenticated_call',
  severity: 'MEDIUM',
  description: 'A call of a tool outside the process that went without authentication.',
  severity_reason: 'Whoever reaches the tool can do the same, and nobody can say who did.',
  references: ['https://cwe.mitre.org/data/definitions/306.html'],
  taxonomy: [...AGENCY, 'CWE-306'],
};
const ACTED_AS_ANOTHER: EventCard = {
  ...base,
  id: 'call-as-another',
  type: 'impersonated_call',
  severity: 'HIGH',
  description: 'A call that acted as somebody other than the person who asked.',
  severity_reason: 'A confused deputy: the person gets what only the other may have.',
  confidence: 0.9,
  references: ['https://cwe.mitre.org/data/definitions/441.html'],
  taxonomy: [...AGENCY, 'CWE-441', 'CWE-863'],
};
const SENSITIVE_RESULT_KEPT: EventCard = {
  ...base,
  id: 'sensitive-result-kept',
  type: 'sensitive_result_kept',
  severity: 'MEDIUM',
  description: 'A result with personal data, a secret or something confidential in it was cached or stored.',
  severity_reason: 'A copy that no masking, access rule or erasure reaches.',
  confidence: 0.9,
  references: ['https://cwe.mitre.org/data/definitions/524.html'],
  taxonomy: ['OWASP:LLM02:2026', 'CWE-524', 'GDPR', 'HIPAA', 'PCI-DSS'],
};
export const callRules: readonly EventCard[] = [
  HIGH_RISK_CALL,
  POLICY_DECISION,
  UNAUTHENTICATED,
  ACTED_AS_ANOTHER,
  SENSITIVE_RESULT_KEPT,
];

/** What a policy decides other than to let a call pass, as a finding's type. */
const POLICY_TYPES: Partial<Record<Effect, string>> = {
  ALERT: 'policy_alert',
  HOLD: 'policy_hold',
  DENY: 'policy_denial',
};
const HIGH_RISK_KINDS: ReadonlySet<string> = new Set(['SHELL', 'DATABASE']);
const OUTSIDE_KINDS: ReadonlySet<string> = new Set(['HTTP', 'DATABASE', 'MESSAGING', 'MCP']);
/** Accounts of programs: a tool that acts as one acts as nobody else. */
const SERVICE_ACCOUNT =
  /^(?:svc|service|srv|sa|app|bot|system|robot|daemon|api|client|role|agent)(?:$|[-_:/.@])|[-_.:/](?:svc|service|bot|robot|app|agent|sa)$|\.gserviceaccount\.com$|^arn:|^spiffe:|\$$/i;
const PREFIX = /^(?:user|users|person|uid|sub|acct|mailto)[:/]/i;

/** `findings`: what was found in the event's texts. */
export function judgeCall(event: ToolEvent, findings: readonly Finding[]): CallSpot[] {
  const { tool, authentication } = event;
  const spots: CallSpot[] = [];
  const add = (card: EventCard, path: string, type = card.type) => spots.push({ card, path, type });
  if (HIGH_RISK_KINDS.has(tool.kind)) add(HIGH_RISK_CALL, '/tool/kind', `${tool.kind.toLowerCase()}_call`);
  const decided = event.phase === 'REQUESTED' ? POLICY_TYPES[event.decision?.effect ?? 'UNKNOWN'] : undefined;
  if (decided !== undefined) add(POLICY_DECISION, '/decision/effect', decided);
  if (authentication?.status === 'NO' && OUTSIDE_KINDS.has(tool.kind))
    add(UNAUTHENTICATED, '/authentication/status');
  if (isSomebodyElse(authentication?.principal ?? null, event.origin.actor.user_id))
    add(ACTED_AS_ANOTHER, '/authentication/principal');
  const isSensitive = findings.some(
    ({ path, category, severity }) =>
      path === '/result' && SENSITIVE_CATEGORIES.has(category) && severity !== 'INFO',
  );
  if (isSensitive && event.response_stored === true) add(SENSITIVE_RESULT_KEPT, '/response_stored');
  else if (isSensitive && event.response_cached === true) add(SENSITIVE_RESULT_KEPT, '/response_cached');
  return spots;
}

/** A name and the address that begins with it are one person. */
function isSomebodyElse(principal: string | null, actor: string | null): boolean {
  if (!principal || !actor || SERVICE_ACCOUNT.test(principal)) return false;
  const [one, other] = [nameOf(principal), nameOf(actor)];
  return one !== other && localPart(one) !== other && one !== localPart(other);
}

function nameOf(id: string): string {
  return id.trim().replace(PREFIX, '').toLowerCase();
}

function localPart(name: string): string {
  return name.split('@', 1)[0] ?? name;
}
