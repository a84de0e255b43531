/** One rule made ready to run: its pattern sticky, its validators looked up, its context words one expression. */
import type { Severity } from '../events/types.ts';
import { leanPattern } from './lean-pattern.ts';
import type { Match, Rule, Subject, Validator } from './types.ts';
import { validators } from './validators/index.ts';

/** Where a rule matched: the value's span, and from where to go on if the value is refused. */
export interface Hit {
  matched: string;
  start: number;
  end: number;
  resume: number;
}
export interface Judgement {
  end: number;
  severity: Severity;
  confidence: number;
}
export interface CompiledRule {
  readonly rule: Rule;
  /** The match that begins at `at`, or null. */
  matchAt(text: string, at: number): Hit | null;
  /** Whether a context word stands anywhere in the text; true for a rule without any. */
  contextAppears(text: string): boolean;
  /** Null when a validator or the context refuses the value. */
  judge(text: string, hit: Hit): Judgement | null;
  toMatch(start: number, end: number, judgement: Judgement): Match;
}

/** @throws Error for an unknown validator or a pattern that does not compile */
export function compileRule(rule: Rule): CompiledRule {
  const pattern = new RegExp(leanPattern(rule.pattern), flagsOf(rule));
  const judges = (rule.validators ?? []).map((name) => validatorNamed(name, rule.id));
  const context = rule.context === undefined ? null : contextExpression(rule.context.words);
  const within = rule.context?.within ?? 0;

  function matchAt(text: string, at: number): Hit | null {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    return match === null ? null : toHit(match, at);
  }

  function judge(text: string, hit: Hit): Judgement | null {
    let { end } = hit;
    let { severity, confidence } = rule;
    for (const judgeOne of judges) {
      const verdict = judgeOne(subjectOf(text, hit, end));
      if (verdict === false) return null;
      if (verdict === true) continue;
      severity = verdict.severity ?? severity;
      confidence = verdict.confidence ?? confidence;
      if (verdict.length !== undefined) end = Math.min(end, hit.start + verdict.length);
    }
    return hasContext(text, hit.start, end) ? { end, severity, confidence } : null;
  }

  function hasContext(text: string, start: number, end: number): boolean {
    if (context === null) return true;
    return (
      context.test(text.slice(Math.max(0, start - within), start)) ||
      context.test(text.slice(end, end + within))
    );
  }

  function contextAppears(text: string): boolean {
    return context === null || context.test(text);
  }

  function toMatch(start: number, end: number, judgement: Judgement): Match {
    const { id, version, category, type, taxonomy } = rule;
    const { severity, confidence } = judgement;
    return { rule_id: id, rule_version: version, category, type, severity, confidence, start, end, taxonomy };
  }

  return { rule, matchAt, contextAppears, judge, toMatch };
}

/** The flags a rule's pattern runs with: its own, sticky, and indices where a group is asked for. */
export function flagsOf(rule: Rule): string {
  return `${rule.flags ?? ''}y${rule.pattern.includes('(?<value>') || rule.pattern.includes('(?<head>') ? 'd' : ''}`;
}

function toHit(match: RegExpExecArray, at: number): Hit {
  const [matched] = match;
  const groups = match.indices?.groups;
  const value = groups?.['value'];
  const head = groups?.['head'];
  const end = at + matched.length;
  if (value !== undefined) return { matched, start: value[0], end: value[1], resume: value[0] };
  return { matched, start: head?.[0] ?? at, end, resume: end };
}

function subjectOf(text: string, hit: Hit, end: number): Subject {
  return { value: text.slice(hit.start, end), matched: hit.matched, text, start: hit.start, end };
}

function validatorNamed(name: string, ruleId: string): Validator {
  const validator = validators.get(name);
  if (validator === undefined) throw new Error(`rule ${ruleId} names an unknown validator: ${name}`);
  return validator;
}

function contextExpression(words: readonly string[]): RegExp {
  const escaped = words.map((word) => word.replaceAll(/[^\w\s]/gu, '\\$&').replaceAll(' ', '[\\s_-]*'));
  return new RegExp(`(?<![a-z])(?:${escaped.join('|')})(?![a-z])`, 'i');
}
