/** A policy as it was read: what policy-schema.ts accepts, with durations in milliseconds and effects as the gate answers them. */
import type { Authenticated, Category, Severity, ToolKind } from '../../events/types.ts';
import type { GateCall, GateEffect } from './types.ts';

export interface Policy {
  /** SHA-256 of the text, first 16 hex digits. */
  digest: string;
  /** Where no rule matches. */
  default: GateEffect;
  /** When the guard fails, for calls that are not high-risk. */
  onFailure: 'ALLOW' | 'ALERT' | 'DENY';
  holdMs: number;
  /** Longer arguments are denied unread. */
  maxArgumentBytes: number;
  /** Which tools a use case may have. */
  grants: readonly Grant[];
  /** Whether a use case that has no grant may have any tool. */
  otherUseCases: 'ANY' | 'NONE';
  rules: readonly PolicyRule[];
  /** Of the policy as a whole. */
  examples: readonly PolicyExample[];
}

export interface Grant {
  useCase: string;
  tools: readonly string[];
  reason: string;
}

export interface PolicyRule {
  id: string;
  description: string;
  /** What is told to whoever is denied or asked. */
  reason: string;
  when: Conditions;
  unless: Conditions | null;
  effect: GateEffect;
  highRisk: boolean;
  holdMs: number | null;
  examples: readonly PolicyExample[];
}

/** All that are set must hold; of a list, one. Names are globs. */
export interface Conditions {
  tenant?: readonly string[];
  application?: readonly string[];
  environment?: readonly string[];
  role?: readonly string[];
  department?: readonly string[];
  useCase?: readonly string[];
  tool?: readonly string[];
  kind?: readonly ToolKind[];
  endpoint?: readonly string[];
  host?: readonly string[];
  authenticated?: readonly Authenticated[];
  /** Only calls that send something elsewhere. */
  outward?: boolean;
  /** Regular expressions over the arguments and every string in them. */
  text?: readonly Pattern[];
  /** All must hold. */
  fields?: readonly FieldCondition[];
  findings?: readonly FindingCondition[];
  taint?: 'ANY' | 'SENSITIVE';
}

export interface Pattern {
  source: string;
  flags: string;
}

export interface FieldCondition {
  /** `amount`, `payment.amount`, `items[*].price`, `**.amount`. */
  field: string;
  above?: number;
  atLeast?: number;
  below?: number;
  atMost?: number;
  is?: readonly Scalar[];
  isNot?: readonly Scalar[];
  like?: readonly string[];
  matches?: Pattern;
  present?: boolean;
}
export type Scalar = string | number | boolean | null;

export interface FindingCondition {
  category?: readonly Category[];
  rule?: readonly string[];
  type?: readonly string[];
  /** At least. */
  severity?: Severity;
}

export interface PolicyExample {
  expect: GateEffect;
  call: GateCall;
  /** Earlier results of the session. */
  after: readonly { tool: GateCall['tool']; result: string }[];
}
