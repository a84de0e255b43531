/**
 * The words of a text as fingerprints and dictionaries compare them: runs of letters, marks and digits, without case and accents; soft hyphens
 * and zero-width characters do not part a word (an apostrophe does); a Chinese or Japanese character is a word of its own. One pass, nothing
 * allocated.
 */

/** [start, end) in UTF-16 code units, and the two halves of the word's 64-bit hash. */
export type VisitWord = (start: number, end: number, low: number, high: number) => void;

const GAP = 0;
const IN_WORD = 1;
const ALONE = 2;
const SKIPPED = 3;

const LOW_BASIS = 0x811c9dc5 | 0;
const HIGH_BASIS = 0x2f0b4c47;
const LOW_PRIME = 0x01000193;
const HIGH_PRIME = 0x85ebca6b | 0;

const ACCENTS = /[\u0300-\u036f]/g;

interface Alphabet {
  /** By code unit: what it is to a word. */
  kinds: Uint8Array;
  /** By code unit: itself without case. */
  folded: Uint16Array;
}

const ascii = alphabetOf(128);
let whole: Alphabet | undefined;

export function eachWord(text: string, visit: VisitWord): void {
  let start = -1;
  let end = 0;
  let low = LOW_BASIS;
  let high = HIGH_BASIS;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const { kinds, folded } = unit < 128 ? ascii : (whole ??= alphabetOf(65_536));
    const kind = kinds[unit];
    if (kind === SKIPPED) continue;
    if (start >= 0 && kind !== IN_WORD) {
      visit(start, end, low, high);
      start = -1;
    }
    if (kind === GAP) continue;
    if (start < 0) {
      start = at;
      low = LOW_BASIS;
      high = HIGH_BASIS;
    }
    const letter = folded[unit] as number;
    low = Math.imul(low ^ letter, LOW_PRIME);
    high = Math.imul(high ^ letter, HIGH_PRIME);
    high ^= high >>> 15;
    end = at + 1;
    if (kind === ALONE) {
      visit(start, end, low, high);
      start = -1;
    }
  }
  if (start >= 0) visit(start, end, low, high);
}

function alphabetOf(size: number): Alphabet {
  const kinds = new Uint8Array(size);
  const folded = new Uint16Array(size);
  for (let unit = 0; unit < size; unit++) {
    const letter = String.fromCharCode(unit);
    kinds[unit] = kindOf(letter);
    folded[unit] = foldedUnit(letter);
  }
  return { kinds, folded };
}

/** A half of a surrogate pair counts as a letter: what it is half of is told by its hash. */
function kindOf(letter: string): number {
  if (/[\u0300-\u036f]|[\u00ad\u200b-\u200d\u2060\ufeff]/.test(letter)) return SKIPPED;
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(letter)) return ALONE;
  return /[\p{L}\p{M}\p{N}\ud800-\udfff]/u.test(letter) ? IN_WORD : GAP;
}

/** A letter without case and accents; compatibility forms (fullwidth letters) read as what they stand for. */
function foldedUnit(letter: string): number {
  const plain = letter.normalize('NFKD').replaceAll(ACCENTS, '').toLowerCase();
  return plain.length === 1 ? plain.charCodeAt(0) : letter.charCodeAt(0);
}
