/** One program with its arguments, as the judges see it: wrappers taken off. */
import type { Severity } from '../../../events/types.ts';
import type { Command } from './command.ts';

export { baseName } from './command.ts';

export interface Call {
  /** Base name of the program. */
  name: string;
  args: readonly string[];
  command: Command;
  /** Names of the wrappers around it, outermost first: `sudo`, `xargs`, … */
  by: readonly string[];
}

/** What judges can ask and tell. */
export interface Inquiry {
  tell(rule: string, call: Call, severity?: Severity): void;
  /** The commands within the substitutions of a value, and what feeds them. */
  commandsIn(value: string): readonly Command[];
  /** All that feeds a command through pipes, nearest first. */
  upstream(command: Command): readonly Command[];
  /** What it reads, if the script itself says it. */
  inputOf(command: Command): string | null;
  /** What a file holds, if the script itself wrote it. */
  contentOf(file: string): string | null;
  /** Whether the script says it as it stands, or puts it together. */
  isWritten(text: string): boolean;
  /** Judges code found within the command. */
  judgeCode(code: string, language: string, call: Call): void;
  /** Files that the script downloaded, by base name; folders that it cloned from an unknown forge. */
  readonly downloaded: Set<string>;
  /** Archives that the script made of what is not for others, by base name. */
  readonly packed: Set<string>;
  /** Files by the dozen (globs, variables of loops) that the script encrypted. */
  readonly locked: Set<string>;
  /** Names of git remotes that the script pointed to an unknown place. */
  readonly remotes: Set<string>;
  /** Folders that anybody may write to, or hidden ones, into which it downloaded from an unknown place. */
  readonly staged: Set<string>;
}

export type Judge = (call: Call, inquiry: Inquiry) => void;

/** Whether one of these short options (`rf`: any of them) or long ones is given. */
export function hasOption(args: readonly string[], letters: string, ...long: readonly string[]): boolean {
  return args.some((arg) => {
    if (!arg.startsWith('-')) return false;
    if (arg.startsWith('--')) return long.some((name) => arg === name || arg.startsWith(`${name}=`));
    if (long.includes(arg)) return true;
    for (let index = 1; index < arg.length; index++) if (letters.includes(arg.charAt(index))) return true;
    return false;
  });
}

/** The arguments that are no options. `--` ends options; those with a value of their own are named. */
export function operands(
  args: readonly string[],
  withValue: ReadonlySet<string> = NO_OPTIONS,
): readonly string[] {
  if (!args.some(isOption)) return args;
  const found: string[] = [];
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] as string;
    if (arg === '--') return [...found, ...args.slice(index + 1)];
    if (isOption(arg)) {
      if (withValue.has(arg)) index++;
    } else found.push(arg);
  }
  return found;
}
const NO_OPTIONS: ReadonlySet<string> = new Set();

function isOption(arg: string): boolean {
  return arg.length > 1 && arg.startsWith('-');
}

const optionSets = new Map<string, ReadonlySet<string>>();

/** Options as they are written one after the other, `-o --output`; made once for each list, all of which stand in this folder’s code. */
export function optionSet(list: string): ReadonlySet<string> {
  let options = optionSets.get(list);
  if (options === undefined) {
    options = new Set(list.split(' '));
    optionSets.set(list, options);
  }
  return options;
}

/** The value of an option: `-o value`, `-ovalue`, `--option=value`, `--option value`. */
export function optionValues(args: readonly string[], ...names: readonly string[]): string[] {
  const values: string[] = [];
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] as string;
    if (!arg.startsWith('-')) continue;
    for (const name of names) {
      if (!arg.startsWith(name)) continue;
      if (arg.length === name.length) {
        const next = args[index + 1];
        if (next !== undefined) values.push(next);
      } else if (!name.startsWith('--')) values.push(arg.slice(name.length));
      else if (arg.charAt(name.length) === '=') values.push(arg.slice(name.length + 1));
    }
  }
  return values;
}
