/** Full jitter: a random wait of at most 100 ms · 2^attempt, and never more than `capMs`. */
export function jitteredBackoff(attempt: number, capMs: number): number {
  return Math.ceil(Math.random() * Math.min(capMs, 100 * 2 ** Math.min(attempt, 20)));
}

/** Resolves after `ms`, or at once when the signal aborts: the caller looks at the signal. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}

/**
 * Settles as `work` does, or rejects with what `error` makes once `ms` have passed, or with the signal's reason when it
 * aborts; `work` goes on unobserved.
 */
export function within<T>(
  work: Promise<T>,
  ms: number,
  error: () => Error,
  signal?: AbortSignal,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const abort = () => reject(signal?.reason as Error);
    const timer = setTimeout(() => reject(error()), ms);
    signal?.addEventListener('abort', abort);
    if (signal?.aborted) abort();
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    };
    work.then(resolve, reject).finally(done);
  });
}
