import assert from 'node:assert/strict';
import test from 'node:test';
import { builtInAnalysers } from '../../../../services/core/detection/analysers/index.ts';
import { checkAnalyser, checkRules } from '../../../../services/core/detection/check-rules.ts';
import { compileEngine } from '../../../../services/core/detection/engine.ts';
import { builtInRules } from '../../../../services/core/detection/rules/index.ts';
import type { Rule } from '../../../../services/core/detection/types.ts';

const sound: Rule = {
  id: 'sound-rule',
  version: 1,
  category: 'SECRET',
  type: 'api_key',
  severity: 'HIGH',
  confidence: 0.9,
  description: 'A made-up key.',
  severity_reason: 'None.',
  references: ['https://example.com'],
  taxonomy: ['CWE-798'],
  triggers: ['abc_'],
  pattern: 'abc_[0-9]{8}',
  examples: { match: [{ text: 'abc_12345678' }], no_match: [{ text: 'abc_1' }] },
};

test('every built-in rule holds its own examples and the form', () => {
  assert.ok(builtInRules.length >= 35);
  assert.deepEqual(checkRules(builtInRules), []);
});

test('every built-in analyser holds the examples and the form of its cards', () => {
  for (const analyser of builtInAnalysers) assert.deepEqual(checkAnalyser(analyser), []);
});

test('all problems of a rule set are told at once', () => {
  const broken: Rule[] = [
    sound,
    sound,
    { ...sound, id: 'Bad_Id', type: 'Bad-Type' },
    { ...sound, id: 'no-such-validator', validators: ['nonsense'] },
    { ...sound, id: 'does-not-compile', pattern: 'abc_(' },
    {
      ...sound,
      id: 'examples-fail',
      pattern: 'abc_[0-9]',
      examples: { match: [{ text: 'x' }], no_match: [{ text: 'abc_1' }] },
    },
    { ...sound, id: 'no-triggers', triggers: [] },
    {
      ...sound,
      id: 'unsafe',
      pattern: 'abc_(a+)+$',
      examples: { match: [{ text: 'abc_a' }], no_match: [{ text: 'x' }] },
    },
  ];
  const prove = (pattern: string) => (pattern.includes('(a+)+') ? 'exponential' : null);
  assert.deepEqual(
    checkRules(broken, prove).map(({ rule_id, problem }) => `${rule_id}: ${problem}`),
    [
      'sound-rule: the id is taken',
      'Bad_Id: the id is not kebab-case',
      'Bad_Id: the type is not snake_case',
      'no-such-validator: unknown validators: nonsense',
      'does-not-compile: the pattern does not compile with flags y',
      'examples-fail: match example 0 is not found',
      'examples-fail: no_match example 0 is found',
      'no-triggers: the triggers are empty, not ASCII, or a run of fewer than 2 digits',
      'no-triggers: match example 0 is not found',
      'unsafe: the pattern is not proved safe: exponential',
    ],
  );
});

test('an engine does not compile with an unknown validator', () => {
  assert.throws(() => compileEngine([{ ...sound, validators: ['nonsense'] }]), /unknown validator/);
});

test('the digest of a rule set is stable and changes with any rule', () => {
  const digest = compileEngine(builtInRules).rulesDigest;
  assert.match(digest, /^[0-9a-f]{16}$/);
  assert.equal(compileEngine([...builtInRules]).rulesDigest, digest);
  assert.notEqual(compileEngine(builtInRules.slice(1)).rulesDigest, digest);
});
