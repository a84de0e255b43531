import assert from 'node:assert/strict';
import { createCipheriv, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { zstdCompressSync } from 'node:zlib';
import { TriplineError } from '../../../../services/core/errors.ts';
import { frame } from '../../../../services/core/evidence/frame.ts';
import { createKeyring, newKeyFile } from '../../../../services/core/evidence/keyring.ts';
import { createSealer, sealedUnder } from '../../../../services/core/evidence/seal.ts';

const NOW = new Date('2026-03-01T00:00:00.000Z');
const ring = createKeyring(newKeyFile(NOW));
const sealer = createSealer(ring);
const binding = { tenant: 'acme', event_id: '0195a4e0-0000-7000-8000-000000000001', field: 'raw' };

test('what was sealed opens to the byte', () => {
  for (const payload of [
    Buffer.alloc(0),
    Buffer.from([0]),
    Buffer.alloc(100_000),
    randomBytes(70_000),
    randomBytes(8_388_608),
  ]) {
    assert.ok(sealer.open(sealer.seal(payload, binding), binding).equals(payload));
  }
});

test('the same payload is never sealed twice alike and shows nothing of itself', () => {
  const payload = Buffer.from('attack at dawn '.repeat(20));
  const [one, two] = [sealer.seal(payload, binding), sealer.seal(payload, binding)];
  assert.notDeepEqual(one, two);
  assert.ok(!one.includes('attack'));
  assert.ok(one.length < payload.length, 'compressed before it is encrypted');
  assert.equal(sealedUnder(one), ring.activeKeyId);
});

test('any altered byte breaks the seal', () => {
  const envelope = sealer.seal(Buffer.from('evidence'), binding);
  for (let at = 0; at < envelope.length; at += 1) {
    for (const flip of [0x01, 0x80]) {
      const altered = Buffer.from(envelope);
      altered[at] = (altered[at] ?? 0) ^ flip;
      const keyIdAltered = at > 2 && at < 11;
      assert.throws(
        () => sealer.open(altered, binding),
        keyIdAltered ? brokenOrUnknown : broken,
        `byte ${at}`,
      );
    }
  }
});

test('any cut or extended envelope breaks the seal', () => {
  const envelope = sealer.seal(Buffer.from('evidence'), binding);
  for (let length = 0; length < envelope.length; length += 1) {
    assert.throws(() => sealer.open(envelope.subarray(0, length), binding), broken);
  }
  assert.throws(() => sealer.open(Buffer.concat([envelope, Buffer.alloc(1)]), binding), broken);
});

test('an envelope belongs to its event, field and tenant', () => {
  const envelope = sealer.seal(Buffer.from('evidence'), binding);
  for (const other of [{ tenant: 'acm' }, { event_id: '' }, { field: 'dead_letter' }]) {
    assert.throws(() => sealer.open(envelope, { ...binding, ...other }), broken);
  }
  const shifted = { tenant: 'acm', event_id: `e${binding.event_id}`, field: 'raw' };
  assert.throws(() => sealer.open(envelope, shifted), broken);
});

test('an envelope under another root key names it', () => {
  const envelope = createSealer(createKeyring(newKeyFile(NOW))).seal(Buffer.from('evidence'), binding);
  assert.throws(
    () => sealer.open(envelope, binding),
    (error) => error instanceof TriplineError && error.code === 'KEY_UNKNOWN',
  );
});

test('a decompression bomb under a valid key is refused', () => {
  const bomb = zstdCompressSync(Buffer.alloc(64 * 1024 * 1024));
  const aad = frame('tripline.v1.seal', ring.activeKeyId, binding.tenant, binding.event_id, binding.field);
  const dataKey = randomBytes(32);
  const id = Buffer.from(ring.activeKeyId);
  const envelope = Buffer.concat([
    Buffer.from([1, id.length]),
    id,
    gcm(ring.derive('seal', binding.tenant), aad, dataKey),
    gcm(dataKey, aad, bomb),
  ]);
  assert.throws(() => sealer.open(envelope, binding), broken);
});

function gcm(key: Buffer, aad: Buffer, plain: Buffer): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(aad);
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function broken(error: unknown): boolean {
  return error instanceof TriplineError && error.code === 'SEAL_BROKEN';
}

function brokenOrUnknown(error: unknown): boolean {
  return broken(error) || (error instanceof TriplineError && error.code === 'KEY_UNKNOWN');
}
