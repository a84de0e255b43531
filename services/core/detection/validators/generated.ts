/**
 * Whether a generator made a value or a person did. Words keep to a few pairs of letters and change between letters and digits
 * seldom; random text does neither. Each pair of neighbours adds what it says for or against chance (roughly its log-likelihood).
 */
import { remembering } from './remembering.ts';

const COMMON_PAIRS: Record<string, string> = {
  a: 'bcdfgiklmnprstuvy',
  b: 'aeilorsu',
  c: 'acehiklorstu',
  d: 'abdeilorsu',
  e: 'abcdefgilmnopqrstvwxy',
  f: 'aefilortuy',
  g: 'aeghilnorsu',
  h: 'aeiort',
  i: 'abcdefgklmnoprstvxz',
  j: 'aeou',
  k: 'eis',
  l: 'adeilostuy',
  m: 'abeimopsu',
  n: 'acdefgiklnostuv',
  o: 'abcdfgiklmnoprstuvw',
  p: 'aehiloprstu',
  q: 'lu',
  r: 'acdefgiklmnoprstuvy',
  s: 'acehiklopqstuwy',
  t: 'acehiloprstuy',
  u: 'abcdegilmnprst',
  v: 'aeio',
  w: 'aehinors',
  x: 'ceipt',
  y: 'ps',
  z: 'e',
};
const WORDLIKE = -1;
const UNLIKELY_PAIR = 2;
const CAMEL_CASE = 0.4;
const DIGIT_BESIDE_LETTER = 1.2;
const DIGITS = -0.3;

type Class = 0 | 1 | 2 | 3;
const OTHER: Class = 0;
const DIGIT: Class = 1;
const UPPER: Class = 2;
const LOWER: Class = 3;

const common = commonTable();

/** How much speaks for chance; words lie below 0, random text gains about 0.8 for each code unit. */
export const randomnessOf = remembering(measure);

function measure(value: string): number {
  let score = 0;
  let before = OTHER;
  for (let at = 0; at < value.length; at++) {
    const unit = classOf(value.charCodeAt(at));
    if (before !== OTHER && unit !== OTHER) score += scoreOf(value, at, before, unit);
    before = unit;
  }
  return score;
}

/** Long enough, and with more for chance than a name or a sentence would gather. */
export function isGenerated(value: string): boolean {
  return value.length >= 12 && randomnessOf(value) >= 3 + value.length / 16;
}

function scoreOf(value: string, at: number, before: Class, unit: Class): number {
  if (before === DIGIT || unit === DIGIT) return before === unit ? DIGITS : DIGIT_BESIDE_LETTER;
  if (before === LOWER && unit === UPPER) return CAMEL_CASE;
  if (value.charCodeAt(at) === value.charCodeAt(at - 1) + 1) return WORDLIKE;
  return common[pairOf(value, at)] === 1 ? WORDLIKE : UNLIKELY_PAIR;
}

function classOf(unit: number): Class {
  if (unit >= 48 && unit <= 57) return DIGIT;
  if (unit >= 65 && unit <= 90) return UPPER;
  return unit >= 97 && unit <= 122 ? LOWER : OTHER;
}

function pairOf(value: string, at: number): number {
  return ((value.charCodeAt(at - 1) & 31) - 1) * 26 + (value.charCodeAt(at) & 31) - 1;
}

function commonTable(): Uint8Array {
  const table = new Uint8Array(26 * 26);
  for (const [first, seconds] of Object.entries(COMMON_PAIRS))
    for (const second of seconds) table[pairOf(first + second, 1)] = 1;
  return table;
}
