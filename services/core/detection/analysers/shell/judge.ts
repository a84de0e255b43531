/**
 * Judges a command line or script: parsed, variables and substitutions followed, wrappers taken off, encoded and inner code judged
 * in turn. Pure, linear in the text (inner code has a budget), bounded in depth, never throws.
 */
import type { Severity } from '../../../events/types.ts';
import { type Call, type Inquiry, operands } from './call.ts';
import { shellCards } from './cards/index.ts';
import { type Command, NONE, OUTPUT_END, outputsIn, wholeOf } from './command.ts';
import { constantInput, constantOutput, contentOf } from './constant-output.ts';
import { descriptorsOf, fileName, isStandardInput } from './descriptors.ts';
import { fedWords } from './fed-words.ts';
import { judgeGivenCode } from './given-code.ts';
import { judgeOverwriting } from './judges/deletion.ts';
import { judgeAssignment } from './judges/evasion.ts';
import { judgeEvery, judgesOf, judgeUnwrapped } from './judges/index.ts';
import { judgeWriting } from './judges/persistence.ts';
import { judgeInnerCode, judgeProgram, judgeSockets } from './judges/remote-shell.ts';
import { isForkBomb } from './judges/system.ts';
import { MOST_PARTS, MOST_WORDS } from './limits.ts';
import { judgeProgramCode } from './program-code.ts';
import { nameOf } from './program-name.ts';
import { Script } from './script.ts';
import { judgeUntold } from './untold.ts';
import { isForWindows, judgeWindows } from './windows.ts';
import { plainWindows } from './windows-plain.ts';
import { unwrap } from './wrappers.ts';

/** What is wrong with a part of a command line; offsets are UTF-16 code units of it, [start, end). */
export interface ShellVerdict {
  /** A card of `shellCards`: description, references and taxonomy are there. */
  rule_id: string;
  type: string;
  severity: Severity;
  confidence: number;
  start: number;
  end: number;
}

/** Beyond it only what was not told yet. */
const MOST_VERDICTS = 10_001;
const DEEPEST = 10;
const CARDS = new Map(shellCards.map((card) => [card.id, card]));
/** Give what one file holds to another. */
const COPIES: ReadonlySet<string> = new Set(['cp', 'mv', 'ln', 'install', 'dd']);
/** Hand what they read on to what they run. */
const FEEDING: ReadonlySet<string> = new Set('xargs parallel ssh autossh docker podman kubectl'.split(' '));

/**
 * Everything that the cards of this analyser describe in one command line or script of a POSIX shell, bash, cmd or PowerShell;
 * empty for an ordinary one. One verdict a rule and place.
 */
export function judgeShell(command: string): ShellVerdict[] {
  return new Trial(command).verdicts;
}

class Trial implements Inquiry {
  readonly verdicts: ShellVerdict[] = [];
  readonly downloaded = new Set<string>();
  readonly packed = new Set<string>();
  readonly locked = new Set<string>();
  readonly remotes = new Set<string>();
  readonly staged = new Set<string>();
  readonly #files = new Map<string, string>();
  readonly #told = new Set<string>();
  readonly #printed = new Map<Command, string | null>();
  #budget: number;
  #script: Script;
  /** Where inner code stands in the text. */
  #place: readonly [number, number] | null = null;
  #depth = 0;
  readonly #text: string;
  readonly #length: number;
  readonly #written = new Map<string, boolean>();
  /** Judges ask for the same command's many times in a row. */
  #lastAsked: Command | null = null;
  #lastUpstream: readonly Command[] = NONE;
  /** What gives `xargs` the names that the code being judged works on. */
  #feeding: readonly Command[] = NONE;

  constructor(text: string) {
    this.#text = text;
    this.#length = text.length;
    this.#budget = text.length + 65_536;
    this.#script = this.#parse(text);
    this.#judgeScript(this.#script);
    if (isForWindows(this.#script.commands, text)) this.#judgeAsWindows(text, null);
    const plain = plainWindows(text);
    if (plain !== null) this.#judgePlain(plain);
  }

  tell(rule: string, call: Call, severity?: Severity): void {
    const card = CARDS.get(rule);
    if (card === undefined) return;
    const isMuch = this.verdicts.length >= MOST_VERDICTS;
    const [start, end] = this.#place ?? this.#placeOf(call.command);
    const key = isMuch ? `${rule} ${severity ?? ''}` : `${rule} ${start} ${end} ${severity ?? ''}`;
    if (this.#told.has(key)) return;
    this.#told.add(key);
    const { type, confidence, severity: usual } = card;
    this.verdicts.push({ rule_id: rule, type, severity: severity ?? usual, confidence, start, end });
  }

  commandsIn(value: string): readonly Command[] {
    if (!value.includes(OUTPUT_END)) return NONE;
    return outputsIn(value).flatMap((index) => this.#script.outputs[index] ?? NONE);
  }

  upstream(command: Command): readonly Command[] {
    if (command.input.length === 0) return this.#feeding;
    if (command === this.#lastAsked) return this.#lastUpstream;
    const [only] = command.input;
    if (command.input.length === 1 && only?.input.length === 0) return command.input;
    const found = new Set<Command>();
    const pending = [...command.input];
    for (let next = pending.pop(); next !== undefined && found.size < 16; next = pending.pop()) {
      if (found.has(next)) continue;
      found.add(next);
      pending.push(...next.input);
    }
    this.#lastAsked = command;
    this.#lastUpstream = [...found];
    return this.#lastUpstream;
  }

  inputOf(command: Command): string | null {
    const known = constantInput(command, this.#around);
    if (known !== null || command.input.length > 0 || this.#feeding.length === 0) return known;
    return constantOutput(this.#feeding.slice(0, 1), this.#around);
  }

  contentOf(file: string): string | null {
    return contentOf(file, this.#around);
  }

  isWritten(text: string): boolean {
    let known = this.#written.get(text);
    if (known === undefined) {
      known = this.#text.includes(text);
      if (this.#written.size < 100) this.#written.set(text, known);
    }
    return known || (this.#depth > 0 && this.#script.text.includes(text));
  }

  judgeCode(code: string, language: string, call: Call): void {
    if (code.length < 2) return;
    if (code.length > this.#budget || this.#depth >= DEEPEST)
      return language === 'windows' ? undefined : this.#tellUnread(call);
    this.#budget -= code.length + 64;
    const saved = [this.#place, this.#script, this.#feeding] as const;
    this.#place ??= this.#placeOf(call.command);
    if (call.by.some((wrapper) => FEEDING.has(wrapper))) this.#feeding = this.upstream(call.command);
    this.#depth++;
    if (language === 'shell') {
      const script = this.#parse(code, saved[1]);
      this.#script = script;
      this.#judgeScript(script);
      if (isForWindows(script.commands, code)) this.#judgeAsWindows(code, call);
    } else if (language === 'windows') {
      this.#script = this.#parse(code, saved[1]);
      this.#judgeScript(this.#script);
      this.#judgeAsWindows(code, call);
    } else judgeProgramCode(code, call, this);
    this.#depth--;
    [this.#place, this.#script, this.#feeding] = saved;
  }

  get #around() {
    return { outputs: this.#script.outputs, files: this.#files, printed: this.#printed };
  }

  #parse(text: string, parent?: Script): Script {
    return new Script(
      text,
      (commands) => constantOutput(commands, { outputs: parent?.outputs ?? [], files: this.#files }),
      parent,
    );
  }

  /** From the first command of the pipeline to the end of this one. */
  #placeOf(command: Command): [number, number] {
    let start = command.start;
    for (const { start: other } of this.upstream(command)) if (other < start) start = other;
    const end = Math.min(Math.max(command.end, start + 1), this.#length);
    return [Math.min(start, end - 1), end];
  }

  #judgeScript(script: Script): void {
    const [first] = script.commands;
    if (first !== undefined)
      for (const [name, body] of script.functions)
        if (isForkBomb(name, body))
          this.tell('shell-denial-of-service', { name, args: [], command: first, by: [] });
    for (const command of script.commands) this.#judgeCommand(command);
    if (!script.isWhole && first !== undefined)
      this.#tellUnread({ name: '', args: [], command: script.commands.at(-1) ?? first, by: [] });
  }

  /** Of more or deeper parts than are read, the rest may be anything. */
  #tellUnread(call: Call): void {
    this.tell('shell-obfuscated', call, 'HIGH');
  }

  #judgeCommand(command: Command): void {
    const { argv, assigns, redirects } = command;
    const call: Call = { name: nameOf(argv[0] ?? ''), args: argv.slice(1), command, by: NONE };
    if (argv.length >= MOST_WORDS || redirects.length >= MOST_PARTS) this.#tellUnread(call);
    for (const redirect of redirects)
      if (redirect.op !== '<<' && redirect.op !== '<<<') judgeOverwriting(redirect, call, this);
    if (redirects.length > 0) {
      judgeSockets(redirects, call, this);
      this.#keepDescriptors(call);
      this.#judgeWritten(call);
    }
    for (const [name, value] of assigns) judgeAssignment(name, value, call, this);
    if (argv.length === 0) {
      this.#judgeAssigned(call);
      judgeUnwrapped(call, this);
      return;
    }
    judgeProgram(argv[0] ?? '', call, this);
    if (call.name === 'tee')
      for (const file of operands(call.args).slice(0, 4))
        this.#write(file, this.inputOf(command) ?? '', false);
    if (COPIES.has(call.name)) this.#keepCopy(call);
    this.#judgeCall(call, 0);
  }

  /** `mv a b`, `cp /dev/stdin b`, `dd of=b`: what the other file holds from now on. */
  #keepCopy({ name, args, command }: Call): void {
    if (this.#files.size > 100) return;
    const named = (option: string) => args.find((arg) => arg.startsWith(option))?.slice(option.length);
    const [from, to] =
      name === 'dd' ? [named('if=') ?? '-', named('of=')] : [operands(args)[0], operands(args).at(-1)];
    if (from === undefined || to === undefined || from === to) return;
    const text = isStandardInput(from) ? this.inputOf(command) : this.contentOf(from);
    if (text !== null) this.#write(to, text, false);
  }

  /** What later commands read from `<&3`; `exec <<<text` is what the script itself goes on with. */
  #keepDescriptors(call: Call): void {
    const { argv, redirects } = call.command;
    for (const [file, text] of descriptorsOf(redirects, (file) => this.contentOf(file)))
      if (this.#files.size < 100) this.#files.set(file, text);
    if (call.name !== 'exec' || argv.length > 1 || redirects.every(({ fd }) => fd !== undefined)) return;
    const text = this.inputOf(call.command);
    if (text !== null) this.judgeCode(text, 'shell', call);
  }

  /** `command="rm -rf /"`: an argument given by name. */
  #judgeAssigned(call: Call): void {
    for (const [name, value] of call.command.assigns)
      if (/^(?:cmd|command|script|exec|run|prompt_command|ps0)$/i.test(name) && value.includes(' '))
        this.judgeCode(value, 'shell', call);
  }

  #judgeCall(call: Call, depth: number): void {
    const { name, args } = call;
    judgeUntold(call, this);
    for (const judge of judgesOf(name)) judge(call, this);
    judgeUnwrapped(call, this);
    judgeEvery(call, this);
    judgeGivenCode(call, this);
    for (const inner of unwrap(name, args)) {
      if (depth >= DEEPEST) return this.#tellUnread(call);
      if ('code' in inner) {
        judgeInnerCode(inner.code, call, this);
        this.judgeCode(inner.code, 'shell', { ...call, by: [...call.by, name] });
      } else {
        const [program = '', ...args] = fedWords(call, inner.argv, this);
        const run = { name: nameOf(program), args, command: call.command, by: [...call.by, name] };
        if (program.includes('/')) judgeProgram(program, run, this);
        this.#judgeCall(run, depth + 1);
      }
    }
    const body = this.#script.functions.get(name);
    if (body === undefined || args.length === 0 || this.#depth >= 2) return;
    const code = `set -- ${args.map(quoted).join(' ')}; ${body}`;
    // What the body does whatever it is given is known without.
    if (code.length <= this.#budget) this.judgeCode(code, 'shell', call);
  }

  /** Files that the command writes: start-up files, and scripts to be judged when they run, or at once. */
  #judgeWritten(call: Call): void {
    const { redirects, piped } = call.command;
    for (const { op, target } of redirects) {
      if (op !== '>' && op !== '>>') continue;
      if (/^\/dev\/(?:null|std\w+)$/.test(target) || target === '') continue;
      const text = this.#textOf(call.command);
      judgeWriting(target, text, op === '>>', call, this);
      if (text === null || piped || this.#files.size > 100) continue;
      this.#write(target, text, op === '>>');
      if (/^#!.*sh\b/.test(text) || /\.(?:sh|bash|command)$/.test(target))
        this.judgeCode(text, 'shell', call);
    }
  }

  #write(target: string, text: string, isAppending: boolean): void {
    const file = fileName(target);
    this.#files.set(file, isAppending ? `${this.#files.get(file) ?? ''}${text}` : text);
  }

  #textOf(command: Command): string | null {
    return constantOutput(
      [{ ...command, redirects: command.redirects.filter(({ op }) => op.startsWith('<')), piped: false }],
      this.#around,
    );
  }

  /** What Windows makes of a text that hides its words: all of the text is where it stands. */
  #judgePlain(text: string): void {
    this.#place = [0, this.#length];
    this.#judgeAsWindows(text, null);
    this.#place = null;
  }

  #judgeAsWindows(text: string, within: Call | null): void {
    const command = within?.command ?? wholeOf(text);
    const call: Call = { name: '', args: [], command, by: NONE };
    judgeWindows(text, call, this, (start, end) => {
      if (within !== null) return;
      command.start = start;
      command.end = end;
    });
  }
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
