/** Puts the chunks of a streamed chat completion together, to what the same answer were in one piece. */
import { MAX_RECORD_BYTES } from '../../../core/events/codec.ts';
import { Budget, ENTRY } from './budget.ts';
import { chatReply } from './chat-reply.ts';
import type { Accumulator, Reply } from './dialect.ts';
import { type JsonObject, jsonOf, listOf, objectOf, saysNothing, stringOf } from './json.ts';
import { Latest } from './latest.ts';
import { Merged } from './merged.ts';
import { TextPieces } from './text-pieces.ts';

interface Choice {
  finish: string | undefined;
  text: TextPieces;
  message: Merged;
  calls: Map<unknown, Merged>;
  /** What stands beside the message, such as a content filter's verdict: sent whole, the last one counts. */
  beside: Latest;
}

export class ChatAccumulator implements Accumulator {
  readonly #budget = new Budget(MAX_RECORD_BYTES);
  readonly #choices = new Map<number, Choice>();
  readonly #expected: number;
  readonly #head = new Latest(this.#budget);

  /** `expected`: how many choices were asked for. */
  constructor(expected: number) {
    this.#expected = expected;
  }

  add(chunk: unknown): void {
    const { id, model, usage, error, choices } = objectOf(chunk);
    note(this.#head, { id: stringOf(id), model: stringOf(model), usage, error });
    for (const choice of listOf(choices)) this.#addChoice(objectOf(choice));
  }

  reply(): Reply {
    const choices = [...this.#choices].toSorted(([a], [b]) => a - b);
    const reply = chatReply({
      ...this.#head.toObject(),
      choices: choices.map(([index, choice]) => whole(index, choice)),
    });
    const done = choices.length >= this.#expected && choices.every(([, { finish }]) => finish !== undefined);
    return { ...reply, isCut: this.#budget.isOver, state: done ? reply.state : 'unfinished' };
  }

  #addChoice(given: JsonObject): void {
    const { index, delta, text, finish_reason, logprobs: _, ...beside } = given;
    const choice = this.#choiceAt(typeof index === 'number' ? index : 0);
    if (choice === undefined) return;
    choice.finish = stringOf(finish_reason) ?? choice.finish;
    note(choice.beside, beside);
    const { tool_calls, content, ...others } = objectOf(delta);
    const said = content ?? text;
    if (typeof said === 'string') choice.text.add(said);
    else choice.message.add({ content_parts: said });
    choice.message.add(others);
    for (const call of listOf(tool_calls)) this.#addCall(choice.calls, objectOf(call));
  }

  /** Some servers number calls, some name them, and some send one whole call after the other. */
  #addCall(calls: Choice['calls'], call: JsonObject): void {
    const key = call['index'] ?? stringOf(call['id']) ?? [...calls.keys()].at(-1) ?? 0;
    const merged = calls.get(key) ?? this.#fresh(() => new Merged(this.#budget));
    if (merged === undefined) return;
    calls.set(key, merged);
    merged.add(call);
  }

  #choiceAt(index: number): Choice | undefined {
    const choice =
      this.#choices.get(index) ??
      this.#fresh(() => ({
        finish: undefined,
        text: new TextPieces(this.#budget),
        message: new Merged(this.#budget),
        calls: new Map(),
        beside: new Latest(this.#budget),
      }));
    if (choice !== undefined) this.#choices.set(index, choice);
    return choice;
  }

  #fresh<T>(make: () => T): T | undefined {
    return this.#budget.take(ENTRY) ? make() : undefined;
  }
}

function whole(index: number, { finish, text, message, calls, beside }: Choice): JsonObject {
  const tool_calls = [...calls.values()].map((call) => call.toObject());
  return {
    ...beside.toObject(),
    index,
    finish_reason: finish,
    message: { ...message.toObject(), content: String(text), tool_calls },
  };
}

function note(latest: Latest, said: JsonObject): void {
  for (const [name, value] of Object.entries(said)) if (!saysNothing(value)) latest.set(name, jsonOf(value));
}
