/** Learns weights from windows of texts: where the attack stands is an attack, what surrounds it is not. */
import { createHash } from 'node:crypto';
import {
  BUCKETS,
  Features,
  WORD_BUCKETS,
} from '../../services/core/detection/analysers/injection/features.ts';
import { type Model, WINDOWS, windowNorm } from '../../services/core/detection/analysers/injection/model.ts';
import { STRETCH, Tokens } from '../../services/core/detection/analysers/injection/tokens.ts';
import { Ftrl } from './ftrl.ts';
import { learnGate } from './learn-gate.ts';
import type { Random } from './random.ts';
import type { Sample } from './sample.ts';

const EPOCHS = 6;
/** Letter n-grams are many and say less each. */
const LETTER_VALUE = 0.2;
/** Tokens left out at random, so that no single word decides. */
const DROPPED = 0.4;
/** A collected jailbreak has windows that say nothing wrong. */
const UNMARKED = 0.5;
const HARMLESS_IMPORTANCE = 2;
/** Fewer tokens around an attack are no window of their own. */
const LEAST_AROUND = 12;

interface Window {
  from: number;
  to: number;
  label: 0 | 1;
  importance: number;
}

export function learn(samples: readonly Sample[], random: Random): Model {
  const scorer = new Ftrl(BUCKETS, {
    rate: 0.5,
    l1: 0.05,
    l2: 1,
  });
  const learner = new Learner(scorer, random);
  for (let epoch = 0; epoch < EPOCHS; epoch++)
    for (const sample of random.shuffle(samples)) learner.learn(sample);
  return toModel(scorer, learnGate(samples, random));
}

class Learner {
  readonly #scorer: Ftrl;
  readonly #random: Random;
  readonly #tokens = new Tokens();
  readonly #features = new Features();
  readonly #buckets = new Int32Array(6 * STRETCH);
  readonly #values = new Float64Array(6 * STRETCH);

  constructor(scorer: Ftrl, random: Random) {
    this.#scorer = scorer;
    this.#random = random;
  }

  #read(sample: Sample): void {
    const start = this.#random.below(Math.max(1, sample.text.length - STRETCH + 1));
    this.#tokens.read(sample.text, start, Math.min(sample.text.length, start + STRETCH));
    this.#features.read(this.#tokens);
  }

  learn(sample: Sample): void {
    this.#read(sample);
    if (this.#tokens.count === 0) return;
    for (const window of this.#windows(sample)) this.#learnWindow(window);
  }

  #windows(sample: Sample): Window[] {
    const { count } = this.#tokens;
    if (!sample.attack) {
      const windows = Math.min(5, 1 + Math.floor(count / 60));
      return Array.from({ length: windows }, () => this.#window(0, count, 0, HARMLESS_IMPORTANCE));
    }
    if (sample.span === undefined)
      return [this.#window(0, count, 1, UNMARKED), this.#window(0, count, 1, UNMARKED)];
    const [from, to] = this.#tokensIn(sample.span.start, sample.span.end);
    return [this.#around(from, to), ...this.#beside(from, to)];
  }

  /** A window of some size anywhere in [from, to). */
  #window(from: number, to: number, label: 0 | 1, importance: number): Window {
    const size = Math.min(to - from, this.#size());
    const start = from + this.#random.below(to - from - size + 1);
    return { from: start, to: start + size, label, importance };
  }

  /** A window that holds most of the attack, or an attack's part as long as the window. */
  #around(from: number, to: number): Window {
    const { count } = this.#tokens;
    const size = Math.min(count, this.#size());
    if (to - from >= size) return this.#window(from, to, 1, 1);
    const start = Math.max(0, Math.min(count - size, to - size + this.#random.below(size - (to - from) + 1)));
    return { from: start, to: start + size, label: 1, importance: 1 };
  }

  #beside(from: number, to: number): Window[] {
    const { count } = this.#tokens;
    return [
      ...(from >= LEAST_AROUND ? [this.#window(0, from, 0, 0.5)] : []),
      ...(count - to >= LEAST_AROUND ? [this.#window(to, count, 0, 0.5)] : []),
    ];
  }

  #size(): number {
    return this.#random.chance(0.15) ? Number.MAX_SAFE_INTEGER : this.#random.pick(WINDOWS);
  }

  #tokensIn(start: number, end: number): [number, number] {
    const { starts, ends, count } = this.#tokens;
    let from = 0;
    while (from < count - 1 && (ends[from] as number) <= start) from++;
    let to = from + 1;
    while (to < count && (starts[to] as number) < end) to++;
    return [from, to];
  }

  #learnWindow({ from, to, label, importance }: Window): void {
    const dropped = to - from > 4 ? DROPPED : 0;
    const value = 1 / windowNorm(to - from);
    let used = 0;
    for (let token = from; token < to; token++) {
      if (this.#random.chance(dropped)) continue;
      const end = this.#features.from[token + 1] as number;
      for (let at = this.#features.from[token] as number; at < end; at++) {
        const bucket = this.#features.buckets[at] as number;
        this.#buckets[used] = bucket;
        this.#values[used++] = bucket < WORD_BUCKETS ? value : value * LETTER_VALUE;
      }
    }
    this.#scorer.learn(this.#buckets, this.#values, used, label, importance);
  }
}

/** Eight bits a weight; how windows are combined is not learnt here. */
function toModel(scorer: Ftrl, gate: Float64Array): Model {
  const exact = Float64Array.from({ length: BUCKETS }, (_, bucket) => scorer.weight(bucket));
  const words = quantise(exact.subarray(0, WORD_BUCKETS));
  const letters = quantise(exact.subarray(WORD_BUCKETS));
  const gateWeights = quantise(gate);
  const weights = new Int8Array(BUCKETS);
  weights.set(words.bytes);
  weights.set(letters.bytes, WORD_BUCKETS);
  return {
    wordScale: words.scale,
    letterScale: letters.scale * LETTER_VALUE,
    bias: scorer.bias,
    gateThreshold: Number.NEGATIVE_INFINITY,
    slopes: WINDOWS.map(() => 1),
    offsets: WINDOWS.map(() => 0),
    threshold: 0,
    digest: createHash('sha256').update(weights).digest('hex').slice(0, 16),
    weights,
    gate: gateWeights.bytes,
  };
}

/** The few largest weights are cut, so that the many small ones keep their differences. */
function quantise(weights: Float64Array): { bytes: Int8Array; scale: number } {
  const sizes = weights.map(Math.abs).toSorted();
  const largest = sizes[Math.floor(sizes.length * 0.9995)] || 1;
  const scale = largest / 127;
  return {
    scale,
    bytes: Int8Array.from(weights, (weight) => Math.max(-127, Math.min(127, Math.round(weight / scale)))),
  };
}
