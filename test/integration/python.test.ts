/** Python reads what we write, and the producer of docs/python.md writes what we read. */
import assert from 'node:assert/strict';
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { decodeEvent, encodeRecord } from '../../services/core/events/codec.ts';
import type { TriplineRecord } from '../../services/core/events/types.ts';
import { createKafka } from '../../services/platform/kafka/kafkajs.ts';
import type { IncomingRecord } from '../../services/platform/kafka/port.ts';
import { topicNames, topicSpecs } from '../../services/platform/kafka/topics.ts';
import {
  everything,
  generateRecord,
  RECORD_TYPES,
  randomly,
  seeded,
} from '../unit/core/events/generated-record.ts';

const root = join(import.meta.dirname, '../..');
const python = process.env['TRIPLINE_TEST_PYTHON'] ?? 'python3';
const broker = process.env['TRIPLINE_TEST_KAFKA'];

test('fastavro reads what we write, every kind of record', (t) => {
  if (!hasModules(t, 'fastavro')) return;
  const next = seeded(3);
  const records = RECORD_TYPES.flatMap((type) => [
    generateRecord(type, everything),
    ...Array.from({ length: 20 }, () => generateRecord(type, randomly(next))).filter(hasNoKeyTwice),
  ]);
  const input = records.map((record) => encodeRecord(record).toString('base64')).join('\n');
  const { status, stdout, stderr } = run(['test/fixtures/read_avro.py'], {}, input);
  assert.equal(status, 0, stderr);
  const read = stdout.trimEnd().split('\n');
  assert.equal(read.length, records.length);
  read.forEach((line, index) => {
    const { type, ...fields } = records[index] as TriplineRecord;
    assert.deepEqual(JSON.parse(line), JSON.parse(JSON.stringify(described(fields))), type);
  });
});

test('the producer of docs/python.md sends an event that we read', async (t) => {
  if (!hasModules(t, 'fastavro', 'confluent_kafka')) return;
  if (broker === undefined) return t.skip('TRIPLINE_TEST_KAFKA names no broker: run it through `npm test`');
  const prefix = `python-${randomUUID()}.`;
  const { events } = topicNames(prefix);
  const kafka = createKafka({ brokers: broker.split(','), clientId: 'python-test' });
  const admin = await kafka.admin();
  try {
    await admin.createTopics(topicSpecs(prefix, 2).filter(({ topic }) => topic === events));
    const began = Date.now();
    const environment = { TRIPLINE_KAFKA_BROKERS: broker, TRIPLINE_KAFKA_TOPIC_PREFIX: prefix };
    const { status, stderr } = run(['-c', producerOfThePage()], environment);
    assert.equal(status, 0, stderr);
    const records: IncomingRecord[] = [];
    for await (const record of kafka.read(events)) records.push(record);
    assert.equal(records.length, 1);
    assert.equal(records[0]?.key?.toString(), 'session-1');
    checkEvent(records[0]?.value ?? null, began);
  } finally {
    await admin.deleteTopics([events]);
    await admin.close();
  }
});

test('the producer of docs/python.md has about thirty lines', () => {
  const lines = producerOfThePage()
    .split('\n')
    .filter((line) => line.trim() !== '');
  assert.ok(lines.length <= 32, `${lines.length} lines`);
});

function checkEvent(value: Buffer | null, began: number): void {
  const event = decodeEvent(value);
  assert.ok(event.type === 'prompt');
  assert.equal(event.messages[0]?.content.toString(), 'How do I reset my password? 🔑');
  assert.equal(event.messages[0]?.media_type, 'text/plain');
  assert.equal(event.origin.actor.user_id, 'ada');
  assert.equal(event.status, 'SENT');
  const age = event.origin.occurred_at / 1000 - began;
  assert.ok(age > -1000 && age < 60_000, `${age} ms`);
}

function producerOfThePage(): string {
  const page = readFileSync(join(root, 'docs/python.md'), 'utf8');
  const [, code = '', ...more] = page.split(/^```python\n(.*?)^```$/ms);
  assert.ok(code !== '' && more.length === 1, 'docs/python.md has one block of Python');
  return code;
}

function hasModules(t: TestContext, ...modules: string[]): boolean {
  const found = run(['-c', `import ${modules.join(', ')}`]).status === 0;
  if (!found)
    t.skip(
      `${python} cannot import ${modules.join(' and ')}: pip install fastavro confluent-kafka, or set TRIPLINE_TEST_PYTHON`,
    );
  return found;
}

function run(args: string[], environment: Record<string, string> = {}, input = ''): SpawnSyncReturns<string> {
  return spawnSync(python, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, PYTHONIOENCODING: 'utf-8', ...environment },
    input,
    maxBuffer: 64 * 1024 * 1024,
    timeout: 60_000,
  });
}

function described(value: unknown): unknown {
  if (Buffer.isBuffer(value)) return { base64: value.toString('base64') };
  if (Array.isArray(value)) return value.map(described);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, described(item)]));
}

/** A Python dict holds a key once. */
function hasNoKeyTwice(record: TriplineRecord): boolean {
  if (!('origin' in record)) return true;
  const { tags, attributes } = record.origin;
  return [tags, attributes].every(
    (entries) => new Set(entries.map(({ key }) => key)).size === entries.length,
  );
}
