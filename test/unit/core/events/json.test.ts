import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isTriplineError } from '../../../../services/core/errors.ts';
import { encodeRecord } from '../../../../services/core/events/codec.ts';
import { fromPublicJson, toPublicJson } from '../../../../services/core/events/json.ts';
import { EVENT_SCHEMAS } from '../../../../services/core/events/record-schemas.ts';
import type { EventType, TriplineEvent } from '../../../../services/core/events/types.ts';
import { everything, generateRecord, randomly, seeded } from './generated-record.ts';

const EVENT_TYPES = Object.keys(EVENT_SCHEMAS) as EventType[];
const ID = '01932c07-8f00-7a3b-9c4d-0123456789ab';
const origin = {
  event_id: ID,
  interaction_id: ID,
  occurred_at: 1,
  tenant: 't',
  application: 'a',
  environment: 'e',
};
const tool = () =>
  ({
    type: 'tool',
    origin: { ...origin },
    phase: 'REQUESTED',
    call_id: 'c',
    tool: { name: 'n' },
    arguments: '',
  }) as Record<string, unknown>;

describe('an event comes back from its JSON as it was', () => {
  for (const type of EVENT_TYPES) {
    test(type, () => {
      const choose = randomly(seeded(EVENT_TYPES.indexOf(type)));
      const events = Array.from({ length: 200 }, () => generateRecord(type, choose) as TriplineEvent).filter(
        hasNoKeyTwice,
      );
      assert.ok(events.length > 100);
      for (const event of [generateRecord(type, everything) as TriplineEvent, ...events]) {
        assert.deepEqual(fromPublicJson(JSON.parse(JSON.stringify(toPublicJson(event)))), event);
      }
    });
  }
});

test('unions are untagged, maps are objects, text is a string', () => {
  const event = generateRecord('tool', everything) as TriplineEvent;
  const json = toPublicJson(event);
  assert.equal(json['arguments'], 'bytes of /arguments');
  assert.equal(json['status_code'], 7);
  assert.deepEqual((json['origin'] as Record<string, unknown>)['tags'], {
    'text of /origin/tags/0/key': 'text of /origin/tags/0/value',
    'text of /origin/tags/1/key': 'text of /origin/tags/1/value',
  });
});

test('bytes that are not UTF-8 are {"base64": …}, both ways, and whatever is UTF-8 is a string', () => {
  const cases: [bytes: Buffer, json: unknown][] = [
    [Buffer.from([0xff, 0x00]), { base64: '/wA=' }],
    [Buffer.from([0xed, 0xa0, 0x80]), { base64: '7aCA' }],
    [Buffer.from('{"base64":"AA=="}'), '{"base64":"AA=="}'],
    [Buffer.from('\ufeff😀'), '\ufeff😀'],
    [Buffer.alloc(0), ''],
  ];
  for (const [bytes, json] of cases) {
    const event = fromPublicJson({ ...tool(), arguments: json });
    assert.ok(event.type === 'tool');
    assert.deepEqual(event.arguments, bytes);
    assert.deepEqual(toPublicJson(event)['arguments'], json);
  }
});

test('a lone surrogate in JSON becomes WTF-8', () => {
  const event = fromPublicJson({ ...tool(), arguments: JSON.parse('"\\ud83d"') });
  assert.ok(event.type === 'tool');
  assert.equal(event.arguments.toString('hex'), 'eda0bd');
});

test('what is left out takes the default of the schema', () => {
  const event = fromPublicJson(tool());
  assert.ok(event.type === 'tool');
  assert.equal(event.result, null);
  assert.deepEqual(event.origin.tags, []);
  assert.deepEqual(event.origin.actor, { user_id: null, role: null, department: null });
  assert.equal(event.origin.capture, 'UNKNOWN');
  encodeRecord(event);
});

test('times are microseconds, or ISO 8601 with an offset', () => {
  const timeOf = (occurred_at: unknown) =>
    fromPublicJson({ ...tool(), origin: { ...origin, occurred_at } }).origin.occurred_at;
  assert.equal(timeOf(1_731_600_000_123_456), 1_731_600_000_123_456);
  assert.equal(timeOf('2024-11-14T16:00:00.123Z'), 1_731_600_000_123_000);
  assert.equal(timeOf('2024-11-14T17:00:00+01:00'), 1_731_600_000_000_000);
  for (const wrong of [
    '2024-11-14T16:00:00',
    '2024-11-14',
    'now',
    '9999-12-31T00:00:00Z',
    2 ** 52,
    1.5,
    Number.NaN,
    null,
    {},
  ]) {
    assert.throws(() => timeOf(wrong), fault(/\/origin\/occurred_at must be/), JSON.stringify(wrong));
  }
});

describe('hostile keys are data', () => {
  test('__proto__ and its like among tags', () => {
    const text = `{"__proto__":"CANARY","constructor":"b","toString":"c","":"d"}`;
    const event = fromPublicJson({ ...tool(), origin: { ...origin, tags: JSON.parse(text) } });
    assert.deepEqual(
      event.origin.tags.map(({ key }) => key),
      ['__proto__', 'constructor', 'toString', ''],
    );
    const json = toPublicJson(event)['origin'] as Record<string, unknown>;
    assert.equal(JSON.stringify(json['tags']), text);
    assert.equal(({} as Record<string, unknown>)['CANARY'], undefined);
  });

  test('__proto__ among fields is an unknown field, and gives no field its value', () => {
    const json: unknown = JSON.parse(`{"type":"tool","__proto__":${JSON.stringify(tool())}}`);
    assert.throws(() => fromPublicJson(json), fault(/\/ has 1 unknown field.*\/origin must be given/));
    assert.throws(() => fromPublicJson({ ...tool(), type: '__proto__' }), fault(/type is not one of/));
    assert.throws(() => fromPublicJson({ ...tool(), type: 'constructor' }), fault(/type is not one of/));
  });
});

describe('what is wrong is named by its place, never by its value', () => {
  const cases: Record<string, [change: Record<string, unknown>, why: RegExp]> = {
    'an unknown field': [
      { CANARY: 'CANARY' },
      /^At fault: \/ has 1 unknown field\(s\); known are origin, phase/,
    ],
    'an unknown symbol': [{ phase: 'CANARY' }, /\/phase must be one of UNKNOWN, REQUESTED/],
    'a string where an object belongs': [{ tool: 'CANARY' }, /\/tool must be an object/],
    'a missing field': [{ call_id: undefined }, /\/call_id must be given/],
    'null where it cannot be': [{ call_id: null }, /\/call_id must be a string/],
    'base64 that is not': [{ arguments: { base64: 'CANARY!' } }, /\/arguments must be a string, or/],
    'base64 of a wrong length': [{ arguments: { base64: 'CANARYS' } }, /\/arguments must be a string, or/],
    'base64 and something else': [
      { arguments: { base64: 'AA==', CANARY: 1 } },
      /\/arguments must be a string, or/,
    ],
    'an int of 33 bits': [{ status_code: 2 ** 31 }, /\/status_code must be a whole number of 32 bits/],
    'a fraction': [{ status_code: 1.5 }, /\/status_code must be a whole number/],
    'text where a number belongs': [{ duration_ms: 'CANARY' }, /\/duration_ms must be a number/],
    'truth as text': [{ response_cached: 'true' }, /\/response_cached must be true or false/],
    'tags that are no strings': [
      { origin: { ...origin, tags: { CANARY: 7 } } },
      /\/origin\/tags must be an object of strings/,
    ],
    'an array where an object belongs': [{ origin: ['CANARY'] }, /\/origin must be an object/],
    'reasons that are no array': [
      { decision: { effect: 'DENY', policy: 'p', reasons: 'CANARY' } },
      /\/decision\/reasons must be an array/,
    ],
  };
  for (const [what, [change, why]] of Object.entries(cases)) {
    test(what, () => assert.throws(() => fromPublicJson({ ...tool(), ...change }), fault(why)));
  }
  for (const json of [null, undefined, 'CANARY', 7, [], [tool()]]) {
    test(`${JSON.stringify(json)?.slice(0, 10)} is no event`, () =>
      assert.throws(() => fromPublicJson(json), fault(/not an object/)));
  }
});

test('everything wrong is named at once, up to twenty, and the rest counted', () => {
  const json = { ...tool(), phase: 1, call_id: 2, tool: 3, arguments: 4 };
  assert.throws(() => fromPublicJson(json), fault(/\/phase .*; \/call_id .*; \/tool .*; \/arguments /));
  const many = { ...tool(), decision: { effect: 'DENY', policy: 'p', reasons: Array(50).fill(7) } };
  assert.throws(() => fromPublicJson(many), fault(/reasons\/19 must be a string and 30 more\.$/));
});

function fault(why: RegExp): (error: unknown) => boolean {
  return (error) => {
    assert.ok(isTriplineError(error, 'EVENT_INVALID'));
    assert.match(error.detail, why);
    assert.doesNotMatch(`${error.message} ${error.stack}`, /CANARY/);
    return true;
  };
}

function hasNoKeyTwice(event: TriplineEvent): boolean {
  const { tags, attributes } = event.origin;
  return [tags, attributes].every(
    (entries) =>
      new Set(entries.map(({ key }) => key)).size === entries.length &&
      !entries.some(({ key }) => /^\d+$/.test(key)),
  );
}
