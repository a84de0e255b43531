import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSampler } from '../../../../services/core/policy/sampling.ts';

const key = Buffer.alloc(32, 1);
const subjects = Array.from({ length: 20_000 }, (_, index) => `session-${index}`);

for (const rate of [0, 0.1, 0.15, 0.5, 1]) {
  test(`a rate of ${rate} keeps that share of sessions`, () => {
    const sampler = createSampler({ privilegedRoles: [], rate, key });
    const kept = subjects.filter((subject) => sampler.keeps(subject, null)).length / subjects.length;
    assert.ok(Math.abs(kept - rate) <= 0.012, `${kept}`);
    if (rate === 0 || rate === 1) assert.equal(kept, rate);
  });
}

test('what a lower rate keeps, a higher one keeps too; the decision is stable', () => {
  const [low, high] = [0.1, 0.2].map((rate) => createSampler({ privilegedRoles: [], rate, key }));
  for (const subject of subjects.slice(0, 2000)) {
    if (low?.keeps(subject, null)) assert.ok(high?.keeps(subject, 'x'));
    assert.equal(low?.keeps(subject, null), low?.keeps(subject, null));
  }
});

test('another key keeps other sessions', () => {
  const policies = [key, Buffer.alloc(32, 2)].map((one) =>
    createSampler({ privilegedRoles: [], rate: 0.5, key: one }),
  );
  const same = subjects.filter(
    (subject) => policies[0]?.keeps(subject, null) === policies[1]?.keeps(subject, null),
  );
  assert.ok(Math.abs(same.length / subjects.length - 0.5) < 0.02);
});

test('privileged roles are kept whatever the rate, compared without case or margins', () => {
  const sampler = createSampler({ privilegedRoles: ['Admin'], rate: 0, key });
  const roles: [string | null, boolean][] = [
    ['admin', true],
    [' ADMIN', true],
    ['administrator', false],
    ['', false],
    [null, false],
  ];
  for (const [role, kept] of roles) assert.equal(sampler.keeps('s', role), kept, String(role));
});
