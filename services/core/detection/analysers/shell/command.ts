/** What the parser makes of a script: simple commands in order, their words expanded as far as the text itself says. */

export interface Redirect {
  /** `<`, `>`, `>>`, `<>`, `>&`, `<&`, `&>`, `<<<`, `<<`. */
  op: string;
  /** The file, the descriptor or the text given. */
  target: string;
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
