import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isTriplineError } from '../../../../../services/core/errors.ts';
import { parsePolicy, readPolicy } from '../../../../../services/core/policy/gate/parse-policy.ts';
import { MAX_POLICY_BYTES } from '../../../../../services/core/policy/gate/yaml-document.ts';
import { createProver } from '../../../../../services/platform/detection/prover.ts';
import { defaultPolicyText, loadPolicy } from '../../../../../services/platform/policy/load-policy.ts';
import { policyOf } from './calls.ts';

function problemsOf(text: string): string[] {
  const read = readPolicy(text);
  return 'problems' in read ? read.problems.map(({ line, problem }) => `${line}: ${problem}`) : [];
}

describe('a policy file', () => {
  it('is the default one, without a prover', () => {
    const policy = parsePolicy(defaultPolicyText());
    assert.ok(policy.rules.length >= 10);
    assert.equal(policy.onFailure, 'DENY');
    assert.match(policy.digest, /^[0-9a-f]{16}$/);
  });

  it('tells every problem at once, each with its line, in the order of lines', () => {
    const problems = problemsOf(`version: 2
default: perhaps
hold: soon
rules:
  - id: Bad Id
    description: ''
    when: { kind: SHELL, colour: red }
    effect: deny
    examples: []
  - id: twice
    description: Ok.
    when: {}
    effect: hold
    examples: [{ expect: hold, tool: t, kind: NOTHING }]
`);
    for (const expected of [
      /^1: version: must be 1/,
      /^2: default: must be one of allow/,
      /^3: hold: must be a number/,
      /^5: rules\[0\]\.id/,
      /^6: rules\[0\]\.description/,
      /^7: rules\[0\]\.when: there is no key of that name \(colour\)/,
      /^9: rules\[0\]\.examples/,
      /^12: rules\[1\]\.when: must not be empty/,
      /^14: rules\[1\]\.examples\[0\]\.kind/,
    ])
      assert.ok(
        problems.some((problem) => expected.test(problem)),
        `${expected} in\n${problems.join('\n')}`,
      );
    const lines = problems.map((problem) => Number.parseInt(problem, 10));
    assert.deepEqual(
      lines,
      lines.toSorted((one, other) => one - other),
    );
  });

  it('tells what else there is where a key stands twice, and what was expected in words of its own', () => {
    const problems = problemsOf(`version: 1
default: allow
default: perhaps
max_argument_bytes: 10
rules:
  - description: 7
    when: { arguments: { field: a, is: [[1]] } }
    effect: deny
    examples: [{ expect: deny, tool: t, kind: SHELL, arguments: 7 }]
`);
    assert.deepEqual(problems, [
      '2: default: must be one of allow, alert, hold, deny',
      '3: not YAML as it should be: the key stands here a second time; take one of the two out',
      '4: max_argument_bytes: must be at least 1024',
      '6: rules[0].id: is missing: it must be a string',
      '6: rules[0].description: must be a string, not a number',
      '7: rules[0].when.arguments[0].is[0]: must be a string or a number or true or false or null',
      '9: rules[0].examples[0].arguments: must be a string or an object or a list',
    ]);
  });

  it('is refused whole, by a typed error that lists them', () => {
    assert.throws(
      () => parsePolicy('version: 2\nnothing: here\n'),
      (error) => isTriplineError(error, 'CONFIG_INVALID') && /line 1.*line 2/s.test(error.message),
    );
  });

  for (const [what, text, expected] of [
    [
      'an id that is taken',
      policyOf(['when: {tool: a}, effect: deny', 'when: {tool: b}, effect: deny']).replace(
        'rule-0',
        'rule-1',
      ),
      /the id is taken/,
    ],
    [
      'an id of the gate’s own',
      policyOf(['when: {tool: a}, effect: deny']).replace('rule-0', 'least-privilege'),
      /the gate’s own/,
    ],
    [
      'an id of the guard’s own',
      policyOf(['when: {tool: a}, effect: deny']).replace('rule-0', 'runs-once'),
      /the gate’s own/,
    ],
    [
      'a use case that is listed twice, once in full-width letters',
      'version: 1\nleast_privilege: [{use_case: a, tools: []}, {use_case: ａ, tools: []}]\n',
      /listed twice/,
    ],
    [
      'a hold on a rule that does not hold',
      policyOf(['when: {tool: a}, effect: deny, hold: 5m']),
      /only a rule that holds/,
    ],
    [
      'a rule without an example of its effect',
      policyOf(['when: {tool: a}, effect: deny']).replace('expect: deny', 'expect: allow'),
      /none expects deny/,
    ],
    [
      'a use case that is listed twice',
      'version: 1\nleast_privilege: [{use_case: A, tools: []}, {use_case: a, tools: []}]\n',
      /listed twice/,
    ],
    [
      'a field path that is none',
      policyOf(["when: {arguments: {field: 'a..b', above: 1}}, effect: deny"]),
      /must be a path/,
    ],
    [
      'a field path with two depths',
      policyOf(["when: {arguments: {field: '**.a.**.b', above: 1}}, effect: deny"]),
      /\*\* once/,
    ],
    [
      'a field without a comparison',
      policyOf(['when: {arguments: {field: a}}, effect: deny']),
      /needs a comparison/,
    ],
    [
      'a pattern that is no expression',
      policyOf(["when: {text: '('}, effect: deny"]),
      /no regular expression/,
    ],
    [
      'a pattern, where nothing can prove it',
      policyOf(["when: {text: 'a+b'}, effect: deny"]),
      /nothing here that could prove it/,
    ],
    ['a number where a list should be', 'version: 1\nrules: 7\n', /rules/],
    ['a key that stands twice', 'version: 1\nversion: 1\n', /not YAML as it should be/],
    ['two documents', 'version: 1\n---\nversion: 1\n', /not YAML as it should be/],
    ['a prototype for a key', 'version: 1\n__proto__: {default: allow}\n', /no key of that name/],
    ['nothing', '', /the file/],
    ['binary data', '\u0000\u0001\u0002', /not YAML|the file/],
    ['a text that is too long', `#${'x'.repeat(MAX_POLICY_BYTES)}`, /more than/],
    ['brackets without end', '['.repeat(200_000), /not YAML|cannot be read/],
    ['an alias that leads nowhere', 'version: 1\nrules: *gone\n', /not YAML|cannot be read/],
    [
      'aliases that multiply',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghi'].map((name, index) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefgh'[index]}`).join(',')}]`).join('\n')}\n`,
      /cannot be read/,
    ],
    ['many aliases', `a: &a x\nb: [${'*a,'.repeat(200)}x]\n`, /more than 100 aliases/],
  ] as const)
    it(`refuses ${what}`, () => {
      const problems = problemsOf(text);
      assert.ok(problems.length > 0);
      assert.ok(problems.length <= 200);
      assert.ok(
        problems.some((problem) => expected.test(problem)),
        problems.join('\n'),
      );
    });

  it('takes an anchor that is used a few times', () => {
    const text = policyOf([
      'when: {tool: &tools [a, b]}, effect: deny',
      'when: {tool: *tools}, effect: hold',
    ]);
    assert.deepEqual(problemsOf(text), []);
  });

  it('loads patterns that are proved linear and no others', async () => {
    const safe = policyOf(["when: {text: '^internal only'}, effect: deny"]);
    assert.equal((await loadPolicy(safe)).rules.length, 1);
    await assert.rejects(
      loadPolicy(policyOf(["when: {text: '(a+)+$'}, effect: deny"])),
      (error) => isTriplineError(error, 'CONFIG_INVALID') && error.message.includes('is not proved safe'),
    );
    const prove = await createProver();
    assert.deepEqual(parsePolicy(safe, { prove }), await loadPolicy(safe));
  });

  it('never says what a key or a value holds that is no name', () => {
    const problems = problemsOf('version: 1\n"secret hunter2 value": x\ndefault: hunter2\n');
    assert.ok(problems.length > 0);
    assert.ok(!problems.join().includes('hunter2'));
  });
});
