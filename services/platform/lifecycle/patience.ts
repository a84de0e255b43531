/** Waiting for the next hop: without limit, with jittered back-off, until it takes our writes or the signal aborts. */
import { isTriplineError } from '../../core/errors.ts';

const FIRST_MS = 100;
const MOST_MS = 10_000;
const NEVER = new AbortController().signal;

export interface PatienceDeps {
  /** Resolves after the milliseconds, or as soon as the signal aborts. */
  pause: (ms: number, signal: AbortSignal) => Promise<void>;
  random: () => number;
  /** Once aborted nothing waits any more: work that fails then is given up. */
  stopping: AbortSignal;
  /** Told when the first failure begins a wait (true), and when nothing waits any more (false). */
  onWaiting: (waiting: boolean) => void;
}
export interface Patience {
  /** Runs until it does not throw an error that trying again can help. @throws what else it throws, or the signal's reason */
  insist<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** Runs until it returns true. */
  until(work: () => Promise<boolean>, signal: AbortSignal): Promise<void>;
}

export function createPatience({ pause, random, stopping, onWaiting }: PatienceDeps): Patience {
  let waiting = 0;
  return { insist, until };

  async function insist<T>(work: () => Promise<T>, signal: AbortSignal = NEVER): Promise<T> {
    const done: { value?: T } = {};
    await until(async () => {
      try {
        done.value = await work();
        return true;
      } catch (error) {
        if (!isTriplineError(error) || !error.canRetry) throw error;
        return false;
      }
    }, signal);
    return done.value as T;
  }

  async function until(work: () => Promise<boolean>, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (await unlessAborted(work(), signal)) return;
    begin();
    try {
      await keepTrying(work, AbortSignal.any([signal, stopping]));
    } finally {
      end();
    }
  }

  /** Half to all of a wait that doubles. */
  async function keepTrying(work: () => Promise<boolean>, signal: AbortSignal): Promise<void> {
    for (let attempt = 0; ; attempt += 1) {
      const most = Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(attempt, 20));
      signal.throwIfAborted();
      await pause(most * (0.5 + random() / 2), signal);
      signal.throwIfAborted();
      if (await unlessAborted(work(), signal)) return;
    }
  }

  function begin(): void {
    waiting += 1;
    if (waiting === 1) onWaiting(true);
  }

  function end(): void {
    waiting -= 1;
    if (waiting === 0) onWaiting(false);
  }
}

/** As `work` ends, or with the signal's reason as soon as it aborts; the work goes on unobserved then. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const abort = () => reject(signal.reason as Error);
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort);
  void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  return promise;
}
