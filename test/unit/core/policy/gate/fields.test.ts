import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readGiven } from '../../../../../services/core/policy/gate/given.ts';
import { callOf, gateOf, policyOf } from './calls.ts';

/** Whether a rule that denies, and one that allows where all else is held, find the condition to hold. */
function hold(condition: string, given: string): [denying: boolean, allowing: boolean] {
  const call = callOf({ arguments: given });
  return [
    gateOf(policyOf([`when: {arguments: ${condition}}, effect: deny`])).decide(call).effect === 'DENY',
    gateOf(policyOf([`when: {arguments: ${condition}}, effect: allow`], 'default: hold\n')).decide(call)
      .effect === 'ALLOW',
  ];
}

const ABOVE = '{field: amount, above: 100}';
const FOUR_LEVELS = JSON.stringify({
  a: JSON.stringify({ b: JSON.stringify({ c: JSON.stringify({ amount: 250 }) }) }),
});
const BELOW = '{field: amount, at_most: 100}';

describe('a condition on a field', () => {
  const cases: readonly (readonly [condition: string, given: string, denying: boolean, allowing: boolean])[] =
    [
      [ABOVE, '{"amount":250}', true, true],
      [ABOVE, '{"amount":100}', false, false],
      [BELOW, '{"amount":100}', true, true],
      ['{field: amount, at_least: 100, below: 200}', '{"amount":150}', true, true],
      ['{field: amount, at_least: 100, below: 200}', '{"amount":200}', false, false],
      // Written otherwise
      [ABOVE, '{"amount":"250"}', true, true],
      [ABOVE, '{"amount":" 2.5e2 "}', true, true],
      [ABOVE, '{"amount":"２５０"}', true, true],
      [ABOVE, '{"AMOUNT":250}', true, true],
      [ABOVE, '{"amount":1e999}', true, true],
      // Nobody can tell: what stops goes by the worse, what lets through does not
      [ABOVE, '{"amount":"1.000,50"}', true, false],
      [ABOVE, '{"amount":"five hundred"}', true, false],
      [BELOW, '{"amount":"0x5"}', true, false],
      [BELOW, '{"amount":{"value":5}}', true, false],
      [BELOW, '{"amount":[5]}', true, false],
      [BELOW, '{"amount":true}', true, false],
      [BELOW, 'amount=5', true, false],
      [BELOW, '{"amount":5', true, false],
      // Twice
      [ABOVE, '{"amount":5,"amount":250}', true, false],
      [ABOVE, '{"amount":250,"amount":5}', true, false],
      [BELOW, '{"amount":5,"amount":250}', true, false],
      // Not there
      [ABOVE, '{}', false, false],
      [BELOW, '{"amount":null}', false, false],
      ['{field: amount, present: false}', '{}', true, true],
      ['{field: amount, present: true}', '{"amount":{}}', true, true],
      ['{field: amount, present: true}', '', false, false],
      // Paths
      ['{field: $.payment.amount, above: 100}', '{"payment":{"amount":250}}', true, true],
      ["{field: 'items[*].price', above: 100}", '{"items":[{"price":5},{"price":250}]}', true, false],
      ["{field: 'items[1].price', above: 100}", '{"items":[{"price":5},{"price":250}]}', true, true],
      ["{field: '**.amount', above: 100}", '{"a":[{"b":{"amount":250}}]}', true, true],
      ["{field: '**.amount', above: 100}", '{"a":"{\\"amount\\":250}"}', true, true],
      ['{field: payload.amount, above: 100}', '{"payload":"{\\"amount\\":250}"}', true, true],
      ["{field: 'a.*.c', is: x}", '{"a":{"b":{"c":"x"}}}', true, true],
      // JSON in strings that only some can read
      ...[
        '{"x": NaN, "amount": 250}',
        '\ufeff{"amount": 250}',
        '{"amount": 250,}',
        '{amount: 250}',
        "{'amount': 250}",
        '/* one */ {"amount": 250}',
        '{"amount": 250} and more',
      ].flatMap(
        (text) =>
          [
            ["{field: '**.amount', above: 1000}", JSON.stringify({ a: text, amount: 5 }), true, false],
            ["{field: '**.amount', at_most: 1000}", JSON.stringify({ a: text, amount: 5 }), true, false],
            ['{field: a.amount, present: true}', JSON.stringify({ a: text }), true, false],
            ["{field: 'b.amount', above: 100}", JSON.stringify({ a: text, b: { amount: 5 } }), false, false],
          ] as const,
      ),
      ["{field: '**.amount', above: 1000}", FOUR_LEVELS, true, false],
      ["{field: 'a.b.c.amount', at_most: 10}", FOUR_LEVELS, true, false],
      ["{field: 'a.amount', at_most: 10}", FOUR_LEVELS, false, false],
      ["{field: '**.amount', above: 100}", '{"a":"{name}, thank you: {order}","amount":5}', false, false],
      ["{field: '**.amount', above: 100}", '{"a":"[1] a footnote: see below","amount":5}', false, false],
      ["{field: '**.amount', at_most: 100}", '{"a":"[link](https://a.example/)","amount":5}', true, true],
      // Texts
      ['{field: to, is: [ANNA, bert]}', '{"to":"anna"}', true, true],
      ['{field: to, is_not: [anna, bert]}', '{"to":"carl"}', true, true],
      ['{field: to, is_not: [anna, bert]}', '{"to":["anna","carl"]}', true, false],
      ["{field: 'to[*]', is_not: [anna]}", '{"to":["anna"]}', false, false],
      ['{field: n, is: 5}', '{"n":"5.0"}', true, true],
      ['{field: n, is: null}', '{"n":null}', true, true],
      ["{field: to, like: '*@example.com'}", '{"to":"anna@example.com"}', true, true],
      ["{field: to, matches: '^a.{3}$'}", '{"to":"anna"}', true, true],
      ["{field: to, matches: '^a.{3}$'}", '{"to":"annabel"}', false, false],
    ];
  for (const [condition, given, denying, allowing] of cases)
    it(`${condition} of ${given}`, () => assert.deepEqual(hold(condition, given), [denying, allowing]));

  it('asks all that are listed', () => {
    const both = '[{field: a, above: 1}, {field: b, above: 1}]';
    assert.deepEqual(hold(both, '{"a":2,"b":2}'), [true, true]);
    assert.deepEqual(hold(both, '{"a":2,"b":1}'), [false, false]);
  });
});

describe('arguments', () => {
  it('are read with what stands twice and what is JSON within', () => {
    const { leaves, isWhole } = readGiven('{"A":1,"a":{"b":["x",{"c":"{\\"d\\":null}"}]}}');
    assert.equal(isWhole, true);
    assert.deepEqual(
      leaves.map(({ path, value }) => [path.join('.'), value]),
      [
        ['a', 1],
        ['a.b.[0]', 'x'],
        ['a.b.[1].c', '{"d":null}'],
        ['a.b.[1].c.d', null],
      ],
    );
  });

  for (const text of [
    '{"a":1}x',
    '{a:1}',
    "{'a':1}",
    '{"a":01}',
    '{"a":1,}',
    '[1 2]',
    '{"a":"\\x"}',
    'NaN',
    '['.repeat(100),
    `[${'1,'.repeat(6000)}1]`,
  ])
    it(`are not whole: ${text.slice(0, 20)}`, () => assert.equal(readGiven(text).isWhole, false));

  it('are as JSON.parse reads them, where nothing stands twice', () => {
    for (const value of [0, -1.5e-3, 'ü\u2028"\\/\n', [], {}, { a: [true, false, null], b: { c: 'x' } }])
      assert.equal(readGiven(JSON.stringify(value, null, 2)).isWhole, true);
  });
});
