/** Whatever tool the model asks for, it is told what came of it. */
import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import type { OpenAI } from 'openai';
import { askModel } from '../../../../services/cli/demo/ask-model.ts';
import { guardTools } from '../../../../services/cli/demo/guarded-tools.ts';
import type { Tool } from '../../../../services/cli/demo/tools/tool.ts';
import { place } from '../../emitter/guard/support.ts';

const signal = new AbortController().signal;
const ECHO: Tool = {
  name: 'echo',
  kind: 'FUNCTION',
  description: '',
  parameters: {},
  endpoint: '',
  authentication: { status: 'UNKNOWN' },
  run: async (input) => ({ result: JSON.stringify(input) }),
};

for (const name of ['', 'no_such_tool', 'constructor', '\u0000', 'x'.repeat(5000)])
  test(`a tool that does not exist is an error for the model, and on record: ${JSON.stringify(name.slice(0, 20))}`, async (t) => {
    const here = await place(t, () => ({ effect: 'ALLOW' }));
    const run = guardTools(here.guard, [ECHO], () => assert.fail('nothing was denied'));
    for (const id of ['call-1', '']) {
      const outcome = await run({ id, name, arguments: '{}' }, signal);
      assert.deepEqual(outcome.error, { type: 'UnknownTool', message: 'There is no such tool.' });
    }
    await here.emitter.flush();
    const phases = (await here.tools()).map(
      (event) => `${event.tool.name === (name || 'unknown')} ${event.phase}`,
    );
    assert.deepEqual(phases.toSorted(), ['true FAILED', 'true FAILED', 'true REQUESTED', 'true REQUESTED']);
  });

test('arguments that are no object are an error for the model; a denial is one, and is said', async (t) => {
  const said: string[] = [];
  const { guard } = await place(t, ({ tool }) => ({ effect: tool.name === 'echo' ? 'ALLOW' : 'DENY' }));
  const run = guardTools(guard, [ECHO], (line) => said.push(line));
  for (const text of ['', 'no JSON', '7', 'null'])
    assert.equal(
      (await run({ id: 'c', name: 'echo', arguments: text }, signal)).error?.type,
      'InvalidArguments',
    );
  assert.deepEqual(await run({ id: 'c', name: 'echo', arguments: '{"a":1}' }, signal), { result: '{"a":1}' });
  assert.deepEqual(said, []);
  const denied = await run({ id: 'c', name: '', arguments: '{}' }, signal);
  assert.deepEqual(denied.error, { type: 'Denied', message: 'Because.' });
  assert.deepEqual(said, ['  ✗ unknown denied, and not run: Because. (policy rule)']);
});

test('calls that a stream counts from elsewhere, and in part without a name, are all there', async () => {
  const deltas = [
    { index: 2, id: 'b', function: { name: 'echo', arguments: '{"a"' } },
    { index: 1, id: 'a' },
    { index: 2, function: { arguments: ':1}' } },
  ];
  const stream = Readable.from(deltas.map((call) => ({ choices: [{ delta: { tool_calls: [call] } }] })));
  const client = { chat: { completions: { create: async () => stream } } } as unknown as OpenAI;
  const answer = await askModel(client, { model: 'm', messages: [] }, true, signal);
  assert.deepEqual(answer, {
    content: '',
    toolCalls: [
      { id: 'a', name: '', arguments: '' },
      { id: 'b', name: 'echo', arguments: '{"a":1}' },
    ],
    failure: null,
  });
});
