/**
 * Conditions on fields of the arguments. A rule that stops something reads strictly: it holds when any value under the path does what is
 * said, and when that cannot be told. One that lets something through reads leniently: every value must do so, and it must be plain.
 */
import { fold } from './fold.ts';
import type { Given, Leaf, Value } from './given.ts';
import { compileGlobs, type Glob } from './glob.ts';
import type { FieldCondition, Pattern, Scalar } from './policy.ts';

/** True, false, or null where it cannot be told. */
type Test = (value: Value) => boolean | null;
type FieldTest = (given: Given, strict: boolean) => boolean;

const PLAIN_NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d{1,3})?$/i;

export function compileField(condition: FieldCondition): FieldTest {
  const path = pathOf(condition.field);
  const tests = testsOf(condition);
  const { present } = condition;
  return (given, strict) => {
    if (
      !given.isWhole ||
      given.leaves.some((leaf) => leaf.isOpaque === true && leadsInto(path, leaf.path, 0, 0))
    )
      return strict;
    const under = given.leaves.filter((leaf) => stands(path, leaf.path, 0, 0) !== null);
    if (present !== undefined && under.length > 0 !== present) return false;
    if (tests.length === 0) return true;
    const values = under.filter(({ value }) => value !== null || condition.is !== undefined);
    const holds = (leaf: Leaf) => holdsFor(leaf, path, tests, strict);
    return strict ? values.some(holds) : values.length > 0 && values.every(holds);
  };
}

export function compilePattern({ source, flags }: Pattern): RegExp {
  return new RegExp(source, flags);
}

function holdsFor(leaf: Leaf, path: readonly string[], tests: readonly Test[], strict: boolean): boolean {
  // Something with parts of its own is no value that could be compared.
  const isValue = stands(path, leaf.path, 0, 0) === true;
  return tests.every((test) => (isValue ? test(leaf.value) : null) ?? strict);
}

function testsOf({ above, atLeast, below, atMost, is, isNot, like, matches }: FieldCondition): Test[] {
  const tests: Test[] = [];
  const compare = (holds: (value: number) => boolean) =>
    tests.push((value) => {
      const number = numberOf(value);
      return number === null ? null : holds(number);
    });
  if (above !== undefined) compare((value) => value > above);
  if (atLeast !== undefined) compare((value) => value >= atLeast);
  if (below !== undefined) compare((value) => value < below);
  if (atMost !== undefined) compare((value) => value <= atMost);
  if (is !== undefined) tests.push((value) => is.some((one) => isSame(one, value)));
  if (isNot !== undefined) tests.push((value) => !isNot.some((one) => isSame(one, value)));
  if (like !== undefined) tests.push(textTest(compileGlobs(like)));
  if (matches !== undefined) {
    const pattern = compilePattern(matches);
    tests.push(textTest((text) => pattern.test(text)));
  }
  return tests;
}

function textTest(holds: Glob): Test {
  return (value) => holds(String(value));
}

function isSame(wanted: Scalar, value: Value): boolean {
  if (typeof wanted === 'number' && typeof value !== 'boolean') return numberOf(value) === wanted;
  return fold(String(wanted)) === fold(String(value));
}

/** Null where a string is no plain number: `1.000,50`, `$500`, `five hundred`. */
function numberOf(value: Value): number | null {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return null;
  const text = value.normalize('NFKC').trim();
  return PLAIN_NUMBER.test(text) ? Number(text) : null;
}

/** `$.a[0].b` as steps: `a`, `[0]`, `b`. */
function pathOf(field: string): string[] {
  return field
    .replace(/^\$\.?/, '')
    .toLowerCase()
    .split(/\.|(?=\[)/)
    .filter((step) => step !== '');
}

/** True where the path leads to the leaf, false where it leads to what the leaf is a part of, null where it leads elsewhere. */
function stands(path: readonly string[], leaf: readonly string[], step: number, at: number): boolean | null {
  const wanted = path[step];
  if (wanted === undefined) return at === leaf.length;
  if (wanted === '**') {
    let part: boolean | null = null;
    for (let from = at; from <= leaf.length; from++) {
      const found = stands(path, leaf, step + 1, from);
      if (found === true) return true;
      part ??= found;
    }
    return part;
  }
  const is = leaf[at];
  if (is === undefined) return null;
  const isIndex = is.startsWith('[');
  if (wanted === '*' ? isIndex : wanted === '[*]' ? !isIndex : wanted !== is) return null;
  return stands(path, leaf, step + 1, at + 1);
}

/** Whether the path could go on within what stands at the leaf. */
function leadsInto(path: readonly string[], leaf: readonly string[], step: number, at: number): boolean {
  const wanted = path[step];
  if (wanted === undefined) return false;
  const is = leaf[at];
  if (wanted === '**' || is === undefined) return true;
  const isIndex = is.startsWith('[');
  if (wanted === '*' ? isIndex : wanted === '[*]' ? !isIndex : wanted !== is) return false;
  return leadsInto(path, leaf, step + 1, at + 1);
}
