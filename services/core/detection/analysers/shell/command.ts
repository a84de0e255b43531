/** What the parser makes of a script: simple commands in order, their words expanded as far as the text itself says. */

export interface Redirect {
  /** `<`, `>`, `>>`, `<>`, `>&`, `<&`, `&>`, `<<<`, `<<`. */
  op: string;
  /** The file, the descriptor or the text given. */
  target: string;
  /** The descriptor it is for, where the script names one: `3`, `{name}`. */
  fd?: string;
}

export interface Command {
  /** Expanded words; empty for a group with redirections. Unknown parts are marks (below). */
  argv: string[];
  /** `NAME=value` before the command, or alone. */
  assigns: readonly (readonly [string, string])[];
  redirects: Redirect[];
  /** The commands whose output this one reads through a pipe. */
  input: readonly Command[];
  /** Whether its output goes on through a pipe. */
  piped: boolean;
  background: boolean;
  /** Within `$(…)`: what it prints goes into another command. */
  isSubstituted: boolean;
  /** The folder it runs in, as far as `cd` said; '' when unknown. */
  cwd: string;
  start: number;
  end: number;
}

/** A variable that the text does not set: `\uE001NAME\uE002`. */
export const VARIABLE = '\uE001';
export const VARIABLE_END = '\uE002';
/** Before the name of one that cannot be empty; no name begins with a digit. */
export const FILLED = '0_';
/** The output of commands that is not known: `\uE003index\uE004`, and of a process substitution `\uE005index\uE004`. */
export const OUTPUT = '\uE003';
export const PROCESS = '\uE005';
export const OUTPUT_END = '\uE004';

const OUTPUTS = /[\uE003\uE005](\d{1,7})\uE004/g;
const MARK = /[\uE001\uE003\uE005]/;

/** Whether every part of the value is known. */
export function isKnown(value: string): boolean {
  return !MARK.test(value);
}

/** The indices of the substitutions within a value. */
export function outputsIn(value: string): number[] {
  if (!value.includes(OUTPUT_END)) return [];
  return [...value.matchAll(OUTPUTS)].map(([, index]) => Number(index));
}

export const NONE: readonly never[] = [];

/** A text as one command without words, for what is told about all of it. */
export function wholeOf(text: string): Command {
  return {
    argv: [],
    assigns: NONE,
    redirects: [],
    input: NONE,
    piped: false,
    background: false,
    isSubstituted: false,
    cwd: '',
    start: 0,
    end: text.length,
  };
}

/** `done < <(list)`: what the commands of a group read that have no input of their own. */
export function feed(members: readonly Command[], listed: readonly Command[]): void {
  if (listed.length === 0) return;
  for (const member of members) if (member.input.length === 0) member.input = listed;
}

/** `done <<< text`: what a group reads, as a command that prints it. */
export function literals(redirects: readonly Redirect[], at: number): readonly Command[] {
  const text = redirects.find(({ op }) => op === '<<<' || op === '<<')?.target;
  if (text === undefined) return NONE;
  return [{ ...wholeOf(''), argv: ['echo', ...text.split(/\s+/, 64)], start: at, end: at + 1 }];
}

/** Take a program's place at the head of its words. */
const HEADS = new Set(
  'sudo doas busybox toybox command builtin env nohup setsid exec nice stdbuf timeout time'.split(' '),
);

/** The program that a command runs, behind the usual wrappers. */
export function programOf({ argv }: Command): string {
  let at = 0;
  while (
    at < 6 &&
    at < argv.length - 1 &&
    (HEADS.has(baseName(argv[at] ?? '')) || (at > 0 && /^-|^\w+=|^\d+[smhd]?$/.test(argv[at] ?? '')))
  )
    at++;
  return baseName(argv[at] ?? '');
}

/** `/usr/bin/rm` is rm, and so is `rm.exe`. */
export function baseName(path: string): string {
  const slash = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  const name = slash === -1 ? path : path.slice(slash + 1);
  return name.endsWith('.exe') || name.endsWith('.EXE') ? name.slice(0, -4) : name;
}
