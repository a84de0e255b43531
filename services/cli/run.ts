/** `tripline run <worker>`: the one place that loads a worker, so that the CLI can start each in its own process. */
import { join } from 'node:path';
import { Argument, Command } from 'commander';
import { packageRoot } from '../platform/config/package-root.ts';

const WORKERS = {
  detector: () => import('../detector/main.ts'),
  indexer: () => import('../indexer/main.ts'),
  gateway: () => import('../gateway/main.ts'),
};
type WorkerName = keyof typeof WORKERS;

/**
 * V8's defaults let garbage take 100 MiB more before it looks; glibc keeps a heap a thread. How much a heap may grow, in percent of what
 * was left after the last look, is measured for each: less room costs time.
 */
const NODE_FLAGS = ['--max-semi-space-size=4'];
const HEAP_GROWTH: Record<WorkerName, number> = { detector: 60, indexer: 110, gateway: 110 };
const MALLOC_ARENAS = '2';

export function runCommand(): Command {
  return new Command('run')
    .description(
      'Start a worker in this process. SIGTERM or Ctrl-C drains and commits; settings are environment variables (docs/configuration.md).',
    )
    .addArgument(new Argument('<worker>', 'which one').choices(Object.keys(WORKERS)))
    .action(async (name: WorkerName) => {
      becomeLean([...NODE_FLAGS, `--heap-growing-percent=${HEAP_GROWTH[name]}`]);
      const { main } = await WORKERS[name]();
      process.exit(await main(process.env));
    });
}

/** The same process once more, with the flags that keep it small; V8 takes them at its start only. */
function becomeLean(nodeFlags: readonly string[]): void {
  if (process.platform === 'win32' || nodeFlags.every((flag) => process.execArgv.includes(flag))) return;
  const argv = [process.execPath, ...nodeFlags, ...withoutTsx(process.execArgv), ...process.argv.slice(1)];
  try {
    process.execve?.(process.execPath, argv, {
      MALLOC_ARENA_MAX: MALLOC_ARENAS,
      ...compileCache(),
      ...process.env,
    });
  } catch {
    // Not permitted to: the worker runs all the same, only larger.
  }
}

/** What strips types takes 25 MiB to load: in the repository, where there are any, it is needed once only. */
function compileCache(): Record<string, string> {
  if (!import.meta.filename.endsWith('.ts')) return {};
  return { NODE_COMPILE_CACHE: join(packageRoot(), 'node_modules', '.cache', 'tripline') };
}

/** In the repository tsx runs the command line; a Node that strips types by itself needs no loader thread for a worker. */
function withoutTsx(flags: readonly string[]): string[] {
  if (process.features.typescript !== 'strip') return [...flags];
  return flags.filter(
    (flag, index) => !(flag === 'tsx' || (flag === '--import' && flags[index + 1] === 'tsx')),
  );
}
