/**
 * The one walk over an event's outside strings: the detector scans with it and the indexer masks with it, so that a finding's
 * path means the same place in both. Identity (user_id, device, principal, approver, by) and ids of our own making are not outside
 * text: they are handed through as they are.
 */
import type { ScanContext } from '../detection/types.ts';
import { decodeText } from './text.ts';
import type { Choice, Decision, Entry, Failure, Origin, ToolEvent, TriplineEvent } from './types.ts';

/** Called once for every outside string, in wire order; what it returns stands in the document. */
export type Visit = (path: string, text: string, context: ScanContext) => string;

/** Plain JSON with the field names of the wire; bytes are decoded text, maps are entries. */
export type EventDocument = Record<string, unknown> & {
  type: TriplineEvent['type'];
  origin: Record<string, unknown>;
};

const METADATA: ScanContext = { kind: 'metadata' };
/** Ids made by machines: UUIDs and W3C trace and span ids. A span id of digits alone could be a card number. */
const MACHINE_ID =
  /^(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?=[0-9]*[a-f])(?:[0-9a-f]{16}|[0-9a-f]{32}))$/;

export function renderEvent(event: TriplineEvent, visit: Visit): EventDocument {
  return { type: event.type, origin: renderOrigin(event.origin, visit), ...renderBody(event, visit) };
}

function renderBody(event: TriplineEvent, visit: Visit): Record<string, unknown> {
  switch (event.type) {
    case 'prompt':
      return {
        model: renderModel(event.model, visit),
        messages: event.messages.map((message, index) => ({
          role: short(`/messages/${index}/role`, message.role, visit),
          name: short(`/messages/${index}/name`, message.name, visit),
          media_type: short(`/messages/${index}/media_type`, message.media_type, visit),
          content: visit(
            `/messages/${index}/content`,
            decodeText(message.content),
            messageContext(message.role),
          ),
        })),
        parameters: bytes('/parameters', event.parameters, visit, METADATA),
        tools_offered: event.tools_offered.map((tool, index) => ({
          name: short(`/tools_offered/${index}/name`, tool.name, visit),
          definition: bytes(`/tools_offered/${index}/definition`, tool.definition, visit, METADATA),
        })),
        status: event.status,
        error: renderFailure(event.error, visit),
        content_length: event.content_length,
        content_digest: event.content_digest,
      };
    case 'output':
      return {
        model: renderModel(event.model, visit),
        choices: event.choices.map((choice, index) => renderChoice(choice, index, visit)),
        status: event.status,
        error: renderFailure(event.error, visit),
        usage: event.usage && { ...event.usage },
        latency_ms: event.latency_ms,
        streamed: event.streamed,
        complete: event.complete,
      };
    case 'tool':
      return renderTool(event, visit);
    case 'feedback':
      return {
        about_event_id: short('/about_event_id', event.about_event_id, visit),
        verdict: event.verdict,
        comment: bytes('/comment', event.comment, visit, METADATA),
        by: event.by,
      };
    case 'audit':
      return {
        action: event.action,
        by: event.by,
        reason: bytes('/reason', event.reason, visit, METADATA),
        about: event.about.map((id, index) => short(`/about/${index}`, id, visit)),
      };
  }
}

function renderOrigin(origin: Origin, visit: Visit): Record<string, unknown> {
  const at = (name: string, value: string | null) => short(`/origin/${name}`, value, visit);
  return {
    event_id: origin.event_id,
    interaction_id: at('interaction_id', origin.interaction_id),
    session_id: at('session_id', origin.session_id),
    parent_event_id: at('parent_event_id', origin.parent_event_id),
    trace_id: at('trace_id', origin.trace_id),
    span_id: at('span_id', origin.span_id),
    occurred_at: origin.occurred_at,
    tenant: at('tenant', origin.tenant),
    application: at('application', origin.application),
    environment: at('environment', origin.environment),
    actor: {
      user_id: origin.actor.user_id,
      role: at('actor/role', origin.actor.role),
      department: at('actor/department', origin.actor.department),
    },
    device: origin.device && { ...origin.device },
    use_case: at('use_case', origin.use_case),
    tags: renderEntries('/origin/tags', origin.tags, visit),
    attributes: renderEntries('/origin/attributes', origin.attributes, visit),
    emitter: origin.emitter && {
      name: at('emitter/name', origin.emitter.name),
      version: at('emitter/version', origin.emitter.version),
      instance: at('emitter/instance', origin.emitter.instance),
      sequence: origin.emitter.sequence,
    },
    capture: origin.capture,
  };
}

function renderEntries(path: string, entries: Entry[], visit: Visit): Entry[] {
  return entries.map((entry, index) => ({
    key: short(`${path}/${index}/key`, entry.key, visit) ?? '',
    value: short(`${path}/${index}/value`, entry.value, visit) ?? '',
  }));
}

function renderModel(
  model: { provider: string | null; name: string },
  visit: Visit,
): Record<string, unknown> {
  return {
    provider: short('/model/provider', model.provider, visit),
    name: short('/model/name', model.name, visit),
  };
}

function renderFailure(error: Failure | null, visit: Visit): Record<string, unknown> | null {
  if (error === null) return null;
  return {
    type: short('/error/type', error.type, visit),
    code: short('/error/code', error.code, visit),
    message: bytes('/error/message', error.message, visit, METADATA),
  };
}

function renderChoice(choice: Choice, index: number, visit: Visit): Record<string, unknown> {
  const path = `/choices/${index}`;
  return {
    index: choice.index,
    media_type: short(`${path}/media_type`, choice.media_type, visit),
    content: visit(`${path}/content`, decodeText(choice.content), { kind: 'output' }),
    finish_reason: short(`${path}/finish_reason`, choice.finish_reason, visit),
    tool_calls: choice.tool_calls.map((call, at) => ({
      id: short(`${path}/tool_calls/${at}/id`, call.id, visit),
      name: short(`${path}/tool_calls/${at}/name`, call.name, visit),
      arguments: bytes(`${path}/tool_calls/${at}/arguments`, call.arguments, visit, { kind: 'output' }),
    })),
  };
}

function renderTool(event: ToolEvent, visit: Visit): Record<string, unknown> {
  const kind = event.tool.kind;
  return {
    phase: event.phase,
    call_id: short('/call_id', event.call_id, visit),
    tool: {
      name: short('/tool/name', event.tool.name, visit),
      kind,
      endpoint:
        event.tool.endpoint === null
          ? null
          : visit('/tool/endpoint', event.tool.endpoint, { kind: 'tool_arguments', tool_kind: kind }),
    },
    arguments: bytes('/arguments', event.arguments, visit, { kind: 'tool_arguments', tool_kind: kind }),
    arguments_digest: event.arguments_digest,
    result: bytes('/result', event.result, visit, { kind: 'tool_result', tool_kind: kind }),
    authentication: event.authentication && {
      status: event.authentication.status,
      method: short('/authentication/method', event.authentication.method, visit),
      principal: event.authentication.principal,
    },
    response_cached: event.response_cached,
    response_stored: event.response_stored,
    status_code: event.status_code,
    duration_ms: event.duration_ms,
    error: renderFailure(event.error, visit),
    decision: renderDecision(event.decision, visit),
  };
}

function renderDecision(decision: Decision | null, visit: Visit): Record<string, unknown> | null {
  if (decision === null) return null;
  return {
    effect: decision.effect,
    policy: short('/decision/policy', decision.policy, visit),
    reasons: decision.reasons.map((reason, index) => short(`/decision/reasons/${index}`, reason, visit)),
    approver: decision.approver,
  };
}

function messageContext(role: string): ScanContext {
  return { kind: role === 'tool' || role === 'function' ? 'tool_result' : 'prompt' };
}

function short(path: string, value: string | null, visit: Visit): string | null {
  return value === null || value === '' || MACHINE_ID.test(value) ? value : visit(path, value, METADATA);
}

function bytes(path: string, value: Buffer | null, visit: Visit, context: ScanContext): string | null {
  return value === null ? null : visit(path, decodeText(value), context);
}
