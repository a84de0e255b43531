/** The patched encoder of kafkajs writes the same bytes as the one it came with. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { patchEncoder } from '../../../../services/platform/kafka/encoder.ts';
import { Encoder, type EncoderInternals } from '../../../../services/platform/kafka/internals.ts';
import { seeded } from '../../../bench/seeded.ts';

type Write = (encoder: EncoderInternals) => void;

/** Of sizes on both sides of what is kept as it is, nested as requests nest them. */
function writes(seed: number): Write[] {
  const random = seeded(seed);
  const bytes = () =>
    Buffer.alloc(random.pick([0, 1, 100, 511, 512, 513, 5000, 70_000]), random.whole(0, 255));
  const step = (depth: number): Write => {
    const [buffer, number] = [bytes(), random.whole(0, 1_000_000)];
    const inner = Array.from({ length: depth > 2 ? 0 : random.whole(0, 4) }, () => step(depth + 1));
    const nested = () => inner.reduce((encoder, write) => (write(encoder), encoder), new Encoder());
    return random.pick<Write>([
      (encoder) => void encoder.writeInt32(number),
      (encoder) => void encoder.writeBytes(buffer),
      (encoder) => void encoder.writeBytes(null),
      (encoder) => void encoder.writeBytes('text'.repeat(number % 500)),
      (encoder) => encoder.writeBufferInternal(buffer),
      (encoder) => void encoder.writeEncoder(nested()),
      (encoder) => void encoder.writeEncoderArray([nested(), nested()]),
      (encoder) => void encoder.writeBytes(nested().buffer),
    ]);
  };
  return Array.from({ length: 30 }, () => step(0));
}

function encoded(steps: readonly Write[]): { bytes: Buffer; size: number } {
  const encoder = new Encoder();
  for (const write of steps) write(encoder);
  return { bytes: Buffer.from(encoder.buffer), size: encoder.size() };
}

test('the same bytes and sizes as before, whatever is written in which order', () => {
  const seeds = Array.from({ length: 200 }, (_, seed) => seed);
  const plain = seeds.map((seed) => encoded(writes(seed)));
  patchEncoder();
  for (const seed of seeds) {
    const { bytes, size } = encoded(writes(seed));
    assert.ok(bytes.equals(plain[seed]?.bytes ?? Buffer.alloc(0)), `seed ${seed}`);
    assert.equal(size, plain[seed]?.size);
  }
});

test('bytes asked for in between do not change what follows', () => {
  patchEncoder();
  const encoder = new Encoder();
  encoder.writeBytes(Buffer.alloc(600, 1));
  const first = Buffer.from(encoder.buffer);
  encoder.writeInt32(7).writeBytes(Buffer.alloc(600, 2));
  const whole = encoder.buffer;
  assert.ok(whole.subarray(0, first.length).equals(first));
  assert.equal(whole.length, 604 + 4 + 604);
  assert.equal(encoder.size(), whole.length);
});

test('the patch applies once, and still refuses what is no encoder', () => {
  patchEncoder();
  const { writeBufferInternal } = Encoder.prototype;
  patchEncoder();
  assert.equal(Encoder.prototype.writeBufferInternal, writeBufferInternal, 'it applies once');
  assert.throws(() => new Encoder().writeEncoder(null), /instance of Encoder/);
});
