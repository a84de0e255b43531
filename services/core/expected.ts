/**
 * What a schema expected, for whoever wrote what does not fit: zod's own words are for programmers. Given to `safeParse` as `error`; what a schema says
 * itself comes first. Never repeats a value.
 */
import type { z } from 'zod';
import { counted } from './counted.ts';

const NAMES: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};
const KIND: Readonly<Record<string, readonly [one: string, many: string]>> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
  set: ['entry', 'entries'],
};
/** What stands about a name in `ofType`. */
const FRAME = /^(?:is missing: it )?must be |, not .*$/g;
/** That a value as a whole is no such thing. */
const OTHER: ReadonlySet<string> = new Set(['invalid_type', 'invalid_value']);

export function expected(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return ofType(NAMES[issue.expected] ?? issue.expected, issue.input);
    case 'invalid_value':
      return mustBe(
        `${issue.values.length === 1 ? '' : 'one of '}${issue.values.map(String).join(', ')}`,
        issue.input,
      );
    case 'too_small':
      return bounded(issue.origin, issue.inclusive === false ? 'more than' : 'at least', issue.minimum);
    case 'too_big':
      return bounded(issue.origin, issue.inclusive === false ? 'less than' : 'at most', issue.maximum);
    case 'unrecognized_keys':
      return `has ${counted(issue.keys.length, 'unknown field')}${known(issue.inst)}`;
    case 'invalid_union':
      return ofUnion(issue.errors, issue.input);
    case 'invalid_format':
      return 'is not of the form that is expected';
    case 'invalid_key':
    case 'invalid_element':
      return 'has an entry that does not fit';
    default:
      return undefined;
  }
}

function ofType(name: string, input: unknown): string {
  if (input === undefined) return mustBe(name, input);
  const kind = kindOf(input);
  // As it is with 1.5 where a whole number is expected.
  return name.endsWith(kind.slice(1)) ? `must be ${name}` : `must be ${name}, not ${kind}`;
}

function mustBe(what: string, input: unknown): string {
  return `${input === undefined ? 'is missing: it ' : ''}must be ${what}`;
}

function kindOf(input: unknown): string {
  if (input === null) return 'null';
  return NAMES[Array.isArray(input) ? 'array' : typeof input] ?? typeof input;
}

function bounded(origin: string, how: string, limit: number | bigint): string {
  const kind = KIND[origin];
  return kind === undefined
    ? `must be ${how} ${limit}`
    : `must have ${how} ${counted(Number(limit), ...kind)}`;
}

function known(inst: unknown): string {
  const shape = (inst as { _zod?: { def?: { shape?: object } } } | undefined)?._zod?.def?.shape;
  return shape === undefined ? '' : `; known are ${Object.keys(shape).join(', ')}`;
}

/** Of a form that fits as a whole what is wrong within; else every form there is. */
function ofUnion(forms: readonly (readonly z.core.$ZodIssue[])[], input: unknown): string | undefined {
  const near = forms.find((issues) => !issues.some(({ code, path }) => OTHER.has(code) && path.length === 0));
  if (near !== undefined) return near.map(within).join('; ');
  const names = forms.flatMap((issues) => issues.map(({ message }) => message.replaceAll(FRAME, '')));
  if (names.length === 0) return undefined;
  return mustBe([...new Set(names)].join(' or '), input);
}

function within({ path, message }: z.core.$ZodIssue): string {
  return path.length === 0 ? message : `${path.map(String).join('.')}: ${message}`;
}
