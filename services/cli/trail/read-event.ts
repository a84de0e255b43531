/** From stored documents to what is printed: a headline and blocks of text per event. */
import { visible } from './cells.ts';

type Document = Record<string, unknown>;

/** One outside text of an event; `path` is what findings name. */
export interface Block {
  path: string;
  label: string;
  text: string;
  /** Told to the model again: an answer of its own or a tool's result. */
  isHistory: boolean;
}
export interface TrailEvent {
  id: string;
  parent: string | null;
  type: string;
  /** HH:MM:SS.mmm, UTC. */
  time: string;
  callId: string | null;
  phase: string | null;
  /** PROMPT SENT, TOOL REQUESTED, … */
  title: string;
  /** What follows the title: model, tool, status. */
  facts: string[];
  argumentsDigest: string | null;
  blocks: Block[];
}

export function readEvent(document: Document): TrailEvent {
  const type = text(document, 'event_type') ?? 'event';
  return {
    id: text(document, 'event_id') ?? '',
    parent: text(document, 'parent_event_id'),
    type,
    time: visible((text(document, '@timestamp') ?? '').slice(11, 23)),
    callId: text(document, 'call_id'),
    phase: text(document, 'phase'),
    title: [type.toUpperCase(), stateOf(document)].filter(Boolean).join(' '),
    facts: factsOf(type, document).map((fact) => visible(fact, 120)),
    argumentsDigest: text(document, 'arguments_digest'),
    blocks: blocksOf(document),
  };
}

function stateOf(document: Document): string {
  const state = text(document, 'phase') ?? text(document, 'status') ?? text(document, 'verdict');
  return visible(state ?? text(document, 'action') ?? '', 40);
}

function factsOf(type: string, document: Document): string[] {
  const facts = type === 'tool' ? toolFacts(document) : modelFacts(document);
  const by = text(document, 'by');
  const failure = text(document, 'error.type');
  return [...facts, ...(by === null ? [] : [`by ${by}`]), ...(failure === null ? [] : [`error ${failure}`])];
}

function toolFacts(document: Document): string[] {
  const endpoint = text(document, 'tool.endpoint');
  const authenticated = text(document, 'authentication.status');
  const principal = text(document, 'authentication.principal');
  return [
    `${text(document, 'tool.name') ?? '?'} (${text(document, 'tool.kind') ?? '?'})`,
    endpoint === null ? '' : endpoint,
    when(document, 'status_code', (code) => `status ${code}`),
    when(document, 'duration_ms', milliseconds),
    authenticated === null
      ? ''
      : `authenticated: ${authenticated}${principal === null ? '' : ` as ${principal}`}`,
    decisionFact(document),
  ].filter(Boolean);
}

/** What was decided, by which rule of the policy, and who approved it. */
function decisionFact(document: Document): string {
  const effect = text(document, 'decision.effect');
  const approver = text(document, 'decision.approver');
  if (effect === null) return '';
  const by = approver === null ? '' : `, approved by ${approver}`;
  return `${effect} by policy ${text(document, 'decision.policy') ?? '?'}${by}`;
}

function modelFacts(document: Document): string[] {
  const stub = text(document, 'capture') === 'STUB';
  return [
    text(document, 'model.name') ?? '',
    when(document, 'latency_ms', milliseconds),
    when(document, 'usage.output_tokens', (tokens) => `${tokens} tokens`),
    at(document, 'streamed') === true ? 'streamed' : '',
    at(document, 'complete') === false ? 'INCOMPLETE' : '',
    stub ? `not sampled: a stub${when(document, 'content_length', (bytes) => ` of ${bytes} bytes`)}` : '',
  ].filter(Boolean);
}

function when(document: Document, path: string, describe: (value: number) => string): string {
  const value = at(document, path);
  return typeof value === 'number' ? describe(value) : '';
}

export function milliseconds(value: number): string {
  return value < 1000 ? `${Math.round(value)} ms` : `${(value / 1000).toFixed(1)} s`;
}

function blocksOf(document: Document): Block[] {
  return [
    ...list(document, 'messages').map((message, index) => messageBlock(message, index)),
    ...list(document, 'choices').flatMap((choice, index) => choiceBlocks(choice, index)),
    ...(['arguments', 'result', 'comment', 'reason'] as const).map((name) =>
      block(`/${name}`, name, text(document, name)),
    ),
    block('/error/message', 'error', text(document, 'error.message')),
    ...reasonsOf(document),
  ].filter((found) => found.text !== '');
}

/** Said once, by the event that ends the question or puts it to somebody. */
function reasonsOf(document: Document): Block[] {
  if (!/^(?:DENIED|HELD)$/.test(text(document, 'phase') ?? '')) return [];
  const reasons = at(document, 'decision.reasons');
  return (Array.isArray(reasons) ? reasons : []).map((reason, index) =>
    block(`/decision/reasons/${index}`, 'because', typeof reason === 'string' ? reason : null),
  );
}

function messageBlock(message: Document, index: number): Block {
  const role = text(message, 'role') ?? '?';
  const told = block(`/messages/${index}/content`, role, text(message, 'content'));
  return { ...told, isHistory: role === 'assistant' || role === 'tool' };
}

function choiceBlocks(choice: Document, index: number): Block[] {
  const calls = list(choice, 'tool_calls').map((call, at) =>
    block(
      `/choices/${index}/tool_calls/${at}/arguments`,
      `calls ${text(call, 'name') ?? '?'}`,
      text(call, 'arguments'),
    ),
  );
  return [block(`/choices/${index}/content`, 'answer', text(choice, 'content')), ...calls];
}

function block(path: string, label: string, content: string | null): Block {
  return { path, label: visible(label, 40), text: content ?? '', isHistory: false };
}

/** The value under a dotted path of the document. */
export function at(document: Document, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, key) => (value as Document | null | undefined)?.[key], document);
}

export function text(document: Document, path: string): string | null {
  const value = at(document, path);
  return typeof value === 'string' ? value : null;
}

function list(document: Document, path: string): Document[] {
  const value = at(document, path);
  return Array.isArray(value) ? (value as Document[]) : [];
}
