/** What raw, masked and findings documents say alike: who, where, when, from which record. */
import { eventIdTime } from '../core/events/event-id.ts';
import type { Identity } from '../core/evidence/identity.ts';
import type { StoredEvent } from './examine.ts';

export type Fields = Record<string, unknown>;
/** The event itself, or its masked rendering: the fields read here have the same names and places in both. */
export interface Rendered {
  type: string;
  origin: object;
  [field: string]: unknown;
}

/** The year 2255: a date_nanos field holds a little more. */
const MAX_MICROS = Number.MAX_SAFE_INTEGER;

export function metadataOf(stored: StoredEvent, rendered: object, identity: Identity, keyId: string): Fields {
  const view = rendered as Rendered;
  const { event, enriched, position } = stored;
  const origin = view.origin as Fields;
  const actor = origin['actor'] as Fields;
  return {
    '@timestamp': isoMicros(event.origin.occurred_at, event.origin.event_id),
    event_id: event.origin.event_id,
    event_type: event.type,
    ...pick(origin, ['interaction_id', 'session_id', 'parent_event_id', 'trace_id', 'span_id', 'tenant']),
    ...pick(origin, ['application', 'environment', 'use_case', 'capture', 'emitter']),
    actor: { user_id: identity.user_id, role: actor['role'], department: actor['department'] },
    device: identity.device && { ...identity.device },
    ...modelAndTool(view),
    ...pick(view, ['status', 'complete', 'streamed', 'phase', 'call_id', 'status_code', 'duration_ms']),
    ...pick(view, ['latency_ms', 'verdict', 'about_event_id', 'action', 'about']),
    ...withIdentity(view, identity),
    score: enriched.score,
    source: { ...enriched.source },
    enriched: { ...position },
    detector: { ...enriched.detector },
    source_digest: stored.digest,
    key_id: keyId,
  };
}

/** Model, and the tool without its endpoint: an endpoint is outside text like the arguments. */
export function modelAndTool(rendered: object): Fields {
  const { model, tool } = rendered as { model?: Fields; tool?: Fields };
  return {
    ...(model !== undefined && { model: { provider: model['provider'], name: model['name'] } }),
    ...(tool !== undefined && { tool: { name: tool['name'], kind: tool['kind'] } }),
  };
}

function withIdentity(rendered: Rendered, identity: Identity): Fields {
  const { authentication, decision } = rendered as {
    authentication?: Fields | null;
    decision?: Fields | null;
  };
  const isPersonal = rendered.type === 'feedback' || rendered.type === 'audit';
  return {
    ...(authentication && { authentication: { ...authentication, principal: identity.principal } }),
    ...(decision && { decision: { ...decision, approver: identity.approver } }),
    ...(isPersonal && { by: identity.by }),
  };
}

/** Microseconds as ISO 8601; the event id's own time where the emitter's clock says what no date field holds. */
export function isoMicros(micros: number, eventId: string): string {
  const held = micros >= 0 && micros <= MAX_MICROS ? micros : (eventIdTime(eventId) ?? 0) * 1000;
  const rest = String(held % 1_000_000).padStart(6, '0');
  return `${new Date(Math.floor(held / 1000)).toISOString().slice(0, 19)}.${rest}Z`;
}

export function pick(from: Fields, names: readonly string[]): Fields {
  const picked: Fields = {};
  for (const name of names) if (from[name] !== undefined) picked[name] = from[name];
  return picked;
}
