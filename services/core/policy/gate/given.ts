/** The arguments of a call as the values in them, each with its path: JSON, JSON within its strings, keys that stand twice kept twice. Never throws. */

export type Value = string | number | boolean | null;
export interface Leaf {
  /** Keys in lower case, places in lists as `[0]`. */
  path: readonly string[];
  value: Value;
  /** A string that may be an object for somebody (JSON5, one level more) and was not read to its end. */
  isOpaque?: true;
}
export interface Given {
  leaves: readonly Leaf[];
  /** All of it was read: false where it is no JSON, or has more than is looked at. */
  isWhole: boolean;
}

const MOST_LEAVES = 5000;
const DEEPEST = 48;
/** JSON within strings of JSON. */
const DEEPEST_TEXT = 3;
/** The beginning of an object or a list, or of a remark before one; in it a name with a value. */
const STRUCTURE = /^\s*(?:[[{]|\/[*/])/;
const MEMBER = /\{\s*(?:\\*["']|[\w$]+\s*:|\/[*/])/;
const BLANK = /[\t\n\r ]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const QUOTE = 34;
const BACKSLASH = 92;
const WORDS: readonly (readonly [string, Value])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];

export function readGiven(text: string): Given {
  const leaves: Leaf[] = [];
  if (text.trim() === '') return { leaves, isWhole: true };
  return { leaves, isWhole: readText(text, [], leaves, 1) };
}

function readText(text: string, path: readonly string[], leaves: Leaf[], depth: number): boolean {
  const reader = new Reader(text, leaves, depth);
  return reader.readWhole(path);
}

/** One text; stops at the first thing that is no JSON. */
class Reader {
  readonly #text: string;
  readonly #leaves: Leaf[];
  readonly #depth: number;
  #at = 0;

  constructor(text: string, leaves: Leaf[], depth: number) {
    this.#text = text;
    this.#leaves = leaves;
    this.#depth = depth;
  }

  readWhole(path: readonly string[]): boolean {
    const isRead = this.#readValue(path);
    this.#skip();
    return isRead && this.#at === this.#text.length;
  }

  #readValue(path: readonly string[]): boolean {
    this.#skip();
    const letter = this.#text[this.#at];
    if (letter === '{') return this.#readMembers(path);
    if (letter === '[') return this.#readItems(path);
    if (letter === '"') {
      const string = this.#readString();
      return string !== null && this.#addString(string, path);
    }
    for (const [word, value] of WORDS)
      if (this.#text.startsWith(word, this.#at)) {
        this.#at += word.length;
        return this.#add(path, value);
      }
    const number = this.#match(NUMBER);
    return number !== null && this.#add(path, Number(number));
  }

  #readMembers(path: readonly string[]): boolean {
    if (path.length >= DEEPEST) return false;
    this.#at++;
    if (this.#takes('}')) return this.#add(path, null);
    do {
      this.#skip();
      const key = this.#text[this.#at] === '"' ? this.#readString() : null;
      if (key === null || !this.#takes(':') || !this.#readValue([...path, key.toLowerCase()])) return false;
    } while (this.#takes(','));
    return this.#takes('}');
  }

  #readItems(path: readonly string[]): boolean {
    if (path.length >= DEEPEST) return false;
    this.#at++;
    if (this.#takes(']')) return this.#add(path, null);
    let index = 0;
    do if (!this.#readValue([...path, `[${index++}]`])) return false;
    while (this.#takes(','));
    return this.#takes(']');
  }

  /** A string that holds JSON is read as what it holds, too. */
  #addString(string: string, path: readonly string[]): boolean {
    if (!this.#add(path, string)) return false;
    if (!STRUCTURE.test(string)) return true;
    const at = this.#leaves.length - 1;
    const isRead = this.#depth < DEEPEST_TEXT && readText(string, path, this.#leaves, this.#depth + 1);
    if (!isRead && MEMBER.test(string)) this.#leaves[at] = { path, value: string, isOpaque: true };
    return this.#leaves.length < MOST_LEAVES;
  }

  #add(path: readonly string[], value: Value): boolean {
    if (this.#leaves.length >= MOST_LEAVES) return false;
    this.#leaves.push({ path, value });
    return true;
  }

  /** Line breaks and the like within are taken as lenient parsers take them. */
  #readString(): string | null {
    const start = this.#at;
    let hasEscapes = false;
    let end = start + 1;
    for (; end < this.#text.length; end++) {
      const unit = this.#text.charCodeAt(end);
      if (unit === QUOTE) break;
      if (unit !== BACKSLASH) continue;
      hasEscapes = true;
      end++;
    }
    if (end >= this.#text.length) return null;
    this.#at = end + 1;
    return hasEscapes ? unescaped(this.#text.slice(start, end + 1)) : this.#text.slice(start + 1, end);
  }

  #takes(letter: string): boolean {
    this.#skip();
    if (this.#text[this.#at] !== letter) return false;
    this.#at++;
    return true;
  }

  #skip(): void {
    this.#match(BLANK);
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match === null) return null;
    this.#at = pattern.lastIndex;
    return match[0];
  }
}

function unescaped(quoted: string): string | null {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return null;
  }
}
