/**
 * The gate before the scorer: one weight a word and one a pair of words, summed over a few words. One pass in which a word is
 * only a rolling hash; where no sum is high enough the text is left alone, else only what lies around those words is scored.
 */
import { classOf, DIGIT, fold, IDEOGRAPH, LEET, LETTER, NOTHING } from './letters.ts';

export const GATE_BITS = 14;
export const GATE_BUCKETS = 1 << GATE_BITS;
/** Words that are summed. */
export const GATE_WORDS = 8;
/** Code units before and after what opened the gate that are scored. */
const AROUND = 700;
const PRIME = 0x01000193;
const SEED = 0x811c9dc5;
const MULTIPLIER = 0x2c1b3c6d;
const PASSED_OVER = 0xffff;

/** What an ASCII code unit is read as: nought separates. */
const ascii = Uint16Array.from({ length: 128 }, (_, unit) => readAs(unit));

/** Calls back with the buckets of each word and of the pair that it ends, and where it ends. */
export function eachWord(text: string, visit: (word: number, pair: number, at: number) => void): void {
  let hash = SEED;
  let before = 0;
  for (let at = 0; at <= text.length; at++) {
    const unit = at < text.length ? text.charCodeAt(at) : 32;
    const letter = unit < 128 ? (ascii[unit] as number) : readAs(unit);
    if (letter === PASSED_OVER) continue;
    if (letter !== 0) hash = Math.imul(hash ^ letter, PRIME);
    if (hash === SEED || (letter !== 0 && (unit < 0x2e80 || classOf(unit) !== IDEOGRAPH))) continue;
    const word = Math.imul(hash ^ (hash >>> 15), MULTIPLIER);
    visit(word >>> (32 - GATE_BITS), Math.imul((before * 3) ^ word, MULTIPLIER) >>> (32 - GATE_BITS), at);
    before = word;
    hash = SEED;
  }
}

export class Gate {
  readonly #weights: Int8Array;
  /** What the last few words weighed. */
  readonly #recent = new Int32Array(GATE_WORDS);

  constructor(weights: Int8Array) {
    this.#weights = weights;
  }

  /** Stretches that are worth scoring, as pairs of begin and end; empty for most texts. */
  stretches(text: string, threshold: number): number[] {
    const found: number[] = [];
    let end = Number.NEGATIVE_INFINITY;
    this.#sums(text, (sum, at) => {
      if (sum < threshold) return;
      if (at - AROUND > end) found.push(Math.max(0, at - AROUND), 0);
      end = Math.min(text.length, at + AROUND);
      found[found.length - 1] = end;
    });
    return found;
  }

  highest(text: string): number {
    let highest = Number.NEGATIVE_INFINITY;
    this.#sums(text, (sum) => {
      if (sum > highest) highest = sum;
    });
    return highest;
  }

  #sums(text: string, visit: (sum: number, at: number) => void): void {
    const weights = this.#weights;
    const recent = this.#recent.fill(0);
    let place = 0;
    let sum = 0;
    eachWord(text, (word, pair, at) => {
      const weight = (weights[word] as number) + (weights[pair] as number);
      sum += weight - (recent[place] as number);
      recent[place] = weight;
      place = (place + 1) % GATE_WORDS;
      visit(sum, at);
    });
  }
}

function readAs(unit: number): number {
  const kind = classOf(unit);
  if (kind === NOTHING) return PASSED_OVER;
  if (unit === 64) return 97;
  if (kind === DIGIT) return LEET[fold(unit) - 48] as number;
  return kind === LETTER || kind === IDEOGRAPH ? fold(unit) : 0;
}
