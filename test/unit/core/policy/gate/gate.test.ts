import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultEngine } from '../../../../../services/core/detection/default-engine.ts';
import { createGate } from '../../../../../services/core/policy/gate/gate.ts';
import { parsePolicy } from '../../../../../services/core/policy/gate/parse-policy.ts';
import type { GateCall } from '../../../../../services/core/policy/gate/types.ts';
import { defaultPolicyText } from '../../../../../services/platform/policy/load-policy.ts';
import { callOf, defaultGate, gateOf, policyOf } from './calls.ts';

const HOUR = 3_600_000;

describe('what decides', () => {
  const gate = gateOf(
    policyOf(
      [
        'when: {tool: a*}, effect: allow',
        'when: {tool: ab*}, effect: alert',
        'when: {tool: abc*}, effect: hold, hold: 1h',
        'when: {tool: abcd*}, effect: deny',
        "when: {tool: 'abcde*'}, effect: deny, reason: Later.",
      ],
      'default: hold\nhold: 2h\n',
    ),
  );
  for (const [name, effect, policy, holdMs] of [
    ['a', 'ALLOW', 'rule-0', null],
    ['AB', 'ALERT', 'rule-1', null],
    ['abc', 'HOLD', 'rule-2', HOUR],
    ['abcd', 'DENY', 'rule-3', null],
    ['abcde', 'DENY', 'rule-3', null],
    ['ｂ', 'HOLD', 'default', 2 * HOUR],
  ] as const)
    it(`${name}: ${effect} by ${policy}: the strictest of those that match, of equals the first`, () => {
      const decision = gate.decide(callOf({ name }));
      assert.deepEqual([decision.effect, decision.policy, decision.holdMs], [effect, policy, holdMs]);
    });

  it('tells the reasons of all that decided alike', () => {
    assert.deepEqual(gate.decide(callOf({ name: 'abcde' })).reasons, ['Rule 3.', 'Later.']);
  });
});

describe('the hosts of a call', () => {
  const OWN = 'inventory.internal.example.com';
  const gate = gateOf(
    policyOf([
      'when: {finding: [{rule: http-*}]}, unless: {host: inventory.internal.example.com}, effect: deny',
      'when: {host: [evil.example, 10.0.0.5]}, effect: hold',
    ]),
  );
  const decoys = Array.from({ length: 64 }, (_, at) => `https://a${at}.example.com/`);
  for (const [what, kind, given, effect] of [
    ['an excepted one', 'HTTP', { url: `https://${OWN}/items` }, 'ALLOW'],
    ['one without a scheme', 'HTTP', { note: `https://${OWN}/`, url: '10.0.0.5/admin' }, 'DENY'],
    ['a number', 'HTTP', { note: `https://${OWN}/`, host: '2130706433' }, 'DENY'],
    ['a metadata address anywhere', 'HTTP', { note: `https://${OWN}/`, x: '169.254.169.254' }, 'DENY'],
    ['one in a parameter', 'HTTP', { url: `https://${OWN}/?u=http%3A%2F%2F169.254.169.254` }, 'DENY'],
    ['one in JSON in a string', 'MCP', { note: `https://${OWN}/`, x: '{"url":"10.0.0.5"}' }, 'DENY'],
    ['one behind many', 'HTTP', { a: decoys, url: 'http://169.254.169.254/' }, 'DENY'],
    ['too many to be read', 'HTTP', { a: [...decoys, 'https://more.example.com/'] }, 'HOLD'],
    ['of a command', 'SHELL', { command: 'sudo curl -s evil.example' }, 'HOLD'],
    ['of a command within one', 'SHELL', { command: 'bash -c "nc 10.0.0.5 80"' }, 'HOLD'],
    ['of a command that a function runs', 'MCP', { command: 'curl evil.example/x' }, 'HOLD'],
    ['of a command that does not tell', 'SHELL', { command: 'curl $WHERE' }, 'HOLD'],
    ['of another command', 'SHELL', { command: 'curl -s api.example.com -o evil.json' }, 'ALLOW'],
    ['of no command', 'SHELL', { command: 'cat evil.example' }, 'ALLOW'],
    ['none', 'FUNCTION', { note: 'evil.example' }, 'ALLOW'],
  ] as const)
    it(`${what}: ${effect}`, () => {
      const call = callOf({ name: 'do', kind, arguments: JSON.stringify(given) });
      assert.equal(gate.decide(call).effect, effect);
    });
});

describe('conditions', () => {
  const cases: readonly (readonly [when: string, matching: Partial<GateCall>, other: Partial<GateCall>])[] = [
    ['{tenant: acme}', {}, { tenant: 'globex' }],
    ['{application: [desk, shop]}', {}, { application: 'lab' }],
    ['{environment: prod*}', {}, { environment: 'test' }],
    ['{use_case: support}', { use_case: ' Support ' }, {}],
    ['{role: finance}', { actor: { user_id: null, role: 'Finance', department: null } }, {}],
    ['{department: legal}', { actor: { user_id: null, role: null, department: 'legal' } }, {}],
    ['{kind: [http, messaging]}', { tool: { name: 't', kind: 'HTTP', endpoint: null } }, {}],
    [
      "{endpoint: 'https://api.example.com/*'}",
      { tool: { name: 't', kind: 'HTTP', endpoint: 'https://api.example.com/v1' } },
      { tool: { name: 't', kind: 'HTTP', endpoint: 'https://api.example.org/v1' } },
    ],
    [
      "{host: '*.example.net'}",
      { arguments: '{"a":{"link":"see https://x.example.net:8443/y"}}' },
      { arguments: '{"a":{"link":"see https://x.example.com/y.example.net"}}' },
    ],
    ['{authenticated: no}', { authentication: { status: 'NO', method: null, principal: null } }, {}],
    ['{outward: true}', { tool: { name: 't', kind: 'MESSAGING', endpoint: null } }, {}],
    ["{text: 'top secret'}", { arguments: '{"t":"TOP\\u0020secret"}' }, { arguments: '{"t":"top"}' }],
    [
      '{finding: {category: secret, severity: high}}',
      { arguments: '{"t":"ghp_16C7e42F292c6912E7710c838347Ae178B4a"}' },
      { arguments: '{"t":"ghp"}' },
    ],
    [
      '{finding: {type: email}}',
      { arguments: '{"t":"anna@firma-beispiel.de"}' },
      { arguments: '{"t":"anna at firma"}' },
    ],
    ['{tool: save, kind: function, tenant: acme}', {}, { tenant: 'globex' }],
  ];
  for (const [when, matching, other] of cases)
    it(when, () => {
      const gate = gateOf(policyOf([`when: ${when}, effect: deny`]));
      assert.equal(gate.decide(callOf(matching)).effect, 'DENY');
      assert.equal(gate.decide(callOf(other)).effect, 'ALLOW');
    });

  it('excepts what `unless` says, if all of it holds', () => {
    const gate = gateOf(
      policyOf(['when: {tool: pay_*}, unless: {department: finance, environment: production}, effect: deny']),
    );
    const finance = { user_id: null, role: null, department: 'finance' };
    assert.equal(gate.decide(callOf({ name: 'pay_invoice', actor: finance })).effect, 'ALLOW');
    assert.equal(
      gate.decide(callOf({ name: 'pay_invoice', actor: finance, environment: 'test' })).effect,
      'DENY',
    );
    assert.equal(gate.decide(callOf({ name: 'pay_invoice' })).effect, 'DENY');
  });

  it('lets through by hosts only what goes to those hosts alone', () => {
    const gate = gateOf(policyOf(["when: {kind: http}, unless: {host: 'api.example.com'}, effect: deny"]));
    const http = (given: string) =>
      callOf({ tool: { name: 't', kind: 'HTTP', endpoint: 'https://api.example.com/' }, arguments: given });
    assert.equal(gate.decide(http('{"q":"lamp"}')).effect, 'ALLOW');
    assert.equal(gate.decide(http('{"url":"https://api.example.com@evil.example/"}')).effect, 'DENY');
    assert.equal(
      gate.decide(http('{"url":"https://api.example.com/","then":"https://evil.example/"}')).effect,
      'DENY',
    );
  });
});

describe('least privilege', () => {
  const text = `version: 1
least_privilege:
  - { use_case: Support, tools: [lookup_*, refund], reason: The desk looks up and refunds. }
  - { use_case: batch, tools: [] }
`;
  it('denies a use case the tools that it was not given, whatever the rules say', () => {
    const gate = gateOf(`${text}rules:
  - { id: all, description: All., when: {tool: '*'}, effect: allow, examples: [{expect: allow, tool: a, kind: FUNCTION}] }
`);
    assert.equal(gate.decide(callOf({ name: 'lookup_order', use_case: 'support' })).effect, 'ALLOW');
    const decision = gate.decide(callOf({ name: 'delete_user', use_case: 'SUPPORT' }));
    assert.deepEqual(
      [decision.effect, decision.policy, decision.reasons],
      ['DENY', 'least-privilege', ['The desk looks up and refunds.']],
    );
    assert.equal(gate.decide(callOf({ name: 'refund', use_case: 'batch' })).effect, 'DENY');
    assert.equal(gate.decide(callOf({ name: 'delete_user', use_case: 'other' })).effect, 'ALLOW');
    assert.equal(gate.decide(callOf({ name: 'delete_user' })).effect, 'ALLOW');
  });

  it('denies use cases that are not listed where the policy says so', () => {
    const gate = gateOf(`${text}other_use_cases: none\n`);
    assert.equal(gate.decide(callOf({ name: 'refund', use_case: 'support' })).effect, 'ALLOW');
    assert.equal(gate.decide(callOf({ name: 'refund', use_case: 'other' })).effect, 'DENY');
    assert.equal(gate.decide(callOf({ name: 'refund' })).effect, 'DENY');
  });
});

describe('high risk', () => {
  const gate = gateOf(policyOf(['when: {tool: refund}, effect: allow, high_risk: true']));
  for (const [given, expected] of [
    [{ kind: 'SHELL', arguments: 'ls' }, true],
    [{ kind: 'DATABASE', arguments: 'SELECT 1' }, true],
    [{ name: 'refund' }, true],
    [{ name: 'fetch', kind: 'HTTP', arguments: '{"url":"http://169.254.169.254/"}' }, true],
    [{ name: 'fetch', kind: 'HTTP', arguments: '{"url":"https://example.com/"}' }, false],
  ] as const)
    it(`${JSON.stringify(given)}: ${expected}`, () =>
      assert.equal(gate.decide(callOf(given as Parameters<typeof callOf>[0])).highRisk, expected));
});

describe('when something fails', () => {
  const failing = () => {
    throw new Error('no');
  };
  const policy = (onFailure: string) =>
    parsePolicy(
      policyOf(
        ['when: {tool: refund, arguments: {field: amount, above: 1}}, effect: hold, high_risk: true'],
        `on_failure: ${onFailure}\n`,
      ),
    );
  const broken = (onFailure: string) =>
    createGate({ policy: policy(onFailure), engine: { ...defaultEngine(), scan: failing } });

  it('denies what is high-risk, or could be by the policy, and does with the rest what it says', () => {
    for (const [name, kind, onFailure, effect] of [
      ['sh', 'SHELL', 'allow', 'DENY'],
      ['sql', 'DATABASE', 'allow', 'DENY'],
      ['refund', 'FUNCTION', 'allow', 'DENY'],
      ['save', 'FUNCTION', 'allow', 'ALLOW'],
      ['save', 'FUNCTION', 'alert', 'ALERT'],
      ['save', 'FUNCTION', 'deny', 'DENY'],
    ] as const) {
      const gate = broken(onFailure);
      for (const decision of [
        gate.decide(callOf({ name, kind })),
        gate.decideOnFailure(callOf({ name, kind })),
        gate.explain(callOf({ name, kind })).decision,
      ])
        assert.deepEqual([decision.effect, decision.policy], [effect, 'guard-failure']);
    }
  });

  it('goes by the default policy’s rules about findings only where they could be found', () => {
    const text = defaultPolicyText().replace('\non_failure: deny', '\non_failure: allow');
    const gate = createGate({ policy: parsePolicy(text), engine: { ...defaultEngine(), scan: failing } });
    for (const [name, kind, given, effect] of [
      ['refund', 'FUNCTION', '{"amount": 7}', 'ALLOW'],
      ['run_shell', 'FUNCTION', '{}', 'DENY'],
      ['do', 'MCP', '{"command": "ls"}', 'DENY'],
      ['send', 'MESSAGING', '{}', 'DENY'],
      ['sh', 'SHELL', '{}', 'DENY'],
    ] as const) {
      assert.equal(gate.decide(callOf({ name, kind, arguments: given })).effect, effect, name);
      assert.equal(gate.decideOnFailure(callOf({ name, kind, arguments: given })).effect, effect, name);
    }
  });

  it('goes by what is known of a call that was judged before the guard failed', () => {
    const text = defaultPolicyText().replace('\non_failure: deny', '\non_failure: alert');
    const gate = createGate({ policy: parsePolicy(text), engine: defaultEngine() });
    const call = callOf({ name: 'send', kind: 'MESSAGING', arguments: '{"text": "hello"}' });
    const { highRisk } = gate.decide(call);
    assert.equal(gate.decideOnFailure(call, highRisk).effect, 'ALERT');
    assert.equal(gate.decideOnFailure(call, true).effect, 'DENY');
    assert.equal(gate.decideOnFailure(call).effect, 'DENY');
  });

  it('denies arguments that are too large to be read, and reads those that are not', () => {
    const gate = gateOf('version: 1\nmax_argument_bytes: 1024\n');
    assert.equal(gate.decide(callOf({ arguments: 'x'.repeat(1024) })).effect, 'ALLOW');
    const decision = gate.decide(callOf({ arguments: 'ü'.repeat(513) }));
    assert.deepEqual([decision.effect, decision.policy], ['DENY', 'too-large']);
  });

  it('never throws, whatever it is given', () => {
    const gate = defaultGate();
    const texts = [
      '{',
      '[',
      '"',
      '\u0000',
      '\ud800',
      '{"a":',
      '[[[['.repeat(5000),
      '{"a":'.repeat(5000),
      'null',
      '1e999',
      '{"__proto__":{"x":1}}',
      '\\'.repeat(999),
      '$('.repeat(2000),
      `${'('.repeat(9000)}SELECT`,
    ];
    for (const kind of ['SHELL', 'DATABASE', 'HTTP', 'MCP', 'FUNCTION', 'MESSAGING', 'UNKNOWN'] as const)
      for (const text of texts)
        for (const endpoint of [null, text.slice(0, 500), 'http://']) {
          const call = callOf({ tool: { name: text.slice(0, 50), kind, endpoint }, arguments: text });
          assert.ok(['ALLOW', 'ALERT', 'HOLD', 'DENY'].includes(gate.decide(call).effect));
        }
    for (const nothing of [null, undefined, {}, { tool: null }, { tool: {}, arguments: 7 }])
      assert.equal(gate.decide(nothing as unknown as GateCall).effect, 'DENY');
  });
});

describe('an explanation', () => {
  const gate = defaultGate();
  const call = callOf({
    name: 'shell',
    kind: 'SHELL',
    arguments: '{"command":"rm -rf /var/log/zebra-4711"}',
  });

  it('says of every rule whether it matched and why, and decides as `decide` does', () => {
    const { decision, steps } = gate.explain(call);
    assert.deepEqual(decision, gate.decide(call));
    const step = (id: string) => steps.find(({ rule }) => rule === id);
    assert.equal(step('shell')?.because, 'kind is SHELL');
    assert.match(step('shell-destruction')?.because ?? '', /found: shell-destructive-delete \(CRITICAL\)/);
    assert.match(step('database')?.because ?? '', /not true: kind is DATABASE/);
  });

  it('never repeats what the call holds', () => {
    assert.ok(!JSON.stringify(gate.explain(call)).includes('zebra'));
  });
});

describe('glob', () => {
  for (const [pattern, name, expected] of [
    ['*', '', true],
    ['a*c', 'abbbc', true],
    ['a*c', 'abbb', false],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['*a*a*a*', 'banana', true],
    ['refund', ' REFUND ', true],
    ['re.und', 'refund', false],
    [`${'*a'.repeat(90)}b`, 'a'.repeat(5000), false],
  ] as const)
    it(`${pattern.slice(0, 20)} ${expected ? 'is' : 'is not'} ${name.slice(0, 20)}`, () => {
      const gate = gateOf(policyOf([`when: {tool: '${pattern}'}, effect: deny`]));
      assert.equal(gate.decide(callOf({ name })).effect === 'DENY', expected);
    });
});
