import assert from 'node:assert/strict';
import test from 'node:test';
import { compileEngine } from '../../../../services/core/detection/engine.ts';
import { builtInRules } from '../../../../services/core/detection/rules/index.ts';
import { embedded, named, prefixed } from '../../../../services/core/detection/rules/token-rule.ts';
import { isVaried } from '../../../../services/core/detection/validators/varied.ts';

const URL = 'https://example.com';
const HEX = '8f31c07e9ab24d65' + 'e07b1c94fa2d3865';

function valuesOf(rule: ReturnType<typeof named>, text: string): string[] {
  return compileEngine([rule])
    .scan(text, { kind: 'output' })
    .map(({ start, end }) => text.slice(start, end));
}

test('a name, words that say it is a key, and the value: only the value is found', () => {
  const rule = named('acme-key', 'A key.', URL, ['acme'], '[0-9a-f]{32}');
  const forms = [
    `ACME_API_KEY=${HEX}`,
    `"acmeApiKey": "${HEX}"`,
    `acme.token => '${HEX}'`,
    `The Acme API key is ${HEX}.`,
    `the key for Acme is ${HEX}`,
    `acme:\n  api_key: ${HEX}`,
    `{"acme": {"api_key": "${HEX}"}}`,
    `<add key="AcmeApiKey" value="${HEX}" />`,
    `Acme API key: **${HEX}**`,
    `env["ACME_SECRET"] = "${HEX}"`,
    `acme:auth_token(${HEX})`.replace(':', '_'),
  ];
  for (const text of forms) assert.deepEqual(valuesOf(rule, text), [HEX], text.replace(HEX, '…'));
});

test('a name without words for a key, a longer value and a blank to fill in are left alone', () => {
  const rule = named('acme-key', 'A key.', URL, ['acme'], '[0-9a-f]{32}');
  const others = [
    `acme commit: ${HEX}`,
    `acme_key = ${HEX}00`,
    'acme_key = <your-key>',
    `acme_key = ${'0'.repeat(32)}`,
  ];
  for (const text of others) assert.deepEqual(valuesOf(rule, text), [], text.replace(HEX, '…'));
});

test('a prefix counts with its letter case and at the start of a word only', () => {
  const rule = prefixed('acme-token', 'A token.', URL, ['acm_'], '[0-9a-f]{32}');
  assert.deepEqual(valuesOf(rule, `x acm_${HEX}, y`), [`acm_${HEX}`]);
  assert.deepEqual(valuesOf(rule, `x ACM_${HEX} xacm_${HEX} acm_${HEX}-1`), []);
});

test('of an address only what is secret is the value', () => {
  const rule = embedded('acme-hook', 'A webhook.', URL, ['hooks.acme.com/'], '[0-9a-f]{32}');
  assert.deepEqual(valuesOf(rule, `https://hooks.acme.com/${HEX}`), [HEX]);
});

test('words, repetitions and counters are not varied; generated values are', () => {
  for (const value of [HEX, 'kR7vTz1QmX9bL3fWc8Hs', 'kRvTzQmXbLfWcHsJpYdN'])
    assert.equal(isVaried(value), true);
  for (const value of ['customer_configuration', 'aaaaaaaa11111111', '00000000000000000042'])
    assert.equal(isVaried(value), false);
});

test('there are at least 150 provider formats', () => {
  assert.ok(builtInRules.filter(({ category }) => category === 'SECRET').length >= 150);
});
