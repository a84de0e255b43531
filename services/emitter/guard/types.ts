/** What an application sees of the guard. */
import type { Dispatcher } from 'undici';
import type { Engine } from '../../core/detection/types.ts';
import type { TriplineError } from '../../core/errors.ts';
import type { GateEffect, GateFinding, UnusedTool } from '../../core/policy/gate/types.ts';
import type { ControlLog } from '../../platform/control/control-log.ts';
import type { Kafka } from '../../platform/kafka/port.ts';
import type { BrokerOptions, Context, Emitter, FailureInput, ToolInput } from '../types.ts';
import type { GuardDenied } from './denied.ts';
import type { PolicySource } from './policy-file.ts';
import type { GuardedFetch, ReachOptions } from './reach.ts';
import type { SharedPolicy } from './shared-policy.ts';

export interface GuardOptions {
  /** Whose tenant, application and environment the calls are of. The guard never closes it. */
  emitter: Emitter;
  /** YAML (docs/policy.md), or what `createPolicy` made of it, for several guards. A file is read again when it changes. */
  policy: PolicySource | SharedPolicy;
  /**
   * Where holds and people's answers stand (llm.control): brokers, or a control log that is shared, which stays open. Without one, a call
   * that the policy holds is denied: nobody can be asked.
   */
  control?: ControlLog | ControlOptions;
  /** How long Kafka may take to acknowledge a call, milliseconds; then it is denied. Default 2,000. */
  deadlineMs?: number;
  /** Default: the built-in rules. */
  engine?: Engine;
  /** What `guard.fetch` may reach beside public addresses. */
  reach?: ReachOptions;
  /** Hears of a policy file that was refused (the old one stays), and of what failed behind a call's back. */
  onError?: (error: TriplineError) => void;
  /** Milliseconds; for tests. */
  now?: () => number;
}

export interface ControlOptions {
  kafka: BrokerOptions | Kafka;
  /** As the emitter's. */
  topicPrefix?: string;
}

export type ToolDefinition = ToolInput['tool'];

/** Who asks and where it belongs: what events say, and the call's own id. What it leaves out is taken from `withContext`. */
export interface CallContext extends Omit<Context, 'event_id' | 'occurred_at'> {
  /** The model's id of the call. The same one with the same arguments picks up a hold that is pending or answered. */
  call_id?: string;
  authentication?: NonNullable<ToolInput['authentication']>;
  /** Handed to the tool; a call aborted before it started does not start. */
  signal?: AbortSignal;
}

export interface CallInput extends CallContext {
  tool: ToolDefinition;
  /** The text that the tool is given, or plain JSON data; none is `{}`. */
  arguments?: unknown;
  /** How long to wait for a person's answer, milliseconds; default until the hold expires. Then the verdict says HOLD, and asking again goes on. */
  waitMs?: number;
}

/** How a call ended. A `result` that is no text or bytes is recorded as JSON. */
export interface CallOutcome extends Pick<ToolInput, 'status_code' | 'response_cached' | 'response_stored'> {
  result?: unknown;
  /** Default: since `started`. */
  duration_ms?: number;
}
export interface CallFailure extends CallOutcome {
  /** Whatever was thrown, or what should stand on record. */
  error?: unknown;
}

export interface Verdict {
  /** May run: ALLOW, ALERT (a held call that was approved: ALLOW). May not: DENY, or HOLD while nobody has answered. */
  readonly effect: GateEffect;
  readonly proceed: boolean;
  readonly policy: string;
  readonly reasons: readonly string[];
  readonly highRisk: boolean;
  readonly findings: readonly GateFinding[];
  readonly call_id: string;
  readonly interaction_id: string;
  /** Of the REQUESTED event. */
  readonly event_id: string;
  /** SHA-256 of the arguments' text. */
  readonly digest: string;
  /** What was approved, deeply frozen: run with this. */
  readonly arguments: unknown;
  readonly hold: { hold_id: string; expires_at: Date } | null;
  /** Who approved a held call, or rejected it. */
  readonly approver: string | null;
  /** Why not, as it would be thrown; null when it may run. */
  readonly error: GuardDenied | null;
  /** Its outcome was told, and the emitter took it. */
  readonly hasEnded: boolean;
  /** Resolves once Kafka has all events of the call so far. @throws TriplineError why it never will */
  recorded(): Promise<void>;
  /**
   * Right before the tool runs, once. Given the arguments that it will run with, compares them with what was approved; returns the approved ones.
   * @throws GuardDenied when they differ or are no plain data, when the call may not run, or has started already
   */
  started(...given: [] | [argument: unknown]): unknown;
  /** The first outcome stands, a later one is ignored; one that the emitter did not take leaves room for another. */
  completed(outcome?: CallOutcome): void;
  failed(failure?: CallFailure): void;
}

export type GuardedTool<Input, Result> = (input: Input, context?: CallContext) => Promise<Result>;

/** How a result reads on record; with `error` the call counts as FAILED. */
export type DescribeResult<Result> = (result: Result) => CallOutcome & { error?: FailureInput };

export interface ToolOptions<Result> extends ToolDefinition {
  authentication?: NonNullable<ToolInput['authentication']>;
  /** Default: the whole result. */
  describe?: DescribeResult<Result>;
}

export interface Guard {
  /**
   * The function behind the guard. It gets the approved arguments, copied before they were judged, deeply frozen and without prototypes.
   * @throws TriplineError CONFIG_INVALID, at once, naming all that is wrong with the definition; and where the function is called:
   * @throws GuardDenied (TOOL_DENIED); whatever the function throws
   */
  tool<Input, Result>(
    definition: ToolOptions<Result>,
    run: (input: Input, signal: AbortSignal) => Result | Promise<Result>,
  ): GuardedTool<Input, Result>;
  /** For callers that run tools themselves. A call with a field that is unknown or of another type is denied. Never rejects but for `signal`, while a person is asked. */
  check(call: CallInput): Promise<Verdict>;
  /** A prompt of the session offered these tools to the model: for taint and least privilege. */
  offered(session_id: string, tools: readonly string[], use_case?: string): void;
  /** Which of them no call of the tenant asked for, by use case, since this process began. Rejects where there is no policy. */
  unused(): Promise<UnusedTool[]>;
  /** As the platform's fetch, for addresses of others: every address is judged and pinned, at every redirect. @throws TriplineError ADDRESS_REFUSED */
  readonly fetch: GuardedFetch;
  /** The same for other clients: a dispatcher of undici 8. */
  dispatcher(): Promise<Dispatcher>;
  /** SHA-256 of the text of the policy in force, first 16 hex digits. */
  readonly policyDigest: string;
  /** Resolves once calls can be judged; until then they wait. Rejects where a pattern of the policy is not proved: then all are denied. */
  readonly ready: Promise<void>;
  /** Ends what watches the policy file and the holds; the emitter and a shared control log stay open. What is asked from now on is denied (`guard-closed`), and on record; what may run already ends as it would. */
  close(): Promise<void>;
}
