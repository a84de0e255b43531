/** What callers get wrong: told where the tool is defined, denied where it is called, never judged without what is missing. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { withContext } from '../../../../services/emitter/call-context.ts';
import type { CallContext, CallInput, ToolOptions } from '../../../../services/emitter/guard/types.ts';
import { GuardDenied, isTriplineError } from '../../../../services/emitter/index.ts';
import { place, type Rule, SESSION, SHELL } from './support.ts';

const CANARY = 'canary-5309';
const allow: Rule = () => ({ effect: 'ALLOW' });
const never: Rule = () => assert.fail('it was judged');

function hostile(): never {
  throw new Error(CANARY);
}

describe('a call that is not valid is denied without being judged, and the field is named', () => {
  const good = { tool: SHELL, arguments: 'ls' };
  const cases: Record<string, [call: unknown, what: string]> = {
    nothing: [undefined, 'the call: expected an object'],
    null: [null, 'the call: expected an object'],
    'a text': [CANARY, 'the call: expected an object'],
    'an array': [[CANARY], 'the call: expected an object'],
    'no tool': [{ session_id: CANARY }, 'tool: missing'],
    'a tool that is null': [{ ...good, tool: null }, 'tool: expected an object'],
    'a tool without a name': [{ ...good, tool: { kind: 'SHELL' } }, 'tool.name: expected a name'],
    'a tool with an empty name': [{ ...good, tool: { ...SHELL, name: '' } }, 'tool.name: expected a name'],
    'a tool without a kind': [{ ...good, tool: { name: 'sh' } }, 'tool.kind: expected one of UNKNOWN, HTTP'],
    'another kind': [{ ...good, tool: { ...SHELL, kind: CANARY } }, 'tool.kind: expected one of UNKNOWN'],
    'a kind in small letters': [{ ...good, tool: { ...SHELL, kind: 'shell' } }, 'tool.kind: expected one of'],
    'a field of the tool misspelt': [{ ...good, tool: { ...SHELL, url: CANARY } }, 'tool.url: unknown'],
    'arguments misspelt': [{ tool: SHELL, args: { command: CANARY } }, 'args: unknown'],
    'a session misspelt': [{ ...good, sesion_id: CANARY }, 'sesion_id: unknown'],
    'a session that is a number': [{ ...good, session_id: 7 }, 'session_id: expected a text'],
    'an actor that is a text': [{ ...good, actor: CANARY }, 'actor: expected an object'],
    'a role misspelt': [{ ...good, actor: { rol: CANARY } }, 'actor.rol: unknown'],
    'a role that is a list': [{ ...good, actor: { role: [CANARY] } }, 'actor.role: expected a text'],
    'a device that is null': [{ ...good, device: null }, 'device: expected an object'],
    'a status unheard of': [
      { ...good, authentication: { status: CANARY } },
      'authentication.status: expected',
    ],
    'tags of numbers': [{ ...good, tags: { [CANARY]: 7 } }, 'tags: expected texts'],
    'no time to wait': [{ ...good, waitMs: Number.NaN }, 'waitMs: expected milliseconds'],
    'a signal that is none': [{ ...good, signal: { aborted: true } }, 'signal: expected an AbortSignal'],
    'a name that may be a text': [
      { ...good, [`${CANARY} ${CANARY}`]: 1 },
      '(a name of another form): unknown',
    ],
    'a getter that throws': [
      Object.defineProperty({ ...good }, 'actor', { get: hostile, enumerable: true }),
      'actor: cannot',
    ],
    'a proxy that throws': [new Proxy(good, { ownKeys: hostile }), 'the call: cannot be read'],
    'a proxy within that throws': [{ ...good, actor: new Proxy({}, { ownKeys: hostile }) }, 'actor: cannot'],
    'two faults': [{ ...good, a: 1, b: 2 }, 'a: unknown; b: unknown'],
    'a great many': [
      { ...good, ...Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`x${i}`, CANARY])) },
      'x7: unknown; 92 more',
    ],
  };
  for (const [name, [call, what]] of Object.entries(cases))
    test(name, async (t) => {
      const here = await place(t, never);
      const verdict = await here.guard.check(call as CallInput);
      assert.deepEqual([verdict.effect, verdict.proceed, verdict.policy], ['DENY', false, 'invalid-call']);
      assert.throws(() => verdict.started(), GuardDenied);
      const [fault, ...more] = here.faults;
      assert.ok(isTriplineError(fault, 'EVENT_INVALID'));
      assert.deepEqual(more, []);
      for (const told of [verdict.reasons.join(' '), fault.message]) {
        assert.ok(told.includes(what), told);
        assert.ok(!told.includes(CANARY), told);
      }
      assert.deepEqual(await here.phases(), ['REQUESTED', 'DENIED']);
    });

  test('in what surrounds it, too', async (t) => {
    const here = await place(t, never);
    const around = { actor: 'ada', sesion_id: 's' } as unknown as CallContext;
    const verdict = await withContext(around, () => here.guard.check(good));
    assert.match(verdict.reasons.join(), /actor: expected an object; sesion_id: unknown/);
  });

  test('as a guarded tool’s context, too: it does not run', async (t) => {
    const here = await place(t, never);
    const run = here.guard.tool(SHELL, () => assert.fail('it ran'));
    const isInvalid = (error: unknown) => error instanceof GuardDenied && error.policy === 'invalid-call';
    for (const context of [{ sesion_id: 's' }, { actor: 'ada' }, 's-1'])
      await assert.rejects(run('ls', context as CallContext), isInvalid);
  });
});

test('what a call says is read once: the gate and the record see the same', async (t) => {
  let reads = 0;
  const judged: unknown[] = [];
  const here = await place(t, ({ actor }) => {
    judged.push(actor.role);
    return { effect: 'ALLOW' };
  });
  const role = () => (reads++ === 0 ? 'support' : 'admin');
  const actor = Object.defineProperty({}, 'role', { get: role, enumerable: true });
  class User {
    get role() {
      return 'support';
    }
  }
  for (const given of [actor, new User(), new Proxy({ role: 'support' }, {})])
    await here.guard.check({ tool: SHELL, actor: given });
  const recorded = (await here.tools()).map(({ origin }) => origin.actor.role);
  assert.deepEqual([judged, recorded], [Array(3).fill('support'), Array(3).fill('support')]);
});

test('what is undefined, or a text that is null, is nothing said', async (t) => {
  const here = await place(t, allow);
  const call = { ...SESSION, tool: { ...SHELL, endpoint: undefined }, use_case: null, device: undefined };
  const verdict = await here.guard.check(call as unknown as CallInput);
  assert.equal(verdict.proceed, true);
  assert.deepEqual(here.faults, []);
});

describe('a tool that is defined wrongly is told of where it is defined', () => {
  const run = () => 'ran';
  const cases: Record<string, [options: unknown, run: unknown, what: RegExp]> = {
    nothing: [undefined, run, /the options: .*object/],
    'another kind': [{ name: 'sh', kind: CANARY }, run, /kind: .*UNKNOWN.*HTTP.*DATABASE.*SHELL.*FUNCTION/],
    'no kind': [{ name: 'sh' }, run, /kind: .*SHELL/],
    'no name': [{ ...SHELL, name: '' }, run, /name: /],
    'a field misspelt': [{ ...SHELL, describes: CANARY }, run, /describes/],
    'a description that is no function': [
      { ...SHELL, describe: CANARY },
      run,
      /describe: expected a function/,
    ],
    'no function': [SHELL, undefined, /the tool itself: expected a function/],
    'all at once': [{ name: '', kind: 'shell', x: 1 }, CANARY, /name: .*kind: .*"x".*the tool itself/],
  };
  for (const [name, [options, run, what]] of Object.entries(cases))
    test(name, async (t) => {
      const { guard } = await place(t, allow);
      assert.throws(
        () => guard.tool(options as ToolOptions<string>, run as () => string),
        (error) =>
          isTriplineError(error, 'CONFIG_INVALID') &&
          what.test(error.message) &&
          !error.message.includes(CANARY),
      );
    });
});
