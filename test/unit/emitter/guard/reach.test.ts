/** What tools may reach: names that lead inside, in every notation, at every redirect, and however they change. */
import assert from 'node:assert/strict';
import type { LookupAddress } from 'node:dns';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { describe, type TestContext, test } from 'node:test';
import { request } from 'undici';
import { createReach, type Reach } from '../../../../services/emitter/guard/reach.ts';
import { isTriplineError } from '../../../../services/emitter/index.ts';

/** For documentation: public, and nobody's. */
const PUBLIC = '203.0.113.1';

/** A server of the own machine that nobody should reach but who is allowed to. */
async function inside(t: TestContext, answer: RequestListener = (_, response) => response.end('inside')) {
  const heard: string[] = [];
  const server = createServer((incoming, response) => {
    heard.push(incoming.url ?? '');
    answer(incoming, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return { port: (server.address() as AddressInfo).port, heard };
}

/** A resolver that gives for each name one answer after another, the last one for good. */
function names(answers: Record<string, string[][]>) {
  const asked: string[] = [];
  const lookup = ((name: string, { all }: { all?: boolean }, callback: (...args: unknown[]) => void) => {
    asked.push(name);
    const left = answers[name] ?? [];
    const addresses = (left.length > 1 ? left.shift() : left[0]) ?? [];
    const found: LookupAddress[] = addresses.map((address) => ({
      address,
      family: address.includes(':') ? 6 : 4,
    }));
    if (found[0] === undefined) callback(Object.assign(new Error('not found'), { code: 'ENOTFOUND' }));
    else if (all) callback(null, found);
    else callback(null, found[0].address, found[0].family);
  }) as LookupFunction;
  return { asked, lookup };
}

function open(t: TestContext, options: Parameters<typeof createReach>[0] = {}): Reach {
  const reach = createReach(options);
  t.after(() => reach.close());
  return reach;
}

async function refuses(running: Promise<unknown>, where: string): Promise<void> {
  await assert.rejects(
    running,
    (error) => isTriplineError(error, 'ADDRESS_REFUSED') && error.detail === `It is ${where}.`,
  );
}

describe('addresses inside, in every notation', () => {
  const hosts: [host: string, where: string][] = [
    ['127.0.0.1', 'LOOPBACK'],
    ['127.1', 'LOOPBACK'],
    ['2130706433', 'LOOPBACK'],
    ['0x7f000001', 'LOOPBACK'],
    ['0177.0.0.1', 'LOOPBACK'],
    ['0', 'LOOPBACK'],
    ['①②⑦.⓪.⓪.①', 'LOOPBACK'],
    ['127.0.0.1.', 'LOOPBACK'],
    ['%31%32%37.0.0.1', 'LOOPBACK'],
    ['[::1]', 'LOOPBACK'],
    ['[::]', 'LOOPBACK'],
    ['[::ffff:127.0.0.1]', 'LOOPBACK'],
    ['[::ffff:7f00:1]', 'LOOPBACK'],
    ['[::127.0.0.1]', 'LOOPBACK'],
    ['[64:ff9b::7f00:1]', 'LOOPBACK'],
    ['[2002:7f00:1::]', 'LOOPBACK'],
    ['10.1.2.3', 'PRIVATE'],
    ['172.31.0.1', 'PRIVATE'],
    ['192.168.1.1', 'PRIVATE'],
    ['100.64.0.1', 'PRIVATE'],
    ['[fd00::1]', 'PRIVATE'],
    ['169.254.169.254', 'METADATA'],
    ['[::ffff:169.254.169.254]', 'METADATA'],
    ['[fd00:ec2::254]', 'METADATA'],
    ['169.254.1.1', 'LINK_LOCAL'],
    ['[fe80::1]', 'LINK_LOCAL'],
    ['224.0.0.1', 'RESERVED'],
    ['255.255.255.255', 'RESERVED'],
    ['[ff02::1]', 'RESERVED'],
  ];
  for (const [host, where] of hosts)
    test(host, async (t) => {
      await refuses(open(t).fetch(`http://${host}:8765/`), where);
    });
});

test('a name that leads inside is refused, also when only one of its addresses does', async (t) => {
  const answers: Record<string, string[][]> = {
    'inside.example': [['127.0.0.1']],
    'mapped.example': [['::ffff:10.0.0.1']],
    'zone.example': [['fe80::1%lo']],
    'both.example': [[PUBLIC, '169.254.169.254']],
  };
  const { fetch } = open(t, { lookup: names(answers).lookup });
  await refuses(fetch('http://inside.example/'), 'LOOPBACK');
  await refuses(fetch('https://inside.example/'), 'LOOPBACK');
  await refuses(fetch('http://mapped.example/'), 'PRIVATE');
  await refuses(fetch('http://zone.example/'), 'LINK_LOCAL');
  await refuses(fetch('http://both.example/'), 'METADATA');
});

test('the system’s resolver: localhost is refused', async (t) => {
  await refuses(open(t).fetch('http://localhost:8765/'), 'LOOPBACK');
});

test('a name that cannot be resolved is the resolver’s error', async (t) => {
  const { fetch } = open(t, { lookup: names({}).lookup });
  await assert.rejects(
    fetch('http://nowhere.example/'),
    (error: Error) => (error.cause as { code: string }).code === 'ENOTFOUND',
  );
});

test('a host that is allowed is reached, at its port alone where one is named', async (t) => {
  const { port } = await inside(t);
  const { lookup } = names({ 'crm.internal': [['127.0.0.1']] });
  const { fetch } = open(t, { lookup, allow: [`CRM.internal:${port}`, `127.0.0.1:${port}`] });
  assert.equal(await (await fetch(`http://crm.internal:${port}/`)).text(), 'inside');
  assert.equal(await (await fetch(`http://127.0.0.1:${port}/`)).text(), 'inside');
  await refuses(fetch('http://crm.internal:8765/'), 'LOOPBACK');
  const anyPort = open(t, { lookup, allow: ['crm.internal', '[::1]:8080', '::1'] });
  assert.equal(await (await anyPort.fetch(`http://crm.internal:${port}/`)).text(), 'inside');
});

test('a host that is allowed may not turn out to be a metadata service', async (t) => {
  const { lookup } = names({ 'crm.internal': [['169.254.169.254']] });
  await refuses(open(t, { lookup, allow: ['crm.internal'] }).fetch('http://crm.internal/'), 'METADATA');
});

test('a redirect is judged like the first request', async (t) => {
  const target = await inside(t);
  const first = await inside(t, (incoming, response) => {
    const to = incoming.url === '/name' ? 'evil.example' : '127.0.0.1';
    response.writeHead(302, { location: `http://${to}:${target.port}/secret` }).end();
  });
  const { lookup } = names({ 'shop.example': [['127.0.0.1']], 'evil.example': [['127.0.0.1']] });
  const { fetch } = open(t, { lookup, allow: [`shop.example:${first.port}`] });
  await refuses(fetch(`http://shop.example:${first.port}/`), 'LOOPBACK');
  await refuses(fetch(`http://shop.example:${first.port}/name`), 'LOOPBACK');
  assert.equal(first.heard.length, 2);
  assert.deepEqual(target.heard, []);
});

describe('a name that leads elsewhere the next moment', () => {
  test('is resolved once a connection, and connected to what was judged', async (t) => {
    const { port, heard } = await inside(t);
    const { asked, lookup } = names({ 'rebind.example': [[PUBLIC], ['127.0.0.1']] });
    const { fetch } = open(t, { lookup });
    const timeout = AbortSignal.timeout(300);
    await assert.rejects(fetch(`http://rebind.example:${port}/`, { signal: timeout }));
    assert.deepEqual(asked, ['rebind.example']);
    await refuses(fetch(`http://rebind.example:${port}/`), 'LOOPBACK');
    assert.deepEqual(heard, []);
  });
});

test('the dispatcher alone does the same for other clients, and a caller’s own cannot take its place', async (t) => {
  const { port, heard } = await inside(t);
  const reach = open(t);
  await refuses(request(`http://127.0.0.1:${port}/`, { dispatcher: await reach.dispatcher() }), 'LOOPBACK');
  const lax = open(t, { allow: ['127.0.0.1'] });
  await refuses(reach.fetch(`http://127.0.0.1:${port}/`, { dispatcher: await lax.dispatcher() }), 'LOOPBACK');
  assert.deepEqual(heard, []);
});

test('an error says nothing of the address', async (t) => {
  await assert.rejects(open(t).fetch('http://10.20.30.40/secret?x=1'), (error: Error) => {
    assert.ok(!/10\.20|secret/.test(error.message));
    return true;
  });
});

test('another scheme than those that work is refused, and these are named', async (t) => {
  const { fetch } = open(t);
  for (const url of ['file:///etc/hostname', 'ftp://example.com/', 'about:blank', 'FILE:x'])
    for (const input of [url, new URL(url), new Request(url)])
      await assert.rejects(
        fetch(input as string),
        (error) =>
          isTriplineError(error, 'ADDRESS_REFUSED') &&
          error.detail === 'Its scheme is none of http:, https:, data:, blob:.',
      );
  assert.equal(await (await fetch('data:,here')).text(), 'here');
  await assert.rejects(fetch('no address'), TypeError);
});

test('what is asked once it is closed is refused, and nothing is left open for it', async (t) => {
  const reach = open(t, { allow: ['127.0.0.1'] });
  const { port, heard } = await inside(t);
  await reach.close();
  await assert.rejects(
    reach.fetch(`http://127.0.0.1:${port}/`),
    (error) => isTriplineError(error, 'ADDRESS_REFUSED') && error.detail === 'The guard is closed.',
  );
  assert.deepEqual(heard, []);
});
