import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type ErrorCode, isTriplineError } from '../../../../services/core/errors.ts';
import {
  decodeEvent,
  decodeRecord,
  encodeRecord,
  isEvent,
  MAX_RECORD_BYTES,
} from '../../../../services/core/events/codec.ts';
import { EVENT_SCHEMAS, RECORD_SCHEMAS } from '../../../../services/core/events/record-schemas.ts';
import { current } from '../../../../services/core/events/schema-set.ts';
import type { PromptEvent, TriplineRecord } from '../../../../services/core/events/types.ts';
import { everything, generateRecord, plain, RECORD_TYPES, randomly, seeded } from './generated-record.ts';

const prompt = () => structuredPrompt();

describe('what is written is read back the same', () => {
  for (const type of RECORD_TYPES) {
    test(`${type}, everything set`, () => {
      const record = generateRecord(type, everything);
      assert.deepEqual(plain(decodeRecord(encodeRecord(record))), record);
    });
    test(`${type}, 200 at random`, () => {
      const choose = randomly(seeded(RECORD_TYPES.indexOf(type)));
      for (let count = 0; count < 200; count++) {
        const record = generateRecord(type, choose);
        const bytes = encodeRecord(record);
        assert.deepEqual(plain(decodeRecord(bytes)), record);
        assert.deepEqual(encodeRecord(decodeRecord(bytes)), bytes);
      }
    });
  }
});

test('a record begins with C3 01 and the fingerprint of its schema, little-endian', () => {
  for (const type of RECORD_TYPES) {
    const bytes = encodeRecord(generateRecord(type, everything));
    assert.equal(bytes.readUInt16BE(0), 0xc301);
    assert.equal(bytes.readBigUInt64LE(2), current.get(RECORD_SCHEMAS[type])?.fingerprint);
  }
});

test('a record larger than the scratch buffer, and a small one after it, are whole', () => {
  for (const size of [10, 65_536, 300_000, 10, 3_000_000, 10]) {
    const record = prompt();
    record.messages = [
      { role: 'user', name: null, media_type: 'text/plain', content: Buffer.alloc(size, 'a') },
    ];
    assert.deepEqual(plain(decodeRecord(encodeRecord(record))), record);
  }
});

test('an encoded record does not change when the next one is encoded', () => {
  const first = encodeRecord(prompt());
  const copy = Buffer.from(first);
  encodeRecord({ ...prompt(), status: 'FAILED' });
  assert.deepEqual(first, copy);
});

describe('what no reader would take is not written', () => {
  const cases: Record<string, [change: (event: PromptEvent) => unknown, fault: RegExp]> = {
    'a missing field': [(event) => Reflect.deleteProperty(event.origin, 'tenant'), /origin/],
    'text where bytes belong': [(event) => Object.assign(event, { parameters: 'CANARY' }), /parameters/],
    'a number where text belongs': [
      (event) => Object.assign(event.model, { name: 7 }),
      /model\/name is not string/,
    ],
    'an unknown symbol': [(event) => Object.assign(event, { status: 'CANARY' }), /status is not enum/],
    'a fraction': [(event) => Object.assign(event, { content_length: 0.5 }), /content_length/],
    'a long of 53 bits': [(event) => (event.content_length = 2 ** 52), /52 bits/],
    'more items than readers take': [
      (event) =>
        (event.tools_offered = Array.from({ length: 65_537 }, () => ({ name: 'CANARY', definition: null }))),
      /65536 items/,
    ],
    'an unknown type': [(event) => Object.assign(event, { type: 'CANARY' }), /type/],
  };
  for (const [what, [change, fault]] of Object.entries(cases)) {
    test(what, () => {
      const event = prompt();
      change(event);
      assert.throws(() => encodeRecord(event), failure('EVENT_INVALID', fault));
    });
  }
});

describe('what cannot be read is refused with its reason', () => {
  const good = encodeRecord(prompt());
  const cases: Record<string, [bytes: Uint8Array | null, code: ErrorCode]> = {
    'no value': [null, 'RECORD_EMPTY'],
    'an empty value': [Buffer.alloc(0), 'RECORD_EMPTY'],
    'one byte': [Buffer.from([0xc3]), 'RECORD_UNKNOWN_SCHEMA'],
    'a header alone, cut': [good.subarray(0, 9), 'RECORD_UNKNOWN_SCHEMA'],
    'a header alone': [good.subarray(0, 10), 'RECORD_MALFORMED'],
    JSON: [Buffer.from('{"type":"prompt","origin":{}}'), 'RECORD_UNKNOWN_SCHEMA'],
    'a fingerprint that nobody has': [
      Buffer.concat([good.subarray(0, 2), Buffer.alloc(8, 7), good.subarray(10)]),
      'RECORD_UNKNOWN_SCHEMA',
    ],
    'a byte left over': [Buffer.concat([good, Buffer.from([0])]), 'RECORD_MALFORMED'],
    'the body of another schema': [
      Buffer.concat([good.subarray(0, 10), encodeRecord(generateRecord('alert', everything)).subarray(10)]),
      'RECORD_MALFORMED',
    ],
  };
  for (const [what, [bytes, code]] of Object.entries(cases)) {
    test(what, () => {
      assert.throws(() => decodeRecord(bytes), failure(code));
      assert.throws(() => decodeEvent(bytes), failure(code));
    });
  }

  test('cut anywhere', () => {
    for (const type of RECORD_TYPES) {
      const whole = encodeRecord(generateRecord(type, everything));
      for (let length = 1; length < whole.length; length++) {
        assert.throws(
          () => decodeRecord(whole.subarray(0, length)),
          failure(length < 10 ? 'RECORD_UNKNOWN_SCHEMA' : 'RECORD_MALFORMED'),
        );
      }
    }
  });
});

describe('an event on llm.events', () => {
  test('is a prompt, output, tool, feedback or audit event, nothing else', () => {
    for (const type of RECORD_TYPES) {
      const record = generateRecord(type, everything);
      const isOne = Object.hasOwn(EVENT_SCHEMAS, type);
      assert.equal(isEvent(record), isOne);
      if (isOne) assert.deepEqual(plain(decodeEvent(encodeRecord(record))), record);
      else assert.throws(() => decodeEvent(encodeRecord(record)), failure('RECORD_UNKNOWN_SCHEMA'));
    }
  });

  test('has at most 8,388,608 bytes', () => {
    const overhead = encodeRecord(withContent(MAX_RECORD_BYTES - 1024)).length - (MAX_RECORD_BYTES - 1024);
    const largest = encodeRecord(withContent(MAX_RECORD_BYTES - overhead));
    assert.equal(largest.length, 8_388_608);
    assert.equal(
      (decodeEvent(largest) as PromptEvent).messages[0]?.content.length,
      MAX_RECORD_BYTES - overhead,
    );
    const larger = encodeRecord(withContent(MAX_RECORD_BYTES - overhead + 1));
    assert.throws(() => decodeEvent(larger), failure('RECORD_TOO_LARGE'));
  });

  test('has a UUIDv7 and a time that can be', () => {
    const ids = [
      '',
      'CANARY',
      '01932C07-8F00-7A3B-9C4D-0123456789AB',
      '01932c07-8f00-4a3b-9c4d-0123456789ab',
      '01932c07-8f00-7a3b-0c4d-0123456789ab',
    ];
    for (const event_id of ids) {
      const bytes = encodeRecord(withOrigin({ event_id }));
      assert.throws(() => decodeEvent(bytes), failure('RECORD_INVALID', /event_id/));
      assert.equal(decodeRecord(bytes).type, 'prompt');
    }
    assert.throws(
      () => decodeEvent(encodeRecord(withOrigin({ occurred_at: -1 }))),
      failure('RECORD_INVALID', /occurred_at/),
    );
    assert.equal(decodeEvent(encodeRecord(withOrigin({ occurred_at: 0 }))).origin.occurred_at, 0);
  });
});

test('bytes are taken from any typed array, at any offset', () => {
  const bytes = encodeRecord(prompt());
  const shifted = new Uint8Array(bytes.length + 3);
  shifted.set(bytes, 3);
  assert.deepEqual(plain(decodeRecord(shifted.subarray(3))), prompt());
});

/** The code, what is named, and never a value: every value in this file that could leak is spelled CANARY. */
function failure(code: ErrorCode, fault = /./): (error: unknown) => boolean {
  return (error) => {
    assert.ok(isTriplineError(error, code), `${code} was expected, not ${String(error)}`);
    assert.match(error.message, fault);
    assert.doesNotMatch(`${error.message} ${error.stack}`, /CANARY/);
    return true;
  };
}

function structuredPrompt(): PromptEvent {
  const record: TriplineRecord = generateRecord('prompt', everything);
  assert.ok(record.type === 'prompt');
  return record;
}

function withContent(size: number): PromptEvent {
  const message = { role: 'user', name: null, media_type: 'text/plain', content: Buffer.alloc(size, 'a') };
  return { ...prompt(), messages: [message] };
}

function withOrigin(change: Partial<PromptEvent['origin']>): PromptEvent {
  return { ...prompt(), origin: { ...prompt().origin, ...change } };
}
