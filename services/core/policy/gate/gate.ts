/**
 * The gate: decides a call by the policy before it runs. In order: arguments too large to be read are denied; a tool that the use case may not
 * have is denied; of the rules that match the strictest effect wins (deny, hold, alert, allow), of equals the first in the file; where
 * none matches, the policy's default. A fault of its own denies what is high-risk and does with the rest what `on_failure` says.
 */
import type { Engine } from '../../detection/types.ts';
import type { ToolKind } from '../../events/types.ts';
import { createFinder } from './call-findings.ts';
import {
  answer,
  type CompiledRule,
  compilePrivilege,
  compileRule,
  matches,
  mayMatch,
  STRICTNESS,
} from './compiled-policy.ts';
import { Facts } from './facts.ts';
import { SessionMemory } from './memory.ts';
import type { Policy } from './policy.ts';
import { isAtLeast } from './severity.ts';
import type { Gate, GateCall, GateDecision, GateExplanation, GateFinding } from './types.ts';

export interface GateDeps {
  policy: Policy;
  engine: Engine;
  /** What another gate remembers: a reloaded policy goes on where the one before it was. */
  memory?: SessionMemory;
}

const HIGH_RISK_KINDS: ReadonlySet<ToolKind> = new Set<ToolKind>(['SHELL', 'DATABASE']);
const MOST_REASONS = 8;

type Step = GateExplanation['steps'][number];

export function createGate({ policy, engine, memory = new SessionMemory(engine) }: GateDeps): Gate {
  const rules = policy.rules.map((rule) => compileRule(rule, engine.rules));
  const privilege = compilePrivilege(policy);
  const find = createFinder(engine);
  const descriptions = new Map(engine.rules.map(({ id, description }) => [id, description]));

  function decide(call: GateCall): GateDecision {
    try {
      const decision = refused(call) ?? judged(new Facts(call, find, memory));
      if (decision.effect !== 'DENY') memory.used(call);
      return decision;
    } catch {
      return decideOnFailure(call);
    }
  }

  function explain(call: GateCall): GateExplanation {
    try {
      const refusal = refused(call);
      if (refusal !== null)
        return {
          decision: refusal,
          steps: [{ rule: refusal.policy, matched: true, because: refusal.reasons.join(' ') }],
        };
      const facts = new Facts(call, find, memory);
      const steps = rules.map((rule): Step => ({ rule: rule.rule.id, ...answer(rule, facts) }));
      return { decision: judged(facts), steps };
    } catch {
      return { decision: decideOnFailure(call), steps: [] };
    }
  }

  /** By what nobody has to read the arguments for. */
  function refused(call: GateCall): GateDecision | null {
    if (Buffer.byteLength(call.arguments) > policy.maxArgumentBytes)
      return denied(call, 'too-large', 'The arguments are larger than the policy reads.');
    const reason = privilege(call);
    return reason === null ? null : denied(call, 'least-privilege', reason);
  }

  function judged(facts: Facts): GateDecision {
    const matched = rules.filter((rule) => matches(rule, facts));
    const { findings, call } = facts;
    const highRisk =
      isHighRisk(call) ||
      findings.some((each) => each.category === 'TOOL_ABUSE' && isAtLeast(each.severity, 'HIGH')) ||
      matched.some(({ rule }) => rule.highRisk);
    const decisive = strictest(matched);
    if (decisive === null)
      return {
        effect: policy.default,
        policy: 'default',
        reasons: ['No rule of the policy is about this call.'],
        highRisk,
        findings,
        holdMs: policy.default === 'HOLD' ? policy.holdMs : null,
      };
    const { effect, id } = decisive.rule;
    const holdMs = effect === 'HOLD' ? (decisive.rule.holdMs ?? policy.holdMs) : null;
    return {
      effect,
      policy: id,
      reasons: reasonsOf(decisive, matched, findings),
      highRisk,
      findings,
      holdMs,
    };
  }

  function reasonsOf(
    decisive: CompiledRule,
    matched: readonly CompiledRule[],
    findings: readonly GateFinding[],
  ): string[] {
    const reasons = new Set([decisive.rule.reason]);
    for (const { rule_id } of decisive.asks(findings)) {
      const description = descriptions.get(rule_id);
      reasons.add(description === undefined ? rule_id : `${rule_id}: ${description}`);
    }
    for (const { rule } of matched)
      if (rule !== decisive.rule && rule.effect === decisive.rule.effect) reasons.add(rule.reason);
    return [...reasons].slice(0, MOST_REASONS);
  }

  function decideOnFailure(call: GateCall, known?: boolean): GateDecision {
    const highRisk = known ?? isHighRiskOnFailure(call);
    return {
      effect: highRisk ? 'DENY' : policy.onFailure,
      policy: 'guard-failure',
      reasons: ['The guard could not do its work.'],
      highRisk,
      findings: [],
      holdMs: null,
    };
  }

  /** A rule that might have called it so counts as one that does. */
  function isHighRiskOnFailure(call: GateCall): boolean {
    try {
      return isHighRisk(call) || rules.some((rule) => rule.rule.highRisk && mayMatch(rule, call));
    } catch {
      return true;
    }
  }

  const { digest: policyDigest, onFailure } = policy;
  return { policyDigest, memory, onFailure, decide, decideOnFailure, explain };
}

function denied(call: GateCall, policy: string, reason: string): GateDecision {
  const highRisk = isHighRisk(call);
  return { effect: 'DENY', policy, reasons: [reason], highRisk, findings: [], holdMs: null };
}

function isHighRisk({ tool }: GateCall): boolean {
  return HIGH_RISK_KINDS.has(tool.kind);
}

function strictest(matched: readonly CompiledRule[]): CompiledRule | null {
  let strictest: CompiledRule | null = null;
  for (const rule of matched)
    if (strictest === null || STRICTNESS[rule.rule.effect] > STRICTNESS[strictest.rule.effect])
      strictest = rule;
  return strictest;
}
