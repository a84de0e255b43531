import { hash } from 'node:crypto';
import { TriplineError } from '../core/errors.ts';
import { encodeText } from '../core/events/text.ts';
import type {
  Actor,
  AuditEvent,
  Authentication,
  Choice,
  Entry,
  Failure,
  FeedbackEvent,
  Message,
  Model,
  Origin,
  OutputEvent,
  PromptEvent,
  ToolEvent,
} from '../core/events/types.ts';
import type {
  AuditInput,
  Context,
  FailureInput,
  FeedbackInput,
  ModelInput,
  OutputInput,
  PromptInput,
  Text,
  ToolInput,
} from './types.ts';

const TEXT = 'text/plain';

/** What the emitter itself knows of every event. */
export interface Identity {
  event_id: string;
  interaction_id: string;
  occurred_at: number;
  tenant: string;
  application: string;
  environment: string;
  emitter: Origin['emitter'];
}

export function buildOrigin(input: Context, identity: Identity): Origin {
  return {
    ...identity,
    session_id: input.session_id ?? null,
    parent_event_id: input.parent_event_id ?? null,
    trace_id: input.trace_id ?? null,
    span_id: input.span_id ?? null,
    actor: buildActor(input.actor),
    device: input.device === undefined ? null : buildDevice(input.device),
    use_case: input.use_case ?? null,
    tags: buildEntries(input.tags),
    attributes: buildEntries(input.attributes),
    capture: 'FULL',
  };
}

export function buildPrompt(input: PromptInput, origin: Origin): PromptEvent {
  return {
    type: 'prompt',
    origin,
    model: buildModel(input.model),
    messages: input.messages.map(buildMessage),
    parameters: input.parameters === undefined ? null : buildJson(input.parameters),
    tools_offered: (input.tools_offered ?? []).map(({ name, definition }) => ({
      name,
      definition: definition === undefined ? null : buildJson(definition),
    })),
    status: input.status ?? 'SENT',
    error: buildFailure(input.error),
    content_length: null,
    content_digest: null,
  };
}

export function buildOutput(input: OutputInput, origin: Origin): OutputEvent {
  return {
    type: 'output',
    origin,
    model: buildModel(input.model),
    choices: input.choices.map(buildChoice),
    status: input.status ?? 'COMPLETED',
    error: buildFailure(input.error),
    usage: input.usage ?? null,
    latency_ms: input.latency_ms ?? null,
    streamed: input.streamed ?? false,
    complete: input.complete ?? true,
  };
}

export function buildTool(input: ToolInput, origin: Origin): ToolEvent {
  const { tool, authentication, decision } = input;
  const argumentBytes = buildText(input.arguments);
  return {
    type: 'tool',
    origin,
    phase: input.phase,
    call_id: input.call_id,
    tool: { name: tool.name, kind: tool.kind, endpoint: tool.endpoint ?? null },
    arguments: argumentBytes,
    arguments_digest: hash('sha256', argumentBytes),
    result: input.result === undefined ? null : buildText(input.result),
    authentication: buildAuthentication(authentication),
    response_cached: input.response_cached ?? null,
    response_stored: input.response_stored ?? null,
    status_code: input.status_code ?? null,
    duration_ms: input.duration_ms ?? null,
    error: buildFailure(input.error),
    decision:
      decision === undefined
        ? null
        : {
            effect: decision.effect,
            policy: decision.policy,
            reasons: [...(decision.reasons ?? [])],
            approver: decision.approver ?? null,
          },
  };
}

export function buildFeedback(input: FeedbackInput, origin: Origin): FeedbackEvent {
  return {
    type: 'feedback',
    origin,
    about_event_id: input.about_event_id,
    verdict: input.verdict,
    comment: input.comment === undefined ? null : buildText(input.comment),
    by: input.by ?? null,
  };
}

export function buildAudit(input: AuditInput, origin: Origin): AuditEvent {
  return {
    type: 'audit',
    origin,
    action: input.action,
    by: input.by ?? null,
    reason: input.reason === undefined ? null : buildText(input.reason),
    about: [...(input.about ?? [])],
  };
}

export function buildActor(actor: Context['actor']): Actor {
  return {
    user_id: actor?.user_id ?? null,
    role: actor?.role ?? null,
    department: actor?.department ?? null,
  };
}

export function buildAuthentication(authentication: ToolInput['authentication']): Authentication | null {
  if (authentication === undefined) return null;
  const { status, method, principal } = authentication;
  return { status, method: method ?? null, principal: principal ?? null };
}

function buildDevice(device: NonNullable<Context['device']>): Origin['device'] {
  return { id: device.id ?? null, ip: device.ip ?? null, user_agent: device.user_agent ?? null };
}

function buildEntries(record: Record<string, string> | undefined): Entry[] {
  if (record === undefined) return [];
  return Object.entries(record).map(([key, value]) => ({ key, value }));
}

function buildModel(model: string | ModelInput): Model {
  if (typeof model === 'string') return { provider: null, name: model };
  return { provider: model.provider ?? null, name: model.name };
}

function buildMessage(message: PromptInput['messages'][number]): Message {
  return {
    role: message.role,
    name: message.name ?? null,
    media_type: message.media_type ?? TEXT,
    content: buildText(message.content),
  };
}

function buildChoice(choice: OutputInput['choices'][number], position: number): Choice {
  return {
    index: choice.index ?? position,
    media_type: choice.media_type ?? TEXT,
    content: buildText(choice.content),
    finish_reason: choice.finish_reason ?? null,
    tool_calls: (choice.tool_calls ?? []).map((call) => ({
      id: call.id,
      name: call.name,
      arguments: buildText(call.arguments),
    })),
  };
}

function buildFailure(error: FailureInput | undefined): Failure | null {
  if (error === undefined) return null;
  return { type: error.type, code: error.code ?? null, message: buildText(error.message ?? '') };
}

/** Text that is JSON already, or a value that JSON can hold. */
function buildJson(value: unknown): Buffer {
  const json = typeof value === 'string' || value instanceof Uint8Array ? value : JSON.stringify(value);
  if (json === undefined)
    throw new TriplineError('EVENT_INVALID', 'At fault: a value that JSON cannot hold.');
  return buildText(json);
}

/** The caller may reuse its bytes, but the record is encoded before the call returns: no copy is needed. */
function buildText(text: Text): Buffer {
  if (typeof text === 'string') return encodeText(text);
  if (text instanceof Uint8Array) return Buffer.from(text.buffer, text.byteOffset, text.byteLength);
  throw new TriplineError('EVENT_INVALID', 'At fault: a text is neither a string nor bytes.');
}
