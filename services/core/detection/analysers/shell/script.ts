/**
 * Parses a script of a POSIX shell or bash into its simple commands. It is tolerant: keywords and brackets only group, so that
 * half a script or garbage still gives the commands that stand in it; one pass, bounded depth, never throws.
 */
import { type Command, NONE, OUTPUT, OUTPUT_END, PROCESS, type Redirect } from './command.ts';
import { Variables } from './variables.ts';
import { isMeta, WordReader } from './word.ts';

export const MAX_DEPTH = 12;
/** A group hands at most so many of its commands on to a pipe. */
const MOST_MEMBERS = 64;
export const MOST_COMMANDS = 50_000;

/** What the parser asks of whoever judges: the output of commands if it is constant, else null. */
export type ConstantOutput = (commands: readonly Command[]) => string | null;

interface Frame {
  kind: string;
  first: number;
  input: readonly Command[];
  cwd: string;
  /** Of a function: its name and where its body begins. */
  name: string;
  body: number;
}
interface HereDocument {
  redirect: Redirect;
  delimiter: string;
  isLiteral: boolean;
  tabs: boolean;
}

const OPENING = new Set([
  'if',
  'while',
  'until',
  'do',
  'then',
  'else',
  'elif',
  '!',
  'time',
  'coproc',
  'select',
]);
const CLOSING = new Set(['fi', 'done', 'esac', '}']);
const ASSIGNMENT = /([A-Za-z_]\w*)(?:\[[^\]\s]{0,40}\])?(\+?)=/y;
const FUNCTION = /([\w.:-]{1,80})[ \t]*\(\)\s*/y;
const FOR = /for[ \t]+([A-Za-z_]\w*)[ \t]+in[ \t]/y;
const CASE = /case[ \t]+[^\n;]{1,200}?[ \t\n]in(?=[\s])/y;
const REDIRECT = /(?:\d{0,3}|\{\w+\})(&>>?|<<<|<<-?|<>|<&|>&|>>|>\||<|>)/y;
const HERE_END = /[^\s;&|()<>]+/y;

export class Script {
  readonly commands: Command[] = [];
  readonly functions: Map<string, string>;
  readonly variables: Variables;
  /** The commands of each substitution, by the index in its mark. */
  readonly outputs: (readonly Command[])[];
  readonly #text: string;
  readonly #words: WordReader;
  readonly #constant: ConstantOutput;
  readonly #frames: Frame[] = [];
  readonly #hereDocuments: HereDocument[] = [];
  #depth: number;
  #at = 0;
  #input: readonly Command[] = NONE;
  #last: readonly Command[] = NONE;
  #cwd = '';

  constructor(text: string, constant: ConstantOutput, parent?: Script) {
    this.#text = text;
    this.#constant = constant;
    this.variables = parent?.variables ?? new Variables();
    this.functions = parent?.functions ?? new Map();
    this.outputs = parent?.outputs ?? [];
    this.#depth = (parent === undefined ? 0 : parent.#depth) + 1;
    this.#cwd = parent?.cwd ?? '';
    this.#words = new WordReader(text, this.variables, (from, kind) => this.#substitute(from, kind));
    if (this.#depth <= MAX_DEPTH) this.#list('');
  }

  get cwd(): string {
    return this.#cwd;
  }

  get depth(): number {
    return this.#depth;
  }

  /** Commands up to the end of the text, or to an unmatched `)` where that ends a substitution. */
  #list(stop: '' | ')'): void {
    const bottom = this.#frames.length;
    while (this.#at < this.#text.length && this.commands.length < MOST_COMMANDS) {
      const letter = this.#text.charAt(this.#at);
      if (letter === ')' && this.#frames.length === bottom && stop === ')') {
        this.#at++;
        return;
      }
      this.#step(letter, bottom);
    }
  }

  #step(letter: string, bottom: number): void {
    switch (letter) {
      case ' ':
      case '\t':
      case '\r':
        this.#at++;
        return;
      case '\n':
        this.#at++;
        this.#readHereDocuments();
        this.#settle();
        return;
      case ';':
        this.#at++;
        this.#settle();
        return;
      case '&':
        if (this.#text.charAt(this.#at + 1) === '>') return this.#simple();
        this.#at++;
        for (const command of this.#last) command.background = true;
        this.#settle();
        return;
      case '|':
        this.#pipe();
        return;
      case '#':
        this.#at = this.#find('\n', this.#at);
        return;
      case '(':
        this.#at++;
        this.#open('(');
        return;
      case ')':
        this.#at++;
        if (this.#frames.length > bottom) this.#close(this.#frames.pop() as Frame);
        return;
      default:
        this.#statement(bottom);
    }
  }

  #find(character: string, from: number): number {
    const at = this.#text.indexOf(character, from);
    return at === -1 ? this.#text.length : at;
  }

  #settle(): void {
    this.#input = NONE;
    this.#last = NONE;
  }

  #pipe(): void {
    const next = this.#text.charAt(this.#at + 1);
    this.#at += next === '|' || next === '&' ? 2 : 1;
    if (next === '|') return this.#settle();
    for (const command of this.#last) command.piped = true;
    this.#input = this.#last;
    this.#last = NONE;
  }

  #open(kind: string, name = ''): void {
    this.#frames.push({
      kind,
      name,
      first: this.commands.length,
      input: this.#input.length > 0 ? this.#input : (this.#frames.at(-1)?.input ?? NONE),
      cwd: this.#cwd,
      body: this.#at,
    });
    this.#settle();
  }

  #close(frame: Frame): void {
    const { first, kind, name, body, cwd } = frame;
    if (name !== '' && this.functions.size < 200)
      this.functions.set(name, this.#text.slice(body, Math.max(body, this.#at - 1)));
    if (kind === '(') this.#cwd = cwd;
    this.#last = this.commands.slice(Math.max(first, this.commands.length - MOST_MEMBERS));
    const start = this.#at;
    while (this.#text.charAt(this.#at) === ' ') this.#at++;
    const redirects: Redirect[] = [];
    while (this.#redirect(redirects)) while (this.#text.charAt(this.#at) === ' ') this.#at++;
    if (redirects.length > 0) this.#last = [this.#push([], NONE, redirects, start, this.#last)];
  }

  /** A keyword, a definition or a simple command. */
  #statement(bottom: number): void {
    const text = this.#text;
    if (text.startsWith('```', this.#at)) {
      this.#at = this.#find('\n', this.#at);
      return;
    }
    if (text.startsWith('{', this.#at) && /\s/.test(text.charAt(this.#at + 1))) {
      this.#at++;
      this.#open('{');
      return;
    }
    if (text.startsWith('$ ', this.#at)) {
      this.#at++;
      return;
    }
    const word = this.#keyword();
    if (OPENING.has(word)) {
      this.#at += word.length;
      if (word === 'if' || word === 'while' || word === 'until') this.#open(word);
      return;
    }
    if (CLOSING.has(word) && this.#frames.length > bottom) {
      this.#at += word.length;
      return this.#close(this.#frames.pop() as Frame);
    }
    if (word === 'for' && this.#loop()) return;
    if (word === 'case' && this.#case()) return;
    if (word === 'function') {
      const name = /function[ \t]+([\w.:-]{1,80})[ \t]*(?:\(\))?\s*\{?/y;
      name.lastIndex = this.#at;
      const found = name.exec(text);
      if (found !== null) return this.#define(found[0], found[1] ?? '');
    }
    if (this.#mayDefine()) {
      FUNCTION.lastIndex = this.#at;
      const definition = FUNCTION.exec(text);
      if (definition !== null) return this.#define(definition[0], definition[1] ?? '');
    }
    this.#simple();
  }

  /** The word here if it is as short as a keyword. */
  #keyword(): string {
    let end = this.#at;
    while (end < this.#at + 9 && end < this.#text.length && !isMeta(this.#text.charCodeAt(end))) end++;
    return end === this.#at + 9 ? '' : this.#text.slice(this.#at, end);
  }

  /** Whether a bracket follows the word here. */
  #mayDefine(): boolean {
    let end = this.#at;
    while (end < this.#at + 80 && end < this.#text.length && !isMeta(this.#text.charCodeAt(end))) end++;
    while (this.#text.charCodeAt(end) === 32) end++;
    return this.#text.charCodeAt(end) === 40;
  }

  #define(head: string, name: string): void {
    this.#at += head.length;
    const opens = head.endsWith('{') ? 0 : '{('.includes(this.#text.charAt(this.#at) || 'x') ? 1 : -1;
    if (opens < 0) return;
    this.#at += opens;
    this.#open('function', name);
  }

  #loop(): boolean {
    FOR.lastIndex = this.#at;
    const found = FOR.exec(this.#text);
    if (found === null) return false;
    this.#at += found[0].length - 1;
    const values: string[] = [];
    this.#at = this.#readWords(values);
    this.variables.set(found[1] ?? '', values.length === 0 ? [''] : values.slice(0, 16));
    this.#open('for');
    return true;
  }

  #case(): boolean {
    CASE.lastIndex = this.#at;
    const found = CASE.exec(this.#text);
    if (found === null) return false;
    this.#at += found[0].length;
    this.#open('case');
    return true;
  }

  #readWords(into: string[]): number {
    let at = this.#at;
    for (;;) {
      while (this.#text.charAt(at) === ' ' || this.#text.charAt(at) === '\t') at++;
      if (at >= this.#text.length || isMeta(this.#text.charCodeAt(at))) return at;
      at = this.#words.read(at, into);
    }
  }

  #simple(): void {
    const start = this.#at;
    const argv: string[] = [];
    const redirects: Redirect[] = [];
    let assigns: [string, string][] | undefined;
    let end = start;
    for (;;) {
      const unit = this.#text.charCodeAt(this.#at);
      if (unit === 32 || unit === 9 || unit === 13) {
        this.#at++;
        continue;
      }
      if (this.#at >= this.#text.length || (unit === 35 && this.#at > end)) break;
      if (this.#redirect(redirects)) {
        end = this.#at;
        continue;
      }
      if ((unit === 60 || unit === 62) && this.#text.charAt(this.#at + 1) === '(') {
        this.#at = this.#target(argv, false);
        end = this.#at;
        continue;
      }
      if (isMeta(unit)) break;
      const assignment = argv.length === 0 ? this.#assignment() : null;
      if (assignment !== null) (assigns ??= []).push(assignment);
      else this.#at = this.#words.read(this.#at, argv);
      end = this.#at;
    }
    const frame = this.#frames.at(-1);
    if (frame?.kind === 'case' && (this.#text.charAt(this.#at) === ')' || this.#isPattern())) {
      this.#at++;
      return;
    }
    if (end === start) this.#at++;
    else this.#last = [this.#push(argv, assigns ?? NONE, redirects, start, this.#input, end)];
  }

  /** Within `case`: `a | b)` is a pattern too. */
  #isPattern(): boolean {
    const line = this.#text.slice(this.#at, this.#at + 80);
    return /^\|[^\n;|()&]{1,60}\)/.test(line);
  }

  #push(
    argv: string[],
    assigns: Command['assigns'],
    redirects: Redirect[],
    start: number,
    input: readonly Command[],
    end = this.#at,
  ): Command {
    const command: Command = {
      argv,
      assigns,
      redirects,
      input: input.length > 0 ? input : (this.#frames.at(-1)?.input ?? NONE),
      piped: false,
      background: false,
      cwd: this.#cwd,
      start,
      end: Math.max(end, start),
    };
    this.commands.push(command);
    this.#builtin(command);
    this.#input = NONE;
    return command;
  }

  #assignment(): [string, string] | null {
    ASSIGNMENT.lastIndex = this.#at;
    const found = ASSIGNMENT.exec(this.#text);
    if (found === null) return null;
    const [head, name = '', append] = found;
    this.#at += head.length;
    const values: string[] = [];
    if (this.#text.charAt(this.#at) === '(') {
      this.#at++;
      this.#at = this.#readWords(values);
      if (this.#text.charAt(this.#at) === ')') this.#at++;
    } else this.#at = this.#words.read(this.#at, values, true);
    if (append === '+') this.variables.append(name, values.join(' '));
    else this.variables.set(name, values.length === 0 ? [''] : values.slice(0, 16));
    return [name, values.join(' ')];
  }

  #redirect(into: Redirect[]): boolean {
    const unit = this.#text.charCodeAt(this.#at);
    if (!(unit === 60 || unit === 62 || unit === 38 || unit === 123 || (unit >= 48 && unit <= 57)))
      return false;
    REDIRECT.lastIndex = this.#at;
    const found = REDIRECT.exec(this.#text);
    if (found === null) return false;
    const op = found[1] ?? '';
    if ((op === '<' || op === '>') && this.#text.charAt(this.#at + found[0].length) === '(') return false;
    this.#at += found[0].length;
    while (this.#text.charAt(this.#at) === ' ') this.#at++;
    if (op === '<<' || op === '<<-') into.push(this.#hereDocument(op === '<<-'));
    else {
      const target: string[] = [];
      this.#at = this.#target(target, op === '<<<');
      into.push({ op: op === '>|' ? '>' : op.startsWith('&') ? '>' : op, target: target.join(' ') });
    }
    return true;
  }

  #target(into: string[], whole: boolean): number {
    const unit = this.#text.charAt(this.#at);
    if ((unit === '<' || unit === '>') && this.#text.charAt(this.#at + 1) === '(') {
      const { value, end } = this.#substitute(this.#at + 1, '<');
      into.push(value);
      return end;
    }
    return this.#words.read(this.#at, into, whole);
  }

  #hereDocument(tabs: boolean): Redirect {
    HERE_END.lastIndex = this.#at;
    const raw = HERE_END.exec(this.#text)?.[0] ?? '';
    this.#at += raw.length;
    const delimiter = raw.replace(/["'\\]/g, '');
    const redirect = { op: '<<', target: '' };
    this.#hereDocuments.push({ redirect, delimiter, isLiteral: raw !== delimiter, tabs });
    return redirect;
  }

  #readHereDocuments(): void {
    for (const { redirect, delimiter, isLiteral, tabs } of this.#hereDocuments.splice(0)) {
      const from = this.#at;
      let end = from;
      for (;;) {
        if (end >= this.#text.length) break;
        const lineEnd = this.#find('\n', end);
        const line = this.#text.slice(end, lineEnd);
        if ((tabs ? line.trimStart() : line).trimEnd() === delimiter) {
          this.#at = Math.min(lineEnd + 1, this.#text.length);
          break;
        }
        end = lineEnd + 1;
        this.#at = Math.min(end, this.#text.length);
      }
      const body = this.#text.slice(from, Math.min(end, this.#text.length));
      redirect.target = isLiteral ? body : this.#words.expandText(body);
    }
  }

  /** `$(…)`, backticks and `<(…)`: their commands are judged with all others. */
  #substitute(from: number, kind: '(' | '`' | '<'): { value: string; end: number } {
    if (kind === '`') return this.#backticks(from);
    if (kind === '(' && this.#text.charAt(from + 1) === '(') {
      const close = this.#text.indexOf('))', from + 2);
      if (close !== -1 && close - from < 200) return { value: '1', end: close + 2 };
    }
    if (this.#depth >= MAX_DEPTH) return { value: '', end: from + 1 };
    const saved = [this.#at, this.#input, this.#last, this.#cwd] as const;
    const first = this.commands.length;
    this.#depth++;
    this.#at = from + 1;
    this.#settle();
    const frames = this.#frames.length;
    this.#frames.push({ kind: '$', name: '', first, input: NONE, cwd: this.#cwd, body: 0 });
    this.#list(')');
    this.#frames.length = frames;
    this.#depth--;
    const end = this.#at;
    [this.#at, this.#input, this.#last, this.#cwd] = saved;
    return { value: this.#valueOf(this.commands.slice(first, first + MOST_MEMBERS), kind), end };
  }

  #backticks(from: number): { value: string; end: number } {
    let close = from + 1;
    while (close < this.#text.length && this.#text.charAt(close) !== '`')
      close += this.#text.charAt(close) === '\\' ? 2 : 1;
    const code = this.#text.slice(from + 1, close).replace(/\\([`$\\])/g, '$1');
    const inner = new Script(code, this.#constant, this);
    for (const command of inner.commands) {
      command.start = from;
      command.end = Math.min(close + 1, this.#text.length);
      this.commands.push(command);
    }
    const end = Math.min(close + 1, this.#text.length);
    return { value: this.#valueOf(inner.commands.slice(0, MOST_MEMBERS), '('), end };
  }

  #valueOf(commands: readonly Command[], kind: string): string {
    const known = this.#constant(commands);
    if (known !== null && kind !== '<') return known.replace(/\n+$/, '');
    this.outputs.push(commands);
    return `${kind === '<' ? PROCESS : OUTPUT}${this.outputs.length - 1}${OUTPUT_END}`;
  }

  /** Builtins that change what later words mean. */
  #builtin({ argv, redirects }: Command): void {
    switch (argv[0]) {
      case 'cd':
      case 'pushd':
        this.#cwd = joined(
          this.#cwd,
          argv.find((word, index) => index > 0 && !/^-[LPe@]?$|^--$/.test(word)) ?? '~',
        );
        return;
      case 'set':
        if (argv[1] === '--') {
          const rest = argv.slice(2, 18);
          this.variables.set('@', rest);
          this.variables.set('*', rest);
          rest.forEach((value, index) => this.variables.set(String(index + 1), [value]));
        }
        return;
      case 'unset':
        for (const name of argv.slice(1)) this.variables.unset(name);
        return;
      case 'read': {
        const text = redirects.find(({ op }) => op === '<<<')?.target;
        const name = argv.findLast((word) => /^[A-Za-z_]\w*$/.test(word));
        if (name !== undefined && argv.length > 1) {
          if (text === undefined) this.variables.unset(name);
          else this.variables.set(name, [text]);
        }
        return;
      }
      case 'export':
      case 'declare':
      case 'local':
      case 'readonly':
      case 'typeset':
        for (const word of argv.slice(1)) {
          const at = word.indexOf('=');
          if (at > 0) this.variables.set(word.slice(0, at), [word.slice(at + 1)]);
        }
        return;
      default:
    }
  }
}

function joined(cwd: string, folder: string): string {
  if (/^[/~]/.test(folder) || cwd === '') return folder;
  return `${cwd}/${folder}`;
}
