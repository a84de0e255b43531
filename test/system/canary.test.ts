/** Secrets planted in every string that can come from outside: none of them is ever seen again outside the seals. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { defaultEngine } from '../../services/core/detection/default-engine.ts';
import { encodeRecord } from '../../services/core/events/codec.ts';
import { renderEvent } from '../../services/core/events/render.ts';
import type { EventType, PromptEvent, TriplineEvent } from '../../services/core/events/types.ts';
import { isMasked } from '../../services/core/evidence/mask.ts';
import type { Copy } from '../../services/platform/elasticsearch/templates.ts';
import type { OutgoingRecord } from '../../services/platform/kafka/port.ts';
import { seeded } from '../bench/seeded.ts';
import { betrayedIn, CANARIES, type Canary, stringsIn } from '../support/canaries.ts';
import { assertEachOnce, readLetters } from '../support/evidence.ts';
import { createLedger } from '../support/ledger.ts';
import { openPipeline, type Pipeline } from '../support/pipeline.ts';
import { noStack } from '../support/stack.ts';
import type { Worker } from '../support/worker.ts';
import { everything, generateRecord } from '../unit/core/events/generated-record.ts';

const TYPES: EventType[] = ['prompt', 'output', 'tool', 'feedback', 'audit'];
const DAY_MS = 86_400_000;
/** What only the seal and the masked copy may hold. */
const CONTENT = [
  'messages',
  'choices',
  'arguments',
  'result',
  'parameters',
  'tags',
  'attributes',
  'error',
  'comment',
];

describe('canaries in every outside string', { skip: noStack }, () => {
  const random = seeded(4);
  const ledger = createLedger(5);
  const events = TYPES.flatMap((type) => CANARIES.map((canary) => filledWith(type, canary, Date.now())));
  const places = new Map(events.map((event) => [event.origin.event_id, placesOf(event)]));
  let pipeline: Pipeline;
  let workers: Worker[];

  /** Every string of the schema, every list and map with two entries, holds the canary. */
  function filledWith(type: EventType, canary: Canary, time: number): TriplineEvent {
    const event = generateRecord(type, {
      ...everything,
      text: () => canary.planted,
      bytes: () => Buffer.from(canary.planted),
    }) as TriplineEvent;
    event.origin.event_id = `${time.toString(16).padStart(12, '0').replace(/^.{8}/, '$&-')}-7${random.hex(3)}-8${random.hex(3)}-${random.hex(12)}`;
    return event;
  }

  before(async () => {
    pipeline = await openPipeline();
    const { detector, indexer } = await pipeline.startBoth({ TRIPLINE_LOG_LEVEL: 'trace' });
    workers = [detector, indexer];
    await pipeline.send(events.map((event) => ledger.enter(event)));
    await pipeline.settled(workers);
  });
  after(() => pipeline.close());

  /** Records that end as dead letters, each for another reason, the canaries in value, key and headers. */
  function unreadable(salt: string): OutgoingRecord[] {
    return CANARIES.flatMap((canary) => {
      const readable = filledWith('prompt', canary, Date.now()) as PromptEvent;
      const text = Buffer.from(canary.planted);
      const values = [
        text,
        Buffer.concat([Buffer.from(salt), text]),
        encodeRecord(readable).subarray(0, -1),
        encodeRecord(withId(readable, canary.planted)),
        encodeRecord(filledWith('output', canary, Date.now() + 30 * DAY_MS)),
        encodeRecord(withId(readable, events[0]?.origin.event_id ?? '')),
        encodeRecord(generateRecord('alert', { ...everything, text: () => canary.planted })),
      ];
      const headers = [{ key: canary.planted, value: text }];
      return values.map((value) => ({ key: text, value, headers }));
    });
  }

  /** Finds the documents and dead letters of this run whose strings betray something. */
  function leaks(where: string, value: unknown): string[] {
    const strings = [...stringsIn(value)];
    if (betrayedIn(strings.map(({ text }) => text).join('\0')).length === 0) return [];
    return strings.flatMap(({ path, text }) =>
      betrayedIn(text).map((canary) => `${where}${path}: ${canary}`),
    );
  }

  async function sources(copy: Copy): Promise<Record<string, unknown>[]> {
    const index = `${pipeline.indexPrefix}-${copy}`;
    const found: Record<string, unknown>[] = [];
    for (const event_id of places.keys()) {
      const { hits, total } = await pipeline.elasticsearch.search({
        index,
        query: { term: { event_id } },
        size: 2000,
      });
      assert.equal(hits.length, total);
      found.push(...hits.map(({ id, source }) => ({ _id: id, ...source })));
    }
    return found;
  }

  test('each canary is one: the rules find it alone', () => {
    const engine = defaultEngine();
    for (const { name, form, planted } of CANARIES) {
      const found = engine.scan(planted, { kind: 'metadata' });
      assert.ok(found.some(isMasked), `${name}, ${form}`);
      assert.ok(betrayedIn(planted).length > 0, `${name}, ${form}: the needles miss it`);
    }
  });

  test('every event is stored once, sealed as emitted', async () => {
    await assertEachOnce(pipeline, ledger);
    await pipeline.send(unreadable(random.hex(12)));
    await pipeline.send(unreadable(random.hex(12)), pipeline.topics.enriched);
    await pipeline.settled(workers);
  });

  test('every outside string has its finding, and no finding document betrays anything', async () => {
    const found = new Map<string, Set<string>>();
    const betrayed: string[] = [];
    for (const source of await sources('findings')) {
      const { event_id, path } = source as { event_id: string; path: string };
      found.set(event_id, (found.get(event_id) ?? new Set()).add(path));
      betrayed.push(...leaks('findings', source));
    }
    assert.deepEqual(betrayed.slice(0, 20), []);
    for (const [event_id, paths] of places)
      assert.deepEqual(
        [...paths].filter((path) => !found.get(event_id)?.has(path)),
        [],
        event_id,
      );
  });

  test('no masked document betrays anything', async () => {
    const masked = await sources('masked');
    assert.equal(masked.length, events.length);
    assert.deepEqual(masked.flatMap((source) => leaks('masked', source)).slice(0, 20), []);
  });

  test('raw holds content in its seal only, and identity in clear: so the search does find what is there', async () => {
    const raw = await sources('raw');
    assert.equal(raw.length, events.length);
    for (const source of raw)
      assert.deepEqual(
        CONTENT.filter((name) => name in source),
        [],
      );
  });

  test('no alert and no dead letter betrays anything, nor its key or headers', async () => {
    for (const topic of [pipeline.topics.alerts, pipeline.topics.deadLetters]) {
      let records = 0;
      for await (const { key, value, headers } of pipeline.kafka.read(topic)) {
        const parts = [key, value, ...headers.flatMap((header) => [Buffer.from(header.key), header.value])];
        const bytes = Buffer.concat(parts.map((part) => part ?? Buffer.alloc(0)));
        assert.deepEqual(betrayedIn(bytes.toString('latin1')), [], `${topic} ${records}`);
        records += 1;
      }
      assert.ok(records > CANARIES.length, `${topic} holds too little to tell`);
    }
    const reasons = new Set((await readLetters(pipeline)).map(({ reason }) => reason));
    const wanted = [
      'RECORD_UNKNOWN_SCHEMA',
      'RECORD_MALFORMED',
      'RECORD_INVALID',
      'TIME_OUT_OF_RANGE',
      'INTEGRITY_CONFLICT',
    ];
    assert.deepEqual(
      wanted.filter((reason) => !reasons.has(reason)),
      [],
    );
  });

  test('no log at trace level and no metric betrays anything', async () => {
    for (const worker of workers) {
      assert.deepEqual(betrayedIn((await worker.metrics()).text), [], `/metrics of the ${worker.name}`);
      assert.ok(
        worker.log().some(({ level }) => level <= 20),
        `the ${worker.name} logs no detail: nothing is shown`,
      );
      for (const line of worker.output) assert.deepEqual(betrayedIn(line), [], line);
      assert.deepEqual(
        worker.log().flatMap((line) => leaks('log', line)),
        [],
      );
      await worker.stop();
      assert.deepEqual(betrayedIn(worker.output.join('\n')), []);
    }
  });
});

function withId(event: PromptEvent, event_id: string): PromptEvent {
  return { ...event, origin: { ...event.origin, event_id } };
}

/** Where the walk over outside strings comes by: what it passes over, ids of ours and identity, is not content. */
function placesOf(event: TriplineEvent): Set<string> {
  const paths = new Set<string>();
  renderEvent(event, (path, text) => {
    paths.add(path);
    return text;
  });
  return paths;
}
