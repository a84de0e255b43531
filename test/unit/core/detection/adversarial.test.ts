/** How long such texts take is measured by the bench (test/bench/scan.ts); here, that they are scanned at all, and in bounds. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { defaultEngine } from '../../../../services/core/detection/default-engine.ts';
import { MAX_MATCHES } from '../../../../services/core/detection/overlaps.ts';
import { adversarialTexts } from '../../../bench/adversarial.ts';

const LENGTH = 20_000;

test('noise, repetition and near misses: nothing throws, findings lie inside the text and are bounded', () => {
  const engine = defaultEngine();
  for (const { name, make } of adversarialTexts(engine.rules, LENGTH)) {
    const text = make();
    const found = engine.scan(text, { kind: 'output' });
    assert.ok(found.length <= MAX_MATCHES, name);
    for (const { start, end } of found) assert.ok(start >= 0 && start < end && end <= text.length, name);
  }
});
