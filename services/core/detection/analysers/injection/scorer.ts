/** Scores a text with a model: gate, weights of every token, the best window of each size, the phrases that weighed most. */
import { Features, WORD_BUCKETS } from './features.ts';
import { Gate } from './gate.ts';
import { combined, type Model, WINDOWS, windowNorm } from './model.ts';
import { type Phrase, Phrases } from './phrases.ts';
import { STRETCH, Tokens } from './tokens.ts';

/** A stretch begins so far before the end of the last one, so that no sentence is cut in both. */
const OVERLAP = 640;
/** Code units of one text that are scored at most, the first ones: a text of which the gate lets more through is no document. */
const MOST_SCORED = 131_072;
/** Fewer tokens say nothing. */
const LEAST_TOKENS = 3;
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
  readonly #gate: Gate;
  readonly #tokens = new Tokens();
  readonly #features = new Features();
  /** Sum of the scores of the tokens before each. */
  readonly #sums = new Float64Array(STRETCH + 2);

  constructor(model: Model) {
    this.#model = model;
    this.#gate = new Gate(model.gate);
  }

  /** Null where the gate finds nothing to look at or there are too few words. */
  score(text: string): Score | null {
    const stretches = this.#gate.stretches(text, this.#model.gateThreshold);
    if (stretches.length === 0) return null;
    const best = new Float64Array(WINDOWS.length).fill(Number.NEGATIVE_INFINITY);
    const phrases = new Phrases();
    let room = MOST_SCORED;
    for (let index = 0; index < stretches.length && room > 0; index += 2) {
      const from = stretches[index] as number;
      const to = Math.min(stretches[index + 1] as number, from + room);
      this.#scoreStretch(text, from, to, best, phrases);
      room -= to - from;
    }
    if (best[0] === Number.NEGATIVE_INFINITY) return null;
    const { slopes, offsets } = this.#model;
    return { best, logOdds: combined(best, text.length, slopes, offsets), phrases: phrases.heaviest };
  }

  #scoreStretch(text: string, from: number, to: number, best: Float64Array, phrases: Phrases): void {
    for (let start = from; start < to; ) {
      const end = Math.min(to, start + STRETCH);
      this.#tokens.read(text, start, end);
      if (this.#tokens.count >= LEAST_TOKENS) {
        this.#weigh();
        this.#raise(best);
        phrases.collect(this.#tokens, this.#sums);
      }
      start = end === to ? end : end - OVERLAP;
    }
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
