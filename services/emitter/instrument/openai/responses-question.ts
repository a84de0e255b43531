/** What is sent to /responses. */
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

type Head = Pick<PromptMessage, 'role' | 'name'>;

const JSON_TYPE = 'application/json';

export function readResponses(body: JsonObject): Question {
  const { input, instructions, prompt, tools, model: _, ...parameters } = body;
  const { conversation, previous_response_id } = body;
  return {
    messages: [
      ...said({ role: 'system' }, instructions),
      ...(saysNothing(prompt) ? [] : [{ role: 'user', media_type: JSON_TYPE, content: jsonOf({ prompt }) }]),
      ...(Array.isArray(input) ? input.flatMap(messagesOf) : said({ role: 'user' }, input)),
    ],
    tools_offered: toolsOffered(listOf(tools)),
    parameters,
    follows: [
      ...(stringOf(previous_response_id) === undefined ? [] : [String(previous_response_id)]),
      ...listOf(input).flatMap(answeredCall),
    ],
    conversation: stringOf(conversation) ?? stringOf(objectOf(conversation)['id']),
  };
}

/** A message; the output of a tool, under the id of its call; or another item as JSON, said by the one who says such things. */
function messagesOf(item: unknown): PromptMessage[] {
  if (!isObject(item)) return [{ role: 'unknown', content: textOf(item) }];
  const role = stringOf(item['role']);
  if (role !== undefined) return orEmpty({ role }, item['content']);
  const name = stringOf(item['call_id']);
  const head = { role: roleOf(item), ...(name !== undefined && { name }) };
  if (isToolOutput(item) && isPlain(item)) return orEmpty(head, item['output']);
  return [{ ...head, media_type: JSON_TYPE, content: jsonOf(item) }];
}

function said(head: Head, content: unknown): PromptMessage[] {
  return contentParts(content).map((part) => ({ ...head, ...part }));
}

function orEmpty(head: Head, content: unknown): PromptMessage[] {
  const messages = said(head, content);
  return messages.length === 0 ? [{ ...head, content: '' }] : messages;
}

function roleOf(item: JsonObject): string {
  if (isToolOutput(item)) return 'tool';
  return item['type'] === 'mcp_approval_response' ? 'user' : 'assistant';
}

function isToolOutput({ type }: JsonObject): boolean {
  return typeof type === 'string' && type.endsWith('_output');
}

/** A text or parts that stand for the whole item. */
function isPlain({ type, output }: JsonObject): boolean {
  const whole = type === 'function_call_output' || type === 'custom_tool_call_output';
  return typeof output === 'string' || (whole && Array.isArray(output));
}

function answeredCall(item: unknown): string[] {
  const { call_id } = objectOf(item);
  return isObject(item) && isToolOutput(item) && typeof call_id === 'string' ? [call_id] : [];
}
