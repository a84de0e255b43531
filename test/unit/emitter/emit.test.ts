import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { eventIdTime } from '../../../services/core/events/event-id.ts';
import { decodeText } from '../../../services/core/events/text.ts';
import type { AuditEvent, OutputEvent, PromptEvent, ToolEvent } from '../../../services/core/events/types.ts';
import { isTriplineError } from '../../../services/emitter/index.ts';
import { topicNames } from '../../../services/platform/kafka/topics.ts';
import { emitterOn, events, question, twin } from './support.ts';

test('every kind of event arrives with all that was said of it', async () => {
  const kafka = await twin();
  const emitter = emitterOn(kafka, { tenant: 'acme', environment: 'staging', now: () => 1_700_000_000_123 });
  const who = {
    session_id: 's',
    actor: { user_id: 'ada', role: 'support', department: 'care' },
    device: { id: 'd', ip: '::1', user_agent: 'ua' },
    use_case: 'help',
    tags: JSON.parse('{"a":"1","__proto__":"kept"}') as Record<string, string>,
  };
  const asked = emitter.prompt({
    ...who,
    model: { provider: 'p', name: 'm' },
    messages: [{ role: 'user', content: 'hello' }],
    parameters: { temperature: 0 },
    tools_offered: [{ name: 't', definition: '{"type":"object"}' }],
  });
  const turn = { ...who, interaction_id: asked.interaction_id, parent_event_id: asked.event_id };
  emitter.output({ ...turn, model: 'm', choices: [{ content: 'hi' }, { content: Buffer.from([255]) }] });
  emitter.tool({
    ...turn,
    phase: 'FAILED',
    call_id: 'c',
    tool: { name: 'sh', kind: 'SHELL' },
    arguments: '{broken',
    error: { type: 'EXIT', code: '2' },
  });
  emitter.feedback({ ...turn, about_event_id: asked.event_id, verdict: 'USEFUL', comment: 'ta' });
  emitter.audit({ ...turn, action: 'APPROVE', by: 'eve', reason: 'fine', about: [asked.event_id] });
  await emitter.flush();
  const [prompt, output, tool, feedback, audit] = (await events(kafka)) as [
    PromptEvent,
    OutputEvent,
    ToolEvent,
    object,
    AuditEvent,
  ];
  assert.equal(prompt.origin.event_id, asked.event_id);
  assert.equal(prompt.origin.tenant, 'acme');
  assert.equal(prompt.origin.environment, 'staging');
  assert.equal(prompt.origin.occurred_at, 1_700_000_000_123_000);
  assert.deepEqual(
    prompt.origin.tags.map(({ key, value }) => [key, value]),
    [
      ['a', '1'],
      ['__proto__', 'kept'],
    ],
  );
  assert.equal(String(prompt.parameters), '{"temperature":0}');
  assert.equal(String(prompt.tools_offered[0]?.definition), '{"type":"object"}');
  assert.equal(output.origin.parent_event_id, asked.event_id);
  assert.deepEqual(
    output.choices.map(({ index, content }) => [index, content.toString('hex')]),
    [
      [0, '6869'],
      [1, 'ff'],
    ],
  );
  assert.equal(tool.error?.code, '2');
  assert.equal(String(tool.arguments), '{broken');
  assert.equal(tool.arguments_digest, createHash('sha256').update('{broken').digest('hex'));
  assert.equal((feedback as { verdict: string }).verdict, 'USEFUL');
  assert.deepEqual(
    [audit.action, audit.by, String(audit.reason), audit.about],
    ['APPROVE', 'eve', 'fine', [asked.event_id]],
  );
  assert.deepEqual(emitter.identity, { tenant: 'acme', application: 'test', environment: 'staging' });
  await emitter.close();
});

test('lone surrogates and broken bytes arrive to the byte', async () => {
  const kafka = await twin();
  const emitter = emitterOn(kafka);
  const text = 'a\ud800b\udc00\u{1f600}\ud83d';
  emitter.prompt(question(text, 's'));
  emitter.prompt(question(Buffer.from([0xff, 0x00, 0xed, 0xa0]), 's'));
  await emitter.flush();
  const [first, second] = (await events(kafka)) as PromptEvent[];
  assert.equal(decodeText(first?.messages[0]?.content ?? Buffer.alloc(0)), text);
  assert.equal(second?.messages[0]?.content.toString('hex'), 'ff00eda0');
});

test('ids are UUIDv7, rise with every event, and a given one is kept', async () => {
  const kafka = await twin();
  const emitter = emitterOn(kafka);
  const ids = Array.from({ length: 500 }, () => emitter.prompt(question()).event_id);
  assert.ok(ids.every((id) => eventIdTime(id) !== null));
  assert.deepEqual(ids, ids.toSorted());
  const given = '01890a5d-ac96-774b-bcce-b302099a8057';
  assert.equal(emitter.prompt({ ...question(), event_id: given }).event_id, given);
  assert.equal(emitter.prompt({ ...question(), event_id: 'mine' }).error?.code, 'RECORD_INVALID');
  await emitter.close();
});

test('the record key is the session, else the trace, else the interaction', async () => {
  const kafka = await twin();
  const emitter = emitterOn(kafka);
  emitter.prompt({ ...question(), session_id: 's', trace_id: 't', interaction_id: 'i' });
  emitter.prompt({ ...question(), trace_id: 't', interaction_id: 'i' });
  const { interaction_id } = emitter.prompt(question());
  await emitter.close();
  const keys = [];
  for await (const { key } of kafka.read(topicNames().events)) keys.push(String(key));
  assert.deepEqual(keys.toSorted(), ['s', 't', interaction_id].toSorted());
});

test('whatever is handed in, emitting never throws', async () => {
  const kafka = await twin();
  const emitter = emitterOn(kafka);
  const trap = new Proxy(
    {},
    {
      get: () => {
        throw new Error('canary');
      },
    },
  );
  const circular: Record<string, unknown> = {};
  circular['self'] = circular;
  const inputs: unknown[] = [
    null,
    undefined,
    7,
    'text',
    {},
    trap,
    { model: 'm' },
    { model: 'm', messages: [null] },
    { model: 'm', messages: [{ role: 'user', content: 7 }] },
    { model: 7, messages: [] },
    { ...question(), session_id: 9 },
    { ...question(), occurred_at: new Date(Number.NaN) },
    { ...question(), parameters: circular },
    { ...question(), parameters: 10n },
    { ...question(), parameters: () => 1 },
    { ...question(), status: 'NEVER' },
    { ...question(), tags: { a: 1 } },
  ];
  for (const input of inputs) {
    const receipt = emitter.prompt(input as never);
    assert.equal(receipt.accepted, false);
    assert.match(receipt.error?.code ?? '', /^(EVENT|RECORD)_INVALID$/);
    assert.ok(!receipt.error?.message.includes('canary'));
    assert.ok(eventIdTime(receipt.event_id) !== null);
  }
  for (const method of ['output', 'tool', 'feedback'] as const) {
    assert.equal(emitter[method](undefined as never).accepted, false);
  }
  assert.equal(emitter.stats().refused, inputs.length + 3);
  assert.equal(emitter.stats().queuedEvents, 0);
  await emitter.close();
});

test('sequences run from 1 per session, and what is refused leaves a gap', async () => {
  const kafka = await twin();
  const emitter = emitterOn(kafka);
  for (const session of ['a', 'b', 'a']) emitter.prompt(question('?', session));
  emitter.prompt({ ...question('?', 'a'), status: 'NEVER' as never });
  emitter.prompt(question('?', 'a'));
  await emitter.close();
  const all = await events(kafka);
  const numbers = (session: string) =>
    all.filter(({ origin }) => origin.session_id === session).map(({ origin }) => origin.emitter?.sequence);
  assert.deepEqual(numbers('a'), [1, 2, 4]);
  assert.deepEqual(numbers('b'), [1]);
  assert.equal(new Set(all.map(({ origin }) => origin.emitter?.instance)).size, 1);
});

test('a closed emitter refuses, and a receipt says so', async () => {
  const kafka = await twin();
  const emitter = emitterOn(kafka);
  const closing = emitter.close();
  assert.equal(emitter.close(), closing);
  await closing;
  const receipt = emitter.prompt(question());
  assert.equal(receipt.error?.code, 'EMITTER_CLOSED');
  await assert.rejects(receipt.acknowledged, (error) => isTriplineError(error, 'EMITTER_CLOSED'));
});

test('last words are heard when close() is called, once, and none of them keeps it from closing', async () => {
  const kafka = await twin();
  const emitter = emitterOn(kafka);
  const undo = emitter.beforeClose(() => emitter.prompt(question('taken back')));
  emitter.beforeClose(() => {
    throw new Error('no');
  });
  emitter.beforeClose(() => emitter.prompt(question('the last')));
  undo();
  await Promise.all([emitter.close(), emitter.close()]);
  const [event, ...others] = await events(kafka);
  assert.deepEqual(
    [event?.type === 'prompt' && String(event.messages[0]?.content), others],
    ['the last', []],
  );
});
