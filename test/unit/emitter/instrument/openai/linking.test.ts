import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TriplineEvent } from '../../../../../services/core/events/types.ts';
import { currentContext, withContext } from '../../../../../services/emitter/index.ts';
import { Links } from '../../../../../services/emitter/instrument/openai/links.ts';
import { providerOf } from '../../../../../services/emitter/instrument/openai/provider.ts';
import { completion, HELLO, json, record } from './support.ts';

const ASK = { model: 'gpt-test', messages: HELLO };

function calling(id: string): object {
  return completion({
    content: null,
    tool_calls: [{ id, type: 'function', function: { name: 'add', arguments: '{"a":1}' } }],
  });
}

/** The conversation so far, with what the tool gave back. */
function followUp(id: string) {
  const tool_calls = [{ id, type: 'function' as const, function: { name: 'add', arguments: '{"a":1}' } }];
  return {
    ...ASK,
    messages: [
      ...HELLO,
      { role: 'assistant' as const, content: null, tool_calls },
      { role: 'tool' as const, tool_call_id: id, content: '2' },
    ],
  };
}

/** Each event by its type and whose child it is, as positions in the list. */
function tree(events: readonly TriplineEvent[]): [string, number][] {
  const ids = events.map(({ origin }) => origin.event_id);
  return events.map(({ type, origin }) => [type, ids.indexOf(origin.parent_event_id ?? '')]);
}

function interactions(events: readonly TriplineEvent[]): number {
  return new Set(events.map(({ origin }) => origin.interaction_id)).size;
}

const CHAIN: [string, number][] = [
  ['prompt', -1],
  ['output', 0],
  ['prompt', 1],
  ['output', 2],
];

describe('what a tool gave back goes on from the output that called for it', () => {
  test('in runTools()', async (t) => {
    const { model, client, events } = await record(t);
    model.answers(json(calling('call_1')), json(completion({ content: 'it is 2' })));
    const add = {
      name: 'add',
      description: 'adds',
      parameters: { type: 'object' },
      parse: JSON.parse,
      function: ({ a }: { a: number }) => String(a + 1),
    };
    await client.chat.completions.runTools({ ...ASK, tools: [{ type: 'function', function: add }] }).done();
    const found = await events();
    assert.deepEqual(tree(found), CHAIN);
    assert.equal(interactions(found), 1);
  });

  test('in a follow-up of the application’s own, by another client', async (t) => {
    const { model, client, events } = await record(t);
    model.answers(json(calling('call_1')), json(completion({ content: 'it is 2' })));
    await client.chat.completions.create(ASK);
    await client.withOptions({}).chat.completions.create(followUp('call_1'));
    const found = await events();
    assert.deepEqual(tree(found), CHAIN);
    assert.equal(interactions(found), 1);
  });

  const responses: [string, object][] = [
    ['by the response before', { previous_response_id: 'resp_1', input: 'and now?' }],
    ['by the call', { input: [{ type: 'function_call_output', call_id: 'call_1', output: '2' }] }],
  ];
  for (const [name, body] of responses) {
    test(`in the responses API, ${name}`, async (t) => {
      const { model, client, events } = await record(t);
      const output = [{ type: 'function_call', call_id: 'call_1', name: 'add', arguments: '{}' }];
      model.answers(json({ id: 'resp_1', object: 'response', status: 'completed', output }));
      await client.responses.create({ model: 'm', input: 'hello' });
      await client.responses.create({ model: 'm', ...body } as never);
      const found = await events();
      assert.deepEqual(tree(found), CHAIN);
      assert.equal(interactions(found), 1);
    });
  }

  test('but not where two conversations cannot be told apart', async (t) => {
    const { model, client, events } = await record(t);
    model.answers(json(calling('call_0')), json(calling('call_0')), json(completion({ content: 'it is 2' })));
    for (const body of [ASK, ASK, followUp('call_0')]) await client.chat.completions.create(body);
    const found = await events();
    assert.deepEqual(tree(found).at(-2), ['prompt', -1]);
    assert.equal(interactions(found), 3);
  });

  test('sessions tell them apart', async (t) => {
    const { model, client, events } = await record(t);
    model.answers(json(calling('call_0')), json(calling('call_0')), json(completion({ content: 'it is 2' })));
    const inSession = (session_id: string, body: typeof ASK | ReturnType<typeof followUp>) =>
      withContext({ session_id }, () => client.chat.completions.create(body));
    await inSession('a', ASK);
    await inSession('b', ASK);
    await inSession('a', followUp('call_0'));
    const bySession = Map.groupBy(await events(), ({ origin }) => origin.session_id);
    assert.equal(bySession.get('a')?.length, 4);
    const [first, second] = (bySession.get('a') ?? []).filter(({ type }) => type === 'prompt');
    // Two contexts are two interactions, whatever the calls say.
    assert.notEqual(first?.origin.interaction_id, second?.origin.interaction_id);
    assert.equal(second?.origin.parent_event_id, null);
  });
});

describe('who asks', () => {
  const ADA = {
    session_id: 's-1',
    actor: { user_id: 'ada', role: 'support' },
    use_case: 'help',
    tags: { channel: 'web' },
  };

  test('is what withContext says, on every event, also of calls side by side', async (t) => {
    const { model, client, events } = await record(t);
    model.answers(json(completion({ content: 'hi' })));
    await Promise.all(
      ['ada', 'bob'].map((user_id) =>
        withContext({ ...ADA, session_id: user_id, actor: { user_id } }, async () => {
          await Promise.resolve();
          await client.chat.completions.create(ASK);
        }),
      ),
    );
    const found = await events();
    assert.equal(found.length, 4);
    assert.equal(interactions(found), 2);
    for (const { origin } of found) {
      assert.equal(origin.session_id, origin.actor.user_id);
      assert.deepEqual(
        [origin.use_case, origin.tags.map((tag) => ({ ...tag }))],
        ['help', [{ key: 'channel', value: 'web' }]],
      );
    }
  });

  test('is asked of the option at every call; withContext is laid over it; ids of an event are never taken', async (t) => {
    let turn = 0;
    const event_id = '0198f0c0-0000-7000-8000-000000000000';
    const context = () => ({ ...ADA, event_id, occurred_at: new Date(0), session_id: `s-${++turn}` });
    const { model, client, events } = await record(t, { context });
    model.answers(json(completion({ content: 'hi' })));
    await client.chat.completions.create(ASK);
    await withContext({ session_id: 'mine' }, () => client.chat.completions.create(ASK));
    const found = await events();
    assert.deepEqual(
      found.map(({ origin }) => origin.session_id),
      ['s-1', 's-1', 'mine', 'mine'],
    );
    for (const { origin } of found) {
      assert.notEqual(origin.event_id, event_id);
      assert.ok(origin.occurred_at > 0);
      assert.equal(origin.actor.user_id, 'ada');
    }
  });

  test('and what follows in the context comes of the last output', async (t) => {
    const { model, client, events } = await record(t);
    model.answers(json(completion({ content: 'hi' })));
    const parent = await withContext({ ...ADA, parent_event_id: undefined as never }, async () => {
      await client.chat.completions.create(ASK);
      await client.chat.completions.create(ASK);
      return currentContext()?.parent_event_id;
    });
    const found = await events();
    assert.deepEqual(tree(found), CHAIN);
    assert.equal(parent, found[3]?.origin.event_id);
  });
});

test('links are bounded', () => {
  const links = new Links();
  const link = (id: number) => ({ interaction_id: `i-${id}`, output_id: `o-${id}` });
  for (let id = 0; id <= 10_000; id++) links.remember('s', [`call_${id}`], link(id));
  assert.equal(links.find('s', ['call_0']), undefined);
  assert.deepEqual(links.find('s', ['call_1']), link(1));
  assert.deepEqual(links.find('s', ['call_7', 'unknown', 'call_9']), link(9));
});

test('providers are told by the base URL', () => {
  const providers: [unknown, string | undefined][] = [
    ['https://api.openai.com/v1', 'openai'],
    ['https://eu.api.openai.com/v1', 'openai'],
    ['https://mine.openai.azure.com/openai', 'azure'],
    ['https://mine.cognitiveservices.azure.com/openai/v1', 'azure'],
    ['https://mine.services.ai.azure.com/openai/v1', 'azure'],
    ['https://user:secret@llm.example:8443/v1?key=secret', 'llm.example'],
    ['http://127.0.0.1:11434/v1', '127.0.0.1'],
    ['https://notopenai.com/v1', 'notopenai.com'],
    ['https://openai.com.evil.example/v1', 'openai.com.evil.example'],
    ['nonsense', undefined],
    [undefined, undefined],
  ];
  for (const [baseURL, expected] of providers) assert.equal(providerOf(baseURL), expected);
});
