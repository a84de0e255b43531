import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { OpenAI } from 'openai';
import { askModel } from '../../../../services/cli/demo/ask-model.ts';
import type { Case, Reply } from '../../../../services/cli/demo/case.ts';
import { startModelServer } from '../../../../services/cli/demo/model-server.ts';

function scripted(question: string, ...replies: Reply[]): Case {
  const asker = { userId: 'u', role: 'r', department: 'd', device: { id: 'x', ip: '', user_agent: '' } };
  return { title: question, asker, session: 's', useCase: 'u', question, replies, expected: [] };
}
const call = { name: 'query_database', arguments: { sql: 'SELECT 1' } };
const long = 'A streamed answer, cut into pieces: 4111-1111, é, 🙂 and more.';

describe('the scripted model, asked through the SDK', async () => {
  const server = await startModelServer([
    scripted('whole', { say: 'one' }, { say: 'two' }),
    scripted('calls', { call: [call, call] }),
    scripted('long', { say: long }),
    scripted('both', { say: 'Let me see.', call: [call] }),
    scripted('busy', { fails: 429 }),
    scripted('broken', { say: long, breaksAfter: 3 }),
  ]);
  after(() => server.stop());
  const client = new OpenAI({ apiKey: 'x', baseURL: server.url, maxRetries: 0 });
  const ask = (question: string, streamed: boolean, given = 0) =>
    askModel(
      client,
      {
        model: 'scripted-1',
        messages: [
          { role: 'user', content: question },
          ...Array.from({ length: given }, () => ({ role: 'assistant' as const, content: 'x' })),
        ],
      },
      streamed,
      new AbortController().signal,
    );

  for (const streamed of [false, true]) {
    const how = streamed ? 'streamed' : 'whole';
    test(`an answer arrives, ${how}`, async () => {
      const answer = await ask('long', streamed);
      assert.deepEqual([answer.content, answer.failure], [long, null]);
    });

    test(`tool calls arrive, ${how}`, async () => {
      const { toolCalls } = await ask('calls', streamed);
      assert.deepEqual(
        toolCalls.map(({ name, arguments: text }) => [name, JSON.parse(text)]),
        [
          [call.name, call.arguments],
          [call.name, call.arguments],
        ],
      );
      assert.notEqual(toolCalls[0]?.id, toolCalls[1]?.id);
    });

    test(`an overloaded model is a failure, ${how}`, async () =>
      assert.equal((await ask('busy', streamed)).failure, 'RateLimitError'));

    test(`a question that nobody scripted is a failure, ${how}`, async () =>
      assert.equal((await ask('?', streamed)).failure, 'BadRequestError'));
  }

  test('text and a call in one answer', async () => {
    const answer = await ask('both', true);
    assert.deepEqual([answer.content, answer.toolCalls.length], ['Let me see.', 1]);
  });

  test('the next answer follows from how many were given', async () =>
    assert.equal((await ask('whole', false, 1)).content, 'two'));

  test('of a broken stream what came is kept', async () => {
    const answer = await ask('broken', true);
    assert.equal(answer.content, long.slice(0, 21));
    assert.notEqual(answer.failure, null);
  });
});
