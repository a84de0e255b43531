/** The policy of a guard: read from a text or a file, and again when the file changes. */
import assert from 'node:assert/strict';
import fs, { mkdtempSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import type { AuditEvent } from '../../../../services/core/events/types.ts';
import {
  createGuard,
  createPolicy,
  isTriplineError,
  type TriplineError,
} from '../../../../services/emitter/index.ts';
import { until } from '../../../support/eventually.ts';
import { emitterOn, events, twin } from '../support.ts';
import { SESSION } from './support.ts';

const policy = (effect: string, more = '') =>
  `version: 1\ndefault: ${effect}\non_failure: deny\nhold: 1m\nrules:${more === '' ? ' []' : more}\n`;
const TAINTED = `
  - id: taint
    description: What a tool gave goes to another.
    reason: A value leaves the system it was read from.
    when: { taint: any, outward: true }
    effect: deny
    examples:
      - { expect: allow, tool: mail, kind: MESSAGING, arguments: { to: 'a' } }
      - expect: deny
        tool: mail
        kind: MESSAGING
        arguments: { to: 'zelda.quistgaard@quadrant-mail.net' }
        after: [{ tool: crm, kind: DATABASE, result: 'zelda.quistgaard@quadrant-mail.net' }]
`;
const CALL = { tool: { name: 'kb', kind: 'FUNCTION' }, arguments: { q: 'x' }, ...SESSION } as const;

async function watched(t: TestContext, text: string) {
  const folder = mkdtempSync(join(tmpdir(), 'tripline-policy-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'policy.yaml');
  writeFileSync(file, text);
  const kafka = await twin();
  const emitter = emitterOn(kafka);
  const heard: TriplineError[] = [];
  let told = Promise.withResolvers<TriplineError>();
  const guard = createGuard({
    emitter,
    policy: { file, reloadMs: 10 },
    onError: (error) => {
      heard.push(error);
      told.resolve(error);
    },
  });
  t.after(async () => {
    await guard.close();
    await emitter.close();
  });
  await guard.ready;
  const nextError = () => {
    told = Promise.withResolvers();
    return told.promise;
  };
  const replace = (next: string) => {
    writeFileSync(`${file}.new`, next);
    renameSync(`${file}.new`, file);
  };
  /** Resolves once the guard's policy is another. */
  const changed = async () => {
    const before = guard.policyDigest;
    const known = heard.length;
    await until(() => {
      assert.equal(heard.length, known, heard.at(-1)?.message);
      return guard.policyDigest !== before;
    }, 'another policy in force');
    return [before, guard.policyDigest];
  };
  const audits = async () => {
    await emitter.flush();
    return (await events(kafka)).filter((event): event is AuditEvent => event.type === 'audit');
  };
  return { guard, file, heard, nextError, replace, changed, audits };
}

test('a changed file is in force without a restart, and an event says from which to which', async (t) => {
  const { guard, replace, changed, audits, heard } = await watched(t, policy('allow'));
  assert.equal((await guard.check(CALL)).effect, 'ALLOW');
  const change = changed();
  replace(policy('deny'));
  const [before, after] = await change;
  assert.equal((await guard.check(CALL)).effect, 'DENY');
  const [audit, ...more] = await audits();
  assert.deepEqual(more, []);
  assert.deepEqual([audit?.action, audit?.by, audit?.about], ['POLICY_CHANGE', 'guard', [after]]);
  assert.equal(String(audit?.reason), `The policy ${before} was replaced by ${after}.`);
  assert.deepEqual(heard, []);
});

test('a bad file is refused whole with every error, and the old policy stays until there is a good one', async (t) => {
  const { guard, file, replace, changed, nextError, audits } = await watched(t, policy('deny'));
  const before = guard.policyDigest;
  const error = nextError();
  replace('version: 1\ndefault: perhaps\non_failure: hold\nrules: 7\n');
  const refused = await error;
  assert.ok(isTriplineError(refused, 'CONFIG_INVALID'));
  for (const part of [`The policy file ${file}: `, 'line 2', 'line 3', 'line 4'])
    assert.ok(refused.message.includes(part), refused.message);
  assert.equal(guard.policyDigest, before);
  assert.equal((await guard.check(CALL)).effect, 'DENY');
  const change = changed();
  replace(policy('alert'));
  await change;
  assert.equal((await guard.check(CALL)).effect, 'ALERT');
  assert.equal((await audits()).length, 1);
});

test('what a session’s tools gave taints what is sent after the policy changed', async (t) => {
  const { guard, replace, changed } = await watched(t, policy('allow'));
  const read = guard.tool(
    { name: 'crm', kind: 'DATABASE' },
    () => '{"mail":"zelda.quistgaard@quadrant-mail.net"}',
  );
  await read({ id: 1 }, SESSION);
  const change = changed();
  replace(policy('allow', TAINTED));
  await change;
  const send = (to: string) =>
    guard.check({ ...SESSION, tool: { name: 'mail', kind: 'MESSAGING' }, arguments: { to } });
  assert.equal((await send('somebody.else@quadrant-mail.net')).effect, 'ALLOW');
  const tainted = await send('zelda.quistgaard@quadrant-mail.net');
  assert.deepEqual([tainted.effect, tainted.policy], ['DENY', 'taint']);
});

describe('what the file system says no to ends nothing', () => {
  test('a file that cannot be looked at is told of once, and the old policy stays until it can', async (t) => {
    const { guard, file, replace, changed, nextError, heard } = await watched(t, policy('deny'));
    const error = nextError();
    unlinkSync(file);
    symlinkSync(file, file);
    const refused = await error;
    assert.ok(isTriplineError(refused, 'CONFIG_INVALID') && refused.message.includes('ELOOP'));
    assert.equal((await guard.check(CALL)).effect, 'DENY');
    const change = changed();
    replace(policy('alert'));
    await change;
    assert.equal((await guard.check(CALL)).effect, 'ALERT');
    assert.equal(heard.length, 1);
  });

  test('a file that disappears is told of once each time, and the old policy stays until there is another', async (t) => {
    const { guard, file, replace, changed, nextError, heard } = await watched(t, policy('deny'));
    for (const [times, effect] of (['allow', 'alert'] as const).entries()) {
      const error = nextError();
      const before = await guard.check(CALL);
      unlinkSync(file);
      const refused = await error;
      assert.ok(isTriplineError(refused, 'CONFIG_INVALID'));
      assert.equal(refused.detail, `The policy file ${file} cannot be read: ENOENT.`);
      assert.equal((await guard.check(CALL)).effect, before.effect);
      let looks = 0;
      const { statSync } = fs;
      const looking = t.mock.method(fs, 'statSync', (...args: Parameters<typeof statSync>) => {
        looks++;
        return statSync(...args);
      });
      syncBuiltinESMExports();
      await until(() => looks > 3, 'the file looked for again');
      looking.mock.restore();
      syncBuiltinESMExports();
      assert.equal(heard.length, times + 1);
      const change = changed();
      replace(policy(effect));
      await change;
      assert.equal((await guard.check(CALL)).effect, effect.toUpperCase());
    }
    assert.equal(heard.length, 2);
  });

  test('a version that could not be read is read again', async (t) => {
    const { guard, replace, nextError, heard } = await watched(t, policy('deny'));
    const before = guard.policyDigest;
    const error = nextError();
    const { readFileSync } = fs;
    let refusals = 3;
    t.mock.method(fs, 'readFileSync', (...args: Parameters<typeof readFileSync>) => {
      if (refusals-- > 0) throw Object.assign(new Error('too many'), { code: 'EMFILE' });
      return readFileSync(...args);
    });
    syncBuiltinESMExports();
    t.after(() => {
      t.mock.restoreAll();
      syncBuiltinESMExports();
    });
    replace(policy('alert'));
    assert.ok((await error).message.includes('EMFILE'));
    await until(() => guard.policyDigest !== before, 'the file read again');
    assert.equal((await guard.check(CALL)).effect, 'ALERT');
    assert.equal(heard.length, 1);
  });

  const hosts: Record<string, () => unknown> = {
    throws: () => assert.fail('of the host'),
    rejects: async () => assert.fail('of the host'),
  };
  for (const [how, onError] of Object.entries(hosts))
    test(`a host’s onError that ${how} reaches nobody`, async (t) => {
      const folder = mkdtempSync(join(tmpdir(), 'tripline-policy-'));
      t.after(() => rmSync(folder, { recursive: true, force: true }));
      const file = join(folder, 'policy.yaml');
      writeFileSync(file, policy('deny'));
      const told = Promise.withResolvers<void>();
      const shared = createPolicy({
        policy: { file, reloadMs: 10 },
        onError: () => {
          told.resolve();
          return onError();
        },
      });
      t.after(() => shared.close());
      await shared.ready;
      const { digest } = shared;
      writeFileSync(file, 'version: 7\n');
      await told.promise;
      writeFileSync(file, policy('alert'));
      await until(() => shared.digest !== digest, 'the good file in force');
    });
});

test('what a shared policy is told that is no list of tools is told to onError', async (t) => {
  const heard = Promise.withResolvers<TriplineError>();
  const shared = createPolicy({ policy: { text: policy('allow') }, onError: heard.resolve });
  t.after(() => shared.close());
  void shared.offered({ tenant: 'acme', session_id: 's-1' }, 7 as unknown as string[], null);
  assert.ok(isTriplineError(await heard.promise, 'GUARD_FAILED'));
});

test('a guard says which tools its own tenant was offered and never called', async (t) => {
  const kafka = await twin();
  const shared = createPolicy({ policy: { text: policy('allow') } });
  const guards = ['acme', 'other'].map((tenant) =>
    createGuard({ emitter: emitterOn(kafka, { tenant }), policy: shared }),
  );
  t.after(async () => {
    for (const guard of guards) await guard.close();
    shared.close();
  });
  const [guard, other] = guards;
  guard?.offered('s-1', ['kb', 'delete_user'], 'desk');
  other?.offered('s-1', ['kb']);
  await guard?.check({ ...CALL, use_case: 'desk' });
  const expected = { tenant: 'acme', use_case: 'desk', tool: 'delete_user', offered: 1 };
  assert.deepEqual(await guard?.unused(), [expected]);
});

describe('what is wrong is told when the guard is made', () => {
  const emitter = async () => emitterOn(await twin());
  const cases: Record<string, [(good: object) => object, RegExp]> = {
    'a policy with errors': [(good) => ({ ...good, policy: { text: 'version: 2' } }), /line 1/],
    'a policy file that is not there': [
      (good) => ({ ...good, policy: { file: '/nowhere/policy.yaml' } }),
      /The policy file \/nowhere\/policy\.yaml cannot be read: ENOENT/,
    ],
    'a policy file and the setting that named it': [
      (good) => ({ ...good, policy: { file: '/nowhere/policy.yaml', setting: 'APP_POLICY' } }),
      /APP_POLICY: the policy file \/nowhere\/policy\.yaml cannot be read: ENOENT/,
    ],
    'no policy': [({ ...good }) => ({ ...good, policy: undefined }), /policy: expected/],
    'every option at fault': [
      (good) => ({ ...good, emitter: {}, deadlineMs: 0, unknown: 1 }),
      /emitter.*deadlineMs.*unknown/s,
    ],
    'a host that is none': [(good) => ({ ...good, reach: { allow: ['http://x/'] } }), /reach\.allow/],
  };
  for (const [name, [change, what]] of Object.entries(cases))
    test(name, async () => {
      const good = { emitter: await emitter(), policy: { text: policy('allow') } };
      assert.throws(
        () => createGuard(change(good) as Parameters<typeof createGuard>[0]),
        (error) => isTriplineError(error, 'CONFIG_INVALID') && what.test(error.message),
      );
    });

  test('a pattern that can take for ever is told of a little later, and until then and after it all is denied', async (t) => {
    const bad = policy(
      'allow',
      `
  - id: slow
    description: A pattern.
    reason: A pattern.
    when: { text: '(a+)+$' }
    effect: deny
    examples:
      - { expect: deny, tool: x, kind: FUNCTION, arguments: 'a' }
      - { expect: allow, tool: x, kind: FUNCTION, arguments: 'b' }
`,
    );
    const guard = createGuard({ emitter: await emitter(), policy: { text: bad } });
    t.after(() => guard.close());
    const early = guard.check(CALL);
    await assert.rejects(guard.ready, (error) => isTriplineError(error, 'CONFIG_INVALID'));
    for (const verdict of [await early, await guard.check(CALL)])
      assert.deepEqual([verdict.effect, verdict.policy], ['DENY', 'guard-failure']);
  });
});
