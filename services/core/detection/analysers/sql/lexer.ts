/**
 * A lexer for what any SQL dialect may hold. Parsers that are kept were tried: node-sql-parser is 89 MB and reads one dialect at a
 * time, libpg-query is WASM and knows PostgreSQL only (no `?`, `:x`, backticks, TOP), and both refuse what is half wrong, which a
 * database may still run. So this one is ours: it refuses nothing, never throws, and is linear in the text.
 */
import { NUMBER, OPERATOR, PARAMETER, QUOTED, STRING, Tokens, WORD } from './tokens.ts';

const OPERATORS = new Set('<>=!|&:~'.split(''));
const FULL_WIDTH = /[\uff21-\uff5a]/;
const LONGEST_BRACKET = 128;
/** Twice what a megabyte of INSERTs holds; a text with more is judged up to here, and said to be too long. */
const MOST_TOKENS = 400_000;

/** Everything in the text, comments left out; what stands in MySQL’s comments that run (`/*!`) is in. */
export function readTokens(text: string): Tokens {
  return new Lexer(text).read();
}

class Lexer {
  readonly #text: string;
  readonly #tokens: Tokens;
  readonly #open: number[] = [];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = new Tokens(text);
  }

  read(): Tokens {
    const text = this.#text;
    while (this.#at < text.length && this.#tokens.size < MOST_TOKENS) {
      const code = text.charCodeAt(this.#at);
      if (code <= 32 || (code >= 0xa0 && isWideBlank(code))) this.#at++;
      else if (isWordStart(code)) this.#word();
      else if (code >= 48 && code <= 57) this.#number();
      else this.#other(text.charAt(this.#at));
    }
    this.#closeAll();
    this.#tokens.isWhole = this.#tokens.size < MOST_TOKENS;
    return this.#tokens;
  }

  #add(kind: number, end: number, word: string): void {
    this.#tokens.add(kind, this.#at, end, word);
    this.#at = end;
  }

  #word(): void {
    const text = this.#text;
    let end = this.#at + 1;
    while (end < text.length && isWordPart(text.charCodeAt(end))) end++;
    const next = text.charCodeAt(end);
    if (next === 39 && end - this.#at <= 6) {
      const prefix = text.slice(this.#at, end).toLowerCase();
      if (prefix === 'q' || prefix === 'nq') return this.#oracleString(end);
      if (/^(?:[nebxr]|rb|br|_\w{1,5})$/.test(prefix)) return this.#string(end, 39, STRING);
    }
    const plain = end - this.#at > 128 ? '' : text.slice(this.#at, end);
    const word = (FULL_WIDTH.test(plain) ? plain.normalize('NFKC') : plain).toLowerCase();
    this.#add(WORD, end, word);
  }

  #number(): void {
    const text = this.#text;
    let end = this.#at;
    if (/^0x[0-9a-f]/i.test(text.slice(end, end + 3))) {
      end += 2;
      while (isHex(text.charCodeAt(end))) end++;
    } else {
      while (isDigit(text.charCodeAt(end)) || text.charCodeAt(end) === 46) end++;
      if (/^e[+-]?\d/i.test(text.slice(end, end + 3))) {
        end += 2;
        while (isDigit(text.charCodeAt(end))) end++;
      }
    }
    this.#add(NUMBER, end, '');
  }

  #other(letter: string): void {
    const text = this.#text;
    const at = this.#at;
    const next = text.charAt(at + 1);
    if (letter === "'") this.#string(at, 39, STRING);
    else if (letter === '"') this.#string(at, 34, QUOTED);
    else if (letter === '`') this.#backticks();
    else if (letter === '-' && next === '-') this.#lineComment();
    else if (letter === '#') this.#hash(next);
    else if (letter === '/' && next === '*') this.#comment();
    else if (letter === '/' && next === '/' && this.#isRemark()) this.#lineComment();
    else if (letter === '*' && next === '/') this.#at += 2;
    else if (letter === '[') this.#bracket();
    else if (letter === '$') this.#dollar();
    else if (letter === '@') this.#named(next === '@' ? 2 : 1);
    else if (letter === ':' && isWordStart(text.charCodeAt(at + 1))) this.#named(1);
    else if (letter === '?') this.#add(PARAMETER, at + 1, '');
    else if (letter === '%' && /^%(?:s|\(\w{1,40}\)s)(?!\w)/.test(text.slice(at, at + 48)))
      this.#add(PARAMETER, at + (next === 's' ? 2 : text.slice(at).indexOf(')') + 2), '');
    else if (letter === '{') this.#braces();
    else if (letter === '(' || letter === ')' || letter === ';') this.#punctuation(letter);
    else this.#operator(letter);
  }

  #punctuation(letter: string): void {
    const { size } = this.#tokens;
    if (letter === ';') this.#closeAll();
    this.#add(OPERATOR, this.#at + 1, letter);
    if (letter === '(') this.#open.push(size);
    if (letter !== ')') return;
    const open = this.#open.pop();
    // Adding may have made the columns anew.
    if (open !== undefined) this.#tokens.closes[open] = size;
  }

  /** A statement's end closes what is open in it. */
  #closeAll(): void {
    const { closes, size } = this.#tokens;
    for (const open of this.#open) closes[open] = size;
    this.#open.length = 0;
  }

  #operator(letter: string): void {
    const text = this.#text;
    let end = this.#at + 1;
    if (OPERATORS.has(letter))
      while (end < this.#at + 3 && end < text.length && OPERATORS.has(text.charAt(end))) end++;
    this.#add(OPERATOR, end, end - this.#at === 1 ? letter : text.slice(this.#at, end));
  }

  /** From a quote to its end: doubled and escaped ones are part of it. `'\'` is whole in standard SQL. */
  #string(from: number, quote: number, kind: number): void {
    const text = this.#text;
    let end = from + 1;
    for (; end < text.length; end++) {
      const code = text.charCodeAt(end);
      if (code === 92 && !(end === from + 1 && text.charCodeAt(end + 1) === quote)) end++;
      else if (code === quote) {
        if (text.charCodeAt(end + 1) !== quote) break;
        end++;
      }
    }
    if (end >= text.length && kind === STRING) this.#tokens.unclosed = from + 1;
    end = Math.min(end + 1, text.length);
    this.#add(
      kind,
      end,
      kind === QUOTED ? text.slice(from + 1, Math.min(end - 1, from + 129)).toLowerCase() : '',
    );
  }

  #oracleString(quote: number): void {
    const text = this.#text;
    const open = text.charAt(quote + 1);
    const close = { '[': ']', '{': '}', '(': ')', '<': '>' }[open] ?? open;
    const end = text.indexOf(`${close}'`, quote + 2);
    this.#add(STRING, end === -1 ? text.length : end + 2, '');
  }

  /** BigQuery’s `project.set.table` is one name of three: the last counts. */
  #backticks(): void {
    const close = this.#text.indexOf('`', this.#at + 1);
    const end = close === -1 ? this.#text.length : close + 1;
    const name = this.#text.slice(this.#at + 1, Math.min(end - 1, this.#at + 200)).toLowerCase();
    this.#add(QUOTED, end, name.slice(name.lastIndexOf('.') + 1));
  }

  #bracket(): void {
    const text = this.#text;
    const before = text.charCodeAt(this.#at - 1);
    const isIndex = isWordPart(before) || before === 93 || before === 41;
    if (!isIndex && isWordStart(text.charCodeAt(this.#at + 1))) {
      const inner = text.slice(this.#at + 1, this.#at + LONGEST_BRACKET);
      const close = inner.indexOf(']');
      if (close > 0 && !inner.slice(0, close).includes(','))
        return this.#add(QUOTED, this.#at + close + 2, inner.slice(0, close).toLowerCase());
    }
    this.#add(OPERATOR, this.#at + 1, '[');
  }

  /** `$1`, `$name`, `${name}`, `$$ … $$`, `$tag$ … $tag$`. */
  #dollar(): void {
    const text = this.#text;
    let end = this.#at + 1;
    if (text.charAt(end) === '{') return this.#braces();
    while (
      end - this.#at < 64 &&
      end < text.length &&
      isWordPart(text.charCodeAt(end)) &&
      text.charAt(end) !== '$'
    )
      end++;
    if (text.charAt(end) === '$') {
      const tag = text.slice(this.#at, end + 1);
      const close = text.indexOf(tag, end + 1);
      return this.#add(STRING, close === -1 ? text.length : close + tag.length, '');
    }
    this.#add(PARAMETER, end, '');
  }

  #named(signs: number): void {
    const text = this.#text;
    let end = this.#at + signs;
    while (end < text.length && isWordPart(text.charCodeAt(end))) end++;
    if (end === this.#at + signs) this.#add(OPERATOR, this.#at + 1, text.charAt(this.#at));
    else this.#add(PARAMETER, end, text.slice(this.#at, Math.min(end, this.#at + 64)).toLowerCase());
  }

  /** A template's `{name}` stands for a value. */
  #braces(): void {
    const template = /^\$?\{{1,2}[\w .$]{1,60}\}{1,2}/.exec(this.#text.slice(this.#at, this.#at + 66));
    if (template === null) this.#operator(this.#text.charAt(this.#at));
    else this.#add(PARAMETER, this.#at + template[0].length, '');
  }

  /** `#` begins a comment in MySQL, the name of a temporary table in T-SQL, an operator in PostgreSQL. */
  #hash(next: string): void {
    const after = this.#text.charCodeAt(this.#at + 1);
    if ((isWordPart(after) || next === '#') && !this.#isRemark()) {
      let end = this.#at + 1;
      while (end < this.#text.length && isWordPart(this.#text.charCodeAt(end))) end++;
      if (end === this.#at + 1) end++;
      this.#add(WORD, end, this.#text.slice(this.#at, Math.min(end, this.#at + 64)).toLowerCase());
    } else if (next === '>' || next === '-') this.#add(OPERATOR, this.#at + 1, '#');
    else this.#lineComment();
  }

  /** `DROP #remark` and a new line: after a verb that no name follows, MySQL’s comment; elsewhere a temporary table’s name. */
  #isRemark(): boolean {
    const before = this.#tokens.words.at(-1) ?? '';
    return (
      /^(?:drop|delete|truncate|select|alter|create|union|insert|grant|exec|and|or|where|table|from|database|schema|update)$/.test(
        before,
      ) && this.#text.includes('\n', this.#at)
    );
  }

  #lineComment(): void {
    const line = this.#text.indexOf('\n', this.#at);
    const end = line === -1 ? this.#text.length : line;
    this.#tokens.comments.push(this.#at, end);
    this.#at = end;
  }

  #comment(): void {
    const text = this.#text;
    const runs = /^\/\*M?!\d{0,6}/.exec(text.slice(this.#at, this.#at + 10));
    if (runs !== null) {
      this.#at += runs[0].length;
      return;
    }
    const close = text.indexOf('*/', this.#at + 2);
    this.#at = close === -1 ? text.length : close + 2;
  }
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isHex(code: number): boolean {
  return isDigit(code) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102);
}

/** What some databases and every reader take for a blank. */
function isWideBlank(code: number): boolean {
  return (
    code === 0xa0 ||
    code === 0xfeff ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200b) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

function isWordStart(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    code === 95 ||
    (code > 0xa0 && !isWideBlank(code))
  );
}

function isWordPart(code: number): boolean {
  return isWordStart(code) || isDigit(code) || code === 36;
}
