/**
 * The load that everything is measured with: events of 1 to 8 KiB (uniform), 30% prompts, 40% outputs (prose, JSON, code), 30% tool calls,
 * something to be found in one of five. The same in every run but for its times, which an index day is made of.
 */
import type {
  Origin,
  OutputEvent,
  PromptEvent,
  ToolEvent,
  TriplineEvent,
} from '../../services/core/events/types.ts';
import { VERSION } from '../../services/core/version.ts';
import { FINDS, type Find } from './finds.ts';
import { createWriter, type Writer } from './prose.ts';
import { type Seeded, seeded } from './seeded.ts';

const LEAST_BYTES = 1024;
const MOST_BYTES = 8192;
/** What an event takes on the wire beside its text. */
const FRAME_BYTES = 420;
const SESSIONS = 500;
const CODE_SHARE_OF_OUTPUTS = 0.25;
/** With code in an output, which is a finding by itself (one event in ten), one event in five. */
const FOUND_SHARE_OF_THE_REST = 1 / 9;

export interface Load {
  /** The next event; `time` in milliseconds is its own time. */
  next(time: number): TriplineEvent;
}
interface Maker {
  random: Seeded;
  writer: Writer;
  /** Of the last event, by session. */
  sequences: Map<number, number>;
}

export function createLoad(seed = 1): Load {
  const random = seeded(seed);
  const maker: Maker = { random, writer: createWriter(random), sequences: new Map() };
  return { next: (time) => makeEvent(maker, time) };
}

function makeEvent(maker: Maker, time: number): TriplineEvent {
  const { random } = maker;
  const origin = makeOrigin(maker, time);
  const length = random.whole(LEAST_BYTES, MOST_BYTES) - FRAME_BYTES;
  const kind = random.next();
  if (kind < 0.3) return prompt(maker, origin, length);
  return kind < 0.7 ? output(maker, origin, length) : tool(maker, origin, length);
}

function makeOrigin(maker: Maker, time: number): Origin {
  const { random } = maker;
  const session = random.whole(1, SESSIONS);
  const sequence = (maker.sequences.get(session) ?? 0) + 1;
  maker.sequences.set(session, sequence);
  return {
    event_id: eventId(random, time),
    interaction_id: eventId(random, time),
    session_id: `session-${session}`,
    parent_event_id: null,
    trace_id: random.hex(32),
    span_id: random.hex(16),
    occurred_at: time * 1000,
    tenant: 'bench',
    application: 'support-agent',
    environment: 'production',
    actor: { user_id: `user-${session % 97}`, role: 'developer', department: 'engineering' },
    device: {
      id: `device-${session % 97}`,
      ip: `10.0.${session % 7}.${session % 97}`,
      user_agent: 'bench/1.0',
    },
    use_case: 'support',
    tags: [{ key: 'release', value: 'blue' }],
    attributes: [],
    emitter: { name: 'bench', version: VERSION, instance: 'bench-1', sequence },
    capture: 'FULL',
  };
}

/** UUIDv7 (RFC 9562). */
function eventId(random: Seeded, time: number): string {
  const head = time.toString(16).padStart(12, '0');
  const tail = random.hex(18);
  return `${head.slice(0, 8)}-${head.slice(8)}-7${tail.slice(0, 3)}-8${tail.slice(3, 6)}-${tail.slice(6)}`;
}

function prompt(maker: Maker, origin: Origin, length: number): PromptEvent {
  const { writer } = maker;
  const system = Math.min(300, length >> 2);
  return {
    type: 'prompt',
    origin,
    model: { provider: 'openai', name: 'gpt-5' },
    messages: [
      { role: 'system', name: null, media_type: 'text/plain', content: Buffer.from(writer.prose(system)) },
      {
        role: 'user',
        name: null,
        media_type: 'text/plain',
        content: seasoned(maker, FINDS.prompt, writer.prose(length - system)),
      },
    ],
    parameters: Buffer.from('{"temperature":0.2}'),
    tools_offered: [],
    status: 'SENT',
    error: null,
    content_length: null,
    content_digest: null,
  };
}

function output(maker: Maker, origin: Origin, length: number): OutputEvent {
  const [media_type, content] = answer(maker, length);
  return {
    type: 'output',
    origin,
    model: { provider: 'openai', name: 'gpt-5' },
    choices: [{ index: 0, media_type, content, finish_reason: 'stop', tool_calls: [] }],
    status: 'COMPLETED',
    error: null,
    usage: { input_tokens: 300, output_tokens: length >> 2 },
    latency_ms: 812.5,
    streamed: true,
    complete: true,
  };
}

function answer(maker: Maker, length: number): [mediaType: string, content: Buffer] {
  const { random, writer } = maker;
  if (random.chance(CODE_SHARE_OF_OUTPUTS))
    return ['text/plain', Buffer.from(`Here it is:\n\n\`\`\`js\n${writer.code(length)}\n\`\`\`\n`)];
  if (random.chance(1 / 3)) return ['application/json', seasoned(maker, FINDS.json, writer.json(length))];
  return ['text/plain', seasoned(maker, FINDS.output, writer.prose(length))];
}

function tool(maker: Maker, origin: Origin, length: number): ToolEvent {
  const { random, writer } = maker;
  const args = Math.min(600, length >> 2);
  return {
    type: 'tool',
    origin,
    phase: 'COMPLETED',
    call_id: `call-${random.hex(12)}`,
    tool: {
      name: random.pick(['crm', 'search', 'tickets']),
      kind: 'HTTP',
      endpoint: 'https://api.example.com/v2/query',
    },
    arguments: Buffer.from(JSON.stringify({ query: writer.prose(args) })),
    arguments_digest: random.hex(64),
    result: seasoned(maker, FINDS.json, writer.json(length - args)),
    authentication: { status: 'YES', method: 'oauth2', principal: 'support-agent' },
    response_cached: false,
    response_stored: true,
    status_code: 200,
    duration_ms: 41.5,
    error: null,
    decision: { effect: 'ALLOW', policy: 'default', reasons: [], approver: null },
  };
}

/** In one of nine something to be found is put between two words. */
function seasoned({ random }: Maker, finds: readonly Find[], text: string): Buffer {
  if (!random.chance(FOUND_SHARE_OF_THE_REST)) return Buffer.from(text);
  const at = text.indexOf(' ', Math.floor(random.next() * text.length * 0.9));
  return Buffer.from(`${text.slice(0, at)} ${random.pick(finds)(random)}${text.slice(at)}`);
}
