/** The indexer on a real Elasticsearch (Kafka in memory): what it writes is taken, whatever the events hold. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { openEvent } from '../../services/cli/open.ts';
import { encodeRecord } from '../../services/core/events/codec.ts';
import { encodeText } from '../../services/core/events/text.ts';
import type { OutputEvent, PromptEvent, ToolEvent, TriplineEvent } from '../../services/core/events/types.ts';
import { createElasticsearch } from '../../services/platform/elasticsearch/client.ts';
import type { Elasticsearch } from '../../services/platform/elasticsearch/port.ts';
import {
  DAY,
  enriched,
  finding,
  type Harness,
  keyring,
  origin,
  prompt,
  startHarness,
} from '../unit/indexer/harness.ts';

const node = process.env['TRIPLINE_TEST_ELASTICSEARCH'];
const LARGEST = 8_388_608;

describe('indexer on Elasticsearch', {
  skip: node === undefined && 'TRIPLINE_TEST_ELASTICSEARCH is not set',
}, () => {
  let run: Harness<Elasticsearch>;
  before(async () => {
    const elasticsearch = createElasticsearch({ nodes: [node ?? ''], requestTimeoutMs: 60_000 });
    run = await startHarness(elasticsearch, `indexer_${randomUUID().slice(0, 8)}`);
  });
  after(async () => {
    for (const { index } of await run.elasticsearch.listIndices(`${run.prefix}-*`))
      await run.elasticsearch.deleteIndex(index);
    await run.stop();
  });

  const get = async (copy: string, id: string) =>
    (await run.elasticsearch.getMany([{ index: `${run.prefix}-${copy}-${DAY}`, id }]))[0]?.source;

  /** Indexed, and the sealed payload is the record to the byte. */
  async function assertStored(event: TriplineEvent): Promise<void> {
    const before = await run.counts();
    await run.index([enriched(event)]);
    const counts = await run.counts();
    assert.equal((counts['indexed'] ?? 0) - (before['indexed'] ?? 0), 1);
    const { event_id } = event.origin;
    assert.ok(
      (await openEvent(run.elasticsearch, keyring, run.prefix, event_id)).equals(encodeRecord(event)),
    );
    assert.notEqual(await get('masked', event_id), undefined);
  }

  const texts: [string, Buffer][] = [
    ['nothing', Buffer.alloc(0)],
    ['lone surrogates', encodeText('a\ud800b\udfffc')],
    ['invalid UTF-8', Buffer.from([0xff, 0xfe, 0x80, 0x41, 0xc3])],
    ['NUL bytes', Buffer.from('a\0b\0')],
    ['emoji', Buffer.from('👩‍👩‍👧‍👦 ok')],
    ['one word of a million letters', Buffer.from('x'.repeat(1_000_000))],
    ['a forged token', Buffer.from('[EMAIL:abcdefghijklmnop] [\\EMAIL:abcdefghijklmnop]')],
    ['deep JSON', Buffer.from(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)],
  ];
  for (const [what, content] of texts) {
    test(`a prompt of ${what} is stored`, async () => {
      const event = prompt('');
      event.messages = [{ role: 'user', name: null, media_type: 'text/plain', content }];
      await assertStored(event);
    });
    test(`an output and a tool call of ${what} are stored`, async () => {
      await assertStored(output(content));
      await assertStored(tool(content));
    });
  }

  test('hostile names, ids and keys are stored', async () => {
    const hostile = ['', '\0', '.', 'a..b', '__proto__', '\ud800', 'k'.repeat(50_000), '\u202e', '"\\\n'];
    const entries = hostile.map((key) => ({ key, value: key }));
    for (const text of hostile) {
      const event = prompt('x', {
        interaction_id: text,
        session_id: text,
        parent_event_id: text,
        trace_id: text,
        span_id: text,
        tenant: text,
        application: text,
        environment: text,
        use_case: text,
        actor: { user_id: text, role: text, department: text },
        device: { id: text, ip: text, user_agent: text },
        tags: entries,
        attributes: entries,
      });
      event.model = { provider: text, name: text };
      await run.index([enriched(event)]);
      assert.notEqual(
        await get('masked', event.origin.event_id),
        undefined,
        JSON.stringify(text.slice(0, 10)),
      );
    }
  });

  test('numbers at the edge of their types are stored', async () => {
    const event = output(Buffer.from('x'));
    event.latency_ms = Number.NaN;
    event.usage = { input_tokens: 2 ** 51, output_tokens: -1 };
    await assertStored(event);
    const call = tool(Buffer.from('x'));
    Object.assign(call, { status_code: -2_147_483_648, duration_ms: Number.POSITIVE_INFINITY });
    await assertStored(call);
    await assertStored(prompt('x', { occurred_at: 0 }));
  });

  const fillers: [string, Buffer][] = [
    ['words', Buffer.from('word ')],
    ['control characters', Buffer.from([1])],
    ['invalid UTF-8', Buffer.from([0xff])],
    ['lone surrogates', Buffer.from([0xed, 0xa0, 0x80])],
  ];
  for (const [what, filler] of fillers) {
    test(`a record of exactly 8,388,608 bytes of ${what} is stored whole`, async () => {
      const event = prompt('');
      const [message] = event.messages;
      assert.ok(message);
      message.content = Buffer.alloc(LARGEST - 1000, filler);
      message.content = Buffer.alloc(message.content.length + LARGEST - encodeRecord(event).length, filler);
      assert.equal(encodeRecord(event).length, LARGEST);
      await assertStored(event);
    });
  }

  test('raw, masked and findings are found by their aliases', async () => {
    const event = prompt('mail ann@example.com', { interaction_id: 'alias' });
    await run.index([enriched(event, { findings: [finding({ start: 5, end: 20 })] })]);
    for (const copy of ['raw', 'masked', 'findings']) {
      await run.elasticsearch.refresh(`${run.prefix}-${copy}`);
      const found = await run.elasticsearch.search({
        index: `${run.prefix}-${copy}`,
        query: { term: { interaction_id: 'alias' } },
      });
      assert.equal(found.total, 1, copy);
      assert.equal(JSON.stringify(found.hits).includes('ann@example.com'), false);
    }
  });

  test('every field of every kind of event is mapped', async () => {
    const failure = { type: 'timeout', code: '504', message: Buffer.from('late') };
    const full = prompt('x', {
      session_id: 's',
      use_case: 'u',
      device: { id: 'd', ip: '::1', user_agent: 'a' },
    });
    Object.assign(full, {
      parameters: Buffer.from('{}'),
      tools_offered: [{ name: 't', definition: Buffer.from('{}') }],
      status: 'FAILED',
      error: failure,
      content_length: 1,
      content_digest: 'ab',
    } satisfies Partial<PromptEvent>);
    await assertStored(full);
    const call = tool(Buffer.from('{}'));
    Object.assign(call, {
      arguments_digest: 'ab',
      result: Buffer.from('r'),
      authentication: { status: 'YES', method: 'oauth2', principal: 'svc' },
      response_cached: true,
      response_stored: false,
      status_code: 1,
      duration_ms: 1.5,
      error: failure,
      decision: { effect: 'DENY', policy: 'p', reasons: ['r'], approver: 'bob' },
    } satisfies Partial<ToolEvent>);
    await assertStored(call);
    await assertStored({
      type: 'feedback',
      origin: origin(),
      about_event_id: 'e',
      verdict: 'HARMFUL',
      comment: Buffer.from('c'),
      by: 'bob',
    });
    await assertStored({
      type: 'audit',
      origin: origin(),
      action: 'REPLAY',
      by: 'bob',
      reason: Buffer.from('r'),
      about: ['a', 'b'],
    });
  });

  test('nothing was set aside on the way', async () => {
    const { received, indexed, duplicate, dead_lettered } = await run.counts();
    assert.deepEqual({ duplicate, dead_lettered }, { duplicate: 0, dead_lettered: 0 });
    assert.equal(received, indexed);
  });
});

function output(content: Buffer): OutputEvent {
  return {
    type: 'output',
    origin: origin(),
    model: { provider: null, name: 'm' },
    choices: [
      {
        index: 0,
        media_type: 'text/plain',
        content,
        finish_reason: 'stop',
        tool_calls: [{ id: 'c', name: 't', arguments: content }],
      },
    ],
    status: 'COMPLETED',
    error: null,
    usage: { input_tokens: 1, output_tokens: 2 },
    latency_ms: 12.5,
    streamed: true,
    complete: true,
  };
}

function tool(content: Buffer): ToolEvent {
  return {
    type: 'tool',
    origin: origin(),
    phase: 'COMPLETED',
    call_id: 'c',
    tool: { name: 't', kind: 'SHELL', endpoint: '/bin/sh' },
    arguments: content,
    arguments_digest: null,
    result: content,
    authentication: null,
    response_cached: null,
    response_stored: null,
    status_code: 0,
    duration_ms: 3,
    error: null,
    decision: null,
  };
}
