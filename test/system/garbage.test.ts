/** What nobody can read, or nobody may: each record a dead letter with its reason, the stream going on, the sums right. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Kafka as KafkaClient, logLevel } from 'kafkajs';
import { decodeEvent, encodeRecord, MAX_RECORD_BYTES } from '../../services/core/events/codec.ts';
import { recordKey } from '../../services/core/events/record-key.ts';
import type { DeadLetter, EnrichedEvent } from '../../services/core/events/types.ts';
import { openLetter } from '../../services/core/evidence/letter.ts';
import { assertEachOnce, readCopies, readLetters } from '../support/evidence.ts';
import { aPrompt, type Garbage, garbage, recordOf } from '../support/garbage.ts';
import { createLedger, type Ledger } from '../support/ledger.ts';
import { openPipeline, type Pipeline } from '../support/pipeline.ts';
import { noStack, testStack } from '../support/stack.ts';
import { jsonLines, tripline } from '../support/tripline.ts';
import type { Worker } from '../support/worker.ts';

const KEY = Buffer.from('one partition');
const HEADERS = [{ key: 'traceparent', value: Buffer.from([0, 255]) }];
const DAY_MS = 86_400_000;
const LONG_AGO = Date.now() - 100 * DAY_MS;
const IN_2106 = Date.UTC(2106, 1, 7);

const ENRICHED: EnrichedEvent = {
  type: 'enriched',
  record: Buffer.alloc(0),
  findings: [],
  score: 0,
  source: { topic: 'llm.events', partition: 0, offset: 0, timestamp: Date.now() },
  detector: { version: '0', rules_digest: '0' },
};

describe('garbage', { skip: noStack }, () => {
  let pipeline: Pipeline;
  let detector: Worker;
  let indexer: Worker;
  let letters: DeadLetter[];
  const ledger: Ledger = createLedger(21);
  const onEvents = garbage(aPrompt(1));
  const onEnriched = enrichedGarbage();
  const late = aPrompt(2, LONG_AGO);
  const outOfTime = [aPrompt(3, IN_2106), late];

  before(async () => {
    pipeline = await openPipeline();
    ({ detector, indexer } = await pipeline.startBoth());
    const first = ledger.load(5);
    await pipeline.send(first);
    await pipeline.send(onEvents.map(({ value }) => ({ key: KEY, value, headers: HEADERS })));
    await sendNull(pipeline.topics.events);
    await pipeline.send(outOfTime.map((event) => ({ key: KEY, value: encodeRecord(event) })));
    await pipeline.send([largest(ledger)]);
    await pipeline.send(
      onEnriched.map(({ value }) => ({ key: KEY, value })),
      pipeline.topics.enriched,
    );
    await pipeline.send(ledger.load(5));
    await pipeline.settled([detector, indexer]);
    letters = await readLetters(pipeline);
  });
  after(() => pipeline.close());

  const ofStage = (stage: string) => letters.filter((letter) => letter.stage === stage);

  test('what came before and after is indexed, the largest record whole', () =>
    assertEachOnce(pipeline, ledger));

  test('each record of garbage is a dead letter with its reason and its exact bytes', () => {
    const byDigest = new Map(
      letters.map((letter) => [openLetter(pipeline.keyring, letter).value?.toString('latin1'), letter]),
    );
    for (const { what, value, reason } of [...onEvents, ...onEnriched])
      assert.equal(byDigest.get(value.toString('latin1'))?.reason, reason, what);
    assert.equal(letters.length, onEvents.length + 1 + onEnriched.length + outOfTime.length);
  });

  test('a letter holds key and headers too, and tells a null value from an empty one', () => {
    const empty = ofStage('DETECTOR').filter(({ reason }) => reason === 'RECORD_EMPTY');
    const originals = empty.map((letter) => openLetter(pipeline.keyring, letter));
    assert.deepEqual(new Set(originals.map(({ value }) => value?.length)), new Set([0, undefined]));
    assert.ok(originals.every(({ key }) => key?.equals(KEY)));
    assert.ok(originals.some(({ headers }) => headers[0]?.value?.equals(HEADERS[0]?.value ?? KEY)));
  });

  test('an id out of its time is named by its letter', () => {
    const found = letters.filter(({ reason }) => reason === 'TIME_OUT_OF_RANGE');
    assert.deepEqual(
      new Set(found.map(({ event_id }) => event_id)),
      new Set(outOfTime.map(({ origin }) => origin.event_id)),
    );
    assert.ok(found.every(({ stage }) => stage === 'INDEXER'));
  });

  test('the sums of both stages add up', async () => {
    for (const [worker, topic] of [
      [detector, pipeline.topics.events],
      [indexer, pipeline.topics.enriched],
    ] as const) {
      const metrics = await worker.metrics();
      const settled = metrics.by('tripline_records_settled_total', 'outcome');
      const own = ofStage(worker.name.toUpperCase());
      const all = await pipeline.size(topic);
      assert.equal(metrics.sum('tripline_records_received_total'), all);
      assert.equal(
        Object.values(settled).reduce((sum, count) => sum + count, 0),
        all,
      );
      assert.equal(settled['dead_lettered'], own.length);
      const reasons = Object.entries(metrics.by('tripline_dead_letters_total', 'reason'));
      const wanted = Map.groupBy(own, ({ reason }) => reason);
      assert.deepEqual(
        new Map(reasons.filter(([, count]) => count > 0)),
        new Map([...wanted].map(([reason, some]) => [reason, some.length])),
      );
    }
  });

  test('dlq list, by table and by line, with its filters', async () => {
    const { env } = pipeline;
    const table = await tripline(['dlq', 'list'], { env });
    assert.equal(table.code, 0, table.stderr);
    assert.equal(table.stdout.toString().trim().split('\n').length, letters.length + 1);
    const all = jsonLines((await tripline(['dlq', 'list', '--json'], { env })).stdout);
    assert.deepEqual(idsOf(all), idsOf(letters));
    assert.ok(all.every((letter) => !('sealed' in letter)));
    const args = ['--stage', 'indexer', '--reason', 'time_out_of_range'];
    const some = jsonLines((await tripline(['dlq', 'list', '--json', ...args], { env })).stdout);
    assert.deepEqual(idsOf(some), idsOf(letters.filter(({ reason }) => reason === 'TIME_OUT_OF_RANGE')));
  });

  test('dlq show tells of a letter, and with --raw gives back its bytes', async () => {
    const { env } = pipeline;
    const large = letters.find(({ reason, stage }) => reason === 'RECORD_TOO_LARGE' && stage === 'DETECTOR');
    const id = large?.letter_id ?? '';
    const shown = await tripline(['dlq', 'show', id], { env });
    const told = JSON.parse(shown.stdout.toString()) as Record<string, unknown>;
    assert.deepEqual([told['letter_id'], told['size']], [id, MAX_RECORD_BYTES + 1]);
    const raw = await tripline(['dlq', 'show', id, '--raw'], { env });
    assert.ok(raw.stdout.equals(onEvents.at(-1)?.value ?? Buffer.alloc(0)));
    const nobody = await tripline(['dlq', 'show', '0'.repeat(32)], { env });
    assert.deepEqual([nobody.code, nobody.stdout.length], [1, 0]);
    assert.match(nobody.stderr, /No dead letter has that id/);
  });

  test('dlq replay needs to be told what', async () => {
    const { env } = pipeline;
    for (const args of [[], ['--all', 'abc']])
      assert.equal((await tripline(['dlq', 'replay', ...args], { env })).code, 2);
    const none = await tripline(['dlq', 'replay', '--all', '--reason', 'STAGE_FAILED'], { env });
    assert.equal(none.code, 1, none.stderr);
  });

  test('a replayed letter whose fault is gone is indexed; one whose fault is not is a letter again', async () => {
    assert.deepEqual(await indexer.stop(), { code: 0, signal: null });
    indexer = pipeline.start('indexer', { TRIPLINE_RETENTION_DAYS: '365' });
    const reason = ['--reason', 'TIME_OUT_OF_RANGE'];
    const answer = await tripline(['dlq', 'replay', '--all', ...reason, '--why', 'clock mended'], {
      env: pipeline.env,
    });
    assert.deepEqual(jsonLines(answer.stdout), [{ replayed: 2 }], answer.stderr);
    await pipeline.settled([detector, indexer]);
    const [stored] = await readCopies(pipeline, 'masked', [late.origin.event_id], ['event_type']);
    assert.equal(stored?.source['event_type'], 'prompt');
    const again = (await readLetters(pipeline))
      .slice()
      .filter(({ reason: why }) => why === 'TIME_OUT_OF_RANGE');
    assert.equal(again.length, 3);
    const audits = await pipeline.elasticsearch.search({
      index: `${pipeline.indexPrefix}-masked`,
      query: { term: { action: 'REPLAY' } },
    });
    assert.equal(audits.total, 1);
    assert.equal(audits.hits[0]?.source['reason'], 'clock mended');
  });
});

/** What is garbage on llm.enriched, where only the detector should write. */
function enrichedGarbage(): Garbage[] {
  const around = (record: Buffer): Buffer => encodeRecord({ ...ENRICHED, record });
  const inner = garbage(aPrompt(4)).map(({ what, value, reason }) => ({
    what: `enriched: ${what}`,
    value: around(value),
    reason,
  }));
  const sound = around(encodeRecord(aPrompt(5)));
  return [
    ...inner,
    { what: 'nothing', value: Buffer.alloc(0), reason: 'RECORD_EMPTY' },
    { what: 'random bytes', value: Buffer.from('no record'), reason: 'RECORD_UNKNOWN_SCHEMA' },
    { what: 'an event nobody enriched', value: encodeRecord(aPrompt(6)), reason: 'RECORD_UNKNOWN_SCHEMA' },
    { what: 'a cut one', value: sound.subarray(0, -3), reason: 'RECORD_MALFORMED' },
  ];
}

function largest(ledger: Ledger) {
  const value = recordOf(MAX_RECORD_BYTES);
  assert.equal(value.length, 8_388_608);
  const event = decodeEvent(value);
  assert.ok(ledger.enter(event).value.equals(value));
  return { key: recordKey(event.origin), value };
}

/** A tombstone: our own producer cannot write one. */
async function sendNull(topic: string): Promise<void> {
  const client = new KafkaClient({ brokers: testStack().kafkaBrokers, logLevel: logLevel.NOTHING });
  const producer = client.producer();
  await producer.connect();
  await producer.send({ topic, messages: [{ key: KEY, value: null }] });
  await producer.disconnect();
}

function idsOf(letters: readonly { letter_id?: unknown }[]): string[] {
  return letters.map(({ letter_id }) => String(letter_id)).toSorted();
}
