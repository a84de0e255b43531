import { glob } from 'node:fs/promises';
import { sep } from 'node:path';
import type { RunnerOptions } from './arguments.ts';

export interface TestFiles {
  /** Independent of servers: may run side by side. */
  parallel: string[];
  /** Share the stack and the machine's time: one after another. */
  serial: string[];
}

const PARALLEL = ['unit', 'repo'];
const SERIAL = ['integration', 'system'];

export async function collectFiles(root: string, options: RunnerOptions): Promise<TestFiles> {
  return {
    parallel: await filesIn(root, PARALLEL, options),
    serial: options.unit ? [] : await filesIn(root, SERIAL, options),
  };
}

async function filesIn(root: string, folders: string[], options: RunnerOptions): Promise<string[]> {
  const kinds = options.long ? ['test', 'long'] : ['test'];
  const patterns = folders.flatMap((folder) => kinds.map((kind) => `test/${folder}/**/*.${kind}.ts`));
  const found: string[] = [];
  for await (const path of glob(patterns, { cwd: root })) found.push(path.replaceAll(sep, '/'));
  const wanted = ({ filters }: RunnerOptions, path: string) =>
    filters.length === 0 || filters.some((filter) => path.includes(filter));
  return [...new Set(found)].filter((path) => wanted(options, path)).toSorted();
}
