/** What a character counts for when a text is reduced to what it looks like, worked out once per character and kept. */
import { close, loose } from './look-alikes.ts';

/** Nothing to do with it; it ends a word. */
export const PLAIN = 1;
/** A letter of a script that has look-alikes of ASCII letters, itself none. */
export const FOREIGN = 2;
/** A look-alike of an ASCII letter. */
export const CLOSE = 3;
/** A Latin letter with something to it: é, ø. */
export const ACCENT = 4;
/** A combining mark that Latin, Greek and Cyrillic letters can take; vowel signs of other scripts are none. */
export const MARK = 5;
/** Shows nothing: zero-width characters, soft hyphens, direction controls, fillers. */
export const INVISIBLE = 6;
/** Chooses how the character before it is shown, or joins two: nothing by itself, and ordinary in emoji. */
export const SELECTOR = 7;
/** Compatibility form of ASCII letters, digits or signs (NFKC): fullwidth, circled, superscript, ligatures. */
export const COMPATIBLE = 8;
/** Folded where something else is, no reason by itself: quotation marks, fullwidth punctuation of Chinese text. */
export const QUIET = 9;
/** A hyphen or dash. */
export const DASH = 10;
/** A decimal digit of another script. */
export const DIGIT = 11;
/** The first half of a character beyond the basic plane that may be any of these. */
export const LEAD = 12;

/** First and last of each range. */
type Ranges = readonly (readonly [number, number])[];
const MARKS: Ranges = [
  [0x0300, 0x034e],
  [0x0350, 0x036f],
  [0x1ab0, 0x1aff],
  [0x1dc0, 0x1dff],
  [0x20d0, 0x20e2],
  [0x20e4, 0x20ff],
  [0xfe20, 0xfe2f],
];
const INVISIBLES: Ranges = [
  [0x00ad, 0x00ad],
  [0x034f, 0x034f],
  [0x061c, 0x061c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180e],
  [0x200b, 0x200c],
  [0x200e, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff9, 0xfffb],
];
const SELECTORS: Ranges = [
  [0x200d, 0x200d],
  [0xfe00, 0xfe0f],
];
const DASHES = '\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d';
const QUIETS = new Map([
  ...[...'\u2018\u2019\u201b\u02bc\u2032'].map((sign) => [sign.charCodeAt(0), "'"] as const),
  ...[...'\u201c\u201d\u201f\u2033'].map((sign) => [sign.charCodeAt(0), '"'] as const),
  ...[...'（），．：；？！～'].map((sign) => [sign.charCodeAt(0), sign.normalize('NFKC')] as const),
  [0x3002, '.'],
]);
const SCRIPTS = /[\p{sc=Cyrillic}\p{sc=Greek}\p{sc=Armenian}\p{sc=Cherokee}\p{sc=Lisu}]/u;
const LATIN = /\p{sc=Latin}/u;
const GRAPHIC = /^[!-~]+$/;
/** Ordinary in any text, or no characters of words: fractions, signs of trade, superscripts of Latin-1. */
const COMMON = new Set('…™ªº²³¹№℃℉'.split('').map((sign) => sign.charCodeAt(0)));

/** 0: not worked out yet. */
const kinds = new Uint8Array(65_536);
const folds = new Map<number, string>();

export function kindOf(unit: number): number {
  const kind = kinds[unit] as number;
  if (kind !== 0) return kind;
  const found = unit < 128 ? PLAIN : classify(unit);
  kinds[unit] = found;
  return found;
}

/** What a compatibility form, a digit, a dash or a quiet sign stands for; undefined for any other character. */
export function foldOf(code: number): string | undefined {
  const known = folds.get(code);
  if (known !== undefined) return known === '' ? undefined : known;
  const found = fold(code);
  folds.set(code, found ?? '');
  return found;
}

const bases = new Map<number, string>();

/** The ASCII letter that a letter looks like, its accents off; the letter itself where there is none. */
export function bareOf(letter: string): string {
  const code = letter.codePointAt(0) ?? 0;
  if (code < 128) return letter;
  const alike = close.get(code) ?? loose.get(code);
  if (alike !== undefined) return alike;
  const known = bases.get(code) ?? baseOf(letter, code);
  bases.set(code, known);
  return known;
}

/** By unit, what `bareUnitOf` says; 0: not worked out yet. */
const bareUnits = new Uint16Array(65_536);
/** For a unit that becomes several. */
export const SEVERAL = 0xffff;

/** `bareOf` a unit, as a unit, or `SEVERAL`. */
export function bareUnitOf(unit: number): number {
  const known = bareUnits[unit] as number;
  if (known !== 0) return known;
  const bare = bareOf(String.fromCharCode(unit));
  const found = bare.length === 1 ? bare.charCodeAt(0) : SEVERAL;
  bareUnits[unit] = found;
  return found;
}

function baseOf(letter: string, code: number): string {
  const base = letter.normalize('NFD').charAt(0);
  return base.charCodeAt(0) < 128 ? base : (loose.get(base.charCodeAt(0)) ?? foldOf(code) ?? letter);
}

function classify(unit: number): number {
  if (unit === 0xd835 || unit === 0xd83c || unit === 0xdb40) return LEAD;
  const letter = String.fromCharCode(unit);
  if (close.has(unit)) return CLOSE;
  if (isIn(MARKS, unit)) return MARK;
  if (isIn(INVISIBLES, unit)) return INVISIBLE;
  if (isIn(SELECTORS, unit)) return SELECTOR;
  if (DASHES.includes(letter)) return DASH;
  if (QUIETS.has(unit)) return QUIET;
  if (COMMON.has(unit)) return PLAIN;
  if (foldOf(unit) !== undefined) return /\p{Nd}/u.test(letter) && unit < 0xff10 ? DIGIT : COMPATIBLE;
  if (!/\p{L}/u.test(letter)) return PLAIN;
  if (SCRIPTS.test(letter)) return FOREIGN;
  return LATIN.test(letter) ? ACCENT : PLAIN;
}

function isIn(ranges: Ranges, unit: number): boolean {
  return ranges.some(([first, last]) => unit >= first && unit <= last);
}

function fold(code: number): string | undefined {
  if (code >= 0x1_f150 && code <= 0x1_f189) return negative(code);
  const letter = String.fromCodePoint(code);
  if (DASHES.includes(letter)) return '-';
  const quiet = QUIETS.get(code);
  if (quiet !== undefined) return quiet;
  const compatible = letter.normalize('NFKC');
  if (compatible !== letter && GRAPHIC.test(compatible)) return compatible;
  return /\p{Nd}/u.test(letter) ? digit(code) : undefined;
}

/** White on black, circled or squared: A to Z from two places on. */
function negative(code: number): string | undefined {
  const index = code < 0x1_f170 ? code - 0x1_f150 : code - 0x1_f170;
  return index < 26 ? String.fromCharCode(65 + index) : undefined;
}

/** Decimal digits stand in tens from a code that ends on 0 or on 6. */
function digit(code: number): string {
  const last = code & 0xf;
  const fromSix = /\p{Nd}/u.test(String.fromCodePoint(code | 0xf));
  return String(fromSix ? last - 6 : last);
}
