/** The phrases of a text that weighed most: runs of tokens whose weights add up to the most, apart from each other. */
import type { Tokens } from './tokens.ts';

export const MOST_PHRASES = 3;
/** A phrase is a sentence or two, not a page. */
const LONGEST = 48;
/** Share of the heaviest phrase's weight that another must have. */
const LEAST_SHARE = 0.4;
/** What a token must weigh to make a phrase heavier. */
const COST = 0.15;

export interface Phrase {
  start: number;
  end: number;
  weight: number;
}

export class Phrases {
  readonly #kept: Phrase[] = [];

  /** The heaviest first; what weighs next to nothing beside it is left out. */
  get heaviest(): readonly Phrase[] {
    const least = LEAST_SHARE * (this.#kept[0]?.weight ?? 0);
    return this.#kept.filter(({ weight }) => weight >= least);
  }

  /** `sums[t]`: what the tokens before t weigh together. */
  collect(tokens: Tokens, sums: Float64Array): void {
    let first = 0;
    let weight = 0;
    let top = 0;
    let last = -1;
    for (let token = 0; token < tokens.count; token++) {
      weight += (sums[token + 1] as number) - (sums[token] as number) - COST;
      if (weight > top) {
        top = weight;
        last = token;
      }
      if (weight > 0 && token - first < LONGEST) continue;
      if (last >= first) this.#keep(tokens, first, last, top);
      first = token + 1;
      weight = 0;
      top = 0;
    }
    if (last >= first) this.#keep(tokens, first, last, top);
  }

  #keep(tokens: Tokens, first: number, last: number, weight: number): void {
    const lightest = this.#kept.at(-1);
    if (this.#kept.length === MOST_PHRASES && weight <= (lightest?.weight ?? 0)) return;
    const start = tokens.starts[first] as number;
    const end = tokens.ends[last] as number;
    if (this.#kept.some((phrase) => phrase.start < end && start < phrase.end)) return;
    this.#kept.push({ start, end, weight });
    this.#kept.sort((a, b) => b.weight - a.weight);
    if (this.#kept.length > MOST_PHRASES) this.#kept.pop();
  }
}
