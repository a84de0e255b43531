import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatEmitterKey } from '../../../services/core/evidence/emitter-key.ts';
import { createEmitter, type EmitterOptions, isTriplineError } from '../../../services/emitter/index.ts';
import { KEY } from './support.ts';

const good: EmitterOptions = { application: 'a', kafka: { brokers: ['127.0.0.1:1'] }, key: KEY };

test('good options are taken, and nothing is connected to', () => {
  for (const options of [
    good,
    { ...good, key: undefined, sampling: 'off' as const },
    { ...good, tenant: 'acme', sampling: { privilegedRoles: [], rate: 0 } },
    {
      ...good,
      kafka: { brokers: ['h:1'], ssl: true, sasl: { mechanism: 'plain', username: 'u', password: 'p' } },
    },
    { ...good, kafka: { brokers: ['h:1'], client: 'platformatic' } },
  ]) {
    createEmitter(JSON.parse(JSON.stringify(options)) as EmitterOptions);
  }
});

test('sampling without a key is a start-up error that says what to do', () => {
  for (const sampling of [undefined, { rate: 0.1 }]) {
    const { key: _, ...options } = { ...good, ...(sampling === undefined ? {} : { sampling }) };
    assert.throws(
      () => createEmitter(options),
      (error) =>
        isTriplineError(error, 'KEY_MISSING') &&
        /tripline keys emitter/.test(error.message) &&
        /'off'/.test(error.message),
    );
  }
});

test('everything at fault is named at once, and no secret with it', () => {
  const secret = formatEmitterKey('other', Buffer.alloc(32, 1));
  const options = {
    application: '',
    environment: 7,
    kafka: { brokers: [], client: 'librdkafka', surprise: 1 },
    key: `${secret}x`,
    sampling: { rate: 2 },
    maxQueueBytes: 1,
    lingerMs: -1,
    colour: 'red',
  };
  assert.throws(
    () => createEmitter(options as never),
    (error) => {
      assert.ok(isTriplineError(error, 'CONFIG_INVALID'));
      for (const name of [
        'application',
        'environment',
        'kafka.brokers',
        'kafka.client',
        'key',
        'sampling',
        'maxQueueBytes',
        'lingerMs',
        'colour',
      ]) {
        assert.match(error.detail, new RegExp(name.replace('.', '\\.')));
      }
      assert.ok(!error.message.includes(secret.slice(10, 30)));
      return true;
    },
  );
  assert.throws(
    () => createEmitter(undefined as never),
    (error) => isTriplineError(error, 'CONFIG_INVALID'),
  );
});

test("a key of another tenant than the emitter's is refused", () => {
  assert.throws(() => createEmitter({ ...good, tenant: 'globex' }), /another tenant/);
});
