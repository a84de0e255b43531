import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import type { PromptEvent } from '../../../../services/core/events/types.ts';
import type { Emitter, EmitterStats } from '../../../../services/emitter/index.ts';
import { isTriplineError } from '../../../../services/emitter/index.ts';
import { until } from '../../../support/eventually.ts';
import { emitterOn, events, KEY, question, stuck, twin } from '../support.ts';
import { temporary } from './support.ts';

test('with Kafka away events are durable on disk; when it is back they go in order, before newer ones', async (t) => {
  const kafka = await twin();
  const directory = temporary(t);
  kafka.setAvailable(false);
  const emitter = emitterOn(kafka, { spool: { directory }, key: KEY });
  const early = emit(emitter, 0, 400);
  await Promise.all(early.map(({ durable }) => durable));
  const { spooledEvents, spooledBytes, queuedEvents, queuedBytes } = emitter.stats();
  assert.deepEqual([spooledEvents, queuedEvents, queuedBytes], [400, 0, 0]);
  assert.equal(spooledBytes, sizeOf(directory));
  const waitedForBefore = early[0]?.acknowledged;
  kafka.setAvailable(true);
  emit(emitter, 400, 500);
  await emitter.flush();
  await Promise.all([waitedForBefore, ...early.map(({ acknowledged }) => acknowledged)]);
  assert.deepEqual(await texts(kafka), numbers(0, 500));
  assertSum(emitter.stats(), { acknowledged: 500, spooledEvents: 0 });
  await until(() => emitter.stats().spooledBytes === 0, 'the files are removed');
  assert.ok(emitter.stats().replayed >= 400);
  await emitter.close();
  assert.deepEqual(filesIn(directory), []);
});

test('an event that Kafka neither takes nor refuses is on disk within a quarter of a second', async (t) => {
  const kafka = await twin();
  const { port, release } = stuck(kafka);
  const emitter = emitterOn(kafka, { kafka: port, spool: { directory: temporary(t) } });
  const first = emitter.prompt(question('0', 's'));
  await first.durable;
  assert.equal(emitter.stats().spooledEvents, 1);
  const second = emitter.prompt(question('1', 's'));
  await second.durable;
  release();
  await emitter.flush();
  assert.deepEqual(await texts(kafka), ['0', '1']);
  assertSum(emitter.stats(), { acknowledged: 2, replayed: 1 });
  await Promise.all([first.acknowledged, second.acknowledged]);
  await emitter.close();
});

test('what takes half of the queue is on disk at once, so that the disk, and not the queue, is what gets full', async (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] });
  const kafka = await twin();
  const { port, release } = stuck(kafka);
  const emitter = emitterOn(kafka, {
    kafka: port,
    maxQueueBytes: 65_536,
    spool: { directory: temporary(t) },
  });
  for (let at = 0; at < 200; at++) {
    const receipt = emitter.prompt(question(`${at} ${'x'.repeat(1000)}`, 's'));
    assert.ok(receipt.accepted);
    if (at % 15 === 14) await until(() => emitter.stats().queuedBytes <= 32_768, 'there is room');
  }
  assert.ok(emitter.stats().spooledEvents > 150);
  release();
  await emitter.flush();
  assert.deepEqual(
    (await texts(kafka)).map((text) => text.split(' ')[0]),
    numbers(0, 200),
  );
  await emitter.close();
});

test('while Kafka answers, nothing touches the disk, and an acknowledged event is durable', async (t) => {
  const kafka = await twin();
  const directory = temporary(t);
  const emitter = emitterOn(kafka, { spool: { directory } });
  const receipts = emit(emitter, 0, 100);
  await Promise.all(receipts.map(({ durable }) => durable));
  assertSum(emitter.stats(), { acknowledged: 100, replayed: 0 });
  await emitter.close();
  assert.deepEqual(filesIn(directory), []);
});

test('without a spool, durable is acknowledged', async () => {
  const kafka = await twin();
  const emitter = emitterOn(kafka);
  await emitter.prompt(question()).durable;
  assert.equal(emitter.stats().acknowledged, 1);
  kafka.setAvailable(false);
  const lost = emitter.prompt(question());
  const never = assert.rejects(lost.durable, (error) => isTriplineError(error, 'KAFKA_UNAVAILABLE'));
  await emitter.close(1);
  await never;
  await assert.rejects(emitter.prompt(question()).durable, (error) =>
    isTriplineError(error, 'EMITTER_CLOSED'),
  );
});

test('closing with Kafka away leaves everything on disk; the next emitter sends it beside its own', async (t) => {
  const kafka = await twin();
  const directory = temporary(t);
  kafka.setAvailable(false);
  const heard: string[] = [];
  const first = emitterOn(kafka, { spool: { directory }, onError: ({ code }) => heard.push(code) });
  const receipts = emit(first, 0, 50);
  const flushing = first.flush(60_000);
  const abandoned = assert.rejects(flushing, (error) => isTriplineError(error, 'KAFKA_UNAVAILABLE'));
  await first.close(1);
  await abandoned;
  assertSum(first.stats(), { lost: 0, spooledEvents: 50 });
  for (const { durable, acknowledged } of receipts) {
    await durable;
    await assert.rejects(acknowledged, (error) => isTriplineError(error, 'KAFKA_UNAVAILABLE'));
  }
  assert.deepEqual(heard, ['KAFKA_UNAVAILABLE']);
  kafka.setAvailable(true);
  const second = emitterOn(kafka, { spool: { directory } });
  await until(() => second.stats().recovered === 50, 'what the first left is sent');
  await second.close();
  assertSum(second.stats(), { emitted: 0, recovered: 50 });
  assert.deepEqual(await texts(kafka), numbers(0, 50));
  assert.deepEqual(filesIn(directory), []);
});

test('an emitter of another tenant, topic or key does not take what is not its own', async (t) => {
  const kafka = await twin();
  const directory = temporary(t);
  kafka.setAvailable(false);
  const first = emitterOn(kafka, { spool: { directory } });
  emit(first, 0, 5);
  await first.close(1);
  kafka.setAvailable(true);
  for (const options of [{ tenant: 'other' }, { topicPrefix: 'x.' }, { key: KEY }]) {
    const other = emitterOn(kafka, { spool: { directory }, ...options });
    await other.close();
    assert.equal(other.stats().recovered, 0);
  }
  assert.deepEqual(await texts(kafka), []);
});

test('a full spool refuses the newest, says so once, and goes on when there is room', async (t) => {
  const kafka = await twin();
  kafka.setAvailable(false);
  const heard: string[] = [];
  const directory = temporary(t);
  const maxBytes = 16 * 1024 * 1024;
  const emitter = emitterOn(kafka, {
    spool: { directory, maxBytes },
    onError: ({ code }) => heard.push(code),
  });
  const receipts = [];
  for (let at = 0; at < 30; at++) {
    const receipt = emitter.prompt({ ...question('x'.repeat(1024 * 1024), 's') });
    if (receipt.accepted) await receipt.durable;
    receipts.push(receipt);
  }
  const accepted = receipts.filter((receipt) => receipt.accepted).length;
  assert.equal(
    receipts.findIndex((receipt) => !receipt.accepted),
    accepted,
  );
  assert.deepEqual(
    new Set(receipts.slice(accepted).map(({ error }) => error?.code)),
    new Set(['SPOOL_FULL']),
  );
  assertSum(emitter.stats(), { spooledEvents: accepted, dropped: 30 - accepted });
  assert.ok(sizeOf(directory) <= maxBytes && accepted >= 14);
  assert.equal(heard.filter((code) => code === 'SPOOL_FULL').length, 1);
  kafka.setAvailable(true);
  await emitter.flush();
  assert.ok(emitter.prompt(question('last', 's')).accepted);
  await emitter.close();
  const sequences = (await events(kafka)).map(({ origin }) => origin.emitter?.sequence);
  assert.deepEqual(sequences, [...numbers(1, accepted + 1).map(Number), 31]);
});

test('what others left keeps no new event out while Kafka answers, and counts while it does not', async (t) => {
  const kafka = await twin();
  kafka.setAvailable(false);
  const spool = { directory: temporary(t), maxBytes: 16 * 1024 * 1024 };
  const first = emitterOn(kafka, { spool });
  while (first.prompt(question('x'.repeat(1024 * 1024), 's')).accepted)
    await first.flush(50).catch(() => undefined);
  await first.close(1);
  kafka.setAvailable(true);
  const { port, release } = stuck(kafka);
  const second = emitterOn(kafka, { kafka: port, spool });
  await until(() => second.stats().spooledBytes > spool.maxBytes - 2 * 1024 * 1024, 'it takes over');
  const large = question('y'.repeat(2 * 1024 * 1024), 's');
  assert.equal(second.prompt(large).error, null);
  kafka.setAvailable(false);
  release();
  await until(() => second.prompt(large).error?.code === 'SPOOL_FULL', 'it notices that Kafka is away');
  kafka.setAvailable(true);
  const left = first.stats().spooledEvents;
  await until(() => second.stats().recovered === left, 'what was left is sent');
  await second.close();
  assert.deepEqual(filesIn(spool.directory), []);
});

test('a disk that cannot be written costs nothing but what memory cannot hold; errors are told, and counted', async (t) => {
  const kafka = await twin();
  kafka.setAvailable(false);
  const heard: string[] = [];
  const directory = join(temporary(t), 'a file');
  writeFileSync(directory, '');
  const emitter = emitterOn(kafka, { spool: { directory }, onError: ({ code }) => heard.push(code) });
  emit(emitter, 0, 10);
  await until(() => emitter.stats().spoolErrors > 1, 'the disk fails');
  assertSum(emitter.stats(), { queuedEvents: 10 });
  assert.equal(heard.filter((code) => code === 'SPOOL_FAILED').length, 1);
  kafka.setAvailable(true);
  await emitter.flush();
  assert.deepEqual(await texts(kafka), numbers(0, 10));
  kafka.setAvailable(false);
  const lost = emitter.prompt(question());
  await emitter.close(1);
  await assert.rejects(lost.durable, (error) => isTriplineError(error, 'KAFKA_UNAVAILABLE'));
  assertSum(emitter.stats(), { acknowledged: 10, lost: 1 });
});

test('an event that is damaged on disk is lost, counted and told; the others arrive', async (t) => {
  const kafka = await twin();
  kafka.setAvailable(false);
  const heard: string[] = [];
  const directory = temporary(t);
  const emitter = emitterOn(kafka, { spool: { directory }, onError: ({ code }) => heard.push(code) });
  const [first, second, third] = await Promise.all(
    ['one', 'two', 'three'].map(async (text) => {
      const receipt = emitter.prompt(question(text, 's'));
      await receipt.durable;
      return receipt;
    }),
  );
  const [path = ''] = filesIn(directory);
  const bytes = readFileSync(path);
  bytes.writeUInt8(0, bytes.indexOf('two'));
  writeFileSync(path, bytes);
  kafka.setAvailable(true);
  await emitter.flush();
  await Promise.all([first?.acknowledged, third?.acknowledged]);
  await assert.rejects(second?.acknowledged ?? Promise.resolve(), (error) =>
    isTriplineError(error, 'SPOOL_DAMAGED'),
  );
  assertSum(emitter.stats(), { acknowledged: 2, lost: 1, corrupted: 1 });
  assert.deepEqual(await texts(kafka), ['one', 'three']);
  assert.ok(heard.includes('SPOOL_DAMAGED'));
  await emitter.close();
});

test('a folder that another process took over is its to send; this one counts it, and goes on', async (t) => {
  const kafka = await twin();
  kafka.setAvailable(false);
  const directory = temporary(t);
  const emitter = emitterOn(kafka, { spool: { directory } });
  const early = emit(emitter, 0, 3);
  await Promise.all(early.map(({ durable }) => durable));
  const folder = dirname(filesIn(directory)[0] ?? '');
  renameSync(folder, join(dirname(folder), 'taken'));
  await Promise.all(emit(emitter, 3, 5).map(({ durable }) => durable));
  kafka.setAvailable(true);
  await emitter.flush();
  assertSum(emitter.stats(), { handedOver: 3, acknowledged: 2, lost: 0, replayed: 2 });
  await assert.rejects(early[0]?.acknowledged ?? Promise.resolve(), (error) =>
    isTriplineError(error, 'SPOOL_FAILED'),
  );
  assert.deepEqual(await texts(kafka), ['3', '4']);
  await emitter.close();
});

test('emitters that share a directory and live leave each other alone', async (t) => {
  const kafka = await twin();
  kafka.setAvailable(false);
  const directory = temporary(t);
  const [one, two] = [1, 2].map(() => emitterOn(kafka, { spool: { directory } })) as [Emitter, Emitter];
  await Promise.all([one, two].flatMap((emitter) => emit(emitter, 0, 20)).map(({ durable }) => durable));
  const three = emitterOn(kafka, { spool: { directory } });
  kafka.setAvailable(true);
  await Promise.all([one.flush(), two.flush()]);
  for (const emitter of [one, two, three]) await emitter.close();
  assertSum(one.stats(), { acknowledged: 20, replayed: 20, handedOver: 0 });
  assertSum(two.stats(), { acknowledged: 20, replayed: 20, handedOver: 0 });
  assert.equal(three.stats().recovered, 0);
});

test('what stands in the directory and is no segment of ours is neither read nor removed', async (t) => {
  const kafka = await twin();
  kafka.setAvailable(false);
  const directory = temporary(t);
  const first = emitterOn(kafka, { spool: { directory } });
  emit(first, 0, 1);
  await first.close(1);
  const folder = dirname(filesIn(directory)[0] ?? '');
  mkdirSync(join(folder, '000000000007.seg'));
  writeFileSync(join(folder, '000000000008.seg'), 'garbage'.repeat(20));
  truncateSync(join(folder, '000000000008.seg'), 2 ** 31);
  writeFileSync(join(folder, '000000000009.seg'), 'garbage'.repeat(20));
  writeFileSync(join(folder, 'notes.txt'), '');
  kafka.setAvailable(true);
  const second = emitterOn(kafka, { spool: { directory } });
  await until(() => second.stats().corrupted === 3, 'everything is looked at');
  await second.close();
  assert.equal(second.stats().recovered, 1);
  const left = readdirSync(directory, { recursive: true, encoding: 'utf8' }).map((path) => basename(path));
  assert.deepEqual(left.filter((name) => name.includes('.')).sort(), [
    '000000000007.seg',
    '000000000008.seg',
    'notes.txt',
  ]);
});

test('what a topic refuses on the way from disk is lost alone', async (t) => {
  const kafka = await twin();
  const admin = await kafka.admin();
  await admin.deleteTopics(['llm.events']);
  await admin.createTopics([{ topic: 'llm.events', partitions: 1, config: { 'max.message.bytes': '5000' } }]);
  kafka.setAvailable(false);
  const emitter = emitterOn(kafka, { spool: { directory: temporary(t) } });
  const receipts = ['a', 'x'.repeat(6000), 'b'].map((text) => emitter.prompt(question(text, 's')));
  await Promise.all(receipts.map(({ durable }) => durable));
  kafka.setAvailable(true);
  await emitter.flush();
  const outcomes = await Promise.allSettled(receipts.map(({ acknowledged }) => acknowledged));
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled'],
  );
  assertSum(emitter.stats(), { acknowledged: 2, lost: 1, replayed: 2 });
  await emitter.close();
});

test('a process killed with Kafka away leaves every durable event to the next one, to the byte and in order', async (t) => {
  const directory = temporary(t);
  const program = join(import.meta.dirname, '../../../support/spooling-program.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', program, directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const durable: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    durable.push(line);
    if (durable.length === 200) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  assert.equal(child.signalCode, 'SIGKILL');
  const kafka = await twin();
  const emitter = emitterOn(kafka, { spool: { directory }, key: KEY });
  await until(() => emitter.stats().recovered >= durable.length, 'what was left is sent');
  await emitter.close();
  const arrived = await texts(kafka);
  assert.ok(arrived.length >= 200);
  assert.deepEqual(arrived, numbers(0, arrived.length));
  const ids = (await events(kafka)).map(({ origin }) => origin.event_id);
  assert.deepEqual(durable, ids.slice(0, durable.length));
  assert.deepEqual(filesIn(directory), []);
  assert.equal(emitter.stats().corrupted, 0);
});

function emit(emitter: Emitter, from: number, to: number) {
  return numbers(from, to).map((text) => emitter.prompt(question(text, 's')));
}

function numbers(from: number, to: number): string[] {
  return Array.from({ length: to - from }, (_, index) => `${from + index}`);
}

async function texts(kafka: Awaited<ReturnType<typeof twin>>): Promise<string[]> {
  return ((await events(kafka)) as PromptEvent[]).map(({ messages }) => String(messages[0]?.content));
}

function filesIn(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.seg'))
    .map((name) => join(directory, name));
}

function sizeOf(directory: string): number {
  return filesIn(directory).reduce((sum, path) => sum + readFileSync(path).length, 0);
}

/** Every event emitted is counted in exactly one place. */
function assertSum(stats: EmitterStats, wanted: Partial<EmitterStats>): void {
  const { acknowledged, dropped, refused, lost, queuedEvents, spooledEvents, handedOver } = stats;
  assert.equal(
    stats.emitted,
    acknowledged + dropped + refused + lost + queuedEvents + spooledEvents + handedOver,
  );
  assert.partialDeepStrictEqual(stats, wanted);
}
