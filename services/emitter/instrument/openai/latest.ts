import { type Budget, ENTRY } from './budget.ts';
import type { JsonObject } from './json.ts';

/** What comes again and again, whole each time, such as ever sharper images or a filter's verdict: the last of each name counts. */
export class Latest {
  readonly #budget: Budget;
  readonly #json = new Map<string, string>();

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  /** Units that it holds. */
  get size(): number {
    let size = 0;
    for (const [name, json] of this.#json) size += ENTRY + name.length + json.length;
    return size;
  }

  set(name: string, json: string): void {
    const known = this.#json.get(name);
    const grown = known === undefined ? ENTRY + name.length + json.length : json.length - known.length;
    if (grown > 0 ? this.#budget.take(grown) : !this.#budget.isOver) this.#json.set(name, json);
    if (grown < 0 && !this.#budget.isOver) this.#budget.giveBack(-grown);
  }

  /** As they came, in JSON. */
  get texts(): [name: string, json: string][] {
    return [...this.#json];
  }

  toObject(): JsonObject {
    return Object.fromEntries(this.texts.map(([name, json]) => [name, JSON.parse(json) as unknown]));
  }
}
