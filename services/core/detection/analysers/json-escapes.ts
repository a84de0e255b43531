/** A JSON string with its escapes undone, and the way back: kept by escape, since most strings are asked for no place at all. */

export interface Unescaped {
  text: string;
  places: Places;
}

/** A string within a text. */
export interface JsonString {
  text: string;
  /** Where each unit of `text` begins; null where it is `start` and its index. */
  places: Places | null;
  /** The stretch that it was read from, without its quotes. */
  start: number;
  end: number;
}

/** Shorter strings are read as fast without a parser. */
const LONG = 256;
const QUOTE = 34;
const BACKSLASH = 92;
const SIMPLE: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
const CODE = /^[0-9a-fA-F]{4}$/;

/** Where each unit of a decoded string begins in the text that it was read from; looked for when it is first asked for. */
export class Places {
  readonly #text: string;
  readonly #start: number;
  readonly #end: number;
  /** By turns: a unit of the decoded string, and where it begins in the text. From one pair to the next both go on together. */
  #marks: number[] | null = null;

  /** [start, end) of the text, without the quotes. */
  constructor(text: string, start: number, end: number) {
    this.#text = text;
    this.#start = start;
    this.#end = end;
  }

  /** Of a unit within the string, or of its end. */
  of(unit: number): number {
    this.#marks ??= this.#read();
    let low = 0;
    let high = this.#marks.length / 2 - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#marks[2 * middle] as number) <= unit) low = middle;
      else high = middle - 1;
    }
    return (this.#marks[2 * low + 1] as number) + unit - (this.#marks[2 * low] as number);
  }

  #read(): number[] {
    const marks = [0, this.#start];
    let from = this.#start;
    let length = 0;
    for (let slash = slashFrom(this.#text, from, this.#end); slash >= 0; ) {
      // A backslash that ends the text stands for nothing.
      length += slash - from + (slash + 1 < this.#text.length ? 1 : 0);
      from = slash + escapeLength(this.#text, slash);
      marks.push(length, from);
      slash = slashFrom(this.#text, from, this.#end);
    }
    return marks;
  }
}

/** [start, end) of the text, without the quotes; an escape that JSON does not know stands for what follows the backslash. */
export function unescapeJson(text: string, start: number, end: number): Unescaped {
  return {
    text: strictly(text, start, end) ?? tolerantly(text, start, end),
    places: new Places(text, start, end),
  };
}

/** What JSON itself makes of it, which takes a fraction of the time; null where it is none, or too short to be tried in vain. */
function strictly(text: string, start: number, end: number): string | null {
  const isQuoted = text.charCodeAt(start - 1) === QUOTE && text.charCodeAt(end) === QUOTE;
  if (!isQuoted || end - start < LONG) return null;
  try {
    return JSON.parse(text.slice(start - 1, end + 1)) as string;
  } catch {
    return null;
  }
}

function tolerantly(text: string, start: number, end: number): string {
  let value = '';
  let from = start;
  for (let slash = slashFrom(text, from, end); slash >= 0; slash = slashFrom(text, from, end)) {
    const length = escapeLength(text, slash);
    const letter = text.charAt(slash + 1);
    value += text.slice(from, slash);
    value +=
      length > 2
        ? String.fromCharCode(Number.parseInt(text.slice(slash + 2, slash + 6), 16))
        : (SIMPLE[letter] ?? letter);
    from = slash + length;
  }
  return value + text.slice(Math.min(from, end), end);
}

/** The next backslash before `end`, or -1. */
function slashFrom(text: string, from: number, end: number): number {
  const slash = text.indexOf('\\', from);
  return slash < end ? slash : -1;
}

function escapeLength(text: string, slash: number): 2 | 6 {
  return text.charAt(slash + 1) === 'u' && CODE.test(text.slice(slash + 2, slash + 6)) ? 6 : 2;
}

/** The last string that was long, and the text that it is from: analysers ask for the same ones in turn. */
let held: JsonString | null = null;
let heldText = '';
const LONGEST_HELD = 65_536;

/** The string that begins at `start`, behind its quote, its escapes undone; one that is cut off ends with the text. */
export function readJsonString(text: string, start: number): JsonString {
  if (held !== null && held.start === start && heldText === text) return held;
  const string = readAnew(text, start);
  if (string.places !== null && string.text.length >= LONG && text.length <= LONGEST_HELD)
    [held, heldText] = [string, text];
  return string;
}

function readAnew(text: string, start: number): JsonString {
  let end = start;
  let hasEscapes = false;
  for (; end < text.length && text.charCodeAt(end) !== QUOTE; end++) {
    if (text.charCodeAt(end) !== BACKSLASH) continue;
    hasEscapes = true;
    end++;
  }
  end = Math.min(end, text.length);
  return hasEscapes
    ? { ...unescapeJson(text, start, end), start, end }
    : { text: text.slice(start, end), places: null, start, end };
}
