import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TriplineError } from '../../../../services/core/errors.ts';
import { OutageLog } from '../../../../services/platform/kafka/outage-log.ts';
import { createLogger } from '../../../../services/platform/log/logger.ts';

const REFUSED = { component: 'kafkajs Connection', broker: 'kafka:9092' };
const NO_SEED = { component: 'kafkajs BrokerPool', retryCount: 1 };
const AWAY = 'Kafka is away: it is tried again until it is back';

function logOn(level = 'info') {
  const lines: Record<string, unknown>[] = [];
  const logger = createLogger('gateway', level, {
    write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>),
  });
  let now = 0;
  const outages = new OutageLog(logger, () => now);
  return { outages, lines, said: () => lines.map(({ msg }) => msg), pass: (ms: number) => (now += ms) };
}

test('an outage is told at once with what to do, then once a minute, and when it is over', () => {
  const { outages, lines, said, pass } = logOn();
  for (let second = 0; second < 150; second++) {
    outages.forClient.warn(REFUSED, 'Connection error: connect ECONNREFUSED');
    outages.forClient.warn(NO_SEED, 'Failed to connect to seed broker');
    outages.fault(new TriplineError('KAFKA_UNAVAILABLE', '(ECONNREFUSED)'));
    pass(1000);
  }
  outages.back();
  outages.back();
  assert.deepEqual(said(), [AWAY, AWAY, AWAY, 'Kafka is back']);
  const error = lines[0]?.['error'] as { code: string; message: string } | undefined;
  assert.equal(error?.code, 'KAFKA_UNAVAILABLE');
  assert.match(error.message, /\(broker kafka:9092\) Check TRIPLINE_KAFKA_BROKERS/);
});

test('a broker that comes and goes is told of once a minute, too', () => {
  const { outages, said, pass } = logOn();
  for (let second = 0; second < 90; second++) {
    outages.forClient.warn(REFUSED, 'Connection error');
    outages.back();
    pass(1000);
  }
  assert.deepEqual(said(), [AWAY, 'Kafka is back', AWAY, 'Kafka is back']);
});

test('a broker that answers, though with a no, is not away: that is told as it is', () => {
  const { outages, said } = logOn();
  const no = 'Response Metadata(key: 3, version: 6)';
  outages.forClient.warn({ ...REFUSED, correlationId: 7, size: 9 }, no);
  outages.back();
  assert.deepEqual(said(), [no]);
});

test('what is no outage is told each time, and what the client says is there for who debugs', () => {
  const { outages, said } = logOn('debug');
  outages.back();
  outages.forClient.warn(NO_SEED, 'Failed to connect to seed broker');
  outages.forClient.warn({ component: 'kafkajs ConsumerGroup' }, 'left its group');
  for (let time = 0; time < 2; time++) outages.fault(new TriplineError('QUEUE_FULL'));
  assert.deepEqual(said(), [
    'Failed to connect to seed broker',
    'left its group',
    'behind a request',
    'behind a request',
  ]);
});
