/** A word as look-alikes make it up: letters of the scripts that have any, with the marks and invisible characters between them. */
import * as kind from './characters.ts';
import { kindOf } from './characters.ts';

export interface Word {
  start: number;
  end: number;
  /** How many of each sort. */
  ascii: number;
  close: number;
  foreign: number;
  accents: number;
  marks: number;
  invisible: number;
}

/** What is longer is looked at in parts. */
const LONGEST = 4096;

/** The word around `at`, from `least` on. */
export function wordAround(text: string, at: number, least: number): Word {
  const first = Math.max(least, at - LONGEST);
  let start = at;
  while (start > first && sortAt(text, start - 1) !== 0) start--;
  const word = { start, end: start, ascii: 0, close: 0, foreign: 0, accents: 0, marks: 0, invisible: 0 };
  const last = Math.min(text.length, at + LONGEST);
  for (; word.end < last; word.end++) {
    const sort = sortAt(text, word.end);
    if (sort === 0) break;
    if (sort === kind.PLAIN) word.ascii++;
    else if (sort === kind.CLOSE) word.close++;
    else if (sort === kind.FOREIGN) word.foreign++;
    else if (sort === kind.ACCENT) word.accents++;
    else if (sort === kind.MARK) word.marks++;
    else word.invisible++;
  }
  return word;
}

/** The kind of what stands at `at`, PLAIN for an ASCII letter; 0 where no word goes on. */
function sortAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (unit < 128) return isAsciiLetter(unit) ? kind.PLAIN : 0;
  const found = kindOf(unit);
  return found >= kind.FOREIGN && found <= kind.SELECTOR ? found : 0;
}

function isAsciiLetter(unit: number): boolean {
  const lower = unit | 32;
  return lower >= 97 && lower <= 122;
}
