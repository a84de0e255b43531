import type { FileResult } from './run-file.ts';

export interface Totals {
  passed: number;
  failed: number;
  skipped: number;
}

/** With `noSkip`, for machines that have everything, a skip is a failure. Running nothing is one always. */
export function totalsOf(results: readonly FileResult[], noSkip: boolean): Totals {
  const sum = (count: (result: FileResult) => number) =>
    results.reduce((total, result) => total + count(result), 0);
  const skipped = sum((result) => result.skips.length);
  const totals = {
    passed: sum((result) => result.passed),
    failed: sum((result) => result.failures.length),
    skipped,
  };
  if (noSkip) return { ...totals, failed: totals.failed + skipped, skipped: 0 };
  return totals;
}

export function succeeded(totals: Totals): boolean {
  return totals.failed === 0 && totals.passed > 0;
}

/** The very last line of a run. */
export function summaryLine({ passed, failed, skipped }: Totals): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

export function describeFile(result: FileResult, noSkip: boolean): string {
  const bad = result.failures.length > 0 || (noSkip && result.skips.length > 0);
  const counts = [`${result.passed} passed`];
  if (result.failures.length > 0) counts.push(`${result.failures.length} failed`);
  if (result.skips.length > 0) counts.push(`${result.skips.length} skipped`);
  const head = `${bad ? 'FAIL' : 'ok  '} ${result.file} (${counts.join(', ')}, ${(result.milliseconds / 1000).toFixed(1)} s)`;
  const skips = result.skips.map(({ name, text }) => `       skipped: ${name} (${text})`);
  return [head, ...skips, ...describeFailures(result)].join('\n');
}

function describeFailures(result: FileResult): string[] {
  if (result.failures.length === 0) return [];
  const failures = result.failures.map(({ name, text }) => `  ✗ ${name}\n${indent(text)}`);
  return [...failures, ...(result.output.trim() ? ['  It printed:', indent(result.output.trimEnd())] : [])];
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '      ');
}
