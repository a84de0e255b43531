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

const QUOTE = 34;
const BACKSLASH = 92;
const SIMPLE: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
const CODE = /^[0-9a-fA-F]{4}$/;

/** Where each unit of a decoded string begins in the text that it was read from. */
export class Places {
  /** By turns: a unit of the decoded string, and where it begins in the text. From one pair to the next both go on together. */
  readonly #marks: number[];

  constructor(start: number) {
    this.#marks = [0, start];
  }

  /** After an escape. Marks come in order. */
  mark(unit: number, at: number): void {
    this.#marks.push(unit, at);
  }

  /** Of a unit within the string, or of its end. */
  of(unit: number): number {
    let low = 0;
    let high = this.#marks.length / 2 - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#marks[2 * middle] as number) <= unit) low = middle;
      else high = middle - 1;
    }
    return (this.#marks[2 * low + 1] as number) + unit - (this.#marks[2 * low] as number);
  }
}

/** [start, end) of the text, without the quotes; an escape that JSON does not know stands for what follows the backslash. */
export function unescapeJson(text: string, start: number, end: number): Unescaped {
  const places = new Places(start);
  let value = '';
  let from = start;
  for (let slash = text.indexOf('\\', start); slash >= 0 && slash < end; slash = text.indexOf('\\', from)) {
    const letter = text.charAt(slash + 1);
    const code = letter === 'u' ? text.slice(slash + 2, slash + 6) : '';
    const isCode = code !== '' && CODE.test(code);
    value += text.slice(from, slash);
    value += isCode ? String.fromCharCode(Number.parseInt(code, 16)) : (SIMPLE[letter] ?? letter);
    from = slash + (isCode ? 6 : 2);
    places.mark(value.length, from);
  }
  return { text: value + text.slice(Math.min(from, end), end), places };
}

/** The string that begins at `start`, behind its quote, its escapes undone; one that is cut off ends with the text. */
export function readJsonString(text: string, start: number): JsonString {
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
