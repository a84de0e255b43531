/** Detector, indexer and gateway as processes of their own, in a clean environment, as an operator starts them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { eventually, until } from './eventually.ts';
import { type Exposition, scrape } from './exposition.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const READY_WITHIN_MS = 60_000;

export type WorkerName = 'detector' | 'indexer' | 'gateway';

export interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
}
export interface LogLine {
  level: number;
  msg: string;
  [field: string]: unknown;
}
export interface Worker {
  readonly name: WorkerName;
  readonly pid: number;
  /** Everything it said, on both outputs, line by line. */
  readonly output: readonly string[];
  readonly ending: Promise<Ending>;
  hasEnded(): boolean;
  /** The structured lines of its log. */
  log(): LogLine[];
  /** Resolves with the first line of its log with that message, past or to come. */
  says(message: string, withinMs?: number): Promise<LogLine>;
  /** Resolves with the address of its health server. */
  url(): Promise<string>;
  /** Resolves once it is a member of its group and answers that it is ready. */
  ready(): Promise<void>;
  isReady(): Promise<boolean>;
  metrics(): Promise<Exposition>;
  signal(signal: NodeJS.Signals): void;
  kill(): Promise<Ending>;
  /** Asks it to drain and resolves with how it ended. */
  stop(): Promise<Ending>;
}

export interface Program {
  name: WorkerName;
  /** Settings; nothing of ours reaches it but these, PATH and HOME. */
  env: Record<string, string>;
  /** Default: the worker as `tripline run` starts it. */
  args?: string[];
}

/** Nothing of the environment of whoever runs the tests but where programs are. */
export function cleanEnvironment(settings: Record<string, string>): Record<string, string> {
  const { PATH = '', HOME = '' } = process.env;
  return { PATH, HOME, ...settings };
}

export function startWorker({ name, env, args }: Program): Worker {
  const command = args ?? ['services/cli/main.ts', 'run', name];
  const child = spawn(process.execPath, ['--import', 'tsx', ...command], {
    cwd: ROOT,
    env: cleanEnvironment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  const ending = endingOf(child, output);
  let address: Promise<string> | undefined;

  const worker: Worker = {
    name,
    pid: child.pid ?? -1,
    output,
    ending,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    log: () => output.flatMap(parseLine),
    says: (message, withinMs = READY_WITHIN_MS) =>
      eventually(() => worker.log().find(({ msg }) => msg === message) ?? null, {
        what: `the ${name} says "${message}"`,
        withinMs,
        unless: () => (worker.hasEnded() && !heard(message) ? died() : null),
      }),
    url: () => (address ??= worker.says('listening').then((line) => String(line['url']))),
    isReady: async () => isReady(await worker.url()),
    ready: async () => {
      await worker.says('started');
      await until(() => worker.isReady(), {
        what: `the ${name} is ready`,
        withinMs: READY_WITHIN_MS,
        unless: () => (worker.hasEnded() ? died() : null),
      });
    },
    metrics: async () => scrape(await worker.url()),
    signal: (signal) => void child.kill(signal),
    kill: () => endBy('SIGKILL'),
    stop: () => endBy('SIGTERM'),
  };
  return worker;

  function endBy(signal: NodeJS.Signals): Promise<Ending> {
    if (!worker.hasEnded()) child.kill(signal);
    return ending;
  }

  function heard(message: string): boolean {
    return worker.log().some(({ msg }) => msg === message);
  }

  function died(): Error {
    return new Error(`the ${name} ended:\n${output.slice(-12).join('\n')}`);
  }
}

/** Resolves once all that it said is in `output`. */
async function endingOf(child: ChildProcess, output: string[]): Promise<Ending> {
  for (const stream of [child.stdout, child.stderr])
    if (stream !== null) createInterface({ input: stream }).on('line', (line) => output.push(line));
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { code, signal };
}

function parseLine(line: string): LogLine[] {
  if (!line.startsWith('{')) return [];
  try {
    return [JSON.parse(line) as LogLine];
  } catch {
    return [];
  }
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}
