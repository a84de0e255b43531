import { readChat, readCompletion } from './chat-question.ts';
import { chatReply } from './chat-reply.ts';
import { ChatAccumulator } from './chat-stream.ts';
import type { Dialect } from './dialect.ts';
import type { JsonObject } from './json.ts';
import { readResponses } from './responses-question.ts';
import { responsesReply } from './responses-reply.ts';
import { ResponsesAccumulator } from './responses-stream.ts';

const chat: Dialect = {
  read: readChat,
  reply: chatReply,
  accumulator: ({ n }) => new ChatAccumulator(countOf(n)),
};
const completions: Dialect = { ...chat, read: readCompletion, accumulator: promptsTimes };
const responses: Dialect = {
  read: readResponses,
  reply: responsesReply,
  accumulator: () => new ResponsesAccumulator(),
};

/** What is asked of a model, and of which response something is read. */
export type Endpoint = { dialect: Dialect; responseId: string | null };

/** Null for all that is no model call. Paths are those of the SDK: under the base URL, `?beta=true` and the like included. */
export function endpointOf(method: unknown, path: unknown): Endpoint | null {
  if (typeof method !== 'string' || typeof path !== 'string') return null;
  const [bare = ''] = path.split('?');
  if (method.toLowerCase() === 'post') return asked(bare);
  const id = /^\/responses\/([^/]+)$/.exec(bare)?.[1];
  return method.toLowerCase() === 'get' && id !== undefined ? { dialect: responses, responseId: id } : null;
}

function asked(path: string): Endpoint | null {
  if (path === '/chat/completions') return { dialect: chat, responseId: null };
  if (path === '/completions') return { dialect: completions, responseId: null };
  return path === '/responses' || path === '/responses/compact'
    ? { dialect: responses, responseId: null }
    : null;
}

/** Each of several prompts gets its choices. */
function promptsTimes({ n, prompt }: JsonObject): ChatAccumulator {
  const several = Array.isArray(prompt) && !prompt.every(Number.isInteger);
  return new ChatAccumulator(countOf(n) * (several ? prompt.length : 1));
}

function countOf(n: unknown): number {
  return typeof n === 'number' && n > 1 ? n : 1;
}
