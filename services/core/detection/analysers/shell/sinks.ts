/** Commands that read what others write: `tee >(sh)`, `exec 3> >(sh)` and then `echo rm >&3`. */
import { type Command, outputsIn, VARIABLE, VARIABLE_END } from './command.ts';

const MOST = 64;

export class Sinks {
  /** Of process substitutions that are written to, by their mark's index. */
  readonly #written = new Set<number>();
  /** By the descriptor, as a redirection names it. */
  readonly #open = new Map<string, readonly Command[]>();

  /** The substitution with this index is a `>(…)`. */
  add(index: number): void {
    if (this.#written.size < MOST) this.#written.add(index);
  }

  /** Hands what a command writes on to those that read it. */
  feed(command: Command, outputs: readonly (readonly Command[])[]): void {
    if (this.#written.size === 0) return;
    for (const word of command.argv)
      for (const reader of this.#readers(word, outputs)) readFrom(reader, command);
    for (const { op, target, fd } of command.redirects) {
      const readers = op === '>&' ? (this.#open.get(target) ?? []) : this.#readers(target, outputs);
      if (readers.length > 0 && fd !== undefined && command.argv[0] === 'exec') {
        const name = /^\{(\w+)\}$/.exec(fd)?.[1];
        this.#open.set(name === undefined ? fd : `${VARIABLE}${name}${VARIABLE_END}`, readers);
      } else for (const reader of readers) readFrom(reader, command);
    }
  }

  #readers(word: string, outputs: readonly (readonly Command[])[]): readonly Command[] {
    return outputsIn(word)
      .filter((index) => this.#written.has(index))
      .flatMap((index) => outputs[index]?.slice(0, 1) ?? []);
  }
}

function readFrom(reader: Command, writer: Command): void {
  if (reader.input.length < MOST && reader !== writer) reader.input = [...reader.input, writer];
}
