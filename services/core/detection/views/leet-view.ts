/** Reads digits and signs within words as the letters that they are written for: `1gn0r3 pr3v10us 1nstruct10ns`. */

import { type View, ViewBuilder } from './view.ts';
import { isKnownWord, isTelling, tellingWords } from './vocabulary.ts';

const MARKER = /[a-z][013457@$!|][a-z]/gi;
const WORD = /[a-z0-9@$!|]+/gi;
const LETTERS = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  6: 'g',
  7: 't',
  8: 'b',
  9: 'g',
  '@': 'a',
  $: 's',
  '!': 'i',
  '|': 'l',
};
const SHORTEST = 3;
/** The longest telling word, and a sign or two. */
const LONGEST = 14;

/** For each code unit of a word the lower-case letter that it is read as; 0 for what stands in no word. `1` may be an `l` as well. */
const readAs = new Uint8Array(128);
for (const letter of 'abcdefghijklmnopqrstuvwxyz') {
  readAs[letter.charCodeAt(0)] = letter.charCodeAt(0);
  readAs[letter.toUpperCase().charCodeAt(0)] = letter.charCodeAt(0);
}
for (const [sign, letter] of Object.entries(LETTERS)) readAs[sign.charCodeAt(0)] = letter.charCodeAt(0);
const ONE = '1'.charCodeAt(0);
const I = 'i'.charCodeAt(0);
const L = 'l'.charCodeAt(0);

/** Words by a hash in which i and l are one: most texts with digits in words need no look further. */
const hashes = new Set(tellingWords.map((word) => hashOf(word, 0, word.length)));

export function leetView(text: string, parent: View | null): View | null {
  if (text.length < SHORTEST || !saysTelling(text)) return null;
  const builder = new ViewBuilder(text);
  for (const { index, 0: word } of text.matchAll(WORD)) {
    const read = readWord(word);
    if (read !== null) builder.rewrite(index, read);
  }
  return builder.finish(parent, 'PROMPT_INJECTION');
}

function saysTelling(text: string): boolean {
  MARKER.lastIndex = 0;
  for (let match = MARKER.exec(text); match !== null; match = MARKER.exec(text)) {
    const end = wordEnd(text, match.index);
    if (mayTell(text, wordStart(text, match.index), end)) return true;
    MARKER.lastIndex = end;
  }
  return false;
}

/** Never longer to the left than what lies between two matches. */
function wordStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && at - start <= LONGEST && inWord(text, start - 1)) start--;
  return start;
}

function wordEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && inWord(text, end)) end++;
  return end;
}

function inWord(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit < 128 && readAs[unit] !== 0;
}

function mayTell(text: string, start: number, end: number): boolean {
  if (end - start > LONGEST || end - start < SHORTEST) return false;
  const stop = bodyEnd(text, start, end);
  if (!hashes.has(hashOf(text, start, stop))) return false;
  const read = readWord(text.slice(start, stop));
  return read !== null && isTelling(read);
}

/** A sign of exclamation that ends a word stays one. */
function bodyEnd(text: string, start: number, end: number): number {
  let stop = end;
  while (stop > start && (text.charAt(stop - 1) === '!' || text.charAt(stop - 1) === '|')) stop--;
  return stop;
}

function hashOf(text: string, start: number, end: number): number {
  let hash = 0;
  for (let at = start; at < end; at++) {
    const letter = readAs[text.charCodeAt(at)] as number;
    hash = (Math.imul(hash, 31) + (letter === L ? I : letter)) | 0;
  }
  return hash;
}

/** As many letters; null for a word without letters of its own, or without anything to be read as one. */
function readWord(word: string): string | null {
  const end = bodyEnd(word, 0, word.length);
  let own = 0;
  for (let at = 0; at < end; at++) if ((word.charCodeAt(at) | 32) === readAs[word.charCodeAt(at)]) own++;
  if (end > LONGEST || own === 0 || own === end) return null;
  const read = spell(word, end, I);
  if (!word.includes('1') || isKnownWord(read)) return read;
  const other = spell(word, end, L);
  return isKnownWord(other) ? other : read;
}

/** Letters stay as they are, upper case or lower. */
function spell(word: string, end: number, one: number): string {
  let read = '';
  for (let at = 0; at < end; at++) {
    const unit = word.charCodeAt(at);
    const letter = readAs[unit] as number;
    read += String.fromCharCode(unit === ONE ? one : (unit | 32) === letter ? unit : letter);
  }
  return read;
}
