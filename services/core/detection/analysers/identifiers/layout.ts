/**
 * How a number is written: groups of letters and digits with separators between them. A layout is said as text: `3-2-4` is three,
 * two and four digits with dashes, `A2 2 2 2 A1` begins and ends with letters, `X16` is sixteen letters and digits mixed.
 */

/** At most so many groups make one value. */
export const MAX_GROUPS = 8;
const LONGEST_GROUP = 34;
const SEPARATORS = ' -./(';
const SEED = 17;
/** Places in `SEPARATORS`, and one. */
const DASH = 2;
const POINT = 3;

/** The groups of a text from one place on; `codes[i]` stands for the layout of the first i + 1 groups. Reused, never kept. */
export interface Chain {
  count: number;
  /** Letters and digits in all. */
  total: number;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly codes: Int32Array;
}

export function newChain(): Chain {
  return {
    count: 0,
    total: 0,
    starts: new Int32Array(MAX_GROUPS),
    ends: new Int32Array(MAX_GROUPS),
    codes: new Int32Array(MAX_GROUPS),
  };
}

/** What a layout's text stands for. */
export function codeOf(layout: string): number {
  let code = SEED;
  for (const [, separator = '', kind = '', length] of layout.matchAll(/([ \-./(])?([AX]?)(\d+)/g))
    code = extend(
      code,
      SEPARATORS.indexOf(separator || '?') + 1,
      'AX'.indexOf(kind || '?') + 1,
      Number(length),
    );
  return code;
}

/** One layout with each of the separators in place of its spaces. */
export function separated(layout: string, separators: string): string[] {
  return [...separators].map((separator) => layout.replaceAll(' ', separator));
}

/** Reads the groups that begin at `at`. */
export function readChain(text: string, at: number, chain: Chain): void {
  chain.count = 0;
  chain.total = 0;
  let code = SEED;
  let separator = 0;
  for (let start = at; chain.count < MAX_GROUPS; ) {
    let end = start;
    let digits = 0;
    for (; end - start <= LONGEST_GROUP; end++) {
      const unit = text.charCodeAt(end);
      if (isDigit(unit)) digits++;
      else if (!isLetter(unit)) break;
    }
    const length = end - start;
    if (length === 0 || length > LONGEST_GROUP) return;
    if (digits === 0 && isWord(text, start, length, separator)) return;
    code = extend(code, separator, digits === length ? 0 : digits === 0 ? 1 : 2, length);
    chain.starts[chain.count] = start;
    chain.ends[chain.count] = end;
    chain.codes[chain.count] = code;
    chain.count++;
    chain.total += length;
    start = separatorEnd(text, end);
    if (start < 0) return;
    separator = separatorBetween(text, end, start);
  }
}

/** Letters that are no part of a number: too many, or small ones that no dash joins to it. */
function isWord(text: string, start: number, length: number, separator: number): boolean {
  if (length > 6) return true;
  if (length === 1 || text.charCodeAt(start + length - 1) < 97) return false;
  return !(length === 2 && (separator === DASH || separator === 0)) && !(length === 4 && separator === POINT);
}

export function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

export function isLetter(unit: number): boolean {
  const lower = unit | 32;
  return lower >= 97 && lower <= 122;
}

export function isAlphanumeric(unit: number): boolean {
  return isDigit(unit) || isLetter(unit);
}

/** No more groups of digits beside it, on its line or the next: four of them are no Aadhaar number, a column of them no telephones. */
export function isAlone(text: string, start: number, end: number): boolean {
  if (isBlank(text.charCodeAt(end)) && isDigit(text.charCodeAt(end + 1))) return false;
  return !(isBlank(text.charCodeAt(start - 1)) && isDigit(text.charCodeAt(start - 2)));
}

function isBlank(unit: number): boolean {
  return unit === 32 || unit === 10;
}

/** Where the next group begins: after one separator, a dash or slash with spaces around it, or two spaces; -1 for none. */
function separatorEnd(text: string, at: number): number {
  const first = separatorClass(text.charCodeAt(at));
  if (first === 0) return -1;
  if (isAlphanumeric(text.charCodeAt(at + 1))) return at + 1;
  if (first !== 1) return -1;
  const second = separatorClass(text.charCodeAt(at + 1));
  if (second === 1) return isAlphanumeric(text.charCodeAt(at + 2)) ? at + 2 : -1;
  const isSpaced = second > 1 && text.charCodeAt(at + 2) === 32 && isAlphanumeric(text.charCodeAt(at + 3));
  return isSpaced ? at + 3 : -1;
}

function separatorBetween(text: string, from: number, to: number): number {
  return separatorClass(text.charCodeAt(to - from === 3 ? from + 1 : from));
}

/** Place in `SEPARATORS` and one; no-break spaces are spaces, hyphens and the en dash dashes. */
function separatorClass(unit: number): number {
  switch (unit) {
    case 32:
    case 0xa0:
    case 0x2009:
    case 0x202f:
      return 1;
    case 45:
    case 0x2010:
    case 0x2011:
    case 0x2013:
      return 2;
    case 46:
      return 3;
    case 47:
      return 4;
    case 40:
      return 5;
    default:
      return 0;
  }
}

function extend(code: number, separator: number, kind: number, length: number): number {
  return (Math.imul(code, 0x01_00_01_93) ^ (separator * 256 + kind * 64 + length)) & 0x3f_ff_ff_ff;
}
