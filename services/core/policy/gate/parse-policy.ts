/** Reads a policy file: whole or not at all, every problem at once with its line. */
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { counted } from '../../counted.ts';
import type { Prover } from '../../detection/check-rules.ts';
import { TriplineError } from '../../errors.ts';
import { expected } from '../../expected.ts';
import { fold } from './fold.ts';
import { toCall } from './given-call.ts';
import type { Conditions, FieldCondition, Pattern, Policy, PolicyExample, PolicyRule } from './policy.ts';
import {
  type GivenConditions,
  type GivenExample,
  type GivenRule,
  type PolicyDocument,
  policySchema,
} from './policy-schema.ts';
import type { GateEffect } from './types.ts';
import { type LinedProblem, readYaml, type YamlDocument } from './yaml-document.ts';

/** What the gate and the guard themselves decide by. */
export const OWN_IDS: ReadonlySet<string> = new Set([
  'default',
  'least-privilege',
  'too-large',
  'guard-failure',
  'not-on-record',
  'not-plain-data',
  'invalid-call',
  'arguments-changed',
  'runs-once',
  'guard-closed',
]);
/** Case does not count in a policy's patterns, and they read characters, not halves of them. */
const FLAGS = 'iu';

export interface ParseDeps {
  /** Proves that a pattern takes linear time; without one a policy that has patterns is refused. */
  prove?: Prover;
}

/** @throws TriplineError CONFIG_INVALID with every problem of the file, each with its line */
export function parsePolicy(text: string, deps: ParseDeps = {}): Policy {
  const read = readPolicy(text, deps);
  if ('policy' in read) return read.policy;
  const listed = read.problems.map(({ line, problem }) => `\n  line ${line}: ${problem}`).join('');
  throw new TriplineError(
    'CONFIG_INVALID',
    `The policy has ${counted(read.problems.length, 'problem')}:${listed}\n`,
  );
}

/** The policy, or every problem of the file in order of lines. Never throws. */
export function readPolicy(
  text: string,
  { prove = cannotProve }: ParseDeps = {},
): { policy: Policy } | { problems: LinedProblem[] } {
  const yaml = readYaml(text);
  if (Array.isArray(yaml)) return { problems: yaml };
  const read = policySchema.safeParse(yaml.value, { error: expected });
  const problems = [
    ...yaml.problems,
    ...(read.success
      ? problemsOf(read.data, prove, yaml)
      : read.error.issues.flatMap((issue) => told(issue, yaml))),
  ];
  if (problems.length > 0) return { problems: problems.toSorted((one, other) => one.line - other.line) };
  return { policy: toPolicy(read.data as PolicyDocument, digestOf(text)) };
}

function told(issue: z.core.$ZodIssue, yaml: YamlDocument): LinedProblem[] {
  const { path, message } = issue;
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      line: yaml.lineOf([...path, key]),
      problem: `${placeOf(path)}: there is no key of that name${/^[a-z_]{1,30}$/.test(key) ? ` (${key})` : ''}`,
    }));
  return [{ line: yaml.lineOf(path), problem: `${placeOf(path)}: ${message}` }];
}

function placeOf(path: readonly PropertyKey[]): string {
  const place = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
  return place.replace(/^\./, '') || 'the file';
}

/** What the schema cannot say. */
function problemsOf(document: PolicyDocument, prove: Prover, yaml: YamlDocument): LinedProblem[] {
  const problems: LinedProblem[] = [];
  const add = (path: readonly PropertyKey[], problem: string) =>
    problems.push({ line: yaml.lineOf(path), problem: `${placeOf(path)}: ${problem}` });
  const taken = new Set<string>();
  const useCases = new Set<string>();
  document.least_privilege.forEach(({ use_case }, index) => {
    const name = fold(use_case);
    if (useCases.has(name)) add(['least_privilege', index, 'use_case'], 'the use case is listed twice');
    useCases.add(name);
  });
  document.rules.forEach((rule, index) => {
    const at = ['rules', index] as const;
    if (OWN_IDS.has(rule.id)) add([...at, 'id'], 'the id is the gate’s own');
    if (taken.has(rule.id)) add([...at, 'id'], 'the id is taken');
    taken.add(rule.id);
    if (rule.hold !== undefined && rule.effect !== 'hold')
      add([...at, 'hold'], 'only a rule that holds has it');
    if (!rule.examples.some(({ expect }) => expect === rule.effect))
      add([...at, 'examples'], `none expects ${rule.effect}, the rule’s own effect`);
    for (const [path, source] of patternsOf(rule)) {
      const problem = patternProblem(source, prove);
      if (problem !== null) add([...at, ...path], problem);
    }
  });
  return problems;
}

function* patternsOf(rule: GivenRule): Generator<[path: PropertyKey[], source: string]> {
  for (const part of ['when', 'unless'] as const) {
    const conditions = rule[part];
    for (const [index, source] of (conditions?.text ?? []).entries()) yield [[part, 'text', index], source];
    for (const [index, { matches }] of (conditions?.arguments ?? []).entries())
      if (matches !== undefined) yield [[part, 'arguments', index, 'matches'], matches];
  }
}

function patternProblem(source: string, prove: Prover): string | null {
  if (!compiles(source)) return 'the pattern is no regular expression';
  const proof = prove(source, FLAGS);
  return proof === null ? null : `the pattern is not proved safe: ${proof}`;
}

function compiles(source: string): boolean {
  try {
    return new RegExp(source, FLAGS) instanceof RegExp;
  } catch {
    return false;
  }
}

function cannotProve(): string {
  return 'there is nothing here that could prove it';
}

function toPolicy(document: PolicyDocument, digest: string): Policy {
  return {
    digest,
    default: effectOf(document.default),
    onFailure: effectOf(document.on_failure) as Policy['onFailure'],
    holdMs: document.hold,
    maxArgumentBytes: document.max_argument_bytes,
    grants: document.least_privilege.map(({ use_case, tools, reason }) => ({
      useCase: use_case,
      tools,
      reason: reason ?? 'The use case may not have this tool.',
    })),
    otherUseCases: document.other_use_cases === 'any' ? 'ANY' : 'NONE',
    rules: document.rules.map(toRule),
    examples: document.examples.map(toExample),
  };
}

function toRule(given: GivenRule): PolicyRule {
  const { id, description, reason, when, unless, effect, high_risk, hold, examples } = given;
  return {
    id,
    description,
    reason: reason ?? description,
    when: toConditions(when),
    unless: unless === undefined ? null : toConditions(unless),
    effect: effectOf(effect),
    highRisk: high_risk,
    holdMs: hold ?? null,
    examples: examples.map(toExample),
  };
}

function toConditions({ use_case, text, arguments: fields, finding, ...given }: GivenConditions): Conditions {
  return withoutAbsent({
    ...given,
    useCase: use_case,
    text: text?.map(toPattern),
    fields: fields?.map(({ at_least, at_most, is_not, matches, ...field }) =>
      withoutAbsent<FieldCondition>({
        ...field,
        atLeast: at_least,
        atMost: at_most,
        isNot: is_not,
        matches: matches === undefined ? undefined : toPattern(matches),
      }),
    ),
    findings: finding?.map((each) => withoutAbsent(each)),
  });
}

function toPattern(source: string): Pattern {
  return { source, flags: FLAGS };
}

/** What is not set is not there. */
function withoutAbsent<T extends object>(given: { [K in keyof T]?: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T;
}

function toExample(given: GivenExample): PolicyExample {
  return { expect: effectOf(given.expect), ...toCall(given) };
}

function effectOf(given: string): GateEffect {
  return given.toUpperCase() as GateEffect;
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
