import assert from 'node:assert/strict';
import { type AddressInfo, connect } from 'node:net';
import { test } from 'node:test';
import { seeded } from '../core/events/generated-record.ts';
import { type Answer, gatewayOn, prompt } from './support.ts';

const deep = (open: string, close: string, levels: number) =>
  `${open.repeat(levels)}1${close.repeat(levels)}`;

/** Bodies that other programs choke on, as text: they are sent as they stand. */
const HOSTILE: Record<string, string> = {
  'a prototype': '{"__proto__": {"tenant": "x"}, "type": "prompt", "constructor": {"prototype": {"x": 1}}}',
  'a prototype within': JSON.stringify(prompt()).replace(
    '"origin":{',
    '"origin":{"__proto__":{"tenant":"other"},',
  ),
  'arrays in arrays': deep('[', ']', 200_000),
  'objects in objects': deep('{"events":', '}', 100_000),
  'arguments in depth': `{"application":"a","tool":{"name":"t","kind":"HTTP"},"arguments":${deep('[', ']', 50_000)}}`,
  'an actor in depth': `{"application":"a","tool":{"name":"t","kind":"HTTP"},"arguments":"","actor":${deep('{"a":', '}', 50_000)}}`,
  'huge numbers':
    '{"type":"prompt","origin":{"application":"a","occurred_at":1e400},"model":{"name":"m"},"content_length":9999999999999999999999}',
  'lone surrogates': String.raw`{"type":"prompt","origin":{"application":"\ud800","session_id":"\udfff"},"model":{"name":"\ud800"},"messages":[{"role":"user","content":"\udc00"}]}`,
  'keys twice':
    '{"type":"prompt","type":"poem","origin":{"application":"a"},"origin":{"application":"b","tenant":"other"},"model":{"name":"m"}}',
  'null bytes': String.raw`{"type":"prompt","origin":{"application":"\u0000"},"model":{"name":"\u0000"}}`,
  'toJSON and valueOf':
    '{"type":{"toString":"x","valueOf":1},"origin":{"toJSON":1,"application":{"length":1e9}}}',
  'many keys': `{${Array.from({ length: 20_000 }, (_, index) => `"k${index}":1`).join(',')}}`,
  'many events': `[${'0,'.repeat(10_000)}0]`,
  'a byte order mark': '\ufeff{}',
  'not a number': '{"type":NaN}',
  nothing: '',
  null: 'null',
  'a text': '"x"',
};

test('no body makes any route fail: each is answered with what is wrong, and the gateway goes on', async (t) => {
  const gateway = await gatewayOn(t);
  const key = await gateway.newKey();
  const before = Object.keys(Object.prototype).length;
  for (const { method, path, bodies } of gateway.app.routes) {
    if (method !== 'POST' || bodies === undefined) continue;
    const url = path.replaceAll(/\{\w+\}/g, '__proto__');
    for (const [name, payload] of Object.entries(HOSTILE)) {
      for (const type of Object.keys(bodies)) {
        const answer = await gateway.ask(key, { method, url, payload, headers: { 'content-type': type } });
        assertAnswered(answer, `${url} ${type}: ${name}`);
      }
    }
  }
  assert.equal(Object.keys(Object.prototype).length, before);
  for (const { origin } of await gateway.events()) assert.equal(origin.tenant, 'acme');
  assert.equal((await gateway.post(key, '/v1/events', prompt())).status, 200);
});

test('bytes at random, and good bodies with bytes changed, are answered', async (t) => {
  const gateway = await gatewayOn(t);
  const key = await gateway.newKey();
  const random = seeded(7);
  const below = (limit: number) => Math.floor(random() * limit);
  const good = Buffer.from(JSON.stringify([prompt('x'), prompt('y')]));
  const types = ['application/json', 'application/x-ndjson', 'application/vnd.tripline.events+avro'];
  for (let turn = 0; turn < 600; turn++) {
    const payload =
      turn % 2 === 0 ? Buffer.from(Array.from({ length: below(200) }, () => below(256))) : Buffer.from(good);
    for (let changes = below(4); changes > 0 && payload.length > 0; changes--)
      payload[below(payload.length)] = below(256);
    const headers = { 'content-type': types[below(3)] ?? '' };
    assertAnswered(
      await gateway.ask(key, { method: 'POST', url: '/v1/events', payload, headers }),
      `turn ${turn}`,
    );
  }
});

const GATE = { tool: { name: 't', kind: 'HTTP' }, arguments: '', application: 'a' };

test('names by the million that do not fit are one fault', async (t) => {
  const gateway = await gatewayOn(t);
  const names = Array.from({ length: 1_000_000 }, (_, index) => `"${index}":1`).join(',');
  const payload = JSON.stringify({ ...GATE, tags: {} }).replace('"tags":{}', `"tags":{${names}}`);
  const answer = await gateway.post(await gateway.newKey(), '/v1/gate', payload);
  assert.deepEqual([answer.status, answer.body['problems']], [400, ['/tags: must be an object of texts']]);
});

test('an answer repeats nothing of what was sent', async (t) => {
  const gateway = await gatewayOn(t);
  const key = await gateway.newKey();
  const canary = 'CANARY-4711';
  const bodies = [
    { [canary]: canary },
    { ...prompt(), status: canary, [canary]: 1 },
    prompt('x', { tenant: canary, [canary]: canary, actor: { role: canary } }),
    prompt('x', { event_id: canary, occurred_at: canary }),
    { ...GATE, tags: { [canary]: 1 } },
    { ...GATE, attributes: { [canary]: { [canary]: canary } } },
  ];
  for (const url of [
    '/v1/events',
    '/v1/gate',
    '/v1/feedback',
    `/v1/approvals/${canary}`,
    `/v1/gate/${canary}/outcome`,
  ])
    for (const body of bodies) {
      const answer = await gateway.post(key, url, body);
      assert.doesNotMatch(JSON.stringify(answer), new RegExp(canary), url);
    }
  const headers = { authorization: `Bearer ${canary}` };
  assert.doesNotMatch(
    JSON.stringify(await gateway.ask(null, { method: 'GET', url: `/v1/${canary}`, headers })),
    /CANARY/,
  );
});

test('what is not HTTP is told so, and the connection ends', async (t) => {
  const gateway = await gatewayOn(t);
  const { port } = gateway.app.server.server.address() as AddressInfo;
  for (const garbage of [
    '\u0000\u0001\u0002\r\n\r\n',
    'GET /v1/gate HTTP/9.9\r\n\r\n',
    `GET / HTTP/1.1\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`,
  ]) {
    const socket = connect(port, '127.0.0.1');
    socket.write(garbage);
    const chunks: Buffer[] = [];
    for await (const chunk of socket) chunks.push(chunk as Buffer);
    assert.match(
      Buffer.concat(chunks).toString(),
      /^HTTP\/1\.1 400 .*application\/problem\+json.*REQUEST_INVALID/s,
    );
  }
});

function assertAnswered({ status, body }: Answer, what: string): void {
  assert.ok(status < 500, `${what}: ${status} ${JSON.stringify(body)}`);
  if (status >= 400) assert.match(String(body['code']), /^[A-Z_]+$/, what);
}
