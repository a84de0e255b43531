import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  apiKeyOf,
  formatApiKey,
  hashSecret,
  isGenuine,
  parseApiKey,
} from '../../../../services/core/policy/api-key.ts';
import { anApiKey } from '../../../support/control-records.ts';

const parts = apiKeyOf(Buffer.alloc(8, 0xab), Buffer.alloc(32, 0xfb));
const record = anApiKey({ key_id: parts.key_id, secret_hash: hashSecret(parts.secret) });

test('a key is read back as its parts; anything else is no key', () => {
  const key = formatApiKey(parts);
  assert.deepEqual(parseApiKey(key), parts);
  for (const wrong of [
    '',
    'tlk1',
    `${key}x`,
    ` ${key}`,
    key.slice(1),
    key.toUpperCase(),
    key.replace('tlk1', 'tlk2'),
    `${key}\n`,
  ])
    assert.equal(parseApiKey(wrong), null, wrong);
});

test('the secret counts where it is that of the key, and the key is there and not revoked', () => {
  assert.equal(isGenuine(parts.secret, record), true);
  assert.equal(isGenuine(`${parts.secret.slice(0, -1)}A`, record), false);
  assert.equal(isGenuine(parts.secret, undefined), false);
  assert.equal(isGenuine(parts.secret, { ...record, revoked_at: 1 }), false);
  assert.equal(isGenuine(parts.secret, { ...record, secret_hash: Buffer.alloc(0) }), false);
  assert.equal(isGenuine('', { ...record, secret_hash: Buffer.alloc(32) }), false);
});
