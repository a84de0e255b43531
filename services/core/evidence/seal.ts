/**
 * The envelope of docs/formats.md: 01, key id (length byte, ASCII), wrapped data key (nonce 12, key 32, tag 16), nonce 12, ciphertext of the
 * zstd-compressed payload, tag 16. AES-256-GCM (NIST SP 800-38D) both times; the associated data binds event id, field and key id.
 */
import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { TriplineError } from '../errors.ts';
import { frame } from './frame.ts';
import { randomBytes } from './random.ts';
import type { Keyring, SealBinding, Sealer } from './types.ts';

const VERSION = 1;
const NONCE = 12;
const TAG = 16;
const DATA_KEY = 32;
const WRAPPED = NONCE + DATA_KEY + TAG;
/** More than any record that we seal: nothing larger is ever unpacked. */
const MAX_PAYLOAD_BYTES = 32 * 1024 * 1024;
const MIN_CHUNK = 1024;
const [LEAST_WINDOW_LOG, MOST_WINDOW_LOG] = [10, 19];

interface Envelope {
  keyId: string;
  wrapped: Buffer;
  body: Buffer;
}

export function createSealer(keyring: Keyring): Sealer {
  return {
    seal: (payload, binding) => seal(keyring, payload, binding),
    open: (envelope, binding) => open(keyring, envelope, binding),
  };
}

function seal(keyring: Keyring, payload: Uint8Array, binding: SealBinding): Buffer {
  const keyId = keyring.activeKeyId;
  const random = randomBytes(DATA_KEY + NONCE + NONCE);
  const dataKey = random.subarray(0, DATA_KEY);
  const aad = associatedData(binding, keyId);
  const root = createSecretKey(keyring.derive('seal', binding.tenant));
  const id = Buffer.from(keyId, 'latin1');
  return Buffer.concat([
    Buffer.from([VERSION, id.length]),
    id,
    ...encrypt(root, random.subarray(DATA_KEY, DATA_KEY + NONCE), aad, dataKey),
    ...encrypt(createSecretKey(dataKey), random.subarray(DATA_KEY + NONCE), aad, compress(payload)),
  ]);
}

/** Level 1, with tables no larger than the payload asks for: most of the time of a small one goes into getting them. */
function compress(payload: Uint8Array): Buffer {
  const bits = 32 - Math.clz32(payload.length);
  const windowLog = Math.min(Math.max(bits, LEAST_WINDOW_LOG), MOST_WINDOW_LOG);
  const params = {
    [constants.ZSTD_c_compressionLevel]: 1,
    [constants.ZSTD_c_windowLog]: windowLog,
    [constants.ZSTD_c_hashLog]: Math.min(windowLog, 13),
  };
  return zstdCompressSync(payload, { params, chunkSize: Math.max(payload.length, MIN_CHUNK) });
}

/** Every failure but an unknown key is SEAL_BROKEN: which one would tell a forger something. */
function open(keyring: Keyring, bytes: Uint8Array, binding: SealBinding): Buffer {
  const envelope = parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const root = createSecretKey(keyring.derive('seal', binding.tenant, envelope.keyId));
  const aad = associatedData(binding, envelope.keyId);
  try {
    const dataKey = createSecretKey(decrypt(root, aad, envelope.wrapped));
    return zstdDecompressSync(decrypt(dataKey, aad, envelope.body), { maxOutputLength: MAX_PAYLOAD_BYTES });
  } catch {
    throw new TriplineError('SEAL_BROKEN');
  }
}

/** The key id that an envelope names. @throws TriplineError SEAL_BROKEN */
export function sealedUnder(envelope: Uint8Array): string {
  return parse(Buffer.from(envelope.buffer, envelope.byteOffset, envelope.byteLength)).keyId;
}

function parse(bytes: Buffer): Envelope {
  const wrappedAt = 2 + (bytes[1] ?? 0);
  const bodyAt = wrappedAt + WRAPPED;
  const keyId = bytes.toString('latin1', 2, wrappedAt);
  const sound = bytes[0] === VERSION && bytes.length >= bodyAt + NONCE + TAG && /^k[0-9a-f]{8}$/.test(keyId);
  if (!sound) throw new TriplineError('SEAL_BROKEN');
  return { keyId, wrapped: bytes.subarray(wrappedAt, bodyAt), body: bytes.subarray(bodyAt) };
}

function encrypt(key: KeyObject, nonce: Buffer, aad: Buffer, plain: Uint8Array): Buffer[] {
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(aad);
  return [nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()];
}

function decrypt(key: KeyObject, aad: Buffer, sealed: Buffer): Buffer {
  const tagAt = sealed.length - TAG;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE), { authTagLength: TAG });
  decipher.setAAD(aad).setAuthTag(sealed.subarray(tagAt));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE, tagAt)), decipher.final()]);
}

function associatedData(binding: SealBinding, keyId: string): Buffer {
  return frame('tripline.v1.seal', keyId, binding.tenant, binding.event_id, binding.field);
}
