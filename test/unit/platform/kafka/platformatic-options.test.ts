import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isTriplineError } from '../../../../services/core/errors.ts';
import type { KafkaOptions } from '../../../../services/platform/kafka/options.ts';
import { toBaseOptions } from '../../../../services/platform/kafka/platformatic-options.ts';

const asked: KafkaOptions = { brokers: ['kafka.example:9092'], clientId: 'c' };

const tls: [name: string, options: Partial<KafkaOptions>, tls: object | undefined, serverName: unknown][] = [
  ['none', {}, undefined, undefined],
  ['switched off', { ssl: false }, undefined, undefined],
  ["the system's authorities", { ssl: true }, {}, true],
  ['an authority', { ssl: { ca: 'PEM' } }, { ca: 'PEM' }, true],
  ['a server name given', { ssl: { servername: 's' } }, { servername: 's' }, 's'],
  ['an address has no name', { ssl: true, brokers: ['10.0.0.1:9092', '[::1]:9092'] }, {}, false],
];
for (const [name, options, expected, serverName] of tls) {
  test(`TLS: ${name}`, () => {
    const { tls, tlsServerName } = toBaseOptions({ ...asked, ...options }, 1000);
    assert.deepEqual([tls, tlsServerName], [expected, serverName]);
  });
}

test('SASL: every mechanism that there is a setting for, and tokens', async () => {
  const person = { username: 'u', password: 'p' };
  for (const [mechanism, name] of [
    ['plain', 'PLAIN'],
    ['scram-sha-256', 'SCRAM-SHA-256'],
    ['scram-sha-512', 'SCRAM-SHA-512'],
  ] as const)
    assert.deepEqual(toBaseOptions({ ...asked, sasl: { mechanism, ...person } }, 1000).sasl, {
      mechanism: name,
      ...person,
    });
  const oauthBearerProvider = async () => ({ value: 'token' });
  const { sasl } = toBaseOptions({ ...asked, sasl: { mechanism: 'oauthbearer', oauthBearerProvider } }, 1000);
  assert.equal(sasl?.mechanism, 'OAUTHBEARER');
  assert.equal(typeof sasl.token === 'function' && (await sasl.token()), 'token');
});

test('SASL: what only kafkajs knows is refused', () => {
  const sasl = {
    mechanism: 'aws',
    authorizationIdentity: 'a',
    accessKeyId: 'b',
    secretAccessKey: 'c',
  } as const;
  assert.throws(
    () => toBaseOptions({ ...asked, sasl }, 1000),
    (error) => isTriplineError(error, 'CONFIG_INVALID'),
  );
});

test('nothing is tried again behind the producer, and a wait is as long as was asked', () => {
  const { retries, timeout, connectTimeout } = toBaseOptions({ ...asked, connectionTimeoutMs: 7 }, 1000);
  assert.deepEqual([retries, timeout, connectTimeout], [0, 1000, 7]);
});
