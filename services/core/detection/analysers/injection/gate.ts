/**
 * The gate before the scorer: one weight a word and one a pair of words, in a sum that fades. One pass in which a word is only a rolling
 * hash; where the sum is never high enough the text is left alone, else only what lies around those words is scored.
 */
import { GateWords } from './gate-words.ts';

export const GATE_BITS = 16;
export const GATE_BUCKETS = 1 << GATE_BITS;
/** With every word the sum of those before fades by one part in 2³: a few words count, however long the text. */
const FADING = 3;
/** Code units before and after what opened the gate that are scored. */
const AROUND = 400;
const MULTIPLIER = 0x2c1b3c6d;
/** Below any sum of weights. */
const LEAST_SUM = -(256 << (FADING + 1));

export function wordBucket(word: number): number {
  return word >>> (32 - GATE_BITS);
}

export function pairBucket(before: number, word: number): number {
  return Math.imul((before * 3) ^ word, MULTIPLIER) >>> (32 - GATE_BITS);
}

/** Holds scratch memory: one serves a process. */
export class Gate {
  readonly #weights: Int8Array;
  readonly #words = new GateWords();

  constructor(weights: Int8Array) {
    this.#weights = weights;
  }

  /** Stretches that are worth scoring, as pairs of begin and end; empty for most texts. */
  stretches(text: string, threshold: number): number[] {
    const found: number[] = [];
    const weights = this.#weights;
    const words = this.#words;
    const { hashes, ends } = words;
    const length = text.length;
    let before = 0;
    let sum = 0;
    words.begin(text);
    while (words.next()) {
      const count = words.count;
      for (let index = 0; index < count; index++) {
        const word = hashes[index] as number;
        const weight = (weights[wordBucket(word)] as number) + (weights[pairBucket(before, word)] as number);
        sum = (sum - (sum >> FADING) + weight) | 0;
        before = word;
        if (sum >= threshold) addStretch(found, ends[index] as number, length);
      }
    }
    return found;
  }

  /** The highest threshold that lets the text through. */
  highest(text: string): number {
    let low = LEAST_SUM;
    let high = -LEAST_SUM;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.stretches(text, middle).length > 0) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function addStretch(found: number[], at: number, length: number): void {
  const end = Math.min(length, at + AROUND);
  if (found.length > 0 && at - AROUND <= (found.at(-1) as number)) found[found.length - 1] = end;
  else found.push(Math.max(0, at - AROUND), end);
}
