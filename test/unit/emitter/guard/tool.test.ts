/** A tool behind the guard: what runs, what is on record of it, and what stands between. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { v7 as uuidv7 } from 'uuid';
import { TriplineError } from '../../../../services/core/errors.ts';
import { GuardDenied } from '../../../../services/emitter/guard/denied.ts';
import { isTriplineError, withContext } from '../../../../services/emitter/index.ts';
import { EventReceipt } from '../../../../services/emitter/receipt.ts';
import { type Place, place, REFUND, type Rule, SESSION, SHELL } from './support.ts';

const allow: Rule = () => ({ effect: 'ALLOW' });
const deny: Rule = () => ({ effect: 'DENY', policy: 'no-deletions', reasons: ['Files are not deleted.'] });

/** Runs a command behind the guard; says what ran. */
function shellOf({ guard }: Place, ran: unknown[] = []) {
  const run = guard.tool(SHELL, (input: { command: string }) => {
    ran.push(input.command);
    return { said: `ran ${input.command}` };
  });
  return { run, ran };
}

test('an allowed call runs with a frozen copy, and is on record from request to outcome', async (t) => {
  const here = await place(t, allow);
  const given = { command: 'ls', deep: [{ a: 1 }] };
  const seen: unknown[] = [];
  const run = here.guard.tool(SHELL, (input: typeof given, signal) => {
    seen.push(input, input.deep[0], signal.aborted);
    return 'three files';
  });
  assert.equal(await run(given, { ...SESSION, call_id: 'c-1', parent_event_id: 'p' }), 'three files');
  assert.deepEqual(JSON.parse(JSON.stringify(seen[0])), given);
  assert.ok(seen[0] !== given && Object.isFrozen(seen[0]) && Object.isFrozen(seen[1]));
  assert.equal(Object.getPrototypeOf(seen[0]), null);
  assert.equal(seen[2], false);
  await here.emitter.flush();
  const [requested, completed, ...more] = await here.tools();
  assert.ok(requested !== undefined && completed !== undefined && more.length === 0);
  assert.deepEqual([requested.phase, completed.phase], ['REQUESTED', 'COMPLETED']);
  assert.deepEqual(
    { ...requested.decision },
    {
      effect: 'ALLOW',
      policy: 'rule',
      reasons: ['Because.'],
      approver: null,
    },
  );
  assert.equal(requested.origin.parent_event_id, 'p');
  assert.equal(completed.origin.parent_event_id, requested.origin.event_id);
  assert.equal(completed.decision, null);
  assert.deepEqual(
    [requested, completed].map(({ call_id, origin, arguments_digest }) => [
      call_id,
      origin.session_id,
      origin.actor.user_id,
      origin.interaction_id,
      arguments_digest,
    ]),
    Array.from({ length: 2 }, () => [
      'c-1',
      's-1',
      'ada',
      requested.origin.interaction_id,
      requested.arguments_digest,
    ]),
  );
  assert.equal(String(requested.arguments), '{"command":"ls","deep":[{"a":1}]}');
  assert.equal(String(completed.result), 'three files');
  assert.ok((completed.duration_ms ?? -1) >= 0);
  assert.deepEqual(here.remembered, ['s-1 run_shell three files']);
});

test('a denied call does not run, and the error says by which policy and why, when both events are on record', async (t) => {
  const here = await place(t, deny);
  const { run, ran } = shellOf(here);
  const error = await run({ command: 'rm -r /var/log' }, SESSION).then(
    () => assert.fail('it ran'),
    (error: unknown) => error,
  );
  assert.ok(error instanceof GuardDenied && isTriplineError(error, 'TOOL_DENIED'));
  assert.deepEqual([error.policy, error.reasons], ['no-deletions', ['Files are not deleted.']]);
  assert.ok(!error.message.includes('/var/log'));
  assert.deepEqual(ran, []);
  assert.deepEqual(await here.phases(), ['REQUESTED', 'DENIED']);
  assert.equal((await here.tools())[1]?.decision?.policy, 'no-deletions');
});

test('a tool that throws is FAILED, and its caller gets what it threw', async (t) => {
  const here = await place(t, allow);
  const fault = Object.assign(new TypeError('no such file'), { code: 'ENOENT' });
  const run = here.guard.tool(SHELL, () => {
    throw fault;
  });
  await assert.rejects(run(undefined, SESSION), fault);
  await here.emitter.flush();
  const [requested, failed] = await here.tools();
  assert.equal(String(requested?.arguments), '{}');
  assert.equal(failed?.phase, 'FAILED');
  assert.deepEqual(
    [failed?.error?.type, failed?.error?.code, String(failed?.error?.message)],
    ['TypeError', 'ENOENT', 'no such file'],
  );
});

test('a result reads on record as the tool’s own description says; one that breaks costs the result alone', async (t) => {
  const here = await place(t, allow);
  const outcomes = [
    { body: 'gone', status: 404 },
    { body: 'fine', status: 200 },
  ];
  const fetched = here.guard.tool(
    {
      name: 'fetch',
      kind: 'HTTP',
      endpoint: 'https://shop.example/',
      authentication: { status: 'YES', principal: 'bot' },
      describe: ({ body, status }: { body: string; status: number }) => ({
        result: body,
        status_code: status,
        response_cached: false,
        ...(status >= 400 && { error: { type: 'HttpError', code: String(status) } }),
      }),
    },
    (index: number) => outcomes[index] as { body: string; status: number },
  );
  const broken = here.guard.tool(
    {
      ...REFUND,
      describe: () => {
        throw new Error('mine');
      },
    },
    () => 'secret',
  );
  await fetched(0, SESSION);
  await fetched(1, SESSION);
  assert.equal(await broken(null, SESSION), 'secret');
  await here.guard.tool(REFUND, () => ({ loop: 1n }))(null, SESSION);
  await here.emitter.flush();
  const ends = (await here.tools()).filter(({ phase }) => phase !== 'REQUESTED');
  assert.deepEqual(
    ends.map(({ phase, result, status_code, error }) => [
      phase,
      String(result),
      status_code,
      error?.code ?? null,
    ]),
    [
      ['FAILED', 'gone', 404, '404'],
      ['COMPLETED', 'fine', 200, null],
      ['COMPLETED', 'null', null, null],
      ['COMPLETED', 'null', null, null],
    ],
  );
  assert.deepEqual({ ...ends[0]?.authentication }, { status: 'YES', method: null, principal: 'bot' });
  assert.equal(here.faults.length, 2);
});

test('the surrounding context counts where the call says nothing itself', async (t) => {
  const here = await place(t, allow);
  const { run } = shellOf(here);
  await withContext({ session_id: 'around', actor: { user_id: 'eve' }, interaction_id: 'i-1' }, async () => {
    await run({ command: 'ls' });
    await run({ command: 'ls' }, { session_id: 'own' });
  });
  await here.emitter.flush();
  const requests = (await here.tools()).filter(({ phase }) => phase === 'REQUESTED');
  for (const session of ['around', 'own']) {
    const request = requests.find(({ origin }) => origin.session_id === session);
    assert.deepEqual([request?.origin.actor.user_id, request?.origin.interaction_id], ['eve', 'i-1']);
  }
});

test('a call aborted before it starts does not start, and its end is on record', async (t) => {
  const here = await place(t, allow);
  const { run, ran } = shellOf(here);
  const aborting = new AbortController();
  const running = run({ command: 'ls' }, { ...SESSION, signal: aborting.signal });
  aborting.abort(new Error('enough'));
  await assert.rejects(running, /enough/);
  await here.emitter.flush();
  assert.deepEqual(ran, []);
  assert.deepEqual(await here.phases(), ['REQUESTED', 'FAILED']);
});

describe('with Kafka away', () => {
  test('a high-risk call is denied after the deadline, another runs, and what came of both is sent once Kafka is back', async (t) => {
    const here = await place(t, allow, { deadlineMs: 50 });
    here.kafka.setAvailable(false);
    const { run, ran } = shellOf(here);
    const refund = here.guard.tool(REFUND, () => 'paid');
    let isNear = false;
    setTimeout(() => (isNear = true), 40);
    await assert.rejects(run({ command: 'ls' }, SESSION), (error) => {
      assert.ok(error instanceof GuardDenied);
      assert.equal(error.policy, 'not-on-record');
      return true;
    });
    assert.ok(isNear);
    assert.equal(await refund({ amount: 5 }, SESSION), 'paid');
    assert.deepEqual(ran, []);
    here.kafka.setAvailable(true);
    await here.emitter.flush();
    assert.deepEqual(await here.phases(), ['REQUESTED', 'DENIED', 'REQUESTED', 'COMPLETED']);
  });

  test('a denied call is denied all the same, after the deadline', async (t) => {
    const here = await place(t, deny, { deadlineMs: 30 });
    here.kafka.setAvailable(false);
    const { run, ran } = shellOf(here);
    await assert.rejects(run({ command: 'ls' }, SESSION), (error) => {
      assert.ok(error instanceof GuardDenied);
      assert.equal(error.policy, 'no-deletions');
      return true;
    });
    assert.deepEqual(ran, []);
  });
});

test('a request that the emitter had no room for is on record before the outcome, and tells a retry from the denied call', async (t) => {
  let isFull = false;
  let effect: 'ALLOW' | 'DENY' = 'DENY';
  const here = await place(t, () => ({ effect }));
  const tool = here.emitter.tool.bind(here.emitter);
  const refused = () => new EventReceipt(uuidv7(), uuidv7(), new TriplineError('QUEUE_FULL'));
  here.emitter.tool = (input) => (isFull ? refused() : tool(input));
  const refund = here.guard.tool(REFUND, () => {
    isFull = false;
    return 'paid';
  });
  await assert.rejects(refund({}, { ...SESSION, call_id: 'call_0' }), GuardDenied);
  effect = 'ALLOW';
  isFull = true;
  assert.equal(await refund({}, { ...SESSION, call_id: 'call_0' }), 'paid');
  await here.emitter.flush();
  const events = await here.tools();
  assert.deepEqual(
    events.map(({ phase }) => phase),
    ['REQUESTED', 'DENIED', 'REQUESTED', 'COMPLETED'],
  );
  assert.equal(events[3]?.origin.parent_event_id, events[2]?.origin.event_id);
  assert.equal(events[2]?.decision?.effect, 'ALLOW');
});

test('tools that were offered are told to the gate', async (t) => {
  const here = await place(t, allow);
  here.guard.offered('s-1', ['refund', 'run_shell'], 'support');
  await here.guard.check({ tool: REFUND });
  assert.deepEqual(here.remembered, ['offered refund,run_shell']);
});
