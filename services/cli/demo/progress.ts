/** What the demo says while it works: steps with their times, the same with and without a terminal, only colours differ. */
import type { Paint } from '../trail/paint.ts';

export interface Progress {
  /** Runs a step; `say` adds a line to it. */
  step<T>(title: string, work: (say: (line: string) => void) => Promise<T>): Promise<T>;
  print(line?: string): void;
}

export function createProgress(
  output: NodeJS.WritableStream,
  paint: Paint,
  now = () => performance.now(),
): Progress {
  const print = (line = '') => void output.write(`${line}\n`);
  return {
    print,
    async step(title, work) {
      const began = now();
      print(`${paint('cyan', '▸')} ${paint('bold', title)}`);
      const result = await work((line) => print(`    ${line}`));
      print(paint('dim', `    done in ${((now() - began) / 1000).toFixed(1)} s`));
      return result;
    },
  };
}
