/**
 * Whether words stand between quotation marks in running text: who quotes an attack is not attacking, so quoted words are words
 * of their own to the scorer. Marks that hold data (`"key": "value"`, `f("x")`) quote nothing.
 */
import { classOf, LETTER } from './letters.ts';

/** A quotation that goes on for longer is a text of its own. */
const LONGEST = 400;
const CLOSING = new Map([
  [0x22, 0x22],
  [0x27, 0x27],
  [0x60, 0x60],
  [0xab, 0xbb],
  [0x201c, 0x201d],
  [0x201e, 0x201c],
  [0x2018, 0x2019],
]);

export function mayQuote(unit: number): boolean {
  return (
    unit === 0x22 || unit === 0x27 || unit === 0x60 || unit === 0xab || (unit >= 0x2018 && unit <= 0x201e)
  );
}

/** Finds where quotations close, left to right. */
export class Quotations {
  /** No mark of this kind closes anything before `#clearUntil`: many that open and never close cost one look together. */
  #clearOf = 0;
  #clearUntil = 0;

  begin(): void {
    this.#clearOf = 0;
    this.#clearUntil = 0;
  }

  /** Where the quotation that opens at `at` closes; `at` itself where none does. */
  closeOf(text: string, at: number): number {
    const closing = CLOSING.get(text.charCodeAt(at));
    if (closing === undefined || !opensInProse(text, at)) return at;
    const furthest = Math.min(text.length, at + LONGEST);
    const from = closing === this.#clearOf ? Math.max(at + 1, this.#clearUntil) : at + 1;
    for (let next = from; next < furthest; next++)
      if (text.charCodeAt(next) === closing && !isLetter(text, next + 1)) return next;
    this.#clearOf = closing;
    this.#clearUntil = furthest;
    return at;
  }
}

/** After a word and a space, before a letter. */
function opensInProse(text: string, at: number): boolean {
  return at >= 2 && text.charCodeAt(at - 1) === 32 && isLetter(text, at - 2) && isLetter(text, at + 1);
}

function isLetter(text: string, at: number): boolean {
  return at < text.length && classOf(text.charCodeAt(at)) === LETTER;
}
