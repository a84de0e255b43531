import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MAX_RECORD_BYTES } from '../../../services/core/events/codec.ts';
import type {
  FeedbackEvent,
  OutputEvent,
  PromptEvent,
  ToolEvent,
} from '../../../services/core/events/types.ts';
import { isTriplineError, type TriplineError } from '../../../services/emitter/index.ts';
import type { Kafka, Producer } from '../../../services/platform/kafka/port.ts';
import { emitterOn, events, KEY, question, stuck, twin } from './support.ts';

test('a receipt resolves when Kafka has acknowledged the event, and flush when it has all', async () => {
  const kafka = await twin();
  const emitter = emitterOn(kafka, { lingerMs: 60_000 });
  const receipts = Array.from({ length: 2500 }, (_, index) => emitter.prompt(question(`${index}`, 's')));
  assert.ok(receipts.every(({ accepted }) => accepted));
  await emitter.flush();
  await Promise.all(receipts.map(({ acknowledged }) => acknowledged));
  const arrived = (await events(kafka)) as PromptEvent[];
  assert.deepEqual(
    arrived.map(({ messages }) => String(messages[0]?.content)),
    receipts.map((_, index) => `${index}`),
  );
  assert.deepEqual(emitter.stats(), {
    emitted: 2500,
    acknowledged: 2500,
    dropped: 0,
    refused: 0,
    lost: 0,
    queuedEvents: 0,
    queuedBytes: 0,
    spooledEvents: 0,
    spooledBytes: 0,
    replayed: 0,
    handedOver: 0,
    recovered: 0,
    recoveredRefused: 0,
    setAside: 0,
    corrupted: 0,
    torn: 0,
    spoolErrors: 0,
  });
  await emitter.close();
});

test('with Kafka away the queue fills, then new events are refused and leave a gap; nothing accepted is lost', async () => {
  const kafka = await twin();
  kafka.setAvailable(false);
  const heard: string[] = [];
  const emitter = emitterOn(kafka, { maxQueueBytes: 64 * 1024, onError: ({ code }) => heard.push(code) });
  const receipts = Array.from({ length: 100 }, () => emitter.prompt(question('x'.repeat(1000), 's')));
  const accepted = receipts.filter((receipt) => receipt.accepted).length;
  const { dropped, queuedEvents, queuedBytes } = emitter.stats();
  assert.ok(accepted > 20 && accepted < 100);
  assert.deepEqual([queuedEvents, dropped], [accepted, 100 - accepted]);
  assert.ok(queuedBytes <= 64 * 1024);
  assert.equal(receipts.at(-1)?.error?.code, 'QUEUE_FULL');
  assert.equal(heard.filter((code) => code === 'QUEUE_FULL').length, 1);
  await assert.rejects(emitter.flush(20), (error) => isTriplineError(error, 'KAFKA_UNAVAILABLE'));
  kafka.setAvailable(true);
  await emitter.flush();
  assert.equal(emitter.prompt(question('x', 's')).accepted, true);
  await emitter.close();
  const sequences = (await events(kafka)).map(({ origin }) => origin.emitter?.sequence);
  assert.deepEqual(sequences, [...Array.from({ length: accepted }, (_, index) => index + 1), 101]);
  assert.equal(heard.filter((code) => code === 'KAFKA_UNAVAILABLE').length, 1);
});

test('order is kept through failures between batches', async () => {
  const kafka = await twin();
  const flaky = failingEvery(3, kafka);
  const emitter = emitterOn(kafka, { kafka: flaky, maxBatchBytes: 4096 });
  for (let index = 0; index < 60; index++) emitter.prompt(question(`${index}`, 's'));
  await emitter.flush();
  const texts = ((await events(kafka)) as PromptEvent[]).map(({ messages }) => String(messages[0]?.content));
  assert.deepEqual(
    texts,
    Array.from({ length: 60 }, (_, index) => `${index}`),
  );
  await emitter.close();
});

test('closing while Kafka is away ends in time, counts what is lost and rejects its receipts', async () => {
  const kafka = await twin();
  kafka.setAvailable(false);
  const emitter = emitterOn(kafka);
  const receipt = emitter.prompt(question());
  emitter.prompt(question());
  await emitter.close(20);
  await assert.rejects(receipt.acknowledged, (error) => isTriplineError(error, 'KAFKA_UNAVAILABLE'));
  const { lost, queuedEvents, queuedBytes } = emitter.stats();
  assert.deepEqual([lost, queuedEvents, queuedBytes], [2, 0, 0]);
});

test('a receipt that nobody looks at, or whose promise nobody awaits, never ends the host', async (t) => {
  const rejections: unknown[] = [];
  const listen = (reason: unknown) => rejections.push(reason);
  process.on('unhandledRejection', listen);
  t.after(() => process.off('unhandledRejection', listen));
  const kafka = await twin();
  kafka.setAvailable(false);
  const emitter = emitterOn(kafka, {
    onError: () => {
      throw new Error('the host fails too');
    },
  });
  void emitter.prompt(question()).acknowledged;
  emitter.prompt(question());
  void emitter.prompt(null as never).acknowledged;
  await emitter.close(1);
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(rejections, []);
});

test('an event of exactly the limit arrives whole; one byte more is refused and a stub says so', async () => {
  const kafka = await twin();
  const heard: TriplineError[] = [];
  const emitter = emitterOn(kafka, {
    sampling: { rate: 1 },
    key: KEY,
    onError: (error) => heard.push(error),
  });
  const empty = emitter.prompt({ ...question('', 's'), tags: { why: 'to measure' } });
  assert.ok(empty.accepted);
  const overhead = emitter.stats().queuedBytes - 512 - 1;
  await emitter.flush();
  const content = Buffer.alloc(MAX_RECORD_BYTES - overhead - 3, 'x');
  const largest = emitter.prompt({ ...question(content, 's'), tags: { why: 'to measure' } });
  assert.ok(largest.accepted, largest.error?.message);
  const larger = emitter.prompt({
    ...question(Buffer.concat([content, Buffer.from('y')]), 's'),
    tags: { why: 'to measure' },
  });
  assert.equal(larger.error?.code, 'RECORD_TOO_LARGE');
  await emitter.close();
  const [, whole, stub] = (await events(kafka)) as PromptEvent[];
  assert.ok(whole?.messages[0]?.content.equals(content));
  assert.equal(stub?.origin.event_id, larger.event_id);
  assert.equal(stub?.origin.capture, 'STUB');
  assert.equal(stub?.origin.emitter?.sequence, 3);
  assert.equal(stub?.error?.type, 'RECORD_TOO_LARGE');
  assert.deepEqual(stub?.messages, []);
  assert.equal(stub?.content_length, content.length + 1);
  assert.match(stub?.content_digest ?? '', /^[0-9a-f]{64}$/);
  assert.deepEqual(
    heard.map(({ code }) => code),
    ['RECORD_TOO_LARGE'],
  );
  const { emitted, acknowledged, refused } = emitter.stats();
  assert.deepEqual([emitted, acknowledged, refused], [4, 3, 1]);
});

test('outputs, tool calls and feedback that are too large leave a stub too; without a key it has no digest', async () => {
  const kafka = await twin();
  const emitter = emitterOn(kafka);
  const huge = Buffer.alloc(MAX_RECORD_BYTES, 'x');
  const tags = { huge: 'x'.repeat(MAX_RECORD_BYTES) };
  const codes = [
    emitter.prompt({ ...question('x', 's'), tags }),
    emitter.output({ session_id: 's', model: 'm', choices: [{ content: huge }] }),
    emitter.tool({
      session_id: 's',
      phase: 'COMPLETED',
      call_id: 'c',
      tool: { name: 't', kind: 'HTTP' },
      arguments: '',
      result: huge,
    }),
    emitter.feedback({ session_id: 's', about_event_id: 'e', verdict: 'HARMFUL', comment: huge }),
    emitter.prompt({ ...question('x'), session_id: tags.huge }),
  ].map(({ error }) => error?.code);
  assert.deepEqual(codes, Array(5).fill('RECORD_TOO_LARGE'));
  await emitter.close();
  const [prompt, output, tool, feedback, none] = await events(kafka);
  assert.equal((prompt as PromptEvent).content_digest, null);
  assert.deepEqual((output as OutputEvent).choices, []);
  assert.equal((tool as ToolEvent).result, null);
  assert.equal((feedback as FeedbackEvent).comment, null);
  assert.equal(none, undefined);
  for (const event of [prompt, output, tool, feedback]) {
    assert.equal(event?.origin.capture, 'STUB');
    assert.deepEqual(event?.origin.tags, []);
    const [{ key, value } = { key: '', value: '' }] = event?.origin.attributes ?? [];
    assert.equal(key, 'tripline.encoded_length');
    assert.ok(Number(value) > MAX_RECORD_BYTES);
  }
});

test('a topic with a smaller limit loses the record at fault alone', async () => {
  const kafka = await twin();
  const admin = await kafka.admin();
  await admin.deleteTopics(['llm.events']);
  await admin.createTopics([{ topic: 'llm.events', partitions: 1, config: { 'max.message.bytes': '5000' } }]);
  const emitter = emitterOn(kafka, { lingerMs: 10 });
  const receipts = ['a', 'x'.repeat(6000), 'b'].map((text) => emitter.prompt(question(text, 's')));
  await emitter.flush();
  const outcomes = await Promise.allSettled(receipts.map(({ acknowledged }) => acknowledged));
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled'],
  );
  const { acknowledged, lost } = emitter.stats();
  assert.deepEqual([acknowledged, lost], [2, 1]);
  await emitter.close();
});

test('a request is full before it lingers: bursts are sent in few requests', async () => {
  const kafka = await twin();
  const sizes: number[] = [];
  const emitter = emitterOn(kafka, { kafka: watching(kafka, (records) => sizes.push(records.length)) });
  for (let index = 0; index < 300; index++) emitter.prompt(question('x'.repeat(100), 's'));
  await emitter.flush();
  assert.ok(sizes.length <= 2, `${sizes.length} requests`);
  await emitter.close();
});

test('flush waits as long as it is told, for ever too', async () => {
  const kafka = await twin();
  const { port, release } = stuck(kafka);
  const emitter = emitterOn(kafka, { kafka: port });
  emitter.prompt(question());
  const outcomes: string[] = [];
  const waits = [Infinity, Number.MAX_SAFE_INTEGER].map(async (timeoutMs) => {
    await emitter.flush(timeoutMs);
    outcomes.push('flushed');
  });
  await assert.rejects(emitter.flush(20), (error) => isTriplineError(error, 'KAFKA_UNAVAILABLE'));
  assert.deepEqual(outcomes, []);
  release();
  await Promise.all(waits);
  await emitter.close(Infinity);
});

test('while nobody waits for a receipt, events wait 50 ms for others; who waits, waits 5 ms at most', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const kafka = await twin();
  const sizes: number[] = [];
  const port = watching(kafka, (records) => sizes.push(records.length));
  const emitter = emitterOn(kafka, { kafka: port, lingerMs: 5 });
  const pass = async (ms: number) => {
    t.mock.timers.tick(ms);
    for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
  };
  emitter.prompt(question());
  await pass(5);
  emitter.prompt(question());
  await pass(44);
  assert.deepEqual(sizes, []);
  await pass(1);
  assert.deepEqual(sizes, [2]);

  void emitter.prompt(question()).durable;
  await pass(4);
  emitter.prompt(question());
  await pass(1);
  assert.deepEqual(sizes, [2, 2]);

  const late = emitter.prompt(question());
  await pass(5);
  assert.deepEqual(sizes, [2, 2]);
  void late.acknowledged;
  await pass(0);
  assert.deepEqual(sizes, [2, 2, 1]);

  emitter.prompt(question());
  await pass(5);
  const flushed = emitter.flush();
  await pass(0);
  await flushed;
  assert.deepEqual(sizes, [2, 2, 1, 1]);

  for (let at = 0; at < 1000; at++) emitter.prompt(question('x'));
  await pass(0);
  assert.deepEqual(sizes, [2, 2, 1, 1, 1000]);
  await emitter.close();
});

test('the connection is made with the first event, and again when it could not be made', async () => {
  const kafka = await twin();
  let connections = 0;
  const port: Kafka = {
    ...kafka,
    producer: async () => {
      connections++;
      if (connections === 1) throw new Error('no such host');
      return kafka.producer();
    },
  };
  const emitter = emitterOn(kafka, { kafka: port });
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(connections, 0);
  await emitter.prompt(question()).acknowledged;
  assert.equal(connections, 2);
  await emitter.close();
});

function watching(kafka: Kafka, watch: (records: Parameters<Producer['send']>[1]) => void): Kafka {
  return {
    ...kafka,
    producer: async () => {
      const producer = await kafka.producer();
      return {
        send: async (topic, records) => {
          watch(records);
          await producer.send(topic, records);
        },
        close: () => producer.close(),
      };
    },
  };
}

function failingEvery(nth: number, kafka: Kafka): Kafka {
  let sends = 0;
  return watching(kafka, () => {
    if (++sends % nth === 0) throw new Error('a failure');
  });
}
