/** A group of commands that is open while a script is parsed: a bracket, a loop, a choice, a function. */
import type { Command } from './command.ts';

export interface Frame {
  kind: string;
  first: number;
  input: readonly Command[];
  cwd: string;
  /** Of a function: its name and where its body begins. */
  name: string;
  body: number;
}

/** What the parser asks of whoever judges: the output of commands if it is constant, else null. */
export type ConstantOutput = (commands: readonly Command[]) => string | null;
