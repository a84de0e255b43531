/** What a rule asks of a call, compiled: each condition says in words what it wants, for `explain`. */
import type { RuleCard } from '../../detection/types.ts';
import { mayFind } from './call-findings.ts';
import { type Facts, SENT_OUT, sendsOut } from './facts.ts';
import { compileField, compilePattern } from './fields.ts';
import { compileGlobs } from './glob.ts';
import type { Conditions, FieldCondition, FindingCondition } from './policy.ts';
import { isAtLeast } from './severity.ts';
import type { GateCall, GateFinding } from './types.ts';

export interface Condition {
  /** Of the policy's own words, never of the call's. */
  says: string;
  /** Whether it could, as far as can be told without judging the arguments. */
  mayHold(call: GateCall): boolean;
  /** `strict`: of a rule that stops something; see fields.ts. */
  holds(facts: Facts, strict: boolean): boolean;
  /** What held, where that says more than what was asked. */
  shows?: (facts: Facts) => string;
}

const NAMES = [
  ['tenant', 'tenant', (call: GateCall) => call.tenant],
  ['application', 'application', (call: GateCall) => call.application],
  ['environment', 'environment', (call: GateCall) => call.environment],
  ['role', 'role', (call: GateCall) => call.actor.role],
  ['department', 'department', (call: GateCall) => call.actor.department],
  ['useCase', 'use case', (call: GateCall) => call.use_case],
  ['tool', 'tool', (call: GateCall) => call.tool.name],
  ['endpoint', 'endpoint', (call: GateCall) => call.tool.endpoint],
] as const;

/** Cheap ones first. */
export function compileConditions(given: Conditions, cards: readonly RuleCard[]): Condition[] {
  return [...callConditions(given), ...argumentConditions(given, cards)];
}

/** The findings that a rule asks for, among those of the call. */
export function findingsAskedFor(
  { findings: asked }: Conditions,
  found: readonly GateFinding[],
): GateFinding[] {
  if (asked === undefined) return [];
  const tests = asked.map(compileFinding);
  return found.filter((finding) => tests.some((test) => test(finding)));
}

function callConditions(given: Conditions): Condition[] {
  const conditions: Condition[] = [];
  const add = (says: string, isSo: (call: GateCall) => boolean) =>
    conditions.push({ says, mayHold: isSo, holds: ({ call }) => isSo(call) });
  for (const [key, name, read] of NAMES) {
    const wanted = given[key];
    if (wanted === undefined) continue;
    const glob = compileGlobs(wanted);
    add(`${name} is ${listed(wanted)}`, (call) => {
      const is = read(call);
      return is !== null && glob(is);
    });
  }
  const { kind, authenticated } = given;
  if (kind !== undefined) add(`kind is ${listed(kind)}`, ({ tool }) => kind.includes(tool.kind));
  if (authenticated !== undefined)
    add(`authenticated is ${listed(authenticated)}`, ({ authentication }) =>
      authenticated.includes(authentication?.status ?? 'UNKNOWN'),
    );
  return conditions;
}

function argumentConditions(
  { host, outward, text, fields, findings, taint }: Conditions,
  cards: readonly RuleCard[],
): Condition[] {
  const conditions: Condition[] = [];
  const add = (says: string, holds: Condition['holds'], mayHold: Condition['mayHold'] = () => true) =>
    conditions.push({ says, mayHold, holds });
  if (outward !== undefined)
    add(
      outward ? 'it sends something elsewhere' : 'it sends nothing elsewhere',
      (facts) => facts.isOutward === outward,
      (call) => sendsOut(call) === outward,
    );
  if (host !== undefined) {
    const glob = compileGlobs(host);
    add(`a host it goes to is ${listed(host)}`, ({ hosts: { names, isWhole } }, strict) =>
      strict ? !isWhole || names.some(glob) : isWhole && names.length > 0 && names.every(glob),
    );
  }
  if (text !== undefined) {
    const patterns = text.map(compilePattern);
    const matches = (each: string) => patterns.some((pattern) => pattern.test(each));
    add('the arguments match a pattern', ({ texts }, strict) =>
      strict ? texts.some(matches) : texts.every(matches),
    );
  }
  for (const field of fields ?? []) {
    const test = compileField(field);
    add(`${field.field} ${sayField(field)}`, ({ given }, strict) => test(given, strict));
  }
  if (findings !== undefined) {
    const tests = findings.map(compileFinding);
    const isAsked = (finding: GateFinding) => tests.some((test) => test(finding));
    // A finding may be graver than its card.
    const mayBe = findings.map((each) => compileFinding({ ...each, severity: 'UNKNOWN' }));
    const askedCards = cards.filter((card) => mayBe.some((test) => test({ ...card, rule_id: card.id })));
    const isSentOut = Object.values(SENT_OUT).some((sent) => sent !== null && isAsked(sent));
    conditions.push({
      says: `found: ${findings.map(sayFinding).join('; or ')}`,
      mayHold: (call) => askedCards.some((card) => mayFind(card, call)) || (isSentOut && sendsOut(call)),
      holds: (facts) => facts.findings.some(isAsked),
      shows: (facts) =>
        `found: ${listed(facts.findings.filter(isAsked).map(({ rule_id, severity }) => `${rule_id} (${severity})`))}`,
    });
  }
  if (taint !== undefined)
    add(
      taint === 'ANY'
        ? 'it sends out a value of an earlier result'
        : 'it sends out a sensitive value of an earlier result',
      ({ taint: is }) => is === 'SENSITIVE' || is === taint,
      sendsOut,
    );
  return conditions;
}

function compileFinding({
  category,
  rule,
  type,
  severity,
}: FindingCondition): (finding: GateFinding) => boolean {
  const isRule = rule && compileGlobs(rule);
  const isType = type && compileGlobs(type);
  return (finding) =>
    (category === undefined || category.includes(finding.category)) &&
    (severity === undefined || isAtLeast(finding.severity, severity)) &&
    (isRule === undefined || isRule(finding.rule_id)) &&
    (isType === undefined || isType(finding.type));
}

function sayFinding({ category, rule, type, severity }: FindingCondition): string {
  const parts = [
    category && listed(category),
    rule && `rule ${listed(rule)}`,
    type && `type ${listed(type)}`,
    severity && `severity ${severity} or more`,
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}

const COMPARISONS: ReadonlyMap<string, string> = new Map([
  ['above', 'above'],
  ['atLeast', 'at least'],
  ['below', 'below'],
  ['atMost', 'at most'],
  ['present', 'present:'],
]);

function sayField({ matches, is, isNot, like, ...others }: FieldCondition): string {
  const parts = Object.entries(others).flatMap(([key, value]) => {
    const words = COMPARISONS.get(key);
    return words === undefined ? [] : [`${words} ${String(value)}`];
  });
  if (is !== undefined) parts.push(`is ${listed(is)}`);
  if (isNot !== undefined) parts.push(`is not ${listed(isNot)}`);
  if (like !== undefined) parts.push(`is like ${listed(like)}`);
  if (matches !== undefined) parts.push('matches a pattern');
  return parts.join(' and ');
}

const MOST_NAMED = 3;

function listed(values: readonly unknown[]): string {
  const named = values.slice(0, MOST_NAMED).map(String).join(' or ');
  return values.length > MOST_NAMED ? `${named} or ${values.length - MOST_NAMED} more` : named;
}
