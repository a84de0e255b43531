import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Answer, attributesOf, delta, HELLO, record, said, sse, stream, streamHead } from './support.ts';

const ASK = { model: 'gpt-test', messages: HELLO, stream: true as const };
const DONE = '[DONE]';

function fragment(index: number | undefined, call: object): object {
  return delta({ tool_calls: [{ ...(index !== undefined && { index }), ...call }] });
}

describe('a streamed output is all that came', () => {
  const streams: [string, object[], object[], object?][] = [
    [
      'text in pieces',
      [
        delta({ role: 'assistant', content: '' }),
        delta({ content: 'Hé' }),
        delta({ content: 'llo' }),
        delta({}, 'stop'),
      ],
      [{ index: 0, text: 'Héllo', finish_reason: 'stop' }],
    ],
    [
      'two calls whose fragments mix',
      [
        fragment(0, { id: 'call_a', type: 'function', function: { name: 'find', arguments: '' } }),
        fragment(1, { id: 'call_b', type: 'function', function: { name: 'send', arguments: '{"t' } }),
        fragment(0, { function: { arguments: '{"id"' } }),
        fragment(1, { function: { arguments: 'o":1}' } }),
        fragment(0, { function: { arguments: ':7}' } }),
        delta({}, 'tool_calls'),
      ],
      [
        {
          index: 0,
          text: '',
          finish_reason: 'tool_calls',
          calls: [
            ['call_a', 'find', '{"id":7}'],
            ['call_b', 'send', '{"to":1}'],
          ],
        },
      ],
    ],
    [
      'whole calls without a number, as some servers send them',
      [
        fragment(undefined, { id: 'call_a', function: { name: 'find', arguments: '{}' } }),
        fragment(undefined, { id: 'call_b', function: { name: 'send', arguments: '{}' } }),
        delta({}, 'stop'),
      ],
      [
        {
          index: 0,
          text: '',
          finish_reason: 'stop',
          calls: [
            ['call_a', 'find', '{}'],
            ['call_b', 'send', '{}'],
          ],
        },
      ],
    ],
    [
      'several choices, each in its turn',
      [
        delta({ content: 'b1' }, null, 1),
        delta({ content: 'a1' }, null, 0),
        delta({ content: 'b2' }, null, 1),
        delta({}, 'length', 0),
        delta({}, 'stop', 1),
      ],
      [
        { index: 0, text: 'a1', finish_reason: 'length' },
        { index: 1, text: 'b1b2', finish_reason: 'stop' },
      ],
      { n: 2 },
    ],
    [
      'an older call, a refusal, reasoning and audio',
      [
        delta({ function_call: { name: 'f', arguments: '{"a' } }),
        delta({ function_call: { arguments: '":1}' } }),
        delta({ refusal: 'I may ' }),
        delta({ refusal: 'not.' }),
        delta({ reasoning_content: 'h' }),
        delta({ reasoning_content: 'm' }),
        delta({ audio: { id: 'a', data: 'AA', transcript: 'x' } }),
        delta({ audio: { data: 'BB', transcript: 'y', expires_at: 5 } }),
        delta({ annotations: [{ n: 1 }] }),
        delta({ annotations: [{ n: 2 }] }),
        delta({}, 'stop'),
      ],
      [
        { index: 0, text: '', finish_reason: 'stop', calls: [['', 'f', '{"a":1}']] },
        {
          index: 0,
          json: {
            refusal: 'I may not.',
            reasoning_content: 'hm',
            audio: { id: 'a', data: 'AABB', transcript: 'xy', expires_at: 5 },
            annotations: [{ n: 1 }, { n: 2 }],
          },
        },
      ],
    ],
    [
      'chunks that are none',
      [
        delta({ content: 'x' }),
        7 as unknown as object,
        null as unknown as object,
        { choices: 3 },
        { choices: ['x', {}] },
        delta({}, 'stop'),
      ],
      [{ index: 0, text: 'x', finish_reason: 'stop' }],
    ],
  ];
  for (const [name, chunks, expected, more] of streams) {
    test(name, async (t) => {
      const { model, client, pair } = await record(t);
      const usage = { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7 };
      model.answers(
        stream(...chunks, { id: 'chatcmpl-1', model: 'gpt-test-2026', choices: [], usage }, DONE),
      );
      const seen: unknown[] = [];
      for await (const chunk of await client.chat.completions.create({ ...ASK, ...more })) seen.push(chunk);
      const { output } = await pair();
      assert.equal(seen.length, chunks.length + 1);
      assert.deepEqual(said(output), expected);
      assert.deepEqual([output.status, output.complete, output.streamed], ['COMPLETED', true, true]);
      assert.deepEqual({ ...output.usage }, { input_tokens: 5, output_tokens: 2 });
      assert.equal(output.model.name, 'gpt-test-2026');
      assert.deepEqual(attributesOf(output), {
        'openai.request_id': 'req_1',
        'openai.response_id': 'chatcmpl-1',
      });
    });
  }
});

test('the application has each chunk before the next one is sent', async (t) => {
  const { model, client, pair } = await record(t);
  const words = ['one ', 'two ', 'three'];
  const seen = words.map(() => Promise.withResolvers<void>());
  model.answers(async (reply) => {
    streamHead(reply);
    for (const [index, word] of words.entries()) {
      reply.write(sse(delta({ content: word })));
      await seen[index]?.promise;
    }
    reply.end(sse(delta({}, 'stop'), DONE));
  });
  const got: string[] = [];
  for await (const chunk of await client.chat.completions.create(ASK)) {
    got.push(chunk.choices[0]?.delta.content ?? '');
    seen[got.length - 1]?.resolve();
  }
  assert.deepEqual(got, [...words, '']);
  assert.deepEqual(said((await pair()).output), [{ index: 0, text: 'one two three', finish_reason: 'stop' }]);
});

test('a stream cut into packets anywhere is recorded the same', async (t) => {
  const { model, client, events } = await record(t);
  const whole = Buffer.from(
    sse(delta({ content: 'é😀\ud83d' }), delta({ content: '\ude00.' }), delta({}, 'stop'), DONE),
  );
  const cut =
    (at: number): Answer =>
    (reply) => {
      streamHead(reply);
      reply.write(whole.subarray(0, at), () => setImmediate(() => reply.end(whole.subarray(at))));
    };
  const cuts = Array.from({ length: whole.length - 1 }, (_, at) => at + 1);
  model.answers(...cuts.map(cut));
  for (const _ of cuts) for await (const chunk of await client.chat.completions.create(ASK)) assert.ok(chunk);
  const outputs = (await events()).filter((event) => event.type === 'output');
  assert.equal(outputs.length, cuts.length);
  assert.ok(cuts.length > 300);
  for (const output of outputs)
    assert.deepEqual(said(output), [{ index: 0, text: 'é😀😀.', finish_reason: 'stop' }]);
});

test('an application that changes the chunks it gets does not change the record', async (t) => {
  const { model, client, pair } = await record(t);
  model.answers(stream(delta({ content: 'secret', annotations: [{ url: 'a' }] }), delta({}, 'stop'), DONE));
  for await (const chunk of await client.chat.completions.create(ASK)) {
    const [choice] = chunk.choices;
    if (choice !== undefined) choice.delta.content = 'redacted';
    const { annotations = [] } = { ...choice?.delta } as { annotations?: { url: string }[] };
    for (const one of annotations) one.url = 'b';
  }
  assert.deepEqual(said((await pair()).output), [
    { index: 0, text: 'secret', finish_reason: 'stop' },
    { index: 0, json: { annotations: [{ url: 'a' }] } },
  ]);
});

test('an output too large for a record leaves the event that says so, and memory stays bounded', async (t) => {
  const { model, client, pair } = await record(t);
  const piece = 'x'.repeat(1024 * 1024);
  model.answers(
    stream(...Array.from({ length: 12 }, () => delta({ content: piece })), delta({}, 'stop'), DONE),
  );
  let length = 0;
  for await (const chunk of await client.chat.completions.create(ASK))
    length += chunk.choices[0]?.delta.content?.length ?? 0;
  assert.equal(length, 12 * piece.length);
  const { output } = await pair();
  assert.deepEqual(
    [output.origin.capture, output.choices.length, output.error?.type],
    ['STUB', 0, 'RECORD_TOO_LARGE'],
  );
  assert.ok(Number(attributesOf(output)['tripline.encoded_length']) < 10 * piece.length);
});

test('a long output in small pieces is whole', async (t) => {
  const { model, client, pair } = await record(t);
  const pieces = Array.from({ length: 5_000 }, (_, index) => `${index},`);
  model.answers(stream(...pieces.map((content) => delta({ content })), delta({}, 'stop'), DONE));
  for await (const chunk of await client.chat.completions.create(ASK)) assert.ok(chunk);
  assert.deepEqual(said((await pair()).output), [{ index: 0, text: pieces.join(''), finish_reason: 'stop' }]);
});
