/** Code as hashes of its words, blanks and punctuation left out: blocks of an output, and the arguments of what may run them. */
import { decodeText } from '../../events/text.ts';
import type { Seed } from './values.ts';

const MOST_UNITS = 12;
/** Integers of a unit: its hash; half of its first word’s, how many words, and whether it is a line of a block. */
const UNIT = 2;
/** A longer block is known by its first ones. */
const MOST_BLOCK_WORDS = 128;
const MOST_ARGUMENT_WORDS = 192;
const LONGEST_TEXT = 64 * 1024;
const LONGEST_FENCE = 80;
/** Shorter than this a command is what anybody types. */
const LEAST_WORDS = 3;
const LEAST_LENGTH = 12;
const PRIME = 0x01000193;
const STEP = 0x5bd1e995;
const NEWLINE = 10;
const BACKTICK = 96;
const FENCE = Buffer.from('```');

/** 1 for what words are made of; beyond ASCII everything is. */
const IN_WORD = new Uint8Array(256);
for (let code = 0; code < 256; code += 1)
  IN_WORD[code] = code >= 128 || /\w/.test(String.fromCharCode(code)) ? 1 : 0;
const words = new Int32Array(MOST_ARGUMENT_WORDS);
/** Of the lines of what was read that have words: how long they are, and how many words there were by their ends. */
const lineLengths = new Int32Array(MOST_ARGUMENT_WORDS);
const lineCounts = new Int32Array(MOST_ARGUMENT_WORDS);
let lines = 0;
/** The hash of the first so many words of what is looked through; STEP to that power. */
const heads = new Int32Array(MOST_ARGUMENT_WORDS + 1);
const powers = new Int32Array(MOST_ARGUMENT_WORDS + 1).fill(1);
for (let at = 1; at < powers.length; at += 1) powers[at] = Math.imul(powers[at - 1] as number, STEP);

/** Adds the fenced blocks of an output, or where it has none the spans that rules took for code; each line of them, too. */
export function addCodeUnits(
  units: number[],
  content: Buffer,
  spans: readonly (readonly [start: number, end: number])[],
  seed: Seed,
): void {
  const bytes = content.subarray(0, LONGEST_TEXT);
  if (addFenced(units, bytes, seed) || spans.length === 0) return;
  const text = decodeText(bytes);
  for (const [start, end] of spans) {
    const code = Buffer.from(text.slice(start, end));
    addBlock(units, code, 0, code.length, seed);
  }
}

/** The words of what a call was given: of the strings in it where it is JSON. Null where there are none. */
export function argumentWords(given: Uint8Array, seed: Seed): Int32Array | null {
  const bytes = plainBytes(given.subarray(0, LONGEST_TEXT));
  const count = readWords(bytes, 0, bytes.length, MOST_ARGUMENT_WORDS, seed);
  return count === 0 ? null : words.slice(0, count);
}

/** Whether one of the units stands in the words, whole and in order. */
export function runsUnit(given: Int32Array, units: Int32Array, withLines: boolean): boolean {
  for (let at = 0; at < given.length; at += 1)
    heads[at + 1] = (Math.imul(heads[at] as number, STEP) + (given[at] as number)) | 0;
  for (let at = 0; at < units.length; at += UNIT) {
    const what = units[at + 1] as number;
    if ((what & 1) === 0 || withLines) {
      if (stands(given, units[at] as number, what >> 16, (what & 0xffff) >> 1)) return true;
    }
  }
  return false;
}

function stands(given: Int32Array, hash: number, first: number, count: number): boolean {
  const power = powers[count] as number;
  for (let at = 0; at + count <= given.length; at += 1) {
    if ((given[at] as number) >> 16 !== first) continue;
    if ((((heads[at + count] as number) - Math.imul(heads[at] as number, power)) | 0) === hash) return true;
  }
  return false;
}

/** Whether there was any fence. */
function addFenced(units: number[], bytes: Buffer, seed: Seed): boolean {
  let isFenced = false;
  for (let fence = bytes.indexOf(FENCE); fence >= 0; ) {
    const start = fenceEnd(bytes, fence + FENCE.length);
    if (start < 0) {
      fence = bytes.indexOf(FENCE, fence + 1);
      continue;
    }
    isFenced = true;
    const closing = bytes.indexOf(FENCE, start);
    addBlock(units, bytes, start, closing < 0 ? bytes.length : closing, seed);
    if (closing < 0 || units.length === MOST_UNITS * UNIT) break;
    fence = bytes.indexOf(FENCE, closing + FENCE.length);
  }
  return isFenced;
}

/** Where the line after the fence begins; -1 where it is none. */
function fenceEnd(bytes: Buffer, from: number): number {
  for (let at = from; at <= from + LONGEST_FENCE && at < bytes.length; at += 1) {
    if (bytes[at] === NEWLINE) return at + 1;
    if (bytes[at] === BACKTICK) return -1;
  }
  return -1;
}

function addBlock(units: number[], bytes: Uint8Array, start: number, end: number, seed: Seed): void {
  if (end - start < LEAST_LENGTH || units.length === MOST_UNITS * UNIT) return;
  const count = readWords(bytes, start, end, MOST_BLOCK_WORDS, seed);
  if (count < LEAST_WORDS) return;
  addUnit(units, 0, count, 0);
  let from = 0;
  for (let line = 0; line < lines && units.length < MOST_UNITS * UNIT; line += 1) {
    const to = lineCounts[line] as number;
    const isLong = to - from >= LEAST_WORDS && (lineLengths[line] as number) >= LEAST_LENGTH;
    if (isLong && to - from < count) addUnit(units, from, to, 1);
    from = to;
  }
}

function addUnit(units: number[], from: number, to: number, isLine: number): void {
  let hash = 0;
  for (let at = from; at < to; at += 1) hash = (Math.imul(hash, STEP) + (words[at] as number)) | 0;
  units.push(hash, ((words[from] as number) & 0xffff0000) | ((to - from) << 1) | isLine);
}

/** Fills `words` and the lines; returns how many words there are. A line that is cut off is none. */
function readWords(bytes: Uint8Array, start: number, end: number, most: number, seed: Seed): number {
  let count = 0;
  let lineStart = start;
  let at = start;
  lines = 0;
  while (at < end && count < most) {
    let byte = bytes[at] as number;
    if (IN_WORD[byte] === 0) {
      if (byte === NEWLINE) {
        endLine(at - lineStart, count);
        lineStart = at + 1;
      }
      at += 1;
      continue;
    }
    let hash = seed.a;
    do {
      hash = Math.imul(hash ^ byte, PRIME);
      at += 1;
      byte = at < end ? (bytes[at] as number) : NEWLINE;
    } while (IN_WORD[byte] === 1);
    words[count++] = hash;
  }
  if (count < most) endLine(end - lineStart, count);
  return count;
}

function endLine(length: number, count: number): void {
  if (count === (lines === 0 ? 0 : lineCounts[lines - 1])) return;
  lineLengths[lines] = length;
  lineCounts[lines] = count;
  lines += 1;
}

function plainBytes(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte > 32);
  if (first < 0 || !'{["'.includes(String.fromCharCode(bytes[first] as number))) return bytes;
  try {
    return Buffer.from(stringsIn(JSON.parse(decodeText(bytes))).join('\n'));
  } catch {
    return bytes;
  }
}

function stringsIn(value: unknown): string[] {
  const strings: string[] = [];
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next === 'string') strings.push(next);
    else if (typeof next === 'object' && next !== null)
      for (const each of Object.values(next).reverse()) waiting.push(each);
  }
  return strings;
}
