import assert from 'node:assert/strict';
import { test } from 'node:test';
import { flagsOf } from '../../../../services/core/detection/compiled-rule.ts';
import { leanPattern } from '../../../../services/core/detection/lean-pattern.ts';
import { builtInRules } from '../../../../services/core/detection/rules/index.ts';

test('matches what the pattern matches: every rule, from every place of its examples', () => {
  for (const rule of builtInRules) {
    const plain = new RegExp(rule.pattern, flagsOf(rule));
    const lean = new RegExp(leanPattern(rule.pattern), flagsOf(rule));
    for (const { text } of [...rule.examples.match, ...(rule.examples.no_match ?? [])])
      for (let at = 0; at < text.length; at++) {
        plain.lastIndex = at;
        lean.lastIndex = at;
        assert.deepEqual(lean.exec(text), plain.exec(text), `${rule.id} at ${at}`);
      }
  }
});

const untouched = [
  ['an escaped bracket', String.raw`a\(?:b`],
  ['a class', '[(?:]b'],
  ['a class with an escaped end', String.raw`[\](?:]b`],
  ['a capture', '(?<value>a)(b)'],
  ['lookarounds', '(?<=a)(?!b)(?=c)'],
] as const;
for (const [what, pattern] of untouched)
  test(`leaves ${what} alone`, () => assert.equal(leanPattern(pattern), pattern));

const marked = [
  ['before a group that captures nothing', 'x(?:a)', 'x(?=)(?:a)'],
  ['after it, where more follows', '(?:a|b)c', '(?=)(?:a|b)(?=)c'],
  [
    'not between it and its quantifier',
    '(?:a){2}(?:b)?(?:c)*(?:d)+',
    '(?=)(?:a){2}(?=)(?:b)?(?=)(?:c)*(?=)(?:d)+',
  ],
  ['once between two', '(?:a)(?:b)', '(?=)(?:a)(?=)(?:b)'],
  ['within groups and after escapes', String.raw`(?:a(?:b\)|c)`, String.raw`(?=)(?:a(?=)(?:b\)|c)`],
  ['within a capture', '(?<value>(?:a)b)', '(?<value>(?=)(?:a)(?=)b)'],
] as const;
for (const [where, pattern, expected] of marked)
  test(`marks ${where}`, () => assert.equal(leanPattern(pattern), expected));
