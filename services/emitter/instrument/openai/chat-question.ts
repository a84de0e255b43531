/** What is sent to /chat/completions, and to the older /completions. */
import type { PromptMessage, Question } from './dialect.ts';
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
import { contentParts } from './parts.ts';
import { toolsOffered } from './tools.ts';

export function readChat(body: JsonObject): Question {
  const { messages, tools, functions, model: _, ...parameters } = body;
  return {
    messages: listOf(messages).flatMap(messagesOf),
    tools_offered: toolsOffered([...listOf(tools), ...listOf(functions)]),
    parameters,
    follows: listOf(messages).flatMap((message) => stringOf(objectOf(message)['tool_call_id']) ?? []),
    conversation: undefined,
  };
}

export function readCompletion(body: JsonObject): Question {
  const { prompt, model: _, ...parameters } = body;
  const prompts = Array.isArray(prompt) && !prompt.every(Number.isInteger) ? prompt : [prompt];
  return {
    messages: prompts.map((one) => ({ role: 'user', content: textOf(one ?? '') })),
    tools_offered: [],
    parameters,
    follows: [],
    conversation: undefined,
  };
}

/** One message a part of it; what is neither role nor content (calls, refusal, audio) is one more, as JSON. The id of an answered call stands as the name. */
function messagesOf(message: unknown): PromptMessage[] {
  if (!isObject(message)) return [{ role: 'unknown', content: textOf(message) }];
  const { role, name, tool_call_id, content, ...others } = message;
  const named = stringOf(name) ?? stringOf(tool_call_id);
  const head = { role: stringOf(role) ?? 'unknown', ...(named !== undefined && { name: named }) };
  const rest = Object.entries(others).filter(([, value]) => !saysNothing(value));
  const messages: PromptMessage[] = contentParts(content).map((part) => ({ ...head, ...part }));
  if (rest.length > 0) {
    messages.push({ ...head, media_type: 'application/json', content: jsonOf(Object.fromEntries(rest)) });
  }
  return messages.length === 0 ? [{ ...head, content: '' }] : messages;
}
