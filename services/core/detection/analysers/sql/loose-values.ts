/** Values as the shells of databases and GraphQL write them: JSON with bare keys, single quotes, patterns, calls and comments. */

/** What cannot be told: a variable, a template. */
export const UNTOLD = Symbol('untold');

const DEEPEST = 24;
const BLANK = /(?:\s|\/\*[^*]{0,200}\*\/|\/\/[^\n]{0,200}\n){0,40}/y;
const NUMBER = /[-+]?(?:\d{1,40}(?:\.\d{0,40})?(?:e[-+]?\d{1,4})?|Infinity)/iy;
const WORD = /[\w$.]{1,100}/y;
const PATTERN = /\/((?:[^/\\\n]|\\.){0,200})\/[a-z]{0,6}/y;

/** The value that begins at `at`, or null for none that is whole. */
export function looseValueAt(text: string, at: number): { value: unknown; end: number } | null {
  const reader = new Reader(text, at);
  const value = reader.value(0);
  return reader.isBroken ? null : { value, end: reader.at };
}

class Reader {
  readonly #text: string;
  at: number;
  isBroken = false;

  constructor(text: string, at: number) {
    this.#text = text;
    this.at = at;
  }

  value(depth: number): unknown {
    this.#take(BLANK);
    const letter = this.#text[this.at];
    if (depth > DEEPEST || letter === undefined) return this.#fail();
    if (letter === '{') return this.#fields(depth);
    if (letter === '[') return this.#items(']', depth);
    if (letter === '"' || letter === "'" || letter === '`') return this.#string(letter);
    if (letter === '/') {
      const pattern = this.#take(PATTERN);
      return pattern === null ? this.#fail() : { $regex: pattern.slice(1, pattern.lastIndexOf('/')) };
    }
    const number = this.#take(NUMBER);
    if (number !== null) return Number(number);
    return this.#word(depth);
  }

  #word(depth: number): unknown {
    let word = this.#take(WORD);
    if (word === null) return this.#fail();
    if (word === 'new') {
      this.#take(BLANK);
      word = this.#take(WORD) ?? '';
    }
    this.#take(BLANK);
    const parts = this.#text[this.at] === '(' ? (this.#items(')', depth) as unknown[]) : null;
    switch (word) {
      case 'true':
      case 'True':
        return true;
      case 'false':
      case 'False':
        return false;
      case 'null':
      case 'None':
      case 'undefined':
        return null;
      case 'MinKey':
      case 'MaxKey':
        return { [`$${word === 'MinKey' ? 'minKey' : 'maxKey'}`]: 1 };
      case 'ObjectId':
        return { $oid: parts?.[0] ?? UNTOLD };
      case 'Date':
      case 'ISODate':
      case 'Date.now':
        return parts === null ? UNTOLD : { $date: parts.length === 0 ? 'now' : parts[0] };
      case 'NumberLong':
      case 'NumberInt':
        return Number(parts?.[0] ?? 0);
      default:
        return UNTOLD;
    }
  }

  #fields(depth: number): unknown {
    const fields: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
    this.at++;
    while (!this.isBroken) {
      this.#take(BLANK);
      if (this.#text[this.at] === '}') {
        this.at++;
        break;
      }
      const quote = this.#text[this.at];
      const key = quote === '"' || quote === "'" ? this.#string(quote) : this.#take(WORD);
      this.#take(BLANK);
      if (key === null || this.#text[this.at] !== ':') return this.#fail();
      this.at++;
      fields[key] = this.value(depth + 1);
      this.#take(BLANK);
      if (this.#text[this.at] === ',') this.at++;
    }
    return fields;
  }

  #items(close: string, depth: number): unknown {
    const items: unknown[] = [];
    this.at++;
    while (!this.isBroken) {
      this.#take(BLANK);
      if (this.#text[this.at] === close) {
        this.at++;
        break;
      }
      items.push(this.value(depth + 1));
      this.#take(BLANK);
      if (this.#text[this.at] === ',') this.at++;
    }
    return items;
  }

  #string(quote: string): string {
    const from = ++this.at;
    while (this.at < this.#text.length && this.#text[this.at] !== quote)
      this.at += this.#text[this.at] === '\\' ? 2 : 1;
    if (this.at >= this.#text.length) this.isBroken = true;
    return this.#text.slice(from, this.at++);
  }

  #take(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.#text);
    if (found === null) return null;
    this.at += found[0].length;
    return found[0];
  }

  #fail(): null {
    this.isBroken = true;
    return null;
  }
}
