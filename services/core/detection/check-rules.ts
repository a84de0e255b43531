/** Checks a rule set before it loads: every problem at once, none of them with the text of an example. */
import { compileRule, flagsOf } from './compiled-rule.ts';
import { compileEngine } from './engine.ts';
import type { Analyser, Engine, Example, Rule, RuleCard } from './types.ts';
import { validators } from './validators/index.ts';

export interface Problem {
  rule_id: string;
  problem: string;
}
/** Proves that a pattern cannot backtrack catastrophically: null, or what is wrong. Injected, so that the prover is no dependency. */
export type Prover = (pattern: string, flags: string) => string | null;

const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const TYPE = /^[a-z0-9]+(?:_[a-z0-9]+)*$/;

/** The examples that do not hold, each looked for among what its rule or analyser alone finds. */
export function checkExamples(rules: readonly Rule[], analysers: readonly Analyser[]): Problem[] {
  const alone: [RuleCard, Engine][] = [
    ...rules.map((rule): [RuleCard, Engine] => [rule, compileEngine([rule])]),
    ...analysers.flatMap((analyser) => {
      const engine = compileEngine([], [analyser]);
      return analyser.rules.map((card): [RuleCard, Engine] => [card, engine]);
    }),
  ];
  return alone.flatMap(([card, engine]) =>
    exampleProblems(card, engine).map((problem) => ({ rule_id: card.id, problem })),
  );
}

/** The cards of an analyser: form and examples, each looked for among what the analyser alone finds. */
export function checkAnalyser(analyser: Analyser): Problem[] {
  const engine = compileEngine([], [analyser]);
  return analyser.rules.flatMap((card) =>
    [...cardProblems(card), ...exampleProblems(card, engine)].map((problem) => ({
      rule_id: card.id,
      problem,
    })),
  );
}

export function checkRules(rules: readonly Rule[], prove: Prover = () => null): Problem[] {
  const seen = new Set<string>();
  return rules.flatMap((rule) => {
    const repeated = seen.has(rule.id) ? ['the id is taken'] : [];
    seen.add(rule.id);
    return [...repeated, ...problemsOf(rule, prove)].map((problem) => ({ rule_id: rule.id, problem }));
  });
}

function problemsOf(rule: Rule, prove: Prover): string[] {
  const form = formProblems(rule);
  const compiles = compileProblem(rule);
  if (compiles !== null) return [...form, compiles];
  const proof = prove(rule.pattern, rule.flags ?? '');
  return [
    ...form,
    ...(proof === null ? [] : [`the pattern is not proved safe: ${proof}`]),
    ...exampleProblems(rule, compileEngine([rule])),
  ];
}

function formProblems(rule: Rule): string[] {
  const checks: [boolean, string][] = [
    [hasTriggers(rule), 'the triggers are empty, not ASCII, or a run of fewer than 2 digits'],
    [!/[gyd]/.test(rule.flags ?? ''), 'the flags g, y and d are the engine’s'],
  ];
  return [...cardProblems(rule), ...toldOf(checks)];
}

function cardProblems(rule: RuleCard): string[] {
  const checks: [boolean, string][] = [
    [ID.test(rule.id), 'the id is not kebab-case'],
    [TYPE.test(rule.type), 'the type is not snake_case'],
    [Number.isInteger(rule.version) && rule.version > 0, 'the version is not a positive integer'],
    [rule.confidence > 0 && rule.confidence <= 1, 'the confidence is not in (0, 1]'],
    [rule.taxonomy.length > 0, 'no taxonomy id'],
    [rule.description !== '' && rule.severity_reason !== '' && rule.references.length > 0, 'not documented'],
    [
      rule.examples.match.length > 0 && rule.examples.no_match.length > 0,
      'an example of each sort is missing',
    ],
  ];
  return toldOf(checks);
}

function toldOf(checks: readonly [boolean, string][]): string[] {
  return checks.filter(([holds]) => !holds).map(([, problem]) => problem);
}

function hasTriggers({ triggers }: Rule): boolean {
  if ('class' in triggers) return triggers.run >= 2;
  return triggers.length > 0 && triggers.every((literal) => /^[\x20-\x7e]+$/.test(literal));
}

function compileProblem(rule: Rule): string | null {
  const unknown = (rule.validators ?? []).filter((name) => !validators.has(name));
  if (unknown.length > 0) return `unknown validators: ${unknown.join(', ')}`;
  try {
    compileRule(rule);
    return null;
  } catch {
    return `the pattern does not compile with flags ${flagsOf(rule)}`;
  }
}

/** A rule is tried alone: what other rules would find must not hide it. */
function exampleProblems(rule: RuleCard, engine: Engine): string[] {
  const finds = ({ text, kind = rule.kinds?.[0] ?? 'output', tool_kind }: Example) =>
    engine
      .scan(text, tool_kind === undefined ? { kind } : { kind, tool_kind })
      .some(({ rule_id }) => rule_id === rule.id);
  return [
    ...rule.examples.match.flatMap((example, index) =>
      finds(example) ? [] : [`match example ${index} is not found`],
    ),
    ...rule.examples.no_match.flatMap((example, index) =>
      finds(example) ? [`no_match example ${index} is found`] : [],
    ),
  ];
}
