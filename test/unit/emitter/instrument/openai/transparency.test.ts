import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { ReadableStream } from 'node:stream/web';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { AzureOpenAI, type OpenAI } from 'openai';
import { APIPromise } from 'openai/core/api-promise';
import { Stream } from 'openai/core/streaming';
import { zodResponseFormat, zodTextFormat } from 'openai/helpers/zod';
import { z } from 'zod';
import { type Emitter, instrumentOpenAI } from '../../../../../services/emitter/index.ts';
import {
  type Answer,
  attributesOf,
  brokenStream,
  clientOf,
  completion,
  delta,
  HELLO,
  json,
  type Received,
  record,
  said,
  startModel,
  stream,
} from './support.ts';

const WHOLE = { model: 'gpt-test', messages: HELLO };
const ASK = { ...WHOLE, stream: true as const };
const RESPONSE = {
  id: 'resp_1',
  object: 'response',
  model: 'gpt-test-2026',
  status: 'completed',
  error: null,
  incomplete_details: null,
  output: [
    {
      type: 'message',
      id: 'm',
      role: 'assistant',
      status: 'completed',
      content: [{ type: 'output_text', text: '{"n":1}', annotations: [] }],
    },
  ],
};
const EVENTS = [
  { type: 'response.created', response: { ...RESPONSE, status: 'in_progress', output: [] } },
  { type: 'response.output_item.added', output_index: 0, item: { ...RESPONSE.output[0], content: [] } },
  {
    type: 'response.content_part.added',
    output_index: 0,
    content_index: 0,
    item_id: 'm',
    part: { type: 'output_text', text: '', annotations: [] },
  },
  { type: 'response.output_text.delta', output_index: 0, content_index: 0, item_id: 'm', delta: '{"n":1}' },
  { type: 'response.output_item.done', output_index: 0, item: RESPONSE.output[0] },
  { type: 'response.completed', response: RESPONSE },
];
const CHUNKS = [
  delta({ role: 'assistant', content: '' }),
  delta({ content: '{"n"' }),
  delta({ content: ':1}' }),
  delta({}, 'stop'),
  '[DONE]',
];
const CALLING = completion({
  content: null,
  tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'add', arguments: '{"a":1}' } }],
});
const CALLING_CHUNKS = [
  delta({
    role: 'assistant',
    content: null,
    tool_calls: [{ index: 0, id: 'call_1', type: 'function', function: { name: 'add', arguments: '' } }],
  }),
  delta({ tool_calls: [{ index: 0, function: { arguments: '{"a":1}' } }] }),
  delta({}, 'tool_calls'),
  '[DONE]',
];
const Format = z.object({ n: z.number() });

function runnable() {
  const add = {
    name: 'add',
    description: 'adds',
    parameters: { type: 'object' },
    parse: JSON.parse,
    function: ({ a }: { a: number }) => String(a + 1),
  };
  return { ...WHOLE, tools: [{ type: 'function' as const, function: add }] };
}

async function all(of: AsyncIterable<unknown>): Promise<unknown[]> {
  const seen: unknown[] = [];
  for await (const one of of) seen.push(one);
  return seen;
}

/** Everything that an application can see of one conversation. */
type Converse = (client: OpenAI) => Promise<unknown>;
const conversations: [string, Answer[], Converse][] = [
  ['a completion', [json(completion({ content: 'hi' }))], (client) => client.chat.completions.create(WHOLE)],
  [
    'a completion by post()',
    [json(completion({ content: 'hi' }))],
    (client) => client.post('/chat/completions', { body: WHOLE }),
  ],
  [
    'a completion by request()',
    [json(completion({ content: 'hi' }))],
    (client) => client.request({ method: 'post', path: '/chat/completions', body: WHOLE }),
  ],
  [
    'withResponse()',
    [json(completion({ content: 'hi' }))],
    async (client) => {
      const { data, response, request_id } = await client.chat.completions.create(WHOLE).withResponse();
      return [data, response.status, request_id, response.bodyUsed, Reflect.get(data, '_request_id')];
    },
  ],
  [
    'asResponse() and its text',
    [json(completion({ content: 'hi' }))],
    async (client) => (await client.chat.completions.create(WHOLE).asResponse()).text(),
  ],
  [
    'asResponse() and its body',
    [stream(...CHUNKS)],
    async (client) => {
      const response = await client.chat.completions.create(ASK).asResponse();
      return [
        response instanceof Response,
        response.bodyUsed,
        await new Response(response.body).text(),
        response.bodyUsed,
      ];
    },
  ],
  [
    'asResponse() copied',
    [json(completion({ content: 'hi' }))],
    async (client) => (await client.chat.completions.create(WHOLE).asResponse()).clone().json(),
  ],
  [
    'then, catch and finally',
    [json(completion({ content: 'hi' }))],
    async (client) => {
      const order: unknown[] = [];
      const promise = client.chat.completions.create(WHOLE);
      await promise.finally(() => order.push('finally')).then(() => order.push('then'));
      order.push((await promise) === (await promise), await promise.catch(() => 'caught'));
      return order;
    },
  ],
  [
    'parse()',
    [json(completion({ content: '{"n":1}' }))],
    (client) => client.chat.completions.parse({ ...WHOLE, response_format: zodResponseFormat(Format, 'f') }),
  ],
  [
    'parse() of what does not fit',
    [json(completion({ content: '{"n":"x"}' }))],
    (client) => client.chat.completions.parse({ ...WHOLE, response_format: zodResponseFormat(Format, 'f') }),
  ],
  ['a stream', [stream(...CHUNKS)], async (client) => all(await client.chat.completions.create(ASK))],
  [
    'a stream read twice',
    [stream(...CHUNKS)],
    async (client) => {
      const streaming = await client.chat.completions.create(ASK);
      return [await all(streaming), await all(streaming).catch(failure)];
    },
  ],
  [
    'a stream by hand',
    [stream(...CHUNKS)],
    async (client) => {
      const iterator = (await client.chat.completions.create(ASK))[Symbol.asyncIterator]();
      const steps = await Promise.all([iterator.next(), iterator.next(), iterator.next()]);
      return [steps, await iterator.return?.(), await iterator.next()];
    },
  ],
  [
    'tee()',
    [stream(...CHUNKS)],
    async (client) => {
      const [left, right] = (await client.chat.completions.create(ASK)).tee();
      return [await all(left), await all(right)];
    },
  ],
  [
    'toReadableStream()',
    [stream(...CHUNKS)],
    async (client) => text((await client.chat.completions.create(ASK)).toReadableStream() as ReadableStream),
  ],
  [
    'withResponse() of a stream',
    [stream(...CHUNKS)],
    async (client) => {
      const { data, request_id } = await client.chat.completions.create(ASK).withResponse();
      return [await all(data), request_id, data.controller.signal.aborted];
    },
  ],
  [
    'the stream helper',
    [stream(...CHUNKS)],
    async (client) => {
      const helper = client.chat.completions.stream({
        ...WHOLE,
        response_format: zodResponseFormat(Format, 'f'),
      });
      const seen: unknown[] = [];
      helper.on('content', (piece, whole) => seen.push([piece, whole]));
      return [await all(helper), seen, await helper.finalChatCompletion(), helper.messages];
    },
  ],
  [
    'runTools()',
    [json(CALLING), json(completion({ content: 'it is 2' }))],
    async (client) => {
      const runner = client.chat.completions.runTools(runnable());
      return [await runner.finalContent(), runner.messages, runner.allChatCompletions()];
    },
  ],
  [
    'runTools() streamed',
    [stream(...CALLING_CHUNKS), stream(...CHUNKS)],
    async (client) => {
      const runner = client.chat.completions.runTools({ ...runnable(), stream: true });
      return [await all(runner), await runner.finalContent(), runner.messages];
    },
  ],
  [
    'the older completions, streamed',
    [stream({ id: 'c', choices: [{ index: 0, text: 'x', finish_reason: null }] }, '[DONE]')],
    async (client) => all(await client.completions.create({ model: 'm', prompt: 'p', stream: true })),
  ],
  [
    'a response',
    [json(RESPONSE)],
    async (client) => {
      const response = await client.responses.create({ model: 'm', input: 'x' });
      return [response, response.output_text];
    },
  ],
  [
    'a response, streamed',
    [stream(...EVENTS)],
    async (client) => all(await client.responses.create({ model: 'm', input: 'x', stream: true })),
  ],
  [
    'responses.parse()',
    [json(RESPONSE)],
    (client) =>
      client.responses.parse({ model: 'm', input: 'x', text: { format: zodTextFormat(Format, 'f') } }),
  ],
  [
    'responses.stream()',
    [stream(...EVENTS)],
    async (client) => {
      const helper = client.responses.stream({ model: 'm', input: 'x' });
      return [await all(helper), await helper.finalResponse()];
    },
  ],
  [
    'the beta responses',
    [json(RESPONSE)],
    (client) => client.beta.responses.create({ model: 'm', input: 'x' } as never),
  ],
  [
    'a clone with other options',
    [json(completion({ content: 'hi' }))],
    (client) =>
      client.withOptions({ timeout: 1_000, defaultHeaders: { 'x-app': 'a' } }).chat.completions.create(WHOLE),
  ],
  [
    'embeddings',
    [json({ object: 'list', data: [], usage: {} })],
    (client) => client.embeddings.create({ model: 'e', input: 'x', encoding_format: 'float' }),
  ],
  ['a list', [json({ object: 'list', data: [{ id: 'm' }] })], async (client) => all(client.models.list())],
  [
    'an error',
    [json({ error: { message: 'no', type: 't', code: 'c' } }, 400)],
    (client) => client.chat.completions.create(WHOLE),
  ],
  [
    'an error with retries',
    [json({}, 500, { 'retry-after-ms': '1' }), json(completion({ content: 'hi' }))],
    (client) => client.chat.completions.create(WHOLE, { maxRetries: 1 }),
  ],
  [
    'an error of a stream',
    [brokenStream(...CHUNKS.slice(0, 2))],
    async (client) => all(await client.chat.completions.create(ASK)),
  ],
  [
    'an error of the server in a stream',
    [stream(CHUNKS[0], { error: { message: 'busy', code: 'b' } })],
    async (client) => all(await client.chat.completions.create(ASK)),
  ],
  ['an abort ahead', [], (client) => client.chat.completions.create(WHOLE, { signal: AbortSignal.abort() })],
  [
    'an abort within',
    [stream(...CHUNKS)],
    async (client) => {
      const streaming = await client.chat.completions.create(ASK);
      const seen: unknown[] = [];
      for await (const chunk of streaming) {
        seen.push(chunk);
        streaming.controller.abort();
      }
      return [seen, streaming.controller.signal.aborted];
    },
  ],
  [
    'a body that JSON cannot hold',
    [],
    (client) => client.chat.completions.create({ ...WHOLE, seed: 1n as unknown as number }),
  ],
  [
    'a body that throws',
    [],
    (client) =>
      client.chat.completions.create({
        ...WHOLE,
        get temperature(): number {
          throw new RangeError('mine');
        },
      }),
  ],
  [
    'no body',
    [json({ error: { message: 'no' } }, 400)],
    (client) => client.chat.completions.create({} as never),
  ],
  [
    'nothing (204)',
    [(reply) => void reply.writeHead(204).end()],
    (client) => client.chat.completions.create(WHOLE),
  ],
  [
    'plain text',
    [(reply) => void reply.writeHead(200, { 'content-type': 'text/plain' }).end('hi')],
    (client) => client.post('/chat/completions', { body: WHOLE }),
  ],
];

function failure(error: unknown): unknown[] {
  assert.ok(error instanceof Error);
  const { status, code, type, requestID } = error as Error &
    Partial<Record<'status' | 'code' | 'type' | 'requestID', unknown>>;
  return [error.constructor.name, error.message, status, code, type, requestID];
}

describe('an application sees and sends the same with and without', () => {
  for (const [name, answers, converse] of conversations) {
    test(name, async (t) => {
      const { model, client } = await record(t);
      const bare = await startModel(t);
      model.answers(...answers);
      bare.answers(...answers);
      const [expected, actual] = await Promise.all(
        [clientOf(bare), client].map((one) => converse(one).catch(failure)),
      );
      assert.deepEqual(actual, expected);
      const sent = ({ headers, ...request }: Received) => ({ ...request, headers: { ...headers, host: '' } });
      assert.deepEqual(model.received.map(sent), bare.received.map(sent));
    });
  }
});

test('clients, promises and streams stay what they are', async (t) => {
  const model = await startModel(t);
  const { emitter } = await record(t);
  const bare = clientOf(model);
  const client = instrumentOpenAI(bare, { emitter });
  assert.equal(client, bare);
  assert.deepEqual(Object.keys(client), Object.keys(clientOf(model)));
  model.answers(stream(...CHUNKS));
  const promise = client.chat.completions.create(ASK);
  assert.ok(promise instanceof APIPromise);
  const streaming = await promise;
  assert.ok(streaming instanceof Stream && streaming.controller instanceof AbortController);
  await all(streaming);
});

test('the very objects that were parsed arrive, and nothing is parsed twice', async (t) => {
  const { model, client } = await record(t);
  const { parse } = JSON;
  const made: unknown[] = [];
  model.answers(stream(...EVENTS));
  const streaming = await client.responses.create({ model: 'm', input: 'x', stream: true });
  t.mock.method(JSON, 'parse', (source: string) => {
    const value: unknown = parse(source);
    if (source.startsWith('{"type":"response.')) made.push(value);
    return value;
  });
  const seen = await all(streaming);
  assert.equal(made.length, EVENTS.length);
  for (const [index, event] of seen.entries()) assert.equal(event, made[index]);
});

test('instrumented twice, it records once; the first instrumentation stands', async (t) => {
  const { model, client, emitter, pair } = await record(t);
  instrumentOpenAI(client, { emitter, provider: 'second' });
  instrumentOpenAI(client.withOptions({}), { emitter, provider: 'third' });
  model.answers(json(completion({ content: 'hi' })));
  await client.chat.completions.create(WHOLE);
  assert.equal((await pair()).prompt.model.provider, '127.0.0.1');
});

test('clones are instrumented, and clones of clones', async (t) => {
  const { model, client, events } = await record(t);
  model.answers(json(completion({ content: 'hi' })));
  const clone = client.withOptions({ timeout: 1_000 });
  await clone.withOptions({ maxRetries: 1 }).chat.completions.create(WHOLE);
  assert.deepEqual(
    (await events()).map(({ type }) => type),
    ['prompt', 'output'],
  );
});

test('the client for Azure and its clones are instrumented', async (t) => {
  const { emitter, events } = await record(t);
  const model = await startModel(t);
  model.answers(json(completion({ content: 'hi' })));
  const azure = new AzureOpenAI({
    apiKey: 'k',
    apiVersion: '2026-01-01',
    endpoint: model.url,
    deployment: 'mine',
  });
  await instrumentOpenAI(azure, { emitter, provider: 'azure' }).chat.completions.create(WHOLE);
  await azure.withOptions({ maxRetries: 0 }).chat.completions.create(WHOLE);
  assert.match(model.received[0]?.path ?? '', /deployments\/mine\/chat\/completions/);
  const found = await events();
  assert.deepEqual(
    found.map(({ type }) => type),
    ['prompt', 'output', 'prompt', 'output'],
  );
  assert.ok(found[0]?.type === 'prompt' && found[0].model.provider === 'azure');
});

describe('nothing of ours breaks the application', () => {
  function fails(): never {
    throw new Error('ours');
  }
  const emitters: [string, Emitter][] = [
    ['an emitter that throws', { prompt: fails, output: fails } as unknown as Emitter],
    [
      'an emitter that gives no receipts',
      { prompt: () => undefined, output: () => undefined } as unknown as Emitter,
    ],
  ];
  for (const [name, emitter] of emitters) {
    test(name, async (t) => {
      const model = await startModel(t);
      const client = instrumentOpenAI(clientOf(model), { emitter });
      model.answers(json(completion({ content: 'hi' })), stream(...CHUNKS));
      const answer = await client.chat.completions.create(WHOLE);
      assert.equal(answer.choices[0]?.message.content, 'hi');
      assert.equal((await all(await client.chat.completions.create(ASK))).length, 4);
    });
  }

  test('a context that throws: the call is recorded without it', async (t) => {
    const { model, client, pair } = await record(t, { context: fails });
    model.answers(json(completion({ content: 'hi' })));
    await client.chat.completions.create(WHOLE);
    assert.equal((await pair()).prompt.origin.session_id, null);
  });

  test('a request that cannot be read is on record as such', async (t) => {
    const { client, pair } = await record(t);
    const body = {
      ...WHOLE,
      messages: [
        {
          role: 'user' as const,
          get content(): string {
            return fails();
          },
        },
      ],
    };
    await assert.rejects(async () => client.chat.completions.create(body), /ours/);
    const { prompt, output } = await pair();
    assert.deepEqual(
      [prompt.model.name, prompt.messages, attributesOf(prompt)],
      ['gpt-test', [], { 'tripline.unreadable': 'true' }],
    );
    assert.deepEqual([output.status, output.error?.type], ['FAILED', 'Error']);
  });

  test('a custom fetch that answers with its own kind of response', async (t) => {
    const body = JSON.stringify(completion({ content: 'hi' }));
    const headers = new Headers({ 'content-type': 'application/json' });
    const odd = Object.freeze({
      ok: true,
      status: 200,
      url: 'http://127.0.0.1/',
      headers,
      body: null,
      text: async () => body,
    });
    const { client, pair } = await record(t, {}, { fetch: async () => odd as unknown as Response });
    const answer = await client.chat.completions.create(WHOLE);
    assert.equal(answer.choices[0]?.message.content, 'hi');
    assert.equal((await pair()).output.status, 'COMPLETED');
  });

  test('what is no client or no emitter is refused when it is set up, all of it at once', () => {
    const emitter = { prompt() {}, output() {} } as unknown as Emitter;
    assert.throws(() => instrumentOpenAI({}, { emitter }), { code: 'CONFIG_INVALID', message: /the client/ });
    assert.throws(() => instrumentOpenAI({}, {} as never), { message: /the client.*emitter/ });
    assert.throws(() => instrumentOpenAI(null as never, null as never), { code: 'CONFIG_INVALID' });
  });
});

describe('a raw response', () => {
  const body = completion({ content: 'hi' });
  const readings: [string, (response: Response) => Promise<unknown>][] = [
    ['text()', (response) => response.text()],
    ['json()', (response) => response.json()],
    ['arrayBuffer()', (response) => response.arrayBuffer()],
    ['bytes()', (response) => response.bytes()],
  ];
  for (const [name, read] of readings) {
    test(`is recorded when it is read by ${name}`, async (t) => {
      const { model, client, pair } = await record(t);
      model.answers(json(body));
      await read(await client.chat.completions.create(WHOLE).asResponse());
      const { output } = await pair();
      assert.deepEqual([output.status, output.complete], ['COMPLETED', true]);
      assert.deepEqual(said(output), [{ index: 0, text: 'hi', finish_reason: 'stop' }]);
    });
  }

  test('is on record as handed over when its bytes are read', async (t) => {
    const { model, client, pair } = await record(t);
    model.answers(stream(...CHUNKS));
    const response = await client.chat.completions.create(ASK).asResponse();
    assert.match(await text(response.body as ReadableStream), /DONE/);
    const { output } = await pair();
    assert.deepEqual([output.status, output.complete, output.choices.length], ['UNKNOWN', false, 0]);
    assert.equal(attributesOf(output)['openai.raw_response'], 'true');
  });

  test('beside the parsed answer is one output', async (t) => {
    const { model, client, pair } = await record(t);
    model.answers(json(body));
    await client.chat.completions.create(WHOLE).withResponse();
    assert.deepEqual(said((await pair()).output), [{ index: 0, text: 'hi', finish_reason: 'stop' }]);
  });
});

test('a rejection that the application does not handle stays unhandled, and one that it handles, handled', async () => {
  const main = fileURLToPath(new URL('./unhandled.ts', import.meta.url));
  const run = async (...words: string[]) => {
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', main, ...words]);
    return stdout;
  };
  const [bare, ours, caught] = await Promise.all([
    run('bare', 'forget'),
    run('instrumented', 'forget'),
    run('instrumented', 'catch'),
  ]);
  assert.equal(bare, 'unhandled APIConnectionError\n');
  assert.equal(ours, bare);
  assert.equal(caught, 'caught APIConnectionError\n');
});
