import assert from 'node:assert/strict';
import test from 'node:test';
import { score } from '../../../../services/core/detection/score.ts';
import type { Severity } from '../../../../services/core/events/types.ts';

const LADDER: Severity[] = ['UNKNOWN', 'INFO', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'];

test('one sure finding scores by its severity', () => {
  assert.deepEqual(
    LADDER.map((severity) => score([{ severity, confidence: 1 }])),
    [0, 1, 10, 30, 60, 90],
  );
  assert.equal(score([]), 0);
});

test('adding a finding or raising one never lowers the score', () => {
  const sets = LADDER.flatMap((a) =>
    LADDER.map((b) => [a, b].map((severity) => ({ severity, confidence: 0.7 }))),
  );
  for (const set of sets) {
    for (const severity of LADDER) assert.ok(score([...set, { severity, confidence: 0.5 }]) >= score(set));
    for (const [index, one] of set.entries()) {
      const above = LADDER[LADDER.indexOf(one.severity) + 1] ?? 'CRITICAL';
      assert.ok(score(set.with(index, { ...one, severity: above })) >= score(set));
      assert.ok(score(set.with(index, { ...one, confidence: 0.9 })) >= score(set));
    }
  }
});

test('the score stays within 0 and 100 whatever comes', () => {
  assert.equal(
    score(Array.from({ length: 10_001 }, () => ({ severity: 'CRITICAL', confidence: 1 }) as const)),
    100,
  );
  assert.equal(score([{ severity: 'HIGH', confidence: Number.NaN }]), 0);
  assert.equal(score([{ severity: 'HIGH', confidence: 7 }]), 60);
});
