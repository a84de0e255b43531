import assert from 'node:assert/strict';
import { Agent, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
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
