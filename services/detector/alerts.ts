/** Which findings somebody should see now: severity HIGH and up, and the article's cases. */
import { HIGH_RISK_CALL, POLICY_DECISION } from '../core/detection/calls.ts';
import type { Correlated, Whereabouts } from '../core/detection/correlation/types.ts';
import type { Alert, AlertReason, Finding, Severity, TriplineEvent } from '../core/events/types.ts';
import { hmacKey } from '../core/evidence/hmac.ts';
import { isMasked, maskText } from '../core/evidence/mask.ts';
import { maskToken } from '../core/evidence/tokens.ts';
import type { Keyring } from '../core/evidence/types.ts';

const URGENT: ReadonlySet<Severity> = new Set<Severity>(['HIGH', 'CRITICAL']);
/** As in a keyword of the indices; nothing bounds what an event calls its session. */
const LONGEST_ID = 1024;
const SENSITIVE_IN_OUTPUT: ReadonlySet<string> = new Set(['credit_card', 'email', 'api_key']);

/** Null when the finding is no alert. The article's cases go before mere severity: they say more. */
export function alertReason(event: TriplineEvent, finding: Finding): AlertReason | null {
  if (event.type === 'tool' && isHighRiskCall(finding)) return 'HIGH_RISK_TOOL_CALL';
  if (event.type === 'prompt' && finding.category === 'PII' && matters(finding)) return 'PII_IN_PROMPT';
  if (event.type === 'output' && SENSITIVE_IN_OUTPUT.has(finding.type)) return 'SENSITIVE_OUTPUT';
  if (event.type === 'output' && finding.category === 'CODE') return 'CODE_IN_OUTPUT';
  return URGENT.has(finding.severity) ? 'SEVERITY' : null;
}

/** A link or an address of the own network may be about somebody, and mostly is not. */
function matters({ severity, confidence }: Finding): boolean {
  return severity !== 'INFO' && confidence >= 0.5;
}

/** By its kind, by what was found in it, or because the policy says so. */
function isHighRiskCall(finding: Finding): boolean {
  return (
    finding.rule_id === HIGH_RISK_CALL.id ||
    finding.rule_id === POLICY_DECISION.id ||
    (finding.category === 'TOOL_ABUSE' && URGENT.has(finding.severity))
  );
}

/** One alert per reason and rule: a thousand cards in one output are one alert. */
export function alertsFor(
  event: TriplineEvent,
  findings: readonly Finding[],
  keyring: Keyring,
  now: number,
): Alert[] {
  const alerts = new Map<string, Alert>();
  let base: ReturnType<typeof baseOf> | undefined;
  for (const finding of findings) {
    const reason = alertReason(event, finding);
    const key = `${reason}/${finding.rule_id}`;
    if (reason === null || alerts.has(key)) continue;
    base ??= baseOf(event, findings, keyring);
    alerts.set(key, {
      type: 'alert',
      ...base,
      alert_id: finding.finding_id,
      finding,
      reason,
      detected_at: now * 1000,
    });
  }
  return [...alerts.values()];
}

/** What a correlation found: an alert from severity HIGH up. */
export function correlationAlert({ finding, carrier, foundAt }: Correlated, now: number): Alert | null {
  if (!URGENT.has(finding.severity)) return null;
  return {
    type: 'alert',
    alert_id: finding.finding_id,
    finding,
    reason: 'SEVERITY',
    event_id: carrier.event_id,
    event_type: 'finding',
    ...carrier.where,
    occurred_at: foundAt * 1000,
    detected_at: now * 1000,
  };
}

function baseOf(event: TriplineEvent, findings: readonly Finding[], keyring: Keyring) {
  const { event_id, occurred_at } = event.origin;
  return { event_id, event_type: event.type, ...whereaboutsOf(event, findings, keyring), occurred_at };
}

/** The ids and names of an event that may be shown and stored beside a finding. */
export function whereaboutsOf(
  event: TriplineEvent,
  findings: readonly Finding[],
  keyring: Keyring,
): Whereabouts {
  const { interaction_id, session_id, tenant, application, environment } = event.origin;
  const where = { interaction_id, session_id, tenant, application, environment };
  if (isClear(where, findings)) return where;
  const mask = (name: string, value: string) => maskId(name, value, event, findings, keyring);
  return {
    interaction_id: mask('interaction_id', interaction_id),
    session_id: session_id === null ? null : mask('session_id', session_id),
    tenant: mask('tenant', tenant),
    application: mask('application', application),
    environment: mask('environment', environment),
  };
}

/** Nothing was found in any of them, and none is too long: as it is in nearly all events. */
function isClear(where: Whereabouts, findings: readonly Finding[]): boolean {
  for (const { path } of findings) if (path === '' || path.startsWith('/origin/')) return false;
  for (const value of Object.values(where) as (string | null)[])
    if (value !== null && value.length > LONGEST_ID) return false;
  return true;
}

/** An id that a rule found something in is masked as it is in the masked copy; with too many findings, or where it is no id by its length, all of it. */
function maskId(
  name: string,
  value: string,
  event: TriplineEvent,
  findings: readonly Finding[],
  keyring: Keyring,
): string {
  const spans = findings.filter(
    (finding) => (finding.path === `/origin/${name}` || finding.path === '') && isMasked(finding),
  );
  if (spans.length === 0 && value.length <= LONGEST_ID) return value;
  const key = hmacKey(keyring.derive('tokens', event.origin.tenant));
  const masked = maskText(value, spans, (type, text) => maskToken(key, type, text)).text;
  return masked.length <= LONGEST_ID ? masked : maskToken(key, 'LONG', value);
}
