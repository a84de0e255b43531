import { promisify } from 'node:util';
import { gunzip, gzip, zstdCompress, zstdDecompress } from 'node:zlib';
import kafkajs from 'kafkajs';
import { unframeLz4 } from './lz4.ts';
import { unframeSnappy } from './snappy.ts';

/** A batch that unfolds to more is refused: a few kilobytes can claim to be gigabytes. */
export const MAX_UNCOMPRESSED = 64 * 1024 * 1024;

interface Codec {
  compress(encoder: { buffer: Buffer }): Promise<Buffer>;
  decompress(buffer: Buffer): Promise<Buffer>;
}

const limit = { maxOutputLength: MAX_UNCOMPRESSED };
const gzipAsync = promisify(gzip);
const gunzipAsync = promisify<Buffer, object, Buffer>(gunzip);
const zstdAsync = promisify(zstdCompress);
const unzstdAsync = promisify<Buffer, object, Buffer>(zstdDecompress);

const codecs: Record<'GZIP' | 'Snappy' | 'LZ4' | 'ZSTD', Codec> = {
  GZIP: { compress: ({ buffer }) => gzipAsync(buffer), decompress: (buffer) => gunzipAsync(buffer, limit) },
  ZSTD: { compress: ({ buffer }) => zstdAsync(buffer), decompress: (buffer) => unzstdAsync(buffer, limit) },
  Snappy: { compress: readOnly, decompress: async (buffer) => unframeSnappy(buffer, MAX_UNCOMPRESSED) },
  LZ4: { compress: readOnly, decompress: async (buffer) => unframeLz4(buffer, MAX_UNCOMPRESSED) },
};

/** Whatever other producers compress with can be read; we ourselves write uncompressed. */
export function registerCodecs(): void {
  const { CompressionCodecs, CompressionTypes } = kafkajs;
  const registry = CompressionCodecs as unknown as Record<number, () => Codec>;
  for (const [name, codec] of Object.entries(codecs)) {
    registry[CompressionTypes[name as keyof typeof codecs]] = () => codec;
  }
}

async function readOnly(): Promise<Buffer> {
  throw new Error('Snappy and LZ4 are read, not written');
}
