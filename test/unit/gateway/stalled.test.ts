/** Kafka that takes a request and never answers it: nothing fails, and everybody waits; and one that is away, as the log has it. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { createMemoryKafka } from '../../../services/platform/kafka/memory.ts';
import type { Kafka } from '../../../services/platform/kafka/port.ts';
import { topicSpecs } from '../../../services/platform/kafka/topics.ts';
import { createLogger } from '../../../services/platform/log/logger.ts';
import { until } from '../../support/eventually.ts';
import { gatewayOn } from './support.ts';

const TIMEOUT_MS = 1000;
const QUESTION = { arguments: '{"q":"x"}', application: 'shop' };

/** A gateway whose writes hang from `stall` to `release`. */
async function stalling(t: TestContext) {
  const kafka = createMemoryKafka();
  await (await kafka.admin()).createTopics(topicSpecs());
  let answers = Promise.resolve();
  let release = () => undefined as void;
  const slow: Kafka = {
    ...kafka,
    producer: async () => {
      const producer = await kafka.producer();
      return { ...producer, send: (...given) => answers.then(() => producer.send(...given)) };
    },
  };
  t.after(() => release());
  const gateway = await gatewayOn(t, { kafka: slow, writeTimeoutMs: TIMEOUT_MS });
  const stall = () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    answers = promise;
    release = resolve;
  };
  return { gateway, stall, release: () => release() };
}

test('a call has one deadline for all that it writes, whatever is decided', async (t) => {
  const { gateway, stall, release } = await stalling(t);
  const key = await gateway.newKey();
  stall();
  const tools = [
    { name: 'sh', kind: 'SHELL' },
    { name: 'sql', kind: 'DATABASE' },
    { name: 'refund', kind: 'FUNCTION' },
  ];
  const asked = performance.now();
  const answers = await Promise.all(
    tools.map(async (tool) => {
      const { status, body } = await gateway.post(key, '/v1/gate', { ...QUESTION, tool });
      return { status, code: body['code'], ms: performance.now() - asked };
    }),
  );
  release();
  for (const { status, code, ms } of answers) {
    assert.deepEqual([status, code], [503, 'KAFKA_UNAVAILABLE']);
    assert.ok(ms < 1.9 * TIMEOUT_MS, `${ms} ms`);
  }
});

test('an approval that Kafka does not take has one deadline, too, beside the wait for a person', async (t) => {
  const { gateway, stall, release } = await stalling(t);
  const key = await gateway.newKey();
  const call = { ...QUESTION, tool: { name: 'refund', kind: 'FUNCTION' }, call_id: 'c1' };
  const { body } = await gateway.post(key, '/v1/gate', call);
  const { hold_id } = body['hold'] as { hold_id: string };
  await gateway.post(key, `/v1/approvals/${hold_id}`, { verdict: 'APPROVED', reason: 'seen' });
  stall();
  const asked = performance.now();
  const { status } = await gateway.post(key, '/v1/gate', call);
  const ms = performance.now() - asked;
  release();
  assert.equal(status, 503);
  assert.ok(ms < 1.9 * TIMEOUT_MS, `${ms} ms`);
});

test('with Kafka away the log says so once, and once that it is back', async (t) => {
  const lines: string[] = [];
  const logger = createLogger('gateway', 'info', {
    write: (line) => void lines.push((JSON.parse(line) as { msg: string }).msg),
  });
  const gateway = await gatewayOn(t, { writeTimeoutMs: 100, logger });
  const key = await gateway.newKey();
  gateway.kafka.setAvailable(false);
  for (let time = 0; time < 3; time++)
    await gateway.post(key, '/v1/gate', { ...QUESTION, tool: { name: 'refund', kind: 'FUNCTION' } });
  gateway.kafka.setAvailable(true);
  await until(() => lines.includes('Kafka is back'), 'that it is back');
  assert.deepEqual(
    lines.filter((line) => line.startsWith('Kafka is')),
    ['Kafka is away: it is tried again until it is back', 'Kafka is back'],
  );
  assert.ok(!lines.includes('behind a request'));
});
