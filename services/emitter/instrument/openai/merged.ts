/** An object that comes in pieces: its texts grow, its lists get longer, the rest of it is replaced. */
import { type Budget, ENTRY } from './budget.ts';
import { isObject, type JsonObject, saysNothing } from './json.ts';
import { TextPieces } from './text-pieces.ts';

/** Not sent piece by piece, but anew: the last one counts. */
const WHOLE: ReadonlySet<string> = new Set(['id', 'type', 'name', 'role', 'index', 'format']);

type Value = TextPieces | Merged | unknown[] | string | number | boolean;

export class Merged {
  readonly #budget: Budget;
  readonly #values = new Map<string, Value>();

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  add(given: JsonObject): void {
    for (const [key, value] of Object.entries(given)) {
      if (!saysNothing(value) && this.#hasRoomFor(key)) this.#values.set(key, this.#grown(key, value));
    }
  }

  toObject(): JsonObject {
    const entries = [...this.#values].map(([key, value]) => {
      if (value instanceof TextPieces) return [key, String(value)];
      return [key, value instanceof Merged ? value.toObject() : value];
    });
    return Object.fromEntries(entries) as JsonObject;
  }

  #hasRoomFor(key: string): boolean {
    if (this.#values.has(key)) return true;
    return this.#budget.take(ENTRY + key.length);
  }

  #grown(key: string, value: unknown): Value {
    const known = this.#values.get(key);
    if (typeof value === 'string' && !WHOLE.has(key)) return this.#grownText(known, value);
    if (Array.isArray(value)) return this.#grownList(known, value);
    if (typeof value === 'string') return this.#replaced(known, value);
    if (!isObject(value)) return value as number | boolean;
    const inner = known instanceof Merged ? known : new Merged(this.#budget);
    inner.add(value);
    return inner;
  }

  #replaced(known: Value | undefined, text: string): Value {
    const before = typeof known === 'string' ? known : '';
    return text.length <= before.length || this.#budget.take(text.length - before.length) ? text : before;
  }

  #grownText(known: Value | undefined, piece: string): TextPieces {
    const pieces = known instanceof TextPieces ? known : new TextPieces(this.#budget);
    pieces.add(piece);
    return pieces;
  }

  #grownList(known: Value | undefined, items: readonly unknown[]): unknown[] {
    const list = Array.isArray(known) ? known : [];
    const json = JSON.stringify(items);
    if (this.#budget.take(json.length)) list.push(...(JSON.parse(json) as unknown[]));
    return list;
  }
}
