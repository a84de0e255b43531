/** The gateway as a process, over TLS, on the real broker: keys by the command line, events by an emitter, a held call through a kill. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { defaultEngine } from '../../services/core/detection/default-engine.ts';
import { decodeEvent } from '../../services/core/events/codec.ts';
import { decodeText } from '../../services/core/events/text.ts';
import type { TriplineEvent } from '../../services/core/events/types.ts';
import { apiKeyOf, formatApiKey, hashSecret } from '../../services/core/policy/api-key.ts';
import { createEmitter } from '../../services/emitter/index.ts';
import { build } from '../../services/gateway/app.ts';
import { createKafka } from '../../services/platform/kafka/kafkajs.ts';
import { topicNames, topicSpecs } from '../../services/platform/kafka/topics.ts';
import { createLogger } from '../../services/platform/log/logger.ts';
import { createRegistry } from '../../services/platform/metrics/pipeline.ts';
import { makeCertificate } from '../support/certificate.ts';
import { anApiKey } from '../support/control-records.ts';
import { until } from '../support/eventually.ts';
import { startKafkaProxy } from '../support/proxy.ts';
import { noStack, testStack } from '../support/stack.ts';
import { jsonLines, tripline } from '../support/tripline.ts';
import { startWorker, type Worker } from '../support/worker.ts';

const EVENTS = 1000;
const POLICY = `version: 1
rules:
  - id: refunds
    description: Refunds are looked at.
    reason: A refund.
    when: { tool: refund }
    effect: hold
    examples: [{ expect: hold, tool: refund, kind: FUNCTION }]
  - id: no-shell
    description: No shell.
    when: { kind: SHELL }
    effect: deny
    examples: [{ expect: deny, tool: sh, kind: SHELL }]
`;

interface Answer {
  status: number;
  body: Record<string, unknown>;
}

async function setUp(t: TestContext) {
  const { kafkaBrokers } = testStack();
  const folder = mkdtempSync(join(tmpdir(), 'tripline-gateway-'));
  const topicPrefix = `gateway-${randomUUID()}.`;
  const topics = topicNames(topicPrefix);
  const kafka = createKafka({ brokers: kafkaBrokers, clientId: 'gateway-test' });
  const admin = await kafka.admin();
  await admin.createTopics(topicSpecs(topicPrefix, 3));
  const { certFile, keyFile } = makeCertificate(folder);
  const policyFile = join(folder, 'policy.yaml');
  writeFileSync(policyFile, POLICY);
  const ca = readFileSync(certFile, 'utf8');
  const env = {
    TRIPLINE_KAFKA_BROKERS: kafkaBrokers.join(','),
    TRIPLINE_KAFKA_TOPIC_PREFIX: topicPrefix,
    TRIPLINE_GATEWAY_PORT: '0',
    TRIPLINE_GATEWAY_HTTP_PORT: '0',
    TRIPLINE_GATEWAY_CERT_FILE: certFile,
    TRIPLINE_GATEWAY_KEY_FILE: keyFile,
    TRIPLINE_GATEWAY_POLICY_FILE: policyFile,
  };
  const cliEnv = {
    TRIPLINE_KAFKA_BROKERS: env.TRIPLINE_KAFKA_BROKERS,
    TRIPLINE_KAFKA_TOPIC_PREFIX: topicPrefix,
  };
  const workers: Worker[] = [];
  t.after(async () => {
    await Promise.all(workers.map((worker) => worker.kill()));
    await admin.deleteTopics(Object.values(topics));
    await admin.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { start, cli, ask, events, ca };

  /** A gateway process that is ready; resolves with its address. */
  async function start(): Promise<{ worker: Worker; url: string }> {
    const worker = startWorker({ name: 'gateway', env });
    workers.push(worker);
    await worker.ready();
    return { worker, url: String((await worker.says('takes requests'))['url']) };
  }

  async function cli(...args: string[]): Promise<Record<string, unknown>> {
    const { code, stdout, stderr } = await tripline(args, { env: cliEnv });
    assert.equal(code, 0, stderr);
    return jsonLines(stdout)[0] ?? {};
  }

  function ask(url: string, key: string, path: string, json?: unknown): Promise<Answer> {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    return new Promise((resolve, reject) => {
      const method = json === undefined ? 'GET' : 'POST';
      const sent = request(new URL(path, url), { method, headers, ca, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
          resolve({ status: response.statusCode ?? 0, body });
        });
      });
      sent.on('error', reject).end(json === undefined ? undefined : JSON.stringify(json));
    });
  }

  async function events(): Promise<TriplineEvent[]> {
    const found: TriplineEvent[] = [];
    for await (const { value } of kafka.read(topics.events)) found.push(decodeEvent(value));
    return found;
  }
}

test('events of an emitter arrive through the gateway once and whole; a key that is revoked counts for nothing at once', {
  skip: noStack,
  timeout: 120_000,
}, async (t) => {
  const { start, cli, ask, events, ca } = await setUp(t);
  const { worker, url } = await start();
  const made = await cli('apikey', 'create', '--tenant', 'acme', '--name', 'app', '--scope', 'events:write');
  const apiKey = String(made['key']);
  const emitter = createEmitter({
    application: 'app',
    tenant: 'acme',
    sampling: 'off',
    gateway: { url, apiKey, ca },
  });
  for (let index = 0; index < EVENTS; index++)
    emitter.output({ session_id: `s${index % 7}`, model: 'm', choices: [{ content: `${index} \ud800` }] });
  await emitter.flush();
  const arrived = await events();
  assert.equal(new Set(arrived.map(({ origin }) => origin.event_id)).size, EVENTS);
  assert.equal(arrived.length, EVENTS);
  const texts = arrived.map((event) =>
    event.type === 'output' ? decodeText(event.choices[0]?.content ?? Buffer.alloc(0)) : '',
  );
  assert.ok(texts.includes('7 \ud800'));
  const metrics = await worker.metrics();
  assert.equal(metrics.sum('tripline_gateway_events_total', { outcome: 'accepted' }), EVENTS);

  const event = { type: 'prompt', origin: { application: 'app' }, model: { name: 'm' } };
  assert.equal((await ask(url, apiKey, '/v1/events', event)).status, 200);
  await cli('apikey', 'revoke', String(made['key_id']));
  await until(async () => (await ask(url, apiKey, '/v1/events', event)).status === 401, {
    what: 'the key is refused',
  });
  await emitter.close(0);
  assert.equal((await worker.stop()).code, 0);
});

test('a held call survives the kill of its gateway and of its approver: approved on the command line, it runs once', {
  skip: noStack,
  timeout: 120_000,
}, async (t) => {
  const { start, cli, ask, events } = await setUp(t);
  const first = await start();
  const made = await cli('apikey', 'create', '--tenant', 'acme', '--name', 'agent', '--scope', 'gate:check');
  const key = String(made['key']);
  const origin = { application: 'agent', session_id: 's', call_id: 'c1' };
  const shell = {
    ...origin,
    call_id: 'c0',
    tool: { name: 'sh', kind: 'SHELL' },
    arguments: 'rm -rf /var/log',
  };
  const refund = { ...origin, tool: { name: 'refund', kind: 'FUNCTION' }, arguments: '{"amount":900}' };

  const denied = await ask(first.url, key, '/v1/gate', shell);
  assert.deepEqual([denied.status, denied.body['effect']], [200, 'DENY']);
  const phases = (await events()).map((event) => (event.type === 'tool' ? event.phase : event.type));
  assert.deepEqual(phases.toSorted(), ['DENIED', 'REQUESTED'], 'on the broker before the answer came');

  const held = await ask(first.url, key, '/v1/gate', refund);
  assert.equal(held.body['effect'], 'HOLD');
  const { hold_id } = held.body['hold'] as { hold_id: string };
  await first.worker.kill();

  const second = await start();
  const waits = ask(second.url, key, `/v1/gate/${String(held.body['id'])}?wait=60`);
  const approved = await cli('approvals', 'approve', hold_id, '--reason', 'seen', '--by', 'ada');
  assert.equal(approved['verdict'], 'APPROVED');
  assert.equal((await waits).body['state'], 'APPROVED');
  const allowed = await ask(second.url, key, '/v1/gate', refund);
  assert.deepEqual(
    [allowed.body['proceed'], allowed.body['approver'], allowed.body['id']],
    [true, 'ada', held.body['id']],
  );
  const outcome = { outcome: 'COMPLETED', arguments: refund.arguments, result: 'done' };
  assert.equal(
    (await ask(second.url, key, `/v1/gate/${String(held.body['id'])}/outcome`, outcome)).status,
    200,
  );
  const trail = (await events()).filter(
    (event) => event.origin.interaction_id === held.body['interaction_id'],
  );
  assert.deepEqual(
    trail.map((event) => (event.type === 'tool' ? event.phase : event.type)),
    ['REQUESTED', 'HELD', 'audit', 'APPROVED', 'COMPLETED'],
  );
  assert.equal((await second.worker.stop()).code, 0);
});

test('with Kafka cut off: 503 in time, not ready once that is known; with Kafka back it goes on by itself', {
  skip: noStack,
  timeout: 120_000,
}, async (t) => {
  const proxy = await startKafkaProxy();
  t.after(() => proxy.close());
  const topicPrefix = `gateway-${randomUUID()}.`;
  const kafka = createKafka({ brokers: [proxy.address], clientId: 'gateway-cut', deliveryTimeoutMs: 1000 });
  const admin = await createKafka({ brokers: testStack().kafkaBrokers, clientId: 'gateway-test' }).admin();
  await admin.createTopics(topicSpecs(topicPrefix, 1));
  const app = build({
    kafka,
    topicPrefix,
    engine: defaultEngine(),
    policy: { text: POLICY },
    registry: createRegistry(),
    logger: createLogger('gateway', 'fatal'),
    host: '127.0.0.1',
    port: 0,
    bodyBytes: 1024 * 1024,
    memoryBytes: 64 * 1024 * 1024,
    writeTimeoutMs: 1000,
  });
  await app.start();
  t.after(async () => {
    await app.stop();
    await admin.deleteTopics(Object.values(topicNames(topicPrefix)));
    await admin.close();
  });
  const parts = apiKeyOf(Buffer.alloc(8, 1), Buffer.alloc(32, 1));
  await app.control.put(
    anApiKey({ key_id: parts.key_id, secret_hash: hashSecret(parts.secret), rate_per_second: 1000 }),
  );
  const headers = { authorization: `Bearer ${formatApiKey(parts)}`, 'content-type': 'application/json' };
  const payload = JSON.stringify({ type: 'prompt', origin: { application: 'app' }, model: { name: 'm' } });
  const send = async () =>
    (await app.server.inject({ method: 'POST', url: '/v1/events', headers, payload })).statusCode;
  assert.equal(await send(), 200);
  for (const cut of [() => proxy.refuse(), async () => proxy.blackhole()]) {
    await cut();
    const started = performance.now();
    assert.equal(await send(), 503);
    assert.ok(performance.now() - started < 3000);
    await until(() => !app.isReady(), { what: 'it knows that it hears nothing', withinMs: 20_000 });
    await proxy.restore();
    await until(async () => (await send()) === 200, { what: 'events are taken again', withinMs: 30_000 });
    await until(() => app.isReady(), { what: 'it hears of keys again', withinMs: 30_000 });
  }
});
