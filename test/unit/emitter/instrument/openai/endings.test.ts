import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { OpenAI } from 'openai';
import type { OutputEvent } from '../../../../../services/core/events/types.ts';
import {
  type Answer,
  attributesOf,
  brokenStream,
  completion,
  delta,
  HELLO,
  json,
  record,
  said,
  sse,
  stalledStream,
  stream,
  streamHead,
} from './support.ts';

const WHOLE = { model: 'gpt-test', messages: HELLO };
const ASK = { ...WHOLE, stream: true as const };
const DONE = '[DONE]';
const HALF = [delta({ content: 'one ' }), delta({ content: 'two ' })];
const RECEIVED = [{ index: 0, text: 'one two ' }];

function ending({ status, complete, error }: OutputEvent): unknown[] {
  return [status, complete, ...(error === null ? [] : [error.type, error.code])];
}

describe('a request that fails leaves its prompt and one failed output', () => {
  const failures: [number, object, string][] = [
    [400, { type: 'invalid_request_error', code: 'context_length_exceeded' }, 'BadRequestError'],
    [401, { type: 'invalid_request_error', code: 'invalid_api_key' }, 'AuthenticationError'],
    [404, { type: 'invalid_request_error', code: 'model_not_found' }, 'NotFoundError'],
    [429, { type: 'insufficient_quota', code: 'insufficient_quota' }, 'RateLimitError'],
    [500, { type: 'server_error', code: null }, 'InternalServerError'],
  ];
  for (const [status, error, type] of failures) {
    for (const body of [WHOLE, ASK]) {
      test(`${status}, ${body === ASK ? 'streamed' : 'whole'}`, async (t) => {
        const { model, client, pair } = await record(t);
        model.answers(json({ error: { message: 'Key sk-very-secret-key is no good', ...error } }, status));
        await assert.rejects(async () => client.chat.completions.create(body), { status });
        const { output } = await pair();
        assert.deepEqual(ending(output), ['FAILED', false, type, String(status)]);
        assert.equal(String(output.error?.message), `${status} Key [withheld] is no good`);
        const { 'openai.error_type': kind, 'openai.error_code': code = null } = attributesOf(output);
        assert.deepEqual({ type: kind, code }, error);
        assert.deepEqual(output.choices, []);
      });
    }
  }

  test('the SDK’s own retries are one prompt and one output', async (t) => {
    const { model, client, pair } = await record(t, {}, { maxRetries: 2 });
    const busy = json({ error: { message: 'busy' } }, 429, { 'retry-after-ms': '1' });
    model.answers(busy, busy, json(completion({ content: 'at last' })));
    await client.chat.completions.create(WHOLE);
    assert.equal(model.received.length, 3);
    assert.deepEqual(ending((await pair()).output), ['COMPLETED', true]);
  });

  test('nobody listens', async (t) => {
    const { client, pair } = await record(t, {}, { baseURL: 'http://127.0.0.1:1/v1' });
    await assert.rejects(async () => client.chat.completions.create(WHOLE));
    assert.deepEqual(ending((await pair()).output), ['FAILED', false, 'APIConnectionError', null]);
  });

  test('a time-out is no abort', async (t) => {
    const { model, client, pair } = await record(t);
    model.answers(() => {});
    await assert.rejects(async () => client.chat.completions.create(WHOLE, { timeout: 20 }), /timed out/);
    assert.deepEqual(ending((await pair()).output), ['FAILED', false, 'APIConnectionTimeoutError', null]);
  });

  test('an answer that is no JSON though it says so', async (t) => {
    const { model, client, pair } = await record(t);
    model.answers(json('{"choices": ['));
    await assert.rejects(async () => client.chat.completions.create(WHOLE), SyntaxError);
    assert.deepEqual(ending((await pair()).output), ['FAILED', false, 'SyntaxError', null]);
  });
});

describe('a stream that breaks leaves what came', () => {
  const breaks: [string, Answer, string][] = [
    ['the connection is gone', brokenStream(...HALF), 'TypeError'],
    ['the server ends it early, and nicely', stream(...HALF), 'StreamIncomplete'],
    [
      'the server reports an error',
      stream(...HALF, { error: { message: 'overloaded', type: 'server_error', code: 'busy' } }),
      'APIError',
    ],
    [
      'a chunk is garbage',
      (reply) => {
        streamHead(reply);
        reply.end(`${sse(...HALF)}data: {"choi\n\n`);
      },
      'SyntaxError',
    ],
  ];
  for (const [name, answer, type] of breaks) {
    test(name, async (t) => {
      const { model, client, pair } = await record(t);
      model.answers(answer);
      const seen: unknown[] = [];
      const read = async () => {
        for await (const chunk of await client.chat.completions.create(ASK)) seen.push(chunk);
      };
      await read().catch(() => undefined);
      const { output } = await pair();
      assert.equal(seen.length, 2);
      assert.deepEqual([output.status, output.complete, output.error?.type], ['FAILED', false, type]);
      assert.deepEqual(said(output), RECEIVED);
    });
  }
});

describe('an abort leaves what came', () => {
  type Read = (client: OpenAI, controller: AbortController) => Promise<unknown>;
  const aborts: [string, number, Read][] = [
    [
      'break',
      2,
      async (client) => {
        let count = 0;
        for await (const _ of await client.chat.completions.create(ASK)) if (++count === 2) break;
      },
    ],
    [
      'an exception in the loop',
      1,
      async (client) => {
        const reading = async () => {
          for await (const _ of await client.chat.completions.create(ASK)) throw new RangeError('mine');
        };
        await assert.rejects(reading, RangeError);
      },
    ],
    [
      'stream.controller.abort() while reading',
      2,
      async (client) => {
        const streaming = await client.chat.completions.create(ASK);
        let count = 0;
        for await (const _ of streaming) if (++count === 2) streaming.controller.abort();
      },
    ],
    [
      'the caller’s signal while reading',
      2,
      async (client, controller) => {
        let count = 0;
        for await (const _ of await client.chat.completions.create(ASK, { signal: controller.signal }))
          if (++count === 2) controller.abort();
      },
    ],
    [
      'the caller’s signal while it waits for more',
      2,
      async (client, controller) => {
        const iterator = (await client.chat.completions.create(ASK, { signal: controller.signal }))[
          Symbol.asyncIterator
        ]();
        await iterator.next();
        await iterator.next();
        const waiting = iterator.next();
        controller.abort();
        assert.equal((await waiting).done, true);
      },
    ],
    [
      'the caller’s signal when nobody reads any more',
      1,
      async (client, controller) => {
        const streaming = await client.chat.completions.create(ASK, { signal: controller.signal });
        await streaming[Symbol.asyncIterator]().next();
        controller.abort();
      },
    ],
    [
      'a stream that nobody ever read',
      0,
      async (client) => (await client.chat.completions.create(ASK)).controller.abort(),
    ],
    [
      'return() on the iterator',
      1,
      async (client) => {
        const iterator = (await client.chat.completions.create(ASK))[Symbol.asyncIterator]();
        await iterator.next();
        await iterator.return?.();
      },
    ],
    [
      'cancel() of the readable stream',
      1,
      async (client) => {
        const reader = (await client.chat.completions.create(ASK)).toReadableStream().getReader();
        await reader.read();
        await reader.cancel();
      },
    ],
    [
      'both branches of a tee',
      2,
      async (client) => {
        const branches = (await client.chat.completions.create(ASK)).tee();
        for (const branch of branches) {
          let count = 0;
          for await (const _ of branch) if (++count === 2) break;
        }
      },
    ],
    [
      'the helper’s abort()',
      2,
      async (client) => {
        const helper = client.chat.completions.stream(WHOLE);
        let count = 0;
        helper.on('chunk', () => ++count === 2 && helper.abort());
        await assert.rejects(helper.done());
      },
    ],
  ];
  for (const [name, pieces, read] of aborts) {
    test(name, async (t) => {
      const { model, client, events, pair } = await record(t);
      const answer = stalledStream(...HALF);
      model.answers(answer);
      await read(client, new AbortController());
      await answer.closed;
      for (let turn = 0; turn < 100 && (await events()).length < 2; turn++) await new Promise(setImmediate);
      const { output } = await pair();
      assert.deepEqual(ending(output), ['ABORTED', false]);
      const text = ['', 'one ', 'one two '][pieces];
      assert.deepEqual(said(output), text === '' ? [] : [{ index: 0, text }]);
    });
  }

  test('before the request is sent', async (t) => {
    const { model, client, pair } = await record(t);
    await assert.rejects(async () => client.chat.completions.create(WHOLE, { signal: AbortSignal.abort() }));
    assert.deepEqual(model.received, []);
    assert.deepEqual(ending((await pair()).output), ['ABORTED', false, 'APIUserAbortError', null]);
  });

  test('before anything is answered, and between the head and the body', async (t) => {
    const { model, client, events } = await record(t);
    const wait = (send: (reply: Parameters<Answer>[0]) => void) => {
      const controller = new AbortController();
      model.answers((reply) => {
        send(reply);
        setImmediate(() => controller.abort());
      });
      return assert.rejects(async () => client.chat.completions.create(WHOLE, { signal: controller.signal }));
    };
    await wait(() => {});
    await wait((reply) => reply.writeHead(200, { 'content-type': 'application/json' }).write('{"cho'));
    const outputs = (await events()).filter((event) => event.type === 'output');
    assert.deepEqual(
      outputs.map(({ status, complete }) => [status, complete]),
      [
        ['ABORTED', false],
        ['ABORTED', false],
      ],
    );
  });

  test('break after the model has finished is no abort', async (t) => {
    const { model, client, pair } = await record(t);
    model.answers(stream(...HALF, delta({}, 'stop'), DONE));
    for await (const chunk of await client.chat.completions.create(ASK))
      if (chunk.choices[0]?.finish_reason) break;
    const { output } = await pair();
    assert.deepEqual(ending(output), ['COMPLETED', true]);
    assert.deepEqual(said(output), [{ index: 0, text: 'one two ', finish_reason: 'stop' }]);
  });

  test('one of two choices is not all of it', async (t) => {
    const { model, client, pair } = await record(t);
    model.answers(stream(...HALF, delta({}, 'stop'), DONE));
    for await (const chunk of await client.chat.completions.create({ ...ASK, n: 2 }))
      if (chunk.choices[0]?.finish_reason) break;
    assert.deepEqual(ending((await pair()).output), ['ABORTED', false]);
  });
});

test('an emitter that closes has what came by then of every call on its way', async (t) => {
  const { model, client, emitter, arrived } = await record(t);
  const answer = stalledStream(...HALF);
  model.answers(answer);
  const iterator = (await client.chat.completions.create(ASK))[Symbol.asyncIterator]();
  await iterator.next();
  model.answers(() => {});
  const controller = new AbortController();
  const waiting = client.chat.completions.create(WHOLE, { signal: controller.signal }).catch(() => undefined);
  while (model.received.length < 2) await new Promise(setImmediate);
  await emitter.close();
  const outputs = (await arrived()).filter((event) => event.type === 'output');
  assert.deepEqual(outputs.map(ending), [
    ['ABORTED', false],
    ['ABORTED', false],
  ]);
  assert.deepEqual(outputs.map(said), [[{ index: 0, text: 'one ' }], []]);
  controller.abort();
  await Promise.all([waiting, iterator.return?.()]);
  assert.equal((await arrived()).length, 4);
});

describe('what the application forgot', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;

  const forgotten: [string, string, object[], (client: OpenAI) => Promise<unknown>][] = [
    ['a stream', 'ABORTED', [], async (client) => void (await client.chat.completions.create(ASK))],
    [
      'a stream that was begun',
      'ABORTED',
      [{ index: 0, text: 'one ' }],
      async (client) =>
        void (await (await client.chat.completions.create(ASK))[Symbol.asyncIterator]().next()),
    ],
    [
      'a raw response',
      'ABORTED',
      [],
      async (client) => void (await client.chat.completions.create(ASK).asResponse()),
    ],
  ];
  for (const [name, status, expected, forget] of forgotten) {
    test(`${name} is on record once the garbage collector took it`, async (t) => {
      const { model, client, events, pair } = await record(t);
      model.answers(stalledStream(...HALF));
      await forget(client);
      for (let turn = 0; turn < 1000 && (await events()).length < 2; turn++) {
        collect();
        await new Promise(setImmediate);
      }
      const { output } = await pair();
      assert.deepEqual([output.status, output.complete], [status, false]);
      assert.deepEqual(said(output), expected);
    });
  }

  test('a stream that is being read is not forgotten', async (t) => {
    const { model, client, pair } = await record(t);
    const more = Promise.withResolvers<void>();
    model.answers(async (reply) => {
      streamHead(reply);
      reply.write(sse(...HALF));
      await more.promise;
      reply.end(sse(delta({}, 'stop'), DONE));
    });
    let count = 0;
    for await (const _ of await client.chat.completions.create(ASK)) {
      if (++count !== 2) continue;
      for (let turn = 0; turn < 3; turn++) {
        collect();
        await new Promise(setImmediate);
      }
      more.resolve();
    }
    assert.deepEqual(ending((await pair()).output), ['COMPLETED', true]);
  });
});
