/** The demo's options, signals and last words. */
import { Command, CommanderError } from 'commander';
import { isTriplineError } from '../../core/errors.ts';
import { layoutOf } from '../stack/layout.ts';
import { paintFor } from '../trail/paint.ts';
import { runDemo } from './demo.ts';
import { type Place, stopPipeline } from './pipeline.ts';

interface Options {
  keep?: boolean;
  down?: boolean;
  dir: string;
}

const PLACE: Place = { name: 'demo', dir: '.tripline' };
const INTERRUPTED = 130;
const WIDEST = 120;
const USUAL = 100;

/** Resolves with the exit code; everything that was to stop has stopped by then. */
export async function runDemoCli(argv: readonly string[]): Promise<number> {
  const interrupted = listen();
  let options: Options | undefined;
  try {
    options = parse(argv);
    const place: Place = { ...PLACE, dir: options.dir };
    if (options.down) return await down(place);
    return await demo(place, options.keep === true, interrupted);
  } catch (error) {
    return interrupted.aborted ? sayInterrupted() : explain(error, options?.dir);
  }
}

function parse(argv: readonly string[]): Options {
  return new Command('npm run demo --')
    .description(
      'A support agent under Tripline, on a real Kafka and a real Elasticsearch: ends with its forensic trail.',
    )
    .option('--keep', 'leave everything running, to look around')
    .option('--down', 'stop what --keep left running, and nothing else')
    .option('--dir <folder>', 'where jars, data and logs are kept', PLACE.dir)
    .addHelpText(
      'after',
      '\nWith OPENAI_API_KEY set a real model answers (OPENAI_BASE_URL and OPENAI_MODEL are respected).',
    )
    .exitOverride()
    .allowExcessArguments(false)
    .parse(argv)
    .opts<Options>();
}

async function demo(place: Place, keep: boolean, signal: AbortSignal): Promise<number> {
  const output = process.stdout;
  const width = Math.min(output.columns ?? USUAL, WIDEST);
  const screen = { output, paint: paintFor(output), width };
  const good = await runDemo({ place, keep, environment: process.env, screen }, signal);
  if (!good) process.stderr.write('demo: the sums above do not add up; please report it\n');
  return good ? 0 : 1;
}

async function down(place: Place): Promise<number> {
  let stopped = 0;
  await stopPipeline(place, (line) => {
    stopped += 1;
    process.stdout.write(`${line}\n`);
  });
  if (stopped === 0) process.stdout.write('Nothing of the demo runs\n');
  return 0;
}

/** Ctrl-C, a closed terminal, a broken pipe: each stops in order; the same again ends at once, and the servers with us. */
function listen(): AbortSignal {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) process.exit(INTERRUPTED);
    process.stderr.write('\nStopping; once more to end at once\n');
    controller.abort(new Error('interrupted'));
  };
  process.on('SIGINT', stop).on('SIGTERM', stop).on('SIGHUP', stop);
  process.stdout.on('error', () => controller.abort(new Error('nobody reads on')));
  return controller.signal;
}

function sayInterrupted(): number {
  process.stderr.write('demo: interrupted; nothing is left running\n');
  return INTERRUPTED;
}

function explain(error: unknown, dir = PLACE.dir): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (isTriplineError(error)) process.stderr.write(`demo: ${error.message}\n`);
  else process.stderr.write(`demo: unexpected: ${error instanceof Error ? error.stack : String(error)}\n`);
  process.stderr.write(`demo: all logs: ${layoutOf({ ...PLACE, dir }).logs}\n`);
  return 1;
}
