/** A held call waits for a person: who may answer, what an answer is good for, and what outlives whom. */
import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import type { Approval, Hold } from '../../../../services/core/events/types.ts';
import { GuardDenied } from '../../../../services/emitter/guard/denied.ts';
import type { CallInput } from '../../../../services/emitter/guard/types.ts';
import type { ControlLog } from '../../../../services/platform/control/control-log.ts';
import { aHold } from '../../../support/control-records.ts';
import { until } from '../../../support/eventually.ts';
import { twin } from '../support.ts';
import {
  controlOn,
  HOLD,
  nextHold,
  type Place,
  type PlaceOptions,
  place,
  REFUND,
  type Rule,
  SESSION,
} from './support.ts';

const CALL: CallInput = { ...SESSION, tool: REFUND, arguments: { amount: 500 }, call_id: 'c-1' };

/** A process with a control log of its own; `beside` another one over the same Kafka. */
async function held(t: TestContext, beside?: Place, options: PlaceOptions = {}, rule = HOLD) {
  const kafka = beside?.kafka ?? (await twin());
  const control = await controlOn(kafka, t);
  const here = await place(t, rule, { kafka, control, ...options });
  const ran: unknown[] = [];
  const refund = here.guard.tool(REFUND, ({ amount }: { amount: number }) => {
    ran.push(amount);
    return `paid ${amount}`;
  });
  const ask = (call_id = 'c-1') => refund({ amount: 500 }, { ...SESSION, call_id });
  return { ...here, control, ran, ask };
}

function answer(control: ControlLog, hold: Hold, changes: Partial<Approval> = {}): Promise<void> {
  const { hold_id, tenant, arguments_digest } = hold;
  const said = { verdict: 'APPROVED', by: 'eve', reason: 'a good customer' } as const;
  const decided_at = Date.now() * 1000;
  return control.put({
    type: 'approval',
    hold_id,
    tenant,
    arguments_digest,
    decided_at,
    ...said,
    ...changes,
  });
}

async function denial(running: Promise<unknown>): Promise<GuardDenied> {
  const error: unknown = await running.then(
    () => assert.fail('it ran'),
    (error: unknown) => error,
  );
  assert.ok(error instanceof GuardDenied);
  return error;
}

test('without a control log nobody can be asked: the call is denied at once', async (t) => {
  const here = await place(t, HOLD);
  const { policy, reasons } = await denial(
    here.guard.tool(REFUND, () => assert.fail('it ran'))({ amount: 500 }),
  );
  assert.equal(policy, 'refunds');
  assert.deepEqual(reasons, [
    'A refund over the limit.',
    'Nobody can be asked: the guard has no control log.',
  ]);
  assert.deepEqual(await here.phases(), ['REQUESTED', 'DENIED']);
});

test('an approved call runs, and the trail says who approved and why', async (t) => {
  const here = await held(t);
  const opened = nextHold(here.control);
  const running = here.ask();
  const hold = await opened;
  assert.deepEqual(await here.phases(), ['REQUESTED', 'HELD']);
  const [requested, heldEvent] = await here.tools();
  assert.equal(hold.hold_id, heldEvent?.origin.event_id);
  assert.equal(hold.requested_event_id, requested?.origin.event_id);
  assert.equal(hold.arguments_digest, requested?.arguments_digest);
  assert.ok(!JSON.stringify(hold).includes('amount'));
  await answer(here.control, hold);
  assert.equal(await running, 'paid 500');
  await here.emitter.flush();
  assert.deepEqual(await here.phases(), ['REQUESTED', 'HELD', 'APPROVED', 'COMPLETED']);
  assert.deepEqual(
    { ...(await here.tools())[2]?.decision },
    {
      effect: 'ALLOW',
      policy: 'refunds',
      reasons: ['A refund over the limit.', 'Approved by eve: a good customer'],
      approver: 'eve',
    },
  );
});

test('a rejected call is denied, with who rejected it and why', async (t) => {
  const here = await held(t);
  const opened = nextHold(here.control);
  const running = denial(here.ask());
  await answer(here.control, await opened, { verdict: 'REJECTED', reason: 'twice this week' });
  const { policy, reasons, message } = await running;
  assert.equal(policy, 'refunds');
  assert.deepEqual(reasons.slice(1), ['Rejected by eve: twice this week']);
  assert.ok(!message.includes('twice'));
  assert.deepEqual(await here.phases(), ['REQUESTED', 'HELD', 'DENIED']);
  assert.equal((await here.tools())[2]?.decision?.approver, 'eve');
  assert.deepEqual(here.ran, []);
});

test('a call that nobody answers is denied when its time is over, also when its caller is gone', async (t) => {
  const briefly = () => ({ ...HOLD({} as never), holdMs: 60 });
  const here = await held(t, undefined, {}, briefly);
  const { reasons } = await denial(here.ask());
  assert.deepEqual(reasons.slice(1), ['Nobody answered in time.']);
  const pending = await here.guard.check({ ...CALL, call_id: 'c-2', waitMs: 0 });
  assert.deepEqual([pending.effect, pending.proceed, pending.error?.pending], ['HOLD', false, true]);
  await until(async () => (await here.phases()).length >= 6, 'the second denial on record');
  assert.deepEqual(await here.phases(), ['REQUESTED', 'HELD', 'DENIED', 'REQUESTED', 'HELD', 'DENIED']);
});

describe('an answer counts for the hold’s tenant and arguments, in time', () => {
  const bad: Record<string, (hold: Hold) => Partial<Approval>> = {
    'another tenant': () => ({ tenant: 'other' }),
    'other arguments': () => ({ arguments_digest: 'f'.repeat(64) }),
    'too late': (hold) => ({ decided_at: hold.expires_at }),
    'no answer that is known': () => ({ verdict: 'UNKNOWN' }),
    'another hold': () => ({ hold_id: 'another' }),
  };
  for (const [name, changes] of Object.entries(bad))
    test(name, async (t) => {
      const here = await held(t);
      const opened = nextHold(here.control);
      const running = denial(here.ask());
      const hold = await opened;
      await answer(here.control, hold, changes(hold));
      await answer(here.control, hold, { verdict: 'REJECTED' });
      assert.match((await running).reasons.at(-1) ?? '', /^Rejected/);
      assert.deepEqual(here.ran, []);
    });
});

describe('an approval is for one run', () => {
  test('the same call asked again after it ran has to be approved again', async (t) => {
    const here = await held(t);
    for (const times of [1, 2]) {
      const opened = nextHold(here.control);
      const running = here.ask();
      await answer(here.control, await opened);
      assert.equal(await running, 'paid 500');
      assert.equal(here.ran.length, times);
    }
    assert.equal(here.control.list('hold').length, 2);
  });

  test('of several processes that ask for the same call one runs, the others are asked about anew', async (t) => {
    const first = await held(t);
    const second = await held(t, first);
    const opened = nextHold(first.control);
    const running = [first.ask()];
    const hold = await opened;
    running.push(second.ask());
    const again = nextHold(first.control);
    await answer(second.control, hold);
    await Promise.any(running);
    const other = await again;
    assert.equal(first.ran.length + second.ran.length, 1);
    assert.notEqual(other.hold_id, hold.hold_id);
    await answer(first.control, other, { verdict: 'REJECTED' });
    const ends = await Promise.allSettled(running);
    assert.deepEqual(ends.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
    assert.equal(first.ran.length + second.ran.length, 1);
  });

  test('whoever loses the approval to another process, and need not ask any more, runs', async (t) => {
    const first = await held(t);
    const second = await held(t, first, {}, () => ({ effect: 'ALLOW' }));
    const opened = nextHold(first.control);
    const running = first.ask();
    const hold = await opened;
    const put = second.control.put.bind(second.control);
    second.control.put = async (record) => {
      if (record.type === 'claim') await running;
      await put(record);
    };
    const other = second.ask();
    await answer(first.control, hold);
    assert.equal(await running, 'paid 500');
    assert.equal(await other, 'paid 500');
    await Promise.all([first.emitter.flush(), second.emitter.flush()]);
    const trail = ['REQUESTED', 'HELD', 'APPROVED', 'COMPLETED', 'REQUESTED', 'COMPLETED'];
    assert.deepEqual((await first.phases()).toSorted(), trail.toSorted());
  });

  test('who asks several times in one process gets one verdict, which starts once', async (t) => {
    const here = await held(t);
    const opened = nextHold(here.control);
    const asked = [here.guard.check(CALL), here.guard.check({ ...CALL, waitMs: 0 })];
    const hold = await opened;
    asked.push(here.guard.check(CALL));
    assert.equal((await asked[1])?.effect, 'HOLD');
    assert.equal(here.control.list('hold').length, 1);
    assert.deepEqual(await here.phases(), ['REQUESTED', 'HELD']);
    await answer(here.control, hold);
    const [one, , other] = await Promise.all(asked);
    const again = await here.guard.check({ ...CALL, waitMs: 0 });
    assert.ok(one !== undefined && one === other && one === again && one.proceed);
    one.started(CALL.arguments);
    assert.throws(
      () => other.started(CALL.arguments),
      (error) => error instanceof GuardDenied,
    );
  });

  describe('an approval given before is for the same call, asked by the same, held for the same', () => {
    const byRole: Rule = (call) =>
      call.actor.role === 'support' ? HOLD(call) : { ...HOLD(call), policy: 'strangers' };
    const others: Record<string, { changes?: Partial<CallInput>; rule?: Rule }> = {
      'another user': { changes: { actor: { user_id: 'bob', role: 'support' } } },
      'another role': { changes: { actor: { user_id: 'ada', role: 'intern' } } },
      'nobody in particular': { changes: { actor: {} } },
      'not authenticated': { changes: { authentication: { status: 'NO' } } },
      'another rule': { rule: (call) => ({ ...HOLD(call), policy: 'exports' }) },
      'another rule, too': {
        rule: (call) => ({ ...HOLD(call), reasons: ['A refund over the limit.', 'It leaves the house.'] }),
      },
    };
    for (const [name, { changes = {}, rule = HOLD }] of Object.entries(others))
      test(name, async (t) => {
        const before = await held(t);
        await before.guard.check({ ...CALL, waitMs: 0 });
        const hold = before.control.list('hold')[0] as Hold;
        await answer(before.control, hold);
        // The process is another, the policy perhaps changed.
        const after = await held(t, before, {}, rule);
        const asked = await after.guard.check({ ...CALL, ...changes, waitMs: 0 });
        assert.deepEqual([asked.effect, asked.proceed], ['HOLD', false]);
        assert.notEqual(asked.hold?.hold_id, hold.hold_id);
        const own = await before.guard.check({ ...CALL, waitMs: 0 });
        assert.deepEqual([own.effect, own.hold?.hold_id], ['ALLOW', hold.hold_id]);
      });

    test('of two that ask at once for the same call each has a hold', async (t) => {
      const here = await held(t, undefined, {}, byRole);
      const asked = ['support', 'intern'].map((role) =>
        here.guard.check({ ...CALL, actor: { user_id: 'ada', role }, waitMs: 0 }),
      );
      const [one, other] = await Promise.all(asked);
      assert.notEqual(one?.hold?.hold_id, other?.hold?.hold_id);
      assert.deepEqual([one?.policy, other?.policy], ['refunds', 'strangers']);
    });

    test('fewer reasons than it was approved for are no other question', async (t) => {
      const before = await held(t, undefined, {}, (call) => ({
        ...HOLD(call),
        reasons: ['A refund over the limit.', 'It leaves the house.'],
      }));
      await before.guard.check({ ...CALL, waitMs: 0 });
      await answer(before.control, before.control.list('hold')[0] as Hold);
      const after = await held(t, before);
      assert.equal((await after.guard.check({ ...CALL, waitMs: 0 })).proceed, true);
    });

    test('a hold written before it said who asks is nobody’s', async (t) => {
      const here = await held(t);
      await here.guard.check({ ...CALL, waitMs: 0 });
      const { hold_id, ...hold } = here.control.list('hold')[0] as Hold;
      await here.control.remove('hold', hold_id);
      const old = { ...hold, hold_id: 'old', asker_digest: '' };
      await here.control.put(old);
      await answer(here.control, old);
      const asked = await here.guard.check({ ...CALL, waitMs: 0 });
      assert.equal(asked.proceed, false);
    });
  });

  test('an answer that stood there before does not answer a new hold', async (t) => {
    const here = await held(t);
    const pending = await here.guard.check({ ...CALL, waitMs: 0 });
    await answer(here.control, here.control.list('hold')[0] as Hold);
    const other = await here.guard.check({ ...CALL, arguments: { amount: 900 }, waitMs: 0 });
    const elsewhere = await here.guard.check({ ...CALL, session_id: 's-2', waitMs: 0 });
    assert.deepEqual([pending.effect, other.effect, elsewhere.effect], ['HOLD', 'HOLD', 'HOLD']);
    assert.equal(here.control.list('hold').length, 3);
  });
});

describe('a held call outlives its processes', () => {
  /** A process that asked and is gone. */
  async function gone(t: TestContext): Promise<{ before: Place; hold: Hold }> {
    const before = await held(t);
    const opened = nextHold(before.control);
    const dropped = new AbortController();
    const left = before.guard.check({ ...CALL, signal: dropped.signal });
    const hold = await opened;
    dropped.abort(new Error('the process is gone'));
    await assert.rejects(left, /gone/);
    await before.guard.close();
    return { before, hold };
  }

  test('the caller begins anew: the same call picks the pending hold up', async (t) => {
    const { before, hold } = await gone(t);
    const after = await held(t, before);
    const running = after.ask();
    await answer(await controlOn(before.kafka, t), hold);
    assert.equal(await running, 'paid 500');
    await after.emitter.flush();
    assert.deepEqual(await after.phases(), ['REQUESTED', 'HELD', 'APPROVED', 'COMPLETED']);
    const events = await after.tools();
    assert.equal(new Set(events.map(({ origin }) => origin.interaction_id)).size, 1);
    assert.equal(events[3]?.origin.parent_event_id, hold.requested_event_id);
  });

  test('it was answered while the caller was away', async (t) => {
    const { before, hold } = await gone(t);
    await answer(await controlOn(before.kafka, t), hold);
    const after = await held(t, before);
    assert.equal(await after.ask(), 'paid 500');
    assert.equal(after.control.list('hold').length, 1);
  });

  test('the approval was claimed, and the process died before it ran: it is not used again', async (t) => {
    const before = await held(t);
    const opened = nextHold(before.control);
    const asked = before.guard.check(CALL);
    await answer(before.control, await opened);
    assert.equal((await asked).proceed, true);
    const after = await held(t, before);
    const again = await after.guard.check({ ...CALL, waitMs: 0 });
    assert.equal(again.effect, 'HOLD');
    assert.equal(after.control.list('hold').length, 2);
  });

  test('a policy that meanwhile denies it is obeyed, one that meanwhile allows it does not answer for the person', async (t) => {
    const before = await held(t);
    await before.guard.check({ ...CALL, waitMs: 0 });
    const denying = await held(t, before, {}, () => ({ effect: 'DENY' }));
    assert.equal((await denying.guard.check({ ...CALL, waitMs: 0 })).effect, 'DENY');
    const allowing = await held(t, before, {}, () => ({ effect: 'ALLOW' }));
    assert.equal((await allowing.guard.check({ ...CALL, waitMs: 0 })).effect, 'HOLD');
  });
});

test('a caller that gives up while it waits leaves the hold to others', async (t) => {
  const here = await held(t);
  const opened = nextHold(here.control);
  const aborting = new AbortController();
  const waiting = here.guard.check({ ...CALL, signal: aborting.signal });
  await opened;
  aborting.abort(new Error('enough'));
  await assert.rejects(waiting, /enough/);
  assert.deepEqual(await here.phases(), ['REQUESTED', 'HELD']);
});

describe('with Kafka away', () => {
  test('of two that ask for the same call at once both are denied, each on record', async (t) => {
    const here = await held(t, undefined, { deadlineMs: 50 });
    here.control.put = () => Promise.reject(new Error('away'));
    const denials = await Promise.all([denial(here.ask()), denial(here.ask())]);
    for (const { reasons } of denials) assert.equal(reasons.at(-1), 'Nobody could be asked in time.');
    await here.emitter.flush();
    assert.deepEqual((await here.phases()).toSorted(), [
      'DENIED',
      'DENIED',
      'HELD',
      'REQUESTED',
      'REQUESTED',
    ]);
  });

  test('nothing can be held: the call is denied', async (t) => {
    const here = await held(t, undefined, { deadlineMs: 50 });
    here.kafka.setAvailable(false);
    const { policy } = await denial(here.ask());
    assert.equal(policy, 'not-on-record');
  });

  test('while a person thinks: it is not run before what was decided is acknowledged', async (t) => {
    const here = await held(t, undefined, { deadlineMs: 50 });
    const opened = nextHold(here.control);
    const running = denial(here.ask());
    const hold = await opened;
    const put = here.control.put.bind(here.control);
    here.control.put = async (record) => {
      if (record.type === 'claim') here.kafka.setAvailable(false);
      await put(record);
    };
    await answer(here.control, hold);
    assert.equal((await running).policy, 'not-on-record');
    assert.deepEqual(here.ran, []);
  });
});

test('of one tenant 1,000 calls wait for a person; beyond that they are denied', async (t) => {
  const here = await held(t);
  const { tenant } = here.emitter.identity;
  const soon = Date.now() * 1000;
  const waiting = Array.from({ length: 1000 }, (_, index) =>
    aHold({ tenant, hold_id: `h-${index}`, held_at: soon, expires_at: soon + 60_000_000 }),
  );
  await Promise.all(waiting.map((hold) => here.control.put(hold)));
  const denied = await here.guard.check({ ...CALL, waitMs: 0 });
  assert.deepEqual(
    [denied.effect, denied.reasons.at(-1)],
    ['DENY', 'Too many calls of the tenant wait for a person.'],
  );
  await here.control.remove('hold', 'h-0');
  assert.equal((await here.guard.check({ ...CALL, waitMs: 0 })).effect, 'HOLD');
});

describe('held calls keep their arguments in bounded memory: two of 8,000,000 letters are all that a tenant may have', () => {
  const NO_ROOM = 'Calls that wait for a person take all the memory that they may have.';
  const large = (call_id: string): CallInput => ({
    ...CALL,
    call_id,
    arguments: 'x'.repeat(8_000_000),
    waitMs: 0,
  });
  async function full(t: TestContext, beside?: Place, options: PlaceOptions = {}) {
    const here = await held(t, beside, options);
    for (const id of ['first', 'second'])
      assert.equal(
        (await here.guard.check({ ...large(id), session_id: beside ? 's-2' : 's-1' })).effect,
        'HOLD',
      );
    return here;
  }

  test('beyond that a call is denied, with the reason, in every guard of the control log', async (t) => {
    const here = await full(t);
    const beside = await place(t, HOLD, { kafka: here.kafka, control: here.control });
    for (const { guard } of [here, beside]) {
      const { effect, policy, reasons } = await guard.check(large('third'));
      assert.deepEqual([effect, policy, reasons.at(-1)], ['DENY', 'refunds', NO_ROOM]);
    }
    const phases = await here.phases();
    assert.deepEqual(phases.slice(4), ['REQUESTED', 'DENIED', 'REQUESTED', 'DENIED']);
    assert.equal((await here.guard.check({ ...CALL, waitMs: 0 })).effect, 'HOLD');
  });

  test('what stands beside the arguments counts, too', async (t) => {
    const here = await full(t);
    const attributes = { note: 'x'.repeat(1_000_000) };
    const { effect, reasons } = await here.guard.check({ ...CALL, attributes, waitMs: 0 });
    assert.deepEqual([effect, reasons.at(-1)], ['DENY', NO_ROOM]);
  });

  test('a call that has run, or has expired, gives its room back', async (t) => {
    const clock = { now: Date.now() };
    const here = await full(t, undefined, { now: () => clock.now });
    await answer(here.control, here.control.list('hold')[0] as Hold);
    (await here.guard.check(large('first'))).started();
    assert.equal((await here.guard.check(large('third'))).effect, 'HOLD');
    assert.equal((await here.guard.check(large('fourth'))).effect, 'DENY');
    clock.now += 61_000;
    assert.equal((await here.guard.check(large('fifth'))).effect, 'HOLD');
  });

  test('a call that a person rejected gives its room back, and may still not run', async (t) => {
    const here = await full(t);
    const [hold] = here.control.list('hold');
    await answer(here.control, hold as Hold, { verdict: 'REJECTED' });
    assert.equal((await here.guard.check(large('first'))).effect, 'DENY');
    assert.equal((await here.guard.check(large('third'))).effect, 'HOLD');
    const again = await here.guard.check(large('first'));
    assert.deepEqual([again.proceed, again.hold?.hold_id], [false, hold?.hold_id]);
  });

  test('a call that was held elsewhere, or before, is not judged without room: it may be asked for again', async (t) => {
    const before = await full(t);
    const after = await full(t, before);
    const hold = before.control.list('hold')[0] as Hold;
    await answer(before.control, hold);
    const { effect, reasons, error, hold: told } = await after.guard.check(large('first'));
    assert.deepEqual([effect, reasons.at(-1), error?.pending], ['HOLD', NO_ROOM, true]);
    assert.equal(told?.hold_id, hold.hold_id);
    assert.equal((await before.phases()).length, 8);
    assert.equal((await before.guard.check(large('first'))).proceed, true);
  });
});

test('holds that ended a day ago are taken out with their answers', async (t) => {
  const clock = { now: Date.now() };
  const here = await held(t, undefined, { now: () => clock.now });
  const opened = nextHold(here.control);
  const running = here.ask();
  await answer(here.control, await opened);
  await running;
  clock.now += 25 * 60 * 60 * 1000;
  await here.guard.check({ ...CALL, call_id: 'c-2', waitMs: 0 });
  await until(() => here.control.list('claim').length === 0, 'the claim taken out');
  assert.deepEqual(
    here.control.list('hold').map(({ call_id }) => call_id),
    ['c-2'],
  );
  assert.deepEqual(here.control.list('approval'), []);
});

describe('the guard is closed meanwhile', () => {
  test('who waits for a person is told that it is still held; the hold stays for whoever asks next', async (t) => {
    const here = await held(t);
    const opened = nextHold(here.control);
    const running = denial(here.ask());
    const hold = await opened;
    await here.guard.close();
    assert.equal((await running).pending, true);
    assert.deepEqual(here.control.get('hold', hold.hold_id), hold);
    assert.deepEqual(here.ran, []);
  });

  test('a hold that was on its way is not waited for', async (t) => {
    const here = await held(t);
    const { promise: mayPut, resolve } = Promise.withResolvers<void>();
    const put = here.control.put.bind(here.control);
    const asked = Promise.withResolvers<void>();
    t.mock.method(here.control, 'put', async (...given: Parameters<ControlLog['put']>) => {
      asked.resolve();
      await mayPut;
      return put(...given);
    });
    const running = here.guard.check(CALL);
    await asked.promise;
    await here.guard.close();
    resolve();
    assert.equal((await running).effect, 'HOLD');
  });
});
