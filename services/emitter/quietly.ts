/** Nothing that goes wrong in what only records or tells may reach the application: what `run` throws, or rejects with, ends here. */
export function quietly(run: () => unknown): void {
  try {
    const done = run();
    if (done instanceof Promise) done.catch(() => undefined);
  } catch {
    // the fault of the recording, or of the host's own callback; what could be done is done
  }
}
