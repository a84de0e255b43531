import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { createHealthServer } from '../../../../services/platform/http/health-server.ts';
import { createRegistry, pipelineMetrics } from '../../../../services/platform/metrics/pipeline.ts';

const settings = { host: 'TRIPLINE_HTTP_HOST', port: 'TRIPLINE_DETECTOR_HTTP_PORT' };

async function serve(t: TestContext, checks: { live: boolean; ready: boolean }): Promise<string> {
  const registry = createRegistry();
  pipelineMetrics(registry, 'detector');
  const server = createHealthServer({
    address: { host: '127.0.0.1', port: 0, settings },
    registry,
    checks: { live: () => checks.live, ready: () => checks.ready },
  });
  const url = await server.start();
  t.after(() => server.stop());
  return url;
}

test('/metrics is Prometheus text with the metrics of the registry given', async (t) => {
  const response = await fetch(`${await serve(t, { live: true, ready: true })}/metrics`);
  assert.equal(response.status, 200);
  assert.match(response.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/);
  const body = await response.text();
  assert.match(body, /^tripline_records_received_total\{stage="detector"\} 0$/m);
  assert.match(body, /^process_start_time_seconds \d+$/m);
});

test('/livez and /readyz answer 200 or 503, each by its own check, as it is now', async (t) => {
  const checks = { live: true, ready: false };
  const url = await serve(t, checks);
  const ask = async (path: string) => {
    const response = await fetch(`${url}${path}`);
    return [response.status, await response.json()];
  };
  assert.deepEqual(await ask('/livez'), [200, { live: true }]);
  assert.deepEqual(await ask('/readyz'), [503, { ready: false }]);
  checks.live = false;
  checks.ready = true;
  assert.deepEqual(await ask('/livez'), [503, { live: false }]);
  assert.deepEqual(await ask('/readyz'), [200, { ready: true }]);
});

test('everything else is not found, and is only read', async (t) => {
  const url = await serve(t, { live: true, ready: true });
  for (const [path, method] of [
    ['/', 'GET'],
    ['/metrics/../etc/passwd', 'GET'],
    ['/metrics', 'POST'],
    ['/livez', 'DELETE'],
  ]) {
    assert.equal(
      (await fetch(`${url}${path}`, { method: method ?? 'GET' })).status,
      404,
      `${method} ${path}`,
    );
  }
});

test('a port that is taken is an error at the start, which names it and its setting', async (t) => {
  const url = new URL(await serve(t, { live: true, ready: true }));
  const second = createHealthServer({
    address: { host: url.hostname, port: Number(url.port), settings },
    registry: createRegistry(),
    checks: { live: () => true, ready: () => true },
  });
  t.after(() => second.stop());
  await assert.rejects(second.start(), {
    code: 'CONFIG_INVALID',
    detail: `TRIPLINE_DETECTOR_HTTP_PORT: port ${url.port} is in use.`,
  });
});

test('an address that is none of this machine is an error that names its setting', async (t) => {
  const server = createHealthServer({
    address: { host: '203.0.113.7', port: 0, settings },
    registry: createRegistry(),
    checks: { live: () => true, ready: () => true },
  });
  t.after(() => server.stop());
  await assert.rejects(server.start(), {
    code: 'CONFIG_INVALID',
    detail: 'TRIPLINE_HTTP_HOST: no address of this machine (EADDRNOTAVAIL).',
  });
});
