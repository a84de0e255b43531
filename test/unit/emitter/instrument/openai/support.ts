import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { TestContext } from 'node:test';
import { type ClientOptions, OpenAI } from 'openai';
import { decodeText } from '../../../../../services/core/events/text.ts';
import type {
  Choice,
  OutputEvent,
  PromptEvent,
  TriplineEvent,
} from '../../../../../services/core/events/types.ts';
import {
  type Emitter,
  instrumentOpenAI,
  type OpenAIInstrumentation,
} from '../../../../../services/emitter/index.ts';
import { emitterOn, events, twin } from '../../support.ts';

export interface Received {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  // oxlint-disable-next-line typescript/no-explicit-any -- whatever JSON was sent
  body: any;
}
/** Answers one request. */
export type Answer = (reply: ServerResponse, received: Received) => void | Promise<void>;

export interface Model {
  url: string;
  received: Received[];
  /** One a request, in this order; the last one goes on answering. */
  answers: (...answers: Answer[]) => void;
}

/** A scripted server of the API on loopback. */
export async function startModel(t: TestContext): Promise<Model> {
  let script: Answer[] = [];
  const received: Received[] = [];
  const server = createServer((request, reply) => void serve(request, reply));
  async function serve(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    const sent = await text(request);
    const { method = '', url: path = '', headers } = request;
    const one = { method, path, headers, body: sent === '' ? undefined : JSON.parse(sent) };
    received.push(one);
    const answer = script.length > 1 ? script.shift() : script[0];
    await answer?.(reply, one);
  }
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  return { url, received, answers: (...answers) => void (script = answers) };
}

export function clientOf(model: Model, options: ClientOptions = {}): OpenAI {
  return new OpenAI({
    apiKey: 'sk-very-secret-key',
    baseURL: model.url,
    maxRetries: 0,
    logLevel: 'off',
    ...options,
  });
}

export interface Recorded {
  model: Model;
  client: OpenAI;
  emitter: Emitter;
  /** What stands on `llm.events` as of now, in the order of emission. */
  arrived: () => Promise<TriplineEvent[]>;
  /** The same once all of it is there. */
  events: () => Promise<TriplineEvent[]>;
  /** The only prompt and the only output. */
  pair: () => Promise<{ prompt: PromptEvent; output: OutputEvent }>;
}

export async function record(
  t: TestContext,
  options: Partial<OpenAIInstrumentation> = {},
  clientOptions: ClientOptions = {},
): Promise<Recorded> {
  const [model, kafka] = await Promise.all([startModel(t), twin()]);
  const emitter = emitterOn(kafka);
  t.after(() => emitter.close());
  const client = instrumentOpenAI(clientOf(model, clientOptions), { emitter, ...options });
  // Ids rise in the order of emission; partitions are read one after the other.
  const arrived = async () =>
    (await events(kafka)).sort((a, b) => (a.origin.event_id < b.origin.event_id ? -1 : 1));
  const all = async () => {
    await emitter.flush();
    return arrived();
  };
  const pair = async () => {
    const found = await all();
    const prompts = found.filter((event) => event.type === 'prompt');
    const outputs = found.filter((event) => event.type === 'output');
    const [prompt] = prompts;
    const [output] = outputs;
    if (prompt === undefined || output === undefined || found.length !== 2)
      throw new Error(`expected one prompt and one output, found ${found.map(({ type }) => type).join()}`);
    return { prompt, output };
  };
  return { model, client, emitter, arrived, events: all, pair };
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Answer {
  return (reply) => {
    reply.writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'req_1', ...headers });
    reply.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
}

export function sse(...chunks: readonly unknown[]): string {
  return chunks.map((chunk) => `${named(chunk)}data: ${textOf(chunk)}\n\n`).join('');
}

/** Events of the responses API have their type twice. */
function named(chunk: unknown): string {
  const type = (chunk as { type?: unknown } | null)?.type;
  return typeof type === 'string' ? `event: ${type}\n` : '';
}

function textOf(chunk: unknown): string {
  return typeof chunk === 'string' ? chunk : JSON.stringify(chunk);
}

export function streamHead(reply: ServerResponse): void {
  reply.writeHead(200, { 'content-type': 'text/event-stream', 'x-request-id': 'req_1' });
  reply.flushHeaders();
}

/** A whole stream; for chat completions end it with '[DONE]'. */
export function stream(...chunks: readonly unknown[]): Answer {
  return (reply) => {
    streamHead(reply);
    reply.end(sse(...chunks));
  };
}

/** The chunks, and then the connection is gone. */
export function brokenStream(...chunks: readonly unknown[]): Answer {
  return (reply) => {
    streamHead(reply);
    reply.write(sse(...chunks), () => setImmediate(() => reply.destroy()));
  };
}

/** The chunks, and then silence. `closed` resolves when the client has gone. */
export function stalledStream(...chunks: readonly unknown[]): Answer & { closed: Promise<void> } {
  const { promise, resolve } = Promise.withResolvers<void>();
  const answer: Answer = (reply) => {
    reply.on('close', resolve);
    streamHead(reply);
    reply.write(sse(...chunks));
  };
  return Object.assign(answer, { closed: promise });
}

export function delta(content: object, finish_reason: string | null = null, index = 0): object {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1,
    model: 'gpt-test-2026',
    choices: [{ index, delta: content, finish_reason, logprobs: null }],
  };
}

export function completion(message: object, more: object = {}): object {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model: 'gpt-test-2026',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', refusal: null, ...message },
        finish_reason: 'stop',
        logprobs: null,
      },
    ],
    usage: { prompt_tokens: 7, completion_tokens: 3, total_tokens: 10 },
    ...more,
  };
}

export const HELLO = [{ role: 'user' as const, content: 'hello' }];

/** Choices as a reader sees them: text instead of bytes, and what is null or empty left out. */
export function said(output: OutputEvent): object[] {
  return output.choices.map(({ index, media_type, content, finish_reason, tool_calls }: Choice) => ({
    index,
    ...(media_type === 'text/plain'
      ? { text: decodeText(content) }
      : { json: JSON.parse(decodeText(content)) }),
    ...(finish_reason !== null && { finish_reason }),
    ...(tool_calls.length > 0 && {
      calls: tool_calls.map(({ id, name, arguments: given }) => [id, name, decodeText(given)]),
    }),
  }));
}

export function asked(prompt: PromptEvent): unknown[][] {
  return prompt.messages.map(({ role, name, media_type, content }) => [
    role,
    ...(name === null ? [] : [`(${name})`]),
    media_type === 'text/plain' ? decodeText(content) : JSON.parse(decodeText(content)),
  ]);
}

export function attributesOf({ origin }: TriplineEvent): Record<string, string> {
  return Object.fromEntries(origin.attributes.map(({ key, value }) => [key, value]));
}
