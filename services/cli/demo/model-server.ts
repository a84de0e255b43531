/** A scripted model behind the HTTP interface of OpenAI's chat completions, streaming included, so that the agent uses the real SDK. */
import { Readable } from 'node:stream';
import { type FastifyReply, fastify } from 'fastify';
import type { Case, Reply } from './case.ts';

export const SCRIPTED_MODEL = 'scripted-1';

export interface ModelServer {
  /** What the SDK takes as its base URL. */
  url: string;
  stop(): Promise<void>;
}
interface Request {
  messages: { role: string; content?: unknown }[];
  stream?: boolean;
}

const PIECE = 7;

export async function startModelServer(cases: readonly Case[]): Promise<ModelServer> {
  const app = fastify({ forceCloseConnections: true });
  app.post<{ Body: Request }>('/v1/chat/completions', (request, reply) => {
    const next = nextReply(cases, request.body);
    if (next?.fails !== undefined) return fail(reply, next.fails);
    if (next === undefined) return fail(reply, 400);
    return request.body.stream === true
      ? reply.type('text/event-stream').send(Readable.from(streamOf(next)))
      : reply.send(completionOf(next));
  });
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  return { url: `${address}/v1`, stop: () => app.close() };
}

/** Which case by its question, which answer by how many were given: the server keeps no state. */
function nextReply(cases: readonly Case[], { messages }: Request): Reply | undefined {
  const question = messages.find((message) => message.role === 'user')?.content;
  const given = messages.filter((message) => message.role === 'assistant').length;
  return cases.find((one) => one.question === question)?.replies[given];
}

function fail(reply: FastifyReply, status: number): FastifyReply {
  const error = { message: 'The model is overloaded.', type: 'server_error', code: null, param: null };
  return reply.code(status).send({ error });
}

function completionOf(next: Reply): object {
  const message = { role: 'assistant', content: next.say ?? null, refusal: null, ...toolCallsOf(next) };
  const choice = { index: 0, message, finish_reason: finishOf(next), logprobs: null };
  return { ...headOf('chat.completion'), choices: [choice], usage: usageOf(next) };
}

function* streamOf(next: Reply): Generator<string> {
  const pieces = next.say?.match(new RegExp(`[^]{1,${PIECE}}`, 'g')) ?? [];
  yield chunk({ role: 'assistant', content: '' });
  for (const [index, content] of pieces.entries()) {
    if (index === next.breaksAfter) throw new Error('The stream breaks, as scripted.');
    yield chunk({ content });
  }
  if (next.call) yield chunk(toolCallsOf(next));
  yield chunk({}, finishOf(next));
  yield event({ ...headOf('chat.completion.chunk'), choices: [], usage: usageOf(next) });
  yield 'data: [DONE]\n\n';
}

function chunk(delta: object, finish_reason: string | null = null): string {
  const choice = { index: 0, delta, finish_reason, logprobs: null };
  return event({ ...headOf('chat.completion.chunk'), choices: [choice] });
}

function event(data: object): string {
  return `data: ${JSON.stringify(data)}\n\n`;
}

function headOf(object: string): object {
  return { id: 'chatcmpl-scripted', object, created: Math.floor(Date.now() / 1000), model: SCRIPTED_MODEL };
}

function toolCallsOf(next: Reply): object {
  const calls = next.call?.map((call, index) => ({
    index,
    id: `call_${crypto.randomUUID()}`,
    type: 'function',
    function: { name: call.name, arguments: JSON.stringify(call.arguments) },
  }));
  return calls === undefined ? {} : { tool_calls: calls };
}

function finishOf(next: Reply): string {
  return next.call === undefined ? 'stop' : 'tool_calls';
}

function usageOf(next: Reply): object {
  const completion_tokens = Math.ceil(JSON.stringify(next).length / 4);
  return { prompt_tokens: 120, completion_tokens, total_tokens: 120 + completion_tokens };
}
