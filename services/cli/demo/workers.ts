/** Detector and indexer as processes of their own, with their logs in files. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { TriplineError } from '../../core/errors.ts';
import { packageRoot } from '../../platform/config/package-root.ts';
import { digestOf, type Layout } from '../stack/layout.ts';
import { pidsOf, stopMarked } from '../stack/processes.ts';
import { visible } from '../trail/cells.ts';

export const WORKER_NAMES = ['detector', 'indexer'] as const;
export type WorkerName = (typeof WORKER_NAMES)[number];

export interface Worker {
  name: WorkerName;
  url: string;
  log: string;
  /** Resolves with why, should it end before it is told to. */
  ended: Promise<string>;
}
export interface WorkerPlan {
  layout: Layout;
  name: WorkerName;
  port: number;
  environment: NodeJS.ProcessEnv;
  /** It outlives this process. */
  keep: boolean;
}

const READY_WITHIN_MS = 60_000;
/** A worker drains for 30 seconds at most. */
const STOP_WITHIN_MS = 35_000;

/** Resolves once the worker is ready. @throws TriplineError STACK_FAILED with its last words */
export async function startWorker(plan: WorkerPlan, signal: AbortSignal): Promise<Worker> {
  const log = logOf(plan.layout, plan.name);
  const child = await launch(plan, log);
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, by) => resolve(by === null ? `ended with code ${code}` : `ended by ${by}`));
  });
  const worker = { name: plan.name, url: `http://127.0.0.1:${plan.port}`, log, ended };
  await awaitReady(worker, signal);
  return worker;
}

export async function runningWorkers(layout: Layout): Promise<WorkerName[]> {
  const found = await Promise.all(WORKER_NAMES.map((name) => pidsOf(markOf(layout, name))));
  return WORKER_NAMES.filter((_, index) => found[index]?.length !== 0);
}

/** Stops whatever runs, whoever started it; resolves with the names. */
export async function stopWorkers(layout: Layout): Promise<WorkerName[]> {
  const outcomes = await Promise.all(
    WORKER_NAMES.map((name) => stopMarked(markOf(layout, name), STOP_WITHIN_MS)),
  );
  return WORKER_NAMES.filter((_, index) => outcomes[index] !== 'absent');
}

export function logOf(layout: Layout, name: WorkerName): string {
  return join(layout.logs, `${name}.log`);
}

/** For a worker that died or hangs. */
export async function workerFailed(
  worker: Pick<Worker, 'name' | 'log'>,
  why: string,
): Promise<TriplineError> {
  return new TriplineError(
    'STACK_FAILED',
    `The ${worker.name} ${why}:\n${await lastWords(worker.log)}\nIts log: ${worker.log}\n`,
  );
}

/** A session of its own: Ctrl-C in our terminal reaches us, who stop it in order. */
async function launch(plan: WorkerPlan, log: string): Promise<ChildProcess> {
  await mkdir(dirname(log), { recursive: true });
  const output = await open(log, 'a');
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', markOf(plan.layout, plan.name), join('services', 'cli', 'main.ts'), 'run', plan.name],
    {
      cwd: packageRoot(),
      detached: true,
      stdio: [plan.keep ? 'ignore' : 'pipe', output.fd, output.fd],
      env: plan.environment,
    },
  );
  child.unref();
  (child.stdin as { unref?: () => void } | null)?.unref?.();
  await output.close();
  return child;
}

function markOf(layout: Layout, name: WorkerName): string {
  const lifeline = new URL('lifeline.ts', import.meta.url);
  lifeline.search = `?${name}-${digestOf(layout)}`;
  return `--import=${lifeline.href}`;
}

async function awaitReady(worker: Worker, signal: AbortSignal): Promise<void> {
  const deadline = performance.now() + READY_WITHIN_MS;
  let end: string | null = null;
  void worker.ended.then((why) => (end = why));
  while (!(await isReady(worker.url))) {
    signal.throwIfAborted();
    if (end === null && performance.now() > deadline) end = 'does not get ready';
    if (end !== null) throw await workerFailed(worker, end);
    await pause(100);
  }
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}

async function lastWords(log: string): Promise<string> {
  const text = await readFile(log, 'utf8').catch(() => '');
  const lines = text.trimEnd().split('\n').slice(-12);
  return lines.map((line) => `  ${visible(line)}`).join('\n');
}
