import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { chooseEngine } from '../../../../services/cli/stack/choose-engine.ts';
import type { RunCommand } from '../../../../services/cli/stack/command.ts';
import type { Engine, StackPlan } from '../../../../services/cli/stack/engine.ts';
import { layoutOf } from '../../../../services/cli/stack/layout.ts';
import { parseStackOptions } from '../../../../services/cli/stack/options.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'tripline-engine-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

function plan(): StackPlan {
  const options = parseStackOptions({ dir });
  return { options, layout: layoutOf(options), ports: { kafka: 19092, elasticsearch: 19200 } };
}

/** A Docker whose engine answers; records what it was asked. */
function fakeDocker(answers: Record<string, { code?: number; stdout?: string; stderr?: string }> = {}) {
  const asked: string[] = [];
  const run: RunCommand = async (program, args) => {
    const line = [program, ...args].join(' ');
    asked.push(line);
    const known = Object.entries(answers).find(([start]) => line.startsWith(start))?.[1];
    const missing = program !== 'docker';
    return { code: missing ? null : 0, stdout: '', stderr: '', ...known };
  };
  return { run, asked };
}

async function choose(run: RunCommand, report: string[] = []): Promise<Engine> {
  return chooseEngine(plan(), {
    places: { env: {}, patterns: [] },
    run,
    report: (line) => report.push(line),
  });
}

const ENGINE = { 'docker version': { stdout: '28.2.2\n' } };

describe('without a JDK', () => {
  test('Docker is chosen where its engine answers', async () => {
    assert.equal((await choose(fakeDocker(ENGINE).run)).kind, 'docker');
  });

  test('a Docker client without an engine is no help: everything missing is listed', async () => {
    const { run } = fakeDocker({ 'docker version': { code: 1 } });
    await assert.rejects(choose(run), (error: Error) => {
      for (const part of ['JDK 21 or newer', 'Maven', 'Docker engine', 'JAVA_HOME'])
        assert.ok(error.message.includes(part), part);
      return true;
    });
  });
});

describe('in Docker', () => {
  test('the servers listen on loopback only, with the versions and sizes of the stack', async () => {
    const { run, asked } = fakeDocker(ENGINE);
    const engine = await choose(run);
    await engine.launch('kafka');
    await engine.launch('elasticsearch');
    const [kafka = '', elasticsearch = ''] = asked.filter((line) => line.startsWith('docker run'));
    assert.match(kafka, /--publish=127\.0\.0\.1:19092:9092 /);
    assert.match(kafka, /--env=KAFKA_ADVERTISED_LISTENERS=CLIENT:\/\/127\.0\.0\.1:19092 /);
    assert.match(kafka, /--env=KAFKA_AUTO_CREATE_TOPICS_ENABLE=false .* apache\/kafka:4\.3\.1$/);
    assert.match(kafka, /--env=KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS=0 /);
    assert.match(elasticsearch, /--publish=127\.0\.0\.1:19200:9200 /);
    assert.match(elasticsearch, /--env=xpack\.security\.enabled=false .*elasticsearch:9\.2\.2$/);
  });

  test('images that are there are not pulled again, missing ones are, and say so', async () => {
    const { run, asked } = fakeDocker({ ...ENGINE, 'docker image inspect apache/kafka': { code: 1 } });
    const report: string[] = [];
    await (await choose(run, report)).prepare();
    assert.deepEqual(
      asked.filter((line) => line.startsWith('docker pull')),
      ['docker pull --quiet apache/kafka:4.3.1'],
    );
    assert.deepEqual(report, ['Pulling apache/kafka:4.3.1']);
  });

  test('a container that does not start is an error that tells why', async () => {
    const { run } = fakeDocker({
      ...ENGINE,
      'docker run': { code: 125, stderr: 'port is already allocated' },
    });
    const engine = await choose(run);
    await assert.rejects(
      engine.launch('kafka'),
      /Kafka's container does not start\.\nport is already allocated/,
    );
  });

  test('stopping keeps the volumes, wiping removes them', async () => {
    const { run, asked } = fakeDocker(ENGINE);
    const engine = await choose(run);
    assert.equal(await engine.stop('kafka'), 'stopped');
    assert.ok(!asked.some((line) => line.startsWith('docker volume')));
    await engine.wipe();
    assert.match(
      asked.at(-1) ?? '',
      /^docker volume rm --force tripline-default-[0-9a-f]{16}-kafka tripline-default-[0-9a-f]{16}-elasticsearch$/,
    );
  });

  test('a container that does not exist is not running, and stopping it is no failure', async () => {
    const { run } = fakeDocker({ ...ENGINE, 'docker inspect': { code: 1 } });
    const engine = await choose(run);
    assert.equal(await engine.whereabouts('kafka'), null);
    assert.equal(await engine.stop('kafka'), 'absent');
  });
});
