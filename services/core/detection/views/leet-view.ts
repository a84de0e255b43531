/** Reads digits and signs within words as the letters that they are written for: `1gn0r3 pr3v10us 1nstruct10ns`. */

import { type View, ViewBuilder } from './view.ts';
import { isKnownWord, isTelling } from './vocabulary.ts';

const MARKER = /[a-z][013457@$!|][a-z]/gi;
const WORD = /[a-z0-9@$!|]+/gi;
const LONGEST = 24;
const inWord = new Uint8Array(128);
for (let unit = 0; unit < 128; unit++) inWord[unit] = /[a-z0-9@$!|]/i.test(String.fromCharCode(unit)) ? 1 : 0;
const LETTERS: ReadonlyMap<string, string> = new Map([
  ['0', 'o'],
  ['1', 'i'],
  ['3', 'e'],
  ['4', 'a'],
  ['5', 's'],
  ['6', 'g'],
  ['7', 't'],
  ['8', 'b'],
  ['9', 'g'],
  ['@', 'a'],
  ['$', 's'],
  ['!', 'i'],
  ['|', 'l'],
]);

export function leetView(text: string, parent: View | null): View | null {
  if (!saysTelling(text)) return null;
  const builder = new ViewBuilder(text);
  for (const { index, 0: word } of text.matchAll(WORD)) {
    const read = readWord(word);
    if (read !== null) builder.replace(index, index + word.length, read);
  }
  return builder.finish(parent, 'PROMPT_INJECTION');
}

function saysTelling(text: string): boolean {
  MARKER.lastIndex = 0;
  for (let match = MARKER.exec(text); match !== null; match = MARKER.exec(text)) {
    const { start, end } = wordAround(text, match.index);
    const read = end - start > LONGEST ? null : readWord(text.slice(start, end));
    if (read !== null && isTelling(lettersOf(read))) return true;
    MARKER.lastIndex = end;
  }
  return false;
}

/** Never longer to the left than what lies between two matches. */
function wordAround(text: string, at: number): { start: number; end: number } {
  let start = at;
  let end = at;
  while (start > 0 && inWord[text.charCodeAt(start - 1)] === 1 && at - start <= LONGEST) start--;
  while (end < text.length && inWord[text.charCodeAt(end)] === 1) end++;
  return { start, end };
}

/** Null for a word without letters, or without anything to be read as one. A sign of exclamation that ends it stays. */
function readWord(word: string): string | null {
  const body = word.replace(/[!|]+$/, '');
  if (body.length > LONGEST || !/[0-9@$!|]/.test(body) || !/[a-z]/i.test(body)) return null;
  const read = spell(body, 'i');
  const other = spell(body, 'l');
  return (isKnownWord(other) && !isKnownWord(read) ? other : read) + word.slice(body.length);
}

function spell(word: string, one: string): string {
  return word.replaceAll(/[0-9@$!|]/g, (sign) => (sign === '1' ? one : (LETTERS.get(sign) ?? sign)));
}

function lettersOf(word: string): string {
  return word.replaceAll(/[^a-z]/gi, '');
}
