/** Code as hashes of its words, blanks and punctuation left out: blocks of an output, and the arguments of what may run them. */
import { decodeText } from '../../events/text.ts';
import type { Seed } from './digest-text.ts';

/** A block, or one line of it. */
export interface CodeUnit {
  words: Int32Array;
  isLine: boolean;
}

const MOST_UNITS = 32;
/** A longer block is known by its first ones. */
const MOST_BLOCK_WORDS = 256;
const MOST_ARGUMENT_WORDS = 1024;
const LONGEST_TEXT = 64 * 1024;
/** Shorter than this a command is what anybody types. */
const LEAST_WORDS = 3;
const LEAST_LENGTH = 12;
const FENCED = /```[^\n`]{0,80}\n([^`]*(?:`{1,2}(?!`)[^`]*)*)(?:```|$)/g;
const PRIME = 0x01000193;
const NEWLINE = 10;

/** 1 for what words are made of; beyond ASCII everything is. */
const IN_WORD = new Uint8Array(128);
for (let code = 0; code < 128; code += 1) IN_WORD[code] = /\w/.test(String.fromCharCode(code)) ? 1 : 0;
const words = new Int32Array(MOST_ARGUMENT_WORDS);

/** The fenced blocks of an output, or where it has none the spans that rules took for code; each line of them, too. */
export function codeUnits(
  text: string,
  spans: readonly (readonly [start: number, end: number])[],
  seed: Seed,
): CodeUnit[] {
  const read = text.length > LONGEST_TEXT ? text.slice(0, LONGEST_TEXT) : text;
  const fenced = Array.from(read.matchAll(FENCED), ([, code]) => code ?? '');
  const blocks = fenced.length > 0 ? fenced : spans.map(([start, end]) => read.slice(start, end));
  const units: CodeUnit[] = [];
  for (const block of blocks) if (units.length < MOST_UNITS) addUnits(units, block, seed);
  return units.slice(0, MOST_UNITS);
}

/** The words of what a call was given: of the strings in it where it is JSON. */
export function argumentWords(bytes: Uint8Array, seed: Seed): Int32Array {
  const text = plainText(decodeText(bytes.subarray(0, LONGEST_TEXT)));
  return words.slice(0, readWords(text, MOST_ARGUMENT_WORDS, seed, nothing));
}

/** Whether the unit stands in the words, whole and in order. */
export function runsUnit(given: Int32Array, unit: Int32Array): boolean {
  const first = unit[0] as number;
  const last = given.length - unit.length;
  for (let at = given.indexOf(first); at >= 0 && at <= last; at = given.indexOf(first, at + 1)) {
    let same = 1;
    while (same < unit.length && given[at + same] === unit[same]) same += 1;
    if (same === unit.length) return true;
  }
  return false;
}

function addUnits(units: CodeUnit[], code: string, seed: Seed): void {
  if (code.length < LEAST_LENGTH) return;
  const lines: [from: number, to: number][] = [];
  let lineStart = 0;
  let from = 0;
  const endLine = (end: number, count: number) => {
    if (count - from >= LEAST_WORDS && end - lineStart >= LEAST_LENGTH) lines.push([from, count]);
    [from, lineStart] = [count, end + 1];
  };
  const count = readWords(code, MOST_BLOCK_WORDS, seed, endLine);
  if (count < MOST_BLOCK_WORDS) endLine(code.length, count);
  if (count < LEAST_WORDS) return;
  const all = words.slice(0, count);
  units.push({ words: all, isLine: false });
  const isOneLine = lines.length === 1 && lines[0]?.[0] === 0 && lines[0][1] === count;
  if (isOneLine) return;
  for (const [start, end] of lines) {
    if (units.length === MOST_UNITS) return;
    units.push({ words: all.subarray(start, end), isLine: true });
  }
}

/** Fills `words`; returns how many there are. `onLine` hears where a line ends and how many there were by then. */
function readWords(
  text: string,
  most: number,
  seed: Seed,
  onLine: (end: number, count: number) => void,
): number {
  let count = 0;
  let at = 0;
  for (; at < text.length && count < most; at += 1) {
    let code = text.charCodeAt(at);
    if (code < 128 && IN_WORD[code] === 0) {
      if (code === NEWLINE) onLine(at, count);
      continue;
    }
    let hash = seed.a;
    while (at < text.length && (code >= 128 || IN_WORD[code] === 1)) {
      hash = Math.imul(hash ^ code, PRIME);
      at += 1;
      code = text.charCodeAt(at);
    }
    at -= 1;
    words[count++] = hash;
  }
  return count;
}

function plainText(text: string): string {
  if (!/^\s*[{["]/.test(text)) return text;
  try {
    return stringsIn(JSON.parse(text)).join('\n');
  } catch {
    return text;
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

function nothing(): void {}
