import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';
import { patternDigest, readProofs } from '../../../../deploy/generate/proofs.ts';
import { builtInRules } from '../../../../services/core/detection/rules/index.ts';
import { createProver } from '../../../../services/platform/detection/prover.ts';

const proved = readProofs(join(import.meta.dirname, '../../../..'));

test('every pattern is in the record of what is proved free of catastrophic backtracking', () => {
  const missing = builtInRules.filter((rule) => !proved.has(patternDigest(rule))).map(({ id }) => id);
  assert.deepEqual(missing, [], 'run `npm run generate`');
});

test('the prover tells a pattern that backtracks from one that does not', async () => {
  const prove = await createProver();
  assert.equal(prove('a(?:b|c){1,9}d', 'i'), null);
  assert.match(prove('a(?:b+)+c', '') ?? '', /exponential/);
});
