/** Requests shared by whoever has something to write at the same time. */
import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { Registry } from 'prom-client';
import { TriplineError } from '../../../services/core/errors.ts';
import { type BulkQueue, createBulkQueue } from '../../../services/indexer/bulk-queue.ts';
import { writeMetrics } from '../../../services/indexer/metrics.ts';
import { createMemoryElasticsearch } from '../../../services/platform/elasticsearch/memory.ts';
import type { CreateOperation, ItemResult } from '../../../services/platform/elasticsearch/port.ts';

const never = new AbortController().signal;

function operations(from: number, count: number, bytes = 10): CreateOperation[] {
  return Array.from({ length: count }, (_, index) => ({
    index: 'i',
    id: String(from + index),
    document: Buffer.alloc(bytes, 32),
  }));
}

describe('the bulk queue', () => {
  let requests: { ids: string[]; signal: AbortSignal; answer: PromiseWithResolvers<ItemResult[]> }[];
  let queue: BulkQueue;

  beforeEach(() => {
    requests = [];
    const elasticsearch = {
      ...createMemoryElasticsearch(),
      bulkCreate(sent: CreateOperation[], signal = never) {
        const answer = Promise.withResolvers<ItemResult[]>();
        requests.push({ ids: sent.map(({ id }) => id), signal, answer });
        return answer.promise;
      },
    };
    const limits = { bytes: 1000, documents: 10 };
    queue = createBulkQueue({ elasticsearch, metrics: writeMetrics(new Registry()), limits, concurrency: 1 });
  });

  /** Answers a request: each document by its id. */
  function answer(at: number, outcome: (id: string) => ItemResult['outcome'] = () => 'created'): void {
    const { ids, answer: open } = requests[at] ?? assert.fail(`there is no request ${at}`);
    open.resolve(ids.map((id) => ({ outcome: outcome(id), status: Number(id), errorType: null })));
  }
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  const statuses = (results: ItemResult[]) => results.map(({ status }) => status);

  test('what comes while a request is under way shares the next, and everybody gets their own answers', async () => {
    const sent = [operations(0, 1), operations(10, 2), operations(20, 3)].map((own) =>
      queue.send(own, never),
    );
    await turn();
    assert.deepEqual(
      requests.map(({ ids }) => ids),
      [['0']],
    );
    answer(0);
    await turn();
    assert.deepEqual(requests[1]?.ids, ['10', '11', '20', '21', '22']);
    answer(1);
    assert.deepEqual((await Promise.all(sent)).map(statuses), [[0], [10, 11], [20, 21, 22]]);
    assert.equal(requests.length, 2);
  });

  test('a request stays within its limits of documents and of bytes', async () => {
    const sent = [queue.send(operations(0, 1), never), queue.send(operations(10, 6), never)];
    sent.push(queue.send(operations(20, 5), never), queue.send(operations(30, 2, 600), never));
    for (let at = 0; at < 4; at++) {
      await turn();
      answer(at);
    }
    await Promise.all(sent);
    assert.deepEqual(
      requests.map(({ ids }) => ids.length),
      [1, 6, 5, 2],
    );
  });

  test('an unanswered request leaves each sender without results; a fault of ours rejects for each', async () => {
    const first = queue.send(operations(0, 1), never);
    const shared = [queue.send(operations(10, 1), never), queue.send(operations(20, 1), never)];
    await turn();
    requests[0]?.answer.reject(new TriplineError('ELASTICSEARCH_UNAVAILABLE'));
    assert.deepEqual(await first, []);
    await turn();
    requests[1]?.answer.reject(new RangeError('a bug'));
    for (const each of shared) await assert.rejects(each, RangeError);
  });

  test('a sender that gives up is let go at once, and does not travel if it has not left', async () => {
    const [leaving, staying] = [new AbortController(), new AbortController()];
    const first = queue.send(operations(0, 1), leaving.signal);
    const second = queue.send(operations(10, 1), leaving.signal);
    const third = queue.send(operations(20, 1), staying.signal);
    await turn();
    leaving.abort(new Error('the partition is gone'));
    await assert.rejects(first, /gone/);
    await assert.rejects(second, /gone/);
    assert.equal(requests[0]?.signal.aborted, true, 'nobody waits for it any more');
    answer(0);
    await turn();
    assert.deepEqual(requests[1]?.ids, ['20']);
    answer(1);
    assert.deepEqual(statuses(await third), [20]);
  });

  test('a shared request goes on as long as one of its senders waits', async () => {
    const first = queue.send(operations(0, 1), never);
    const leavers = [new AbortController(), new AbortController()];
    const shared = leavers.map(({ signal }, index) => queue.send(operations(10 + index, 1), signal));
    await turn();
    answer(0);
    await first;
    await turn();
    leavers[0]?.abort(new Error('gone'));
    await assert.rejects(shared[0] ?? first, /gone/);
    assert.equal(requests[1]?.signal.aborted, false);
    leavers[1]?.abort(new Error('gone too'));
    await assert.rejects(shared[1] ?? first, /gone too/);
    assert.equal(requests[1]?.signal.aborted, true);
  });

  test('what was too large for a shared request is asked for once more without the others', async () => {
    const first = queue.send(operations(0, 1), never);
    const shared = [queue.send(operations(10, 2), never), queue.send(operations(20, 1), never)];
    await turn();
    answer(0);
    await first;
    await turn();
    answer(1, (id) => (id === '11' ? 'too_large' : 'created'));
    await turn();
    assert.deepEqual(requests[2]?.ids, ['11']);
    answer(2);
    const [one, other] = await Promise.all(shared);
    assert.deepEqual(
      [...(one ?? []), ...(other ?? [])].map(({ outcome }) => outcome),
      ['created', 'created', 'created'],
    );
  });
});
