import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { TestContext } from 'node:test';
import { describe, test } from 'node:test';
import { isTriplineError } from '../../../services/core/errors.ts';
import type {
  Admin,
  Batch,
  Consumer,
  ConsumerOptions,
  IncomingRecord,
  Kafka,
  Producer,
} from '../../../services/platform/kafka/port.ts';

const MIB = 1024 * 1024;

interface Bench {
  kafka: Kafka;
  admin: Admin;
  producer: Producer;
  topic: (partitions?: number, config?: Record<string, string>) => Promise<string>;
  consumer: (options: Omit<ConsumerOptions, 'sessionTimeoutMs'>) => Promise<Consumer>;
}

/** What every Kafka adapter promises: run over the real server and over the in-memory twin. */
export function kafkaContract(name: string, create: () => Kafka): void {
  describe(`the Kafka contract: ${name}`, () => {
    for (const [behaviour, body] of Object.entries(behaviours)) {
      test(behaviour, { timeout: 60_000 }, async (t) => body(await setUp(create(), t)));
    }
  });
}

async function setUp(kafka: Kafka, t: TestContext): Promise<Bench> {
  const [admin, producer] = [await kafka.admin(), await kafka.producer()];
  const topics: string[] = [];
  const consumers: Consumer[] = [];
  t.after(async () => {
    await Promise.all(consumers.map((consumer) => consumer.stop(0)));
    await producer.close();
    await admin.deleteTopics(topics);
    await admin.close();
  });
  return {
    kafka,
    admin,
    producer,
    topic: async (partitions = 1, config = {}) => {
      const topic = `contract-${randomUUID()}`;
      topics.push(topic);
      await admin.createTopics([{ topic, partitions, config }]);
      return topic;
    },
    consumer: async (options) => {
      const consumer = await kafka.consumer({ ...options, sessionTimeoutMs: 6000 });
      consumers.push(consumer);
      return consumer;
    },
  };
}

const behaviours: Record<string, (bench: Bench) => Promise<void>> = {
  'what is sent is read back: keys, values, headers, order, offsets': async ({ kafka, producer, topic }) => {
    const name = await topic();
    const headers = [
      { key: 'a', value: Buffer.from([0, 255]) },
      { key: 'a', value: Buffer.from('twice') },
      { key: '__proto__', value: Buffer.from('x') },
      { key: 'constructor', value: Buffer.from('y') },
      { key: 'null', value: null },
    ];
    const before = Date.now();
    await producer.send(name, [{ key: null, value: Buffer.alloc(0), headers }, ...numbered(0, 3, 'k')]);
    const records = await all(kafka, name);
    assert.deepEqual(
      records.map(({ key, value, offset }) => [key?.toString() ?? null, value?.toString(), offset]),
      [
        [null, '', 0],
        ['k', '0', 1],
        ['k', '1', 2],
        ['k', '2', 3],
      ],
    );
    assert.deepEqual(records[0]?.headers, [...headers.slice(0, 4), { key: 'null', value: Buffer.alloc(0) }]);
    assert.ok(records.every(({ timestamp }) => timestamp >= before - 1000 && timestamp <= Date.now() + 1000));
  },

  'a key decides the partition, as in every client': async ({ kafka, producer, topic }) => {
    const name = await topic(12);
    const keys = Object.keys(MURMUR2);
    await producer.send(
      name,
      keys.map((key) => ({ key: Buffer.from(key), value: Buffer.from(key) })),
    );
    const read = await all(kafka, name);
    const partitions = Object.fromEntries(read.map(({ key, partition }) => [String(key), partition]));
    const expected = Object.fromEntries(
      Object.entries(MURMUR2).map(([key, hash]) => [key, (hash & 0x7fffffff) % 12]),
    );
    assert.deepEqual(partitions, expected);
  },

  'records of 12 and 16 MiB topics pass whole; a larger one is refused and stops nothing': async (bench) => {
    const name = await bench.topic(1, { 'max.message.bytes': String(12 * MIB) });
    const large = Buffer.alloc(12 * MIB - 200, 'x');
    await bench.producer.send(name, [{ key: Buffer.from('k'), value: large }]);
    const tooLarge = { key: Buffer.from('k'), value: Buffer.alloc(12 * MIB + 1) };
    await rejects(bench.producer.send(name, [...numbered(0, 3, 'k'), tooLarge]), 'RECORD_TOO_LARGE');
    await bench.producer.send(name, numbered(3, 5, 'k'));
    const read = await all(bench.kafka, name);
    assert.ok(read[0]?.value?.equals(large));
    assert.deepEqual(texts(read.slice(1)), ['0', '1', '2', '3', '4']);
    const seen = await consume(bench, name, 6);
    assert.ok(seen[0]?.value?.equals(large));
  },

  'many records that together exceed a batch limit are sent all the same, in order': async (bench) => {
    const name = await bench.topic(1, { 'max.message.bytes': '20000' });
    const records = Array.from({ length: 40 }, (_, index) => ({
      key: null,
      value: Buffer.alloc(4000, String.fromCharCode(65 + index)),
    }));
    await bench.producer.send(name, records);
    assert.deepEqual(
      (await all(bench.kafka, name)).map(({ value }) => value?.[0]),
      records.map(({ value }) => value[0]),
    );
  },

  'concurrent sends are all written, each in order': async ({ kafka, producer, topic }) => {
    const name = await topic();
    await Promise.all(['a', 'b', 'c', 'd'].map((key) => producer.send(name, numbered(0, 50, key))));
    const read = await all(kafka, name);
    for (const key of ['a', 'b', 'c', 'd']) {
      const own = read.filter((record) => String(record.key) === key);
      assert.deepEqual(texts(own), texts(numbered(0, 50, key)));
    }
    assert.equal(read.length, 200);
  },

  'a topic that does not exist, and a closed producer: KAFKA_UNAVAILABLE': async ({
    kafka,
    producer,
    topic,
  }) => {
    const other = await kafka.producer();
    await rejects(other.send(`contract-none-${randomUUID()}`, numbered(0, 1)), 'KAFKA_UNAVAILABLE');
    await other.close();
    await producer.close();
    await rejects(producer.send(await topic(), numbered(0, 1)), 'KAFKA_UNAVAILABLE');
  },

  'read takes the offsets given, and then only the partitions named': async ({ kafka, producer, topic }) => {
    const name = await topic(3);
    await producer.send(name, spread());
    const everything = await all(kafka, name);
    const some = await all(kafka, name, new Map([[1, 2]]));
    assert.ok(some.length > 0);
    assert.deepEqual(
      some.map(({ value }) => String(value)),
      texts(everything.filter(({ partition, offset }) => partition === 1 && offset >= 2)),
    );
    assert.deepEqual(await all(kafka, name, new Map([[0, 1_000_000]])), []);
    for await (const record of kafka.read(name)) {
      assert.ok(record.value);
      break;
    }
  },

  'following tells what stands there, then what comes, a tombstone as null; it ends with the signal': async ({
    kafka,
    producer,
    topic,
  }) => {
    const name = await topic(3);
    await producer.send(name, spread());
    const follower = follow(kafka, name);
    await follower.caughtUp;
    assert.deepEqual(follower.texts().sort(), texts(spread()).sort());
    await producer.send(name, [
      { key: Buffer.from('key 1'), value: Buffer.from('anew') },
      { key: Buffer.from('key 1'), value: null },
    ]);
    await follower.told(spread().length + 2);
    const own = follower.records.filter(({ key }) => String(key) === 'key 1');
    assert.deepEqual(
      own.map(({ value }) => value?.toString() ?? null),
      ['value 1', 'anew', null],
    );
    follower.stop();
    await follower.ended;
    await producer.send(name, numbered(0, 3));
    assert.equal(follower.records.length, spread().length + 2);
  },

  'following begins at the offsets given, anew where the topic does not reach them; an empty topic is caught up with at once':
    async ({ kafka, producer, topic }) => {
      const name = await topic();
      const empty = follow(kafka, name);
      await empty.caughtUp;
      empty.stop();
      await empty.ended;
      await producer.send(name, numbered(0, 5));
      for (const [from, expected] of [
        [3, ['3', '4']],
        [5, []],
        [6, ['0', '1', '2', '3', '4']],
      ] as const) {
        const follower = follow(kafka, name, new Map([[0, from]]));
        await follower.caughtUp;
        assert.deepEqual(follower.texts(), expected);
        follower.stop();
        await follower.ended;
      }
    },

  'following a topic that does not exist: KAFKA_UNAVAILABLE': async ({ kafka }) => {
    await rejects(follow(kafka, `contract-none-${randomUUID()}`).ended, 'KAFKA_UNAVAILABLE');
  },

  'topics are created once, and their offsets are told': async ({ admin, producer, topic }) => {
    const name = await topic(2);
    assert.deepEqual(await admin.createTopics([{ topic: name, partitions: 5 }]), []);
    assert.ok((await admin.listTopics()).includes(name));
    await producer.send(name, numbered(0, 3, 'k'));
    const offsets = await admin.offsets(name);
    assert.deepEqual(
      offsets.map(({ partition, low }) => [partition, low]),
      [
        [0, 0],
        [1, 0],
      ],
    );
    assert.deepEqual(
      offsets.map(({ high }) => high).toSorted((a, b) => a - b),
      [0, 3],
    );
    const committed = await admin.committed(`contract-${randomUUID()}`, name);
    assert.deepEqual(committed, [
      { partition: 0, offset: -1 },
      { partition: 1, offset: -1 },
    ]);
    await admin.deleteTopics([name, 'contract-no-such-topic']);
    assert.ok(!(await admin.listTopics()).includes(name));
  },

  'a batch is committed after its handler, and the function it returned is called after that': async (
    bench,
  ) => {
    const { admin, producer } = bench;
    const name = await bench.topic();
    const groupId = `contract-${randomUUID()}`;
    await producer.send(name, numbered(0, 5));
    const consumer = await bench.consumer({ topics: [name], groupId });
    const [called, call] = signal<void>();
    let before: number | undefined;
    await consumer.start(async () => {
      before = (await admin.committed(groupId, name))[0]?.offset;
      return call;
    });
    await called;
    assert.equal(before, -1);
    assert.deepEqual(await admin.committed(groupId, name), [{ partition: 0, offset: 5 }]);
    assert.deepEqual(consumer.progress(), [{ topic: name, partition: 0, committed: 5, highWatermark: 5 }]);
  },

  'a group goes on where it committed; a new one begins where it was told': async (bench) => {
    const name = await bench.topic();
    const groupId = `contract-${randomUUID()}`;
    await bench.producer.send(name, numbered(0, 3));
    assert.deepEqual(texts(await consume(bench, name, 3, groupId)), ['0', '1', '2']);
    const latest = await bench.consumer({ topics: [name], groupId: `${groupId}-new`, from: 'latest' });
    const [fresh, gotFresh] = signal<Batch>();
    await latest.start(async (batch) => {
      gotFresh(batch);
      return undefined;
    });
    await bench.producer.send(name, numbered(3, 5));
    assert.equal(String((await fresh).records[0]?.value), '3');
    assert.deepEqual(texts(await consume(bench, name, 2, groupId)), ['3', '4']);
  },

  'a rejected batch comes again, from its first record, and nothing was committed': async (bench) => {
    const name = await bench.topic();
    const groupId = `contract-${randomUUID()}`;
    await bench.producer.send(name, numbered(0, 4));
    const consumer = await bench.consumer({ topics: [name], groupId });
    const [done, finish] = signal<void>();
    const seen: string[][] = [];
    await consumer.start(async ({ records }) => {
      seen.push(texts(records));
      assert.deepEqual(await bench.admin.committed(groupId, name), [{ partition: 0, offset: -1 }]);
      if (seen.length < 4) throw new Error('not yet');
      return finish;
    });
    await done;
    assert.equal(seen.length, 4);
    assert.ok(seen.every((batch) => batch[0] === '0'));
  },

  'a batch says whether it follows what this member committed: not after an assignment, and not again after a failure':
    async (bench) => {
      const name = await bench.topic();
      const groupId = `contract-${randomUUID()}`;
      const seen: [first: string, follows: boolean][] = [];
      const consumer = await bench.consumer({ topics: [name], groupId });
      await bench.producer.send(name, numbered(0, 1));
      let [done, finish] = signal<void>();
      await consumer.start(async ({ records, follows }) => {
        seen.push([String(records[0]?.value), follows]);
        if (seen.length === 3) throw new Error('once');
        return finish;
      });
      await done;
      for (const turn of [1, 2, 3]) {
        [done, finish] = signal<void>();
        await bench.producer.send(name, numbered(turn, turn + 1));
        await done;
      }
      await consumer.stop();
      assert.deepEqual(seen, [
        ['0', false],
        ['1', true],
        ['2', true],
        ['2', false],
        ['3', true],
      ]);
      const next = await bench.consumer({ topics: [name], groupId });
      await bench.producer.send(name, numbered(4, 5));
      const [came, come] = signal<boolean>();
      await next.start(async ({ follows }) => {
        come(follows);
        return undefined;
      });
      assert.equal(await came, false);
    },

  'partitions are handled apart: one that fails does not hold up what it was not fetched with': async (
    bench,
  ) => {
    const name = await bench.topic(4);
    const consumer = await bench.consumer({
      topics: [name],
      groupId: `contract-${randomUUID()}`,
      partitionsConcurrently: 4,
    });
    const seen: number[] = [];
    const [three, gotThree] = signal<void>();
    await bench.producer.send(name, spread());
    await consumer.start(async ({ partition }) => {
      if (partition === 0) throw new Error('never');
      if (!seen.includes(partition)) seen.push(partition);
      if (seen.length === 3) gotThree();
      return undefined;
    });
    await three;
    assert.deepEqual(
      seen.toSorted((a, b) => a - b),
      [1, 2, 3],
    );
  },

  'stopping waits for the running batch and commits it': async (bench) => {
    const name = await bench.topic();
    const groupId = `contract-${randomUUID()}`;
    await bench.producer.send(name, numbered(0, 2));
    const consumer = await bench.consumer({ topics: [name], groupId });
    const [running, run] = signal<void>();
    const [gate, open] = signal<void>();
    let called = false;
    await consumer.start(async () => {
      run();
      await gate;
      return () => {
        called = true;
      };
    });
    await running;
    const stopping = consumer.stop();
    assert.equal(consumer.stop(), stopping);
    open();
    await stopping;
    assert.ok(called);
    assert.deepEqual(await bench.admin.committed(groupId, name), [{ partition: 0, offset: 2 }]);
  },

  'a batch that outlasts the drain time is aborted, not committed, and comes to the next member': async (
    bench,
  ) => {
    const name = await bench.topic();
    const groupId = `contract-${randomUUID()}`;
    await bench.producer.send(name, numbered(0, 2));
    const consumer = await bench.consumer({ topics: [name], groupId });
    const [running, run] = signal<void>();
    await consumer.start(async (_, signal) => {
      run();
      await aborted(signal);
      throw signal.reason;
    });
    await running;
    await consumer.stop(10);
    assert.deepEqual(await bench.admin.committed(groupId, name), [{ partition: 0, offset: -1 }]);
    assert.deepEqual(texts(await consume(bench, name, 2, groupId)), ['0', '1']);
  },

  'a second member takes its share: running batches are aborted, every record is handled': async (bench) => {
    const name = await bench.topic(4);
    const groupId = `contract-${randomUUID()}`;
    const consumers = [
      await bench.consumer({ topics: [name], groupId, partitionsConcurrently: 4 }),
      await bench.consumer({ topics: [name], groupId, partitionsConcurrently: 4 }),
    ] as const;
    const [begun, begin] = signal<void>();
    const [finished, finish] = signal<void>();
    const committed = new Map<string, number>();
    let abortions = 0;
    let shared = false;
    const handler = async ({ records }: Batch, signal: AbortSignal) => {
      begin();
      if (!shared) {
        await aborted(signal);
        abortions++;
        shared = true;
        throw signal.reason;
      }
      return () => {
        for (const { value } of records)
          committed.set(String(value), (committed.get(String(value)) ?? 0) + 1);
        if (committed.size === spread().length) finish();
      };
    };
    await consumers[0].start(handler);
    await bench.producer.send(name, spread());
    await begun;
    await consumers[1].start(handler);
    await finished;
    assert.ok(abortions > 0);
    assert.deepEqual([...committed.keys()].sort(), texts(spread()).sort());
    assert.ok([...committed.values()].every((times) => times === 1));
    const owned = consumers.map((consumer) => consumer.progress().length);
    assert.deepEqual(owned, [2, 2]);
  },
};

/** org.apache.kafka.common.utils.UtilsTest#testMurmur2 and what it gives for more keys of every length modulo four. */
const MURMUR2: Record<string, number> = {
  '21': -973932308,
  foobar: -790332482,
  'a-little-bit-long-string': -985981536,
  'a-little-bit-longer-string': -1486304829,
  lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8: -58897971,
  abc: 479470107,
};

function numbered(from: number, to: number, key?: string) {
  return Array.from({ length: to - from }, (_, index) => ({
    key: key === undefined ? null : Buffer.from(key),
    value: Buffer.from(String(from + index)),
  }));
}

/** Enough keys for every partition of a test's topic to get several. */
function spread() {
  return Array.from({ length: 40 }, (_, index) => ({
    key: Buffer.from(`key ${index}`),
    value: Buffer.from(`value ${index}`),
  }));
}

function texts(records: readonly { value: Buffer | null }[]): string[] {
  return records.map(({ value }) => String(value));
}

async function all(kafka: Kafka, topic: string, from?: Map<number, number>) {
  const records = [];
  for await (const record of kafka.read(topic, from)) records.push(record);
  return records;
}

function follow(kafka: Kafka, topic: string, from?: Map<number, number>) {
  const records: (IncomingRecord & { partition: number })[] = [];
  const [caughtUp, onCaughtUp] = signal<void>();
  const ending = new AbortController();
  const waiting: { count: number; resolve: () => void }[] = [];
  const onRecord = (record: IncomingRecord & { partition: number }) => {
    records.push(record);
    for (const { count, resolve } of waiting) if (records.length >= count) resolve();
  };
  const ended = kafka.follow(topic, {
    ...(from === undefined ? {} : { from }),
    onRecord,
    onCaughtUp,
    signal: ending.signal,
  });
  ended.catch(() => undefined);
  return {
    records,
    caughtUp,
    ended,
    texts: () => texts(records),
    stop: () => ending.abort(),
    told(count: number): Promise<void> {
      const [told, tell] = signal<void>();
      waiting.push({ count, resolve: tell });
      if (records.length >= count) tell();
      return told;
    },
  };
}

/** The next `count` records that a group gets; commits them and leaves. */
async function consume(bench: Bench, topic: string, count: number, groupId = `contract-${randomUUID()}`) {
  const consumer = await bench.consumer({ topics: [topic], groupId });
  const seen: IncomingRecord[] = [];
  const [enough, gotEnough] = signal<void>();
  await consumer.start(async ({ records }) => () => {
    seen.push(...records);
    if (seen.length >= count) gotEnough();
  });
  await enough;
  await consumer.stop();
  return seen;
}

function signal<T>(): [Promise<T>, (value: T) => void] {
  const { promise, resolve } = Promise.withResolvers<T>();
  return [promise, resolve];
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve());
  });
}

async function rejects(
  work: Promise<unknown>,
  code: 'KAFKA_UNAVAILABLE' | 'RECORD_TOO_LARGE',
): Promise<void> {
  await assert.rejects(work, (error) => isTriplineError(error, code));
}
