import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { test } from 'node:test';
import { createLogger } from '../../../services/platform/log/logger.ts';
import { gatewayOn, prompt } from './support.ts';

interface Given {
  status: number | undefined;
  connection: string | undefined;
  body: string;
}

test('a gateway that stops ends what it began: events under way are written, who waits is told to come again', async (t) => {
  const gateway = await gatewayOn(t);
  const key = await gateway.newKey();
  const { port } = gateway.app.server.server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true });
  t.after(() => agent.destroy());
  const call = {
    tool: { name: 'refund', kind: 'FUNCTION' },
    arguments: '{}',
    application: 'a',
    call_id: 'c',
  };
  const held = await gateway.post(key, '/v1/gate', call);
  const arrived = Promise.withResolvers<void>();
  let count = 0;
  gateway.app.server.server.on('request', () => {
    if (++count === 3) arrived.resolve();
  });
  const answers = Promise.all([
    send('POST', '/v1/events', prompt()),
    send('POST', '/v1/gate', { ...call, wait: 60 }),
    send('GET', `/v1/gate/${String(held.body['id'])}?wait=60`),
  ]);
  await arrived.promise;
  await gateway.app.stop();
  const [written, asked, looked] = await answers;
  assert.deepEqual([written?.status, asked?.status, looked?.status], [200, 503, 200]);
  assert.deepEqual([asked?.connection, looked?.connection], ['close', 'close']);
  assert.match(looked?.body ?? '', /"PENDING"/);
  assert.equal((await gateway.events()).filter(({ type }) => type === 'prompt').length, 1);

  function send(method: string, path: string, json?: object): Promise<Given> {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    return new Promise((resolve, reject) => {
      const sent = request({ port, host: '127.0.0.1', path, method, headers, agent }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode,
            connection: response.headers.connection,
            body: Buffer.concat(chunks).toString(),
          }),
        );
      });
      sent.on('error', reject).end(json === undefined ? undefined : JSON.stringify(json));
    });
  }
});

test('a caller who hangs up while it waits leaves nothing behind, and the call can still be answered', async (t) => {
  const gateway = await gatewayOn(t);
  const key = await gateway.newKey();
  const { port } = gateway.app.server.server.address() as AddressInfo;
  const call = {
    tool: { name: 'refund', kind: 'FUNCTION' },
    arguments: '{}',
    application: 'a',
    call_id: 'c',
  };
  const held = await gateway.post(key, '/v1/gate', call);
  const closed = Promise.withResolvers<void>();
  gateway.app.server.server.on('request', (_request, response) => response.on('close', closed.resolve));
  const headers = { authorization: `Bearer ${key}` };
  const path = `/v1/gate/${String(held.body['id'])}?wait=60`;
  const sent = request({ port, host: '127.0.0.1', path, headers });
  sent.on('error', () => undefined).end();
  gateway.app.server.server.once('request', () => sent.destroy());
  await closed.promise;
  const { hold_id } = held.body['hold'] as { hold_id: string };
  const given = await gateway.post(key, `/v1/approvals/${hold_id}`, { verdict: 'APPROVED', reason: 'seen' });
  assert.equal(given.status, 200);
  assert.equal((await gateway.post(key, '/v1/gate', call)).body['proceed'], true);
});

test('who hangs up while it asks is no fault of the gateway’s', async (t) => {
  const lines: string[] = [];
  const logger = createLogger('gateway', 'error', { write: (line) => void lines.push(line) });
  const gateway = await gatewayOn(t, { logger });
  const key = await gateway.newKey();
  const { port } = gateway.app.server.server.address() as AddressInfo;
  const call = { tool: { name: 'refund', kind: 'FUNCTION' }, arguments: '{}', application: 'a', wait: 60 };
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const answered = new Promise((resolve) =>
    gateway.app.server.server.once('request', (_, response) => response.once('close', resolve)),
  );
  const sent = request({ port, host: '127.0.0.1', path: '/v1/gate', method: 'POST', headers });
  sent.on('error', () => undefined).end(JSON.stringify(call));
  gateway.app.control.onChange((type) => type === 'hold' && sent.destroy());
  await answered;
  await gateway.app.stop();
  assert.deepEqual(lines, []);
});

test('what comes while the gateway stops is told so, as every problem is', async (t) => {
  const gateway = await gatewayOn(t);
  const key = await gateway.newKey();
  const { port } = gateway.app.server.server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  const headers = `authorization: Bearer ${key}\r\nhost: x\r\n`;
  socket.write(`GET /v1/openapi.json HTTP/1.1\r\n${headers}`);
  await once(gateway.app.server.server, 'connection');
  const stopping = gateway.app.stop();
  socket.write('\r\n');
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  await stopping;
  assert.match(
    Buffer.concat(chunks).toString(),
    /^HTTP\/1\.1 503 .*application\/problem\+json.*KAFKA_UNAVAILABLE/s,
  );
});

test('what is declared and not sent takes no room from others; what was sent is what it takes', async (t) => {
  const gateway = await gatewayOn(t, { memoryBytes: 8 * 65_536, bodyBytes: 65_536 });
  const { port } = gateway.app.server.server.address() as AddressInfo;
  const tenants = ['a', 'b', 'c', 'd', 'e'];
  const keys = await Promise.all(tenants.map((tenant) => gateway.newKey({ tenant })));
  let count = 0;
  const begun = new Promise<void>((resolve) => {
    gateway.app.server.server.on('request', () => ++count === keys.length && resolve());
  });
  const stalled = keys.map((key) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(
      `POST /v1/events HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${key}\r\ncontent-type: application/json\r\ncontent-length: 65536\r\n\r\n{`,
    );
    return socket;
  });
  await begun;
  const [key = ''] = keys;
  const call = { tool: { name: 'refund', kind: 'FUNCTION' }, arguments: '{}', application: 'a', wait: 60 };
  const held = new Promise((resolve) =>
    gateway.app.control.onChange((type) => type === 'hold' && resolve(null)),
  );
  const waits = request({
    port,
    host: '127.0.0.1',
    path: '/v1/gate',
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
  });
  waits.on('error', () => undefined).write(JSON.stringify(call));
  waits.end();
  await held;
  for (const one of keys)
    assert.equal((await gateway.post(one, '/v1/events', prompt('x'.repeat(40_000)))).status, 200);
  for (const one of [...stalled, waits]) one.destroy();
});

test('a port in use: it does not start, and names the port and its setting', async (t) => {
  const first = await gatewayOn(t);
  const { port } = first.app.server.server.address() as AddressInfo;
  await assert.rejects(gatewayOn(t, { port }), {
    code: 'CONFIG_INVALID',
    detail: `TRIPLINE_GATEWAY_PORT: port ${port} is in use.`,
  });
});
