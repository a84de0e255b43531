/** Puts letters that stand apart together: `i g n o r e   a l l`, `i.g.n.o.r.e`, `i-g-n-o-r-e a-l-l`. */

import { pairsOf } from './units.ts';
import { type View, ViewBuilder } from './view.ts';
import { isTelling, partWords } from './vocabulary.ts';

const LEAST_LETTERS = 5;
/** A run of the fewest letters covers a position that is looked at, an even one, and the next three. */
const STEP = 2 * LEAST_LETTERS - 4;
/** Separators between two words, at most. */
const WIDEST_GAP = 4;

const SEPARATOR = 1;
const LETTER = 2;
const sorts = new Uint8Array(256);
for (const sign of ' .-_*|/,~+\n') sorts[sign.charCodeAt(0)] = SEPARATOR;
for (const letter of 'abcdefghijklmnopqrstuvwxyz') {
  sorts[letter.charCodeAt(0)] = LETTER;
  sorts[letter.toUpperCase().charCodeAt(0)] = LETTER;
}

/** By two octets as the machine reads them: one bit where a letter stands before a separator, another where it stands behind one. */
const alternates = new Uint8Array(1 << 16);
for (let pair = 0; pair < alternates.length; pair++) {
  const [high, low] = [sorts[pair >> 8], sorts[pair & 0xff]];
  alternates[pair] = high === LETTER && low === SEPARATOR ? 1 : high === SEPARATOR && low === LETTER ? 2 : 0;
}

interface Run {
  start: number;
  end: number;
  words: string[];
}

export function spacedView(text: string, parent: View | null): View | null {
  let builder: ViewBuilder | null = null;
  let done = 0;
  const pairs = pairsOf(text);
  for (let at = STEP; at < text.length; at += STEP) {
    const both = alternates[pairs[at >> 1] as number] as number;
    if ((both & (alternates[pairs[(at >> 1) + 1] as number] as number)) === 0) continue;
    const run = runAround(text, at, done);
    if (run === null) continue;
    done = run.end;
    at = Math.max(at, run.end & ~1);
    const words = run.words.flatMap(partWords);
    if (!words.some(isTelling)) continue;
    builder ??= new ViewBuilder(text);
    builder.replace(run.start, run.end, words.join(' '));
  }
  return builder === null ? null : builder.finish(parent, 'PROMPT_INJECTION');
}

function sortAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit < 128 ? (sorts[unit] as number) : 0;
}

/** Null where there are too few letters. */
function runAround(text: string, at: number, least: number): Run | null {
  let start = sortAt(text, at) === LETTER ? at : at + 1;
  while (start - 2 >= least && sortAt(text, start - 1) === SEPARATOR && isAlone(text, start - 2)) start -= 2;
  if (!isAlone(text, start)) start += 2;
  return readRun(text, start);
}

function isAlone(text: string, at: number): boolean {
  return sortAt(text, at) === LETTER && sortAt(text, at - 1) !== LETTER && sortAt(text, at + 1) !== LETTER;
}

function readRun(text: string, start: number): Run | null {
  const words = [''];
  const separator = text.charAt(start + 1);
  let letters = 0;
  let end = start;
  for (let at = start; isAlone(text, at); ) {
    words.push((words.pop() ?? '') + text.charAt(at));
    letters++;
    end = at + 1;
    let next = end;
    while (next < end + WIDEST_GAP && sortAt(text, next) === SEPARATOR) next++;
    if (next === end) break;
    if (next > end + 1 || text.charAt(end) !== separator) words.push('');
    at = next;
  }
  return letters < LEAST_LETTERS ? null : { start, end, words };
}
