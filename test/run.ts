/** `npm test`: starts a stack, runs every test file against it, ends the stack, and says how it went in one last line. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import PQueue from 'p-queue';
import { parseRunnerArguments, type RunnerOptions } from './runner/arguments.ts';
import { collectFiles, type TestFiles } from './runner/files.ts';
import { type FileResult, runFile } from './runner/run-file.ts';
import { type RunStack, startRunStack } from './runner/stack.ts';
import { describeFile, succeeded, summaryLine, totalsOf } from './runner/summary.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MINUTE = 60_000;
const INTERRUPTED = 130;

interface Run {
  options: RunnerOptions;
  noSkip: boolean;
  signal: AbortSignal;
  results: FileResult[];
}

async function main(): Promise<number> {
  const options = parseRunnerArguments(process.argv.slice(2));
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => interrupted.abort());
  const run: Run = {
    options,
    noSkip: process.env['TRIPLINE_TEST_NO_SKIP'] === '1',
    signal: interrupted.signal,
    results: [],
  };
  const broken = await runAll(run, await collectFiles(ROOT, options));
  const totals = totalsOf(run.results, run.noSkip);
  if (broken) totals.failed += 1;
  print(summaryLine(totals));
  if (interrupted.signal.aborted) return INTERRUPTED;
  return succeeded(totals) ? 0 : 1;
}

/** True when the run itself failed, whatever its tests said. */
async function runAll(run: Run, files: TestFiles): Promise<boolean> {
  if (files.parallel.length + files.serial.length === 0) print('No test file matches.');
  const environment = cleanEnvironment(run.options);
  let stack: RunStack | null = null;
  try {
    if (files.serial.length > 0) stack = await startRunStack(join(ROOT, '.tripline'), print, run.signal);
    await runFiles(run, files.parallel, 2, environment);
    await runFiles(run, files.serial, 1, { ...environment, ...(stack && addresses(stack)) });
    return false;
  } catch (error) {
    print(error instanceof Error ? `FAIL the run: ${error.message}` : 'FAIL the run');
    return true;
  } finally {
    await stack?.end(run.results.some((result) => result.failures.length > 0));
  }
}

/** What the user set for a Tripline of theirs must not reach the tests'. */
function cleanEnvironment(options: RunnerOptions): Record<string, string | undefined> {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('TRIPLINE_') || name.startsWith('TRIPLINE_TEST_'),
  );
  return { ...Object.fromEntries(kept), ...(options.long && { TRIPLINE_TEST_LONG: '1' }) };
}

function addresses({ running, kafkaProxy }: RunStack): Record<string, string> {
  return {
    TRIPLINE_TEST_KAFKA: running.kafkaBrokers,
    TRIPLINE_TEST_ELASTICSEARCH: running.elasticsearchUrl,
    TRIPLINE_TEST_KEY_FILE: running.keyFile,
    TRIPLINE_TEST_KAFKA_PROXY: `${kafkaProxy.advertise}:${kafkaProxy.listen}`,
  };
}

async function runFiles(
  run: Run,
  files: string[],
  concurrency: number,
  env: Record<string, string | undefined>,
): Promise<void> {
  const queue = new PQueue({ concurrency });
  const timeoutMs = (run.options.long ? 60 : 5) * MINUTE;
  await queue.addAll(
    files.map((file) => async () => {
      if (run.signal.aborted) return;
      const result = await runFile(file, { root: ROOT, timeoutMs, env, signal: run.signal });
      run.results.push(result);
      print(describeFile(result, run.noSkip));
    }),
  );
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

process.exitCode = await main();
