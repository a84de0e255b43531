import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { decodeRecord, encodeRecord } from '../../../services/core/events/codec.ts';
import type { DeadLetter, FindingEvent } from '../../../services/core/events/types.ts';
import { openLetter } from '../../../services/core/evidence/letter.ts';
import { createSealer } from '../../../services/core/evidence/seal.ts';
import type { createMemoryElasticsearch } from '../../../services/platform/elasticsearch/memory.ts';
import type { ItemResult } from '../../../services/platform/elasticsearch/port.ts';
import {
  DAY,
  enriched,
  eventId,
  finding,
  type Harness,
  keyring,
  NOW,
  origin,
  prompt,
  startHarness,
  topics,
} from './harness.ts';

const HOUR = 3_600_000;
type Memory = ReturnType<typeof createMemoryElasticsearch>;

describe('indexer', () => {
  let run: Harness<Memory>;
  beforeEach(async () => {
    run = await startHarness();
  });
  afterEach(() => run.stop());

  const stored = async (copy: string, id: string) =>
    (await run.elasticsearch.getMany([{ index: `tripline-${copy}-${DAY}`, id }]))[0]?.source;
  const all = async (copy: string) =>
    (await run.elasticsearch.search({ index: `tripline-${copy}`, query: { match_all: {} }, size: 20_000 }))
      .hits;
  const letters = async (): Promise<DeadLetter[]> => {
    const found: DeadLetter[] = [];
    for await (const { value } of run.kafka.read(topics.deadLetters))
      found.push(decodeRecord(value) as DeadLetter);
    return found;
  };

  test('an event is stored raw, masked, and finding by finding', async () => {
    const event = prompt('mail ann@example.com please', { tags: [{ key: 'team', value: 'blue' }] });
    const id = event.origin.event_id;
    const found = finding({ start: 5, end: 20 });
    await run.index([enriched(event, { findings: [found] })]);

    const raw = await stored('raw', id);
    assert.deepEqual(raw?.['actor'], { user_id: 'ann', role: 'agent', department: null });
    assert.deepEqual(raw['enriched'], { partition: 0, offset: 0 });
    assert.equal(raw['@timestamp'], '2026-03-01T12:00:00.000000Z');
    const opened = createSealer(keyring).open(Buffer.from(String(raw['sealed']), 'base64'), {
      tenant: 'acme',
      event_id: id,
      field: 'raw',
    });
    assert.ok(opened.equals(encodeRecord(event)));

    const masked = (await stored('masked', id)) ?? {};
    const [message] = masked['messages'] as { content: string }[];
    assert.match(message?.content ?? '', /^mail \[EMAIL:[a-p]{16}\] please$/);
    assert.match((masked['actor'] as { user_id: string }).user_id, /^\[USER:[a-p]{16}\]$/);
    assert.match((masked['device'] as { ip: string }).ip, /^\[IP:[a-p]{16}\]$/);
    assert.deepEqual({ ...(masked['tags'] as object) }, { team: 'blue' });
    assert.equal(masked['question'], message?.content);
    assert.deepEqual(masked['findings'], {
      count: 1,
      severity: 'MEDIUM',
      categories: ['PII'],
      types: ['email'],
      rules: ['email'],
    });
    assert.equal(masked['source_digest'], raw['source_digest']);
    assert.equal(masked['identity_salt'], undefined);

    const document = await stored('findings', found.finding_id);
    assert.equal(document?.['masked_start'], 5);
    assert.equal(document?.['masked_end'], 5 + '[EMAIL:abcdefghijklmnop]'.length);
    assert.equal(document?.['event_id'], id);
    assert.deepEqual(document?.['actor'], masked['actor']);
    assert.deepEqual(await run.counts(), { received: 1, indexed: 1, duplicate: 0, dead_lettered: 0 });
  });

  test('a redelivery is a duplicate: the first write stands for all three copies', async () => {
    const event = prompt('same');
    const again = { ...event, origin: { ...event.origin, emitter: null } };
    await run.index([enriched(event)]);
    const otherRules = { version: '2', rules_digest: 'e' };
    await run.index([enriched(event), enriched(again, { findings: [finding()], detector: otherRules })]);
    assert.equal((await all('raw')).length, 1);
    assert.equal((await all('findings')).length, 0);
    assert.deepEqual(await run.counts(), { received: 3, indexed: 1, duplicate: 2, dead_lettered: 0 });
    assert.deepEqual(await letters(), []);
  });

  test('the same event twice in one batch is stored once', async () => {
    const event = prompt('twice');
    await run.index([enriched(event), enriched(event)]);
    assert.deepEqual(await run.counts(), { received: 2, indexed: 1, duplicate: 1, dead_lettered: 0 });
  });

  test('an interrupted write of our own is finished', async () => {
    const value = enriched(prompt('interrupted ann@example.com'), {
      findings: [finding({ start: 12, end: 27 })],
    });
    run.elasticsearch.faults.onOperation = ({ index }) => (index.includes('masked') ? unavailable : null);
    await run.send([value]);
    await until(() => run.waits.length > 3);
    assert.equal((await all('raw')).length, 1);
    assert.equal((await all('masked')).length, 0);
    await run.stop();

    const { elasticsearch } = run;
    run = await startHarness(elasticsearch);
    elasticsearch.faults.onOperation = () => null;
    await run.index([value]);
    assert.equal((await all('masked')).length, 1);
    assert.equal((await all('findings')).length, 1);
    assert.deepEqual(await run.counts(), { received: 1, indexed: 1, duplicate: 0, dead_lettered: 0 });
  });

  test('another event under a stored id is a finding and a dead letter; what stood is untouched', async () => {
    const first = prompt('first');
    const forged = prompt('forged', { event_id: first.origin.event_id });
    await run.index([enriched(first)]);
    const before = await stored('raw', first.origin.event_id);
    await run.index([enriched(forged)]);
    assert.deepEqual(await stored('raw', first.origin.event_id), before);
    const [found] = await all('findings');
    assert.equal(found?.source['category'], 'INTEGRITY');
    assert.equal(found?.source['event_id'], first.origin.event_id);
    const [letter] = await letters();
    assert.equal(letter?.reason, 'INTEGRITY_CONFLICT');
    assert.equal(letter?.event_id, first.origin.event_id);
    assert.deepEqual(await run.counts(), { received: 2, indexed: 1, duplicate: 0, dead_lettered: 1 });
  });

  test('what cannot be read is a sealed dead letter with its reason, and stops nothing', async () => {
    const tooEarly = prompt('old', { event_id: eventId(NOW - 91 * 24 * HOUR) });
    const tooLate = prompt('ahead', { event_id: eventId(NOW + 49 * HOUR) });
    const farFuture = prompt('2106', { event_id: eventId(Date.parse('2106-01-01T00:00:00Z')) });
    const inner = Buffer.from([0xc3, 0x01, 1, 2, 3]);
    const bad: [Buffer | null, string][] = [
      [Buffer.from('canary garbage'), 'RECORD_UNKNOWN_SCHEMA'],
      [encodeRecord(prompt('not enriched')), 'RECORD_UNKNOWN_SCHEMA'],
      [enriched(prompt('x'), { record: inner }), 'RECORD_UNKNOWN_SCHEMA'],
      [enriched(prompt('x'), { record: Buffer.alloc(0) }), 'RECORD_EMPTY'],
      [enriched(prompt('x'), { record: Buffer.alloc(8_388_609) }), 'RECORD_TOO_LARGE'],
      [enriched(prompt('x', { event_id: 'not an id' })), 'RECORD_INVALID'],
      [enriched(tooEarly), 'TIME_OUT_OF_RANGE'],
      [enriched(tooLate), 'TIME_OUT_OF_RANGE'],
      [enriched(farFuture), 'TIME_OUT_OF_RANGE'],
      [encodeRecord(findingEvent({ event_id: 'not an id' })), 'RECORD_INVALID'],
    ];
    await run.index([...bad.map(([value]) => value), enriched(prompt('good'))]);
    const found = await letters();
    assert.deepEqual(
      found.map((letter) => letter.reason).toSorted(),
      bad.map(([, reason]) => reason).toSorted(),
    );
    assert.ok(found.every((letter) => letter.stage === 'INDEXER' && letter.source.topic === topics.enriched));
    const garbage = found.find((letter) => letter.source.offset === 0);
    assert.ok(garbage && openLetter(keyring, garbage).value?.equals(Buffer.from('canary garbage')));
    assert.equal((await all('raw')).length, 1);
    assert.deepEqual(await run.counts(), { received: 11, indexed: 1, duplicate: 0, dead_lettered: 10 });
    assert.ok(!run.logs.join().includes('canary'));
  });

  test('a finding that Elasticsearch refused is made good by the replay', async () => {
    const event = prompt('write to jane@example.org');
    const record = enriched(event, { findings: [finding()] });
    run.elasticsearch.faults.onOperation = ({ index }) => (index.includes('findings') ? rejected : null);
    await run.index([record]);
    assert.deepEqual(await run.counts(), { received: 1, indexed: 0, duplicate: 0, dead_lettered: 1 });
    run.elasticsearch.faults.onOperation = () => null;
    await run.index([record]);
    assert.equal((await all('findings')).length, 1);
    await run.index([record]);
    assert.deepEqual(await run.counts(), { received: 3, indexed: 1, duplicate: 1, dead_lettered: 1 });
  });

  test('the edge of the retention window is inside', async () => {
    const edges = [NOW - 90 * 24 * HOUR, NOW + 48 * HOUR].map((time) =>
      enriched(prompt('edge', { event_id: eventId(time) })),
    );
    await run.index(edges);
    assert.deepEqual(await run.counts(), { received: 2, indexed: 2, duplicate: 0, dead_lettered: 0 });
  });

  test('a rejected document sets its record aside alone', async () => {
    const [bad, good] = [prompt('bad'), prompt('good')];
    for (const copy of ['raw', 'masked']) {
      run.elasticsearch.faults.onOperation = ({ index, id }) =>
        index.includes(copy) && id === bad.origin.event_id ? rejected : null;
      await run.index([enriched(bad), enriched(good)]);
    }
    const found = await letters();
    assert.deepEqual(
      found.map(({ reason, event_id }) => [reason, event_id]),
      [
        ['DOCUMENT_REJECTED', bad.origin.event_id],
        ['DOCUMENT_REJECTED', bad.origin.event_id],
      ],
    );
    assert.match(found[0]?.detail ?? '', /document_parsing_exception/);
    assert.deepEqual(await run.counts(), { received: 4, indexed: 1, duplicate: 1, dead_lettered: 2 });

    run.elasticsearch.faults.onOperation = () => null;
    await run.index([enriched(bad), enriched(bad)]);
    assert.notEqual(await stored('masked', bad.origin.event_id), undefined, 'a replay makes it good');
    assert.deepEqual(await run.counts(), { received: 6, indexed: 2, duplicate: 2, dead_lettered: 2 });
  });

  const outages: [string, (faults: Memory['faults'], on: boolean) => void][] = [
    ['away', (faults, on) => (faults.away = on)],
    ['read-only', (faults, on) => (faults.readOnly = on)],
    ['at its shard limit', (faults, on) => (faults.maxIndices = on ? 0 : 100)],
    ['losing answers', (faults, on) => (faults.loseAnswers = on)],
  ];
  for (const [what, set] of outages) {
    test(`with Elasticsearch ${what} the stream waits, backs off, and loses nothing`, async () => {
      set(run.elasticsearch.faults, true);
      const values = Array.from({ length: 5 }, (_, index) => enriched(prompt(`event ${index}`)));
      await run.send(values);
      await until(() => run.waits.length >= 10);
      assert.equal(
        (await run.registry.getSingleMetric('tripline_stage_waiting')?.get())?.values[0]?.value,
        1,
      );
      assert.deepEqual(run.waits.slice(0, 9), [100, 200, 400, 800, 1600, 3200, 6400, 10_000, 10_000]);
      assert.deepEqual(await run.counts(), { received: 0, indexed: 0, duplicate: 0, dead_lettered: 0 });
      set(run.elasticsearch.faults, false);
      await run.committed(5);
      assert.equal((await all('raw')).length, 5);
      assert.equal((await all('masked')).length, 5);
      assert.deepEqual(await letters(), []);
      assert.deepEqual(await run.counts(), { received: 5, indexed: 5, duplicate: 0, dead_lettered: 0 });
      assert.equal(
        (await run.registry.getSingleMetric('tripline_stage_waiting')?.get())?.values[0]?.value,
        0,
      );
    });
  }

  test('a bulk that is too large is split; a document too large alone is set aside', async () => {
    run.elasticsearch.faults.maxRequestBytes = 20_000;
    const small = Array.from({ length: 40 }, (_, index) => enriched(prompt(`event ${index}`)));
    await run.index([...small, enriched(prompt(randomText(40_000)))]);
    assert.equal((await all('masked')).length, 40);
    assert.deepEqual(
      (await letters()).map((letter) => letter.reason),
      ['DOCUMENT_REJECTED'],
    );
    assert.deepEqual(await run.counts(), { received: 41, indexed: 40, duplicate: 0, dead_lettered: 1 });
  });

  test('findings about no single record are stored by themselves, once', async () => {
    const event = findingEvent({ findings: [finding({ category: 'INTEGRITY', type: 'gap' }), finding()] });
    await run.index([encodeRecord(event), encodeRecord(event)]);
    assert.equal((await all('findings')).length, 2);
    assert.equal((await all('raw')).length, 0);
    assert.deepEqual(await run.counts(), { received: 2, indexed: 1, duplicate: 1, dead_lettered: 0 });
  });

  test('a masked finding that has no place in the event masks every text of it', async () => {
    const event = prompt('canary secret');
    await run.index([enriched(event, { findings: [finding({ path: '/messages/9/content' })] })]);
    const masked = JSON.stringify(await stored('masked', event.origin.event_id));
    assert.ok(!masked.includes('canary'));
    assert.match(masked, /\[MASKED:[a-p]{16}\]/);
  });

  test('canaries that findings name are in no masked document, whatever field they stand in', async () => {
    const canary = 'canary-4111';
    const event = prompt(canary, {
      session_id: canary,
      tenant: canary,
      application: canary,
      use_case: canary,
      actor: { user_id: canary, role: canary, department: canary },
      device: { id: canary, ip: canary, user_agent: canary },
      tags: [{ key: canary, value: canary }],
      attributes: [{ key: 'a', value: canary }],
      emitter: { name: canary, version: canary, instance: canary, sequence: 1 },
    });
    event.content_digest = canary;
    event.parameters = Buffer.from(`{"stop": "${canary}"}`);
    const paths = [
      '/messages/0/content',
      '/origin/session_id',
      '/origin/tenant',
      '/origin/application',
      '/origin/use_case',
      '/origin/actor/role',
      '/origin/actor/department',
      '/origin/tags/0/key',
      '/origin/tags/0/value',
      '/origin/attributes/0/value',
      '/origin/emitter/name',
      '/origin/emitter/version',
      '/origin/emitter/instance',
    ];
    const findings = [
      ...paths.map((path) => finding({ path, end: canary.length })),
      finding({ path: '/parameters', start: 10, end: 10 + canary.length }),
    ];
    await run.index([enriched(event, { findings })]);
    for (const copy of ['masked', 'findings']) {
      const documents = await all(copy);
      assert.ok(documents.length > 0);
      assert.ok(!JSON.stringify(documents).includes(canary), copy);
    }
    assert.ok(!run.logs.join().includes(canary));
    assert.ok(!(await run.registry.metrics()).includes(canary));
  });

  test('hostile keys and entries do not reject a document', async () => {
    const keys = [
      '',
      '.',
      '__proto__',
      'constructor',
      'a\0b',
      'k'.repeat(40_000),
      '\ud800',
      'twice',
      'twice',
    ];
    const event = prompt('x', { tags: keys.map((key, index) => ({ key, value: String(index) })) });
    await run.index([enriched(event)]);
    const tags = (await stored('masked', event.origin.event_id))?.['tags'] as Record<string, unknown>;
    assert.deepEqual(tags['twice'], ['7', '8']);
    assert.equal(Object.getOwnPropertyDescriptor(tags, '__proto__')?.value, '2');
    assert.equal(Object.keys(tags).filter((key) => /^\[KEY:[a-p]{16}\]$/.test(key)).length, 2);
  });

  test('ten thousand findings of one event are ten thousand documents', async () => {
    const text = 'a@b.c '.repeat(10_000);
    const findings = Array.from({ length: 10_000 }, (_, index) =>
      finding({ start: index * 6, end: index * 6 + 5 }),
    );
    await run.index([enriched(prompt(text), { findings })]);
    assert.equal((await all('findings')).length, 10_000);
  });
});

test('stopping while Elasticsearch is away ends soon and commits nothing', async () => {
  const run = await startHarness();
  run.elasticsearch.faults.away = true;
  await run.send([enriched(prompt('x'))]);
  await until(() => run.waits.length > 2);
  await run.stop();
  assert.deepEqual(await run.counts(), { received: 0, indexed: 0, duplicate: 0, dead_lettered: 0 });
});

const unavailable: ItemResult = {
  outcome: 'unavailable',
  status: 503,
  errorType: 'unavailable_shards_exception',
};
const rejected: ItemResult = { outcome: 'rejected', status: 400, errorType: 'document_parsing_exception' };

function findingEvent(over: Partial<FindingEvent> = {}): FindingEvent {
  const { interaction_id, session_id, tenant, application, environment, event_id } = origin();
  return {
    type: 'finding',
    event_id,
    about_event_ids: [event_id],
    interaction_id,
    session_id,
    tenant,
    application,
    environment,
    occurred_at: NOW * 1000,
    findings: [finding()],
    score: 2,
    source: { topic: 'llm.events', partition: 0, offset: 7, timestamp: NOW },
    detector: { version: '1', rules_digest: 'd' },
    ...over,
  };
}

function randomText(length: number): string {
  let state = 7;
  return Array.from({ length }, () =>
    String.fromCharCode(33 + ((state = (state * 48_271) % 2_147_483_647) % 90)),
  ).join('');
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
