import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hash,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';

const TAG_BYTES = 16;
const NONCE_BYTES = 12;
const KEY_ID_BYTES = 8;

/** What one segment's records are sealed with. */
export interface SegmentCipher {
  seal(index: number, plain: Buffer): Buffer;
  /** Null when it was altered, or is of another key or place. */
  open(index: number, sealed: Buffer): Buffer | null;
}

export const SEAL_BYTES = TAG_BYTES;
/** Of files in clear. */
export const NO_KEY_ID = Buffer.alloc(KEY_ID_BYTES);

/**
 * AES-256-GCM under a key of the segment's own: HKDF-SHA256 of the spool's key with the segment's random salt. The nonce is the record's
 * place in the segment. No segment is ever written to again after a failure or by another process, so no nonce comes twice, and a record
 * moved to another place does not open.
 */
export class SpoolKey {
  readonly id: Buffer;
  readonly #key: Uint8Array;

  constructor(key: Uint8Array) {
    this.#key = key;
    this.id = derive(key, '', 'tripline/spool/id/v1').subarray(0, KEY_ID_BYTES);
  }

  cipher(salt: Uint8Array): SegmentCipher {
    // As an object: OpenSSL sets up a key given as bytes anew for every record, which costs twice the rest.
    const key = createSecretKey(derive(this.#key, salt, 'tripline/spool/segment/v1'));
    return {
      seal: (index, plain) => {
        const cipher = createCipheriv('aes-256-gcm', key, nonceOf(index));
        return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
      },
      open: (index, sealed) => open(key, index, sealed),
    };
  }
}

/** Which files of a directory belong together: what goes to another topic or tenant, or under another key, must not be mixed. */
export function scopeOf(parts: readonly string[]): string {
  return hash('sha256', JSON.stringify(parts)).slice(0, 16);
}

function open(key: KeyObject, index: number, sealed: Buffer): Buffer | null {
  if (sealed.length < TAG_BYTES) return null;
  const end = sealed.length - TAG_BYTES;
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(index));
  decipher.setAuthTag(sealed.subarray(end));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, end)), decipher.final()]);
  } catch {
    return null;
  }
}

function nonceOf(index: number): Buffer {
  const nonce = Buffer.alloc(NONCE_BYTES);
  nonce.writeUInt32BE(index, NONCE_BYTES - 4);
  return nonce;
}

function derive(key: Uint8Array, salt: Uint8Array | string, info: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, info, 32));
}
