import type { TriplineError } from '../core/errors.ts';
import type { Authenticated, Effect, OutputStatus, PromptStatus, ToolKind, ToolPhase, Verdict } from '../core/events/types.ts';

/** Outside text: a string (lone surrogates are kept, as WTF-8) or the very bytes. */
export type Text = string | Uint8Array;

/** What every event can say of itself. Whatever is left out is filled in or null. */
export interface Context {
  /** UUIDv7; made when absent. Give one to make a retry by another path the same event. */
  event_id?: string;
  /** One question with all that came of it; a new UUIDv7 when absent. */
  interaction_id?: string;
  session_id?: string;
  parent_event_id?: string;
  trace_id?: string;
  span_id?: string;
  /** Default: now. */
  occurred_at?: Date;
  actor?: { user_id?: string; role?: string; department?: string };
  device?: { id?: string; ip?: string; user_agent?: string };
  use_case?: string;
  tags?: Record<string, string>;
  attributes?: Record<string, string>;
}

export interface ModelInput {
  provider?: string;
  name: string;
}
export interface FailureInput {
  type: string;
  code?: string;
  message?: Text;
}
export interface PromptInput extends Context {
  model: string | ModelInput;
  messages: readonly { role: string; name?: string; media_type?: string; content: Text }[];
  /** JSON text, or any value that JSON can hold. */
  parameters?: unknown;
  tools_offered?: readonly { name: string; definition?: unknown }[];
  /** Default SENT. */
  status?: PromptStatus;
  error?: FailureInput;
}
export interface OutputInput extends Context {
  model: string | ModelInput;
  choices: readonly {
    index?: number;
    media_type?: string;
    content: Text;
    finish_reason?: string;
    tool_calls?: readonly { id: string; name: string; arguments: Text }[];
  }[];
  /** Default COMPLETED. */
  status?: OutputStatus;
  error?: FailureInput;
  usage?: { input_tokens: number; output_tokens: number };
  latency_ms?: number;
  streamed?: boolean;
  /** Default true. */
  complete?: boolean;
}
export interface ToolInput extends Context {
  phase: ToolPhase;
  call_id: string;
  tool: { name: string; kind: ToolKind; endpoint?: string };
  arguments: Text;
  result?: Text;
  authentication?: { status: Authenticated; method?: string; principal?: string };
  response_cached?: boolean;
  response_stored?: boolean;
  status_code?: number;
  duration_ms?: number;
  error?: FailureInput;
  decision?: { effect: Effect; policy: string; reasons?: readonly string[]; approver?: string };
}
export interface FeedbackInput extends Context {
  about_event_id: string;
  verdict: Verdict;
  comment?: Text;
  by?: string;
}

/** What the caller gets back at once: emitting never throws and never blocks. */
export interface Receipt {
  readonly event_id: string;
  readonly interaction_id: string;
  /** In the queue: it will be sent, in order. */
  readonly accepted: boolean;
  /** Why not, when it was not accepted. */
  readonly error: TriplineError | null;
  /** Resolves when Kafka has acknowledged the event; rejects with a TriplineError when it never will. Made on first use. */
  readonly acknowledged: Promise<void>;
}

export interface EmitterStats {
  /** Since the start: every event is in exactly one of acknowledged, dropped, refused or queued. */
  emitted: number;
  acknowledged: number;
  /** Not accepted because the queue was full. */
  dropped: number;
  /** Not accepted because invalid, too large, or the emitter closed. */
  refused: number;
  /** Could not be delivered before close() gave up. */
  lost: number;
  queuedEvents: number;
  queuedBytes: number;
}

export interface Emitter {
  prompt(input: PromptInput): Receipt;
  output(input: OutputInput): Receipt;
  tool(input: ToolInput): Receipt;
  feedback(input: FeedbackInput): Receipt;
  /** Resolves when everything accepted before the call is acknowledged; rejects with KAFKA_UNAVAILABLE after `timeoutMs` (default 30,000). */
  flush(timeoutMs?: number): Promise<void>;
  /** Refuses new events, flushes, disconnects. Idempotent; returns the same promise. */
  close(timeoutMs?: number): Promise<void>;
  stats(): EmitterStats;
}
