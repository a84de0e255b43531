/** An item of a streamed response of which not everything has come: what it began with, and the pieces by the kind of event. */
import { type Budget, ENTRY } from './budget.ts';
import type { OutputChoice } from './dialect.ts';
import { isObject, type JsonObject, jsonOf, objectOf, saysNothing, textOf } from './json.ts';
import { Latest } from './latest.ts';
import { choicesOfItem } from './responses-reply.ts';
import { TextPieces } from './text-pieces.ts';

const TEXT = 'response.output_text.delta';
const GIVEN: Record<string, string> = {
  'response.function_call_arguments.delta': 'arguments',
  'response.custom_tool_call_input.delta': 'input',
};
const BOOKKEEPING = /^(?:type|sequence_number|item_id|output_index|obfuscation|logprobs|.*_index)$/;
/** Parts begin empty, and what is done has come in pieces. */
const EMPTY = /(?:_part\.added|\.done)$/;

export class UnfinishedItem {
  readonly #budget: Budget;
  readonly #begun: Latest;
  readonly #texts = new Map<unknown, TextPieces>();
  readonly #given = new Map<string, TextPieces>();
  readonly #others = new Map<string, TextPieces>();
  readonly #latest: Latest;
  #size = 0;

  constructor(budget: Budget) {
    this.#budget = budget;
    this.#begun = new Latest(budget);
    this.#latest = new Latest(budget);
  }

  /** Units that it holds. */
  get size(): number {
    const pieces = [...this.#texts.values(), ...this.#given.values(), ...this.#others.values()];
    const held = pieces.reduce((sum, { size }) => sum + size, this.#size);
    return held + this.#begun.size + this.#latest.size;
  }

  add(event: JsonObject): void {
    const { type, item, delta, content_index } = event;
    const kind = String(type);
    if (kind === 'response.output_item.added') this.#begun.set('item', isObject(item) ? jsonOf(item) : '{}');
    else if (typeof delta !== 'string') this.#addOther(kind, event);
    else if (kind === TEXT) this.#pieces(this.#texts, content_index ?? 0)?.add(delta);
    else if (GIVEN[kind] !== undefined) this.#pieces(this.#given, GIVEN[kind])?.add(delta);
    else this.#pieces(this.#others, keyOf(event))?.add(delta);
  }

  choices(index: number): OutputChoice[] {
    const texts = [...this.#texts].map(([, text]) => ({ index, content: String(text) }));
    const given = Object.fromEntries([...this.#given].map(([field, text]) => [field, String(text)]));
    const pieces = [...this.#others].map(([key, value]) => [key, String(value)] as const);
    const others = Object.fromEntries([...pieces, ...this.#latest.texts]);
    const item = { ...objectOf(this.#begun.toObject()['item']), ...given };
    const begun = Object.keys(item).length === 0 ? [] : choicesOfItem(item, index);
    const rest =
      Object.keys(others).length === 0
        ? []
        : [{ index, media_type: 'application/json', content: jsonOf(others) }];
    return [...begun, ...texts, ...rest];
  }

  /** Of events that come again and again, such as ever sharper images, the last. */
  #addOther(kind: string, event: JsonObject): void {
    const said = Object.entries(event).filter(
      ([key, value]) => !BOOKKEEPING.test(key) && !saysNothing(value),
    );
    if (EMPTY.test(kind) || said.length === 0) return;
    this.#latest.set(keyOf(event), jsonOf(Object.fromEntries(said)));
  }

  #pieces<K>(of: Map<K, TextPieces>, key: K): TextPieces | undefined {
    const known = of.get(key);
    if (known !== undefined) return known;
    const units = ENTRY + textOf(key).length;
    if (!this.#budget.take(units)) return undefined;
    this.#size += units;
    const fresh = new TextPieces(this.#budget);
    of.set(key, fresh);
    return fresh;
  }
}

/** The kind of event, and which part of the item it is about. */
function keyOf(event: JsonObject): string {
  const { type, content_index, summary_index, annotation_index, command_index } = event;
  const part = content_index ?? summary_index ?? command_index;
  return [type, part, annotation_index].flatMap((one) => (one === undefined ? [] : [textOf(one)])).join('/');
}
