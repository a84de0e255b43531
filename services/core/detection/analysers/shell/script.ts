/**
 * Parses a script of a POSIX shell or bash into its simple commands. It is tolerant: keywords and brackets only group, so that
 * half a script or garbage still gives the commands that stand in it; one pass, bounded depth, never throws.
 */
import { reckon } from './arithmetic.ts';
import { defineAliases, runBuiltin } from './builtins.ts';
import {
  type Command,
  feed,
  literals,
  NONE,
  OUTPUT,
  OUTPUT_END,
  outputsIn,
  PROCESS,
  type Redirect,
} from './command.ts';
import type { ConstantOutput, Frame } from './frame.ts';
import {
  backtickEnd,
  CLOSING,
  caseHead,
  coprocessHead,
  functionHead,
  isCasePattern,
  loopHead,
  OPENING,
  shortWord,
} from './keywords.ts';
import { MAX_DEPTH, MOST_COMMANDS, MOST_FRAMES, MOST_MEMBERS } from './limits.ts';
import { SimpleCommandReader } from './simple-command.ts';
import { Sinks } from './sinks.ts';
import { Variables } from './variables.ts';

export class Script {
  readonly commands: Command[] = [];
  /** False where there is more than is read, or something deeper. */
  isWhole = true;
  readonly functions: Map<string, string>;
  readonly variables: Variables;
  /** The commands of each substitution, by the index in its mark. */
  readonly outputs: (readonly Command[])[];
  readonly #text: string;
  readonly #simples: SimpleCommandReader;
  readonly #constant: ConstantOutput;
  readonly #frames: Frame[] = [];
  readonly #sinks: Sinks;
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
    this.#sinks = parent === undefined ? new Sinks() : parent.#sinks;
    this.#depth = (parent === undefined ? 0 : parent.#depth) + 1;
    if (parent !== undefined) this.#cwd = parent.#cwd;
    this.#simples = new SimpleCommandReader(text, this.variables, (from, kind, code) =>
      this.#substitute(from, kind, code),
    );
    if (this.#depth <= MAX_DEPTH) this.#list('');
    if (this.#depth > MAX_DEPTH || this.commands.length >= MOST_COMMANDS) this.isWhole = false;
  }

  get text(): string {
    return this.#text;
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
        this.#at = this.#simples.readHereDocuments(this.#at);
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
    if (this.#frames.length >= MOST_FRAMES) return;
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
    const redirects: Redirect[] = [];
    this.#at = this.#simples.readRedirects(start, redirects);
    if (redirects.length === 0) return;
    const listed = redirects.flatMap(({ target }) =>
      outputsIn(target).flatMap((at) => this.outputs[at] ?? NONE),
    );
    feed(this.#last, [...literals(redirects, start), ...listed]);
    this.#last = [this.#push([], NONE, redirects, start, this.#last)];
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
    const coprocess = text.startsWith('coproc', this.#at) ? coprocessHead(text, this.#at) : 0;
    if (coprocess > 0) {
      this.#at += coprocess;
      return;
    }
    if (text.startsWith('$ ', this.#at)) {
      this.#at++;
      return;
    }
    const word = shortWord(text, this.#at);
    if (OPENING.has(word)) {
      this.#at += word.length;
      if (word === 'if' || word === 'while' || word === 'until') this.#open(word);
    } else if (CLOSING.has(word) && this.#frames.length > bottom) {
      this.#at += word.length;
      this.#close(this.#frames.pop() as Frame);
    } else if (!this.#compound(word)) this.#simple();
  }

  /** The head of a loop, a `case` or a function; false where there is none. */
  #compound(word: string): boolean {
    const loop = word === 'for' || word === 'select' ? loopHead(this.#text, this.#at) : null;
    if (loop !== null) {
      this.#at = this.#simples.readValues(loop.name, this.#at + loop.length - 1);
      this.#open('for');
      return true;
    }
    const choice = word === 'case' ? caseHead(this.#text, this.#at) : null;
    if (choice !== null) {
      const head = this.#text.slice(this.#at, this.#at + choice.length);
      if (/\$\(|`/.test(head)) this.#simples.readWords(this.#at + 4, []);
      this.#at += choice.length;
      this.#open('case');
      return true;
    }
    const definition = functionHead(this.#text, this.#at, word);
    if (definition === null) return false;
    this.#at += definition.length;
    if (this.#text.charAt(this.#at - 1) !== '{') {
      if (this.#text.charAt(this.#at) !== '(') return true;
      this.#at++;
    }
    this.#open('function', definition.name);
    return true;
  }

  #simple(): void {
    const start = this.#at;
    const { argv, assigns, redirects, end, at } = this.#simples.read(start);
    this.#at = at;
    const isPattern =
      this.#frames.at(-1)?.kind === 'case' &&
      (this.#text.charAt(at) === ')' || isCasePattern(this.#text, at));
    if (isPattern || end === start) this.#at++;
    else this.#last = [this.#push(argv, assigns, redirects, start, this.#input, end)];
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
      isSubstituted: false,
      cwd: this.#cwd,
      start,
      end: Math.max(end, start),
    };
    this.commands.push(command);
    this.#cwd = runBuiltin(command, this.variables, this.#cwd, (text) => this.#printedIn(text));
    defineAliases(command, this.functions);
    this.#sinks.feed(command, this.outputs);
    if (argv.length > 1) this.variables.set('_', [argv.at(-1) ?? '']);
    this.#input = NONE;
    return command;
  }

  /** `$(…)`, backticks and `<(…)`: their commands are judged with all others. */
  #substitute(from: number, kind: '(' | '`' | '<' | '>', code?: string): { value: string; end: number } {
    if (code !== undefined) return this.#runInner(code, from, from + code.length);
    if (kind === '`') return this.#backticks(from);
    if (kind === '(' && this.#text.charAt(from + 1) === '(') {
      const close = this.#text.slice(from, from + 200).indexOf('))');
      if (close !== -1)
        return {
          value: reckon(this.#text.slice(from + 2, from + close), this.variables) ?? '1',
          end: from + close + 2,
        };
    }
    this.isWhole &&= this.#depth < MAX_DEPTH;
    if (this.#depth >= MAX_DEPTH) return { value: '', end: from + 1 };
    const saved = [this.#at, this.#input, this.#last, this.#cwd] as const;
    const first = this.commands.length;
    this.#depth++;
    this.#at = from + 1;
    this.#settle();
    const frames = this.#frames.length;
    this.#frames.push({ kind: '$', name: '', first, input: NONE, cwd: this.#cwd, body: 0 });
    this.#list(')');
    for (let index = first; index < this.commands.length; index++)
      (this.commands[index] as Command).isSubstituted = true;
    this.#frames.length = frames;
    this.#depth--;
    const end = this.#at;
    [this.#at, this.#input, this.#last, this.#cwd] = saved;
    return { value: this.#valueOf(this.commands.slice(first, first + MOST_MEMBERS), kind), end };
  }

  /** What the commands of a process substitution print, if known. */
  #printedIn(mark: string): string | null {
    const [index] = outputsIn(mark);
    return index === undefined ? null : this.#constant(this.outputs[index] ?? NONE);
  }

  #backticks(from: number): { value: string; end: number } {
    const close = backtickEnd(this.#text, from + 1);
    const code = this.#text.slice(from + 1, close).replace(/\\([`$\\])/g, '$1');
    return this.#runInner(code, from, Math.min(close + 1, this.#text.length));
  }

  /** Code that is read by itself, whatever follows it. */
  #runInner(code: string, from: number, end: number): { value: string; end: number } {
    const inner = new Script(code, this.#constant, this);
    this.isWhole &&= inner.isWhole;
    for (const command of inner.commands) {
      command.start = from;
      command.end = end;
      this.commands.push(command);
    }
    return { value: this.#valueOf(inner.commands.slice(0, MOST_MEMBERS), '('), end };
  }

  #valueOf(commands: readonly Command[], kind: string): string {
    const known = this.#constant(commands);
    if (known !== null && kind !== '<' && kind !== '>') return known.replace(/\n+$/, '');
    this.outputs.push(commands);
    if (kind === '>') this.#sinks.add(this.outputs.length - 1);
    return `${kind === '<' || kind === '>' ? PROCESS : OUTPUT}${this.outputs.length - 1}${OUTPUT_END}`;
  }
}
