import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, test } from 'node:test';
import { decodeText } from '../../../../../services/core/events/text.ts';
import {
  asked,
  attributesOf,
  brokenStream,
  json,
  type Recorded,
  record,
  said,
  stalledStream,
  stream,
} from './support.ts';

const MODEL = 'gpt-test';
const ASK = { model: MODEL, input: 'hello' };
const HEAD = {
  id: 'resp_1',
  object: 'response',
  created_at: 1,
  model: 'gpt-test-2026',
  status: 'completed',
  error: null,
  incomplete_details: null,
};
const USAGE = { input_tokens: 7, output_tokens: 3, total_tokens: 10 };
const MESSAGE = message({ type: 'output_text', text: 'hi', annotations: [] });
const CALL = {
  type: 'function_call',
  id: 'fc_1',
  call_id: 'call_1',
  name: 'find',
  arguments: '{"id":7}',
  status: 'completed',
};
const REASONING = {
  type: 'reasoning',
  id: 'rs_1',
  summary: [{ type: 'summary_text', text: 'hm' }],
  encrypted_content: 'xyz',
};

function message(...content: object[]) {
  return { type: 'message', id: 'msg_1', role: 'assistant', status: 'completed', content };
}

function response(output: unknown, more: object = {}): object {
  return { ...HEAD, output, usage: USAGE, ...more };
}

describe('the prompt', () => {
  const inputs: [string, object, unknown[][]][] = [
    ['a text', { input: 'hello' }, [['user', 'hello']]],
    [
      'instructions ahead of it',
      { instructions: 'be kind', input: 'hello' },
      [
        ['system', 'be kind'],
        ['user', 'hello'],
      ],
    ],
    [
      'a stored prompt with variables',
      { input: undefined, prompt: { id: 'pmpt_1', variables: { name: 'ada' } } },
      [['user', { prompt: { id: 'pmpt_1', variables: { name: 'ada' } } }]],
    ],
    [
      'messages in parts',
      {
        input: [
          { role: 'developer', content: 'd' },
          {
            type: 'message',
            role: 'user',
            content: [
              { type: 'input_text', text: 'see' },
              { type: 'input_image', image_url: 'data:image/png;base64,AA', detail: 'auto' },
              { type: 'input_file', file_id: 'file-1' },
            ],
          },
          message(
            { type: 'output_text', text: 'before', annotations: [] },
            { type: 'refusal', refusal: 'no' },
          ),
        ],
      },
      [
        ['developer', 'd'],
        ['user', 'see'],
        ['user', { type: 'input_image', image_url: 'data:image/png;base64,AA', detail: 'auto' }],
        ['user', { type: 'input_file', file_id: 'file-1' }],
        ['assistant', 'before'],
        ['assistant', { type: 'refusal', refusal: 'no' }],
      ],
    ],
    [
      'what tools gave back, and the calls before',
      {
        input: [
          CALL,
          { type: 'function_call_output', call_id: 'call_1', output: '42' },
          { type: 'custom_tool_call_output', call_id: 'call_2', output: [{ type: 'input_text', text: 'a' }] },
          {
            type: 'shell_call_output',
            call_id: 'call_3',
            output: [{ stdout: 'x', stderr: '', outcome: { type: 'exit', exit_code: 0 } }],
          },
          { type: 'mcp_approval_response', approval_request_id: 'mcpr_1', approve: true },
          REASONING,
          { type: 'item_reference', id: 'msg_0' },
        ],
      },
      [
        ['assistant', '(call_1)', CALL],
        ['tool', '(call_1)', '42'],
        ['tool', '(call_2)', 'a'],
        [
          'tool',
          '(call_3)',
          {
            type: 'shell_call_output',
            call_id: 'call_3',
            output: [{ stdout: 'x', stderr: '', outcome: { type: 'exit', exit_code: 0 } }],
          },
        ],
        ['user', { type: 'mcp_approval_response', approval_request_id: 'mcpr_1', approve: true }],
        ['assistant', REASONING],
        ['assistant', { type: 'item_reference', id: 'msg_0' }],
      ],
    ],
  ];
  for (const [name, body, expected] of inputs) {
    test(`is all that was sent: ${name}`, async (t) => {
      const { model, client, pair } = await record(t);
      model.answers(json(response([MESSAGE])));
      await client.responses.create({ model: MODEL, ...body } as never);
      assert.deepEqual(asked((await pair()).prompt), expected);
    });
  }

  test('has tools, parameters, and the conversation for a session', async (t) => {
    const { model, client, pair } = await record(t);
    model.answers(json(response([MESSAGE])));
    const tools = [
      { type: 'function' as const, name: 'find', parameters: {}, strict: false },
      { type: 'web_search' as const },
    ];
    await client.responses.create({ ...ASK, tools, temperature: 1, conversation: 'conv_1' });
    const { prompt, output } = await pair();
    assert.deepEqual(
      prompt.tools_offered.map(({ name }) => name),
      ['find', 'web_search'],
    );
    assert.deepEqual(JSON.parse(String(prompt.parameters)), { temperature: 1, conversation: 'conv_1' });
    assert.deepEqual([prompt.origin.session_id, output.origin.session_id], ['conv_1', 'conv_1']);
  });
});

/** What stands on record of each kind of item, alone in a response. */
const ITEMS: [string, object, object[]][] = [
  ['a message', MESSAGE, [{ index: 0, text: 'hi', finish_reason: 'completed' }]],
  [
    'a message in parts, with a citation and a refusal',
    message(
      { type: 'output_text', text: 'a', annotations: [], logprobs: [1] },
      { type: 'output_text', text: 'b', annotations: [{ type: 'url_citation', url: 'https://a.example' }] },
      { type: 'refusal', refusal: 'no' },
    ),
    [
      { index: 0, text: 'a' },
      {
        index: 0,
        json: {
          type: 'output_text',
          text: 'b',
          annotations: [{ type: 'url_citation', url: 'https://a.example' }],
        },
      },
      { index: 0, json: { type: 'refusal', refusal: 'no' }, finish_reason: 'completed' },
    ],
  ],
  [
    'a call',
    CALL,
    [{ index: 0, text: '', calls: [['call_1', 'find', '{"id":7}']], finish_reason: 'completed' }],
  ],
  [
    'a custom call',
    { type: 'custom_tool_call', call_id: 'c', name: 'grep', input: 'x y' },
    [{ index: 0, text: '', calls: [['c', 'grep', 'x y']], finish_reason: 'completed' }],
  ],
  [
    'a shell call',
    { type: 'local_shell_call', call_id: 'c', action: { command: ['ls'] } },
    [
      {
        index: 0,
        text: '',
        calls: [
          ['c', 'local_shell_call', '{"type":"local_shell_call","call_id":"c","action":{"command":["ls"]}}'],
        ],
        finish_reason: 'completed',
      },
    ],
  ],
  ...[
    REASONING,
    { type: 'web_search_call', id: 'ws_1', status: 'completed', action: { type: 'search', query: 'q' } },
    { type: 'mcp_call', id: 'mcp_1', name: 'n', arguments: '{}', server_label: 's', output: 'o' },
    { type: 'code_interpreter_call', id: 'ci_1', code: 'print(1)', outputs: null },
    { type: 'image_generation_call', id: 'ig_1', result: 'AAAA' },
    { type: 'something_new', x: [1] },
  ].map((item): [string, object, object[]] => [
    item.type,
    item,
    [{ index: 0, json: item, finish_reason: 'completed' }],
  ]),
];

describe('the output', () => {
  for (const [name, item, expected] of ITEMS) {
    test(`is all that came: ${name}`, async (t) => {
      const { model, client, pair } = await record(t);
      model.answers(json(response([item])));
      await client.responses.create(ASK);
      const { output } = await pair();
      assert.deepEqual(said(output), expected);
      assert.deepEqual([output.status, output.complete, output.streamed], ['COMPLETED', true, false]);
      assert.deepEqual({ ...output.usage }, { input_tokens: 7, output_tokens: 3 });
      assert.equal(output.model.name, 'gpt-test-2026');
      assert.equal(attributesOf(output)['openai.response_id'], 'resp_1');
    });

    test(`is all that came, streamed: ${name}`, async (t) => {
      const { model, client, pair } = await record(t);
      model.answers(
        stream(
          { type: 'response.created', response: response([], { status: 'in_progress' }) },
          { type: 'response.output_item.added', output_index: 0, item },
          { type: 'response.output_item.done', output_index: 0, item },
          { type: 'response.completed', response: response([item]) },
        ),
      );
      for await (const event of await client.responses.create({ ...ASK, stream: true })) assert.ok(event);
      const { output } = await pair();
      assert.deepEqual(said(output), expected);
      assert.deepEqual([output.status, output.complete, output.streamed], ['COMPLETED', true, true]);
      assert.deepEqual({ ...output.usage }, { input_tokens: 7, output_tokens: 3 });
    });
  }

  const endings: [string, object, unknown[]][] = [
    [
      'incomplete',
      { status: 'incomplete', incomplete_details: { reason: 'content_filter' } },
      ['COMPLETED', true, 'content_filter', undefined],
    ],
    [
      'failed',
      { status: 'failed', error: { code: 'server_error', message: 'oh' } },
      ['FAILED', false, 'failed', 'server_error'],
    ],
    ['cancelled', { status: 'cancelled' }, ['ABORTED', false, 'cancelled', undefined]],
  ];
  for (const [status, more, expected] of endings) {
    for (const streamed of [false, true]) {
      test(`says how it ended: ${status}, ${streamed ? 'streamed' : 'whole'}`, async (t) => {
        const { model, client, pair } = await record(t);
        const ended = response([MESSAGE], more);
        model.answers(streamed ? stream({ type: `response.${status}`, response: ended }) : json(ended));
        const answer = await client.responses.create({ ...ASK, stream: streamed });
        if (Symbol.asyncIterator in answer) for await (const event of answer) assert.ok(event);
        const { output } = await pair();
        const [choice] = output.choices;
        assert.deepEqual(
          [output.status, output.complete, choice?.finish_reason, output.error?.code ?? undefined],
          expected,
        );
        assert.equal(decodeText(choice?.content ?? Buffer.alloc(0)), 'hi');
      });
    }
  }

  test('compacting is a model call, too', async (t) => {
    const { model, client, pair } = await record(t);
    const item = { type: 'compaction', encrypted_content: 'xyz' };
    model.answers(json({ id: 'resp_1', object: 'response.compaction', output: [item], usage: USAGE }));
    await client.responses.compact({ model: MODEL, input: 'long' });
    const { prompt, output } = await pair();
    assert.deepEqual(asked(prompt), [['user', 'long']]);
    assert.deepEqual(said(output), [{ index: 0, json: item }]);
  });

  test('the beta path is the same', async (t) => {
    const { model, client, pair } = await record(t);
    model.answers(json(response([MESSAGE])));
    await client.beta.responses.create({ ...ASK, betas: ['x'] } as never);
    assert.equal(model.received[0]?.path, '/v1/responses?beta=true');
    assert.deepEqual(said((await pair()).output), [{ index: 0, text: 'hi', finish_reason: 'completed' }]);
  });
});

describe('a stream that breaks', () => {
  function event(type: string, more: object): object {
    return { type: `response.${type}`, sequence_number: 1, item_id: 'i', ...more };
  }
  const pieces: [string, object[], object[]][] = [
    [
      'text, and a refusal',
      [
        event('output_item.added', {
          output_index: 0,
          item: { type: 'message', role: 'assistant', content: [] },
        }),
        event('content_part.added', {
          output_index: 0,
          content_index: 0,
          part: { type: 'output_text', text: '' },
        }),
        event('output_text.delta', { output_index: 0, content_index: 0, delta: 'on', obfuscation: 'zzz' }),
        event('output_text.delta', { output_index: 0, content_index: 0, delta: 'e' }),
        event('output_text.annotation.added', {
          output_index: 0,
          content_index: 0,
          annotation_index: 0,
          annotation: { url: 'u' },
        }),
        event('refusal.delta', { output_index: 0, content_index: 1, delta: 'n' }),
        event('refusal.delta', { output_index: 0, content_index: 1, delta: 'o' }),
      ],
      [
        { index: 0, text: 'one' },
        {
          index: 0,
          json: {
            'response.output_text.annotation.added/0/0': '{"annotation":{"url":"u"}}',
            'response.refusal.delta/1': 'no',
          },
        },
      ],
    ],
    [
      'an item that is done and a call that is not',
      [
        event('output_item.added', { output_index: 0, item: { ...REASONING, summary: [] } }),
        event('reasoning_summary_text.delta', { output_index: 0, summary_index: 0, delta: 'hm' }),
        event('output_item.done', { output_index: 0, item: REASONING }),
        event('output_item.added', { output_index: 1, item: { ...CALL, arguments: '' } }),
        event('function_call_arguments.delta', { output_index: 1, delta: '{"id"' }),
        event('function_call_arguments.delta', { output_index: 1, delta: ':' }),
      ],
      [
        { index: 0, json: REASONING },
        { index: 1, text: '', calls: [['call_1', 'find', '{"id":']] },
      ],
    ],
    [
      'a custom call, a tool that the provider runs, and ever sharper images',
      [
        event('output_item.added', {
          output_index: 0,
          item: { type: 'custom_tool_call', call_id: 'c', name: 'grep', input: '' },
        }),
        event('custom_tool_call_input.delta', { output_index: 0, delta: 'x y' }),
        event('output_item.added', { output_index: 1, item: { type: 'code_interpreter_call', id: 'ci' } }),
        event('code_interpreter_call.in_progress', { output_index: 1 }),
        event('code_interpreter_call_code.delta', { output_index: 1, delta: 'print' }),
        event('output_item.added', { output_index: 2, item: { type: 'image_generation_call', id: 'ig' } }),
        event('image_generation_call.partial_image', {
          output_index: 2,
          partial_image_index: 0,
          partial_image_b64: 'AA',
        }),
        event('image_generation_call.partial_image', {
          output_index: 2,
          partial_image_index: 1,
          partial_image_b64: 'BB',
        }),
      ],
      [
        { index: 0, text: '', calls: [['c', 'grep', 'x y']] },
        { index: 1, json: { type: 'code_interpreter_call', id: 'ci' } },
        { index: 1, json: { 'response.code_interpreter_call_code.delta': 'print' } },
        { index: 2, json: { type: 'image_generation_call', id: 'ig' } },
        { index: 2, json: { 'response.image_generation_call.partial_image': '{"partial_image_b64":"BB"}' } },
      ],
    ],
    [
      'pieces of no item, and of kinds that nobody knows',
      [
        { type: 'response.audio.transcript.delta', delta: 'la' },
        { type: 'response.audio.transcript.delta', delta: 'la' },
        { type: 'response.smell.delta', output_index: 0, delta: 'rose' },
        { type: 'surprise' },
      ],
      [
        { index: 0, json: { 'response.smell.delta': 'rose' } },
        { index: 1, json: { 'response.audio.transcript.delta': 'lala' } },
      ],
    ],
  ];
  for (const [name, events, expected] of pieces) {
    test(`leaves what came: ${name}`, async (t) => {
      const { model, client, pair } = await record(t);
      model.answers(brokenStream({ type: 'response.created', response: response([]) }, ...events));
      const seen: unknown[] = [];
      const read = async () => {
        for await (const one of await client.responses.create({ ...ASK, stream: true })) seen.push(one);
      };
      await assert.rejects(read);
      assert.deepEqual(seen.slice(1), events);
      const { output } = await pair();
      assert.deepEqual([output.status, output.complete], ['FAILED', false]);
      assert.deepEqual(said(output), expected);
      assert.deepEqual(
        [output.model.name, attributesOf(output)['openai.response_id']],
        ['gpt-test-2026', 'resp_1'],
      );
    });
  }

  test('the server’s own error event is the failure', async (t) => {
    const { model, client, pair } = await record(t);
    model.answers(
      stream(
        { type: 'response.created', response: response([]) },
        { type: 'error', code: 'busy', message: 'later', param: null },
      ),
    );
    const read = async () => {
      for await (const one of await client.responses.create({ ...ASK, stream: true })) assert.ok(one);
    };
    await assert.rejects(read);
    const { output } = await pair();
    assert.deepEqual([output.status, output.error?.type, output.error?.code], ['FAILED', 'APIError', 'busy']);
  });

  test('an abort leaves what came', async (t) => {
    const { model, client, pair } = await record(t);
    const answer = stalledStream({
      type: 'response.output_text.delta',
      output_index: 0,
      content_index: 0,
      delta: 'half',
    });
    model.answers(answer);
    for await (const _ of await client.responses.create({ ...ASK, stream: true })) break;
    await answer.closed;
    const { output } = await pair();
    assert.deepEqual([output.status, output.complete], ['ABORTED', false]);
    assert.deepEqual(said(output), [{ index: 0, text: 'half' }]);
  });
});

test('every type of event that the SDK knows, and one that it does not, goes by untouched', async (t) => {
  const declared = createRequire(import.meta.url)
    .resolve('openai/resources/responses/responses')
    .replace(/\.\w+$/, '.d.ts');
  const types = new Set(readFileSync(declared, 'utf8').match(/(?<=type: ')response\.[a-z_.]+(?=')/g));
  const last = ['response.completed', 'response.failed', 'response.incomplete'];
  const events = [...types, 'response.unheard_of']
    .filter((type) => !last.includes(type))
    .map((type) => ({
      type,
      output_index: 0,
      content_index: 0,
      delta: 'd',
      item: MESSAGE,
      part: {},
      response: { id: 'r' },
    }));
  assert.ok(events.length > 50);
  const { model, client, pair } = await record(t);
  const sent = [...events, { type: 'response.completed', response: response([MESSAGE]) }];
  model.answers(stream(...sent));
  const seen: unknown[] = [];
  for await (const event of await client.responses.create({ ...ASK, stream: true })) seen.push(event);
  assert.deepEqual(seen, sent);
  assert.deepEqual(said((await pair()).output), [{ index: 0, text: 'hi', finish_reason: 'completed' }]);
});

describe('a response in the background', () => {
  async function begin(t: Parameters<typeof record>[0]): Promise<Recorded> {
    const recorded = await record(t);
    const waiting = response([], { status: 'queued' });
    recorded.model.answers(
      json(waiting),
      json({ ...waiting, status: 'in_progress' }),
      json(response([MESSAGE])),
    );
    await recorded.client.responses.create({ ...ASK, background: true });
    return recorded;
  }

  test('is recorded when it is fetched, once, as the answer to its prompt', async (t) => {
    const { client, events } = await begin(t);
    for (let turn = 0; turn < 3; turn++) await client.responses.retrieve('resp_1');
    const [prompt, pending, final, ...others] = await events();
    assert.ok(prompt?.type === 'prompt' && pending?.type === 'output' && final?.type === 'output');
    assert.deepEqual([pending.status, pending.complete, pending.choices.length], ['UNKNOWN', false, 0]);
    assert.deepEqual([final.status, final.complete, final.latency_ms], ['COMPLETED', true, null]);
    assert.deepEqual(said(final), [{ index: 0, text: 'hi', finish_reason: 'completed' }]);
    assert.equal(final.origin.parent_event_id, prompt.origin.event_id);
    assert.deepEqual(others, []);
  });

  test('that cannot be fetched for once has not failed', async (t) => {
    const { model, client, events } = await begin(t);
    model.answers(
      json({ error: { message: 'busy' } }, 500),
      stream({ type: 'response.completed', response: response([MESSAGE]) }),
    );
    await assert.rejects(async () => client.responses.retrieve('resp_1'));
    for await (const event of await client.responses.retrieve('resp_1', { stream: true })) assert.ok(event);
    const outputs = (await events()).filter((event) => event.type === 'output');
    assert.deepEqual(
      outputs.map(({ status }) => status),
      ['UNKNOWN', 'COMPLETED'],
    );
  });
});
