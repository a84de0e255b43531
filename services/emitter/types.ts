import type { ConnectionOptions } from 'node:tls';
import type { SASLOptions } from 'kafkajs';
import type { TriplineError } from '../core/errors.ts';
import type {
  AuditAction,
  Authenticated,
  Effect,
  OutputStatus,
  PromptStatus,
  ToolKind,
  ToolPhase,
  Verdict,
} from '../core/events/types.ts';
import type { KafkaClientName } from '../platform/kafka/options.ts';
import type { Kafka } from '../platform/kafka/port.ts';

/** How to reach Kafka, as kafkajs takes it. */
export interface BrokerOptions {
  brokers: string[];
  ssl?: boolean | ConnectionOptions;
  sasl?: SASLOptions;
  /** Whose connections events are written through; default kafkajs. The other is @platformatic/kafka, to be installed beside Tripline. */
  client?: KafkaClientName;
}

/** How to reach the gateway, for processes that must not speak Kafka. */
export interface GatewayOptions {
  /** `https://host:port`, with the path before `/v1` if there is one. */
  url: string;
  /** With the scope events:write (`tripline apikey create`). */
  apiKey: string;
  /** Certificates of authorities, PEM; default: those that Node knows. */
  ca?: string;
}

/** Files for events that cannot be sent now. */
export interface SpoolOptions {
  /** Made when absent (mode 0700). Processes may share it; each writes to a folder of its own in it. */
  directory: string;
  /** Bytes of all that is accepted and not acknowledged; default 256 MiB. When they are reached, new events are refused with SPOOL_FULL. */
  maxBytes?: number;
  /** 32 bytes as base64: files are encrypted with it. Default: derived from the emitter's `key`; without either, files are in clear. */
  key?: string;
  /**
   * What survives a power failure; the end of the process they survive anyhow. 'each': all that is durable. 'interval' (default): what is older
   * than a second. 'never': what the system wrote by itself.
   */
  fsync?: 'never' | 'interval' | 'each';
}

export interface EmitterOptions {
  application: string;
  /** Default: the key's tenant, else `default`. */
  tenant?: string;
  /** Default `production`. */
  environment?: string;
  /** Brokers to connect to with the first event, or a port that is shared or a twin. */
  kafka?: BrokerOptions | Kafka;
  /** In place of `kafka`. */
  gateway?: GatewayOptions;
  /** Without one, what is not acknowledged when the process ends is lost. */
  spool?: SpoolOptions;
  /** The tenant's emitter key (`tripline keys emitter`): for sampling and the digests of stubs. */
  key?: string | undefined;
  /**
   * Whose prompts are kept whole: those of privileged roles (default admin, developer, finance), of a share of all other sessions
   * (`rate`, default 0.15), and every one in which `scan` finds something. The others leave a stub. 'off' keeps all.
   */
  sampling?: 'off' | { privilegedRoles?: readonly string[]; rate?: number };
  /** Default 32 MiB. When it is full, new events are refused with QUEUE_FULL and leave a gap in the sequence. */
  maxQueueBytes?: number;
  /** Bytes of one request; default and largest 900,000. A larger event travels alone. */
  maxBatchBytes?: number;
  /** How long an event waits for others to travel with; default 5. While nobody waits for a receipt or flushes: ten times as long, at most 50. */
  lingerMs?: number;
  /** Sets two pipelines on one cluster apart. */
  topicPrefix?: string;
  /** Hears of what goes on behind the receipts: an outage (once), a full queue (once), events lost, events too large. */
  onError?: (error: TriplineError) => void;
  /** Whether a prompt of a session that is not sampled must be kept: sees at most its first 64 KiB. Default: the built-in rules. */
  scan?: (text: string) => boolean;
  /** Milliseconds; for tests. */
  now?: () => number;
  /** UUIDv7; for tests. */
  newId?: () => string;
}

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

/** What a person or an operator did to the evidence, or to what guards it. */
export interface AuditInput extends Context {
  action: AuditAction;
  by?: string;
  reason?: Text;
  /** Ids of the events or records that it is about. */
  about?: readonly string[];
}

/** What the caller gets back at once: emitting never throws and never blocks. */
export interface Receipt {
  readonly event_id: string;
  readonly interaction_id: string;
  /** In the queue: it will be sent, in order. */
  readonly accepted: boolean;
  /** Why not, when it was not accepted. */
  readonly error: TriplineError | null;
  /**
   * Resolves when the event survives the end of this process: it is in the spool, or acknowledged. Rejects with a TriplineError when it
   * never will be. Without a spool the same as `acknowledged`. Made on first use.
   */
  readonly durable: Promise<void>;
  /**
   * Resolves when Kafka has acknowledged the event, or the gateway for it; rejects with a TriplineError when it never will, or when this process
   * will not hear of it because the emitter was closed. Made on first use.
   */
  readonly acknowledged: Promise<void>;
}

export interface EmitterStats {
  /**
   * Since the start, the stubs that stand for events too large included: every one of them is in exactly one of acknowledged,
   * dropped, refused, lost, queuedEvents, spooledEvents or handedOver.
   */
  emitted: number;
  acknowledged: number;
  /** Not accepted because the queue or the spool was full. */
  dropped: number;
  /** Not accepted because invalid, too large, or the emitter closed. */
  refused: number;
  /** Accepted, but close() gave up before it was acknowledged or in the spool, it was refused for good later, or it is damaged on disk. */
  lost: number;
  queuedEvents: number;
  queuedBytes: number;
  /** In this emitter's files and not acknowledged. After close(): left for the next process. */
  spooledEvents: number;
  /** Of all files of this process, those of others that it took over included. */
  spooledBytes: number;
  /** Of those acknowledged: sent from disk. */
  replayed: number;
  /** In files that another process took over while this one stood still: it sends them. */
  handedOver: number;
  /** Events that other processes left, sent by this one. Not of those emitted. */
  recovered: number;
  /** Events that other processes left, and that were refused for good. */
  recoveredRefused: number;
  /** Events that were refused for good, own ones (then also lost) and others', kept in files for a person. */
  setAside: number;
  /** Events in files that are damaged: own ones (then also lost), and as many of others' as could be told. */
  corrupted: number;
  /** Files of others that end inside an event, as they do where a process was killed: it was not durable yet. */
  torn: number;
  /** Failures of the file system. */
  spoolErrors: number;
}

/** What every event of an emitter says of where it comes from. */
export interface EmitterIdentity {
  tenant: string;
  application: string;
  environment: string;
}

export interface Emitter {
  readonly identity: EmitterIdentity;
  prompt(input: PromptInput): Receipt;
  output(input: OutputInput): Receipt;
  tool(input: ToolInput): Receipt;
  feedback(input: FeedbackInput): Receipt;
  audit(input: AuditInput): Receipt;
  /** Resolves when everything accepted before the call is acknowledged; rejects with KAFKA_UNAVAILABLE or GATEWAY_UNAVAILABLE after `timeoutMs` (default 30,000). */
  flush(timeoutMs?: number): Promise<void>;
  /** `lastWords` is called when close() is, while events are still taken: for what would otherwise never be told. Returns what undoes it. */
  beforeClose(lastWords: () => void): () => void;
  /**
   * Refuses new events, flushes for at most `timeoutMs` (default 30,000), disconnects. Never rejects: what was not acknowledged
   * then stays in the spool, or without one is counted as lost. Idempotent; returns the same promise.
   */
  close(timeoutMs?: number): Promise<void>;
  stats(): EmitterStats;
}
