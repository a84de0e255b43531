import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { tripline as run } from '../../support/tripline.ts';

const folder = mkdtempSync(join(tmpdir(), 'tripline-policy-'));
after(() => rmSync(folder, { recursive: true }));

async function tripline(args: readonly string[], options: Parameters<typeof run>[1] = {}) {
  const { code, stdout, stderr } = await run([...args], options);
  return { code, stdout: String(stdout), stderr };
}

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const refunds = write(
  'refunds.yaml',
  `version: 1
rules:
  - id: large-refund
    description: A refund of more than 100.
    reason: Refunds of more than 100 need a person.
    when: { tool: refund*, arguments: { field: amount, above: 100 } }
    effect: hold
    hold: 30m
    high_risk: true
    examples:
      - { expect: hold, tool: refund, kind: FUNCTION, arguments: { amount: 250 } }
      - { expect: allow, tool: refund, kind: FUNCTION, arguments: { amount: 20 } }
`,
);

describe('tripline policy', () => {
  test('lint and test take the default policy where none is named', async () => {
    const lint = await tripline(['policy', 'lint']);
    assert.deepEqual([lint.code, /^\d+ rules, 0 use cases, no problems\n$/.test(lint.stdout)], [0, true]);
    const tried = await tripline(['policy', 'test']);
    assert.deepEqual(
      [tried.code, /^\d+ rules, \d+ examples, 0 do not hold\n$/.test(tried.stdout)],
      [0, true],
    );
  });

  test('lint tells every problem with its line; exit code 1', async () => {
    const bad = write('bad.yaml', 'version: 2\nhold: soon\nrules:\n  - id: Bad\n');
    const { code, stdout } = await tripline(['policy', 'lint', bad]);
    assert.equal(code, 1);
    for (const expected of [
      /^line 1: version/m,
      /^line 2: hold/m,
      /^line 4: rules\[0\]\.id/m,
      /^\d+ problems$/m,
    ])
      assert.match(stdout, expected);
  });

  test('lint tells of a finding that nothing is ever found under, and proves patterns', async () => {
    const misnamed = write(
      'misnamed.yaml',
      `version: 1
rules:
  - { id: a, description: A., when: { finding: { rule: shell-destructve-delete } }, effect: deny, examples: [{ expect: deny, tool: t, kind: SHELL }] }
`,
    );
    const { code, stdout } = await tripline(['policy', 'lint', misnamed]);
    assert.deepEqual([code, /nothing is ever found under the rule/.test(stdout)], [1, true]);
    const unsafe = write(
      'unsafe.yaml',
      `version: 1
rules:
  - { id: a, description: A., when: { text: '(a+)+$' }, effect: deny, examples: [{ expect: deny, tool: t, kind: SHELL, arguments: aa }] }
`,
    );
    const refused = await tripline(['policy', 'lint', unsafe]);
    assert.deepEqual([refused.code, /not proved safe/.test(refused.stdout)], [1, true]);
  });

  test('test tells which example is decided otherwise, and by what; exit code 1', async () => {
    const wrong = write(
      'wrong.yaml',
      `version: 1
rules:
  - { id: a, description: A., when: { tool: a }, effect: deny, examples: [{ expect: deny, tool: b, kind: FUNCTION }, { expect: deny, tool: a, kind: FUNCTION }] }
  - { id: c, description: C., when: { tool: c }, effect: deny, examples: [{ expect: deny, tool: a, kind: FUNCTION }] }
`,
    );
    const { code, stdout } = await tripline(['policy', 'test', wrong]);
    assert.equal(code, 1);
    assert.equal(
      stdout,
      'a, example 0: expected DENY, got ALLOW by default\nc, example 0: DENY as expected, but by a: this rule did not match\n2 rules, 3 examples, 2 do not hold\n',
    );
  });

  test('explain says which rule decided and why, of a call in parts, in a file or on standard input', async () => {
    const parts = await tripline([
      'policy',
      'explain',
      refunds,
      '--tool',
      'refund',
      '--kind',
      'FUNCTION',
      '--arguments',
      '{"amount":250}',
    ]);
    assert.equal(parts.code, 0);
    assert.match(parts.stdout, /^large-refund +yes +tool is refund\*, and amount above 100$/m);
    assert.match(parts.stdout, /^HOLD by large-refund, high-risk$/m);
    assert.match(parts.stdout, /^ {2}waits 1800 s for a person$/m);
    const call = '{"tool":"refund","kind":"FUNCTION","arguments":{"amount":20},"role":"agent"}';
    const file = write('call.json', call);
    for (const [source, input] of [
      ['-', call],
      [file, ''],
    ] as const) {
      const { code, stdout } = await tripline(['policy', 'explain', refunds, '--call', source, '--json'], {
        input,
      });
      const { decision, steps } = JSON.parse(stdout) as {
        decision: { effect: string };
        steps: { because: string }[];
      };
      assert.deepEqual([code, decision.effect], [0, 'ALLOW']);
      assert.match(steps[0]?.because ?? '', /^not true: amount above 100$/);
    }
  });

  test('a file that is not there, a call that is none: told; exit code 2', async () => {
    for (const [args, expected] of [
      [['policy', 'lint', join(folder, 'none.yaml')], /none\.yaml cannot be read: ENOENT/],
      [['policy', 'explain', '--tool', 'x'], /kind/],
      [['policy', 'explain', '--call', '-'], /not JSON/],
      [['policy', 'explain', '--call', '-', '--tool', 'x'], /--call is the whole call/],
    ] as const) {
      const { code, stderr } = await tripline([...args], { input: 'hunter2' });
      assert.deepEqual([code, expected.test(stderr), stderr.includes('hunter2')], [2, true, false]);
    }
  });

  test('says how it is called', async () => {
    const { code, stdout } = await tripline(['policy', 'explain', '--help']);
    assert.deepEqual([code, /--call/.test(stdout), /Example:/.test(stdout)], [0, true, true]);
  });
});
