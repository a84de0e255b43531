/** Learns the gate's weights from the words that weigh most in each text: in attacks they shall reach it, in harmless texts not. */
import {
  eachWord,
  GATE_BUCKETS,
  GATE_WORDS,
} from '../../services/core/detection/analysers/injection/gate.ts';
import { Ftrl } from './ftrl.ts';
import type { Random } from './random.ts';
import type { Sample } from './sample.ts';

const EPOCHS = 4;
const VALUE = 0.35;
/** A text of so many words is read from a random place on. */
const MOST_WORDS = 400;

export function learnGate(samples: readonly Sample[], random: Random): Float64Array {
  const ftrl = new Ftrl(GATE_BUCKETS, { rate: 0.2, l1: 0.1, l2: 1 });
  const buckets = new Int32Array(2 * GATE_WORDS);
  const values = new Float64Array(2 * GATE_WORDS).fill(VALUE);
  for (let epoch = 0; epoch < EPOCHS; epoch++)
    for (const sample of random.shuffle(samples)) {
      const words = wordsOf(sample);
      const count = words.length / 2;
      if (count === 0) continue;
      const size = Math.min(GATE_WORDS, count);
      const heaviest = heaviestWindow(words, size, ftrl);
      const start = epoch === 0 || random.chance(0.3) ? random.below(count - size + 1) : heaviest;
      for (let index = 0; index < 2 * size; index++) buckets[index] = words[2 * start + index] as number;
      ftrl.learn(buckets, values, 2 * size, sample.attack ? 1 : 0, 1);
    }
  return Float64Array.from({ length: GATE_BUCKETS }, (_, bucket) => ftrl.weight(bucket));

  function wordsOf({ text, span }: Sample): number[] {
    const words: number[] = [];
    eachWord(text, (word, pair, at) => {
      if (span === undefined || (at >= span.start && at <= span.end)) words.push(word, pair);
    });
    const from = 2 * random.below(Math.max(1, words.length / 2 - MOST_WORDS));
    return words.slice(from, from + 2 * MOST_WORDS);
  }
}

function heaviestWindow(words: readonly number[], size: number, ftrl: Ftrl): number {
  const weights = words.map((bucket) => ftrl.weight(bucket));
  let sum = weights.slice(0, 2 * size).reduce((total, weight) => total + weight, 0);
  let highest = sum;
  let best = 0;
  for (let start = 1; start + size <= words.length / 2; start++) {
    for (const side of [0, 1])
      sum += (weights[2 * (start + size - 1) + side] as number) - (weights[2 * (start - 1) + side] as number);
    if (sum > highest) {
      highest = sum;
      best = start;
    }
  }
  return best;
}
