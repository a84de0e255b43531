import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { isTriplineError } from '../../../../services/core/errors.ts';
import {
  elasticsearchConnection,
  kafkaConnection,
  readSettingFile,
} from '../../../../services/platform/config/connections.ts';
import { type Environment, readConfig } from '../../../../services/platform/config/read-config.ts';
import { elasticsearchSettings, kafkaSettings } from '../../../../services/platform/config/settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'tripline-config-'));
const file = join(folder, 'file.pem');
writeFileSync(file, 'PEM');
after(() => rmSync(folder, { recursive: true }));

const kafka = (environment: Environment) => kafkaConnection(readConfig(kafkaSettings, environment));
const elasticsearch = (environment: Environment) =>
  elasticsearchConnection(readConfig(elasticsearchSettings, environment));

test('Kafka: without settings, plain and anonymous', () => {
  assert.deepEqual(kafka({}), {
    brokers: ['127.0.0.1:9092'],
    clientId: 'tripline',
    client: 'kafkajs',
  });
});

test('Kafka: the client is one of those there are', () => {
  assert.equal(kafka({ TRIPLINE_KAFKA_CLIENT: 'platformatic' }).client, 'platformatic');
  assert.throws(
    () => kafka({ TRIPLINE_KAFKA_CLIENT: 'librdkafka' }),
    (error) => isTriplineError(error, 'CONFIG_INVALID') && /kafkajs or platformatic/.test(error.detail),
  );
});

test('Kafka: TLS with files, read here', () => {
  const tls = { TRIPLINE_KAFKA_TLS: 'true' };
  assert.deepEqual(kafka(tls).ssl, {});
  assert.deepEqual(
    kafka({
      ...tls,
      TRIPLINE_KAFKA_CA_FILE: file,
      TRIPLINE_KAFKA_CERT_FILE: file,
      TRIPLINE_KAFKA_KEY_FILE: file,
    }).ssl,
    {
      ca: 'PEM',
      cert: 'PEM',
      key: 'PEM',
    },
  );
});

test('Kafka: SASL', () => {
  const sasl = {
    TRIPLINE_KAFKA_SASL_MECHANISM: 'plain',
    TRIPLINE_KAFKA_SASL_USERNAME: 'u',
    TRIPLINE_KAFKA_SASL_PASSWORD: 'p',
  };
  assert.deepEqual(kafka(sasl).sasl, { mechanism: 'plain', username: 'u', password: 'p' });
});

test('Elasticsearch: nodes, credentials, authority', () => {
  assert.deepEqual(elasticsearch({}), { nodes: ['http://127.0.0.1:9200'], requestTimeoutMs: 30_000 });
  const all = {
    TRIPLINE_ELASTICSEARCH_NODES: 'https://a:9200,https://b:9200',
    TRIPLINE_ELASTICSEARCH_API_KEY: 'k',
    TRIPLINE_ELASTICSEARCH_CA_FILE: file,
  };
  assert.deepEqual(elasticsearch(all), {
    nodes: ['https://a:9200', 'https://b:9200'],
    requestTimeoutMs: 30_000,
    apiKey: 'k',
    ca: 'PEM',
  });
  const user = { TRIPLINE_ELASTICSEARCH_USERNAME: 'u', TRIPLINE_ELASTICSEARCH_PASSWORD: 'p' };
  assert.deepEqual(elasticsearch(user), {
    nodes: ['http://127.0.0.1:9200'],
    requestTimeoutMs: 30_000,
    username: 'u',
    password: 'p',
  });
});

describe('halves are refused, by name and without values', () => {
  const cases: [connect: (environment: Environment) => unknown, environment: Environment, names: RegExp][] = [
    [
      kafka,
      { TRIPLINE_KAFKA_TLS: 'true', TRIPLINE_KAFKA_CERT_FILE: file },
      /CERT_FILE and TRIPLINE_KAFKA_KEY_FILE/,
    ],
    [
      kafka,
      { TRIPLINE_KAFKA_TLS: 'true', TRIPLINE_KAFKA_KEY_FILE: file },
      /CERT_FILE and TRIPLINE_KAFKA_KEY_FILE/,
    ],
    [
      kafka,
      { TRIPLINE_KAFKA_SASL_MECHANISM: 'plain', TRIPLINE_KAFKA_SASL_PASSWORD: 'CANARY' },
      /SASL_USERNAME/,
    ],
    [
      kafka,
      { TRIPLINE_KAFKA_TLS: 'true', TRIPLINE_KAFKA_CA_FILE: join(folder, 'CANARY') },
      /TRIPLINE_KAFKA_CA_FILE .*ENOENT/,
    ],
    [
      elasticsearch,
      { TRIPLINE_ELASTICSEARCH_PASSWORD: 'CANARY' },
      /USERNAME and TRIPLINE_ELASTICSEARCH_PASSWORD/,
    ],
  ];
  for (const [connect, environment, names] of cases) {
    test(Object.keys(environment).join(', '), () => {
      assert.throws(
        () => connect(environment),
        (error) => {
          assert.ok(isTriplineError(error, 'CONFIG_INVALID'));
          assert.match(error.message, names);
          assert.doesNotMatch(error.message, /CANARY/);
          return true;
        },
      );
    });
  }
});

test('a folder where a file belongs is named', () => {
  assert.throws(
    () => readSettingFile('TRIPLINE_KEY_FILE', folder),
    (error) => isTriplineError(error, 'CONFIG_INVALID') && error.message.includes('EISDIR'),
  );
});
