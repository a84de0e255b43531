import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Layout } from './layout.ts';

/** What a running stack was started with. Whether it runs is asked of the process table, never of this file. */
const stateSchema = z.object({
  engine: z.enum(['jvm', 'docker']),
  ports: z.object({ kafka: z.number(), elasticsearch: z.number() }),
  startedAt: z.string(),
});
export type StackState = z.output<typeof stateSchema>;

/** null when the stack was never started, or its file is unreadable: a stack can be started over either. */
export async function readState(layout: Layout): Promise<StackState | null> {
  const text = await readFile(layout.state, 'utf8').catch(() => 'null');
  try {
    return stateSchema.nullable().catch(null).parse(JSON.parse(text));
  } catch {
    return null;
  }
}

export async function writeState(layout: Layout, state: StackState): Promise<void> {
  await mkdir(dirname(layout.state), { recursive: true });
  const draft = `${layout.state}.draft`;
  await writeFile(draft, `${JSON.stringify(state, null, 2)}\n`);
  await rename(draft, layout.state);
}

export async function removeState(layout: Layout): Promise<void> {
  await rm(layout.state, { force: true });
}
