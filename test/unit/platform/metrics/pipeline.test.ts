import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Registry } from 'prom-client';
import type { ErrorCode } from '../../../../services/core/errors.ts';
import { detectionMetrics } from '../../../../services/platform/metrics/detection.ts';
import { pipelineMetrics } from '../../../../services/platform/metrics/pipeline.ts';

async function value(
  registry: Registry,
  name: string,
  labels: Record<string, string>,
): Promise<number | undefined> {
  const metric = (await registry.getMetricsAsJSON()).find((one) => one.name === name);
  const same = metric?.values.filter(({ labels: has }) =>
    Object.entries(labels).every(([key, wanted]) => has[key] === wanted),
  );
  assert.ok(same !== undefined && same.length <= 1, name);
  return same[0]?.value;
}

test('a commit counts how far it moved, what became of the records, and why some were set aside', async () => {
  const registry = new Registry();
  const metrics = pipelineMetrics(registry, 'indexer', () => 5_000);
  metrics.committed(
    10,
    { indexed: 7, duplicate: 2, dead_lettered: 1 },
    new Map<ErrorCode, number>([['DOCUMENT_REJECTED', 1]]),
  );
  metrics.committed(5, { indexed: 5 }, new Map());
  const stage = 'indexer';
  assert.equal(await value(registry, 'tripline_records_received_total', { stage }), 15);
  assert.equal(await value(registry, 'tripline_records_settled_total', { stage, outcome: 'indexed' }), 12);
  assert.equal(await value(registry, 'tripline_records_settled_total', { stage, outcome: 'duplicate' }), 2);
  assert.equal(
    await value(registry, 'tripline_records_settled_total', { stage, outcome: 'dead_lettered' }),
    1,
  );
  assert.equal(
    await value(registry, 'tripline_dead_letters_total', { stage, reason: 'DOCUMENT_REJECTED' }),
    1,
  );
});

test('a reason that is not of the catalogue cannot make a label of its own', async () => {
  const registry = new Registry();
  const metrics = pipelineMetrics(registry, 'detector');
  for (const reason of ['CANARY', '__proto__', 'constructor'])
    metrics.committed(1, {}, new Map([[reason as ErrorCode, 1]]));
  assert.equal(await value(registry, 'tripline_dead_letters_total', { reason: 'OTHER' }), 3);
  assert.doesNotMatch(await registry.metrics(), /CANARY|__proto__|constructor/);
});

test('progress is the time of the start, then of the last commit', async () => {
  const registry = new Registry();
  let now = 1_000;
  const metrics = pipelineMetrics(registry, 'detector', () => now);
  const name = 'tripline_last_progress_timestamp_seconds';
  assert.equal(await value(registry, name, { stage: 'detector' }), 1);
  now = 9_500;
  metrics.committed(1, { enriched: 1 }, new Map());
  assert.equal(await value(registry, name, { stage: 'detector' }), 9.5);
});

test('lag and waiting are what was said last', async () => {
  const registry = new Registry();
  const metrics = pipelineMetrics(registry, 'indexer');
  metrics.setLag(12);
  metrics.setWaiting(true);
  assert.equal(await value(registry, 'tripline_consumer_lag_records', {}), 12);
  assert.equal(await value(registry, 'tripline_stage_waiting', {}), 1);
  metrics.setWaiting(false);
  assert.equal(await value(registry, 'tripline_stage_waiting', {}), 0);
});

test('findings, alerts, characters and time of an event', async () => {
  const registry = new Registry();
  const metrics = detectionMetrics(registry);
  metrics.event(
    [
      { category: 'PII', severity: 'HIGH' },
      { category: 'PII', severity: 'HIGH' },
      { category: 'CODE', severity: 'INFO' },
    ],
    1500,
    0.0003,
  );
  metrics.event([], 500, 7);
  metrics.alert('PII_IN_PROMPT');
  assert.equal(await value(registry, 'tripline_findings_total', { category: 'PII', severity: 'HIGH' }), 2);
  assert.equal(await value(registry, 'tripline_findings_total', { category: 'CODE', severity: 'INFO' }), 1);
  assert.equal(await value(registry, 'tripline_alerts_total', { reason: 'PII_IN_PROMPT' }), 1);
  assert.equal(await value(registry, 'tripline_alerts_total', { reason: 'SEVERITY' }), 0);
  assert.equal(await value(registry, 'tripline_scan_characters_total', {}), 2000);
  const text = await registry.metrics();
  assert.match(text, /^tripline_scan_duration_seconds_bucket\{le="0\.0005"\} 1$/m);
  assert.match(text, /^tripline_scan_duration_seconds_bucket\{le="5"\} 1$/m);
  assert.match(text, /^tripline_scan_duration_seconds_count 2$/m);
});
