/** What every Elasticsearch adapter holds. Run by elasticsearch.test.ts over the twin and the real one. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { TriplineError } from '../../../services/core/errors.ts';
import type { CreateOperation, Elasticsearch } from '../../../services/platform/elasticsearch/port.ts';
import { readTemplates } from '../../../services/platform/elasticsearch/templates.ts';

const DAY = '2026.03.01';

export function elasticsearchContract(name: string, open: () => Elasticsearch, skip: string | false): void {
  describe(`Elasticsearch contract: ${name}`, { skip }, () => {
    const prefix = `contract_${randomUUID().slice(0, 8)}`;
    const masked = `${prefix}-masked-${DAY}`;
    const raw = `${prefix}-raw-${DAY}`;
    let elastic: Elasticsearch;

    before(async () => {
      elastic = open();
      await elastic.installTemplates(readTemplates({ prefix, shards: 1, replicas: 0 }));
    });
    after(async () => {
      for (const { index } of await elastic.listIndices(`${prefix}-*`)) await elastic.deleteIndex(index);
      await elastic.close();
    });

    const create = (id: string, document: object, index = masked): CreateOperation => ({
      index,
      id,
      document: Buffer.from(JSON.stringify(document)),
    });
    const outcomes = async (operations: CreateOperation[]) =>
      (await elastic.bulkCreate(operations)).map((item) => item.outcome);

    test('templates can be installed again', async () => {
      await elastic.installTemplates(readTemplates({ prefix, shards: 1, replicas: 0 }));
    });

    test('it answers', async () => {
      assert.equal(await elastic.ping(), true);
    });

    test('an empty bulk is nothing', async () => {
      assert.deepEqual(await elastic.bulkCreate([]), []);
    });

    test('a document is created once; what stands is not overwritten', async () => {
      assert.deepEqual(await outcomes([create('once', { event_id: 'first' })]), ['created']);
      const [again] = await elastic.bulkCreate([create('once', { event_id: 'second' })]);
      assert.equal(again?.outcome, 'exists');
      assert.equal(again?.status, 409);
      const [stored] = await elastic.getMany([{ index: masked, id: 'once' }]);
      assert.deepEqual(stored, { index: masked, id: 'once', source: { event_id: 'first' } });
    });

    test('every item is judged by itself, in order', async () => {
      const results = await elastic.bulkCreate([
        create('good', { tenant: 't' }),
        create('unknown field', { nobody_mapped: 1 }),
        create('good', { tenant: 't' }),
        create('unknown inner field', { actor: { nobody_mapped: 1 } }),
        create('bad number', { score: { a: 1 } }),
        create('bad date', { '@timestamp': '3000-01-01T00:00:00.000000Z' }),
        create('sealed elsewhere', { sealed: 'AAAA' }),
        create('also good', { tenant: 't' }),
      ]);
      assert.deepEqual(
        results.map(({ outcome, errorType }) => [outcome, errorType]),
        [
          ['created', null],
          ['rejected', 'strict_dynamic_mapping_exception'],
          ['exists', 'version_conflict_engine_exception'],
          ['rejected', 'strict_dynamic_mapping_exception'],
          ['rejected', 'document_parsing_exception'],
          ['rejected', 'document_parsing_exception'],
          ['rejected', 'strict_dynamic_mapping_exception'],
          ['created', null],
        ],
      );
    });

    const hostile: [string, object, string][] = [
      ['a lone surrogate', { session_id: 'a\ud800b', messages: [{ content: '\udfff' }] }, 'created'],
      ['a NUL', { session_id: '\0', messages: [{ content: 'a\0b' }], tags: { a: '\0' } }, 'created'],
      ['a keyword longer than a Lucene term', { tool: { name: 'x'.repeat(40_000) } }, 'created'],
      ['a flattened value longer than a Lucene term', { tags: { a: 'x'.repeat(40_000) } }, 'created'],
      [
        'strange flattened keys',
        { tags: { '': '1', '.': '2', 'a..b': '3', ' ': '4', 'a.': '5' } },
        'created',
      ],
      ['a NUL in a flattened key', { tags: { 'a\0b': '1' } }, 'rejected'],
      ['a flattened key longer than a Lucene term', { tags: { ['k'.repeat(40_000)]: '1' } }, 'rejected'],
      ['a text of 8 MiB', { messages: [{ content: 'word '.repeat(1_677_721) }] }, 'created'],
      [
        '100,000 choices',
        { choices: Array.from({ length: 100_000 }, (_, index) => ({ index, content: 'x' })) },
        'created',
      ],
      [
        'numbers at the edge',
        { usage: { input_tokens: Number.MAX_SAFE_INTEGER, output_tokens: -1 }, score: 1.7e308 },
        'created',
      ],
    ];
    for (const [what, document, outcome] of hostile) {
      test(`hostile: ${what} is ${outcome} and stored as it was`, async () => {
        assert.deepEqual(await outcomes([create(what, document)]), [outcome]);
        const [stored] = await elastic.getMany([{ index: masked, id: what }]);
        assert.deepEqual(stored?.source, outcome === 'created' ? document : undefined);
      });
    }

    test('reads by id are real-time, in order, and null where nothing is', async () => {
      await elastic.bulkCreate([
        create('r1', { tenant: 'a', source: { partition: 1, offset: 2 } }),
        create('r2', { tenant: 'b' }, raw),
      ]);
      const ids = [
        { index: raw, id: 'r2' },
        { index: masked, id: 'nothing' },
        { index: `${prefix}-raw-1999.01.01`, id: 'r1' },
        { index: masked, id: 'r1' },
      ];
      const found = await elastic.getMany(ids, ['tenant', 'source.offset']);
      assert.deepEqual(
        found.map((document) => document?.source ?? null),
        [{ tenant: 'b' }, null, null, { tenant: 'a', source: { offset: 2 } }],
      );
    });

    test('queries, sorts and sizes', async () => {
      const documents = [1, 2, 3, 4, 5].map((n) =>
        create(`q${n}`, {
          interaction_id: 'queries',
          score: n,
          tenant: n % 2 ? 'odd' : 'even',
          '@timestamp': `2026-03-01T00:00:00.00000${n}Z`,
        }),
      );
      await elastic.bulkCreate(documents);
      await elastic.refresh(masked);
      const inThis = { term: { interaction_id: 'queries' } };
      const find = async (query: object, over: object = {}) => {
        const found = await elastic.search({
          index: `${prefix}-masked`,
          query: { bool: { filter: [inThis, query] } },
          sort: [{ '@timestamp': 'asc' }],
          ...over,
        });
        return found.hits.map((hit) => hit.id).join();
      };
      assert.equal(await find({ match_all: {} }), 'q1,q2,q3,q4,q5');
      assert.equal(await find({ term: { tenant: 'odd' } }), 'q1,q3,q5');
      assert.equal(await find({ terms: { score: [2, 5, 9] } }), 'q2,q5');
      assert.equal(await find({ range: { score: { gt: 1, lte: 3 } } }), 'q2,q3');
      assert.equal(await find({ ids: { values: ['q4', 'once'] } }), 'q4');
      assert.equal(await find({ exists: { field: 'session_id' } }), '');
      assert.equal(await find({ bool: { must_not: [{ term: { tenant: 'odd' } }] } }), 'q2,q4');
      assert.equal(
        await find({
          bool: { should: [{ term: { score: 1 } }, { term: { score: 2 } }], minimum_should_match: 1 },
        }),
        'q1,q2',
      );
      assert.equal(await find({ match_all: {} }, { sort: [{ '@timestamp': 'desc' }], size: 2 }), 'q5,q4');
    });

    test('a search says how many there are, and returns what was asked for', async () => {
      await elastic.bulkCreate([
        create('f1', { interaction_id: 'fields', tenant: 't', score: 1 }),
        create('f2', { interaction_id: 'fields' }),
      ]);
      await elastic.refresh(masked);
      const query = { term: { interaction_id: 'fields' } };
      const found = await elastic.search({ index: masked, query, size: 0 });
      assert.equal(found.total, 2);
      assert.deepEqual(found.hits, []);
      const one = await elastic.search({
        index: masked,
        query: { ids: { values: ['f1'] } },
        sourceIncludes: ['tenant'],
      });
      assert.deepEqual(one.hits, [{ index: masked, id: 'f1', source: { tenant: 't' } }]);
    });

    test('a search where no index is finds nothing', async () => {
      const found = await elastic.search({ index: `${prefix}-nowhere-*`, query: { match_all: {} } });
      assert.equal(found.total, 0);
    });

    test('indices are listed by pattern and deleted by exact name only', async () => {
      const index = `${prefix}-raw-2026.03.02`;
      await elastic.bulkCreate([create('x', { tenant: 't' }, index)]);
      await elastic.refresh(index);
      const [info] = await elastic.listIndices(index);
      assert.equal(info?.documents, 1);
      assert.ok((info?.bytes ?? 0) > 0);
      await assert.rejects(elastic.deleteIndex(`${prefix}-raw-*`), code('USAGE'));
      await elastic.deleteIndex(index);
      await assert.rejects(elastic.deleteIndex(index), code('NOT_FOUND'));
      assert.deepEqual(await elastic.listIndices(`${prefix}-raw-2026.03.02`), []);
    });

    test('an aborted bulk is not answered', async () => {
      const writing = elastic.bulkCreate([create('aborted', { tenant: 't' })], AbortSignal.abort());
      await assert.rejects(writing, code('ELASTICSEARCH_UNAVAILABLE'));
    });
  });
}

function code(expected: string): (error: unknown) => boolean {
  return (error) => error instanceof TriplineError && error.code === expected;
}
