import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { IMAGES } from '../../services/cli/stack/docker.ts';
import { catalogue } from '../../services/platform/config/settings.ts';
import { topicSpecs } from '../../services/platform/kafka/topics.ts';

const ROOT = join(import.meta.dirname, '..', '..');

interface Service {
  image: string;
  build?: { context: string; dockerfile: string };
  environment?: Record<string, string | number>;
  depends_on?: Record<string, { condition: string }>;
  volumes?: string[];
  ports?: string[];
  healthcheck?: { test: string[] };
  restart?: string;
}
interface Compose {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
}

const text = readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8');
const compose = parse(text, { merge: true }) as Compose;
const services = Object.entries(compose.services);
const variables = services.flatMap(([, service]) => Object.entries(service.environment ?? {}));

/** source:target[:mode] */
function mounts([name, service]: [string, Service]): { name: string; source: string; target: string }[] {
  return (service.volumes ?? []).map((mount) => {
    const [source = '', target = ''] = mount.split(':');
    return { name, source, target };
  });
}

describe('docker-compose.yml', () => {
  test('fits the compose specification', () => {
    const { $schema: _, ...schema } = JSON.parse(
      readFileSync(join(ROOT, 'test/fixtures/compose-spec.json'), 'utf8'),
    ) as Record<string, unknown>;
    const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
    const validate = ajv.compile(schema);
    assert.ok(validate(compose), JSON.stringify(validate.errors?.slice(0, 5), null, 2));
    assert.equal(validate({ services: { a: { imagee: 'x' } } }), false, 'the schema refuses what is wrong');
  });

  test('sets no TRIPLINE_ variable that is not a setting, and every value is a valid one', () => {
    const known = new Map(catalogue.flatMap(({ group }) => Object.entries(group)));
    const ours = variables.filter(([name]) => name.startsWith('TRIPLINE_'));
    assert.ok(ours.length >= 8);
    for (const [name, value] of ours) {
      const setting = known.get(name);
      assert.ok(setting, `${name} is not a setting`);
      assert.ok(setting.schema.safeParse(String(value)).success, `${name}=${value} is not valid`);
    }
  });

  test('has a volume or a file for every mount', () => {
    const all = services.flatMap(mounts);
    for (const { name, source } of all) {
      if (source.startsWith('.')) assert.ok(existsSync(join(ROOT, source)), `${name}: ${source}`);
      else assert.ok(source in compose.volumes, `${name}: volume ${source}`);
    }
    const used = new Set(all.map(({ source }) => source));
    assert.deepEqual(
      Object.keys(compose.volumes).filter((volume) => !used.has(volume)),
      [],
    );
  });

  test('every script that a service runs is executable', () => {
    const scripts = services.flatMap(mounts).filter(({ source }) => source.endsWith('.sh'));
    assert.equal(scripts.length, 2);
    for (const { source } of scripts) assert.ok(statSync(join(ROOT, source)).mode & 0o100, source);
  });

  test('waits only for services that exist, healthy only for those that say so, finished only for those that end', () => {
    for (const [name, service] of services) {
      for (const [other, { condition }] of Object.entries(service.depends_on ?? {})) {
        const target = compose.services[other];
        assert.ok(target, `${name} waits for ${other}`);
        if (condition === 'service_healthy') assert.ok(target.healthcheck, `${other} has a health check`);
        const ends = target.restart === undefined || target.restart === 'no';
        assert.equal(
          condition === 'service_completed_successfully',
          ends,
          `${name} → ${other}: ${condition}`,
        );
      }
    }
  });

  test('publishes on loopback only', () => {
    const ports = services.flatMap(([, service]) => service.ports ?? []);
    assert.ok(ports.length >= 5);
    for (const port of ports) assert.match(port, /^127\.0\.0\.1:\d+:\d+$/);
  });

  test('holds no password and no default for one: each must be given, or nothing starts', () => {
    const secrets = variables.filter(([name]) => /PASSWORD|SECRET|API_KEY/.test(name));
    assert.ok(secrets.length >= 5);
    for (const [name, value] of secrets) assert.match(String(value), /^\$\{[A-Z_]+:\?[^}]+\}$/, name);
  });

  test('has every image at a version, and the same as the local stack', () => {
    for (const [name, { image, build }] of services)
      if (!build) assert.match(image, /:v?\d+\.\d+\.\d+$/, name);
    for (const server of ['kafka', 'elasticsearch'] as const)
      assert.equal(compose.services[server]?.image, IMAGES[server]);
  });

  test('lets Kafka take the largest record of every topic', () => {
    const most = Math.max(...topicSpecs().map(({ config }) => Number(config?.['max.message.bytes'] ?? 0)));
    assert.ok(Number(compose.services['kafka']?.environment?.['KAFKA_MESSAGE_MAX_BYTES']) >= most);
  });

  test('asks each worker on /readyz at the port where it listens', () => {
    const settings = new Map(catalogue.flatMap(({ group }) => Object.entries(group)));
    for (const worker of ['detector', 'indexer', 'gateway']) {
      const port = settings.get(`TRIPLINE_${worker.toUpperCase()}_HTTP_PORT`)?.fallback;
      const probe = compose.services[worker]?.healthcheck?.test.join(' ') ?? '';
      assert.ok(probe.includes(`127.0.0.1:${port}/readyz`), worker);
      const targets = readFileSync(join(ROOT, 'deploy/docker/targets/workers.yml'), 'utf8');
      assert.ok(targets.includes(`'${worker}:${port}'`), worker);
    }
  });

  test('builds the workers from a Dockerfile that copies what exists and does not run as root', () => {
    const file = compose.services['detector']?.build?.dockerfile ?? '';
    const lines = readFileSync(join(ROOT, file), 'utf8').split('\n');
    const copied = lines
      .filter((line) => line.startsWith('COPY ') && !line.includes('--from'))
      .flatMap((line) => line.split(' ').slice(1, -1));
    for (const source of copied.filter((name) => !name.includes('*')))
      assert.ok(existsSync(join(ROOT, source)), source);
    assert.equal(
      lines.findLast((line) => line.startsWith('USER ')),
      'USER node',
    );
  });
});
