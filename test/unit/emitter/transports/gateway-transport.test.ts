import assert from 'node:assert/strict';
import { readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { decodeRecord } from '../../../../services/core/events/codec.ts';
import type { PromptEvent } from '../../../../services/core/events/types.ts';
import { createEmitter } from '../../../../services/emitter/index.ts';
import { GatewayTransport } from '../../../../services/emitter/transports/gateway-transport.ts';
import { until } from '../../../support/eventually.ts';
import { temporary } from '../spool/support.ts';
import { question } from '../support.ts';
import { type GatewayDouble, startGatewayDouble } from './gateway-double.ts';
import { records, transportSuite } from './transport.suite.ts';

const API_KEY = 'tak1.some.key';

async function open(t: TestContext) {
  const gateway = await startGatewayDouble(t);
  const transport = new GatewayTransport({ url: gateway.url, apiKey: API_KEY, ca: undefined });
  t.after(() => transport.close());
  return {
    gateway,
    transport,
    arrived: async () => gateway.arrived.map(String),
    setAvailable: (available: boolean) => gateway.setAvailable(available),
    limit: async (bytes: number) => void (gateway.limits.record = bytes),
  };
}

transportSuite('Gateway', open);

transportSuite('Gateway with a body limit', async (t) => {
  const opened = await open(t);
  return { ...opened, limit: async (bytes: number) => void (opened.gateway.limits.body = bytes) };
});

test('it posts the contract: path, key, media type, one kept connection', async (t) => {
  const { gateway, transport } = await open(t);
  for (const text of ['a', 'b', 'c']) await transport.send(records(text));
  const [first, second] = gateway.requests;
  assert.deepEqual([first?.method, first?.url], ['POST', '/v1/events']);
  assert.equal(first?.headers.authorization, `Bearer ${API_KEY}`);
  assert.equal(first?.headers['content-type'], 'application/vnd.tripline.events+avro');
  assert.equal(second?.socket, first?.socket);
});

test('a path before /v1 is kept, with and without a slash at its end', async (t) => {
  const { gateway } = await open(t);
  for (const path of ['/telemetry', '/telemetry/']) {
    const transport = new GatewayTransport({ url: gateway.url + path, apiKey: API_KEY, ca: undefined });
    await transport.send(records('a'));
    await transport.close();
    assert.equal(gateway.requests.at(-1)?.url, '/telemetry/v1/events');
  }
});

test('a kept connection that the gateway has ended is replaced without a word', async (t) => {
  const { gateway, transport, arrived } = await open(t);
  for (let round = 0; round < 20; round++) {
    assert.equal((await transport.send(records(`${round}`))).done, true);
    gateway.hangUp();
  }
  assert.equal((await arrived()).length, 20);
});

for (const [status, headers, code, least, most] of [
  [429, { 'retry-after': '7' }, null, 7000, 7000],
  [429, { 'retry-after': '0' }, null, 0, 0],
  [429, {}, null, 1000, 1000],
  [429, { 'retry-after': 'soon' }, null, 1000, 1000],
  [
    503,
    { 'retry-after': new Date(Date.now() + 60_000).toUTCString() },
    'GATEWAY_UNAVAILABLE',
    50_000,
    60_000,
  ],
  [503, {}, 'GATEWAY_UNAVAILABLE', 0, 0],
  [503, { 'retry-after': 'soon' }, 'GATEWAY_UNAVAILABLE', 0, 0],
  [429, { 'retry-after': '999999999' }, null, 300_000, 300_000],
  [500, {}, 'GATEWAY_UNAVAILABLE', 0, 0],
  [401, {}, 'GATEWAY_REFUSED', 30_000, 30_000],
  [403, {}, 'GATEWAY_REFUSED', 30_000, 30_000],
  [404, {}, 'GATEWAY_REFUSED', 30_000, 30_000],
  [301, { location: 'http://127.0.0.1:1/' }, 'GATEWAY_REFUSED', 30_000, 30_000],
  [204, {}, 'GATEWAY_REFUSED', 30_000, 30_000],
] as const)
  test(`${status} ${Object.values(headers).join()}: nothing is given up, and it waits ${least} ms`, async (t) => {
    const { gateway, transport } = await open(t);
    gateway.answers.push({ status, headers });
    const sent = await transport.send(records('a'));
    assert.ok(!sent.done);
    assert.equal(sent.error?.code ?? null, code);
    assert.notEqual(sent.error?.canRetry, false);
    assert.ok(sent.waitMs >= least && sent.waitMs <= most, `${sent.waitMs}`);
    assert.ok(!sent.error?.message.includes(API_KEY));
  });

test('events that the gateway refuses carry its code if it is one of ours, and never its words', async (t) => {
  const { gateway, transport } = await open(t);
  const refused = [
    { index: 0, code: 'RECORD_INVALID', detail: 'secret' },
    { index: 2, code: 'constructor', detail: 'secret' },
  ];
  gateway.answers.push({ status: 200, body: JSON.stringify({ accepted: 1, refused }) });
  const sent = await transport.send(records('a', 'b', 'c'));
  assert.ok(sent.done);
  assert.deepEqual(
    [...sent.refused].map(([index, { code }]) => [index, code]),
    [
      [0, 'RECORD_INVALID'],
      [2, 'EVENT_INVALID'],
    ],
  );
  for (const { message } of sent.refused.values()) assert.ok(!message.includes('secret'));
});

for (const code of ['TENANT_FOREIGN', 'IDENTITY_UNPROVED', 'SCOPE_MISSING'])
  test(`${code} of one event: it alone is refused, and nothing waits for another key`, async (t) => {
    const { gateway, transport, arrived } = await open(t);
    gateway.refuse = (record) => (String(record) === 'b' ? code : null);
    const sent = await transport.send(records('a', 'b', 'c'));
    assert.ok(sent.done);
    assert.deepEqual(
      [...sent.refused].map(([index, error]) => [index, error.code]),
      [[1, code]],
    );
    assert.deepEqual(await arrived(), ['a', 'c']);
  });

for (const status of [400, 422])
  describe(`${status} of a body`, () => {
    const chokeOn = (gateway: GatewayDouble, ...texts: string[]) => {
      gateway.choke = (record) => (texts.includes(String(record)) ? status : null);
    };

    test('for events in it: they alone are refused, and the others arrive in order', async (t) => {
      const { gateway, transport, arrived } = await open(t);
      chokeOn(gateway, 'b', 'c', 'g');
      const sent = await transport.send(records(...'abcdefgh'));
      assert.ok(sent.done);
      assert.deepEqual(
        [...sent.refused].map(([index, { code, detail }]) => [index, code, detail]),
        [1, 2, 6].map((index) => [index, 'EVENT_INVALID', `(the gateway's status ${status})`]),
      );
      assert.deepEqual(await arrived(), [...'adefh']);
    });

    test('for everything: it is not the events; nothing is given up, and it is tried again slowly', async (t) => {
      const { gateway, transport } = await open(t);
      gateway.choke = () => status;
      const sent = await transport.send(records(...'a'.repeat(1000)));
      assert.ok(!sent.done);
      assert.deepEqual([sent.error?.code, sent.waitMs], ['GATEWAY_REFUSED', 30_000]);
      assert.ok(gateway.requests.length < 40, `${gateway.requests.length} requests`);
    });

    test('for the first events of a batch, however many: after a while what is behind them arrives, in order', async (t) => {
      const { gateway, transport, arrived } = await open(t);
      gateway.choke = (record) => (String(record).startsWith('bad') ? status : null);
      const bad = Array.from({ length: 100 }, (_, index) => `bad ${index}`);
      const batch = records(...bad, 'x', 'y');
      let sent = await transport.send(batch);
      for (let attempt = 1; !sent.done && attempt < 8; attempt++) {
        assert.deepEqual([sent.error?.code, sent.waitMs], ['GATEWAY_REFUSED', 30_000]);
        assert.deepEqual(await arrived(), []);
        sent = await transport.send(batch);
      }
      assert.ok(sent.done);
      assert.deepEqual([...sent.refused.keys()], [...bad.keys()]);
      assert.deepEqual(await arrived(), ['x', 'y']);
    });

    test('where something was taken before, it is asked whether that still is: if so it is the events', async (t) => {
      const { gateway, transport, arrived } = await open(t);
      await transport.send(records('good'));
      gateway.choke = (record) => (String(record) === 'bad' ? status : null);
      for (const count of [1, 8, 50]) {
        const sent = await transport.send(records(...Array.from({ length: count }, () => 'bad')));
        assert.ok(sent.done);
        assert.equal(sent.refused.size, count);
      }
      assert.deepEqual(new Set(await arrived()), new Set(['good']));
      gateway.choke = () => status;
      for (const count of [1, 50])
        assert.equal(
          (await transport.send(records(...Array.from({ length: count }, () => 'bad')))).done,
          false,
        );
    });

    test('for everything, for long: it is asked in measure, and nothing is given up', async (t) => {
      const { gateway, transport, arrived } = await open(t);
      gateway.choke = () => status;
      const batch = records(...Array.from({ length: 1000 }, (_, index) => `${index}`));
      for (let attempt = 0; attempt < 12; attempt++) assert.equal((await transport.send(batch)).done, false);
      assert.ok(gateway.requests.length < 3000, `${gateway.requests.length} requests`);
      gateway.choke = () => null;
      const sent = await transport.send(batch);
      assert.ok(sent.done && sent.refused.size === 0);
      assert.equal((await arrived()).length, 1000);
    });

    test('for an event alone: that is known once another one comes with it', async (t) => {
      const { gateway, transport, arrived } = await open(t);
      chokeOn(gateway, 'a');
      assert.equal((await transport.send(records('a'))).done, false);
      const sent = await transport.send(records('a', 'b'));
      assert.deepEqual(sent.done && [...sent.refused.keys()], [0]);
      assert.deepEqual(await arrived(), ['b']);
    });
  });

for (const [why, body] of [
  ['too few', { accepted: 1, refused: [] }],
  ['too many', { accepted: 3, refused: [] }],
  ['an index out of range', { accepted: 1, refused: [{ index: 2, code: 'X' }] }],
  ['one index twice', { accepted: 0, refused: [1, 1].map((index) => ({ index, code: 'X' })) }],
  ['a refusal that can pass', { accepted: 1, refused: [{ index: 0, code: 'KAFKA_UNAVAILABLE' }] }],
  ['no numbers', { accepted: 'all' }],
  ['not JSON', undefined],
] as const)
  test(`an answer that does not settle every event settles none: ${why}`, async (t) => {
    const { gateway, transport } = await open(t);
    gateway.answers.push({ status: 200, body: body === undefined ? '<html>' : JSON.stringify(body) });
    assert.equal((await transport.send(records('a', 'b'))).done, false);
  });

test('the whole way: an emitter on a gateway that is away, then back, loses nothing and sends nothing else', async (t) => {
  const gateway = await startGatewayDouble(t);
  gateway.setAvailable(false);
  const heard: string[] = [];
  const emitter = createEmitter({
    application: 'test',
    gateway: { url: gateway.url, apiKey: API_KEY },
    sampling: 'off',
    lingerMs: 0,
    spool: { directory: temporary(t) },
    onError: ({ code }) => heard.push(code),
  });
  const receipts = Array.from({ length: 100 }, (_, index) => emitter.prompt(question(`${index}`, 's')));
  await Promise.all(receipts.map(({ durable }) => durable));
  gateway.setAvailable(true);
  await emitter.flush();
  await Promise.all(receipts.map(({ acknowledged }) => acknowledged));
  await emitter.close();
  assert.deepEqual(
    gateway.arrived.map((record) => String((decodeRecord(record) as PromptEvent).messages[0]?.content)),
    receipts.map((_, index) => `${index}`),
  );
  assert.deepEqual(heard, ['GATEWAY_UNAVAILABLE']);
});

test('the whole way: what the gateway refuses for good is set aside, what is behind it goes on in order, and a person can have it sent', async (t) => {
  const gateway = await startGatewayDouble(t);
  const directory = temporary(t);
  const heard: string[] = [];
  const start = () =>
    createEmitter({
      application: 'test',
      gateway: { url: gateway.url, apiKey: API_KEY },
      sampling: 'off',
      lingerMs: 0,
      maxBatchBytes: 1024,
      spool: { directory },
      onError: ({ code }) => heard.push(code),
    });
  const textOf = (record: Buffer) => String((decodeRecord(record) as PromptEvent).messages[0]?.content);
  const arrived = () => gateway.arrived.map(textOf);
  gateway.setAvailable(false);
  gateway.refuse = (record) => (['0', '5'].includes(textOf(record)) ? 'IDENTITY_UNPROVED' : null);
  const emitter = start();
  const receipts = Array.from({ length: 10 }, (_, index) => emitter.prompt(question(`${index}`, 's')));
  await Promise.all(receipts.map(({ durable }) => durable));
  gateway.setAvailable(true);
  await emitter.flush();
  await assert.rejects(receipts[5]?.acknowledged ?? Promise.resolve(), { code: 'IDENTITY_UNPROVED' });
  await emitter.close();
  assert.deepEqual(arrived(), [...'12346789']);
  const { acknowledged, lost, setAside, spooledEvents } = emitter.stats();
  assert.deepEqual([acknowledged, lost, setAside, spooledEvents], [8, 2, 2, 0]);
  assert.deepEqual([...new Set(heard)], ['GATEWAY_UNAVAILABLE', 'IDENTITY_UNPROVED']);

  // Nobody takes it over by itself.
  gateway.refuse = () => null;
  const [scope = ''] = readdirSync(directory);
  const [refused = '', ...others] = readdirSync(join(directory, scope));
  assert.match(refused, /^refused-/);
  assert.deepEqual(others, []);
  renameSync(join(directory, scope, refused), join(directory, scope, refused.replace('refused-', 'free-')));
  const later = start();
  await until(() => later.stats().recovered === 2, 'they are sent');
  await later.close();
  assert.deepEqual(arrived().slice(8), ['0', '5']);
  assert.deepEqual(readdirSync(join(directory, scope)), []);
});

test('too fast is no outage: nobody is told, and it goes on when the gateway said', async (t) => {
  const gateway = await startGatewayDouble(t);
  const directory = temporary(t);
  const heard: string[] = [];
  const emitter = createEmitter({
    application: 'test',
    gateway: { url: gateway.url, apiKey: API_KEY },
    sampling: 'off',
    lingerMs: 0,
    maxBatchBytes: 1024,
    spool: { directory },
    onError: ({ code }) => heard.push(code),
  });
  gateway.answers.push({ status: 429, headers: { 'retry-after': '1' } });
  let isOver = false;
  setTimeout(() => (isOver = true), 1000);
  const first = emitter.prompt(question('0', 's'));
  await until(() => gateway.requests.length === 1, 'it is answered 429');
  for (let index = 1; index < 20; index++) emitter.prompt(question(`${index}`, 's'));
  await first.acknowledged;
  assert.ok(isOver);
  await emitter.close();
  assert.deepEqual([heard, emitter.stats().acknowledged], [[], 20]);
});

test('an outage and a key that is not taken are told each, once, until a request succeeds', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const gateway = await startGatewayDouble(t);
  const heard: string[] = [];
  const emitter = createEmitter({
    application: 'test',
    gateway: { url: gateway.url, apiKey: API_KEY },
    sampling: 'off',
    onError: ({ code }) => heard.push(code),
  });
  const answers = [503, 401, 503, 401, 403].map((status) => ({ status }));
  gateway.answers.push(...answers);
  const receipt = emitter.prompt(question());
  const done = receipt.acknowledged.then(() => true);
  for (let tick = 0; gateway.requests.length <= answers.length; tick++) {
    t.mock.timers.tick(30_000);
    await new Promise((resolve) => setImmediate(resolve));
  }
  assert.equal(await done, true);
  await emitter.close();
  assert.deepEqual(heard, ['GATEWAY_UNAVAILABLE', 'GATEWAY_REFUSED']);
});
