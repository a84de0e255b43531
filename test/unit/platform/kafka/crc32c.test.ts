import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { createClient } from '../../../../services/platform/kafka/client.ts';
import { crc32c } from '../../../../services/platform/kafka/crc32c.ts';

/** Where a record batch (magic 2) carries its sum, of all that follows. */
const CRC_AT = 17;
/** RFC 3720, appendix B.4, and the check value that every catalogue of checksums gives. */
const VECTORS: [string, Uint8Array, number][] = [
  ['nothing', new Uint8Array(0), 0],
  ['123456789', Buffer.from('123456789'), 0xe3069283],
  ['32 bytes of zeroes', new Uint8Array(32), 0x8a9136aa],
  ['32 bytes of ones', new Uint8Array(32).fill(0xff), 0x62a8ab43],
  ['32 bytes that count up', Uint8Array.from({ length: 32 }, (_, at) => at), 0x46dd794e],
  ['32 bytes that count down', Uint8Array.from({ length: 32 }, (_, at) => 31 - at), 0x113fdb5c],
];

for (const [name, bytes, expected] of VECTORS)
  test(`CRC-32C of ${name}`, () => assert.equal(crc32c(bytes), expected));

test('a sum over any length is the sum byte by byte', () => {
  const bytes = Uint8Array.from({ length: 100 }, (_, at) => (at * 167 + 13) & 0xff);
  for (let length = 0; length <= bytes.length; length++)
    assert.equal(crc32c(bytes.subarray(0, length)), byteByByte(bytes.subarray(0, length)));
});

test('kafkajs sums its record batches with it', async () => {
  createClient({ brokers: ['127.0.0.1:1'], clientId: 'test' });
  const require = createRequire(import.meta.url);
  const sums = require('kafkajs/src/protocol/recordBatch/crc32C') as unknown;
  assert.equal(sums, crc32c);
  const batch = await recordBatch(require);
  assert.equal(batch.readUInt32BE(CRC_AT), crc32c(batch.subarray(CRC_AT + 4)));
});

function byteByByte(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  }
  return ~crc >>> 0;
}

async function recordBatch(require: NodeJS.Require): Promise<Buffer> {
  const { RecordBatch } = require('kafkajs/src/protocol/recordBatch/v0') as {
    RecordBatch: (options: object) => Promise<{ buffer: Buffer }>;
  };
  const Record = require('kafkajs/src/protocol/recordBatch/record/v0') as (options: object) => object;
  const records = [Record({ key: Buffer.from('k'), value: Buffer.from('v'), timestamp: 1, offsetDelta: 0 })];
  return (await RecordBatch({ records, firstTimestamp: 1, maxTimestamp: 1 })).buffer;
}
