/**
 * Reads one word of a script and expands it: quotes, escapes, `$'…'`, variables, substitutions, braces. Always goes forward, so
 * a script costs one pass; what is never closed ends with the text.
 */
import { alternatives } from './braces.ts';
import { unescape } from './escapes.ts';
import { MOST_WORDS } from './limits.ts';
import type { Variables } from './variables.ts';

/** More alternatives of one word (braces, variables with several values) than this are not followed. */
const MOST_FIELDS = 64;
/** How far a `${` or `{` looks for its end. */
const LONGEST_EXPANSION = 512;
const LONGEST_FIELD = 65_536;

const PLAIN = 0;
const META = 1;
const SPECIAL = 2;
const classes = new Uint8Array(128);
for (const letter of ' \t\r\n;&|()<>') classes[letter.charCodeAt(0)] = META;
for (const letter of '\'"\\$`{') classes[letter.charCodeAt(0)] = SPECIAL;
const NAME_START = /[A-Za-z_]/;
const NAME = /\w+/y;
const SPECIAL_NAME = /[\d@*#?$!-]/;

export function isMeta(unit: number): boolean {
  return unit < 128 && classes[unit] === META;
}

/** Runs the commands of a substitution, or `code`, and says what they give: text if known, else a mark; and where reading goes on. */
export type Substitute = (
  from: number,
  kind: '(' | '`' | '<' | '>',
  code?: string,
) => { value: string; end: number };

export class WordReader {
  readonly #text: string;
  readonly #variables: Variables;
  readonly #substitute: Substitute;
  /** The word being read: its alternatives so far, and the fields already complete. */
  #current: string[] = [''];
  #fields: string[] = [];
  #started = false;
  #at = 0;
  #unclosed = 0;

  constructor(text: string, variables: Variables, substitute: Substitute) {
    this.#text = text;
    this.#variables = variables;
    this.#substitute = substitute;
  }

  /** Adds the fields of the word at `from` to `fields`; returns where it ends. `whole`: no splitting, as in assignments. */
  read(from: number, fields: string[], whole = false): number {
    const end = this.#plainEnd(from);
    if (end === this.#text.length || classes[this.#text.charCodeAt(end)] === META) {
      if (end > from && fields.length < MOST_WORDS) fields.push(this.#text.slice(from, end));
      return end;
    }
    return this.#readParts(from, fields, whole);
  }

  /** The value of a text that stands within double quotes, or of a here-document. */
  expandText(text: string, variables = this.#variables): string {
    if (!/[$`\\]/.test(text)) return text;
    const inner =
      text === this.#text && variables === this.#variables
        ? this
        : new WordReader(text, variables, (at) => ({ value: '', end: at + 1 }));
    inner.#quoted(true);
    return inner.#current[0] ?? '';
  }

  #plainEnd(from: number): number {
    const text = this.#text;
    let at = from;
    for (; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit < 128 && classes[unit] !== PLAIN) break;
    }
    return at;
  }

  #readParts(from: number, fields: string[], whole: boolean): number {
    const saved = [this.#current, this.#fields, this.#started] as const;
    this.#current = [''];
    this.#fields = [];
    this.#started = false;
    this.#at = from;
    while (this.#at < this.#text.length) {
      const end = this.#plainEnd(this.#at);
      if (end > this.#at) this.#append(this.#text.slice(this.#at, end));
      this.#at = end;
      if (end === this.#text.length || !this.#part(this.#text.charCodeAt(end), whole)) break;
    }
    const read = this.#complete();
    if (whole && read.length > 1) fields.push(read.join(' '));
    else if (fields.length < MOST_WORDS) for (const field of read) fields.push(field);
    const end = this.#at;
    [this.#current, this.#fields, this.#started] = saved;
    return end;
  }

  /** The fields of the word that ends here. */
  #complete(): readonly string[] {
    if (!this.#started) return this.#fields;
    return this.#fields.length === 0 ? this.#current : [...this.#fields, ...this.#current];
  }

  /** One special part; false at the end of the word. */
  #part(unit: number, whole: boolean): boolean {
    const text = this.#text;
    if (unit < 128 && classes[unit] === META) return false;
    switch (text.charAt(this.#at)) {
      case "'": {
        const close = this.#find("'", this.#at + 1);
        this.#append(text.slice(this.#at + 1, close));
        this.#at = close + 1;
        return true;
      }
      case '"':
        this.#at++;
        this.#append('');
        this.#quoted(false);
        return true;
      case '\\': {
        const next = text.charAt(this.#at + 1);
        if (next !== '\n') this.#append(next);
        this.#at += next === '\r' ? 3 : 2;
        return true;
      }
      case '$':
        this.#dollar(!whole, true);
        return true;
      case '`':
        this.#command(this.#at, '`', !whole);
        return true;
      default:
        this.#brace(whole);
        return true;
    }
  }

  /** Where the next such character stands, or the end of the text. */
  #find(character: string, from: number): number {
    const at = this.#text.indexOf(character, from);
    return at === -1 ? this.#text.length : at;
  }

  #quoted(toTheEnd: boolean): void {
    const text = this.#text;
    let kept = this.#at;
    for (;;) {
      const letter = text.charAt(this.#at);
      const isSpecial =
        letter === '' || letter === '\\' || letter === '$' || letter === '`' || (letter === '"' && !toTheEnd);
      if (!isSpecial) {
        this.#at++;
        continue;
      }
      this.#append(text.slice(kept, this.#at));
      if (letter === '' || letter === '"') {
        this.#at++;
        return;
      }
      if (letter === '$') this.#dollar(false, false);
      else if (letter === '`') this.#command(this.#at, '`', false);
      else this.#quotedEscape();
      kept = this.#at;
    }
  }

  #quotedEscape(): void {
    const next = this.#text.charAt(this.#at + 1);
    if (next === '\n') this.#append('');
    else this.#append('$`"\\'.includes(next) ? next : `\\${next}`);
    this.#at += 2;
  }

  #dollar(splits: boolean, unquoted: boolean): void {
    const text = this.#text;
    const next = text.charAt(this.#at + 1);
    if (next === '(') this.#command(this.#at + 1, '(', splits);
    else if (next === '{') this.#parameter(splits);
    else if (next === "'" && unquoted) this.#ansi();
    else if (next === '"' && unquoted) this.#at++;
    else if (NAME_START.test(next)) {
      NAME.lastIndex = this.#at + 1;
      const name = NAME.exec(text)?.[0] ?? '';
      this.#at += 1 + name.length;
      this.#variable(name, splits);
    } else if (next !== '' && SPECIAL_NAME.test(next)) {
      this.#at += 2;
      this.#variable(next, splits);
    } else {
      this.#append('$');
      this.#at++;
    }
  }

  #variable(name: string, splits: boolean): void {
    if (name === 'IFS' && splits && !this.#variables.has('IFS')) this.#breakField();
    else this.#appendAll(this.#variables.get(name), splits);
  }

  #parameter(splits: boolean): void {
    const close = this.#closing(this.#at + 1);
    if (close === -1) {
      this.#append('${');
      this.#at += 2;
      return;
    }
    const from = this.#at + 2;
    const inside = this.#text.slice(from, close);
    this.#at = close + 1;
    const subscript = inside.search(/\[(?:\$\(|`)/);
    if (subscript !== -1)
      this.#substitute(
        from,
        '(',
        enclosed(inside, inside.charAt(subscript + 1) === '`' ? subscript + 1 : subscript + 2) ?? '',
      );
    if (inside.startsWith('IFS') && splits) return this.#breakField();
    this.#appendAll(
      this.#variables.expand(inside, (text) => this.#expandPart(text, from)),
      splits,
    );
  }

  /** What stands within `${…}`; a substitution there ends there, too. */
  #expandPart(text: string, at: number): string {
    const bare = text.replace(/^(["'])(.*)\1$/s, '$2');
    const inner = new WordReader(bare, this.#variables, (from) => {
      const code = enclosed(bare, from);
      if (code === null) return { value: '', end: from + 1 };
      return { value: this.#substitute(at, '(', code).value, end: from + code.length + 2 };
    });
    return inner.expandText(bare);
  }

  #ansi(): void {
    const text = this.#text;
    let close = this.#at + 2;
    while (close < text.length && text.charAt(close) !== "'") close += text.charAt(close) === '\\' ? 2 : 1;
    this.#append(unescape(text.slice(this.#at + 2, close)));
    this.#at = close + 1;
  }

  #command(from: number, kind: '(' | '`', splits: boolean): void {
    const { value, end } = this.#substitute(from, kind);
    this.#at = end;
    this.#appendAll([value], splits);
  }

  /** The brace that closes the one at `open`, not too far away; -1 if there is none. Failures have a budget. */
  #closing(open: number): number {
    if (this.#unclosed > 20_000) return -1;
    const stop = Math.min(this.#text.length, open + LONGEST_EXPANSION);
    let depth = 0;
    for (let at = open; at < stop; at++) {
      const unit = this.#text.charCodeAt(at);
      if (unit === 92) at++;
      else if (unit === 123) depth++;
      else if (unit === 125 && --depth === 0) return at;
    }
    this.#unclosed++;
    return -1;
  }

  /** `{a,b}` and `{1..5}` give alternatives; any other brace is itself. */
  #brace(whole: boolean): void {
    const close = whole ? -1 : this.#closing(this.#at);
    const inside = close === -1 ? '' : this.#text.slice(this.#at + 1, close);
    const items = /\s/.test(inside) && !/["'\\]/.test(inside) ? null : alternatives(inside);
    if (items === null) {
      this.#append('{');
      this.#at++;
      return;
    }
    this.#at = close + 1;
    const values = items.flatMap((item) => {
      const fields: string[] = [];
      new WordReader(item, this.#variables, (at) => ({ value: '', end: at + 1 })).read(0, fields);
      return fields.length === 0 ? [''] : fields;
    });
    this.#appendAll(values, false);
  }

  #append(text: string): void {
    this.#started = true;
    for (let index = 0; index < this.#current.length; index++) {
      const head = this.#current[index] as string;
      if (head.length + text.length <= LONGEST_FIELD) this.#current[index] = head + text;
    }
  }

  /** Of a list without members nothing. */
  #appendAll(values: readonly string[], splits: boolean): void {
    if (values.length <= 1) {
      const [value = ''] = values;
      if (splits) this.#appendSplit(value);
      else this.#append(value);
      return;
    }
    this.#started = true;
    if ((this.#current[0] as string).length > LONGEST_FIELD) return;
    const product = this.#current.flatMap((head) => values.map((value) => head + value));
    this.#current = product.slice(0, MOST_FIELDS);
  }

  #appendSplit(value: string): void {
    const separators = this.#variables.separators;
    const pieces = value.split(separators === ' \t\n' ? /[ \t\n]+/ : splitter(separators));
    pieces.forEach((piece, index) => {
      if (index > 0) this.#breakField();
      if (piece !== '') this.#append(piece);
    });
  }

  #breakField(): void {
    if (this.#started && this.#fields.length < MOST_WORDS) this.#fields.push(...this.#current);
    this.#current = [''];
    this.#started = false;
  }
}

/** What the bracket or backtick at `open` encloses; null where it is not closed. */
function enclosed(text: string, open: number): string | null {
  if (text.charAt(open) === '`') {
    const close = text.indexOf('`', open + 1);
    return close === -1 ? null : text.slice(open + 1, close);
  }
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    const letter = text.charAt(at);
    if (letter === '(') depth++;
    else if (letter === ')' && --depth === 0) return text.slice(open + 1, at);
  }
  return null;
}

function splitter(separators: string): RegExp {
  return new RegExp(`[${separators.replace(/[\\\]^-]/g, String.raw`\$&`) || '\\0'}]+`);
}
