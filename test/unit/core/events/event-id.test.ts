import assert from 'node:assert/strict';
import { test } from 'node:test';
import { v7 } from 'uuid';
import { eventIdTime } from '../../../../services/core/events/event-id.ts';

test("an id's first 48 bits are its time in milliseconds", () => {
  // RFC 9562, appendix A.6: 2022-02-22T19:22:22Z.
  assert.equal(eventIdTime('017f22e2-79b0-7cc3-98c4-dc0c0c07398f'), Date.UTC(2022, 1, 22, 19, 22, 22));
  assert.equal(eventIdTime('00000000-0000-7000-8000-000000000000'), 0);
  assert.equal(eventIdTime('ffffffff-ffff-7fff-bfff-ffffffffffff'), 2 ** 48 - 1);
  assert.equal(eventIdTime(v7({ msecs: 1_731_600_000_123 })), 1_731_600_000_123);
});

test('what is no lower-case UUIDv7 has no time', () => {
  const others = [
    '',
    '017F22E2-79B0-7CC3-98C4-DC0C0C07398F',
    '017f22e2-79b0-4cc3-98c4-dc0c0c07398f',
    '017f22e2-79b0-7cc3-c8c4-dc0c0c07398f',
    '017f22e279b07cc398c4dc0c0c07398f',
    ' 017f22e2-79b0-7cc3-98c4-dc0c0c07398f',
    '017f22e2-79b0-7cc3-98c4-dc0c0c07398f\n',
    '017f22e2-79b0-7cc3-98c4-dc0c0c07398',
    '../../../../../etc/passwd-7cc3-98c4-dc0c',
    '０17f22e2-79b0-7cc3-98c4-dc0c0c07398f',
  ];
  for (const id of others) assert.equal(eventIdTime(id), null, JSON.stringify(id));
});
