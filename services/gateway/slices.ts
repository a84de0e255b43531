/** The event loop gets its turn at least this often, in milliseconds: a large body holds up nobody else's small one. */
const SLICE_MS = 5;

/** One after the other, with pauses for everybody else. */
export async function inSlices<T>(
  items: Iterable<T>,
  each: (item: T) => void | Promise<void>,
): Promise<void> {
  let sliceStarted = performance.now();
  for (const item of items) {
    await each(item);
    if (performance.now() - sliceStarted < SLICE_MS) continue;
    await new Promise(setImmediate);
    sliceStarted = performance.now();
  }
}
