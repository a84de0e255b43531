/** What /chat/completions and the older /completions answer. */
import type { OutputChoice, Reply } from './dialect.ts';
import {
  isObject,
  type JsonObject,
  jsonOf,
  listOf,
  objectOf,
  saysNothing,
  stringOf,
  textOf,
} from './json.ts';
import { plainReply, providerError, usageOf } from './plain-reply.ts';

type ToolCall = NonNullable<OutputChoice['tool_calls']>[number];

export function chatReply(data: unknown): Reply {
  if (!isObject(data) || !Array.isArray(data['choices'])) return plainReply(data);
  const error = providerError(data['error']);
  return {
    id: stringOf(data['id']),
    model: stringOf(data['model']),
    choices: data['choices'].flatMap(choicesOf),
    usage: usageOf(data['usage']),
    error,
    state: error === undefined ? 'finished' : 'unfinished',
  };
}

/**
 * The text with the calls; whatever else there is to it (a refusal, audio, reasoning, annotations) as JSON in one more of the
 * same index. Log probabilities are left out.
 */
function choicesOf(choice: unknown, position: number): OutputChoice[] {
  const { index, message, text, finish_reason, logprobs: _, ...beside } = objectOf(choice);
  const { role: __, content, tool_calls, function_call, parsed: ___, ...within } = objectOf(message);
  const at = typeof index === 'number' ? index : position;
  const said = content ?? text;
  const main: OutputChoice = {
    index: at,
    content: typeof said === 'string' ? said : '',
    tool_calls: [...listOf(tool_calls), ...legacyCall(function_call)].map(toolCallOf),
    ...(stringOf(finish_reason) !== undefined && { finish_reason: String(finish_reason) }),
  };
  const others = typeof said === 'string' || saysNothing(said) ? within : { content: said, ...within };
  const rest = Object.entries({ ...others, ...beside }).filter(([, value]) => !saysNothing(value));
  if (rest.length === 0) return [main];
  return [main, { index: at, media_type: 'application/json', content: jsonOf(Object.fromEntries(rest)) }];
}

function legacyCall(call: unknown): JsonObject[] {
  return isObject(call) ? [{ id: '', type: 'function', function: call }] : [];
}

function toolCallOf(call: unknown): ToolCall {
  const { id, type, function: fn, custom } = objectOf(call);
  const called = isObject(fn) ? fn : objectOf(custom);
  const given = called['arguments'] ?? called['input'];
  return {
    id: stringOf(id) ?? '',
    name: stringOf(called['name']) ?? stringOf(type) ?? '',
    arguments: given === undefined ? textOf(call) : textOf(given),
  };
}
