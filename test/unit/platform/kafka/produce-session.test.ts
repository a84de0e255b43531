import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isTriplineError } from '../../../../services/core/errors.ts';
import type { OutgoingRecord } from '../../../../services/platform/kafka/port.ts';
import { verdictOf } from '../../../../services/platform/kafka/produce-errors.ts';
import { IdempotentProducer } from '../../../../services/platform/kafka/producer.ts';
import type { EncodedBatch, ProduceAnswer, Wire } from '../../../../services/platform/kafka/wire.ts';

const NOT_LEADER = 6;
const TOO_LARGE = 10;
const OUT_OF_ORDER = 45;
const DUPLICATE = 46;
const FENCED = 47;

interface Sent {
  node: number;
  partition: number;
  producerId: bigint;
  sequence: number;
  records: number;
  bytes: Buffer;
}

/** A cluster on paper: `answer` decides what becomes of each batch; undefined is an answer that never comes. */
function paper(
  answer: (sent: Sent, at: number) => number | Error | undefined,
  leaders: () => number[] = () => [0],
) {
  const sent: Sent[] = [];
  const counts = { wires: 0, closed: 0, fresh: 0 };
  let producers = 0n;
  const produce = (node: number, batches: readonly EncodedBatch[]) => {
    const answers: ProduceAnswer[] = [];
    for (const { partition, bytes } of batches) {
      const one = toSent(node, partition, bytes);
      const code = answer(one, sent.push(one) - 1);
      if (code instanceof Error) return Promise.reject(code);
      if (code === undefined) return new Promise<ProduceAnswer[]>(() => undefined);
      answers.push({ partition, code });
    }
    return Promise.resolve(answers);
  };
  const newWire = async (): Promise<Wire> => {
    counts.wires += 1;
    return {
      leaders: async (_, fresh) => {
        if (fresh) counts.fresh += 1;
        return leaders();
      },
      newProducerId: async () => ({ producerId: ++producers, producerEpoch: 0 }),
      produce: (node, _, batches) => produce(node, batches),
      close: async () => {
        counts.closed += 1;
      },
    };
  };
  return { sent, counts, producer: new IdempotentProducer(newWire, 2000) };
}

function toSent(node: number, partition: number, bytes: Buffer): Sent {
  return {
    node,
    partition,
    producerId: bytes.readBigInt64BE(43),
    sequence: bytes.readInt32BE(53),
    records: bytes.readInt32BE(57),
    bytes: Buffer.from(bytes),
  };
}

function some(count: number): OutgoingRecord[] {
  return Array.from({ length: count }, (_, at) => ({ key: Buffer.from('k'), value: Buffer.from(`${at}`) }));
}

function signal(): [Promise<void>, () => void] {
  const { promise, resolve } = Promise.withResolvers<void>();
  return [promise, resolve];
}

const numbers = (sent: Sent[]) =>
  sent.map(({ producerId, sequence, records }) => [Number(producerId), sequence, records]);

describe('an idempotent producer', () => {
  test('numbers what it sends without a gap, per partition', async () => {
    const { sent, producer } = paper(() => 0);
    for (const count of [2, 3, 1]) await producer.send('t', some(count));
    assert.deepEqual(numbers(sent), [
      [1, 0, 2],
      [1, 2, 3],
      [1, 5, 1],
    ]);
  });

  const passing: [string, number | Error][] = [
    ['a moved leader', NOT_LEADER],
    ['a broken connection', new Error('torn')],
  ];
  for (const [name, trouble] of passing) {
    test(`repeats the very same bytes after ${name}, having asked who leads`, async () => {
      const { sent, counts, producer } = paper((_, at) => (at < 2 ? trouble : 0));
      await producer.send('t', some(3));
      assert.equal(sent.length, 3);
      for (const { bytes } of sent) assert.ok(bytes.equals(sent[0]?.bytes ?? Buffer.alloc(0)));
      assert.equal(counts.fresh, 2);
      await producer.send('t', some(1));
      assert.deepEqual(numbers(sent.slice(3)), [[1, 3, 1]]);
    });
  }

  test('takes a repetition that the broker knows for written', async () => {
    const { sent, producer } = paper((_, at) => (at === 0 ? new Error('torn') : DUPLICATE));
    await producer.send('t', some(1));
    assert.equal(sent.length, 2);
  });

  for (const code of [OUT_OF_ORDER, FENCED]) {
    test(`gives a producer id up once the broker says ${code}, and goes on under another`, async () => {
      const { sent, counts, producer } = paper((_, at) => (at === 1 ? code : 0));
      await producer.send('t', some(1));
      await assert.rejects(producer.send('t', some(2)), (error) =>
        isTriplineError(error, 'KAFKA_UNAVAILABLE'),
      );
      await producer.send('t', some(2));
      assert.deepEqual(numbers(sent), [
        [1, 0, 1],
        [1, 1, 2],
        [2, 0, 2],
      ]);
      assert.equal(counts.wires, 2);
    });
  }

  test('halves what is too large together, each half under the number that is its turn', async () => {
    const { sent, producer } = paper(({ records }) => (records > 2 ? TOO_LARGE : 0));
    await producer.send('t', some(5));
    await producer.send('t', some(1));
    assert.deepEqual(numbers(sent), [
      [1, 0, 5],
      [1, 0, 2],
      [1, 2, 3],
      [1, 2, 1],
      [1, 3, 2],
      [1, 5, 1],
    ]);
  });

  test('repeats to the new leader only what the old one did not take', async () => {
    let led = [0, 0, 0];
    const { sent, producer } = paper(
      ({ partition, node }) => {
        if (partition !== 1 || node === 7) return 0;
        led = [0, 7, 0];
        return NOT_LEADER;
      },
      () => led,
    );
    const keyless = Array.from({ length: 6 }, () => ({ key: null, value: Buffer.from('v') }));
    await producer.send('t', keyless);
    assert.deepEqual(
      sent.map(({ node, partition }) => [node, partition]).toSorted((a, b) => (a[1] ?? 0) - (b[1] ?? 0)),
      [
        [0, 0],
        [0, 1],
        [7, 1],
        [0, 2],
      ],
    );
  });

  test('a record that is too large alone is refused for that, and what others sent stands', async () => {
    const { sent, producer } = paper(({ bytes }) => (bytes.length > 1000 ? TOO_LARGE : 0));
    const large = { key: Buffer.from('k'), value: Buffer.alloc(2000) };
    await assert.rejects(producer.send('t', [large]), (error) => isTriplineError(error, 'RECORD_TOO_LARGE'));
    await producer.send('t', some(1));
    assert.deepEqual(sent.at(-1)?.sequence, 0);
  });

  test('closing gives up what is not acknowledged, and refuses what comes after', async () => {
    const { counts, producer } = paper(() => undefined);
    const sending = producer.send('t', some(1));
    const rejected = assert.rejects(sending, (error) => isTriplineError(error, 'KAFKA_UNAVAILABLE'));
    await new Promise(setImmediate);
    await producer.close();
    await rejected;
    assert.ok(counts.closed > 0);
    await assert.rejects(producer.send('t', some(1)), (error) => isTriplineError(error, 'KAFKA_UNAVAILABLE'));
  });

  test('what was on its way when it closed sends nothing more, and closes what it may have opened', async () => {
    const [asked, ask] = signal();
    const [answered, answer] = signal();
    const calls: string[] = [];
    const wire: Wire = {
      leaders: async () => {
        ask();
        await answered;
        calls.push('leaders');
        return [0];
      },
      newProducerId: async () => {
        calls.push('producer id');
        return { producerId: 1n, producerEpoch: 0 };
      },
      produce: async () => {
        calls.push('produce');
        return [];
      },
      close: async () => void calls.push('close'),
    };
    const producer = new IdempotentProducer(async () => wire, 2000);
    const rejected = assert.rejects(producer.send('t', some(1)));
    await asked;
    const closing = producer.close();
    await rejected;
    answer();
    await closing;
    assert.deepEqual(calls, ['close', 'leaders', 'close']);
  });

  test('a deadline says what stood in the way', async () => {
    const { producer } = paper(() => NOT_LEADER);
    await assert.rejects(
      producer.send('t', some(1)),
      (error) =>
        isTriplineError(error, 'KAFKA_UNAVAILABLE') && error.detail.includes('NOT_LEADER_OR_FOLLOWER'),
    );
  });
});

test('only an acknowledgement, or a repetition that is known, counts as written', () => {
  assert.deepEqual(
    Array.from({ length: 130 }, (_, code) => code).filter((code) => verdictOf(code) === 'written'),
    [0, DUPLICATE],
  );
  assert.equal(verdictOf(-1), 'failed');
});
