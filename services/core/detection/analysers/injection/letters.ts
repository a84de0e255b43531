/**
 * What a code unit is to the scorer, and what it is read as: lower case without accents, full-width forms as ASCII. One table
 * for the alphabets that have case; the rest is told by range.
 */
export const SEPARATOR = 0;
export const LETTER = 1;
export const DIGIT = 2;
/** A word of its own: Han, kana, Hangul. */
export const IDEOGRAPH = 3;
/** ASCII punctuation: a run of two or more is a token (`<|`, `###`, `<!--`), one alone separates. */
export const SYMBOL = 4;
/** Read as if it were not there: zero-width characters, soft hyphens, bidi marks, apostrophes within a word,
 * combining marks (strokes through letters, accents). */
export const NOTHING = 5;

/** Code units below have a place in the tables: Latin, Greek, Cyrillic, Armenian. */
const TABLE_SIZE = 0x590;
const ACCENTED_BELOW = 0x250;

export const classes = Uint8Array.from({ length: TABLE_SIZE }, (_, unit) => classInTable(unit));
export const folded = Uint16Array.from({ length: TABLE_SIZE }, (_, unit) => foldInTable(unit));
/** Digits that stand for letters where a word has both: `1gn0r3`. */
export const LEET = Uint16Array.from('oizeasgtbg', (letter) => letter.charCodeAt(0));

export function classOf(unit: number): number {
  if (unit < TABLE_SIZE) return classes[unit] as number;
  return unit < 0x2000 ? LETTER : classOfHigh(unit);
}

export function fold(unit: number): number {
  if (unit < TABLE_SIZE) return folded[unit] as number;
  if (unit >= 0xff01 && unit <= 0xff5e) return folded[unit - 0xfee0] as number;
  return unit;
}

function classOfHigh(unit: number): number {
  if (unit <= 0x206f) return isInvisible(unit) || unit === 0x2019 ? NOTHING : SEPARATOR;
  if (unit < 0x2e80 || unit <= 0x3004) return SEPARATOR;
  if (unit >= 0x3008 && unit <= 0x3020) return SEPARATOR;
  if (unit < 0xa000 || (unit >= 0xac00 && unit <= 0xd7a3)) return IDEOGRAPH;
  if (unit >= 0xff01 && unit <= 0xff5e) return classes[unit - 0xfee0] as number;
  if (unit >= 0xff66 && unit <= 0xff9f) return IDEOGRAPH;
  if (unit === 0xfeff) return NOTHING;
  return unit < 0xd800 ? LETTER : SEPARATOR;
}

function isInvisible(unit: number): boolean {
  return (unit >= 0x200b && unit <= 0x200f) || (unit >= 0x202a && unit <= 0x202e) || unit >= 0x2060;
}

function classInTable(unit: number): number {
  const letter = String.fromCharCode(unit);
  if (unit === 0xad || letter === "'" || /\p{M}/u.test(letter)) return NOTHING;
  if (/\p{L}/u.test(letter)) return LETTER;
  if (unit < 128)
    return /\d/.test(letter) ? DIGIT : unit > 32 && unit < 127 && unit !== 95 ? SYMBOL : SEPARATOR;
  return SEPARATOR;
}

function foldInTable(unit: number): number {
  const lower = String.fromCharCode(unit).toLowerCase();
  return (unit < ACCENTED_BELOW ? lower.normalize('NFD') : lower).charCodeAt(0);
}
