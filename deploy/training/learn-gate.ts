/** Learns the gate's weights from the words that weigh most in each text: in attacks they shall reach it, in harmless texts not. */
import {
  GATE_BUCKETS,
  pairBucket,
  wordBucket,
} from '../../services/core/detection/analysers/injection/gate.ts';
import { GateWords } from '../../services/core/detection/analysers/injection/gate-words.ts';
import { Ftrl } from './ftrl.ts';
import type { Random } from './random.ts';
import type { Sample } from './sample.ts';

const EPOCHS = 4;
/** Words that are learnt from at a time: what counts in a sum that fades. */
const WINDOW = 16;
const HARMLESS_IMPORTANCE = 3;
const VALUE = 0.35;
/** Left out at random, so that no single word decides. */
const DROPPED = 0.1;
/** A text of so many words is read from a random place on. */
const MOST_WORDS = 400;

export function learnGate(samples: readonly Sample[], random: Random): Float64Array {
  const ftrl = new Ftrl(GATE_BUCKETS, { rate: 0.2, l1: 0.1, l2: 1 });
  const reader = new GateWords();
  const buckets = new Int32Array(2 * WINDOW);
  const values = new Float64Array(2 * WINDOW).fill(VALUE);
  for (let epoch = 0; epoch < EPOCHS; epoch++)
    for (const sample of random.shuffle(samples)) {
      const words = wordsOf(sample);
      const count = words.length / 2;
      if (count === 0) continue;
      const size = Math.min(WINDOW, count);
      const heaviest = heaviestWindow(words, size, ftrl);
      const start = epoch === 0 || random.chance(0.3) ? random.below(count - size + 1) : heaviest;
      let used = 0;
      for (let index = 0; index < 2 * size; index++)
        if (!random.chance(DROPPED)) buckets[used++] = words[2 * start + index] as number;
      ftrl.learn(buckets, values, used, sample.attack ? 1 : 0, sample.attack ? 1 : HARMLESS_IMPORTANCE);
    }
  return Float64Array.from({ length: GATE_BUCKETS }, (_, bucket) => ftrl.weight(bucket));

  function wordsOf({ text, span }: Sample): number[] {
    const words: number[] = [];
    let before = 0;
    reader.begin(text);
    while (reader.next())
      for (let index = 0; index < reader.count; index++) {
        const [word, at] = [reader.hashes[index] as number, reader.ends[index] as number];
        if (span === undefined || (at >= span.start && at <= span.end))
          words.push(wordBucket(word), pairBucket(before, word));
        before = word;
      }
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
