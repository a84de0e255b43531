import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Described, productMetrics } from './product-registry.ts';

const root = join(import.meta.dirname, '../..');
const metrics = await productMetrics();
const ours = new Map([...metrics].filter(([name]) => name.startsWith('tripline_')));
const ROW = /^\| `(?<name>\w+)` \| (?<type>\w+) \| (?<labels>[^|]+) \| (?<help>[^|]+) \|$/gm;

test('docs/metrics.md lists every metric of the code and no other, with type, labels and help', () => {
  const page = readFileSync(join(root, 'docs/metrics.md'), 'utf8');
  const documented = [...page.matchAll(ROW)].map((row) => ({ ...row.groups }));
  const coded = [...ours.values()].map(([first, ...rest]) => describe(first, rest));
  assert.deepEqual(
    documented.map(({ name, type, labels }) => ({ name, type, labels })).toSorted(byName),
    coded.map(({ name, type, labels }) => ({ name, type, labels })).toSorted(byName),
  );
  for (const { name, help } of coded) {
    const text = documented.find((row) => row['name'] === name)?.['help'] ?? '';
    assert.ok(
      text.startsWith(help.replace(/\.$/, '')),
      `${name}: the page does not begin with its help text`,
    );
  }
});

test('every metric that any file of services/ makes is among those checked here', () => {
  const named = globSync('services/**/*.ts', { cwd: root })
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .filter((text) => text.includes("'prom-client'"))
    .flatMap((text) => [...text.matchAll(/name: '(\w+)'/g)].map(([, name]) => name ?? ''));
  assert.ok(named.length > 0);
  assert.deepEqual(named.toSorted(), [...ours.keys()].toSorted());
});

test('names follow the Prometheus conventions', () => {
  for (const [name, [metric]] of ours) {
    assert.match(name, /^tripline_[a-z]+(_[a-z]+)*$/);
    assert.equal(
      name.endsWith('_total'),
      String(metric?.type) === 'counter',
      `${name}: counters alone end in _total`,
    );
    assert.doesNotMatch(name, /_(ms|milliseconds|kib|mib|percent)(_|$)/, `${name}: base units`);
  }
});

test('every counter and gauge stands with all its labels before anything happened', () => {
  const values = (name: string) => ours.get(name)?.flatMap((metric) => metric.values) ?? [];
  for (const name of ours.keys()) {
    if (name === 'tripline_last_progress_timestamp_seconds') continue;
    assert.ok(values(name).length > 0, `${name} has no value at the start`);
    assert.ok(
      values(name).every(({ value }) => value === 0),
      `${name} does not start at 0`,
    );
  }
  const pairs = (name: string, ...labels: string[]) =>
    values(name).map((value) => labels.map((label) => value.labels[label]).join(' '));
  assert.deepEqual(pairs('tripline_records_settled_total', 'stage', 'outcome').toSorted(), [
    'detector dead_lettered',
    'detector enriched',
    'indexer dead_lettered',
    'indexer duplicate',
    'indexer indexed',
  ]);
  assert.equal(new Set(pairs('tripline_findings_total', 'category', 'severity')).size, 10 * 5);
  assert.deepEqual(pairs('tripline_alerts_total', 'reason').toSorted(), [
    'CODE_IN_OUTPUT',
    'HIGH_RISK_TOOL_CALL',
    'PII_IN_PROMPT',
    'SENSITIVE_OUTPUT',
    'SEVERITY',
  ]);
});

function describe(first: Described | undefined, rest: Described[]) {
  assert.ok(first !== undefined);
  const values = [first, ...rest].flatMap((metric) => metric.values);
  const labels = [...new Set(values.flatMap((value) => Object.keys(value.labels)))].filter(
    (label) => label !== 'le',
  );
  return {
    name: first.name,
    type: String(first.type),
    labels: labels.length === 0 ? '–' : labels.map((label) => `\`${label}\``).join(', '),
    help: first.help,
  };
}

function byName(a: { name?: string | undefined }, b: { name?: string | undefined }): number {
  return String(a.name).localeCompare(String(b.name));
}
