/**
 * The words of a text as hashes, read a block at a time: what the gate sums and what it is trained on. A block is copied into an
 * array first, for a string answers for each of its units slower than an array does.
 */
import { classOf, DIGIT, fold, IDEOGRAPH, LEET, LETTER, NOTHING } from './letters.ts';

const BLOCK = 4096;
const MULTIPLIER = 0x2c1b3c6d;
const SEPARATOR = 0;
const PASSED_OVER = -1;
/** A word by itself. */
const WORD = -2;
const UNITS = 0x10000;
const LETTER_BITS = 0x7fff;

/** Constants of the module, for the loop runs half as fast again where it must fetch them from an object. */
const letters = Int16Array.from({ length: UNITS }, (_, unit) => readAs(unit));
const units = new Uint16Array(BLOCK);
const bytes = Buffer.from(units.buffer);
const hashes = new Int32Array(BLOCK + 1);
const ends = new Int32Array(BLOCK + 1);

/** Words are read by one reader at a time: what it reads a block into is there once. */
export class GateWords {
  readonly hashes = hashes;
  /** Where each word ends. */
  readonly ends = ends;
  count = 0;
  #text = '';
  #at = 0;
  /** Of the letters of a word so far; nought between words. */
  #hash = 0;

  begin(text: string): void {
    this.#text = text;
    this.#at = 0;
    this.#hash = 0;
  }

  /** Reads the next block; false at the end of the text. A block may hold no word. */
  next(): boolean {
    const from = this.#at;
    const size = Math.min(BLOCK, this.#text.length - from);
    if (size <= 0) return false;
    bytes.write(this.#text.slice(from, from + size), 'utf16le');
    let hash = this.#hash;
    let count = 0;
    for (let index = 0; index < size; index++) {
      const letter = letters[units[index] as number] as number;
      if (letter > SEPARATOR) {
        hash = ((hash << 5) - hash + letter) | 0;
        continue;
      }
      if (letter !== SEPARATOR) {
        if (letter === PASSED_OVER) continue;
        hash = ((hash << 5) - hash + (units[index] as number)) | 0;
      }
      if (hash === 0) continue;
      hashes[count] = Math.imul(hash ^ (hash >>> 15), MULTIPLIER);
      ends[count++] = from + index;
      hash = 0;
    }
    this.#at = from + size;
    if (hash !== 0 && this.#at === this.#text.length) {
      hashes[count] = Math.imul(hash ^ (hash >>> 15), MULTIPLIER);
      ends[count++] = this.#at;
    }
    this.#hash = hash;
    this.count = count;
    return true;
  }
}

function readAs(unit: number): number {
  const kind = classOf(unit);
  if (kind === NOTHING) return PASSED_OVER;
  if (unit === 64) return 97;
  if (kind === DIGIT) return LEET[fold(unit) - 48] as number;
  if (kind === IDEOGRAPH) return WORD;
  return kind === LETTER ? fold(unit) & LETTER_BITS : SEPARATOR;
}
