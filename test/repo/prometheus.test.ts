import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { parse } from 'yaml';
import { productMetrics } from './product-registry.ts';

interface Rule {
  alert: string;
  expr: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
}
interface RuleFile {
  groups: { rules: Rule[] }[];
}
interface RuleTest {
  alert_rule_test?: { alertname: string; exp_alerts: unknown[] }[];
}

const root = join(import.meta.dirname, '../..');
const prometheus = join(root, 'deploy/prometheus');
const alertmanager = join(root, 'deploy/alertmanager/alertmanager.yml');
const ruleFiles = yamlFiles('rules');
const testFiles = yamlFiles('tests');
const rules = ruleFiles.flatMap((file) =>
  (readYaml(file) as RuleFile).groups.flatMap((group) => group.rules),
);
const tests = testFiles.flatMap((file) => (readYaml(file) as { tests: RuleTest[] }).tests);
const judged = tests.flatMap((one) => one.alert_rule_test ?? []);
const page = readFileSync(join(root, 'docs/alerts.md'), 'utf8');

describe('promtool and amtool accept what is deployed', () => {
  const checks: Record<string, [string, ...string[]]> = {
    'the configuration': ['promtool', 'check', 'config', join(prometheus, 'prometheus.yml')],
    'the rules': ['promtool', 'check', 'rules', '--lint-fatal', ...ruleFiles],
    "the rules' tests": ['promtool', 'test', 'rules', ...testFiles],
    "Alertmanager's configuration": ['amtool', 'check-config', alertmanager],
  };
  for (const [what, command] of Object.entries(checks)) test(what, (t) => void runs(t, ...command));
});

test('every rule has a test in which it fires and one in which it does not', () => {
  assert.ok(rules.length >= 10);
  for (const { alert } of rules) {
    const expected = judged
      .filter(({ alertname }) => alertname === alert)
      .map(({ exp_alerts }) => exp_alerts.length);
    assert.ok(
      expected.some((count) => count > 0),
      `${alert} never fires in a test`,
    );
    assert.ok(expected.includes(0), `${alert} fires in every test`);
  }
  const names = new Set(rules.map(({ alert }) => alert));
  assert.deepEqual(
    judged.filter(({ alertname }) => !names.has(alertname)),
    [],
    'a test names a rule that is not there',
  );
});

test('every alert says how bad it is, what happened and where the runbook is, and docs/alerts.md has just these', () => {
  for (const { alert, labels, annotations } of rules) {
    assert.match(labels['severity'] ?? '', /^(critical|warning|info)$/, alert);
    assert.ok(annotations['summary'] && annotations['description'], alert);
    assert.equal(annotations['runbook'], `docs/alerts.md#${alert.toLowerCase()}`);
  }
  const sections = [...page.matchAll(/^### (.+)$/gm)].map(([, title]) => title);
  assert.deepEqual(
    sections,
    rules.map(({ alert }) => alert),
  );
});

test('every metric that a rule asks for is one that a worker serves, with the labels it is asked by', async () => {
  const metrics = await productMetrics();
  for (const { alert, expr } of rules) {
    const asked = [...expr.matchAll(/\b(?:tripline|process|nodejs)_\w+/g)].map(([name]) => name);
    assert.ok(asked.length > 0 || /\bup\b/.test(expr), alert);
    for (const name of asked) assert.ok(metrics.has(name), `${alert}: no worker serves ${name}`);
    for (const [, name = '', matchers = ''] of expr.matchAll(/(tripline_\w+)\{([^}]*)\}/g)) {
      const values = metrics.get(name)?.flatMap((metric) => metric.values) ?? [];
      for (const [, label = '', value = ''] of matchers.matchAll(/(\w+)!?="([^"]*)"/g)) {
        assert.ok(
          values.some(({ labels }) => labels[label] === value),
          `${alert}: ${name} has no ${label}="${value}"`,
        );
      }
    }
  }
});

test('each article case and each reason of an alert has a rule', async () => {
  const reasons =
    (await productMetrics()).get('tripline_alerts_total')?.flatMap((metric) => metric.values) ?? [];
  assert.ok(reasons.length > 0);
  for (const { labels } of reasons) {
    const reason = String(labels['reason']);
    assert.ok(
      rules.some(({ expr }) => expr.includes(`tripline_alerts_total{reason="${reason}"}`)),
      `no rule for ${reason}`,
    );
  }
});

test('alerts about the pipeline go to who runs it, all others to who guards it', (t) => {
  const pipeline = readYaml(join(prometheus, 'rules/pipeline.yml')) as RuleFile;
  const operational = new Set(pipeline.groups.flatMap((group) => group.rules.map(({ alert }) => alert)));
  operational.delete('TriplineIntegrityConflict');
  for (const { alert } of rules) {
    const routed = runs(
      t,
      'amtool',
      'config',
      'routes',
      'test',
      `--config.file=${alertmanager}`,
      `alertname=${alert}`,
    );
    if (routed === undefined) return;
    assert.equal(routed.trim(), operational.has(alert) ? 'operations' : 'security', alert);
  }
});

function yamlFiles(folder: string): string[] {
  const files = readdirSync(join(prometheus, folder)).map((file) => join(prometheus, folder, file));
  assert.ok(files.length > 0);
  return files;
}

function readYaml(file: string): unknown {
  return parse(readFileSync(file, 'utf8'));
}

/** Standard output of a program that must succeed; skips the test where the program is not installed. */
function runs(t: TestContext, program: string, ...args: string[]): string | undefined {
  const { error, status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (error !== undefined && (error as NodeJS.ErrnoException).code === 'ENOENT') {
    t.skip(`${program} is not installed (Debian packages prometheus and prometheus-alertmanager)`);
    return undefined;
  }
  assert.equal(status, 0, `${program} ${args[0]} ${args[1]}:\n${stdout}${stderr}`);
  return stdout;
}
