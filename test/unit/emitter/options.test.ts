import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { formatEmitterKey } from '../../../services/core/evidence/emitter-key.ts';
import { createEmitter, type EmitterOptions, isTriplineError } from '../../../services/emitter/index.ts';
import { readOptions } from '../../../services/emitter/options.ts';
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

test('on a Node that is too old, where every event would be lost, there is no emitter', (t) => {
  const versions = Object.getOwnPropertyDescriptor(process, 'versions') as PropertyDescriptor;
  t.after(() => Object.defineProperty(process, 'versions', versions));
  Object.defineProperty(process, 'versions', {
    ...versions,
    value: { ...process.versions, node: '20.20.2' },
  });
  assert.throws(
    () => createEmitter(good),
    (error) =>
      isTriplineError(error, 'CONFIG_INVALID') &&
      error.detail === 'Tripline needs Node 22.19 or newer; this is 20.20.2.',
  );
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

test('a gateway in the place of Kafka, and a spool, are taken', () => {
  const { kafka: _, ...others } = good;
  const gateway = { url: 'https://gateway.example/telemetry', apiKey: 'a.b_c-d', ca: 'PEM' };
  const directory = join(tmpdir(), `tripline-none-${process.pid}`);
  for (const spool of [
    { directory },
    { directory, maxBytes: 16 * 1024 * 1024, fsync: 'each' as const },
    { directory, key: Buffer.alloc(32, 0xff).toString('base64') },
    { directory, key: Buffer.alloc(32, 0xff).toString('base64url') },
  ])
    readOptions({ ...others, gateway, spool });
});

test('what is wrong with gateway and spool is named, and no secret with it', () => {
  const { kafka, ...others } = good;
  const gateway = { url: 'ftp://x', apiKey: 'line\nbreak', secret: 1 };
  const spool = { directory: '', maxBytes: 1, key: 'short-secret', fsync: 'often', more: 1 };
  for (const [options, names] of [
    [others, ['kafka, gateway']],
    [{ ...others, kafka, gateway }, ['kafka, gateway']],
    [
      { ...others, gateway, spool },
      ['gateway.url', 'gateway.apiKey', 'spool.directory', 'spool.maxBytes', 'spool.key', 'spool.fsync'],
    ],
  ] as const)
    assert.throws(
      () => createEmitter(options as never),
      (error) =>
        isTriplineError(error, 'CONFIG_INVALID') &&
        names.every((name) => error.detail.includes(name)) &&
        !/line|short-secret/.test(error.message),
    );
});
