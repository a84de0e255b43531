import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { type Proxy, startProxy } from '../../support/proxy.ts';

let echo: Server;
let proxy: Proxy;
const clients: Socket[] = [];

beforeEach(async () => {
  echo = createServer((socket) => socket.on('error', () => {}).pipe(socket)).listen(0, '127.0.0.1');
  await once(echo, 'listening');
  proxy = await startProxy({ host: '127.0.0.1', port: (echo.address() as AddressInfo).port });
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await proxy.close();
  echo.close();
});

function dial(): Socket {
  const client = connect(proxy.port, '127.0.0.1').on('error', () => {});
  clients.push(client);
  return client;
}

async function echoed(client: Socket, text: string): Promise<string> {
  client.write(text);
  const [answer] = (await once(client, 'data')) as [Buffer];
  return answer.toString();
}

/** The error code, or 'end' for an orderly one. */
function outcome(client: Socket): Promise<string | undefined> {
  return new Promise((resolve) => {
    client.once('error', (error: NodeJS.ErrnoException) => resolve(error.code));
    client.once('close', () => resolve('end'));
  });
}

describe('the fault proxy', () => {
  test('passes everything on', async () => {
    assert.equal(await echoed(dial(), 'hello'), 'hello');
    assert.equal(proxy.connections, 1);
  });

  test('refuses until it is restored', async () => {
    const old = dial();
    await echoed(old, 'x');
    const ended = outcome(old);
    await proxy.refuse();
    assert.equal(await ended, 'ECONNRESET');
    assert.equal(await outcome(dial()), 'ECONNREFUSED');
    await proxy.restore();
    assert.equal(await echoed(dial(), 'back'), 'back');
  });

  test('resets what is open and takes new connections', async () => {
    const old = dial();
    await echoed(old, 'x');
    const ended = outcome(old);
    proxy.reset();
    assert.equal(await ended, 'ECONNRESET');
    assert.equal(await echoed(dial(), 'new'), 'new');
  });

  test('starves old and new connections in a black hole, without ending them', async () => {
    const old = dial();
    await echoed(old, 'x');
    proxy.blackhole();
    let heard = 0;
    old.on('data', () => (heard += 1)).write('lost');
    const fresh = dial().on('data', () => (heard += 1));
    await once(fresh, 'connect');
    fresh.write('lost');
    const direct = connect((echo.address() as AddressInfo).port, '127.0.0.1');
    clients.push(direct);
    for (let round = 0; round < 20; round += 1) await echoed(direct, 'tick');
    assert.equal(heard, 0);
    assert.ok(!old.destroyed && !fresh.destroyed);
    await proxy.restore();
    assert.equal(await echoed(dial(), 'back'), 'back');
  });
});
