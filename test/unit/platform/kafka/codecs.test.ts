import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import kafkajs from 'kafkajs';
import { MAX_UNCOMPRESSED, registerCodecs } from '../../../../services/platform/kafka/codecs.ts';
import { unframeLz4 } from '../../../../services/platform/kafka/lz4.ts';
import { unframeSnappy } from '../../../../services/platform/kafka/snappy.ts';

type Decompress = (bytes: Buffer, max: number) => Buffer;
const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const MAX = 1 << 20;

/** Made by hand from the formats' descriptions. */
const valid: [name: string, unframe: Decompress, bytes: Buffer, text: string][] = [
  ['a snappy literal', unframeSnappy, hex('05 10 68656c6c6f'), 'hello'],
  ['a snappy copy that overlaps itself', unframeSnappy, hex('09 08 616263 09 03'), 'abcabcabc'],
  ['a snappy copy with a two-byte offset', unframeSnappy, hex('06 08 616263 0a 0300'), 'abcabc'],
  ['a snappy copy with a four-byte offset', unframeSnappy, hex('06 08 616263 0b 03000000'), 'abcabc'],
  [
    'a snappy literal with its length apart',
    unframeSnappy,
    hex(`3e f0 3d ${'61'.repeat(62)}`),
    'a'.repeat(62),
  ],
  [
    "snappy in Java's frame",
    unframeSnappy,
    hex('82534e4150505900 00000001 00000001 00000004 0204 6869 00000003 01 00 21'),
    'hi!',
  ],
  [
    'an lz4 block stored as it is',
    unframeLz4,
    hex('04224d18 60 40 82 05000080 68656c6c6f 00000000'),
    'hello',
  ],
  [
    'an lz4 match that overlaps itself',
    unframeLz4,
    hex('04224d18 60 40 82 08000000 32 616263 0300 10 21 00000000'),
    'abcabcabc!',
  ],
  [
    'an lz4 match into the block before',
    unframeLz4,
    hex('04224d18 40 40 c0 03000080 616263 05000000 00 0300 10 21 00000000'),
    'abcabca!',
  ],
];

for (const [name, unframe, bytes, text] of valid) {
  test(`reads ${name}`, () => assert.equal(String(unframe(bytes, MAX)), text));
}

const invalid: [name: string, unframe: Decompress, bytes: Buffer][] = [
  ['nothing', unframeSnappy, hex('')],
  ['a length without end', unframeSnappy, hex('ffffffffff01')],
  ['a literal past the end', unframeSnappy, hex('05 10 6865')],
  ['a copy before the beginning', unframeSnappy, hex('05 00 61 05 09')],
  ['a copy of offset zero', unframeSnappy, hex('05 00 61 01 00')],
  ['more than it announced', unframeSnappy, hex('01 10 68656c6c6f')],
  ['a frame cut short', unframeSnappy, hex('82534e4150505900 00000001 00000001 00000009 0208')],
  ['a bomb by its header', unframeSnappy, hex('ffffff7f 00 61')],
  ['no magic', unframeLz4, hex('00224d18 60 40 82 00000000')],
  ['no end', unframeLz4, hex('04224d18 60 40 82 05000080 68656c6c6f')],
  ['a block past the end', unframeLz4, hex('04224d18 60 40 82 09000080 6865')],
  ['a match before the beginning', unframeLz4, hex('04224d18 60 40 82 04000000 10 61 0900 00000000')],
  ['a length that never ends', unframeLz4, hex('04224d18 60 40 82 04000000 f0 ffffff 00000000')],
];

for (const [name, unframe, bytes] of invalid) {
  test(`refuses ${unframe === unframeLz4 ? 'lz4' : 'snappy'} data: ${name}`, () =>
    assert.throws(() => unframe(bytes, MAX), /corrupt|more than is allowed/));
}

test('lz4 that unfolds to more than is allowed is refused as it goes', () => {
  const block = Buffer.concat([hex('1f 61 0100'), Buffer.alloc(5000, 0xff), hex('00')]);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(block.length);
  const frame = Buffer.concat([hex('04224d18 60 40 82'), size, block, hex('00000000')]);
  assert.throws(() => unframeLz4(frame, MAX), /more than is allowed/);
  assert.equal(unframeLz4(frame, 2 * MAX).length, 1 + 4 + 15 + 5000 * 255);
});

test('truncated or altered bytes never do anything but throw or give bytes', () => {
  for (const [, unframe, bytes] of valid) {
    for (let at = 0; at < bytes.length; at++) {
      for (const value of [0x00, 0x7f, 0x80, 0xff]) {
        const altered = Buffer.from(bytes);
        altered[at] = value;
        for (const candidate of [altered, altered.subarray(0, at)]) {
          try {
            assert.ok(unframe(candidate, MAX).length <= MAX);
          } catch (error) {
            assert.match((error as Error).message, /corrupt|more than is allowed/);
          }
        }
      }
    }
  }
});

test('kafkajs finds a codec for each of the four compressions, and gzip and zstd are bounded', async () => {
  registerCodecs();
  const { CompressionCodecs, CompressionTypes } = kafkajs;
  const codec = (type: number) => (CompressionCodecs as unknown as Record<number, () => Codec>)[type]?.();
  const text = Buffer.from('hello');
  assert.deepEqual(await codec(CompressionTypes.GZIP)?.decompress(gzipSync(text)), text);
  assert.deepEqual(await codec(CompressionTypes.ZSTD)?.decompress(zstdCompressSync(text)), text);
  const bomb = Buffer.alloc(MAX_UNCOMPRESSED + 1);
  await assert.rejects(async () => codec(CompressionTypes.GZIP)?.decompress(gzipSync(bomb)));
  await assert.rejects(async () => codec(CompressionTypes.ZSTD)?.decompress(zstdCompressSync(bomb)));
  assert.equal(String(await codec(CompressionTypes.Snappy)?.decompress(hex('05 10 68656c6c6f'))), 'hello');
});

interface Codec {
  decompress(bytes: Buffer): Promise<Buffer>;
}
