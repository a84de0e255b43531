import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isTriplineError, TriplineError } from '../../../services/core/errors.ts';
import { TenantBudget } from '../../../services/core/policy/tenant-budget.ts';
import { Publisher } from '../../../services/gateway/publisher.ts';
import { TokenBuckets } from '../../../services/gateway/token-buckets.ts';
import type { Kafka, OutgoingRecord } from '../../../services/platform/kafka/port.ts';

type Send = (records: readonly { value: Buffer | null }[]) => Promise<void>;

function publisherOn(send: Send, { bytes = 1e9, timeoutMs = 10_000 } = {}): Publisher {
  const producer = {
    send: (_topic: string, records: { value: Buffer | null }[]) => send(records),
    close: async () => undefined,
  };
  const kafka = { producer: async () => producer } as unknown as Kafka;
  return new Publisher({ kafka, topic: 't', budget: new TenantBudget(bytes), timeoutMs });
}

function records(name: string, count: number, size = 0): OutgoingRecord[] {
  return Array.from({ length: count }, (_, index) => ({
    key: null,
    value: Buffer.concat([Buffer.from(`${name}${index} `), Buffer.alloc(size, 'x')]),
  }));
}

function names(batch: readonly { value: Buffer | null }[]): string[] {
  return batch.map(({ value }) => String(value).split(' ')[0] ?? '');
}

test('a tenant with much to write takes turns with the others; each one’s records stay in order', async () => {
  const batches: string[][] = [];
  const publisher = publisherOn(async (batch) => void batches.push(names(batch)));
  const flood = publisher.publish('a', records('a', 5000, 1000));
  const small = publisher.publish('b', records('b', 3, 10));
  await small;
  assert.ok((batches[0] ?? []).includes('b2'), 'in the first request already');
  assert.deepEqual(new Set(await flood), new Set([null]));
  const own = batches.flat().filter((name) => name.startsWith('a'));
  assert.deepEqual(own, names(records('a', 5000)));
  await publisher.close();
});

test('a tenant’s large record does not wait for the end of another’s flood', async () => {
  const batches: string[][] = [];
  const publisher = publisherOn(async (batch) => void batches.push(names(batch)));
  const flood = publisher.publish('a', records('a', 5000, 1000));
  const large = publisher.publish('b', records('b', 1, 880_000));
  await Promise.all([flood, large]);
  assert.equal(
    batches.findIndex((batch) => batch.includes('b0')),
    1,
  );
  await publisher.close();
});

test('what comes while Kafka is busy travels together', async () => {
  const batches: string[][] = [];
  const gate = Promise.withResolvers<void>();
  const publisher = publisherOn(async (batch) => {
    batches.push(names(batch));
    if (batches.length === 1) await gate.promise;
  });
  const first = publisher.publish('a', records('a', 1));
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  const rest = ['b', 'c', 'd'].map((name) => publisher.publish(name, records(name, 2)));
  gate.resolve();
  await Promise.all([first, ...rest]);
  assert.deepEqual(batches, [['a0'], ['b0', 'b1', 'c0', 'c1', 'd0', 'd1']]);
  await publisher.close();
});

test('a record that is too large is refused alone; the others are written', async () => {
  const publisher = publisherOn(async (batch) => {
    if (names(batch).includes('a1')) throw new TriplineError('RECORD_TOO_LARGE');
  });
  const results = await publisher.publish('a', records('a', 3));
  assert.deepEqual(
    results.map((error) => error?.code ?? null),
    [null, 'RECORD_TOO_LARGE', null],
  );
  await publisher.close();
});

test('what Kafka does not acknowledge in time is told so, is not sent later, and gives its bytes back', async () => {
  const stuck = Promise.withResolvers<void>();
  const sent: string[] = [];
  const publisher = publisherOn(
    async (batch) => {
      sent.push(...names(batch));
      await stuck.promise;
    },
    { bytes: 8000, timeoutMs: 20 },
  );
  const first = publisher.publish('a', records('a', 1, 1500));
  const second = publisher.publish('b', records('b', 1));
  await new Promise(setImmediate);
  const third = publisher.publish('c', records('c', 1));
  await assert.rejects(publisher.publish('a', records('x', 1, 1500)), (error) =>
    isTriplineError(error, 'OVERLOADED'),
  );
  for (const results of await Promise.all([first, second, third]))
    assert.deepEqual(
      results.map((error) => error?.code),
      ['KAFKA_UNAVAILABLE'],
    );
  const later = publisher.publish('a', records('d', 1, 1500));
  stuck.resolve();
  assert.deepEqual(await later, [null]);
  assert.deepEqual(sent, ['a0', 'b0', 'd0']);
  await publisher.close();
  const closed = await publisher.publish('a', records('e', 1));
  assert.deepEqual(
    closed.map((error) => error?.code),
    ['KAFKA_UNAVAILABLE'],
  );
});

test('a budget gives a tenant a quarter, one thing that is larger alone, and nothing twice', () => {
  const budget = new TenantBudget(400);
  const first = budget.take('a', 60);
  assert.ok(first !== null);
  assert.equal(budget.take('a', 60), null);
  const large = budget.take('b', 300);
  assert.ok(large !== null, 'larger than a share, but the only one of its tenant');
  assert.equal(budget.take('c', 60), null, 'no room in all');
  large();
  large();
  assert.equal(budget.used, 60);
  first();
  assert.equal(budget.used, 0);
  assert.ok(budget.take('a', 1000) !== null);
});

test('a bucket holds a second’s worth and fills as time goes by, forward only', () => {
  let now = 0;
  const buckets = new TokenBuckets(() => now);
  const take = (count: number) => Array.from({ length: count }, () => buckets.take('k', 4));
  assert.deepEqual(take(5), [0, 0, 0, 0, 250]);
  now = 250;
  assert.deepEqual(take(2), [0, 250]);
  now = 0;
  assert.deepEqual(take(1), [250]);
  now = 100_000;
  assert.deepEqual(take(5), [0, 0, 0, 0, 250]);
  assert.equal(buckets.take('other', 0.5), 0);
  assert.equal(buckets.take('other', 0.5), 2000);
});
