import assert from 'node:assert/strict';
import { createHmac, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { TriplineError } from '../../../../services/core/errors.ts';
import { formatEmitterKey, parseEmitterKey } from '../../../../services/core/evidence/emitter-key.ts';
import { hmac, hmacKey } from '../../../../services/core/evidence/hmac.ts';
import { createKeyring, newKeyFile, parseKeyFile } from '../../../../services/core/evidence/keyring.ts';

const NOW = new Date('2026-03-01T00:00:00.000Z');
const fixed = {
  version: 1 as const,
  active: 'kd9c88c59',
  keys: [
    {
      id: 'kd9c88c59',
      created_at: '2026-03-01T00:00:00.000Z',
      secret: Buffer.alloc(32, 7).toString('base64'),
    },
  ],
};

test('a fresh key file is read back and names its key by its secret', () => {
  const file = newKeyFile(NOW);
  assert.deepEqual(parseKeyFile(JSON.stringify(file)), file);
  assert.match(file.active, /^k[0-9a-f]{8}$/);
  assert.notEqual(newKeyFile(NOW).active, file.active);
});

test('what is derived does not change from release to release', () => {
  const ring = createKeyring(parseKeyFile(JSON.stringify(fixed)));
  assert.equal(
    ring.derive('tokens', 'acme').toString('hex'),
    'b58ff14fbf94ef249ef01c04ce2d18b74f56f05c437a9b18bdc349ebbd6c0228',
  );
  assert.equal(
    ring.derive('seal', '').toString('hex'),
    '2f802898f6dbe790f4cac938f5ee2e537465086159e1d5b82264d03d2e85aa7a',
  );
});

test('every purpose and tenant has its own key', () => {
  const ring = createKeyring(newKeyFile(NOW));
  const tenants = ['', 'a', 'ab', 'a/b', 'tokens', '\u0000', 'x'.repeat(5000)];
  const purposes = ['tokens', 'digests', 'identities', 'seal', 'emitter'] as const;
  const keys = purposes.flatMap((purpose) =>
    tenants.map((tenant) => ring.derive(purpose, tenant).toString('hex')),
  );
  assert.equal(new Set(keys).size, purposes.length * tenants.length);
  assert.ok(keys.every((key) => key.length === 64));
});

test('a crowd of hostile tenants still gets stable keys', () => {
  const ring = createKeyring(newKeyFile(NOW));
  const before = ring.derive('seal', 'acme').toString('hex');
  for (let tenant = 0; tenant < 5000; tenant += 1) ring.derive('seal', `tenant ${tenant}`);
  assert.equal(ring.derive('seal', 'acme').toString('hex'), before);
});

test('an older key is found by its id, an unknown one is refused', () => {
  const old = newKeyFile(NOW);
  const young = newKeyFile(NOW);
  const both = createKeyring({ version: 1, active: young.active, keys: [...old.keys, ...young.keys] });
  const alone = createKeyring(old);
  assert.deepEqual(both.derive('seal', 't', old.active), alone.derive('seal', 't'));
  assert.notDeepEqual(both.derive('seal', 't'), alone.derive('seal', 't'));
  assert.throws(() => alone.derive('seal', 't', young.active), code('KEY_UNKNOWN'));
});

test('a bad key file is refused without a word of its secrets', () => {
  const secret = randomBytes(32).toString('base64');
  const [key] = newKeyFile(NOW).keys;
  const bad: [string, string][] = [
    ['', 'KEY_MISSING'],
    [' \n', 'KEY_MISSING'],
    [`{"secret": "${secret}"`, 'CONFIG_INVALID'],
    [JSON.stringify({ ...fixed, version: 2 }), 'CONFIG_INVALID'],
    [JSON.stringify({ ...fixed, keys: [] }), 'CONFIG_INVALID'],
    [JSON.stringify({ ...fixed, active: 'k00000000' }), 'CONFIG_INVALID'],
    [JSON.stringify({ ...fixed, keys: [{ ...fixed.keys[0], secret }] }), 'CONFIG_INVALID'],
    [JSON.stringify({ ...fixed, keys: [{ ...fixed.keys[0], secret: secret.slice(4) }] }), 'CONFIG_INVALID'],
    [JSON.stringify({ ...fixed, keys: [fixed.keys[0], fixed.keys[0]] }), 'CONFIG_INVALID'],
    [JSON.stringify({ ...fixed, keys: [fixed.keys[0], { ...key, extra: secret }] }), 'CONFIG_INVALID'],
  ];
  for (const [text, expected] of bad) {
    assert.throws(
      () => parseKeyFile(text),
      (error: Error) => {
        assert.ok(code(expected)(error), text.slice(0, 30));
        assert.ok(!`${error.stack}${JSON.stringify(error)}`.includes(secret.slice(4, 20)));
        return true;
      },
    );
  }
});

test('of a bad key file it is said which fields are at fault, and what was expected', () => {
  const [key] = fixed.keys;
  const bad = {
    version: 2,
    keys: [
      { ...key, id: 'k1', secret: 'AAAA', extra: 1 },
      { ...key, secret: 7 },
    ],
  };
  assert.throws(() => parseKeyFile(JSON.stringify(bad)), {
    code: 'CONFIG_INVALID',
    detail:
      'The key file (TRIPLINE_KEY_FILE) is at fault: version must be 1; active is missing: it must be a string; ' +
      'keys.0.id must be k and eight hexadecimal digits; keys.0.secret must be 32 bytes; ' +
      'keys.0 has 1 unknown field; known are id, created_at, secret; keys.1.secret must be base64.',
  });
});

test('an emitter key carries any tenant', () => {
  const key = randomBytes(32);
  for (const tenant of ['', 'acme', 'a.b.c', 'Zürich 🏔', '\u0000"']) {
    assert.deepEqual(parseEmitterKey(formatEmitterKey(tenant, key)), { tenant, key });
  }
});

test('a mangled emitter key is refused', () => {
  const sound = formatEmitterKey('acme', randomBytes(32));
  for (const bad of [
    '',
    'tek1',
    sound.slice(0, -1),
    `${sound}A`,
    sound.replace('tek1', 'tek2'),
    ` ${sound}`,
    sound.replace('.', '..'),
  ]) {
    assert.throws(() => parseEmitterKey(bad), code('CONFIG_INVALID'));
  }
});

test('hmac agrees with node:crypto', () => {
  for (let length = 0; length < 300; length += 13) {
    const key = randomBytes(32);
    const message = randomBytes(length);
    assert.deepEqual(hmac(hmacKey(key), message), createHmac('sha256', key).update(message).digest());
  }
});

function code(expected: string): (error: unknown) => boolean {
  return (error) => error instanceof TriplineError && error.code === expected;
}
