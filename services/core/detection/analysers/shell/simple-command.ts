/** Reads what a simple command is made of: assignments, words, redirections (POSIX 2.9.1), and here-documents. */
import { NONE, type Redirect } from './command.ts';
import { HereDocuments } from './here-documents.ts';
import { MOST_PARTS } from './limits.ts';
import type { Variables } from './variables.ts';
import { isMeta, type Substitute, WordReader } from './word.ts';

/** A variable has at most so many values. */
const MOST_VALUES = 16;
const ASSIGNMENT = /([A-Za-z_]\w*)(?:\[([^\]\s]{0,40})\])?(\+?)=/y;
const DECLARES: ReadonlySet<string> = new Set(['declare', 'typeset', 'local', 'readonly', 'export']);
const LIST = /[A-Za-z_]\w{0,80}\+?=\(/y;
const MEMBER = /^\[([^\]]{1,40})\]=(.*)$/s;
const REDIRECT = /(?:\d{0,3}|\{\w+\})(&>>?|<<<|<<-?|<>|<&|>&|>>|>\||<|>)/y;

export interface Parts {
  argv: string[];
  assigns: readonly (readonly [string, string])[];
  redirects: Redirect[];
  /** After its last part. */
  end: number;
  /** Where reading goes on. */
  at: number;
}

export class SimpleCommandReader {
  readonly #text: string;
  readonly #variables: Variables;
  readonly #substitute: Substitute;
  readonly #words: WordReader;
  readonly #hereDocuments: HereDocuments;

  constructor(text: string, variables: Variables, substitute: Substitute) {
    this.#text = text;
    this.#variables = variables;
    this.#substitute = substitute;
    this.#words = new WordReader(text, variables, substitute);
    this.#hereDocuments = new HereDocuments(text);
  }

  read(start: number): Parts {
    const argv: string[] = [];
    const redirects: Redirect[] = [];
    let assigns: (readonly [string, string])[] | undefined;
    let end = start;
    let at = start;
    while (at < this.#text.length) {
      const unit = this.#text.charCodeAt(at);
      if (unit === 32 || unit === 9 || unit === 13) {
        at++;
        continue;
      }
      if (unit === 35 && at > end) break;
      const redirected = this.#redirect(at, redirects);
      const isProcess = redirected < 0 && (unit === 60 || unit === 62) && this.#text.charAt(at + 1) === '(';
      if (redirected < 0 && !isProcess && isMeta(unit)) break;
      if (redirected >= 0) at = redirected;
      else if (isProcess) at = this.#target(at, argv, false);
      else {
        const assigned = argv.length === 0 || this.#declaresList(argv, at) ? this.#assignment(at) : null;
        if (assigned === null) at = this.#words.read(at, argv);
        else {
          (assigns ??= []).push(assigned.pair);
          at = assigned.end;
        }
      }
      end = at;
    }
    return { argv, assigns: assigns ?? NONE, redirects, end, at };
  }

  /** Words up to a separator; returns where it stands. */
  readWords(from: number, into: string[]): number {
    let at = from;
    for (;;) {
      while (this.#text.charAt(at) === ' ' || this.#text.charAt(at) === '\t') at++;
      if (at >= this.#text.length || isMeta(this.#text.charCodeAt(at))) return at;
      at = this.#words.read(at, into);
    }
  }

  /** The values of the words after `for name in`. */
  readValues(name: string, from: number): number {
    const values: string[] = [];
    const end = this.readWords(from, values);
    this.#set(name, values);
    return end;
  }

  /** Redirections alone, as they follow a group. */
  readRedirects(from: number, into: Redirect[]): number {
    let at = from;
    for (;;) {
      while (this.#text.charAt(at) === ' ') at++;
      const next = this.#redirect(at, into);
      if (next < 0) return at;
      at = next;
    }
  }

  /** The bodies of the here-documents announced in the line that ended at `at`. */
  readHereDocuments(at: number): number {
    return this.#hereDocuments.read(at, (body) => this.#words.expandText(body));
  }

  #set(name: string, values: readonly string[]): void {
    this.#variables.set(name, values.slice(0, MOST_VALUES));
  }

  /** `declare -A map=(…)`. */
  #declaresList(argv: readonly string[], at: number): boolean {
    if (!DECLARES.has(argv[0] ?? '')) return false;
    LIST.lastIndex = at;
    return LIST.test(this.#text);
  }

  #assignment(from: number): { pair: readonly [string, string]; end: number } | null {
    ASSIGNMENT.lastIndex = from;
    const found = ASSIGNMENT.exec(this.#text);
    if (found === null) return null;
    const [head, name = '', subscript, append] = found;
    const values: string[] = [];
    let at = from + head.length;
    if (this.#text.charAt(at) === '(') {
      at = this.readWords(at + 1, values);
      if (this.#text.charAt(at) === ')') at++;
      for (const value of values) {
        const member = MEMBER.exec(value);
        if (member !== null) this.#variables.set(`${name}[${member[1]}]`, [member[2] ?? '']);
      }
      if (append === '+' && this.#variables.has(name)) values.unshift(...this.#variables.get(name));
    } else at = this.#words.read(at, values, true);
    if (subscript !== undefined) this.#setMember(name, subscript, values);
    else if (append === '+' && this.#text.charAt(from + head.length) !== '(')
      this.#variables.append(name, values.join(' '));
    else this.#set(name, values);
    return { pair: [name, values.join(' ')], end: at };
  }

  /** `list[1]=word`: the others stay. */
  #setMember(name: string, subscript: string, values: readonly string[]): void {
    const at = Number(subscript);
    this.#variables.set(`${name}[${subscript}]`, [values[0] ?? '']);
    const list = this.#variables.has(name) ? [...this.#variables.get(name)] : [];
    if (at < MOST_VALUES && at <= list.length) list[at] = values[0] ?? '';
    this.#set(name, list.length === 0 ? values : list);
  }

  /** Where a redirection at `from` ends; -1 where there is none. */
  #redirect(from: number, into: Redirect[]): number {
    const unit = this.#text.charCodeAt(from);
    const mayBe = unit === 60 || unit === 62 || unit === 38 || unit === 123 || (unit >= 48 && unit <= 57);
    if (!mayBe) return -1;
    REDIRECT.lastIndex = from;
    const found = REDIRECT.exec(this.#text);
    if (found === null) return -1;
    const op = found[1] ?? '';
    const fd = found[0].slice(0, -op.length);
    let at = from + found[0].length;
    if ((op === '<' || op === '>') && this.#text.charAt(at) === '(') return -1;
    while (this.#text.charAt(at) === ' ') at++;
    if (op === '<<' || op === '<<-') {
      const { redirect, end } = this.#hereDocuments.announce(at, op === '<<-');
      if (fd !== '') redirect.fd = fd;
      if (into.length < MOST_PARTS) into.push(redirect);
      return end;
    }
    const target: string[] = [];
    const end = this.#target(at, target, op === '<<<');
    if (into.length < MOST_PARTS)
      into.push(
        fd === ''
          ? { op: op === '>|' || op.startsWith('&') ? '>' : op, target: target.join(' ') }
          : { op: op === '>|' ? '>' : op, target: target.join(' '), fd },
      );
    return end;
  }

  /** A word or a process substitution. */
  #target(at: number, into: string[], whole: boolean): number {
    const unit = this.#text.charAt(at);
    if ((unit !== '<' && unit !== '>') || this.#text.charAt(at + 1) !== '(')
      return this.#words.read(at, into, whole);
    const { value, end } = this.#substitute(at + 1, unit);
    if (into.length < MOST_PARTS) into.push(value);
    return end;
  }
}
