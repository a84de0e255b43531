/** Scores a text with a model: gate, weights of every token, the best window of each size, the phrases that weighed most. */
import { Features, WORD_BUCKETS } from './features.ts';
import { combined, GATE_WINDOW, type Model, WINDOWS, windowNorm } from './model.ts';
import { type Phrase, Phrases } from './phrases.ts';
import { STRETCH, Tokens } from './tokens.ts';

/** A stretch begins so far before the end of the last one, so that no sentence is cut in both. */
const OVERLAP = 640;
/** Fewer tokens say nothing. */
export const LEAST_TOKENS = 3;
/** Windows begin at every fourth token. */
const STRIDE = 4;

export interface Score {
  /** Best window of each size. */
  best: Float64Array;
  /** Log-odds that the text is an attack, as likely as not beforehand. */
  logOdds: number;
  /** At most MOST_PHRASES, the heaviest first. */
  phrases: readonly Phrase[];
}

/** Holds scratch memory: one serves a process, as scoring never yields. */
export class Scorer {
  readonly #model: Model;
  readonly #tokens = new Tokens();
  readonly #features = new Features();
  /** Sum of the scores of the tokens before each. */
  readonly #sums = new Float64Array(STRETCH + 2);

  constructor(model: Model) {
    this.#model = model;
  }

  /** Null where the text has too few words or the gate finds nothing to look at. */
  score(text: string): Score | null {
    const best = new Float64Array(WINDOWS.length).fill(Number.NEGATIVE_INFINITY);
    const phrases = new Phrases();
    for (let start = 0; start < text.length; ) {
      const end = Math.min(text.length, start + STRETCH);
      this.#tokens.read(text, start, end);
      this.#features.hash(this.#tokens);
      if (this.#highestGate(this.#model.gateThreshold) >= this.#model.gateThreshold) {
        this.#weigh();
        this.#raise(best);
        phrases.collect(this.#tokens, this.#sums);
      }
      start = end === text.length ? end : end - OVERLAP;
    }
    if (best[0] === Number.NEGATIVE_INFINITY) return null;
    const { slopes, offsets } = this.#model;
    return { best, logOdds: combined(best, slopes, offsets), phrases: phrases.heaviest };
  }

  /** Highest sum of the gate's weights over its windows: what `gateThreshold` is compared with. */
  gateSum(text: string): number {
    let highest = Number.NEGATIVE_INFINITY;
    for (let start = 0; start < text.length; start += STRETCH - OVERLAP) {
      this.#tokens.read(text, start, Math.min(text.length, start + STRETCH));
      this.#features.hash(this.#tokens);
      highest = Math.max(highest, this.#highestGate(Number.POSITIVE_INFINITY));
    }
    return highest;
  }

  /** Stops where `enough` is reached. */
  #highestGate(enough: number): number {
    const { count } = this.#tokens;
    let highest = Number.NEGATIVE_INFINITY;
    if (count < LEAST_TOKENS) return highest;
    let sum = 0;
    for (let token = 0; token < count && highest < enough; token++) {
      sum += this.#gateWeight(token);
      if (token >= GATE_WINDOW) sum -= this.#gateWeight(token - GATE_WINDOW);
      if (sum > highest) highest = sum;
    }
    return highest;
  }

  #gateWeight(token: number): number {
    if (this.#features.repeated[token] === 1) return 0;
    return this.#model.gate[this.#features.gateBucket(token)] as number;
  }

  #weigh(): void {
    const { weights, wordScale, letterScale } = this.#model;
    const { buckets, from } = this.#features;
    this.#features.read(this.#tokens);
    let total = 0;
    this.#sums[0] = 0;
    for (let token = 0; token < this.#tokens.count; token++) {
      let words = 0;
      let letters = 0;
      const end = from[token + 1] as number;
      for (let at = from[token] as number; at < end; at++) {
        const bucket = buckets[at] as number;
        if (bucket < WORD_BUCKETS) words += weights[bucket] as number;
        else letters += weights[bucket] as number;
      }
      total += words * wordScale + letters * letterScale;
      this.#sums[token + 1] = total;
    }
  }

  #raise(best: Float64Array): void {
    const { count } = this.#tokens;
    for (let size = 0; size < WINDOWS.length; size++) {
      const length = Math.min(WINDOWS[size] as number, count);
      const norm = windowNorm(length);
      let highest = Number.NEGATIVE_INFINITY;
      for (let end = length; end <= count; end = end === count ? end + 1 : Math.min(count, end + STRIDE))
        highest = Math.max(highest, (this.#sums[end] as number) - (this.#sums[end - length] as number));
      best[size] = Math.max(best[size] as number, this.#model.bias + highest / norm);
    }
  }
}
