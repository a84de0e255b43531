/** One call of the model through the real SDK, whole or streamed; whatever happens, what came is returned. */
import type { OpenAI } from 'openai';
import type {
  ChatCompletionCreateParamsBase,
  ChatCompletionMessageFunctionToolCall,
} from 'openai/resources/chat/completions';
import type { Call } from './guarded-tools.ts';

export interface Answer {
  content: string;
  toolCalls: Call[];
  /** The kind of failure of the call or its stream; null when the answer is whole. */
  failure: string | null;
}
type Parameters = Omit<ChatCompletionCreateParamsBase, 'stream'>;

/** Never throws, except for `signal`'s reason. */
export async function askModel(
  client: OpenAI,
  parameters: Parameters,
  streamed: boolean,
  signal: AbortSignal,
): Promise<Answer> {
  const answer: Answer = { content: '', toolCalls: [], failure: null };
  try {
    await (streamed ? readStream : readWhole)(client, parameters, answer, signal);
  } catch (error) {
    signal.throwIfAborted();
    answer.failure = error instanceof Error ? error.constructor.name : typeof error;
  }
  return answer;
}

async function readWhole(client: OpenAI, parameters: Parameters, answer: Answer, signal: AbortSignal) {
  const completion = await client.chat.completions.create({ ...parameters, stream: false }, { signal });
  const message = completion.choices[0]?.message;
  answer.content = message?.content ?? '';
  answer.toolCalls = (message?.tool_calls ?? [])
    .filter((call): call is ChatCompletionMessageFunctionToolCall => call.type === 'function')
    .map((call) => ({ id: call.id, name: call.function.name, arguments: call.function.arguments }));
}

/** Fills the answer as it comes, so that what a broken stream brought is kept. */
async function readStream(client: OpenAI, parameters: Parameters, answer: Answer, signal: AbortSignal) {
  const stream = await client.chat.completions.create(
    { ...parameters, stream: true, stream_options: { include_usage: true } },
    { signal },
  );
  for await (const { choices } of stream) {
    const delta = choices[0]?.delta;
    answer.content += delta?.content ?? '';
    for (const call of delta?.tool_calls ?? []) addCall(answer, call);
  }
  // A model that counts its calls otherwise leaves gaps.
  answer.toolCalls = Object.values(answer.toolCalls);
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
