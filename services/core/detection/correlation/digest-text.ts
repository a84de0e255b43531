/**
 * What is distinctive in a text, as hashes: values (e-mail addresses, ids, numbers) and runs of some eight words. Words alone, dates and
 * round numbers are not. One pass over the bytes, which stops only where a value may be or a run begins; no text is kept.
 */
import { isDistinctive, type Seed, valueEnd, valueHash, valueStart } from './values.ts';

/** The values in order of their hashes; of the runs those that rank first by another hash, the same ones of the same text everywhere. */
export interface Digest {
  values: Float64Array;
  runs: Int32Array;
}
export interface Most {
  values: number;
  runs: number;
}

/** What is kept of a tool's result, and of what a call sends out. */
export const OF_RESULT: Most = { values: 128, runs: 12 };
export const OF_SENT: Most = { values: 64, runs: 8 };
/** Read of one text. */
const LONGEST_TEXT = 16 * 1024;
const LEAST_VALUE = 8;
/** Of a run, bytes; in it letters and digits, and other bytes. */
const RUN = 48;
/** Of these its rank is made. */
const RANKED = 12;
const LEAST_LETTERS = 30;
const LEAST_BREAKS = 4;
const PRIME_A = 0x01000193;
const PRIME_B = 0x5bd1e995;

/** Where to stop: at values; where runs begin, which is at some letters, in short texts at some more. The same ones on both sides. */
const OF_VALUES = 1;
const RARE = 2;
const LESS_RARE = 4;
/** Added to the ranks of what begins at the latter, so that a short text keeps the same ones as a long one first. */
const BEHIND = 2 ** 31;
const SHORT_TEXT = 512;
const STOPS = new Uint8Array(256);
for (const [kind, letters] of [
  [OF_VALUES, '0123456789@'],
  // Of two bytes of UTF-8 the second one, of three any but the first.
  [RARE, 'kvKV\u00b6\u008e'],
  [LESS_RARE, 'bpBP\u00b1\u008c'],
] as const)
  for (const letter of letters) STOPS[letter.charCodeAt(0)] = kind;

const NO_VALUES = new Float64Array(0);

/** How a byte reads in a run: in lower case, and all between words alike; above it 1 for letters and digits. */
const LETTER = 1 << 8;
const OF_BREAK = 32;
const OF_QUOTE = 34;
const IN_RUN = new Uint16Array(256).fill(OF_BREAK);
for (let byte = 0; byte < 256; byte += 1)
  if (byte >= 128 || /[a-z0-9]/i.test(String.fromCharCode(byte)))
    IN_RUN[byte] = LETTER | (byte >= 65 && byte <= 90 ? byte + 32 : byte);
/** Runs are of one string: names and values side by side in JSON are none. */
IN_RUN[OF_QUOTE] = OF_QUOTE;

/** Takes one text after another; gives what is distinctive in them. */
export class TextDigest {
  readonly #seed: Seed;
  readonly #most: Most;
  readonly #values: number[] = [];
  /** Of the runs with the lowest ranks: a hash of how they begin. */
  readonly #ranks: number[] = [];
  readonly #runs: number[] = [];
  /** Only a run that ranks below it is taken. */
  #worst = 2 ** 32;

  constructor(seed: Seed, most: Most) {
    this.#seed = seed;
    this.#most = most;
  }

  read(bytes: Uint8Array): void {
    const size = Math.min(bytes.length, LONGEST_TEXT);
    const stops = size <= SHORT_TEXT ? OF_VALUES | RARE | LESS_RARE : OF_VALUES | RARE;
    const last = size - 4;
    let valuesFrom = 0;
    let runsFrom = 0;
    for (let at = 0; at < size; at += 1) {
      while (at < last && (fourStops(bytes, at) & stops) === 0) at += 4;
      const stop = (STOPS[bytes[at] as number] as number) & stops;
      if (stop === 0) continue;
      if (stop !== OF_VALUES) {
        if (at >= runsFrom) runsFrom = this.#readRun(bytes, at, size, stop === RARE ? 0 : BEHIND);
      } else {
        valuesFrom = this.#readValue(bytes, at, valuesFrom, size);
        at = valuesFrom - 1;
      }
    }
  }

  /** Null when there is nothing. */
  end(): Digest | null {
    if (this.#values.length === 0 && this.#runs.length === 0) return null;
    const values = this.#values.length === 0 ? NO_VALUES : new Float64Array(this.#values).sort();
    return { values, runs: new Int32Array(this.#runs) };
  }

  /** Around the digit or the @ there; returns where to go on. */
  #readValue(bytes: Uint8Array, at: number, from: number, size: number): number {
    const start = valueStart(bytes, at, from);
    if (start > at) return start;
    const end = valueEnd(bytes, at, size);
    if (end - start >= LEAST_VALUE && this.#values.length < this.#most.values)
      if (isDistinctive(bytes, start, end)) this.#values.push(valueHash(bytes, start, end, this.#seed));
    return Math.max(end, at + 1);
  }

  /** Returns where the next one may begin. */
  #readRun(bytes: Uint8Array, from: number, size: number, behind: number): number {
    if (from + RUN > size) return size;
    let rank = this.#seed.b;
    let at = from;
    for (; at < from + RANKED; at += 1) {
      const reading = IN_RUN[bytes[at] as number] as number;
      if (reading === OF_QUOTE) return at;
      rank = Math.imul(rank ^ reading, PRIME_B);
    }
    rank = ((rank ^ (rank >>> 15)) >>> 1) + behind;
    if (rank >= this.#worst) return 0;
    let letters = 0;
    let hash = this.#seed.a;
    for (at = from; at < from + RUN; at += 1) {
      const reading = IN_RUN[bytes[at] as number] as number;
      if (reading === OF_QUOTE) return at;
      letters += reading >>> 8;
      hash = Math.imul(hash ^ reading, PRIME_A);
    }
    if (letters >= LEAST_LETTERS && letters <= RUN - LEAST_BREAKS) this.#keepRun(hash, rank);
    return 0;
  }

  #keepRun(hash: number, rank: number): void {
    const [ranks, runs, most] = [this.#ranks, this.#runs, this.#most.runs];
    if (runs.includes(hash)) return;
    let at = Math.min(ranks.length, most - 1);
    for (; at > 0 && (ranks[at - 1] as number) > rank; at -= 1) {
      ranks[at] = ranks[at - 1] as number;
      runs[at] = runs[at - 1] as number;
    }
    ranks[at] = rank;
    runs[at] = hash;
    if (ranks.length === most) this.#worst = ranks[most - 1] as number;
  }
}

function fourStops(bytes: Uint8Array, at: number): number {
  return (
    (STOPS[bytes[at] as number] as number) |
    (STOPS[bytes[at + 1] as number] as number) |
    (STOPS[bytes[at + 2] as number] as number) |
    (STOPS[bytes[at + 3] as number] as number)
  );
}
