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
  readonly ends: Int32Array;
  readonly codes: Int32Array;
  readonly groups: Groups;
  /** What it may become: it ends at the group that begins none of them, but not before `fewest` letters and digits. */
  readonly begins: Codes;
  readonly fewest: number;
}

/** Groups read before, by the lowest bits of where they begin: each is part of up to eight chains. */
interface Groups {
  readonly places: Int32Array;
  readonly ends: Int32Array;
  /** Length, kind and whether it is a word, or NO_GROUP. */
  readonly shapes: Int32Array;
  /** Where the next one begins; -1 for none. */
  readonly nexts: Int32Array;
  /** What stands before the next one. */
  readonly separators: Int32Array;
}

const SLOTS = 256;
const CODES = 1 << 14;
const NOWHERE = -1;
const NO_GROUP = -1;
const LENGTH = 0x3f;
const KIND_SHIFT = 6;
const KIND_AND_LENGTH = 0xff;
const WORD_SHIFT = 8;
const NO_WORD = 0;
const WORD = 1;
const WORD_UNLESS_DASHED = 2;
const WORD_UNLESS_POINTED = 3;

export function newChain(begins: Codes, fewest: number): Chain {
  const slots = () => new Int32Array(SLOTS);
  return {
    count: 0,
    total: 0,
    ends: new Int32Array(MAX_GROUPS),
    codes: new Int32Array(MAX_GROUPS),
    groups: { places: slots(), ends: slots(), shapes: slots(), nexts: slots(), separators: slots() },
    begins,
    fewest,
  };
}

/** What a layout's text stands for: the codes of its first group, the first two, and so on. */
export function codesOf(layout: string): number[] {
  const codes: number[] = [];
  for (const [, separator = '', kind = '', length] of layout.matchAll(/([ \-./(])?([AX]?)(\d+)/g))
    codes.push(
      extend(
        codes.at(-1) ?? SEED,
        SEPARATORS.indexOf(separator || '?') + 1,
        (('AX'.indexOf(kind || '?') + 1) << KIND_SHIFT) | Number(length),
      ),
    );
  return codes;
}

/** A set of codes; `has` is right about those in it, and takes few others to be. */
export class Codes {
  readonly #slots = new Uint8Array(CODES);

  add(code: number): void {
    this.#slots[slotOf(code)] = 1;
  }

  has(code: number): boolean {
    return this.#slots[slotOf(code)] === 1;
  }
}

function slotOf(code: number): number {
  return (code ^ (code >> 14)) & (CODES - 1);
}

/** One layout with each of the separators in place of its spaces. */
export function separated(layout: string, separators: string): string[] {
  return [...separators].map((separator) => layout.replaceAll(' ', separator));
}

/** Before another text. */
export function clearChain({ groups }: Chain): void {
  groups.places.fill(NOWHERE);
}

/** Reads the groups that begin at `at`. */
export function readChain(text: string, at: number, chain: Chain): void {
  const { groups } = chain;
  chain.count = 0;
  chain.total = 0;
  let code = SEED;
  let separator = 0;
  for (let start = at; start >= 0 && chain.count < MAX_GROUPS; ) {
    const slot = start & (SLOTS - 1);
    if (groups.places[slot] !== start) readGroup(text, start, slot, groups);
    const shape = groups.shapes[slot] as number;
    if (shape === NO_GROUP || isWord(shape >> WORD_SHIFT, separator)) return;
    code = extend(code, separator, shape & KIND_AND_LENGTH);
    chain.ends[chain.count] = groups.ends[slot] as number;
    chain.codes[chain.count] = code;
    chain.count++;
    chain.total += shape & LENGTH;
    if (chain.total >= chain.fewest && !chain.begins.has(code)) return;
    start = groups.nexts[slot] as number;
    separator = groups.separators[slot] as number;
  }
}

function readGroup(text: string, start: number, slot: number, groups: Groups): void {
  let end = start;
  let digits = 0;
  for (; end - start <= LONGEST_GROUP; end++) {
    const unit = text.charCodeAt(end);
    if (isDigit(unit)) digits++;
    else if (!isLetter(unit)) break;
  }
  const length = end - start;
  groups.places[slot] = start;
  groups.ends[slot] = end;
  if (length === 0 || length > LONGEST_GROUP) {
    groups.shapes[slot] = NO_GROUP;
    return;
  }
  const kind = digits === length ? 0 : digits === 0 ? 1 : 2;
  const word = digits > 0 ? NO_WORD : wordOf(text, end, length);
  groups.shapes[slot] = (word << WORD_SHIFT) | (kind << KIND_SHIFT) | length;
  const next = separatorEnd(text, end);
  groups.nexts[slot] = next;
  groups.separators[slot] = next < 0 ? 0 : separatorBetween(text, end, next);
}

/** Letters that are no part of a number: too many, or small ones that no dash joins to it. */
function wordOf(text: string, end: number, length: number): number {
  if (length > 6) return WORD;
  if (length === 1 || text.charCodeAt(end - 1) < 97) return NO_WORD;
  return length === 2 ? WORD_UNLESS_DASHED : length === 4 ? WORD_UNLESS_POINTED : WORD;
}

function isWord(word: number, separator: number): boolean {
  if (word === WORD_UNLESS_DASHED) return separator !== DASH && separator !== 0;
  return word === WORD || (word === WORD_UNLESS_POINTED && separator !== POINT);
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
export function separatorEnd(text: string, at: number): number {
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

function extend(code: number, separator: number, kindAndLength: number): number {
  return (Math.imul(code, 0x01_00_01_93) ^ (separator * 256 + kindAndLength)) & 0x3f_ff_ff_ff;
}
