import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { describe, type TestContext, test } from 'node:test';
import { MAX_RECORD_BYTES } from '../../../services/core/events/codec.ts';
import { decodeText } from '../../../services/core/events/text.ts';
import type { AuditEvent, ToolEvent } from '../../../services/core/events/types.ts';
import { type Answer, gatewayOn, POLICY } from './support.ts';

type Gateway = Awaited<ReturnType<typeof gatewayOn>>;
type Held = { hold_id: string; expires_at: string };

const REFUND = {
  tool: { name: 'refund', kind: 'FUNCTION' },
  arguments: '{"amount":900}',
  application: 'shop',
};
const SEARCH = { tool: { name: 'search', kind: 'FUNCTION' }, arguments: '{"q":"x"}', application: 'shop' };
const DIGEST = hash('sha256', SEARCH.arguments);

async function phases(gateway: Gateway): Promise<string[]> {
  return (await toolEvents(gateway)).map(({ phase }) => phase);
}
async function toolEvents(gateway: Gateway): Promise<ToolEvent[]> {
  return (await gateway.events()).filter((event): event is ToolEvent => event.type === 'tool');
}
function state(gateway: Gateway, key: string, id: unknown, wait = ''): Promise<Answer> {
  return gateway.ask(key, { method: 'GET', url: `/v1/gate/${String(id)}${wait}` });
}
async function held(t: TestContext, changes = {}) {
  const gateway = await gatewayOn(t, changes);
  const key = await gateway.newKey();
  const { body } = await gateway.post(key, '/v1/gate', { ...REFUND, call_id: 'c1', session_id: 's1' });
  return { gateway, key, body, hold: body['hold'] as Held };
}

test('a call that may run: allowed once Kafka has it; its outcome is on record, with its result', async (t) => {
  const gateway = await gatewayOn(t);
  const key = await gateway.newKey();
  const { status, body } = await gateway.post(key, '/v1/gate', { ...SEARCH, call_id: 'c1' });
  assert.equal(status, 200);
  assert.deepEqual(
    [
      body['effect'],
      body['proceed'],
      body['call_id'],
      body['recorded'],
      body['arguments_digest'],
      body['hold'],
    ],
    ['ALLOW', true, 'c1', true, DIGEST, null],
  );
  assert.deepEqual(await phases(gateway), ['REQUESTED']);
  assert.equal((await state(gateway, key, body['id'])).body['state'], 'ALLOWED');
  const outcome = { outcome: 'COMPLETED', arguments_digest: DIGEST, result: 'found', status_code: 200 };
  const ended = await gateway.post(key, `/v1/gate/${String(body['id'])}/outcome`, outcome);
  assert.deepEqual([ended.status, ended.body], [200, { id: body['id'], outcome: 'COMPLETED' }]);
  assert.equal((await gateway.post(key, `/v1/gate/${String(body['id'])}/outcome`, outcome)).status, 200);
  const other = { ...outcome, outcome: 'FAILED' };
  const settled = await gateway.post(key, `/v1/gate/${String(body['id'])}/outcome`, other);
  assert.deepEqual([settled.status, settled.body['code']], [409, 'OUTCOME_SETTLED']);
  const [requested, completed] = await toolEvents(gateway);
  assert.equal(completed?.phase, 'COMPLETED');
  assert.equal(completed?.origin.parent_event_id, requested?.origin.event_id);
  assert.equal(decodeText(completed?.result ?? Buffer.alloc(0)), 'found');
  assert.equal((await toolEvents(gateway)).length, 2, 'the first outcome stands');
  assert.equal((await state(gateway, key, body['id'])).body['state'], 'ENDED');
});

test('a denied call says which policy and why; that it ran all the same is put on record', async (t) => {
  const gateway = await gatewayOn(t);
  const key = await gateway.newKey();
  const call = { tool: { name: 'sh', kind: 'SHELL' }, arguments: 'rm -rf /', application: 'shop' };
  const { status, body } = await gateway.post(key, '/v1/gate', call);
  assert.deepEqual(
    [status, body['effect'], body['proceed'], body['policy']],
    [200, 'DENY', false, 'no-shell'],
  );
  assert.deepEqual(body['reasons'], ['No shell here.']);
  assert.deepEqual((await phases(gateway)).toSorted(), ['DENIED', 'REQUESTED']);
  assert.equal((await state(gateway, key, body['id'])).body['state'], 'DENIED');
  const ran = await gateway.post(key, `/v1/gate/${String(body['id'])}/outcome`, {
    outcome: 'COMPLETED',
    arguments: 'rm -rf /',
  });
  assert.deepEqual([ran.status, ran.body['code']], [409, 'TOOL_DENIED']);
  assert.deepEqual((await phases(gateway)).toSorted(), ['COMPLETED', 'DENIED', 'REQUESTED']);
});

test('other arguments than those that were judged: 409, and both that they differ and that it ran stand on record', async (t) => {
  const gateway = await gatewayOn(t);
  const key = await gateway.newKey();
  for (const said of [{ arguments: '{"q":"y"}' }, { arguments_digest: 'f'.repeat(64) }]) {
    const { body } = await gateway.post(key, '/v1/gate', SEARCH);
    const url = `/v1/gate/${String(body['id'])}/outcome`;
    const answer = await gateway.post(key, url, { outcome: 'COMPLETED', ...said });
    assert.deepEqual([answer.status, answer.body['code']], [409, 'ARGUMENTS_CHANGED']);
  }
  assert.deepEqual(
    (await phases(gateway)).toSorted().join(' '),
    'COMPLETED COMPLETED DENIED DENIED REQUESTED REQUESTED',
  );
  const { body } = await gateway.post(key, '/v1/gate', SEARCH);
  const url = `/v1/gate/${String(body['id'])}/outcome`;
  assert.equal((await gateway.post(key, url, { outcome: 'FAILED' })).body['code'], 'REQUEST_INVALID');
  const failed = { outcome: 'FAILED', arguments_digest: DIGEST, error: { type: 'Timeout', message: 'late' } };
  assert.equal((await gateway.post(key, url, failed)).status, 200);
  assert.equal((await toolEvents(gateway)).find(({ phase }) => phase === 'FAILED')?.error?.type, 'Timeout');
});

test('a held call waits for a person; approved, it runs once, by who asks again with the same arguments', async (t) => {
  const { gateway, key, body, hold } = await held(t);
  assert.deepEqual([body['effect'], body['proceed']], ['HOLD', false]);
  assert.equal((await state(gateway, key, body['id'])).body['state'], 'PENDING');
  const { body: list } = await gateway.ask(key, { method: 'GET', url: '/v1/approvals' });
  const [waiting] = list['approvals'] as Record<string, unknown>[];
  assert.deepEqual(
    [waiting?.['hold_id'], waiting?.['gate_id'], waiting?.['policy']],
    [hold.hold_id, body['id'], 'refunds'],
  );
  assert.doesNotMatch(JSON.stringify(list), /900/);

  const waits = state(gateway, key, body['id'], '?wait=30');
  const given = await gateway.post(key, `/v1/approvals/${hold.hold_id}`, {
    verdict: 'APPROVED',
    reason: 'seen',
  });
  assert.deepEqual([given.status, given.body['by']], [200, 'key:test']);
  const told = (await waits).body;
  assert.deepEqual(
    [told['state'], (told['hold'] as Record<string, unknown>)['by']],
    ['APPROVED', 'key:test'],
  );

  const other = { ...REFUND, call_id: 'c1', session_id: 's1', arguments: '{"amount":9000}' };
  assert.equal(
    (await gateway.post(key, '/v1/gate', other)).body['effect'],
    'HOLD',
    'other arguments are another call',
  );
  const again = await gateway.post(key, '/v1/gate', { ...REFUND, call_id: 'c1', session_id: 's1' });
  assert.deepEqual(
    [again.body['effect'], again.body['proceed'], again.body['approver'], again.body['id']],
    ['ALLOW', true, 'key:test', body['id']],
  );
  assert.equal((await state(gateway, key, body['id'])).body['state'], 'USED');
  const outcome = { outcome: 'COMPLETED', arguments: REFUND.arguments };
  assert.equal((await gateway.post(key, `/v1/gate/${String(body['id'])}/outcome`, outcome)).status, 200);
  const own = (await toolEvents(gateway)).filter(
    ({ arguments_digest }) => arguments_digest === hash('sha256', REFUND.arguments),
  );
  assert.deepEqual(
    own.map(({ phase }) => phase),
    ['REQUESTED', 'HELD', 'APPROVED', 'COMPLETED'],
  );
  const audits = (await gateway.events()).filter((event): event is AuditEvent => event.type === 'audit');
  assert.deepEqual(
    audits.map(({ action, by, about }) => [action, by, about[0]]),
    [['APPROVE', 'key:test', hold.hold_id]],
  );
  const more = await gateway.post(key, '/v1/gate', { ...REFUND, call_id: 'c1', session_id: 's1' });
  assert.equal(more.body['effect'], 'HOLD', 'an approval is for one run');
});

describe('an approval is answered once', () => {
  const call = { ...REFUND, call_id: 'c1', session_id: 's1' };
  const approve = { verdict: 'APPROVED', reason: 'seen' };

  test('asked again before it ran, the call is held anew', async (t) => {
    const { gateway, key, body, hold } = await held(t);
    await gateway.post(key, `/v1/approvals/${hold.hold_id}`, approve);
    const answers = [];
    for (let time = 0; time < 3; time++) answers.push((await gateway.post(key, '/v1/gate', call)).body);
    assert.deepEqual(
      answers.map(({ effect, proceed, id }) => [effect, proceed, id === body['id']]),
      [
        ['ALLOW', true, true],
        ['HOLD', false, false],
        ['HOLD', false, false],
      ],
    );
    assert.equal((await state(gateway, key, body['id'])).body['state'], 'USED');
    const changed = { outcome: 'COMPLETED', arguments: '{"amount":9000}' };
    const url = `/v1/gate/${String(body['id'])}/outcome`;
    for (let time = 0; time < 3; time++)
      assert.equal((await gateway.post(key, url, changed)).body['code'], 'ARGUMENTS_CHANGED');
    const own = (await toolEvents(gateway)).filter(({ origin: { event_id, parent_event_id } }) =>
      [event_id, parent_event_id].includes(String(body['id'])),
    );
    assert.deepEqual(
      own.map(({ phase }) => phase),
      ['REQUESTED', 'HELD', 'APPROVED', 'DENIED', 'COMPLETED'],
    );
    assert.equal((await state(gateway, key, body['id'])).body['state'], 'ENDED');
  });

  test('of two who wait one may run', async (t) => {
    const { gateway, key, hold } = await held(t);
    const waits = [1, 2].map(() => gateway.post(key, '/v1/gate', { ...call, wait: 30 }));
    await gateway.post(key, `/v1/approvals/${hold.hold_id}`, approve);
    const answers = await Promise.all(waits);
    assert.deepEqual(answers.map(({ body }) => String(body['effect'])).toSorted(), ['ALLOW', 'HOLD']);
  });

  test('the outcome that was told stands, however often the call is asked about', async (t) => {
    const { gateway, key, body } = await held(t);
    const url = `/v1/gate/${String(body['id'])}/outcome`;
    for (let time = 0; time < 2; time++) {
      const ran = await gateway.post(key, url, { outcome: 'COMPLETED', arguments: REFUND.arguments });
      assert.equal(ran.body['code'], 'TOOL_DENIED');
      assert.equal((await gateway.post(key, '/v1/gate', call)).body['effect'], 'HOLD');
    }
    assert.deepEqual(await phases(gateway), ['REQUESTED', 'HELD', 'COMPLETED']);
  });
});

describe('an outcome is answered once Kafka has that very event', () => {
  const outcome = { outcome: 'COMPLETED', arguments_digest: DIGEST };
  async function judged(t: TestContext) {
    const gateway = await gatewayOn(t, { writeTimeoutMs: 200 });
    const key = await gateway.newKey();
    const ids: unknown[] = [];
    for (let call = 0; call < 3; call++) ids.push((await gateway.post(key, '/v1/gate', SEARCH)).body['id']);
    const tell = (result: string, call = 0) =>
      gateway.post(key, `/v1/gate/${String(ids[call])}/outcome`, { ...outcome, result });
    return { gateway, tell };
  }

  test('larger than a record: 413, and a smaller one is taken after it', async (t) => {
    const { gateway, tell } = await judged(t);
    assert.equal((await tell('x'.repeat(MAX_RECORD_BYTES))).body['code'], 'RECORD_TOO_LARGE');
    assert.equal((await tell('done')).status, 200);
    const results = (await toolEvents(gateway)).flatMap(({ result }) => (result === null ? [] : [result]));
    assert.ok(results.map(decodeText).includes('done'));
  });

  test('no room while Kafka is away: 429; once it is back, the same is taken', async (t) => {
    const { gateway, tell } = await judged(t);
    gateway.kafka.setAvailable(false);
    const large = 'x'.repeat(6_000_000);
    const answers = [];
    for (const call of [0, 1, 2]) answers.push((await tell(large, call)).body['code']);
    assert.deepEqual(answers, ['KAFKA_UNAVAILABLE', 'KAFKA_UNAVAILABLE', 'QUEUE_FULL']);
    gateway.kafka.setAvailable(true);
    assert.equal((await tell('done', 2)).status, 200);
    assert.equal((await phases(gateway)).filter((phase) => phase === 'COMPLETED').length, 3);
  });

  test('not acknowledged in time: 503, and asking again tells when it is', async (t) => {
    const { gateway, tell } = await judged(t);
    gateway.kafka.setAvailable(false);
    assert.equal((await tell('done')).status, 503);
    gateway.kafka.setAvailable(true);
    assert.equal((await tell('done')).status, 200);
    assert.equal((await phases(gateway)).filter((phase) => phase === 'COMPLETED').length, 1);
  });
});

test('a question can wait for the answer itself; a rejection denies', async (t) => {
  const { gateway, key, hold } = await held(t);
  const waits = gateway.post(key, '/v1/gate', { ...REFUND, call_id: 'c1', session_id: 's1', wait: 30 });
  await gateway.post(key, `/v1/approvals/${hold.hold_id}`, { verdict: 'REJECTED', reason: 'no order' });
  const { body } = await waits;
  assert.deepEqual([body['effect'], body['approver']], ['DENY', 'key:test']);
  assert.match(JSON.stringify(body['reasons']), /no order/);
  assert.equal((await state(gateway, key, hold.hold_id)).body['state'], 'REJECTED');
});

test('the first answer stands: a second one, one too late and one to what is not held are refused', async (t) => {
  let now = Date.now();
  const { gateway, key, hold } = await held(t, { now: () => now });
  const url = `/v1/approvals/${hold.hold_id}`;
  const reject = { verdict: 'REJECTED', reason: 'no' };
  const answers = await Promise.all([
    gateway.post(key, url, reject),
    gateway.post(key, url, { verdict: 'APPROVED', reason: 'yes' }),
  ]);
  assert.deepEqual(
    answers.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, 409],
  );
  assert.equal((await gateway.post(key, url, reject)).body['code'], 'HOLD_SETTLED');
  const late = (await gateway.post(key, '/v1/gate', { ...REFUND, call_id: 'c2' })).body;
  now += 5 * 60_000;
  const lateUrl = `/v1/approvals/${(late['hold'] as Held).hold_id}`;
  assert.equal((await gateway.post(key, lateUrl, reject)).body['code'], 'HOLD_SETTLED');
  assert.equal((await state(gateway, key, late['id'])).body['state'], 'EXPIRED');
  assert.equal((await gateway.post(key, '/v1/approvals/nothing', reject)).body['code'], 'GATE_UNKNOWN');
  assert.equal(
    (await gateway.post(key, lateUrl, { ...reject, by: 'ada' })).body['code'],
    'IDENTITY_UNPROVED',
  );
  assert.equal((await gateway.post(key, lateUrl, { verdict: 'MAYBE' })).body['code'], 'REQUEST_INVALID');
});

test('a held call outlives the gateway: the next one knows it, and its approval', async (t) => {
  const { gateway, key, body, hold } = await held(t);
  await gateway.app.stop();
  const next = await gatewayOn(t, { kafka: gateway.kafka });
  assert.equal((await state(next, key, body['id'])).body['state'], 'PENDING');
  await next.post(key, `/v1/approvals/${hold.hold_id}`, { verdict: 'APPROVED', reason: 'seen' });
  const again = await next.post(key, '/v1/gate', { ...REFUND, call_id: 'c1', session_id: 's1' });
  assert.deepEqual([again.body['proceed'], again.body['id']], [true, body['id']]);
  await next.app.stop();

  const third = await gatewayOn(t, { kafka: gateway.kafka });
  assert.equal((await state(third, key, body['id'])).body['state'], 'USED');
  const url = `/v1/gate/${String(body['id'])}/outcome`;
  const said = { outcome: 'COMPLETED', result: 'done', arguments: REFUND.arguments };
  for (let time = 0; time < 3; time++) assert.equal((await third.post(key, url, said)).status, 200);
  const other = await third.post(key, url, { ...said, outcome: 'FAILED' });
  assert.deepEqual([other.status, other.body['code']], [409, 'OUTCOME_SETTLED']);
  const events = await toolEvents({ ...third, events: gateway.events });
  const completed = events.filter(({ phase }) => phase === 'COMPLETED');
  assert.deepEqual(
    completed.map(({ call_id, origin }) => [call_id, origin.parent_event_id, origin.session_id]),
    [['c1', body['id'], 's1']],
  );
});

describe('the outcome of a held call, told to a gateway that did not judge it', () => {
  const approve = { verdict: 'APPROVED', reason: 'seen' };
  const said = { outcome: 'COMPLETED', result: 'ORDER-7731-ALPHA-KESTREL', arguments: REFUND.arguments };
  const call = { ...REFUND, call_id: 'c1', session_id: 's1', environment: 'staging' };

  /** With another gateway over the same Kafka. */
  async function two(t: TestContext) {
    const first = await gatewayOn(t);
    const key = await first.newKey();
    const { body } = await first.post(key, '/v1/gate', call);
    const second = await gatewayOn(t, { kafka: first.kafka });
    const hold = body['hold'] as Held;
    const tell = (outcome: object) => second.post(key, `/v1/gate/${String(body['id'])}/outcome`, outcome);
    const trail = async () =>
      (await toolEvents(first)).map(({ phase, origin }) => `${phase} ${origin.environment}`);
    return { first, second, key, body, hold, tell, trail };
  }
  const HELD = ['REQUESTED staging', 'HELD staging'];

  for (const answer of ['PENDING', 'APPROVED', 'REJECTED'])
    test(`${answer}, and it was not let run: denied, and on record`, async (t) => {
      const { first, key, hold, tell, trail } = await two(t);
      if (answer !== 'PENDING')
        await first.post(key, `/v1/approvals/${hold.hold_id}`, { verdict: answer, reason: 'seen' });
      for (let time = 0; time < 3; time++) {
        const { status, body } = await tell(said);
        assert.deepEqual([status, body['code']], [409, 'TOOL_DENIED']);
      }
      const denied = answer === 'REJECTED' ? ['DENIED staging'] : [];
      assert.deepEqual((await trail()).toSorted(), [...denied, ...HELD, 'COMPLETED staging'].toSorted());
    });

  test('other arguments than those approved: 409, and on record', async (t) => {
    const { first, key, hold, tell, trail } = await two(t);
    await first.post(key, `/v1/approvals/${hold.hold_id}`, approve);
    await first.post(key, '/v1/gate', call);
    const digest = { outcome: 'FAILED', arguments_digest: 'f'.repeat(64) };
    for (const changed of [digest, { ...said, arguments: '{}' }])
      assert.equal((await tell(changed)).body['code'], 'ARGUMENTS_CHANGED');
    assert.deepEqual(await trail(), [...HELD, 'APPROVED staging', 'DENIED staging', 'FAILED staging']);
  });

  test('an outcome that is refused because another stands does not taint', async (t) => {
    const { first, second, key, hold, tell } = await two(t);
    await first.post(key, `/v1/approvals/${hold.hold_id}`, approve);
    await first.post(key, '/v1/gate', call);
    const { result, ...nothing } = said;
    assert.equal((await tell(nothing)).status, 200);
    for (const outcome of ['FAILED', 'COMPLETED'])
      assert.equal((await tell({ ...said, outcome })).status, outcome === 'FAILED' ? 409 : 200);
    const sent = await second.post(key, '/v1/gate', {
      tool: { name: 'post', kind: 'HTTP', endpoint: 'https://example.com' },
      arguments: JSON.stringify({ body: result }),
      application: 'shop',
      session_id: 's1',
    });
    assert.equal(sent.body['effect'], 'ALLOW');
  });

  test('let run by another gateway than the one that held it: its outcome is told to either, and its result taints', async (t) => {
    const { first, second, key, body, hold, trail } = await two(t);
    await first.post(key, `/v1/approvals/${hold.hold_id}`, approve);
    assert.equal((await second.post(key, '/v1/gate', call)).body['proceed'], true);
    await second.app.stop();
    const { status } = await first.post(key, `/v1/gate/${String(body['id'])}/outcome`, said);
    assert.equal(status, 200);
    assert.equal((await trail()).at(-1), 'COMPLETED staging');
    const sent = await first.post(key, '/v1/gate', {
      tool: { name: 'post', kind: 'HTTP', endpoint: 'https://example.com' },
      arguments: JSON.stringify({ body: said.result }),
      application: 'shop',
      session_id: 's1',
    });
    assert.equal(sent.body['policy'], 'tainted');
  });
});

test('what a session saw in a result may not be sent on: told by an outcome, and by an event', async (t) => {
  const gateway = await gatewayOn(t);
  const key = await gateway.newKey();
  const secret = 'ORDER-7731-ALPHA-KESTREL';
  const send = (session_id: string) =>
    gateway.post(key, '/v1/gate', {
      tool: { name: 'post', kind: 'HTTP', endpoint: 'https://example.com' },
      arguments: JSON.stringify({ body: secret }),
      application: 'shop',
      session_id,
    });
  const { body } = await gateway.post(key, '/v1/gate', { ...SEARCH, session_id: 's1' });
  const outcome = { outcome: 'COMPLETED', arguments_digest: DIGEST, result: secret };
  await gateway.post(key, `/v1/gate/${String(body['id'])}/outcome`, outcome);
  await gateway.post(key, '/v1/events', {
    type: 'tool',
    origin: { application: 'other', session_id: 's2' },
    phase: 'COMPLETED',
    call_id: 'c',
    tool: { name: 'read', kind: 'FUNCTION' },
    arguments: '{}',
    result: secret,
  });
  assert.equal((await send('s1')).body['policy'], 'tainted');
  assert.equal((await send('s2')).body['policy'], 'tainted');
  assert.equal((await send('s3')).body['effect'], 'ALLOW');
});

test('who asks counts where the key may say it, and is refused where not', async (t) => {
  const gateway = await gatewayOn(t);
  const ledger = { ...SEARCH, tool: { name: 'ledger', kind: 'FUNCTION' } };
  const admin = { ...ledger, actor: { role: 'admin' } };
  const [plain, trusted] = [await gateway.newKey(), await gateway.newKey({ may_claim_identity: true })];
  assert.equal((await gateway.post(plain, '/v1/gate', ledger)).body['effect'], 'DENY');
  const refused = await gateway.post(plain, '/v1/gate', admin);
  assert.deepEqual([refused.status, refused.body['code']], [403, 'IDENTITY_UNPROVED']);
  assert.equal((await gateway.post(trusted, '/v1/gate', admin)).body['effect'], 'ALLOW');
});

test('with Kafka away a call that matters gets no answer that lets it run; one that the policy lets pass says it is not on record', async (t) => {
  const gateway = await gatewayOn(t, { writeTimeoutMs: 100 });
  const key = await gateway.newKey();
  gateway.kafka.setAvailable(false);
  const { status, body } = await gateway.post(key, '/v1/gate', SEARCH);
  assert.deepEqual([status, body['proceed'], body['recorded']], [200, true, false]);
  for (const call of [REFUND, { ...SEARCH, tool: { name: 'sql', kind: 'DATABASE' } }]) {
    const answer = await gateway.post(key, '/v1/gate', call);
    assert.deepEqual([answer.status, answer.body['code']], [503, 'KAFKA_UNAVAILABLE']);
  }
  gateway.kafka.setAvailable(true);
});

for (const [on_failure, status, proceed] of [
  ['allow', 200, true],
  ['alert', 200, true],
  ['deny', 503, undefined],
] as const)
  test(`with Kafka away and on_failure: ${on_failure} a call that is not high-risk is ${status}`, async (t) => {
    const text = POLICY.replace('on_failure: allow', `on_failure: ${on_failure}`);
    const gateway = await gatewayOn(t, { writeTimeoutMs: 100, policy: { text } });
    const key = await gateway.newKey();
    gateway.kafka.setAvailable(false);
    const away = await gateway.post(key, '/v1/gate', SEARCH);
    assert.deepEqual([away.status, away.body['proceed']], [status, proceed]);
    assert.equal(away.body['code'], proceed ? undefined : 'KAFKA_UNAVAILABLE');
    gateway.kafka.setAvailable(true);
    const back = await gateway.post(key, '/v1/gate', SEARCH);
    assert.deepEqual([back.status, back.body['recorded']], [200, true]);
    const failed = (await toolEvents(gateway)).filter(({ phase }) => phase === 'FAILED');
    assert.deepEqual(
      failed.map(({ error }) => error?.type),
      proceed ? [] : ['not-on-record'],
      'of what was not let run it says so',
    );
  });
