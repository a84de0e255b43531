import { parseArgs } from 'node:util';

export interface RunnerOptions {
  /** Only what needs no servers: test/unit and test/repo. */
  unit: boolean;
  /** Also *.long.ts. */
  long: boolean;
  /** Parts of paths; a file that holds any of them runs. None: all. */
  filters: string[];
}

/** @throws TypeError on an unknown option */
export function parseRunnerArguments(args: string[]): RunnerOptions {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { unit: { type: 'boolean', default: false }, long: { type: 'boolean', default: false } },
  });
  return { unit: values.unit, long: values.long, filters: positionals };
}
