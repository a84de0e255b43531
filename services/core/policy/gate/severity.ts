import { SEVERITIES } from '../../events/enums.ts';
import type { Severity } from '../../events/types.ts';

const RANK = new Map<Severity, number>(SEVERITIES.map((severity, rank) => [severity, rank]));

export function isAtLeast(severity: Severity, least: Severity): boolean {
  return (RANK.get(severity) ?? 0) >= (RANK.get(least) ?? 0);
}
