import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TriplineError } from '../../../../services/core/errors.ts';
import {
  isOwnershipLost,
  isRefused,
  nameOf,
  toTriplineError,
} from '../../../../services/platform/kafka/errors.ts';

const endless: { cause?: unknown } = {};
endless.cause = endless;
const own = new TriplineError('QUEUE_FULL');

const classified: [name: string, error: unknown, code: string, lost: boolean][] = [
  ['too large', { type: 'MESSAGE_TOO_LARGE' }, 'RECORD_TOO_LARGE', false],
  [
    'too large, wrapped',
    { name: 'Outer', cause: { cause: { type: 'RECORD_LIST_TOO_LARGE' } } },
    'RECORD_TOO_LARGE',
    false,
  ],
  ['a rebalance', { type: 'REBALANCE_IN_PROGRESS' }, 'KAFKA_UNAVAILABLE', true],
  ['fenced', { cause: { type: 'ILLEGAL_GENERATION' } }, 'KAFKA_UNAVAILABLE', true],
  ['a connection', { name: 'KafkaJSConnectionError', code: 'ECONNREFUSED' }, 'KAFKA_UNAVAILABLE', false],
  ['nothing', undefined, 'KAFKA_UNAVAILABLE', false],
  ['text', 'canary', 'KAFKA_UNAVAILABLE', false],
  ['its own cause', endless, 'KAFKA_UNAVAILABLE', false],
  ['our own', own, 'QUEUE_FULL', false],
];

for (const [name, error, code, lost] of classified) {
  test(`classifies an error: ${name}`, () => {
    assert.equal(toTriplineError(error).code, code);
    assert.equal(isOwnershipLost(error), lost);
  });
}

const answered: [name: string, error: unknown, refused: boolean][] = [
  ['a wrong password, kafkajs', { name: 'KafkaJSSASLAuthenticationError' }, true],
  [
    'a wrong password, @platformatic/kafka',
    {
      code: 'PLT_KFK_MULTIPLE',
      errors: [{ code: 'PLT_KFK_NETWORK', cause: { code: 'PLT_KFK_AUTHENTICATION' } }],
    },
    true,
  ],
  ['no right to a topic', { type: 'TOPIC_AUTHORIZATION_FAILED' }, true],
  ['a connection', { name: 'KafkaJSConnectionError', code: 'ECONNREFUSED' }, false],
  ['errors that hold themselves', Object.assign(endless, { errors: [endless] }), false],
];
for (const [name, error, refused] of answered)
  test(`tells a refusal from an outage: ${name}`, () => assert.equal(isRefused(error), refused));

test('an error is named by what it is, never by what it says', () => {
  assert.equal(
    nameOf({ name: 'KafkaJSProtocolError', type: 'NOT_LEADER_FOR_PARTITION', message: 'canary' }),
    'NOT_LEADER_FOR_PARTITION',
  );
  assert.equal(nameOf({ name: 'a canary sang' }), 'unknown error');
  assert.equal(nameOf(null), 'unknown error');
  assert.equal(nameOf(own), 'QUEUE_FULL');
});
