/** What a stream may make us hold, whatever it makes grow. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { MAX_RECORD_BYTES } from '../../../../../services/core/events/codec.ts';
import { ChatAccumulator } from '../../../../../services/emitter/instrument/openai/chat-stream.ts';
import type { Accumulator } from '../../../../../services/emitter/instrument/openai/dialect.ts';
import { ResponsesAccumulator } from '../../../../../services/emitter/instrument/openai/responses-stream.ts';

const PIECE = 'x'.repeat(4096);
const EVENTS = 4 * (MAX_RECORD_BYTES / PIECE.length);

const choice = (more: object, index = 0) => ({ choices: [{ index, delta: {}, ...more }] });
const item = (text: string) => ({ type: 'message', content: [{ type: 'output_text', text }] });

describe('all that a stream makes grow is held to the size of a record', () => {
  const responses: Record<string, (at: number) => object> = {
    'items that are done': (at) => ({
      type: 'response.output_item.done',
      output_index: at,
      item: item(PIECE),
    }),
    'items that begin': (at) => ({ type: 'response.output_item.added', output_index: at, item: item(PIECE) }),
    'kinds of pieces': (at) => ({ type: `response.${at}.delta`, output_index: 0, delta: PIECE }),
    'kinds of events': (at) => ({ type: `response.${at}.image`, output_index: 0, image: PIECE }),
    'names of parts': (at) => ({
      type: 'response.output_text.delta',
      output_index: 0,
      content_index: `${at}${PIECE}`,
      delta: '',
    }),
    'kinds of pieces of no item': (at) => ({ type: `${at}${PIECE}`, delta: 'x' }),
  };
  const chats: Record<string, (at: number) => object> = {
    choices: (at) => choice({ delta: { content: PIECE } }, at),
    'what stands beside the message': (at) => choice({ [`k${at}`]: PIECE }),
    'fields of the message': (at) => choice({ delta: { [`k${at}`]: PIECE } }),
    'calls and their names': (at) =>
      choice({ delta: { tool_calls: [{ index: at, id: `${at}`, function: { name: PIECE } }] } }),
  };
  const hold = (accumulator: Accumulator, event: (at: number) => object) => {
    for (let at = 0; at < EVENTS; at += 1) accumulator.add(event(at));
    const reply = accumulator.reply();
    // A call without arguments is said twice.
    assert.ok(JSON.stringify(reply.choices).length < 2.5 * MAX_RECORD_BYTES);
    return reply;
  };
  for (const [name, event] of Object.entries(responses))
    test(`a response: ${name}`, () => {
      const accumulator = new ResponsesAccumulator();
      hold(accumulator, event);
      accumulator.add({ type: 'response.completed', response: { id: 'r', status: 'completed' } });
      const { state, isCut } = accumulator.reply();
      assert.deepEqual({ state, isCut }, { state: 'finished', isCut: true });
    });
  for (const [name, event] of Object.entries(chats))
    test(`a chat: ${name}`, () => {
      assert.equal(hold(new ChatAccumulator(1), event).isCut, true);
    });
});

test('what takes the place of something counts once', () => {
  const accumulator = new ResponsesAccumulator();
  for (let at = 0; at < EVENTS; at += 1) {
    accumulator.add({ type: 'response.image', output_index: 0, image: `${at % 10}${PIECE}` });
    accumulator.add({ type: 'response.output_text.delta', output_index: 1, delta: 'x' });
  }
  accumulator.add({ type: 'response.output_item.done', output_index: 1, item: item('x'.repeat(EVENTS)) });
  accumulator.add({ type: 'response.completed', response: { id: 'r', status: 'completed' } });
  assert.equal(accumulator.reply().isCut, false);
  const chat = new ChatAccumulator(1);
  for (let at = 0; at < EVENTS; at += 1) chat.add(choice({ content_filter_results: { hate: PIECE } }));
  chat.add(choice({ finish_reason: 'stop' }));
  const { state, isCut } = chat.reply();
  assert.deepEqual({ state, isCut }, { state: 'finished', isCut: false });
});
