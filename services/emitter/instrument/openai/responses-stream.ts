/**
 * Puts the events of a streamed response together. Its last event has all of it; until then, and when it never comes, the items
 * that are done count as they are, and of those that are not: what they began with and the pieces that came.
 */
import { MAX_RECORD_BYTES } from '../../../core/events/codec.ts';
import { Budget, ENTRY } from './budget.ts';
import type { Accumulator, OutputChoice, Reply } from './dialect.ts';
import { isObject, type JsonObject, jsonOf, objectOf, saysNothing } from './json.ts';
import { providerError } from './plain-reply.ts';
import { choicesOfItem, replyOf, responsesReply } from './responses-reply.ts';
import { TextPieces } from './text-pieces.ts';
import { UnfinishedItem } from './unfinished-item.ts';

const LAST: ReadonlySet<unknown> = new Set([
  'response.completed',
  'response.incomplete',
  'response.failed',
  'response.cancelled',
]);

export class ResponsesAccumulator implements Accumulator {
  readonly #budget = new Budget(MAX_RECORD_BYTES);
  readonly #done = new Map<number, OutputChoice[]>();
  readonly #unfinished = new Map<number, UnfinishedItem>();
  /** Pieces of no item, such as audio. */
  readonly #loose = new Map<string, TextPieces>();
  #response: JsonObject = {};
  #last: Reply | undefined;
  #error: Reply['error'];

  add(event: unknown): void {
    const given = objectOf(event);
    const { type, response, item, output_index } = given;
    if (isObject(response)) this.#heard(type, response);
    if (type === 'error')
      this.#error = providerError(isObject(given['error']) ? given['error'] : { ...given, type: undefined });
    else if (typeof output_index === 'number') this.#addToItem(output_index, type, item, given);
    else if (typeof given['delta'] === 'string') this.#addLoose(String(type), given['delta']);
  }

  reply(): Reply {
    const choices = this.#choices();
    const last = this.#last;
    const isCut = this.#budget.isOver;
    if (last !== undefined) return last.choices.length === 0 ? { ...last, choices, isCut } : last;
    const reply = replyOf({ ...this.#response, status: undefined }, choices);
    return { ...reply, error: this.#error ?? reply.error, state: 'unfinished' };
  }

  /** Only what is no output is kept of a response that is on its way. */
  #heard(type: unknown, response: JsonObject): void {
    if (LAST.has(type)) this.#last = this.#final(response);
    const { id, model, usage } = response;
    const said = Object.entries({ id, model, ...(isObject(usage) && { usage: { ...usage } }) }).filter(
      ([, value]) => !saysNothing(value),
    );
    this.#response = { ...this.#response, ...Object.fromEntries(said) };
  }

  #final(response: JsonObject): Reply {
    return Array.isArray(response['output']) ? responsesReply(response) : replyOf(response, []);
  }

  #addToItem(index: number, type: unknown, item: unknown, event: JsonObject): void {
    if (type === 'response.output_item.done') {
      this.#finish(index, choicesOfItem(item, index));
      return;
    }
    if (this.#done.has(index)) return;
    const unfinished = this.#unfinished.get(index) ?? this.#fresh(() => new UnfinishedItem(this.#budget));
    if (unfinished === undefined) return;
    this.#unfinished.set(index, unfinished);
    unfinished.add(event);
  }

  /** In place of its pieces. */
  #finish(index: number, choices: OutputChoice[]): void {
    this.#budget.giveBack(this.#unfinished.get(index)?.size ?? 0);
    if (!this.#budget.take(ENTRY + jsonOf(choices).length)) return;
    this.#unfinished.delete(index);
    this.#done.set(index, choices);
  }

  #fresh<T>(make: () => T, name = ''): T | undefined {
    return this.#budget.take(ENTRY + name.length) ? make() : undefined;
  }

  #addLoose(type: string, delta: string): void {
    const pieces = this.#loose.get(type) ?? this.#fresh(() => new TextPieces(this.#budget), type);
    if (pieces === undefined) return;
    pieces.add(delta);
    this.#loose.set(type, pieces);
  }

  #choices(): OutputChoice[] {
    const unfinished = [...this.#unfinished].map(([index, item]) => [index, item.choices(index)] as const);
    const items = [...this.#done, ...unfinished].toSorted(([a], [b]) => a - b);
    const loose = [...this.#loose].map(([type, pieces]) => [type, String(pieces)]);
    if (loose.length === 0) return items.flatMap(([, choices]) => choices);
    const json = JSON.stringify(Object.fromEntries(loose));
    return [...items.flatMap(([, choices]) => choices), { media_type: 'application/json', content: json }];
  }
}
