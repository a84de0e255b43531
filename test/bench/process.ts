/** A program of this repository as a process of its own: started, metered, ended. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Meter, meterOf } from './meter.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const KILL_AFTER_MS = 15_000;

export interface Program {
  name: string;
  /** Relative to the repository. */
  file: string;
  args?: string[];
  env?: Record<string, string>;
}
export interface Running {
  readonly name: string;
  readonly meter: Meter;
  /** The first line of its output that `wanted` takes, its value. @throws Error when it ends first */
  line<T>(wanted: (line: string) => T | null): Promise<T>;
  /** A line for it to read. */
  tell(line: string): void;
  /** Ends it in order, by force if it will not. */
  stop(): Promise<void>;
}

export function startProgram(program: Program): Running {
  const child = spawn(process.execPath, commandOf(program), {
    cwd: ROOT,
    env: { ...withoutTripline(process.env), ...program.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  if (child.pid === undefined) throw new Error(`${program.name} could not be started`);
  const words: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => words.push(chunk.toString()));
  const lines = linesOf(child);
  const meter = meterOf(child.pid);
  return {
    name: program.name,
    meter,
    line: (wanted) => lines.first(wanted, () => `${program.name} ended: ${words.join('').slice(-2000)}`),
    tell: (line) => void child.stdin.write(`${line}\n`),
    stop: () => end(child, meter),
  };
}

function commandOf({ file, args = [] }: Program): string[] {
  return ['--import', 'tsx', file, ...args];
}

/** What the user set for a Tripline of theirs must not reach the bench's. */
function withoutTripline(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('TRIPLINE_')));
}

interface Lines {
  first<T>(wanted: (line: string) => T | null, whyNot: () => string): Promise<T>;
}

function linesOf(child: ChildProcess): Lines {
  const seen: string[] = [];
  const watchers = new Set<(line: string) => void>();
  const reader = child.stdout === null ? [] : createInterface({ input: child.stdout });
  const ended = readAll();
  return { first };

  async function readAll(): Promise<void> {
    for await (const line of reader) {
      seen.push(line);
      for (const watch of watchers) watch(line);
    }
  }

  function first<T>(wanted: (line: string) => T | null, whyNot: () => string): Promise<T> {
    return new Promise((resolve, reject) => {
      const watch = (line: string) => {
        const value = wanted(line);
        if (value === null) return;
        watchers.delete(watch);
        resolve(value);
      };
      watchers.add(watch);
      for (const line of seen) watch(line);
      void ended.then(() => reject(new Error(whyNot())));
    });
  }
}

async function end(child: ChildProcess, meter: Meter): Promise<void> {
  meter.usage();
  meter.stop();
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS);
  await ended;
  clearTimeout(timer);
}
