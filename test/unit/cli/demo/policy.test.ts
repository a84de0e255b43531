import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { defaultEngine } from '../../../../services/core/detection/default-engine.ts';
import { tryExamples } from '../../../../services/core/policy/gate/examples.ts';
import { parsePolicy } from '../../../../services/core/policy/gate/parse-policy.ts';

test("the demo's policy decides its examples as it says", () => {
  const path = join(import.meta.dirname, '../../../../services/cli/demo/policy.yaml');
  const { count, failures } = tryExamples(parsePolicy(readFileSync(path, 'utf8')), defaultEngine());
  assert.ok(count > 4);
  assert.deepEqual(failures, []);
});
