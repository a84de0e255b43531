/**
 * Fingerprints of confidential documents by winnowing (Schleimer, Wilkerson and Aiken, 2003): of every four neighbouring runs of five
 * words the one with the least hash is kept, so that any eight consecutive words of a document hold one that is. With it are kept ten
 * bits of hash of each of the three words before and after, which tell how far a repetition reaches. No text; 20 bytes an entry in one
 * open-addressing table, which is what its file holds too.
 */
import { eachRun, REACH, RUN } from './runs.ts';

/** The shortest repetition that is always found, in words. */
export const LEAST_REPEAT = RUN + REACH;
const WINDOW = LEAST_REPEAT - RUN + 1;
/** 32-bit cells of an entry: two of hash, neighbours before, neighbours after, document (from 1; 0 is a free place). */
const ENTRY = 5;
const DOCUMENT = 4;
const LEAST_ENTRIES = 1024;
const MOST_LOAD = 0.7;

/** Of a run that a document holds. */
export interface Fingerprint {
  before: number;
  after: number;
  document: number;
}

export class FingerprintTable {
  #cells: Int32Array;
  #size: number;

  /** An empty table, or one over the cells of another. @throws RangeError when they are not those of a table */
  constructor(cells: Int32Array = new Int32Array(LEAST_ENTRIES * ENTRY)) {
    this.#cells = cells;
    this.#size = countOf(cells);
    if (cells.length % ENTRY !== 0 || this.#size >= cells.length / ENTRY)
      throw new RangeError('these are not the cells of a fingerprint table');
  }

  get size(): number {
    return this.#size;
  }

  get cells(): Int32Array {
    return this.#cells;
  }

  /** Keeps the fingerprints of a text for the document of that number (from 1). Returns how many words the text has. */
  add(text: string, document: number): number {
    const window: Int32Array[] = [];
    let kept: Int32Array | undefined;
    return eachRun(text, ({ low, high, before, after }) => {
      window.push(Int32Array.of(low, high, before, after, document));
      if (window.length > WINDOW) window.shift();
      if (window.length < WINDOW) return;
      const least = window.reduce((best, entry) => (compare(entry, best) <= 0 ? entry : best));
      if (least !== kept) this.#insert(least);
      kept = least;
    });
  }

  /** Drops everything of a document. */
  remove(document: number): void {
    this.#rebuild(this.#cells.length, (entry) => entry[DOCUMENT] !== document);
  }

  /** Calls back with every fingerprint of that hash until it says that it has enough. */
  find(low: number, high: number, isEnough: (found: Fingerprint) => boolean): void {
    const cells = this.#cells;
    for (let at = this.#home(low); cells[at + DOCUMENT] !== 0; at = this.#next(at)) {
      if (cells[at] !== low || cells[at + 1] !== high) continue;
      const [before = 0, after = 0, document = 0] = cells.subarray(at + 2, at + ENTRY);
      if (isEnough({ before, after, document })) return;
    }
  }

  #insert(entry: Int32Array): void {
    const entries = this.#cells.length / ENTRY;
    if (this.#size + 1 > entries * MOST_LOAD) this.#rebuild(this.#cells.length * 2, () => true);
    let at = this.#home(entry[0] as number);
    while (this.#cells[at + DOCUMENT] !== 0) at = this.#next(at);
    this.#cells.set(entry, at);
    this.#size += 1;
  }

  #rebuild(length: number, isWanted: (entry: Int32Array) => boolean): void {
    const old = this.#cells;
    this.#cells = new Int32Array(length);
    this.#size = 0;
    for (let at = 0; at < old.length; at += ENTRY) {
      const entry = old.subarray(at, at + ENTRY);
      if (entry[DOCUMENT] !== 0 && isWanted(entry)) this.#insert(entry);
    }
  }

  #home(low: number): number {
    return ((low >>> 0) % (this.#cells.length / ENTRY)) * ENTRY;
  }

  #next(at: number): number {
    return at + ENTRY === this.#cells.length ? 0 : at + ENTRY;
  }
}

function compare(a: Int32Array, b: Int32Array): number {
  return (a[0] as number) - (b[0] as number) || (a[1] as number) - (b[1] as number);
}

function countOf(cells: Int32Array): number {
  let count = 0;
  for (let at = DOCUMENT; at < cells.length; at += ENTRY) if (cells[at] !== 0) count += 1;
  return count;
}
