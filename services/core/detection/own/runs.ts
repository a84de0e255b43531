/** Every run of five words of a text, with what stands around it: what fingerprints are made of and looked for by. */
import { eachWord } from './words.ts';

/** Words in a run that is hashed. */
export const RUN = 5;
/** Neighbours on each side that a run tells of. */
export const REACH = 3;
const SPAN = RUN + 2 * REACH;
/** A neighbour is told by so many bits of its hash; 0: there is none. */
const NEIGHBOUR_BITS = 10;
const NEIGHBOUR_MASK = (1 << NEIGHBOUR_BITS) - 1;

/** One object for all runs of a text: what is to be kept of it must be copied. */
export interface Run {
  /** Of the run's first word in the text, from 0. */
  index: number;
  low: number;
  high: number;
  /** The three words before and after it, the nearest in the lowest bits. */
  before: number;
  after: number;
  /** Where the text begins that reaches so many words further to the left. */
  startOf(wordsBefore: number): number;
  /** Where the text ends that reaches so many words further to the right. */
  endOf(wordsAfter: number): number;
}

/** Returns how many words the text has. */
export function eachRun(text: string, visit: (run: Run) => void): number {
  const lows = new Int32Array(SPAN);
  const highs = new Int32Array(SPAN);
  const starts = new Int32Array(SPAN);
  const ends = new Int32Array(SPAN);
  let pushed = 0;
  let words = 0;
  const place = (word: number) => word % SPAN;
  const run: Run = {
    index: 0,
    low: 0,
    high: 0,
    before: 0,
    after: 0,
    startOf: (wordsBefore) => starts[place(run.index - wordsBefore)] as number,
    endOf: (wordsAfter) => ends[place(run.index + RUN - 1 + wordsAfter)] as number,
  };

  eachWord(text, (start, end, low, high) => {
    words += 1;
    push(start, end, low, high);
  });
  for (let none = 0; none < REACH; none++) push(text.length, text.length, 0, 0);
  return words;

  function push(start: number, end: number, low: number, high: number): void {
    const at = place(pushed);
    starts[at] = start;
    ends[at] = end;
    lows[at] = low;
    highs[at] = high;
    pushed += 1;
    if (pushed < RUN + REACH) return;
    run.index = pushed - RUN - REACH;
    hashRun();
    run.before = neighbours(run.index - 1, -1);
    run.after = neighbours(run.index + RUN, 1);
    visit(run);
  }

  function hashRun(): void {
    let low = 0;
    let high = 0;
    for (let word = run.index; word < run.index + RUN; word++) {
      low = Math.imul((low << 5) ^ (low >>> 27) ^ (lows[place(word)] as number), 0x9e3779b1 | 0);
      high = Math.imul((high << 7) ^ (high >>> 25) ^ (highs[place(word)] as number), 0xc2b2ae35 | 0);
    }
    run.low = low ^ (low >>> 16);
    run.high = high ^ (high >>> 15);
  }

  function neighbours(first: number, step: 1 | -1): number {
    let told = 0;
    for (let index = 0; index < REACH; index++) {
      const word = first + index * step;
      const exists = word >= 0 && word < words;
      const bits = exists ? 1 + (((highs[place(word)] as number) >>> 1) % NEIGHBOUR_MASK) : 0;
      told |= bits << (index * NEIGHBOUR_BITS);
    }
    return told;
  }
}

/** How many neighbours are the same, from the nearest on. */
export function sameNeighbours(one: number, other: number): number {
  for (let index = 0; index < REACH; index++) {
    const shift = index * NEIGHBOUR_BITS;
    const bits = (one >>> shift) & NEIGHBOUR_MASK;
    if (bits === 0 || bits !== ((other >>> shift) & NEIGHBOUR_MASK)) return index;
  }
  return REACH;
}
