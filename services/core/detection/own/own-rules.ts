/**
 * What an organisation adds to the built-in rules: rules of the same form, dictionaries of names, built-in rules out of use, and values
 * that are never a finding. Checked as a whole: every problem is told at once, by its place and never with a value.
 */
import { z } from 'zod';
import { counted } from '../../counted.ts';
import { CATEGORIES, SEVERITIES, TOOL_KINDS } from '../../events/enums.ts';
import { expected } from '../../expected.ts';
import { checkRules, type Prover } from '../check-rules.ts';
import { CREDENTIAL, PERSONAL } from '../rules/taxonomy.ts';
import { TEXT_KINDS } from '../text-kinds.ts';
import type { Rule } from '../types.ts';
import { type Dictionary, MOST_WORDS, wordsOf } from './dictionary.ts';

export interface OwnRules {
  rules: readonly Rule[];
  dictionaries: readonly Dictionary[];
  /** Ids of built-in rules. */
  disabled: ReadonlySet<string>;
  /** Without case. */
  allowed: ReadonlySet<string>;
}
export type Parsed = { own: OwnRules } | { problems: string[] };
export interface ParseDeps {
  builtInIds: ReadonlySet<string>;
  prove: Prover;
  /** The text of a file that a dictionary names, beside the rule file; null when it cannot be read. */
  readBeside: (path: string) => string | null;
}

const ID = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens');
const TYPE = z.string().regex(/^[a-z0-9]+(?:_[a-z0-9]+)*$/, 'must be lower-case words joined by underscores');
const CATEGORY = z.enum(CATEGORIES).exclude(['ANOMALY', 'INTEGRITY']);
const SEVERITY = z.enum(SEVERITIES).exclude(['UNKNOWN']);
const KIND = z.enum(TEXT_KINDS);
const TOOL_KIND = z.enum(TOOL_KINDS);
const TEXT = z.string().min(1, 'must not be empty');

const example = z.union([
  z.string().transform((text) => ({ text })),
  z.strictObject({ text: z.string(), kind: KIND.optional(), tool_kind: TOOL_KIND.optional() }),
]);
const about = {
  id: ID,
  type: TYPE,
  severity: SEVERITY,
  description: TEXT,
  taxonomy: z.array(TEXT).optional(),
};
const rule = z.strictObject({
  ...about,
  version: z.int().positive().default(1),
  category: CATEGORY,
  confidence: z.number().gt(0).lte(1).default(0.9),
  severity_reason: TEXT.default('Set by the organisation.'),
  references: z.array(TEXT).min(1).default(['the organisation’s own rule file']),
  kinds: z.array(KIND).min(1).optional(),
  tool_kinds: z.array(TOOL_KIND).min(1).optional(),
  triggers: z.union([z.array(TEXT).min(1), z.strictObject({ class: z.literal('digits'), run: z.int() })]),
  pattern: TEXT,
  flags: z.string().optional(),
  validators: z.array(TEXT).optional(),
  context: z.strictObject({ words: z.array(TEXT).min(1), within: z.int().positive() }).optional(),
  examples: z.strictObject({ match: z.array(example), no_match: z.array(example) }),
});
const dictionary = z
  .strictObject({
    ...about,
    category: z.enum(['CONFIDENTIAL', 'PII', 'COMPLIANCE']).default('CONFIDENTIAL'),
    match_case: z.boolean().default(false),
    terms: z.array(TEXT).default([]),
    terms_file: TEXT.optional(),
  })
  .refine(
    ({ terms, terms_file }) => terms.length > 0 || terms_file !== undefined,
    'needs terms or terms_file',
  );
const ownRules = z.strictObject({
  rules: z.array(rule).default([]),
  dictionaries: z.array(dictionary).default([]),
  disable: z.array(ID).default([]),
  allow: z.array(TEXT).default([]),
});
type Document = z.output<typeof ownRules>;

/** `document`: what the rule file says, parsed (docs/own-rules.md). */
export function parseOwnRules(document: unknown, deps: ParseDeps): Parsed {
  const read = ownRules.safeParse(document ?? {}, { error: expected });
  if (!read.success) return { problems: read.error.issues.map(told) };
  const problems: string[] = [];
  const rules = read.data.rules.map(toRule);
  const dictionaries = read.data.dictionaries.map((each, index) => toDictionary(each, index, deps, problems));
  problems.push(...idProblems(read.data, deps.builtInIds));
  problems.push(...checkRules(rules, deps.prove).map(({ rule_id, problem }) => `${rule_id}: ${problem}`));
  if (problems.length > 0) return { problems };
  const { disable, allow } = read.data;
  const allowed = new Set(allow.map((value) => value.toLowerCase()));
  return { own: { rules, dictionaries, disabled: new Set(disable), allowed } };
}

function told(issue: z.core.$ZodIssue): string {
  const { path, message } = issue;
  const place = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
  // What is said of an unknown key repeats the key, which is the user's own.
  const keys = issue.code === 'unrecognized_keys' ? ` (${issue.keys.join(', ')})` : '';
  return `${place.replace(/^\./, '') || 'the file'}: ${message}${keys}`;
}

function toRule({ taxonomy, ...given }: Document['rules'][number]): Rule {
  return { ...given, taxonomy: taxonomy ?? taxonomyOf(given.category) } as Rule;
}

function taxonomyOf(category: string): readonly string[] {
  return category === 'SECRET'
    ? CREDENTIAL
    : PERSONAL.filter((id) => category === 'PII' || id.startsWith('OWASP'));
}

function toDictionary(
  given: Document['dictionaries'][number],
  index: number,
  { readBeside }: ParseDeps,
  problems: string[],
): Dictionary {
  const { id, category, type, severity, description, taxonomy, terms_file } = given;
  const listed = terms_file === undefined ? '' : readBeside(terms_file);
  if (listed === null) problems.push(`dictionaries[${index}].terms_file: cannot be read`);
  const terms = [...given.terms, ...linesOf(listed ?? '')];
  const bad = terms.filter((term) => wordsOf(term) < 1 || wordsOf(term) > MOST_WORDS).length;
  if (bad > 0)
    problems.push(
      `dictionaries[${index}]: ${counted(bad, 'term does', 'terms do')} not have 1 to ${MOST_WORDS} words`,
    );
  return {
    id,
    category,
    type,
    severity,
    description,
    taxonomy: taxonomy ?? taxonomyOf(category),
    terms,
    matchCase: given.match_case,
  };
}

/** One term a line; empty lines and those that begin with # are none. */
function linesOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

function idProblems({ rules, dictionaries, disable }: Document, builtInIds: ReadonlySet<string>): string[] {
  const own = [...rules, ...dictionaries].map(({ id }) => id);
  return [
    ...own.filter((id) => builtInIds.has(id)).map((id) => `${id}: the id is a built-in rule’s`),
    ...dictionaries
      .filter(({ id }) => own.filter((other) => other === id).length > 1)
      .map(({ id }) => `${id}: the id is taken`),
    ...disable.filter((id) => !builtInIds.has(id)).map((id) => `disable: there is no built-in rule ${id}`),
  ];
}
