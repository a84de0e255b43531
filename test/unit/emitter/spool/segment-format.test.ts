import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import {
  HEADER_BYTES,
  newHead,
  readSegment,
  writeFrames,
} from '../../../../services/emitter/spool/segment-format.ts';
import { SpoolKey } from '../../../../services/emitter/spool/spool-key.ts';
import type { OutgoingRecord } from '../../../../services/platform/kafka/port.ts';

const KEY = new SpoolKey(Buffer.alloc(32, 1));
const RECORDS: OutgoingRecord[] = ['first', 'second', 'third'].map((word) => ({
  key: Buffer.from(`key of ${word}`),
  value: Buffer.from(`what ${word} says, TSPR and all`),
}));

for (const key of [null, KEY]) {
  describe(key === null ? 'in clear' : 'encrypted', () => {
    const { bytes, ends } = segment(RECORDS, key);

    test('what is written is read, in order and to the byte', () => {
      const content = readSegment(bytes, key);
      assert.deepEqual([...content.records], [...RECORDS.entries()]);
      assert.deepEqual([content.corrupted, content.torn], [0, false]);
    });

    test('torn after any byte, every record before is whole and nothing counts as damaged', () => {
      for (let length = 0; length < bytes.length; length++) {
        const content = readSegment(bytes.subarray(0, length), key);
        const whole = ends.filter((end) => end <= length).length;
        assert.deepEqual([...content.records.values()], RECORDS.slice(0, whole), `${length} bytes`);
        assert.equal(content.corrupted, 0, `${length} bytes`);
        const isBetween = length === HEADER_BYTES || ends.includes(length);
        assert.equal(content.torn, !isBetween, `${length} bytes`);
      }
    });

    test('with any bit flipped, that record alone is gone, and it is counted', () => {
      for (let bit = HEADER_BYTES * 8; bit < bytes.length * 8; bit++) {
        const damaged = flipped(bytes, bit);
        const hit = ends.findIndex((end) => bit >> 3 < end);
        const content = readSegment(damaged, key);
        const left = RECORDS.filter((_, index) => index !== hit);
        assert.deepEqual([...content.records.values()], left, `bit ${bit}`);
        assert.equal(content.corrupted + Number(content.torn), 1, `bit ${bit}`);
        if (hit < 2) assert.equal(content.corrupted, 1, `bit ${bit}`);
      }
    });

    test('with any bit of its header flipped, nothing of it is believed', () => {
      for (let bit = 0; bit < HEADER_BYTES * 8; bit++) {
        const { records, corrupted } = readSegment(flipped(bytes, bit), key);
        assert.deepEqual([records.size, corrupted], [0, 1], `bit ${bit}`);
      }
    });

    test('records that changed places, or come again, are not taken', () => {
      const [first = 0, second = 0] = ends;
      const swapped = Buffer.concat([
        bytes.subarray(0, HEADER_BYTES),
        bytes.subarray(first, second),
        bytes.subarray(HEADER_BYTES, first),
        bytes.subarray(second),
      ]);
      const content = readSegment(swapped, key);
      assert.deepEqual([...content.records.keys()], [1, 2]);
      assert.equal(content.corrupted, 1);
      const repeated = Buffer.concat([bytes, bytes.subarray(second)]);
      assert.equal(readSegment(repeated, key).records.size, 3);
    });

    test('garbage between records, zeros after them and lengths that cannot be cost nothing else', () => {
      const [first = 0] = ends;
      const garbage = Buffer.concat([randomBytes(100), Buffer.from('TSPR'), Buffer.alloc(4, 0xff)]);
      const content = readSegment(
        Buffer.concat([bytes.subarray(0, first), garbage, bytes.subarray(first), Buffer.alloc(4096)]),
        key,
      );
      assert.deepEqual([...content.records.values()], RECORDS);
      assert.equal(content.torn, true);
    });
  });
}

test('a file of another key, or in clear where a key is due, is not believed', () => {
  const other = new SpoolKey(Buffer.alloc(32, 2));
  for (const [written, read] of [
    [other, KEY],
    [null, KEY],
    [KEY, null],
  ] as const) {
    const { records, corrupted } = readSegment(segment(RECORDS, written).bytes, read);
    assert.deepEqual([records.size, corrupted], [0, 1]);
  }
});

test('no content and no key stands in an encrypted file, and no two files have the same key stream', () => {
  const [one, two] = [segment(RECORDS, KEY).bytes, segment(RECORDS, KEY).bytes];
  for (const word of ['first', 'what', 'key of']) assert.ok(!one.includes(word));
  assert.notDeepEqual(one.subarray(HEADER_BYTES + 16), two.subarray(HEADER_BYTES + 16));
});

test('a record without a key and without a value is one', () => {
  const nothing = { key: null, value: Buffer.alloc(0) };
  const { bytes } = segment([nothing], KEY);
  assert.deepEqual(
    [...readSegment(bytes, KEY).records.values()],
    [{ key: Buffer.alloc(0), value: Buffer.alloc(0) }],
  );
});

function segment(records: OutgoingRecord[], key: SpoolKey | null): { bytes: Buffer; ends: number[] } {
  const head = newHead(key);
  const frames = records.map((record, index) => writeFrames([record], index, head.cipher));
  const ends = frames.map((_, index) =>
    frames.slice(0, index + 1).reduce((sum, { length }) => sum + length, HEADER_BYTES),
  );
  return { bytes: Buffer.concat([head.bytes, ...frames]), ends };
}

function flipped(bytes: Buffer, bit: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
  return copy;
}
