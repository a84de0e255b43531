import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { encodeRecord, MAX_RECORD_BYTES } from '../../../services/core/events/codec.ts';
import { fromPublicJson } from '../../../services/core/events/json.ts';
import { decodeText } from '../../../services/core/events/text.ts';
import type { PromptEvent, ToolEvent, TriplineEvent } from '../../../services/core/events/types.ts';
import { writeEventFrames } from '../../../services/emitter/transports/event-frames.ts';
import { type Answer, gatewayOn, prompt } from './support.ts';

type Refusal = { index: number; code: string; detail: string; event_id?: string };
const NDJSON = 'application/x-ndjson';
const AVRO = 'application/vnd.tripline.events+avro';
const ID = '01932c07-8f00-7a3b-9c4d-00000000000';

function whole(event: Record<string, unknown>, origin: object = {}): TriplineEvent {
  const filled = {
    event_id: `${ID}1`,
    interaction_id: `${ID}2`,
    occurred_at: 1_731_600_000_000_000,
    tenant: 'acme',
    application: 'shop',
    environment: 'test',
    ...origin,
  };
  return fromPublicJson({ ...event, origin: filled });
}

function frames(...events: TriplineEvent[]): Buffer {
  return writeEventFrames(events.map((event) => ({ key: null, value: encodeRecord(event) })));
}

function refusals({ body }: Answer): Refusal[] {
  return body['refused'] as Refusal[];
}

test('one JSON event: what it need not say is filled in, its id is answered, and it stands in Kafka by then', async (t) => {
  const gateway = await gatewayOn(t, { now: () => 1_731_600_000_000 });
  const { status, body } = await gateway.post(await gateway.newKey(), '/v1/events', prompt('hi'));
  assert.equal(status, 200);
  const [event] = await gateway.events();
  assert.ok(event?.type === 'prompt');
  const { origin } = event;
  assert.deepEqual(body, { accepted: 1, refused: [], event_ids: [origin.event_id] });
  assert.deepEqual(
    [origin.tenant, origin.application, origin.environment, origin.capture, origin.occurred_at],
    ['acme', 'shop', 'production', 'FULL', 1_731_600_000_000_000],
  );
  assert.equal(origin.interaction_id, origin.event_id);
  assert.equal(decodeText((event.messages[0] as PromptEvent['messages'][0]).content), 'hi');
});

describe('many events: each is accepted or refused on its own', () => {
  const events = [
    prompt('a'),
    { ...prompt('b'), type: 'poem' },
    prompt('c', { tenant: 'other' }),
    prompt('d'),
  ];
  const bodies: [name: string, mediaType: string, payload: string][] = [
    ['an array', 'application/json', JSON.stringify(events)],
    ['a batch', 'application/json; charset=utf-8', JSON.stringify({ events })],
    ['lines', NDJSON, `${events.map((event) => JSON.stringify(event)).join('\r\n\n')}\n`],
  ];
  for (const [name, mediaType, payload] of bodies) {
    test(name, async (t) => {
      const gateway = await gatewayOn(t);
      const headers = { 'content-type': mediaType };
      const options = { method: 'POST', url: '/v1/events', payload, headers } as const;
      const answer = await gateway.ask(await gateway.newKey(), options);
      assert.equal(answer.status, 200);
      assert.equal(answer.body['accepted'], 2);
      assert.deepEqual(
        refusals(answer).map(({ index, code }) => [index, code]),
        [
          [1, 'EVENT_INVALID'],
          [2, 'TENANT_FOREIGN'],
        ],
      );
      const written = (await gateway.events()).map(({ origin }) => origin.event_id);
      const ids = answer.body['event_ids'] as (string | null)[];
      assert.deepEqual([ids[1], ids[2]], [null, null]);
      assert.deepEqual(new Set([ids[0], ids[3]]), new Set(written));
    });
  }

  test('Avro frames go on to the byte, with the key that their session gives them', async (t) => {
    const gateway = await gatewayOn(t);
    const [own, foreign] = [
      whole(prompt(), { session_id: 's' }),
      whole(prompt(), { tenant: 'other', event_id: `${ID}3` }),
    ];
    const payload = Buffer.concat([
      frames(own, foreign),
      writeEventFrames([{ key: null, value: Buffer.from('junk') }]),
    ]);
    const headers = { 'content-type': AVRO };
    const answer = await gateway.ask(await gateway.newKey(), {
      method: 'POST',
      url: '/v1/events',
      payload,
      headers,
    });
    assert.equal(answer.body['accepted'], 1);
    assert.equal(answer.body['event_ids'], undefined);
    assert.deepEqual(
      refusals(answer).map(({ index, code }) => [index, code]),
      [
        [1, 'TENANT_FOREIGN'],
        [2, 'RECORD_UNKNOWN_SCHEMA'],
      ],
    );
    for await (const { key, value } of gateway.kafka.read('llm.events')) {
      assert.equal(String(key), 's');
      assert.ok(value?.equals(encodeRecord(own)));
    }
  });
});

describe('a single event that is refused is a problem of its own status', () => {
  const cases: [name: string, event: unknown, status: number, code: string, detail: RegExp][] = [
    ['no object', 'text', 400, 'EVENT_INVALID', /not an object/],
    [
      'no application',
      { ...prompt(), origin: {} },
      400,
      'EVENT_INVALID',
      /\/origin\/application must be given/,
    ],
    [
      'every field at fault',
      { type: 'prompt', model: 1, status: 'X' },
      400,
      'EVENT_INVALID',
      /model.*status/,
    ],
    ['an id that is none', prompt('x', { event_id: 'x' }), 400, 'RECORD_INVALID', /event_id/],
    ['another tenant', prompt('x', { tenant: 'other' }), 403, 'TENANT_FOREIGN', /^$/],
    [
      'a user',
      prompt('x', { actor: { user_id: 'ada' } }),
      403,
      'IDENTITY_UNPROVED',
      /\/origin\/actor\/user_id/,
    ],
    ['a privileged role', prompt('x', { actor: { role: 'admin' } }), 403, 'IDENTITY_UNPROVED', /actor\/role/],
    ['a device', prompt('x', { device: { ip: '10.0.0.1' } }), 403, 'IDENTITY_UNPROVED', /device\/ip/],
    [
      'an approver',
      tool({ decision: { effect: 'ALLOW', policy: 'p', approver: 'ada' } }),
      403,
      'IDENTITY_UNPROVED',
      /approver/,
    ],
    [
      'a principal',
      tool({ authentication: { status: 'YES', principal: 'ada' } }),
      403,
      'IDENTITY_UNPROVED',
      /principal/,
    ],
    [
      'an audit event',
      { type: 'audit', origin: { application: 'a' }, action: 'ERASE' },
      403,
      'SCOPE_MISSING',
      /operators/,
    ],
    [
      'a digest that is not of the arguments',
      tool({ arguments_digest: 'f'.repeat(64) }),
      400,
      'EVENT_INVALID',
      /digest/,
    ],
    ['larger than a record', prompt('x'.repeat(MAX_RECORD_BYTES)), 413, 'RECORD_TOO_LARGE', /It has/],
  ];
  for (const [name, event, status, code, detail] of cases) {
    test(name, async (t) => {
      const gateway = await gatewayOn(t);
      const answer = await gateway.post(await gateway.newKey(), '/v1/events', JSON.stringify(event));
      assert.deepEqual([answer.status, answer.body['code']], [status, code], JSON.stringify(answer.body));
      assert.match(String(answer.body['detail']), detail);
      assert.deepEqual(await gateway.events(), []);
    });
  }
});

test('a key that may claim identity says who; a tool event gets the digest of its arguments', async (t) => {
  const gateway = await gatewayOn(t);
  const key = await gateway.newKey({ may_claim_identity: true });
  await gateway.post(key, '/v1/events', prompt('x', { actor: { user_id: 'ada', role: 'admin' } }));
  await gateway.post(key, '/v1/events', tool({}));
  const events = await gateway.events();
  const actors = events.map(({ origin }) => origin.actor.role);
  assert.deepEqual(new Set(actors), new Set(['admin', null]));
  const called = events.find((event): event is ToolEvent => event.type === 'tool');
  assert.match(called?.arguments_digest ?? '', /^[0-9a-f]{64}$/);
});

describe('a body of millions of items is refused at the first that is too many', () => {
  const MANY = 4_000_000;
  const cases: [name: string, mediaType: string, payload: () => Buffer][] = [
    ['lines', NDJSON, () => Buffer.alloc(2 * MANY, 'x\n')],
    ['empty frames', AVRO, () => Buffer.alloc(4 * MANY)],
    ['an array', 'application/json', () => Buffer.from(`[0${',0'.repeat(MANY / 8)}]`)],
  ];
  for (const [name, mediaType, payload] of cases)
    test(name, async (t) => {
      const gateway = await gatewayOn(t);
      const key = await gateway.newKey();
      const headers = { 'content-type': mediaType };
      const before = process.memoryUsage().heapUsed;
      const options = { method: 'POST', url: '/v1/events', payload: payload(), headers } as const;
      const { status, body } = await gateway.ask(key, options);
      assert.deepEqual([status, body['problems']], [400, ['the body has more than 10000 events']]);
      const grown = process.memoryUsage().heapUsed - before;
      assert.ok(grown < 150 * 1024 * 1024, `${grown} bytes`);
      assert.deepEqual(await gateway.events(), []);
    });

  test('blank lines are none', async (t) => {
    const gateway = await gatewayOn(t);
    const payload = Buffer.alloc(4 * MANY, ' \r\n');
    const options = {
      method: 'POST',
      url: '/v1/events',
      payload,
      headers: { 'content-type': NDJSON },
    } as const;
    assert.equal((await gateway.ask(await gateway.newKey(), options)).body['accepted'], 0);
  });
});

describe('an array of events as one JSON text has at most 1,048,576 bytes: nobody else has a turn while it is parsed', () => {
  const MOST = 1_048_576;
  const event = JSON.stringify(prompt('x'.repeat(2000)));
  /** Between `open` and `close`, filled up with blanks. */
  function batch(open: string, close: string, bytes: number): string {
    const count = Math.floor((bytes - open.length - close.length + 1) / (event.length + 1));
    const text = open + Array(count).fill(event).join();
    return text + close.padStart(bytes - text.length);
  }
  const post = async (t: TestContext, payload: string, type = 'application/json') => {
    const gateway = await gatewayOn(t);
    const headers = { 'content-type': type };
    return gateway.ask(await gateway.newKey(), { method: 'POST', url: '/v1/events', payload, headers });
  };

  for (const [name, open, close] of [
    ['an array', '[', ']'],
    ['an array behind blanks', `${' \n'.repeat(1000)}[`, ']'],
    ['events', '{ "events" :[', ']}'],
    ['events by another spelling', '{"\\u0065vents":[', ']}'],
  ] as const)
    test(name, async (t) => {
      const { status, body } = await post(t, batch(open, close, MOST + 1));
      assert.deepEqual([status, body['code']], [413, 'BODY_TOO_LARGE']);
      assert.match(String(body['detail']), /1048576 bytes: send lines \(application\/x-ndjson\)/);
      const whole = batch(open, close, MOST);
      const events = whole.split('"origin"').length - 1;
      assert.equal((await post(t, whole)).body['accepted'], events);
      assert.ok(events > 400);
    });

  test('the same as lines, and one event alone, may have more', async (t) => {
    assert.equal((await post(t, `${event}\n`.repeat(1000), NDJSON)).body['accepted'], 1000);
    assert.equal((await post(t, JSON.stringify(prompt('x'.repeat(MOST))))).body['accepted'], 1);
  });
});

test('a large batch lets others have their turn, while it is read and while it is remembered', async (t) => {
  const gateway = await gatewayOn(t);
  const key = await gateway.newKey();
  const result = Array.from({ length: 200 }, (_, index) => `order-${index}-kestrel@example.com`).join(' ');
  const event = JSON.stringify({
    ...tool({ phase: 'COMPLETED', result }),
    origin: { application: 'shop', session_id: 's' },
  });
  const payload = `${event}\n`.repeat(1000);
  const turns = measureTurns();
  const options = {
    method: 'POST',
    url: '/v1/events',
    payload,
    headers: { 'content-type': NDJSON },
  } as const;
  assert.equal((await gateway.ask(key, options)).body['accepted'], 1000);
  const { longestMs, allMs } = turns.stop();
  assert.ok(longestMs < allMs / 4, `${longestMs} ms of ${allMs}`);
});

test('an event of 8,388,608 bytes passes whole', async (t) => {
  const gateway = await gatewayOn(t);
  const event = whole(prompt('x'));
  const content = Buffer.alloc(MAX_RECORD_BYTES - encodeRecord(event).length - 3, 'x');
  const largest = whole(prompt(content.toString()));
  const record = encodeRecord(largest);
  assert.ok(record.length <= MAX_RECORD_BYTES && record.length > MAX_RECORD_BYTES - 10);
  const key = await gateway.newKey();
  for (const [headers, payload] of [
    [{ 'content-type': AVRO }, frames(largest)],
    [{ 'content-type': 'application/json' }, JSON.stringify(prompt(content.subarray(100).toString()))],
  ] as const) {
    const answer = await gateway.ask(key, { method: 'POST', url: '/v1/events', payload, headers });
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    assert.equal(answer.body['accepted'], 1);
  }
});

describe('what is no request is told what is wrong with it', () => {
  const json = { 'content-type': 'application/json' };
  const cases: [name: string, options: object, status: number, code: string][] = [
    ['no path of ours', { method: 'GET', url: '/v1/nothing' }, 404, 'ROUTE_UNKNOWN'],
    ['another method', { method: 'DELETE', url: '/v1/events' }, 405, 'METHOD_UNKNOWN'],
    ['a path that cannot be read', { method: 'GET', url: '/v1/gate/%zz' }, 404, 'ROUTE_UNKNOWN'],
    ['no media type', { method: 'POST', url: '/v1/events', payload: '{}' }, 415, 'MEDIA_TYPE_UNKNOWN'],
    [
      'another media type',
      { method: 'POST', url: '/v1/events', payload: 'x', headers: { 'content-type': 'text/plain' } },
      415,
      'MEDIA_TYPE_UNKNOWN',
    ],
    [
      'lines where one is wanted',
      { method: 'POST', url: '/v1/gate', payload: '{}', headers: { 'content-type': NDJSON } },
      415,
      'MEDIA_TYPE_UNKNOWN',
    ],
    [
      'compressed',
      { method: 'POST', url: '/v1/events', payload: 'x', headers: { ...json, 'content-encoding': 'gzip' } },
      415,
      'MEDIA_TYPE_UNKNOWN',
    ],
    ['no JSON', { method: 'POST', url: '/v1/events', payload: '{', headers: json }, 400, 'REQUEST_INVALID'],
    ['no body', { method: 'POST', url: '/v1/events', headers: json }, 400, 'REQUEST_INVALID'],
    [
      'no UTF-8',
      { method: 'POST', url: '/v1/events', payload: Buffer.from([0x22, 0xff, 0x22]), headers: json },
      400,
      'REQUEST_INVALID',
    ],
    [
      'frames cut off',
      {
        method: 'POST',
        url: '/v1/events',
        payload: Buffer.from([0, 0, 0, 9, 1]),
        headers: { 'content-type': AVRO },
      },
      400,
      'REQUEST_INVALID',
    ],
    [
      'a length cut off',
      { method: 'POST', url: '/v1/events', payload: Buffer.from([0, 0]), headers: { 'content-type': AVRO } },
      400,
      'REQUEST_INVALID',
    ],
    [
      'events that are no list',
      { method: 'POST', url: '/v1/events', payload: '{"events": 1}', headers: json },
      400,
      'REQUEST_INVALID',
    ],
    [
      'a body too large',
      { method: 'POST', url: '/v1/events', payload: Buffer.alloc(70_000, ' '), headers: json },
      413,
      'BODY_TOO_LARGE',
    ],
  ];
  for (const [name, options, status, code] of cases) {
    test(name, async (t) => {
      const gateway = await gatewayOn(t, { bodyBytes: 65_536 });
      const answer = await gateway.ask(await gateway.newKey(), options);
      assert.deepEqual([answer.status, answer.body['code']], [status, code], JSON.stringify(answer.body));
      assert.match(String(answer.headers['content-type']), /^application\/problem\+json/);
      if (status === 405) assert.equal(answer.headers['allow'], 'POST');
    });
  }
});

test('with Kafka away: 503 with Retry-After within the time set, nothing counted as accepted, and it works again after', async (t) => {
  const gateway = await gatewayOn(t, { writeTimeoutMs: 100 });
  const key = await gateway.newKey();
  gateway.kafka.setAvailable(false);
  for (const body of [prompt(), [prompt(), prompt()]]) {
    const answer = await gateway.post(key, '/v1/events', body);
    assert.deepEqual([answer.status, answer.body['code']], [503, 'KAFKA_UNAVAILABLE']);
    assert.equal(answer.headers['retry-after'], '1');
  }
  gateway.kafka.setAvailable(true);
  assert.equal((await gateway.post(key, '/v1/events', prompt())).status, 200);
  assert.equal((await gateway.events()).length, 1);
});

test('a tenant with as much under way as it may have is told 429; another tenant goes on', async (t) => {
  const gateway = await gatewayOn(t, { memoryBytes: 8 * 70_000, bodyBytes: 65_536, writeTimeoutMs: 2000 });
  const [own, other] = [await gateway.newKey(), await gateway.newKey({ tenant: 'other' })];
  const body = prompt('x'.repeat(40_000));
  const answers = await Promise.all(
    [own, own, own, other].map((key) => gateway.post(key, '/v1/events', body)),
  );
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 429, 429, 200],
  );
  assert.equal(answers[1]?.body['code'], 'OVERLOADED');
  assert.equal(answers[1]?.headers['retry-after'], '1');
  assert.equal((await gateway.post(own, '/v1/events', body)).status, 200);
});

test('feedback is an event; who gave it needs a key that may say so', async (t) => {
  const gateway = await gatewayOn(t);
  const about = { about_event_id: `${ID}1`, verdict: 'HARMFUL', application: 'shop', comment: 'no' };
  const key = await gateway.newKey();
  const { status, body } = await gateway.post(key, '/v1/feedback', about);
  assert.equal(status, 200);
  const [event] = await gateway.events();
  assert.ok(event?.type === 'feedback');
  assert.deepEqual([event.origin.event_id, event.verdict, event.by], [body['event_id'], 'HARMFUL', null]);
  assert.equal(
    (await gateway.post(key, '/v1/feedback', { ...about, by: 'ada' })).body['code'],
    'IDENTITY_UNPROVED',
  );
  for (const about_event_id of ['0193…', '0193', `${ID}1x`, '6ba7b810-9dad-11d1-80b4-00c04fd430c8']) {
    const none = await gateway.post(key, '/v1/feedback', { ...about, about_event_id });
    assert.deepEqual([none.status, none.body['code']], [400, 'EVENT_INVALID']);
    const { application, ...feedback } = { ...about, about_event_id };
    const event = await gateway.post(key, '/v1/events', {
      type: 'feedback',
      origin: { application },
      ...feedback,
    });
    assert.deepEqual([event.status, event.body], [none.status, none.body]);
  }
  const wrong = await gateway.post(key, '/v1/feedback', {
    verdict: 'FINE',
    extra: 'secret-looking',
    comment: 5,
  });
  assert.equal(wrong.body['code'], 'REQUEST_INVALID');
  assert.equal((wrong.body['problems'] as string[]).length, 5);
  assert.doesNotMatch(JSON.stringify(wrong.body), /secret-looking|"extra"/);
});

function tool(fields: object): Record<string, unknown> {
  const named = { name: 'search', kind: 'FUNCTION' };
  return {
    type: 'tool',
    origin: { application: 'shop' },
    phase: 'REQUESTED',
    call_id: 'c',
    tool: named,
    arguments: '{}',
    ...fields,
  };
}

/** For how long nobody else had a turn at most, and the whole. */
function measureTurns(): { stop: () => { longestMs: number; allMs: number } } {
  const started = performance.now();
  let longestMs = 0;
  let last = started;
  let isOver = false;
  const look = () => {
    longestMs = Math.max(longestMs, performance.now() - last);
    last = performance.now();
    if (!isOver) setImmediate(look);
  };
  setImmediate(look);
  return {
    stop: () => {
      isOver = true;
      return { longestMs, allMs: performance.now() - started };
    },
  };
}
