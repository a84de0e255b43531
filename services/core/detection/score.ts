/**
 * One number per event from its findings: 0 (nothing found) to 100. Each finding weighs its severity's points times its
 * confidence; weights combine as chances do, 100 × (1 − ∏(1 − weight)), so that adding a finding or raising a severity or a
 * confidence never lowers the score, and the order does not count. One sure finding alone: INFO 1, LOW 10, MEDIUM 30, HIGH 60,
 * CRITICAL 90.
 */
import type { Severity } from '../events/types.ts';

const WEIGHT: Record<Severity, number> = {
  UNKNOWN: 0,
  INFO: 0.01,
  LOW: 0.1,
  MEDIUM: 0.3,
  HIGH: 0.6,
  CRITICAL: 0.9,
};

/** Rounded to whole points. */
export function score(findings: readonly { severity: Severity; confidence: number }[]): number {
  let clear = 1;
  for (const { severity, confidence } of findings) clear *= 1 - WEIGHT[severity] * clamp(confidence);
  return Math.round(100 * (1 - clear));
}

function clamp(confidence: number): number {
  return Number.isFinite(confidence) ? Math.min(Math.max(confidence, 0), 1) : 0;
}
