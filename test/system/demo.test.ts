import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Registry } from 'prom-client';
import * as fakes from '../../services/cli/demo/fakes.ts';
import { type Played, play } from '../../services/cli/demo/play.ts';
import { SHOWN, scenario } from '../../services/cli/demo/scenario.ts';
import { settle } from '../../services/cli/demo/settle.ts';
import { documentsOf, promptCapture, repeatedQuestions } from '../../services/cli/demo/summary.ts';
import { countIndices } from '../../services/cli/demo/sums.ts';
import { findTrail } from '../../services/cli/trail/find-trail.ts';
import { printTrail } from '../../services/cli/trail/print-trail.ts';
import { defaultEngine } from '../../services/core/detection/default-engine.ts';
import type { TriplineError } from '../../services/core/errors.ts';
import { formatEmitterKey } from '../../services/core/evidence/emitter-key.ts';
import { createKeyring, newKeyFile } from '../../services/core/evidence/keyring.ts';
import { build as buildDetector } from '../../services/detector/app.ts';
import { createEmitter } from '../../services/emitter/index.ts';
import { build as buildIndexer } from '../../services/indexer/app.ts';
import { createMemoryElasticsearch } from '../../services/platform/elasticsearch/memory.ts';
import { readTemplates } from '../../services/platform/elasticsearch/templates.ts';
import { createMemoryKafka } from '../../services/platform/kafka/memory.ts';
import { topicNames, topicSpecs } from '../../services/platform/kafka/topics.ts';
import { createLogger } from '../../services/platform/log/logger.ts';

const TENANT = 'demo';
const PREFIX = 'tripline';
const topics = topicNames();
const signal = new AbortController().signal;

describe("the demo's scenario, on Kafka and Elasticsearch in memory", () => {
  const kafka = createMemoryKafka({ maxRecordBytes: 16 * 1024 * 1024 });
  const elasticsearch = createMemoryElasticsearch();
  const keyring = createKeyring(newKeyFile(new Date()));
  const logs: string[] = [];
  const logger = createLogger('demo', 'trace', { write: (line: string) => void logs.push(line) });
  const common = { kafka, topics, keyring, logger, concurrency: 3, sessionTimeoutMs: 6000 };
  const detector = buildDetector({
    ...common,
    registry: new Registry(),
    groupId: 'detector',
    engine: defaultEngine(),
  });
  const indexer = buildIndexer({
    ...common,
    elasticsearch,
    registry: new Registry(),
    groupId: 'indexer',
    templates: readTemplates({ prefix: PREFIX, shards: 1, replicas: 0 }),
    indexPrefix: PREFIX,
    limits: { bytes: 5_242_880, documents: 500 },
    retentionDays: 90,
  });
  const said: string[] = [];
  let played: Played;
  const ids = () => played.interactions.map((one) => one.id);
  const idOf = (title: string) => played.interactions.find((one) => one.case.title === title)?.id ?? '';
  const documents = (kind: string, of = ids()) => documentsOf(elasticsearch, `${PREFIX}-${kind}`, of);

  before(async () => {
    const admin = await kafka.admin();
    await admin.createTopics(topicSpecs('', 3));
    await Promise.all([detector.start(), indexer.start()]);
    const emitter = createEmitter({
      application: 'support-agent',
      tenant: TENANT,
      environment: 'test',
      kafka,
      key: formatEmitterKey(TENANT, keyring.derive('emitter', TENANT)),
    });
    played = await play(
      scenario('test'),
      { emitter, kafka, topics },
      null,
      (line) => void said.push(line),
      signal,
    );
    const stages = [
      { name: 'detector' as const, log: '', topic: topics.events, groupId: 'detector' },
      { name: 'indexer' as const, log: '', topic: topics.enriched, groupId: 'indexer' },
    ];
    await settle(admin, stages, signal, 20_000);
  });
  after(async () => {
    await Promise.all([detector.stop(), indexer.stop()]);
  });

  for (const one of scenario('test').filter(({ expected }) => expected.length > 0)) {
    test(`${one.title}: ${one.expected.join(' and ')} found`, async () => {
      const found = new Set((await documents('findings', [idOf(one.title)])).map((each) => each['category']));
      for (const category of one.expected)
        assert.ok(found.has(category), `found only ${[...found].join(', ')}`);
    });
  }

  test('every event emitted is once in raw and once in masked', async () => {
    const { emitted, acknowledged } = played;
    assert.ok(emitted > 50, `${emitted} events`);
    assert.equal(acknowledged, emitted);
    const counts = await countIndices(elasticsearch, PREFIX, ids());
    assert.deepEqual(counts.slice(0, 2), [
      { kind: 'raw', documents: emitted },
      { kind: 'masked', documents: emitted },
    ]);
  });

  test('no card, key, number or address of the scenario is in masked, findings or a log', async () => {
    const stored = JSON.stringify([await documents('masked'), await documents('findings'), logs]);
    const secrets = [
      fakes.CARD,
      fakes.API_KEY,
      fakes.CEO_EMAIL,
      fakes.PATIENT_SSN,
      fakes.ssn(0),
      fakes.ssn(11),
    ];
    for (const [index, secret] of secrets.entries()) assert.ok(!stored.includes(secret), `secret ${index}`);
  });

  test('the deletion in /var/log: asked, denied on screen and not run, on record', async () => {
    assert.ok(said.some((line) => /run_shell denied, and not run: .*policy no-deletion-of-logs/.test(line)));
    const trail = await findTrail(elasticsearch, PREFIX, idOf(SHOWN));
    const tools = trail.events.filter((event) => event['event_type'] === 'tool');
    assert.deepEqual(
      tools.map((event) => event['phase']),
      ['REQUESTED', 'DENIED', 'REQUESTED', 'COMPLETED'],
    );
    const lines = printTrail(trail).join('\n');
    for (const part of [
      'Write a script to delete files in /var/log',
      'rm -rfv /var/log/*',
      'no-deletion-of-logs',
      'app.log',
    ])
      assert.ok(lines.includes(part), part);
  });

  test('a refund within the limit runs at once, one over it after a person said so on screen', async () => {
    assert.ok(said.some((line) => /refund held: .*policy large-refund/.test(line)));
    assert.ok(said.some((line) => /refund approved by sam\.okafor/.test(line)));
    const refunds = await documents('masked', [idOf('A refund within the limit, and one over it')]);
    const phases = refunds.filter((event) => event['event_type'] === 'tool').map((event) => event['phase']);
    assert.deepEqual(phases, ['REQUESTED', 'COMPLETED', 'REQUESTED', 'HELD', 'APPROVED', 'COMPLETED']);
    const audit = refunds.find((event) => event['event_type'] === 'audit');
    assert.deepEqual([audit?.['action'], audit?.['by'] === undefined], ['APPROVE', false]);
  });

  test('every event of an interaction but its first has its parent in it', async () => {
    const byId = new Map((await documents('masked')).map((event) => [event['event_id'], event]));
    const roots = [...byId.values()].filter((event) => {
      const parent = byId.get(event['parent_event_id']);
      return parent === undefined || parent['interaction_id'] !== event['interaction_id'];
    });
    assert.deepEqual(new Set(roots.map((event) => event['event_type'])), new Set(['prompt']));
    assert.equal(roots.length, played.interactions.length);
  });

  test('an event id leads to the trail of its interaction', async () => {
    const trail = await findTrail(elasticsearch, PREFIX, idOf(SHOWN));
    const byEvent = await findTrail(elasticsearch, PREFIX, String(trail.events[2]?.['event_id']));
    assert.deepEqual(byEvent, trail);
  });

  test('a session id leads to the trails of the session', async () => {
    const trail = await findTrail(elasticsearch, PREFIX, 'care-1-test');
    assert.equal(new Set(trail.events.map((event) => event['interaction_id'])).size, 2);
  });

  test('an id of nothing is NOT_FOUND, and is repeated only where it is one of ours by form', async () => {
    for (const [id, shown] of [
      ['nothing', true],
      ['no\u001b[2Jthing', false],
    ] as const)
      await assert.rejects(findTrail(elasticsearch, PREFIX, id), (error: TriplineError) => {
        assert.equal(error.code, 'NOT_FOUND');
        assert.equal(error.message.includes(id), shown);
        return true;
      });
  });

  test('failed calls of the model and of tools are on record', async () => {
    const masked = await documents('masked');
    const failed = masked.filter((event) => event['status'] === 'FAILED');
    assert.deepEqual(
      failed.map((event) => event['complete']),
      [false, false],
    );
    const tools = masked.filter((event) => event['phase'] === 'FAILED');
    assert.deepEqual(tools.map((event) => (event['error'] as { type: string }).type).sort(), [
      'HttpError',
      'TimeoutError',
    ]);
  });

  test('a question asked three times is seen as such', async () => {
    const [most] = repeatedQuestions(await documents('masked'));
    assert.equal(most?.count, 3);
  });

  test('general users leave stubs, privileged ones never', async () => {
    const masked = await documents('masked');
    assert.ok(promptCapture(masked).stubs > 0);
    const stubs = masked.filter((event) => event['capture'] === 'STUB');
    const roles = new Set(stubs.map((event) => (event['actor'] as { role: string }).role));
    for (const role of ['admin', 'developer', 'finance']) assert.ok(!roles.has(role), role);
  });
});
