import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, describe, test } from 'node:test';
import { layoutOf, markOf, SERVER_NAMES } from '../../services/cli/stack/layout.ts';
import { freePort } from '../../services/cli/stack/ports.ts';
import { pidsOf } from '../../services/cli/stack/processes.ts';
import { startStack } from '../../services/cli/stack/start.ts';
import { statusOf } from '../../services/cli/stack/status.ts';
import { resetStack, stopStack } from '../../services/cli/stack/stop.ts';
import { createKafka } from '../../services/platform/kafka/kafkajs.ts';
import { topicSpecs } from '../../services/platform/kafka/topics.ts';
import { until } from '../support/eventually.ts';
import { noStack } from '../support/stack.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const SMALL = { kafkaHeap: '256m', elasticsearchHeap: '512m' };
const silent = () => {};

/** A stack beside the run's own, sharing its jars. `test-<pid>-…`: the runner sweeps what a killed run leaves. */
function ownStack() {
  const stack = {
    dir: join(ROOT, '.tripline'),
    name: `test-${process.pid}-${randomBytes(3).toString('hex')}`,
  };
  after(() => resetStack(stack, silent));
  return stack;
}

async function runningPids(stack: { dir: string; name: string }): Promise<number[]> {
  return (await Promise.all(SERVER_NAMES.map((server) => pidsOf(markOf(layoutOf(stack), server))))).flat();
}

/** `tripline stack up` in a process of its own, as a user runs it. */
function startUp(stack: { dir: string; name: string }, script: string): ChildProcess {
  const url = (path: string) => JSON.stringify(new URL(`../../services/cli/${path}`, import.meta.url));
  const code = script.replaceAll(/import\((.*?)\)/g, (_, path: string) => `import(${url(path)})`);
  const args = ['--import', 'tsx', '--input-type=module', '-e', code, '--', stack.dir, stack.name];
  return spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
}

const CLI = `
  const { stackCommand } = await import(stack.ts);
  const [dir, name] = process.argv.slice(-2);
  await stackCommand().parseAsync(
    ['up', '--dir', dir, '--name', name, '--kafka-port', '0', '--elasticsearch-port', '0'], { from: 'user' });`;

const LIFELINE = `
  const { startStack } = await import(stack/start.ts);
  const [dir, name] = process.argv.slice(-2);
  await startStack({ dir, name, kafkaPort: 0, elasticsearchPort: 0, lifeline: true }, () => {});
  console.log('Up');
  setInterval(() => {}, 1000);`;

async function lineThat(child: ChildProcess, pattern: RegExp): Promise<void> {
  assert.ok(child.stdout);
  for await (const line of createInterface({ input: child.stdout })) if (pattern.test(line)) return;
  assert.fail(`ended before it said ${pattern}`);
}

describe('a second stack beside a running one', { skip: noStack }, () => {
  const stack = ownStack();
  const input = { ...stack, ...SMALL, kafkaPort: 0, elasticsearchPort: 0 };

  test('starts, has its topics, and is told by status', async () => {
    const running = await startStack(input, silent);
    const admin = await createKafka({ brokers: [running.kafkaBrokers], clientId: 'test' }).admin();
    const topics = await admin.listTopics();
    await admin.close();
    for (const { topic } of topicSpecs()) assert.ok(topics.includes(topic), topic);
    const status = await statusOf(stack);
    assert.equal(status.running, true);
    assert.deepEqual(
      status.servers.map(({ health }) => health),
      ['answers', 'green'],
    );
    assert.ok(status.diskBytes > 0);
  });

  test('listens on loopback only', { skip: process.platform !== 'linux' && 'reads /proc' }, async () => {
    const ports = (await statusOf(stack)).servers.map(({ port }) => port);
    const tables = await Promise.all(
      ['tcp', 'tcp6'].map((family) => readFile(`/proc/net/${family}`, 'utf8')),
    );
    const listening = tables
      .join('\n')
      .split('\n')
      .map((row) => row.trim().split(/\s+/))
      .filter((row) => row[3] === '0A');
    const ours = listening.filter((row) => ports.includes(Number.parseInt(row[1]?.split(':')[1] ?? '', 16)));
    assert.equal(ours.length, 2);
    for (const row of ours) assert.match(row[1] ?? '', /^(0100007F|0000000000000000FFFF00000100007F):/);
  });

  test('started again, it keeps its ports and starts nothing', async () => {
    const pids = await runningPids(stack);
    const before = (await statusOf(stack)).servers.map(({ port }) => port);
    await startStack(input, silent);
    assert.deepEqual(await runningPids(stack), pids);
    assert.deepEqual(
      (await statusOf(stack)).servers.map(({ port }) => port),
      before,
    );
  });

  test('asked for other ports while it runs, it says so', async () => {
    const kafkaPort = await freePort();
    await assert.rejects(startStack({ ...input, kafkaPort }, silent), {
      code: 'STACK_FAILED',
      message: /stack down/,
    });
  });

  test('a server that died is started again beside the one that lives', async () => {
    const [kafka, elasticsearch] = await runningPids(stack);
    process.kill(kafka ?? 0, 'SIGKILL');
    await until(async () => !(await runningPids(stack)).includes(kafka ?? 0), 'Kafka is dead');
    const said: string[] = [];
    await startStack(input, (line) => said.push(line));
    const [newKafka, sameElasticsearch] = await runningPids(stack);
    assert.notEqual(newKafka, kafka);
    assert.equal(sameElasticsearch, elasticsearch);
  });

  test('stopped and started, it has its data; reset, it has none', async () => {
    const topic = { topic: 'kept', partitions: 1 };
    const first = await startStack(input, silent);
    const admin = await createKafka({ brokers: [first.kafkaBrokers], clientId: 'test' }).admin();
    await admin.createTopics([topic]);
    await admin.close();
    await stopStack(stack, silent);
    assert.deepEqual(await runningPids(stack), []);
    assert.equal((await statusOf(stack)).running, false);
    const again = await startStack(input, silent);
    const reader = await createKafka({ brokers: [again.kafkaBrokers], clientId: 'test' }).admin();
    assert.ok((await reader.listTopics()).includes('kept'));
    await reader.close();
    await resetStack(stack, silent);
    assert.deepEqual(await runningPids(stack), []);
    assert.equal((await statusOf(stack)).diskBytes, 0);
  });
});

test('a taken port is named, with who holds it, and nothing is started', { skip: noStack }, async () => {
  const stack = ownStack();
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const address = holder.address();
  assert.ok(typeof address === 'object' && address);
  const start = startStack({ ...stack, kafkaPort: address.port, elasticsearchPort: 0 }, silent);
  await assert.rejects(start, {
    code: 'STACK_FAILED',
    message: new RegExp(`Port ${address.port}.*pid ${process.pid}`),
  });
  assert.deepEqual(await runningPids(stack), []);
  holder.close();
});

test('Ctrl-C while it starts leaves nothing running', { skip: noStack }, async () => {
  const stack = ownStack();
  const child = startUp(stack, CLI);
  await lineThat(child, /^Java \d+/);
  child.kill('SIGINT');
  const [code] = await once(child, 'exit');
  assert.equal(code, 130);
  assert.deepEqual(await runningPids(stack), []);
});

test('servers on a lifeline end with a starter that is killed', { skip: noStack }, async () => {
  const stack = ownStack();
  const child = startUp(stack, LIFELINE);
  await lineThat(child, /^Up/);
  assert.equal((await runningPids(stack)).length, 2);
  child.kill('SIGKILL');
  await once(child, 'exit');
  await untilGone(stack);
});

/** Waits for the servers to go by themselves: the test's time limit is the deadline. */
async function untilGone(stack: { dir: string; name: string }): Promise<void> {
  while ((await runningPids(stack)).length > 0) await new Promise(setImmediate);
}
