import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { EmitterOptions, EmitterStats } from '../../services/emitter/index.ts';
import { cleanEnvironment } from './worker.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A run of surviving-program.ts and what it said. */
export interface Application {
  /** Ids of events, with when they were said to be so (milliseconds of performance.now). */
  readonly accepted: ReadonlyMap<string, number>;
  readonly durable: ReadonlyMap<string, number>;
  readonly refused: number;
  readonly errors: readonly string[];
  /** Resolves with the time of its death. */
  kill(): Promise<number>;
  /** Ends it in order. @throws Error when it does not say its counters */
  end(): Promise<EmitterStats>;
}

export function startApplication(options: EmitterOptions): Application {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'test/support/surviving-program.ts', JSON.stringify(options)],
    { cwd: ROOT, env: cleanEnvironment({}), stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const accepted = new Map<string, number>();
  const durable = new Map<string, number>();
  const errors: string[] = [];
  let refused = 0;
  let stats: EmitterStats | null = null;
  createInterface({ input: child.stdout }).on('line', (line) => hear(line));
  const closed = once(child, 'close');

  return {
    accepted,
    durable,
    get refused() {
      return refused;
    },
    errors,
    kill: async () => {
      const time = performance.now();
      child.kill('SIGKILL');
      await closed;
      return time;
    },
    end: async () => {
      child.stdin.end();
      await closed;
      if (stats === null) throw new Error(`the application ended without a word: ${errors.join()}`);
      return stats;
    },
  };

  function hear(line: string): void {
    const said = tryParse(line);
    if (said.accepted !== undefined) accepted.set(said.accepted, performance.now());
    if (said.durable !== undefined) durable.set(said.durable, performance.now());
    if (said.refused !== undefined) refused += 1;
    if (said.error !== undefined) errors.push(said.error);
    if (said.stats !== undefined) stats = said.stats;
  }
}

interface Said {
  accepted?: string;
  durable?: string;
  refused?: string;
  error?: string;
  stats?: EmitterStats;
}

/** The last line of one that was killed may be half. */
function tryParse(line: string): Said {
  try {
    return JSON.parse(line) as Said;
  } catch {
    return {};
  }
}
