/** For callers that run tools themselves: what is going to run is compared with what was approved. */
import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { describe, test } from 'node:test';
import { withContext } from '../../../../services/emitter/call-context.ts';
import { GuardDenied } from '../../../../services/emitter/guard/denied.ts';
import type { Verdict } from '../../../../services/emitter/guard/types.ts';
import { place, type Rule, SESSION, SHELL } from './support.ts';

const allow: Rule = () => ({ effect: 'ALLOW' });

function put(prototype: object, name: string, descriptor: PropertyDescriptor): void {
  Object.defineProperty(prototype, name, { ...descriptor, configurable: true });
}

function denies(run: () => unknown, policy: string): void {
  assert.throws(run, (error) => error instanceof GuardDenied && error.policy === policy);
}

test('a verdict tells what was decided, and what comes of the call is on record once', async (t) => {
  const here = await place(t, () => ({ effect: 'ALERT', reasons: ['Shells are told of.'] }));
  const verdict = await here.guard.check({ ...SESSION, tool: SHELL, arguments: { command: 'ls' } });
  const { effect, proceed, reasons, highRisk, digest, error } = verdict;
  assert.deepEqual(
    { effect, proceed, reasons, highRisk, digest, error },
    {
      effect: 'ALERT',
      proceed: true,
      reasons: ['Shells are told of.'],
      highRisk: true,
      digest: hash('sha256', '{"command":"ls"}'),
      error: null,
    },
  );
  assert.deepEqual({ ...(verdict.started() as object) }, { command: 'ls' });
  verdict.completed({ result: 'a b', status_code: 0, duration_ms: 7 });
  verdict.completed({ result: 'again' });
  verdict.failed({ error: new Error('again') });
  await here.emitter.flush();
  assert.deepEqual(await here.phases(), ['REQUESTED', 'COMPLETED']);
  const [requested, completed] = await here.tools();
  assert.equal(verdict.event_id, requested?.origin.event_id);
  assert.equal(verdict.interaction_id, completed?.origin.interaction_id);
  assert.deepEqual(
    [String(completed?.result), completed?.duration_ms, completed?.status_code],
    ['a b', 7, 0],
  );
});

test('what surrounds a call names none of its events and no time of theirs', async (t) => {
  const here = await place(t, () => ({ effect: 'DENY' }));
  const event_id = crypto.randomUUID();
  const around = { event_id, occurred_at: new Date(0), session_id: 's-1' };
  await withContext(around, () => here.guard.check({ tool: SHELL, arguments: 'ls' }));
  const events = await here.tools();
  assert.deepEqual(
    events.map(({ phase }) => phase),
    ['REQUESTED', 'DENIED'],
  );
  for (const { origin } of events) {
    assert.equal(origin.session_id, 's-1');
    assert.notEqual(origin.event_id, event_id);
    assert.ok(origin.occurred_at > 0);
  }
  assert.notEqual(events[0]?.origin.event_id, events[1]?.origin.event_id);
});

test('a high-risk request is acknowledged when the verdict is there', async (t) => {
  const here = await place(t, allow);
  await here.guard.check({ tool: SHELL, arguments: 'ls' });
  assert.deepEqual(await here.phases(), ['REQUESTED']);
});

test('a call starts once, and one that was denied never', async (t) => {
  const here = await place(t, ({ arguments: given }) => ({ effect: given === 'ls' ? 'ALLOW' : 'DENY' }));
  const verdict = await here.guard.check({ ...SESSION, tool: SHELL, arguments: 'ls' });
  verdict.started('ls');
  denies(() => verdict.started('ls'), 'runs-once');
  const denied = await here.guard.check({ ...SESSION, tool: SHELL, arguments: 'rm' });
  assert.equal(denied.proceed, false);
  denies(() => denied.started('rm'), 'rule');
  denied.failed({ error: denied.error });
  await here.emitter.flush();
  assert.deepEqual(await here.phases(), ['REQUESTED', 'REQUESTED', 'DENIED']);
});

test('a run that was not allowed, or was never said to start, is on record all the same', async (t) => {
  const here = await place(t, ({ arguments: given }) => ({ effect: given === 'ls' ? 'ALLOW' : 'DENY' }));
  (await here.guard.check({ tool: SHELL, arguments: 'ls' })).completed({ result: 'a' });
  (await here.guard.check({ tool: SHELL, arguments: 'rm' })).completed({ result: 'b' });
  await here.emitter.flush();
  const phases = await here.phases();
  assert.deepEqual(phases.filter((phase) => phase === 'COMPLETED').length, 2);
  assert.equal(phases.length, 5);
});

describe('arguments that are not those that were approved', () => {
  const given = () => ({ command: 'ls', options: ['-l'] });
  type Given = ReturnType<typeof given>;
  let reads = 0;
  const cases: Record<string, (approved: Given) => unknown> = {
    'a field changed': (approved) => Object.assign(approved, { command: 'rm' }),
    'a field deep inside changed': (approved) => {
      approved.options[0] = '-rf';
      return approved;
    },
    'a field added': (approved) => Object.assign(approved, { sudo: true }),
    'a field taken away': ({ options }) => ({ options }),
    'another type': ({ command, options }) => ({ command: [command], options }),
    'the text in place of the data': (approved) => JSON.stringify({ ...approved, command: 'rm' }),
    nothing: () => undefined,
    'a getter that says what was approved': (approved) =>
      Object.defineProperty(approved, 'command', { get: () => 'ls', enumerable: true }),
    'a getter that says another thing the second time': (approved) =>
      Object.defineProperty(approved, 'command', {
        get: () => (reads++ === 0 ? 'ls' : 'rm'),
        enumerable: true,
      }),
    'a proxy': (approved) => new Proxy(approved, {}),
    'a proxy within': (approved) => Object.assign(approved, { options: new Proxy(approved.options, {}) }),
    'a toJSON of its own': (approved) => Object.assign({ toJSON: () => approved }, { command: 'rm' }),
    'a toJSON that it inherits': (approved) =>
      Object.assign(Object.create({ toJSON: () => approved }) as object, { command: 'rm' }),
    'a prototype with more': (approved) => Object.setPrototypeOf(approved, { sudo: true }),
    'a hidden field': (approved) =>
      Object.defineProperty(approved, 'sudo', { value: true, enumerable: false }),
    'a field named by a symbol': (approved) => Object.assign(approved, { [Symbol.toPrimitive]: () => 'rm' }),
    'an array with more': (approved) => {
      Object.assign(approved.options, { command: 'rm' });
      return approved;
    },
    'an array of another prototype': (approved) => {
      Object.setPrototypeOf(approved.options, { join: () => '-rf' });
      return approved;
    },
    'an object of a class': (approved) =>
      Object.assign(
        new (class {
          toString() {
            return 'rm';
          }
        })(),
        approved,
      ),
    'what all objects inherit from, with a field': (approved) => {
      put(Object.prototype, 'sudo', { value: true, enumerable: true });
      return approved;
    },
    'what all objects inherit from, with a hidden field': (approved) => {
      put(Object.prototype, 'sudo', { value: true });
      return approved;
    },
    'what all arrays inherit from, with an item': (approved) => {
      put(Array.prototype, '1', { value: '-rf' });
      return approved;
    },
  };
  for (const [name, change] of Object.entries(cases))
    test(`${name}: refused, said on record, and for good`, async (t) => {
      t.after(() => {
        Reflect.deleteProperty(Object.prototype, 'sudo');
        Reflect.deleteProperty(Array.prototype, '1');
      });
      const here = await place(t, allow);
      const approved = given();
      const verdict = await here.guard.check({ tool: SHELL, arguments: approved });
      const changed = change(approved);
      const started = (argument: unknown) => () => verdict.started(argument);
      denies(started(changed), 'arguments-changed');
      denies(started(given()), 'arguments-changed');
      verdict.failed();
      Reflect.deleteProperty(Object.prototype, 'sudo');
      Reflect.deleteProperty(Array.prototype, '1');
      await here.emitter.flush();
      assert.deepEqual(await here.phases(), ['REQUESTED', 'DENIED']);
    });

  describe('arrays inherit what somebody puts there: the approved ones are refused, too', () => {
    const starts: Record<string, (verdict: Verdict) => unknown> = {
      'given to start': (verdict) => verdict.started(verdict.arguments),
      'taken from start': (verdict) => verdict.started(),
    };
    const puts: Record<string, [string, PropertyDescriptor]> = {
      'an item': ['1', { value: '-rf' }],
      'another JSON': ['toJSON', { value: () => ['-rf'] }],
    };
    for (const [how, start] of Object.entries(starts))
      for (const [what, [name, descriptor]] of Object.entries(puts))
        test(`${what}, ${how}`, async (t) => {
          const here = await place(t, allow);
          const verdict = await here.guard.check({ tool: SHELL, arguments: given() });
          const plain = await here.guard.check({ tool: SHELL, arguments: { command: 'ls' } });
          let refused: unknown = null;
          let started: unknown = null;
          put(Array.prototype, name, descriptor);
          try {
            started = start(plain);
            start(verdict);
          } catch (error) {
            refused = error;
          } finally {
            Reflect.deleteProperty(Array.prototype, name);
          }
          assert.equal(started, plain.arguments);
          assert.ok(refused instanceof GuardDenied && refused.policy === 'arguments-changed');
        });
  });

  test('the same in another object, with its names in another order, are those that were approved', async (t) => {
    const here = await place(t, allow);
    const verdict = await here.guard.check({ tool: SHELL, arguments: given() });
    assert.equal(verdict.started({ options: ['-l'], command: 'ls' }), verdict.arguments);
  });

  test('what was mutated while it was judged does not reach the tool', async (t) => {
    const here = await place(t, allow);
    const ran: unknown[] = [];
    const run = here.guard.tool(SHELL, (input: Given) => void ran.push(JSON.stringify(input)));
    const mutable = given();
    const running = run(mutable);
    mutable.command = 'rm';
    mutable.options.push('-rf');
    await running;
    assert.deepEqual(ran, [JSON.stringify({ command: 'ls', options: ['-l'] })]);
  });

  test('nor does it change who called what', async (t) => {
    const here = await place(t, allow);
    const call = () => ({
      tool: { name: 'run_shell', kind: 'SHELL' } as const,
      actor: { user_id: 'ada' },
      device: { id: 'laptop' },
      authentication: { status: 'YES', principal: 'ada' } as const,
      tags: { team: 'a' },
      attributes: { step: '1' },
      arguments: 'ls',
    });
    const mutable = call();
    const judging = here.guard.check(mutable);
    for (const part of Object.values(mutable))
      if (typeof part === 'object') for (const name of Object.keys(part)) Reflect.set(part, name, 'NO');
    (await judging).completed();
    await here.emitter.flush();
    for (const { tool, origin, authentication } of await here.tools())
      assert.deepEqual(
        [
          tool.name,
          origin.actor.user_id,
          origin.device?.id,
          authentication?.status,
          authentication?.principal,
          origin.tags.map(({ value }) => value),
          origin.attributes.map(({ value }) => value),
        ],
        ['run_shell', 'ada', 'laptop', 'YES', 'ada', ['a'], ['1']],
      );
  });

  test('arguments that are no plain data are denied before anything is judged', async (t) => {
    const here = await place(t, () => assert.fail('it was judged'));
    const ran: unknown[] = [];
    const run = here.guard.tool(SHELL, (input: unknown) => void ran.push(input));
    await assert.rejects(
      run(new Proxy({}, {})),
      (error) => error instanceof GuardDenied && error.policy === 'not-plain-data',
    );
    assert.deepEqual(ran, []);
    assert.deepEqual(await here.phases(), ['REQUESTED', 'DENIED']);
  });
});

describe('the guard’s own failure', () => {
  const kinds = [
    ['SHELL', 'high-risk'],
    ['FUNCTION', 'the rest'],
  ] as const;
  const fault = () => {
    throw new Error('broken');
  };
  for (const [kind, which] of kinds)
    for (const effect of ['ALLOW', 'DENY'] as const)
      test(`the gate breaks, ${which}, and the policy says ${effect} for the rest`, async (t) => {
        const failing = kind === 'SHELL' ? {} : { onFailure: { effect, policy: 'guard-failure' } };
        const here = await place(t, fault, failing);
        const verdict: Verdict = await here.guard.check({ tool: { name: 'x', kind } });
        assert.equal(verdict.proceed, kind === 'FUNCTION' && effect === 'ALLOW');
        assert.equal(verdict.policy, 'guard-failure');
        assert.equal(here.faults.length, 1);
        await here.emitter.flush();
        assert.deepEqual(await here.phases(), verdict.proceed ? ['REQUESTED'] : ['REQUESTED', 'DENIED']);
      });

  for (const [kind, which] of kinds)
    test(`the guard is closed, ${which}: denied, and on record; what may run already ends as it would`, async (t) => {
      const here = await place(t, allow);
      const before = await here.guard.check({ tool: { name: 'x', kind } });
      await here.guard.close();
      const after = await here.guard.check({ tool: { name: 'x', kind } });
      assert.deepEqual(
        [after.effect, after.policy, after.reasons],
        ['DENY', 'guard-closed', ['The guard is closed.']],
      );
      before.started();
      before.completed();
      await here.emitter.flush();
      const phases = (await here.phases()).toSorted();
      assert.deepEqual(phases, ['COMPLETED', 'DENIED', 'REQUESTED', 'REQUESTED']);
    });

  test('without even a gate everything is denied', async (t) => {
    const here = await place(t, fault);
    here.guard.close = async () => undefined;
    const { createJudge } = await import('../../../../services/emitter/guard/judge.ts');
    const judge = createJudge({
      emitter: here.emitter,
      gate: () => Promise.reject(new Error('no policy')),
      control: null,
      deadlineMs: 100,
      now: Date.now,
      newId: () => crypto.randomUUID(),
      digestOf: (text) => text,
      onFault: () => undefined,
    });
    const verdict = await judge.check({ tool: { name: 'x', kind: 'FUNCTION' } });
    assert.deepEqual([verdict.effect, verdict.policy], ['DENY', 'guard-failure']);
  });

  for (const [kind, which] of kinds)
    test(`the emitter refuses, ${which}`, async (t) => {
      const here = await place(t, allow, { deadlineMs: 50 });
      await here.emitter.close();
      const verdict = await here.guard.check({ tool: { name: 'x', kind } });
      assert.equal(verdict.proceed, kind === 'FUNCTION');
      assert.equal(verdict.policy, kind === 'FUNCTION' ? 'guard-failure' : 'not-on-record');
    });

  test('the emitter refuses the rest, and the policy says that then they are denied', async (t) => {
    const here = await place(t, allow, {
      deadlineMs: 50,
      onFailure: { effect: 'DENY', policy: 'guard-failure' },
    });
    await here.emitter.close();
    const verdict = await here.guard.check({ tool: { name: 'x', kind: 'FUNCTION' } });
    assert.deepEqual([verdict.effect, verdict.policy], ['DENY', 'guard-failure']);
  });

  test('the digest cannot be made: at the start it is not started, before it is denied', async (t) => {
    let calls = 0;
    const digestOf = (text: string) => (calls++ === 0 ? text : fault());
    const here = await place(t, allow, { digestOf });
    const verdict = await here.guard.check({ tool: SHELL, arguments: 'ls' });
    denies(() => verdict.started('ls'), 'guard-failure');
    const denied = await here.guard.check({ tool: { name: 'x', kind: 'FUNCTION' }, arguments: 'ls' });
    assert.equal(denied.effect, 'DENY');
  });
});

test('arguments larger than a record can hold are denied, though nobody reads them', async (t) => {
  const here = await place(t, allow, { deadlineMs: 200 });
  const verdict = await here.guard.check({ tool: SHELL, arguments: 'x'.repeat(8_388_600) });
  assert.deepEqual([verdict.effect, verdict.policy], ['DENY', 'not-on-record']);
});
