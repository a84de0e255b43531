/** A real Prometheus with what deploy/prometheus holds, watching a real worker's health server. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type TestContext, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { createHealthServer } from '../../services/platform/http/health-server.ts';
import { type DetectionMetrics, detectionMetrics } from '../../services/platform/metrics/detection.ts';
import { createRegistry, pipelineMetrics } from '../../services/platform/metrics/pipeline.ts';

interface Target {
  health: string;
  scrapePool: string;
  labels: Record<string, string>;
}
interface Alert {
  state: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
}

const root = join(import.meta.dirname, '../..');
const isInstalled = spawnSync('prometheus', ['--version']).error === undefined;

test('it scrapes the worker, loads every rule, and rings for personal data in a prompt', {
  skip: !isInstalled && 'prometheus is not installed (Debian package prometheus)',
}, async (t) => {
  const worker = await startWorker(t);
  const api = await startPrometheus(t, new URL(worker.url).host);

  const targets = await until(async () => {
    const { activeTargets } = await ask<{ activeTargets: Target[] }>(`${api}/targets`);
    return activeTargets.every(({ health }) => health === 'up') && activeTargets.length > 0 && activeTargets;
  });
  assert.deepEqual(
    targets.map(({ scrapePool, labels }) => [scrapePool, labels['worker']]),
    [['tripline', 'detector']],
  );

  const { groups } = await ask<{ groups: { name: string; rules: { health: string }[] }[] }>(`${api}/rules`);
  assert.deepEqual(groups.map(({ name }) => name).toSorted(), [
    'tripline-detection',
    'tripline-gateway',
    'tripline-pipeline',
  ]);

  worker.detection.alert('PII_IN_PROMPT');
  const alert = await until(async () => {
    const { alerts } = await ask<{ alerts: Alert[] }>(`${api}/alerts`);
    return alerts.find(
      ({ state, labels }) => state === 'firing' && labels['alertname'] === 'TriplinePiiInPrompt',
    );
  });
  assert.equal(alert.labels['severity'], 'warning');
  assert.equal(alert.annotations['runbook'], 'docs/alerts.md#triplinepiiinprompt');
});

async function startWorker(t: TestContext): Promise<{ url: string; detection: DetectionMetrics }> {
  const registry = createRegistry();
  pipelineMetrics(registry, 'detector');
  const detection = detectionMetrics(registry);
  const checks = { live: () => true, ready: () => true };
  const server = createHealthServer({
    address: {
      host: '127.0.0.1',
      port: 0,
      settings: { host: 'TRIPLINE_HTTP_HOST', port: 'TRIPLINE_DETECTOR_HTTP_PORT' },
    },
    registry,
    checks,
  });
  const url = await server.start();
  t.after(() => server.stop());
  return { url, detection };
}

/** Its API's address, once it answers. Everything as deployed, but for who is scraped and how often. */
async function startPrometheus(t: TestContext, target: string): Promise<string> {
  const home = mkdtempSync(join(tmpdir(), 'tripline-prometheus-'));
  cpSync(join(root, 'deploy/prometheus'), home, { recursive: true });
  const file = join(home, 'prometheus.yml');
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('interval: 15s', 'interval: 1s'));
  writeFileSync(
    join(home, 'targets/workers.yml'),
    `- targets: ['${target}']\n  labels: { worker: detector }\n`,
  );
  const address = `127.0.0.1:${await freePort()}`;
  const args = [
    `--config.file=${file}`,
    `--storage.tsdb.path=${join(home, 'data')}`,
    `--web.listen-address=${address}`,
  ];
  const child = spawn('prometheus', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  t.after(async () => {
    await end(child);
    rmSync(home, { recursive: true });
  });
  await isReady(child);
  return `http://${address}/api/v1`;
}

async function isReady({ stderr }: ChildProcess): Promise<void> {
  assert.ok(stderr !== null);
  let isUp = false;
  for await (const line of createInterface({ input: stderr })) {
    isUp = line.includes('Server is ready');
    if (isUp) break;
  }
  assert.ok(isUp, 'prometheus ended before it was ready');
  stderr.resume();
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

async function ask<T>(url: string): Promise<T> {
  const { status, data } = (await (await fetch(url)).json()) as { status: string; data: T };
  assert.equal(status, 'success');
  return data;
}

/** Prometheus tells nobody when it has scraped: asked until it has. */
async function until<T>(look: () => Promise<T | false | undefined>): Promise<T> {
  const deadline = performance.now() + 30_000;
  while (performance.now() < deadline) {
    const found = await look();
    if (found) return found;
    await pause(100);
  }
  return assert.fail('not within 30 s');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
