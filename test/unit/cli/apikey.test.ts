import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { tripline } from '../../support/tripline.ts';

test('without a key file it is said how to get one', async () => {
  const { code, stderr } = await tripline(['open', 'abc'], {
    env: { TRIPLINE_KEY_FILE: '/nowhere/keys.json' },
  });
  assert.equal(code, 2);
  assert.match(stderr, /`tripline keys init` makes one/);
});

describe('a key or an answer that makes no sense is refused before anything is asked of Kafka', () => {
  const create = ['apikey', 'create', '--tenant', 'acme', '--name', 'n'];
  const cases: [args: string[], said: RegExp][] = [
    [create, /--scope/],
    [[...create, '--scope', 'everything'], /A scope is one of events:write, gate:check/],
    [[...create, '--scope', 'gate:check', '--rate', '0'], /--rate is a number above 0/],
    [[...create, '--scope', 'gate:check', '--rate', 'NaN'], /--rate is a number above 0/],
    [['apikey', 'create', '--tenant', '', '--name', 'n', '--scope', 'gate:check'], /has a tenant and a name/],
    [['approvals', 'approve', 'id'], /--reason/],
    [['approvals', 'reject', 'id', '--reason', ''], /An answer has a reason/],
  ];
  for (const [args, said] of cases) {
    test(args.join(' '), async () => {
      const env = { TRIPLINE_KAFKA_BROKERS: '127.0.0.1:1' };
      const { code, stdout, stderr } = await tripline(args, { env });
      assert.equal(code, 2, stderr);
      assert.match(stderr, said);
      assert.equal(stdout.length, 0);
    });
  }
});
