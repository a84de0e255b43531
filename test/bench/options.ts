import { parseArgs } from 'node:util';

const PARTS = ['codec', 'scan', 'gate', 'emitter', 'pipeline'] as const;
export type Part = (typeof PARTS)[number];

export interface BenchOptions {
  help: boolean;
  events: number;
  /** Adds the long run for the memory figures, with so many events; 0: without. */
  long: number;
  parts: readonly Part[];
}

export const HELP = `npm run bench -- [options]

Measures Tripline beside what it is compared with, on servers of its own, and prints JSON; progress goes to standard error.

  --events N        events of one run of the pipeline (default 60000)
  --only PART,…     of: ${PARTS.join(', ')} (default: all)
  --long [N]        also one run of N events (default 200000) for the memory figures
  --help            this

docs/benchmarks.md says what each figure means.
`;

/** @throws Error that says what is wrong with the arguments */
export function parseBenchArguments(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: withLongDefault(args),
    options: {
      help: { type: 'boolean', default: false },
      events: { type: 'string', default: '60000' },
      long: { type: 'string', default: '0' },
      only: { type: 'string', default: PARTS.join(',') },
    },
  });
  return {
    help: values.help,
    events: whole('--events', values.events, 100),
    long: whole('--long', values.long, 0),
    parts: values.only.split(',').map(toPart),
  };
}

function withLongDefault(args: readonly string[]): string[] {
  return args.flatMap((arg, index) =>
    arg === '--long' && !/^\d/.test(args[index + 1] ?? '') ? ['--long', '200000'] : [arg],
  );
}

function whole(name: string, text: string, least: number): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < least)
    throw new Error(`${name} is a whole number from ${least}`);
  return value;
}

function toPart(text: string): Part {
  const part = PARTS.find((each) => each === text.trim());
  if (part === undefined) throw new Error(`--only takes ${PARTS.join(', ')}`);
  return part;
}
