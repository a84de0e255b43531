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
