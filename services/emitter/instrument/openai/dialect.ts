/** What the instrumentation must know of an endpoint: how to read what is sent there and what comes back. */
import type { FailureInput, OutputInput, PromptInput } from '../../types.ts';
import type { JsonObject } from './json.ts';

export type PromptMessage = PromptInput['messages'][number];
export type OutputChoice = OutputInput['choices'][number];

export interface Question {
  messages: PromptMessage[];
  tools_offered: NonNullable<PromptInput['tools_offered']>;
  /** Everything else that was sent. */
  parameters: JsonObject;
  /** Ids of the tool calls and the response that this goes on from. */
  follows: string[];
  /** The provider's own id of the conversation. */
  conversation: string | undefined;
}

/** What came back, as far as it came. */
export interface Reply {
  /** Something was left out: there was more than a record can hold. */
  isCut?: boolean;
  /** The provider's id. */
  id: string | undefined;
  model: string | undefined;
  choices: OutputChoice[];
  usage: OutputInput['usage'];
  /** Why the provider says it failed. */
  error: FailureInput | undefined;
  /** `pending`: the provider works on it, and nothing has come yet. */
  state: 'finished' | 'unfinished' | 'cancelled' | 'pending';
}

/** Puts a stream together. Whatever it is given, it holds no reference to it afterwards: chunks are the application's. */
export interface Accumulator {
  add(chunk: unknown): void;
  reply(): Reply;
}

export interface Dialect {
  read(body: JsonObject): Question;
  reply(data: unknown): Reply;
  accumulator(body: JsonObject): Accumulator;
}
