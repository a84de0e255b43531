/** A policy made ready to decide: conditions compiled once, the strictest matching rule wins, of equals the first in the file. */
import type { RuleCard } from '../../detection/types.ts';
import { type Condition, compileConditions, findingsAskedFor } from './conditions.ts';
import type { Facts } from './facts.ts';
import { fold } from './fold.ts';
import { compileGlobs, type Glob } from './glob.ts';
import type { Policy, PolicyRule } from './policy.ts';
import type { GateCall, GateEffect, GateFinding } from './types.ts';

export const STRICTNESS: Readonly<Record<GateEffect, number>> = { ALLOW: 0, ALERT: 1, HOLD: 2, DENY: 3 };

export interface CompiledRule {
  rule: PolicyRule;
  when: readonly Condition[];
  unless: readonly Condition[];
  /** Of the findings of a call those that this rule asks for. */
  asks: (found: readonly GateFinding[]) => readonly GateFinding[];
}

export interface Answer {
  matched: boolean;
  /** What held, or each that did not. */
  because: string;
}

/** `cards`: what can be found. */
export function compileRule(rule: PolicyRule, cards: readonly RuleCard[]): CompiledRule {
  return {
    rule,
    when: compileConditions(rule.when, cards),
    unless: rule.unless === null ? [] : compileConditions(rule.unless, cards),
    asks: (found) => findingsAskedFor(rule.when, found),
  };
}

export function matches({ rule, when, unless }: CompiledRule, facts: Facts): boolean {
  const strict = rule.effect !== 'ALLOW';
  if (!when.every((condition) => condition.holds(facts, strict))) return false;
  return unless.length === 0 || !unless.every((condition) => condition.holds(facts, !strict));
}

/** The same in words. */
export function answer({ rule, when, unless }: CompiledRule, facts: Facts): Answer {
  const strict = rule.effect !== 'ALLOW';
  const failing = when.filter((condition) => !condition.holds(facts, strict));
  if (failing.length > 0)
    return { matched: false, because: `not true: ${failing.map(({ says }) => says).join('; ')}` };
  const held = when.map(({ says, shows }) => shows?.(facts) ?? says).join(', and ');
  if (unless.length === 0) return { matched: true, because: held };
  const missing = unless.filter((condition) => !condition.holds(facts, !strict));
  if (missing.length === 0)
    return { matched: false, because: `excepted: ${unless.map(({ says }) => says).join(', and ')}` };
  return {
    matched: true,
    because: `${held}; no exception, not true: ${missing.map(({ says }) => says).join('; ')}`,
  };
}

/** Whether a rule could match, as far as can be told without judging the arguments. */
export function mayMatch({ when }: CompiledRule, call: GateCall): boolean {
  return when.every((condition) => condition.mayHold(call));
}

/** Null where the use case may have the tool, else why not. */
export type Privilege = (call: GateCall) => string | null;

export function compilePrivilege({ grants, otherUseCases }: Policy): Privilege {
  const known = new Map<string, { tools: Glob; reason: string }>(
    grants.map(({ useCase, tools, reason }) => [fold(useCase), { tools: compileGlobs(tools), reason }]),
  );
  return ({ use_case, tool }) => {
    const grant = use_case === null ? undefined : known.get(fold(use_case));
    if (grant !== undefined) return grant.tools(tool.name) ? null : grant.reason;
    return otherUseCases === 'ANY' ? null : 'The policy grants this use case no tools.';
  };
}
