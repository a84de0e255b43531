/** One line of progress for a person. */
export type Report = (line: string) => void;

/** Runs the work and reports how long it took: "Kafka: listening on 127.0.0.1:9092 (4.1 s)". */
export async function timed<T>(
  report: Report,
  describe: (result: T) => string,
  work: () => Promise<T>,
): Promise<T> {
  const began = performance.now();
  const result = await work();
  report(`${describe(result)} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
  return result;
}
