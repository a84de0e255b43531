/** What the gate is asked and what it answers: the same for the guard in a process and for the gateway. */
import type { Match } from '../../detection/types.ts';
import type { Actor, Authentication, Tool } from '../../events/types.ts';

/** A tool call before it runs. */
export interface GateCall {
  tool: Tool;
  /** The very text that the tool will be given: JSON, or what the caller calls its arguments. */
  arguments: string;
  actor: Actor;
  use_case: string | null;
  session_id: string | null;
  tenant: string;
  application: string;
  environment: string;
  authentication: Authentication | null;
}

export type GateEffect = 'ALLOW' | 'ALERT' | 'HOLD' | 'DENY';

export interface GateDecision {
  effect: GateEffect;
  /**
   * The id of the rule that decided; `default` where none did; `least-privilege`, `too-large` and `guard-failure` are the gate's own.
   */
  policy: string;
  /** Why, in words of the policy and of our rules: never content of the call. */
  reasons: readonly string[];
  /** design.md §3: SHELL or DATABASE, a TOOL_ABUSE finding of HIGH and up, or what the policy says. */
  highRisk: boolean;
  /** What the scan of the arguments found, taint included. */
  findings: readonly GateFinding[];
  /** For HOLD: how long a person has to answer. */
  holdMs: number | null;
}

export type GateFinding = Pick<Match, 'rule_id' | 'category' | 'type' | 'severity'>;

/** What the gate remembers of a session: values seen in results, and which tools were offered and used. Bounded; keeps digests, never text. */
export interface GateMemory {
  /** A prompt offered these tools to the model, for a use case where the application names one. */
  offered(session: SessionKey, tools: readonly string[], useCase?: string | null): void;
  /**
   * A tool of this session ended with this result: its values taint what is sent outward later. `given`: its arguments, which say where a tool without
   * an endpoint was. Never throws.
   */
  result(session: SessionKey, tool: Tool, result: string, given?: string): void;
  /** Least privilege: the tools that a use case was offered since this process began and never called. */
  unused(): readonly UnusedTool[];
}
export interface SessionKey {
  tenant: string;
  session_id: string;
}
export interface UnusedTool {
  tenant: string;
  use_case: string | null;
  tool: string;
  /** How often it was offered. */
  offered: number;
}

export interface Gate {
  /** SHA-256 of the policy's text, first 16 hex digits. */
  readonly policyDigest: string;
  readonly memory: GateMemory;
  /** What a call that is not high-risk is told when the guard fails. */
  readonly onFailure: GateEffect;
  /** Never throws on any call; p99 ≤ 1 ms for 4 KiB of arguments and 100 earlier results. */
  decide(call: GateCall): GateDecision;
  /**
   * When the guard itself fails (Kafka away, a deadline passed): a high-risk call is denied, another is what `on_failure` says. `highRisk`: of the
   * decision, where the call was judged before; without it a call that could be by some rule counts as one. Never throws.
   */
  decideOnFailure(call: GateCall, highRisk?: boolean): GateDecision;
  /** The same decision as `decide`'s with every rule's answer: which matched, which conditions did not hold and why. Nothing is counted as used. */
  explain(call: GateCall): GateExplanation;
}

export interface GateExplanation {
  decision: GateDecision;
  steps: readonly { rule: string; matched: boolean; because: string }[];
}
