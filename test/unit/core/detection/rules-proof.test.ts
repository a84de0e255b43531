import assert from 'node:assert/strict';
import test from 'node:test';
import { checkSync } from 'recheck';
import { builtInRules } from '../../../../services/core/detection/rules/index.ts';

/** The engine tries a pattern only where a trigger stands, so it is proved as it runs: sticky. */
for (const rule of builtInRules) {
  test(`the pattern of ${rule.id} cannot backtrack catastrophically`, () => {
    const { status } = checkSync(rule.pattern, `${rule.flags ?? ''}y`, { timeout: 30_000 });
    assert.equal(status, 'safe');
  });
}
