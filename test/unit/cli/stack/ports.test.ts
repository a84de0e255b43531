import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { freePort, holderOf, isFree } from '../../../../services/cli/stack/ports.ts';

test('a taken port is not free, and its holder is named', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(typeof address === 'object' && address);
  assert.equal(await isFree(address.port), false);
  assert.match((await holderOf(address.port)) ?? '', new RegExp(`^pid ${process.pid}\\b`));
  server.close();
  await once(server, 'close');
  assert.equal(await isFree(address.port), true);
  assert.equal(await holderOf(address.port), null);
});

test('a free port is one that can be listened on', async () => {
  assert.equal(await isFree(await freePort()), true);
});
