/** One call of the model through the real SDK, whole or streamed; whatever happens, what came is returned. */
import { APIError, type OpenAI } from 'openai';
import type {
  ChatCompletionCreateParamsBase,
  ChatCompletionMessageFunctionToolCall,
} from 'openai/resources/chat/completions';

export interface Answer {
  content: string;
  toolCalls: { id: string; name: string; arguments: string }[];
  finishReason: string | null;
  usage: { input_tokens: number; output_tokens: number } | null;
  latencyMs: number;
  streamed: boolean;
  /** Why the call failed or the stream broke; null when the answer is whole. */
  failure: { type: string; code?: string; message: string } | null;
}
type Parameters = Omit<ChatCompletionCreateParamsBase, 'stream'>;

/** Never throws, except for `signal`'s reason. */
export async function askModel(
  client: OpenAI,
  parameters: Parameters,
  streamed: boolean,
  signal: AbortSignal,
): Promise<Answer> {
  const began = performance.now();
  const answer = emptyAnswer(streamed);
  try {
    await (streamed ? readStream : readWhole)(client, parameters, answer, signal);
  } catch (error) {
    signal.throwIfAborted();
    answer.failure = failureOf(error);
  }
  return { ...answer, latencyMs: performance.now() - began };
}

function emptyAnswer(streamed: boolean): Answer {
  return {
    content: '',
    toolCalls: [],
    finishReason: null,
    usage: null,
    latencyMs: 0,
    streamed,
    failure: null,
  };
}

async function readWhole(client: OpenAI, parameters: Parameters, answer: Answer, signal: AbortSignal) {
  const completion = await client.chat.completions.create({ ...parameters, stream: false }, { signal });
  const choice = completion.choices[0];
  answer.content = choice?.message.content ?? '';
  answer.finishReason = choice?.finish_reason ?? null;
  const calls = choice?.message.tool_calls ?? [];
  answer.toolCalls = calls
    .filter((call): call is ChatCompletionMessageFunctionToolCall => call.type === 'function')
    .map((call) => ({ id: call.id, name: call.function.name, arguments: call.function.arguments }));
  answer.usage = usageOf(completion.usage);
}

/** Fills the answer as it comes, so that what a broken stream brought is kept. */
async function readStream(client: OpenAI, parameters: Parameters, answer: Answer, signal: AbortSignal) {
  const stream = await client.chat.completions.create(
    { ...parameters, stream: true, stream_options: { include_usage: true } },
    { signal },
  );
  for await (const { choices, usage } of stream) {
    const delta = choices[0]?.delta;
    answer.content += delta?.content ?? '';
    answer.finishReason = choices[0]?.finish_reason ?? answer.finishReason;
    for (const call of delta?.tool_calls ?? []) addCall(answer, call);
    answer.usage = usageOf(usage) ?? answer.usage;
  }
  if (answer.finishReason === null) throw new Error('The stream ended before the answer did.');
}

function addCall(
  answer: Answer,
  delta: { index: number; id?: string; function?: { name?: string; arguments?: string } },
): void {
  const call = (answer.toolCalls[delta.index] ??= { id: '', name: '', arguments: '' });
  call.id += delta.id ?? '';
  call.name += delta.function?.name ?? '';
  call.arguments += delta.function?.arguments ?? '';
}

function usageOf(
  usage: { prompt_tokens: number; completion_tokens: number } | null | undefined,
): Answer['usage'] {
  return usage ? { input_tokens: usage.prompt_tokens, output_tokens: usage.completion_tokens } : null;
}

function failureOf(error: unknown): NonNullable<Answer['failure']> {
  if (!(error instanceof Error)) return { type: typeof error, message: '' };
  const status = error instanceof APIError ? error.status : undefined;
  return { type: error.constructor.name, message: error.message, ...(status && { code: String(status) }) };
}
