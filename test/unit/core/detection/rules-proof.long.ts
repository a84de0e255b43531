import assert from 'node:assert/strict';
import test from 'node:test';
import { builtInRules } from '../../../../services/core/detection/rules/index.ts';
import { createProver } from '../../../../services/platform/detection/prover.ts';

const prove = await createProver();

for (const { id, pattern, flags = '' } of builtInRules)
  test(`the pattern of ${id} cannot backtrack catastrophically`, () => {
    assert.equal(prove(pattern, flags), null);
  });
