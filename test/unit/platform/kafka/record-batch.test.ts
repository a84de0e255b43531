import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { BatchMemory } from '../../../../services/platform/kafka/batch-memory.ts';
import { crc32c } from '../../../../services/platform/kafka/crc32c.ts';
import type { Outgoing } from '../../../../services/platform/kafka/port.ts';
import { toIncoming } from '../../../../services/platform/kafka/record.ts';
import { encodeRecordBatch, recordBytes } from '../../../../services/platform/kafka/record-batch.ts';

const require = createRequire(import.meta.url);
const Decoder = require('kafkajs/src/protocol/decoder') as new (bytes: Buffer) => object;
const decode = require('kafkajs/src/protocol/recordBatch/v0/decoder') as (decoder: object) => Promise<{
  records: Parameters<typeof toIncoming>[0][];
  [field: string]: unknown;
}>;

const IDENTITY = { producerId: 0x0102030405060708n, producerEpoch: 7, baseSequence: 2 ** 31 - 1 };
const NOW = 1_700_000_000_000;
const HEADER_BYTES = 61;

const encode = (records: Outgoing[]) =>
  encodeRecordBatch(records, IDENTITY, NOW, (length) => Buffer.alloc(length));
function record(value: Buffer, key: Buffer | null = null, headers?: Outgoing['headers']): Outgoing {
  return headers === undefined ? { key, value } : { key, value, headers };
}

/** Lengths about those at which a variable-length number takes one byte more. */
const LENGTHS = [0, 1, 63, 64, 65, 8191, 8192, 1_048_575, 1_048_576];

const cases: [name: string, records: Outgoing[]][] = [
  ['one empty record', [record(Buffer.alloc(0))]],
  ['no value', [{ key: Buffer.from('k'), value: null }]],
  ['values of every width', LENGTHS.map((length) => record(Buffer.alloc(length, length)))],
  ['keys of every width', LENGTHS.map((length) => record(Buffer.from('v'), Buffer.alloc(length, 'k')))],
  ['more records than one byte counts', Array.from({ length: 200 }, (_, at) => record(Buffer.from(`${at}`)))],
  [
    'headers',
    [
      record(Buffer.from('v'), null, [
        { key: 'ä', value: Buffer.from([0, 255]) },
        { key: '', value: Buffer.alloc(9000) },
      ]),
    ],
  ],
];

for (const [name, records] of cases) {
  test(`kafkajs reads what was written: ${name}`, async () => {
    const batch = await decode(new Decoder(encode(records)));
    assert.deepEqual(
      batch.records.map((read) => toIncoming(read)),
      records.map(({ key, value, headers = [] }, offset) => ({
        key,
        value,
        headers,
        offset,
        timestamp: NOW,
      })),
    );
  });
}

test('the head of a batch says whose it is, where its numbers begin and how much follows', () => {
  const batch = encode([record(Buffer.from('a')), record(Buffer.from('b'))]);
  assert.equal(batch.readInt32BE(8), batch.length - 12);
  assert.equal(batch.readInt8(16), 2);
  assert.equal(batch.readUInt32BE(17), crc32c(batch.subarray(21)));
  assert.equal(batch.readInt32BE(23), 1);
  assert.equal(batch.readBigInt64BE(43), IDENTITY.producerId);
  assert.equal(batch.readInt16BE(51), IDENTITY.producerEpoch);
  assert.equal(batch.readInt32BE(53), IDENTITY.baseSequence);
  assert.equal(batch.readInt32BE(57), 2);
});

test('what a record takes is foreseen, but for its own length', () => {
  const headers = [
    { key: 'ä', value: Buffer.alloc(70) },
    { key: 'n', value: null },
  ];
  for (const length of LENGTHS) {
    const one = record(Buffer.alloc(length), Buffer.from('key'), headers);
    const taken = encode([one]).length - HEADER_BYTES;
    assert.ok(taken - recordBytes(one) >= 1 && taken - recordBytes(one) <= 4);
  }
});

test('memory is used again from one request to the next, never within one, and never once it is forgotten', () => {
  const memory = new BatchMemory();
  memory.begin();
  const [first, second] = [memory.take(100).fill(1), memory.take(100).fill(2)];
  const large = memory.take(2 * 1024 * 1024).fill(3);
  const third = memory.take(500_000).fill(4);
  for (const [taken, byte] of [
    [first, 1],
    [second, 2],
    [large, 3],
    [third, 4],
  ] as const)
    assert.ok(taken.every((value) => value === byte));
  memory.begin();
  assert.equal(memory.take(100).buffer, third.buffer);
  memory.forget();
  memory.begin();
  assert.notEqual(memory.take(100).buffer, third.buffer);
});
