/** Waiting for what other processes bring about: servers and workers tell nobody, so they are asked again and again. */
import { setTimeout as pause } from 'node:timers/promises';

const FIRST_MS = 20;
const MOST_MS = 250;

export interface Patience {
  /** Said when it does not come about. */
  what: string;
  withinMs?: number;
  /** Ends the waiting with its error, as when the worker that should bring it about is dead. */
  unless?: () => Error | null;
}

/** Resolves with what `look` finds, once that is not null. @throws Error after `withinMs` (default 60,000) */
export async function eventually<T>(
  look: () => Promise<T | null> | T | null,
  { what, withinMs = 60_000, unless }: Patience,
): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (let wait = FIRST_MS; ; wait = Math.min(MOST_MS, wait * 2)) {
    const found = await look();
    if (found !== null) return found;
    const fault = unless?.() ?? null;
    if (fault !== null) throw fault;
    if (performance.now() > deadline) throw new Error(`${what}: not within ${withinMs / 1000} s`);
    await pause(wait);
  }
}

/** For a condition. */
export async function until(
  holds: () => Promise<boolean> | boolean,
  patience: Patience | string,
): Promise<void> {
  const options = typeof patience === 'string' ? { what: patience } : patience;
  await eventually(async () => ((await holds()) ? true : null), options);
}
