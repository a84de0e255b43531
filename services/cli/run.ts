/** `tripline run <worker>`: the one place that loads a worker, so that the CLI can start each in its own process. */
import { Argument, Command } from 'commander';

const WORKERS = {
  detector: () => import('../detector/main.ts'),
  indexer: () => import('../indexer/main.ts'),
};
type WorkerName = keyof typeof WORKERS;

export function runCommand(): Command {
  return new Command('run')
    .description(
      'Start a worker in this process. SIGTERM or Ctrl-C drains and commits; settings are environment variables (docs/configuration.md).',
    )
    .addArgument(new Argument('<worker>', 'which one').choices(Object.keys(WORKERS)))
    .action(async (name: WorkerName) => {
      const { main } = await WORKERS[name]();
      process.exit(await main(process.env));
    });
}
