import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { z } from 'zod';
import { defaultEngine } from '../../services/core/detection/default-engine.ts';
import { tryExamples } from '../../services/core/policy/gate/examples.ts';
import { parsePolicy } from '../../services/core/policy/gate/parse-policy.ts';
import { policySchema } from '../../services/core/policy/gate/policy-schema.ts';
import * as bypasses from '../fixtures/policy-bypasses.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/policy.md'), 'utf8');

test('the policy of docs/policy.md loads, and its examples hold', () => {
  const [, text = ''] = /```yaml\n(.*?)```/s.exec(page) ?? [];
  const policy = parsePolicy(text);
  const { count, failures } = tryExamples(policy, defaultEngine());
  assert.equal(count, 5);
  assert.deepEqual(failures, []);
});

test('docs/policy.md names every key that a policy may have', () => {
  const schema = JSON.stringify(z.toJSONSchema(policySchema, { io: 'input', unrepresentable: 'any' }));
  const keys = new Set<string>();
  JSON.parse(schema, function collect(this: Record<string, unknown>, name, value: unknown) {
    if (name === 'properties') for (const key of Object.keys(value as object)) keys.add(key);
    return value;
  });
  assert.ok(keys.size > 40);
  // Those of examples, which are a call's own.
  for (const own of ['user', 'result', 'after']) keys.delete(own);
  const missing = [...keys].filter((key) => !new RegExp(`\\b${key}\\b`).test(page));
  assert.deepEqual(missing, []);
});

test('docs/policy.md counts what the corpus holds', () => {
  const count = Object.values(bypasses).reduce((sum, list) => sum + list.length, 0);
  const [, said = ''] = /holds ([\d,]+) ways/.exec(page) ?? [];
  assert.ok(Math.abs(Number(said.replace(',', '')) - count) <= 10, `${count} ways`);
});
