import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32c } from '../../../../services/platform/kafka/crc32c.ts';

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

function byteByByte(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  }
  return ~crc >>> 0;
}
