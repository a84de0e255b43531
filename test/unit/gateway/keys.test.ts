import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { aHold } from '../../support/control-records.ts';
import { type Answer, gatewayOn, prompt } from './support.ts';

type Gateway = Awaited<ReturnType<typeof gatewayOn>>;
interface Operation {
  method: 'GET' | 'POST';
  url: string;
  scope: string | null;
  hasBody: boolean;
}

/** Every route and verb, as the document that the gateway serves says it. */
async function operationsOf(gateway: Gateway): Promise<Operation[]> {
  const { status, body } = await gateway.ask(await gateway.newKey(), {
    method: 'GET',
    url: '/v1/openapi.json',
  });
  assert.equal(status, 200);
  const paths = body['paths'] as Record<
    string,
    Record<string, { 'x-scope': string | null; requestBody?: object }>
  >;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase() as Operation['method'],
      url: path.replaceAll(/\{\w+\}/g, aHold().hold_id),
      scope: operation['x-scope'],
      hasBody: operation.requestBody !== undefined,
    })),
  );
}

function call(gateway: Gateway, key: string | null, { method, url, hasBody }: Operation): Promise<Answer> {
  if (!hasBody) return gateway.ask(key, { method, url });
  return gateway.post(key, url, {});
}

async function everyOperation(
  t: TestContext,
  body: (gateway: Gateway, operation: Operation) => Promise<void>,
): Promise<void> {
  const gateway = await gatewayOn(t);
  const operations = await operationsOf(gateway);
  assert.ok(operations.length >= 8);
  for (const operation of operations)
    await t.test(`${operation.method} ${operation.url}`, () => body(gateway, operation));
}

describe('every route and verb of the OpenAPI document', () => {
  test('no key: 401', (t) =>
    everyOperation(t, async (gateway, operation) => {
      assertProblem(await call(gateway, null, operation), 401, 'UNAUTHENTICATED');
    }));

  test('a wrong key: 401', (t) =>
    everyOperation(t, async (gateway, operation) => {
      const right = await gateway.newKey();
      const other = await gateway.newKey();
      const mixed = `${right.slice(0, right.lastIndexOf('.'))}${other.slice(other.lastIndexOf('.'))}`;
      for (const wrong of [
        mixed,
        `${right}x`,
        right.slice(0, -1),
        'x',
        '',
        `tlk1.${'f'.repeat(16)}.${'A'.repeat(43)}`,
      ])
        assertProblem(await call(gateway, wrong, operation), 401, 'UNAUTHENTICATED');
    }));

  test('a revoked key: 401, at once', (t) =>
    everyOperation(t, async (gateway, operation) => {
      const key = await gateway.newKey();
      assert.notEqual((await call(gateway, key, operation)).status, 401);
      const record = gateway.app.control.get('api_key', key.split('.')[1] ?? '');
      assert.ok(record !== undefined);
      await gateway.app.control.put({ ...record, revoked_at: 1 });
      assertProblem(await call(gateway, key, operation), 401, 'UNAUTHENTICATED');
    }));

  test('a key without the scope: 403', (t) =>
    everyOperation(t, async (gateway, operation) => {
      if (operation.scope === null) return;
      const scopes = ['events:write', 'gate:check', 'approvals:read', 'approvals:write', 'feedback:write'];
      assert.ok(scopes.includes(operation.scope));
      const key = await gateway.newKey({ scopes: scopes.filter((scope) => scope !== operation.scope) });
      assertProblem(await call(gateway, key, operation), 403, 'SCOPE_MISSING');
    }));

  test("another tenant's key finds nothing of this one's", (t) =>
    everyOperation(t, async (gateway, operation) => {
      await gateway.app.control.put(aHold({ expires_at: (Date.now() + 60_000) * 1000 }));
      const own = await gateway.newKey({ tenant: aHold().tenant });
      const foreign = await gateway.newKey({ tenant: 'another' });
      const verdict = { verdict: 'REJECTED', reason: 'no' };
      const outcome = { outcome: 'FAILED', arguments: 'x' };
      if (operation.url === '/v1/approvals') {
        const lengths = [own, foreign].map(
          async (key) => (await call(gateway, key, operation)).body['approvals'],
        );
        assert.deepEqual(
          (await Promise.all(lengths)).map((list) => (list as unknown[]).length),
          [1, 0],
        );
      } else if (operation.url.startsWith('/v1/approvals/')) {
        assertProblem(await gateway.post(foreign, operation.url, verdict), 404, 'GATE_UNKNOWN');
      } else if (operation.url.endsWith('/outcome')) {
        assertProblem(await gateway.post(foreign, operation.url, outcome), 404, 'GATE_UNKNOWN');
      } else if (operation.url.startsWith('/v1/gate/')) {
        assert.equal((await call(gateway, own, operation)).status, 200);
        assertProblem(await call(gateway, foreign, operation), 404, 'GATE_UNKNOWN');
      } else if (operation.url === '/v1/events') {
        const event = prompt('x', { tenant: aHold().tenant });
        assertProblem(await gateway.post(foreign, operation.url, event), 403, 'TENANT_FOREIGN');
        assert.deepEqual(await gateway.events(), []);
      }
    }));
});

test('the document and the routes that fastify has are the same, both ways', async (t) => {
  const gateway = await gatewayOn(t);
  const documented = (await operationsOf(gateway)).map(({ method, url }) => `${method} ${url}`);
  const served = gateway.app.server
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .filter((line) => line.includes('('));
  assert.equal(served.length, new Set(documented).size);
  for (const { method, path } of gateway.app.routes)
    assert.ok(gateway.app.server.hasRoute({ method, url: path.replaceAll(/\{(\w+)\}/g, ':$1') }), path);
});

test('a key says which part is wrong to nobody: an unknown id and a wrong secret are told the same way', async (t) => {
  const gateway = await gatewayOn(t);
  const key = await gateway.newKey();
  const [, id] = key.split('.');
  const answers = await Promise.all(
    [`tlk1.${id}.${'A'.repeat(43)}`, `tlk1.${'0'.repeat(16)}.${'A'.repeat(43)}`, 'nonsense'].map((wrong) =>
      gateway.post(wrong, '/v1/events', prompt()),
    ),
  );
  assert.equal(new Set(answers.map(({ body }) => JSON.stringify(body))).size, 1);
});

test('a key may ask as often as it says, then 429 with Retry-After; other keys go on', async (t) => {
  let now = 1_000_000;
  const gateway = await gatewayOn(t, { now: () => now });
  const [slow, other] = [await gateway.newKey({ rate_per_second: 2 }), await gateway.newKey()];
  const list = (key: string) => gateway.ask(key, { method: 'GET', url: '/v1/approvals' });
  assert.deepEqual([(await list(slow)).status, (await list(slow)).status], [200, 200]);
  const refused = await list(slow);
  assertProblem(refused, 429, 'RATE_LIMITED');
  assert.equal(refused.headers['retry-after'], '1');
  assert.equal((await list(other)).status, 200);
  now += 500;
  assert.equal((await list(slow)).status, 200);
  assertProblem(await list(slow), 429, 'RATE_LIMITED');
  const never = await gateway.newKey({ rate_per_second: 0 });
  assert.equal((await list(never)).status, 200);
  assert.equal((await list(never)).headers['retry-after'], '3600');
});

function assertProblem({ status, headers, body }: Answer, expected: number, code: string): void {
  assert.equal(status, expected, JSON.stringify(body));
  assert.match(String(headers['content-type']), /^application\/problem\+json/);
  assert.equal(body['code'], code);
  assert.equal(body['status'], expected);
  if (expected === 401) assert.match(String(headers['www-authenticate']), /^Bearer/);
}
