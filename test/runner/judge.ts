/** What the reporter says of one test or suite. `consequence`: failed only because something inside it did. */
export type TestRecord =
  | { type: 'pass'; suite: boolean; name: string }
  | { type: 'skip'; suite: boolean; name: string; text: string }
  | { type: 'fail'; suite: boolean; name: string; text: string; consequence?: true }
  | { type: 'end' };

/** How a file's process ended. */
export interface FileEnding {
  code: number | null;
  signal: string | null;
  timedOutAfterMs: number | null;
  leftProcesses: boolean;
}

export interface Verdict {
  passed: number;
  failures: { name: string; text: string }[];
  skips: { name: string; text: string }[];
}

/**
 * A file passes only if it ran at least one test to its end, every one passed or was skipped, its process ended by
 * itself with code 0, and it left no process behind. node:test alone forgives a file without tests and an early exit.
 */
export function judge(records: readonly TestRecord[], ending: FileEnding): Verdict {
  const seen = records.filter((record) => record.type !== 'end');
  const failures = seen.filter((record) => record.type === 'fail' && !record.consequence);
  const verdict: Verdict = {
    passed: seen.filter((record) => record.type === 'pass' && !record.suite).length,
    failures: failures.map(({ name, ...rest }) => ({ name, text: 'text' in rest ? rest.text : '' })),
    skips: seen.filter((record) => record.type === 'skip').map(({ name, text }) => ({ name, text })),
  };
  const wrong = wrongWithTheFile(records, verdict, ending);
  if (wrong !== null) verdict.failures.push({ name: 'the file as a whole', text: wrong });
  return verdict;
}

function wrongWithTheFile(
  records: readonly TestRecord[],
  verdict: Verdict,
  ending: FileEnding,
): string | null {
  if (ending.timedOutAfterMs !== null) return `did not end within ${ending.timedOutAfterMs / 1000} s`;
  if (ending.signal !== null) return `was ended by ${ending.signal}`;
  if (records.at(-1)?.type !== 'end') return `ended before its tests did, with code ${ending.code}`;
  if (ending.leftProcesses) return 'left processes behind; they were killed';
  if (verdict.passed + verdict.failures.length + verdict.skips.length === 0) return 'holds no test';
  if (ending.code !== 0 && verdict.failures.length === 0) return `ended with code ${ending.code}`;
  return null;
}
