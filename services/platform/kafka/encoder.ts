import type { EncoderInternals } from './internals.ts';
import { Encoder } from './internals.ts';

const patched = Symbol.for('tripline.kafkajs.encoder');
const pieces = Symbol('pieces');
const pieceBytes = Symbol('bytes of the pieces');
/** Smaller ones are cheaper to copy than to keep. */
const LARGE_BYTES = 512;

/** What was written before what stands in `buf`, in order, as it came. */
interface PatchedEncoder extends EncoderInternals {
  [pieces]?: Buffer[];
  [pieceBytes]?: number;
}

/**
 * kafkajs 2.2.4 copies every record eight times on its way into a request, each time into memory that grows by doubling and is zeroed
 * first: most of what producing costs. Here an encoder keeps large bytes as they are and joins them once, when they are asked for.
 * Idempotent; holds for every kafkajs client of this process.
 */
export function patchEncoder(): void {
  const prototype = Encoder.prototype as PatchedEncoder & { [patched]?: true };
  if (prototype[patched]) return;
  const { writeBufferInternal, writeBytes } = prototype;
  prototype.writeBufferInternal = function keepLarge(this: PatchedEncoder, bytes) {
    if (bytes.length < LARGE_BYTES) writeBufferInternal.call(this, bytes);
    else keep(this, bytes);
  };
  prototype.writeBytes = function writeLargeBytes(this: PatchedEncoder, bytes) {
    if (!Buffer.isBuffer(bytes) || bytes.length < LARGE_BYTES) return writeBytes.call(this, bytes);
    this.writeInt32(bytes.length);
    keep(this, bytes);
    return this;
  };
  prototype.writeEncoder = function writePieces(this: PatchedEncoder, other) {
    append(this, other);
    return this;
  };
  prototype.writeEncoderArray = function writeAllPieces(this: PatchedEncoder, others) {
    for (const other of others) append(this, other);
    return this;
  };
  prototype.size = function sizeOfPieces(this: PatchedEncoder) {
    return (this[pieceBytes] ?? 0) + this.offset;
  };
  Object.defineProperty(prototype, 'buffer', { get: joined });
  prototype[patched] = true;
}

/** What is left of `buf` goes on behind the bytes kept. */
function keep(encoder: PatchedEncoder, bytes: Buffer): void {
  const list = (encoder[pieces] ??= []);
  if (encoder.offset > 0) list.push(encoder.buf.subarray(0, encoder.offset));
  list.push(bytes);
  encoder[pieceBytes] = (encoder[pieceBytes] ?? 0) + encoder.offset + bytes.length;
  encoder.buf = encoder.buf.subarray(encoder.offset);
  encoder.offset = 0;
}

function append(encoder: PatchedEncoder, other: PatchedEncoder | null): void {
  if (other === null || !Buffer.isBuffer(other.buf))
    throw new Error('value should be an instance of Encoder');
  for (const piece of other[pieces] ?? []) encoder.writeBufferInternal(piece);
  encoder.writeBufferInternal(other.buf.subarray(0, other.offset));
}

function joined(this: PatchedEncoder): Buffer {
  const rest = this.buf.subarray(0, this.offset);
  const list = this[pieces];
  if (list === undefined) return rest;
  const [only] = list;
  if (only !== undefined && list.length === 1 && rest.length === 0) return only;
  const whole = Buffer.concat([...list, rest], this.size());
  this[pieces] = [whole];
  this[pieceBytes] = whole.length;
  this.buf = this.buf.subarray(this.offset);
  this.offset = 0;
  return whole;
}
