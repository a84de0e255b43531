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
  /** The id of the rule that decided; `default` where none did. */
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
  /** A prompt offered these tools to the model. */
  offered(session: SessionKey, tools: readonly string[]): void;
  /** A tool of this session ended with this result: its values taint what is sent outward later. */
  result(session: SessionKey, tool: Tool, result: string): void;
}
export interface SessionKey {
  tenant: string;
  session_id: string;
}

export interface Gate {
  /** SHA-256 of the policy's text, first 16 hex digits. */
  readonly policyDigest: string;
  readonly memory: GateMemory;
  /** Never throws on any call; p99 ≤ 1 ms for 4 KiB of arguments and 100 earlier results. */
  decide(call: GateCall): GateDecision;
  /** The same decision with every rule's answer: which matched, which conditions did not hold and why. */
  explain(call: GateCall): GateExplanation;
}

export interface GateExplanation {
  decision: GateDecision;
  steps: readonly { rule: string; matched: boolean; because: string }[];
}
