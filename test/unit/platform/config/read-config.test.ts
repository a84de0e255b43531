import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { z } from 'zod';
import { isTriplineError } from '../../../../services/core/errors.ts';
import { readConfig } from '../../../../services/platform/config/read-config.ts';
import {
  catalogue,
  elasticsearchSettings,
  type Group,
  indexerSettings,
  kafkaSettings,
  processSettings,
} from '../../../../services/platform/config/settings.ts';

const numbered = {
  TRIPLINE_INDEXER_HTTP_PORT: indexerSettings.TRIPLINE_INDEXER_HTTP_PORT,
  TRIPLINE_RETENTION_DAYS: indexerSettings.TRIPLINE_RETENTION_DAYS,
} satisfies Group;

test('an empty environment gives the defaults, of every group', () => {
  for (const { group } of catalogue) readConfig(group, {});
  const kafka = readConfig(kafkaSettings, {});
  assert.deepEqual(kafka.TRIPLINE_KAFKA_BROKERS, ['127.0.0.1:9092']);
  assert.equal(kafka.TRIPLINE_KAFKA_TLS, false);
  assert.equal(kafka.TRIPLINE_KAFKA_TOPIC_PREFIX, '');
  assert.equal(kafka.TRIPLINE_KAFKA_SASL_PASSWORD, undefined);
});

test('values are read by their kind', () => {
  const config = readConfig(kafkaSettings, {
    TRIPLINE_KAFKA_BROKERS: ' a:1, b:2 ,,',
    TRIPLINE_KAFKA_TLS: '1',
    TRIPLINE_KAFKA_SASL_MECHANISM: 'scram-sha-512',
    TRIPLINE_KAFKA_SESSION_TIMEOUT_MS: '6000',
  });
  assert.deepEqual(config.TRIPLINE_KAFKA_BROKERS, ['a:1', 'b:2']);
  assert.equal(config.TRIPLINE_KAFKA_TLS, true);
  assert.equal(config.TRIPLINE_KAFKA_SASL_MECHANISM, 'scram-sha-512');
  assert.equal(config.TRIPLINE_KAFKA_SESSION_TIMEOUT_MS, 6000);
});

test('a variable that is set but empty counts as unset', () => {
  const config = readConfig(kafkaSettings, { TRIPLINE_KAFKA_BROKERS: '', TRIPLINE_KAFKA_CA_FILE: '' });
  assert.deepEqual(config.TRIPLINE_KAFKA_BROKERS, ['127.0.0.1:9092']);
  assert.equal(config.TRIPLINE_KAFKA_CA_FILE, undefined);
});

test('everything wrong is named at once, values never', () => {
  const environment = {
    TRIPLINE_INDEXER_HTTP_PORT: 'CANARY',
    TRIPLINE_RETENTION_DAYS: '0',
    TRIPLINE_RETENTION_DAY: 'CANARY',
    TRIPLINE_CANARY_FREE: 'x',
  };
  assert.throws(
    () => readConfig(numbered, environment),
    (error) => {
      assert.ok(isTriplineError(error, 'CONFIG_INVALID'));
      assert.deepEqual(error.detail.trim().split(/\s*\n\s*/), [
        'TRIPLINE_RETENTION_DAY is not a setting',
        'TRIPLINE_CANARY_FREE is not a setting',
        'TRIPLINE_INDEXER_HTTP_PORT must be a whole number',
        'TRIPLINE_RETENTION_DAYS must be at least 1',
      ]);
      return true;
    },
  );
});

test("another process's settings, the tests' and the system's variables are let pass", () => {
  readConfig(numbered, {
    TRIPLINE_KAFKA_BROKERS: 'a:1',
    TRIPLINE_TEST_KAFKA: 'a:1',
    PATH: '/bin',
    tripline_x: 'y',
  });
});

describe('what cannot be is refused', () => {
  const cases: [group: Group, name: string, value: string][] = [
    [numbered, 'TRIPLINE_INDEXER_HTTP_PORT', '65536'],
    [numbered, 'TRIPLINE_INDEXER_HTTP_PORT', '-1'],
    [numbered, 'TRIPLINE_INDEXER_HTTP_PORT', '1e3'],
    [numbered, 'TRIPLINE_INDEXER_HTTP_PORT', ' 9465'],
    [numbered, 'TRIPLINE_INDEXER_HTTP_PORT', '0x10'],
    [kafkaSettings, 'TRIPLINE_KAFKA_TLS', 'yes'],
    [kafkaSettings, 'TRIPLINE_KAFKA_SASL_MECHANISM', 'PLAIN'],
    [kafkaSettings, 'TRIPLINE_KAFKA_TOPIC_PREFIX', 'a b'],
    [kafkaSettings, 'TRIPLINE_KAFKA_TOPIC_PREFIX', 'a\n'],
    [kafkaSettings, 'TRIPLINE_KAFKA_SESSION_TIMEOUT_MS', '5999'],
    [kafkaSettings, 'TRIPLINE_KAFKA_BROKERS', ' , '],
    [kafkaSettings, 'TRIPLINE_KAFKA_BROKERS', 'a:1,b'],
    [kafkaSettings, 'TRIPLINE_KAFKA_BROKERS', 'kafka://a:1'],
    [elasticsearchSettings, 'TRIPLINE_ELASTICSEARCH_NODES', '127.0.0.1:9200'],
    [elasticsearchSettings, 'TRIPLINE_ELASTICSEARCH_NODES', 'http://'],
    [processSettings, 'TRIPLINE_LOG_LEVEL', 'loud'],
  ];
  for (const [group, name, value] of cases) {
    test(`${name}=${JSON.stringify(value)}`, () => {
      assert.throws(
        () => readConfig(group, { [name]: value }),
        (error) => isTriplineError(error, 'CONFIG_INVALID') && error.detail.includes(name),
      );
    });
  }
});

test('a required setting that is missing says so', () => {
  const group = { TRIPLINE_X: { what: 'x', schema: z.string({ error: 'must be set' }) } } satisfies Group;
  assert.throws(
    () => readConfig(group, {}),
    (error) => isTriplineError(error) && error.detail.includes('TRIPLINE_X must be set'),
  );
});
