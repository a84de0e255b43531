/** HMAC-SHA256 (RFC 2104) out of one-shot hashes: for short messages several times as fast as `createHmac`. */
import { hash } from 'node:crypto';
import { framedBytes, frameInto, type Part } from './frame.ts';

const BLOCK_BYTES = 64;
const DIGEST_BYTES = 32;
/** Longer messages get a buffer of their own. */
const KEPT_BYTES = 256 * 1024;
/** What is hashed is put together here: a digest of a record would leave two more copies of it behind. */
const inner = Buffer.allocUnsafeSlow(KEPT_BYTES);
const outer = Buffer.allocUnsafeSlow(BLOCK_BYTES + DIGEST_BYTES);

export interface HmacKey {
  readonly inner: Buffer;
  readonly outer: Buffer;
}

/** By the key's own buffer, which a keyring hands out again and again. */
const prepared = new WeakMap<Uint8Array, HmacKey>();

/** The key's bytes must not change afterwards. @throws RangeError for a key longer than a block; ours are 32 bytes */
export function hmacKey(key: Uint8Array): HmacKey {
  const known = prepared.get(key);
  if (known !== undefined) return known;
  if (key.length > BLOCK_BYTES) throw new RangeError('an HMAC key here is at most 64 bytes');
  const made = { inner: pad(key, 0x36), outer: pad(key, 0x5c) };
  prepared.set(key, made);
  return made;
}

export function hmac(key: HmacKey, message: Uint8Array): Buffer {
  const room = roomFor(message.length);
  room.set(message, BLOCK_BYTES);
  return digestOf(key, room, message.length);
}

/** The same of `frame(...parts)`. */
export function hmacOfFrame(key: HmacKey, ...parts: Part[]): Buffer {
  const length = framedBytes(parts);
  const room = roomFor(length);
  frameInto(room, BLOCK_BYTES, parts);
  return digestOf(key, room, length);
}

function roomFor(length: number): Buffer {
  const needed = BLOCK_BYTES + length;
  return needed <= KEPT_BYTES ? inner : Buffer.allocUnsafeSlow(needed);
}

/** Of a message that stands in `room` behind a block's place. */
function digestOf(key: HmacKey, room: Buffer, length: number): Buffer {
  room.set(key.inner);
  outer.set(key.outer);
  outer.set(hash('sha256', room.subarray(0, BLOCK_BYTES + length), 'buffer'), BLOCK_BYTES);
  return hash('sha256', outer, 'buffer');
}

function pad(key: Uint8Array, value: number): Buffer {
  const block = Buffer.alloc(BLOCK_BYTES, value);
  for (let at = 0; at < key.length; at += 1) block[at] = (key[at] ?? 0) ^ value;
  return block;
}
