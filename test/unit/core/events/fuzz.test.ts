/** Hostile bytes: whatever comes, it is read or refused with one of our errors, soon and in bounded memory. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isTriplineError } from '../../../../services/core/errors.ts';
import { checkEvent, decodeRecord, encodeRecord, isEvent } from '../../../../services/core/events/codec.ts';
import { toPublicJson } from '../../../../services/core/events/json.ts';
import { renderEvent } from '../../../../services/core/events/render.ts';
import { everything, generateRecord, RECORD_TYPES, randomly, seeded } from './generated-record.ts';

const CODES = ['RECORD_UNKNOWN_SCHEMA', 'RECORD_MALFORMED', 'RECORD_EMPTY', 'RECORD_INVALID'] as const;

test('10,000 records with bytes changed, cut, doubled and inserted', () => {
  const next = seeded(20_260_101);
  const seeds = RECORD_TYPES.flatMap((type) => [
    encodeRecord(generateRecord(type, everything)),
    encodeRecord(generateRecord(type, randomly(next))),
  ]);
  const outcomes = { read: 0, refused: 0 };
  for (let count = 0; count < 10_000; count++) {
    const seed = seeds[count % seeds.length] ?? Buffer.alloc(0);
    outcomes[tryToRead(mutate(seed, next))]++;
  }
  // Were everything refused (or nothing), the mutations would not reach what they should.
  assert.ok(outcomes.read > 500 && outcomes.refused > 500, JSON.stringify(outcomes));
});

test('1,000 runs of random bytes behind a header that is known', () => {
  const next = seeded(7);
  for (let count = 0; count < 1000; count++) {
    const type = RECORD_TYPES[count % RECORD_TYPES.length] ?? 'prompt';
    const header = encodeRecord(generateRecord(type, everything)).subarray(0, 10);
    const body = Buffer.from(
      Array.from({ length: Math.floor(next() * 300) }, () => Math.floor(next() * 256)),
    );
    tryToRead(Buffer.concat([header, body]));
  }
});

function tryToRead(bytes: Buffer): 'read' | 'refused' {
  try {
    const record = decodeRecord(bytes);
    encodeRecord(record);
    if (isEvent(record)) {
      renderEvent(record, (_path, text) => text);
      JSON.stringify(toPublicJson(record));
      checkEvent(record);
    }
    return 'read';
  } catch (error) {
    assert.ok(
      CODES.some((code) => isTriplineError(error, code)),
      `${String(error)} on ${bytes.toString('base64')}`,
    );
    return 'refused';
  }
}

function mutate(seed: Buffer, next: () => number): Buffer {
  let bytes: Buffer = Buffer.from(seed);
  const times = 1 + Math.floor(next() * 3);
  for (let done = 0; done < times; done++) bytes = mutateOnce(bytes, next);
  return bytes;
}

function mutateOnce(bytes: Buffer, next: () => number): Buffer {
  const at = Math.floor(next() * bytes.length);
  const part = bytes.subarray(at, at + Math.floor(next() * 16));
  const bombs = [
    'feffffffffffff0f',
    'ffffffffffffffffff01',
    '8080808080808080808000',
    '01',
    '7f',
    'ffffffff0f',
    '00',
  ];
  switch (Math.floor(next() * 5)) {
    case 0:
      bytes[at] = Math.floor(next() * 256);
      return bytes;
    case 1:
      bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(next() * 8));
      return bytes;
    case 2:
      return next() < 0.2 ? bytes.subarray(0, at) : bytes;
    case 3:
      return Buffer.concat([bytes.subarray(0, at), part, bytes.subarray(at)]);
    default: {
      const bomb = Buffer.from(bombs[Math.floor(next() * bombs.length)] ?? '', 'hex');
      return Buffer.concat([bytes.subarray(0, at), bomb, bytes.subarray(at + bomb.length)]);
    }
  }
}
