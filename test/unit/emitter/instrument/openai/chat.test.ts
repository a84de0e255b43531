import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decodeText } from '../../../../../services/core/events/text.ts';
import { asked, attributesOf, completion, HELLO, json, record, said } from './support.ts';

const MODEL = 'gpt-test';
const CALL = { id: 'call_1', type: 'function' as const, function: { name: 'find', arguments: '{"id": 7' } };

describe('the prompt', () => {
  test('says which model of whom is asked what, with which tools and parameters', async (t) => {
    const { model, client, pair } = await record(t);
    model.answers(json(completion({ content: 'hi' })));
    const find = {
      type: 'function' as const,
      function: { name: 'find', description: 'finds', parameters: { type: 'object' } },
    };
    const grep = { type: 'custom' as const, custom: { name: 'grep' } };
    await client.chat.completions.create({
      model: MODEL,
      messages: [{ role: 'system', content: 'be kind' }, ...HELLO],
      tools: [find, grep],
      temperature: 0.5,
      metadata: { ticket: 'T-1' },
    });
    const { prompt } = await pair();
    assert.deepEqual({ ...prompt.model }, { provider: '127.0.0.1', name: MODEL });
    assert.deepEqual(asked(prompt), [
      ['system', 'be kind'],
      ['user', 'hello'],
    ]);
    assert.deepEqual(
      prompt.tools_offered.map(({ name, definition }) => [name, JSON.parse(String(definition))]),
      [
        ['find', find],
        ['grep', grep],
      ],
    );
    assert.deepEqual(JSON.parse(String(prompt.parameters)), {
      temperature: 0.5,
      metadata: { ticket: 'T-1' },
    });
    assert.equal(prompt.status, 'SENT');
  });

  const messages: [string, object, unknown[][]][] = [
    ['a developer’s', { role: 'developer', content: 'd' }, [['developer', 'd']]],
    ['one with a name', { role: 'user', name: 'ada', content: 'x' }, [['user', '(ada)', 'x']]],
    ['an empty one', { role: 'user', content: '' }, [['user', '']]],
    [
      'parts: text as text, images, audio and files as they are',
      {
        role: 'user',
        content: [
          { type: 'text', text: 'what is this?' },
          { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } },
          { type: 'input_audio', input_audio: { data: 'BBBB', format: 'wav' } },
          { type: 'file', file: { file_id: 'file-1' } },
        ],
      },
      [
        ['user', 'what is this?'],
        ['user', { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } }],
        ['user', { type: 'input_audio', input_audio: { data: 'BBBB', format: 'wav' } }],
        ['user', { type: 'file', file: { file_id: 'file-1' } }],
      ],
    ],
    [
      'an assistant’s with calls',
      { role: 'assistant', content: null, tool_calls: [CALL] },
      [['assistant', { tool_calls: [CALL] }]],
    ],
    [
      'an assistant’s with words and an older call',
      { role: 'assistant', content: 'let me see', function_call: { name: 'f', arguments: '{}' } },
      [
        ['assistant', 'let me see'],
        ['assistant', { function_call: { name: 'f', arguments: '{}' } }],
      ],
    ],
    [
      'a refusal and an answer in audio',
      { role: 'assistant', content: [{ type: 'refusal', refusal: 'no' }], audio: { id: 'audio_1' } },
      [
        ['assistant', { type: 'refusal', refusal: 'no' }],
        ['assistant', { audio: { id: 'audio_1' } }],
      ],
    ],
    [
      'a tool’s, under the id of the call',
      { role: 'tool', tool_call_id: 'call_1', content: '42' },
      [['tool', '(call_1)', '42']],
    ],
    ['an older function’s', { role: 'function', name: 'f', content: '42' }, [['function', '(f)', '42']]],
    [
      'an unknown kind of part',
      { role: 'user', content: [{ type: 'smell', smell: 'rose' }] },
      [['user', { type: 'smell', smell: 'rose' }]],
    ],
    ['no message at all', 'just words' as unknown as object, [['unknown', 'just words']]],
  ];
  for (const [name, message, expected] of messages) {
    test(`has every message: ${name}`, async (t) => {
      const { model, client, pair } = await record(t);
      model.answers(json(completion({ content: 'hi' })));
      await client.chat.completions.create({ model: MODEL, messages: [message as never] });
      assert.deepEqual(asked((await pair()).prompt), expected);
      assert.deepEqual(model.received[0]?.body.messages, [message]);
    });
  }

  test('never has a credential: of the client, of a tool, of a data source', async (t) => {
    const { model, client, events } = await record(t);
    model.answers(json(completion({ content: 'hi' })));
    await client.chat.completions.create(
      {
        model: MODEL,
        messages: HELLO,
        api_key: 'in-the-body',
        data_sources: [
          { type: 'azure_search', parameters: { authentication: { type: 'api_key', key: 'search-key' } } },
        ],
        tools: [
          {
            type: 'mcp',
            server_label: 'crm',
            server_url: 'https://crm.example',
            authorization: 'mcp-key',
            headers: { 'X-Auth': 'header-key' },
          },
          {
            type: 'function',
            function: {
              name: 'login',
              parameters: {
                type: 'object',
                properties: { headers: { type: 'object', description: 'd' }, api_key: { type: 'string' } },
              },
            },
          },
        ],
      } as never,
      { headers: { authorization: 'Bearer per-request' } },
    );
    const [prompt] = await events();
    assert.equal(prompt?.type, 'prompt');
    const whole = JSON.stringify(prompt, (_, value) =>
      value?.type === 'Buffer' ? Buffer.from(value.data).toString() : value,
    );
    for (const secret of [
      'sk-very-secret',
      'in-the-body',
      'search-key',
      'mcp-key',
      'header-key',
      'per-request',
    ])
      assert.ok(!whole.includes(secret), secret);
    assert.deepEqual(
      prompt.tools_offered.map(({ name }) => name),
      ['mcp:crm', 'login'],
    );
    const login = JSON.parse(String(prompt.tools_offered[1]?.definition));
    assert.deepEqual(login.function.parameters.properties, {
      headers: { type: 'object', description: 'd' },
      api_key: { type: 'string' },
    });
  });
});

describe('the output', () => {
  const answers: [string, unknown, object[]][] = [
    ['a text', completion({ content: 'héllo' }), [{ index: 0, text: 'héllo', finish_reason: 'stop' }]],
    [
      'calls, however malformed their arguments',
      completion({
        content: null,
        tool_calls: [CALL, { id: 'call_2', type: 'custom', custom: { name: 'grep', input: 'x y' } }],
      }),
      [
        {
          index: 0,
          text: '',
          finish_reason: 'stop',
          calls: [
            ['call_1', 'find', '{"id": 7'],
            ['call_2', 'grep', 'x y'],
          ],
        },
      ],
    ],
    [
      'an older call',
      completion({ content: null, function_call: { name: 'f', arguments: '{}' } }),
      [{ index: 0, text: '', finish_reason: 'stop', calls: [['', 'f', '{}']] }],
    ],
    [
      'a call of an unknown kind',
      completion({ content: null, tool_calls: [{ id: 'c', type: 'wish', wish: 1 }] }),
      [
        {
          index: 0,
          text: '',
          finish_reason: 'stop',
          calls: [['c', 'wish', '{"id":"c","type":"wish","wish":1}']],
        },
      ],
    ],
    [
      'a refusal',
      completion({ content: null, refusal: 'I may not.' }),
      [
        { index: 0, text: '', finish_reason: 'stop' },
        { index: 0, json: { refusal: 'I may not.' } },
      ],
    ],
    [
      'audio, annotations and the reasoning of other servers',
      completion({
        content: 'x',
        audio: { id: 'a', data: 'AAAA', transcript: 'x' },
        annotations: [{ type: 'url_citation', url_citation: { url: 'https://a.example' } }],
        reasoning_content: 'hm',
      }),
      [
        { index: 0, text: 'x', finish_reason: 'stop' },
        {
          index: 0,
          json: {
            audio: { id: 'a', data: 'AAAA', transcript: 'x' },
            annotations: [{ type: 'url_citation', url_citation: { url: 'https://a.example' } }],
            reasoning_content: 'hm',
          },
        },
      ],
    ],
    [
      'several choices',
      completion(
        {},
        {
          choices: [1, 0].map((index) => ({
            index,
            message: { role: 'assistant', content: `c${index}` },
            finish_reason: 'length',
            logprobs: { content: [] },
          })),
        },
      ),
      [
        { index: 1, text: 'c1', finish_reason: 'length' },
        { index: 0, text: 'c0', finish_reason: 'length' },
      ],
    ],
    [
      'what Azure’s filter says',
      completion(
        {},
        {
          choices: [
            {
              index: 0,
              message: { content: 'x' },
              finish_reason: 'content_filter',
              content_filter_results: { hate: { filtered: true } },
            },
          ],
        },
      ),
      [
        { index: 0, text: 'x', finish_reason: 'content_filter' },
        { index: 0, json: { content_filter_results: { hate: { filtered: true } } } },
      ],
    ],
    [
      'content in parts',
      completion({ content: [{ type: 'text', text: 'x' }] }),
      [
        { index: 0, text: '', finish_reason: 'stop' },
        { index: 0, json: { content: [{ type: 'text', text: 'x' }] } },
      ],
    ],
    [
      'a choice that is none',
      completion({}, { choices: [null, 7] }),
      [
        { index: 0, text: '' },
        { index: 1, text: '' },
      ],
    ],
    ['another object', { surprise: true }, [{ index: 0, json: { surprise: true } }]],
    ['a list', [1], [{ index: 0, json: [1] }]],
  ];
  for (const [name, body, expected] of answers) {
    test(`is all that came: ${name}`, async (t) => {
      const { model, client, pair } = await record(t);
      model.answers(json(body));
      await client.chat.completions.create({ model: MODEL, messages: HELLO });
      const { output } = await pair();
      assert.deepEqual(said(output), expected);
      assert.deepEqual(
        [output.status, output.complete, output.streamed, output.error],
        ['COMPLETED', true, false, null],
      );
    });
  }

  test('says what it took, which model it was and whose request', async (t) => {
    const { model, client, pair } = await record(t);
    model.answers(json(completion({ content: 'hi' })));
    await client.chat.completions.create({ model: MODEL, messages: HELLO });
    const { prompt, output } = await pair();
    assert.equal(output.model.name, 'gpt-test-2026');
    assert.deepEqual({ ...output.usage }, { input_tokens: 7, output_tokens: 3 });
    assert.ok(output.latency_ms !== null && output.latency_ms > 0 && output.latency_ms < 60_000);
    assert.deepEqual(attributesOf(output), {
      'openai.request_id': 'req_1',
      'openai.response_id': 'chatcmpl-1',
    });
    assert.equal(output.origin.parent_event_id, prompt.origin.event_id);
    assert.equal(output.origin.interaction_id, prompt.origin.interaction_id);
  });

  test('a page of HTML and nothing at all are answers, too', async (t) => {
    const { model, client, events } = await record(t);
    model.answers(
      (reply) => void reply.writeHead(200, { 'content-type': 'text/html' }).end('<p>proxy</p>'),
      (reply) => void reply.writeHead(204).end(),
    );
    await client.chat.completions.create({ model: MODEL, messages: HELLO }).catch(() => undefined);
    await client.chat.completions.create({ model: MODEL, messages: HELLO }).catch(() => undefined);
    const outputs = (await events()).filter((event) => event.type === 'output');
    assert.deepEqual(outputs.map(said), [[{ index: 0, text: '<p>proxy</p>' }], []]);
  });

  test('an error in an answer of status 200 is a failure', async (t) => {
    const { model, client, pair } = await record(t);
    model.answers(json({ error: { message: 'no such model', type: 'not_found', code: 404 } }));
    await client.chat.completions.create({ model: MODEL, messages: HELLO });
    const { output } = await pair();
    assert.deepEqual(
      [output.status, output.complete, output.error?.type, output.error?.code],
      ['FAILED', false, 'not_found', '404'],
    );
    assert.equal(decodeText(output.error?.message ?? Buffer.alloc(0)), 'no such model');
  });

  test('the older completions are recorded, too', async (t) => {
    const { model, client, pair } = await record(t);
    const choices = ['a', 'b'].map((text, index) => ({ index, text, finish_reason: 'stop', logprobs: null }));
    model.answers(json({ id: 'cmpl-1', object: 'text_completion', model: 'm', choices }));
    await client.completions.create({ model: MODEL, prompt: ['one', 'two'], max_tokens: 3 });
    const { prompt, output } = await pair();
    assert.deepEqual(asked(prompt), [
      ['user', 'one'],
      ['user', 'two'],
    ]);
    assert.deepEqual(JSON.parse(String(prompt.parameters)), { max_tokens: 3 });
    assert.deepEqual(said(output), [
      { index: 0, text: 'a', finish_reason: 'stop' },
      { index: 1, text: 'b', finish_reason: 'stop' },
    ]);
  });
});

test('what is no model call leaves nothing', async (t) => {
  const { model, client, events } = await record(t);
  model.answers(json({ object: 'list', data: [] }));
  await client.models.list();
  await client.embeddings.create({ model: 'e', input: 'x' });
  await client.responses.retrieve('resp_of_somebody_else').catch(() => undefined);
  assert.deepEqual(await events(), []);
});
