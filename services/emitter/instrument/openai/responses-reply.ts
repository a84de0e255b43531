/** What /responses answers: items of output, each of which is one choice or more. */
import type { OutputChoice, Reply } from './dialect.ts';
import { isObject, type JsonObject, jsonOf, listOf, objectOf, stringOf, textOf } from './json.ts';
import { contentParts } from './parts.ts';
import { plainReply, providerError, usageOf } from './plain-reply.ts';

const STATES: Record<string, Reply['state']> = {
  failed: 'unfinished',
  cancelled: 'cancelled',
  queued: 'pending',
  in_progress: 'pending',
};

export function responsesReply(data: unknown): Reply {
  if (!isObject(data) || !Array.isArray(data['output'])) return plainReply(data);
  return replyOf(data, data['output'].flatMap(choicesOfItem));
}

/** `response`: everything but the output. A reason why it ended early, such as a filter's, is the finish reason. */
export function replyOf(response: JsonObject, choices: OutputChoice[]): Reply {
  const { id, model, usage, error, status, incomplete_details } = response;
  const failure = providerError(error);
  const reason = stringOf(objectOf(incomplete_details)['reason']) ?? stringOf(status);
  const last = choices.at(-1);
  return {
    id: stringOf(id),
    model: stringOf(model),
    choices:
      last === undefined || reason === undefined
        ? choices
        : [...choices.slice(0, -1), { ...last, finish_reason: reason }],
    usage: usageOf(usage),
    error: failure,
    state: STATES[String(status)] ?? (failure === undefined ? 'finished' : 'unfinished'),
  };
}

/** Every part of a message; a call that the application is to run; anything else (reasoning, what the provider ran itself) as JSON. */
export function choicesOfItem(item: unknown, index: number): OutputChoice[] {
  if (!isObject(item)) return [{ index, content: textOf(item) }];
  if (item['type'] === 'message') return contentParts(item['content']).map((part) => ({ index, ...part }));
  if (isCall(item)) return [{ index, content: '', tool_calls: [toolCallOf(item)] }];
  return [{ index, media_type: 'application/json', content: jsonOf(item) }];
}

function isCall({ type, call_id }: JsonObject): boolean {
  return typeof type === 'string' && type.endsWith('_call') && typeof call_id === 'string';
}

/** A call of a built-in tool (a shell, a computer) has an action instead of arguments: the item is what it is called with. */
function toolCallOf(item: JsonObject): NonNullable<OutputChoice['tool_calls']>[number] {
  const given = item['arguments'] ?? item['input'];
  return {
    id: stringOf(item['call_id']) ?? '',
    name: stringOf(item['name']) ?? String(item['type']),
    arguments: given === undefined ? jsonOf(item) : textOf(given),
  };
}

/** The ids of the calls that the application is to answer. */
export function callIds(choices: readonly OutputChoice[]): string[] {
  return choices.flatMap(({ tool_calls }) => listOf(tool_calls).map((call) => String(objectOf(call)['id'])));
}
