/** US social security numbers: the areas, groups and serials that the Social Security Administration never issues are refused. */
import type { Verdict } from '../types.ts';

/** Printed in advertisements, never valid; people still paste them. */
const FAMOUS: ReadonlySet<string> = new Set(['078051120', '219099999', '123456789']);

export function judgeSsn(value: string): Verdict {
  const digits = value.replaceAll(/\D/g, '');
  if (!/^(?!000|666|9)\d{3}(?!00)\d{2}(?!0000)\d{4}$/.test(digits)) return false;
  if (/^(\d)\1+$/.test(digits)) return false;
  return FAMOUS.has(digits) ? { confidence: 0.5 } : true;
}
