import assert from 'node:assert/strict';
import { test } from 'node:test';
import { topicNames, topicSpecs } from '../../../../services/platform/kafka/topics.ts';

test('every topic has a spec, its partitions and the time of the broker', () => {
  const specs = topicSpecs('p.', 7);
  assert.deepEqual(
    new Set(specs.map(({ topic }) => topic)),
    new Set<string>(Object.values(topicNames('p.'))),
  );
  assert.equal(specs.length, 6);
  assert.ok(specs.every(({ config }) => config?.['message.timestamp.type'] === 'LogAppendTime'));
});

test('limits and retention are those of the design', () => {
  const { events, enriched, deadLetters, checkpoints, control } = topicNames();
  const configs = Object.fromEntries(topicSpecs().map(({ topic, config }) => [topic, config]));
  assert.equal(configs[events]?.['max.message.bytes'], '12582912');
  assert.equal(configs[enriched]?.['max.message.bytes'], '16777216');
  assert.equal(configs[deadLetters]?.['max.message.bytes'], '16777216');
  assert.equal(configs[checkpoints]?.['retention.ms'], '-1');
  assert.equal(configs[control]?.['cleanup.policy'], 'compact');
});
