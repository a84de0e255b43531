import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type FileEnding, judge, type TestRecord, type Verdict } from './judge.ts';
import { signalGroup, sweepGroup } from './process-group.ts';

const REPORTER = fileURLToPath(new URL('reporter.ts', import.meta.url));
const OUTPUT_LIMIT = 30_000;
const GRACE_MS = 5_000;

export interface RunFileOptions {
  root: string;
  timeoutMs: number;
  env: Record<string, string | undefined>;
  signal: AbortSignal;
}
export interface FileResult extends Verdict {
  file: string;
  milliseconds: number;
  /** The end of what it printed, for a failure's sake. */
  output: string;
}

/** Runs one test file in a process group of its own, so that nothing it starts can outlive it unseen. */
export async function runFile(file: string, options: RunFileOptions): Promise<FileResult> {
  const folder = await mkdtemp(join(tmpdir(), 'tripline-test-'));
  const began = performance.now();
  try {
    const report = join(folder, 'report.jsonl');
    const { output, ending } = await runProcess(file, report, options);
    const records = parseRecords(await readFile(report, 'utf8').catch(() => ''));
    return { file, milliseconds: performance.now() - began, output, ...judge(records, ending) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The last line of a killed process may be cut. */
function parseRecords(text: string): TestRecord[] {
  const lines = text.split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as TestRecord);
}

async function runProcess(
  file: string,
  report: string,
  options: RunFileOptions,
): Promise<{ output: string; ending: FileEnding }> {
  const flags = ['--import', 'tsx', `--test-reporter=${REPORTER}`, `--test-reporter-destination=${report}`];
  const child = spawn(process.execPath, [...flags, file], {
    cwd: options.root,
    env: options.env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = tailOf(child);
  const ended = endOf(child);
  let timedOutAfterMs: number | null = null;
  const timer = setTimeout(() => {
    timedOutAfterMs = options.timeoutMs;
    void endGroup(child, ended);
  }, options.timeoutMs);
  const abort = () => void endGroup(child, ended);
  options.signal.addEventListener('abort', abort, { once: true });
  const { code, signal } = await ended;
  clearTimeout(timer);
  options.signal.removeEventListener('abort', abort);
  const leftProcesses = await sweepGroup(child);
  return { output: output(), ending: { code, signal, timedOutAfterMs, leftProcesses } };
}

function tailOf(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text = (text + chunk).slice(-OUTPUT_LIMIT);
    });
  }
  return () => text;
}

/** `exit`, not `close`: a grandchild that holds the pipes must not hold us. */
function endOf(child: ChildProcess): Promise<{ code: number | null; signal: string | null }> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => setImmediate(() => resolve({ code, signal })));
  });
}

async function endGroup(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  signalGroup(child, 'SIGTERM');
  await Promise.race([ended, pause(GRACE_MS, undefined, { ref: false })]);
  signalGroup(child, 'SIGKILL');
}
