/** Makes the events of a session, one after another, with the findings that the engine would have had. */
import { traceOf } from '../../services/core/detection/correlation/trace.ts';
import type { Trace } from '../../services/core/detection/correlation/types.ts';
import type {
  Finding,
  Origin,
  OutputEvent,
  PromptEvent,
  ToolEvent,
  ToolKind,
  ToolPhase,
  TriplineEvent,
} from '../../services/core/events/types.ts';
import type { Seeded } from '../bench/seeded.ts';

export const SEED = { a: 0x1234567, b: 0x7654321 };
export const START = Date.parse('2026-03-01T08:00:00.000Z');

export interface Sent {
  session: string;
  /** When it happened, and when the broker has it in an undisturbed run; milliseconds. */
  time: number;
  event: TriplineEvent;
  findings: Finding[];
}

export function found(over: Partial<Finding>): Finding {
  return {
    finding_id: 'f',
    rule_id: 'r',
    rule_version: 1,
    category: 'PII',
    type: 't',
    severity: 'MEDIUM',
    confidence: 1,
    path: '/result',
    start: 0,
    end: 1,
    masked_start: null,
    masked_end: null,
    match_digest: null,
    taxonomy: [],
    ...over,
  };
}

export function trace({ event, findings }: Pick<Sent, 'event' | 'findings'>): Trace {
  const { interaction_id, session_id, tenant, application, environment } = event.origin;
  return traceOf(event, findings, { interaction_id, session_id, tenant, application, environment }, SEED);
}

/** Makes the events of one session, one after another. */
export class Script {
  readonly sent: Sent[] = [];
  readonly random: Seeded;
  time: number;
  #sequence = 0;
  #calls = 0;
  readonly #session: string;

  constructor(session: string, random: Seeded, time: number) {
    this.#session = session;
    this.random = random;
    this.time = time;
  }

  pass(ms: number): this {
    this.time += ms;
    return this;
  }

  /** The id of the event before. */
  get lastId(): string {
    return this.sent.at(-1)?.event.origin.event_id ?? '';
  }

  /** An event that is lost on its way. */
  lose(): this {
    this.#sequence += 1;
    return this;
  }

  prompt(content: string, findings: Finding[] = [], over: Partial<PromptEvent> = {}): this {
    const message = { role: 'user', name: null, media_type: 'text/plain', content: Buffer.from(content) };
    return this.#send(
      {
        type: 'prompt',
        origin: this.#origin(),
        model: { provider: null, name: 'm' },
        messages: [message],
        parameters: null,
        tools_offered: [],
        status: 'SENT',
        error: null,
        content_length: null,
        content_digest: null,
        ...over,
      },
      findings,
    );
  }

  output(content: string, findings: Finding[] = []): this {
    const event: OutputEvent = {
      type: 'output',
      origin: this.#origin(),
      model: { provider: null, name: 'm' },
      choices: [
        {
          index: 0,
          media_type: 'text/plain',
          content: Buffer.from(content),
          finish_reason: null,
          tool_calls: [],
        },
      ],
      status: 'COMPLETED',
      error: null,
      usage: null,
      latency_ms: null,
      streamed: false,
      complete: true,
    };
    return this.#send(event, findings);
  }

  callId(): string {
    this.#calls += 1;
    return `call-${this.#calls}`;
  }

  tool(
    phase: ToolPhase,
    kind: ToolKind,
    over: { call_id: string; name?: string; given?: string; result?: string; parent?: string } & Partial<
      Pick<ToolEvent, 'decision' | 'duration_ms'>
    >,
    findings: Finding[] = [],
  ): this {
    const event: ToolEvent = {
      type: 'tool',
      origin: { ...this.#origin(), parent_event_id: over.parent ?? null },
      phase,
      call_id: over.call_id,
      tool: { name: over.name ?? `the ${kind} tool`, kind, endpoint: null },
      arguments: Buffer.from(over.given ?? '{}'),
      arguments_digest: null,
      result: over.result === undefined ? null : Buffer.from(over.result),
      authentication: null,
      response_cached: null,
      response_stored: null,
      status_code: null,
      duration_ms: over.duration_ms ?? null,
      error: null,
      decision: over.decision ?? null,
    };
    return this.#send(event, findings);
  }

  #send(event: TriplineEvent, findings: Finding[]): this {
    this.sent.push({ session: this.#session, time: this.time, event, findings });
    return this.pass(this.random.whole(200, 20_000));
  }

  #origin(): Origin {
    this.#sequence += 1;
    return {
      event_id: eventId(this.random, this.time),
      interaction_id: eventId(this.random, this.time),
      session_id: this.#session,
      parent_event_id: null,
      trace_id: null,
      span_id: null,
      occurred_at: this.time * 1000,
      tenant: 'acme',
      application: 'agent',
      environment: 'test',
      actor: { user_id: 'ada', role: null, department: null },
      device: null,
      use_case: null,
      tags: [],
      attributes: [],
      emitter: {
        name: 'e',
        version: '1',
        instance: `instance of ${this.#session}`,
        sequence: this.#sequence,
      },
      capture: 'FULL',
    };
  }
}

export function eventId(random: Seeded, time: number): string {
  const [head, tail] = [time.toString(16).padStart(12, '0'), random.hex(18)];
  return `${head.slice(0, 8)}-${head.slice(8)}-7${tail.slice(0, 3)}-8${tail.slice(3, 6)}-${tail.slice(6)}`;
}
