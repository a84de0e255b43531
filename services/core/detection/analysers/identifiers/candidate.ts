/** One reading of a number, to be weighed against the others. */
import type { Correction } from './kind.ts';

export interface Candidate {
  rule_id: string;
  start: number;
  end: number;
  /** Of the card, raised by a label. */
  confidence: number;
  correction: Correction | null;
  weight: number;
}

/** A reading that nothing but the number’s own form speaks for. */
export function unlabelled(ruleId: string, start: number, end: number, confidence: number): Candidate {
  const weight = 480 + 300 * confidence + Math.min(end - start, 20);
  return { rule_id: ruleId, start, end, confidence, correction: null, weight };
}

/** A reading that words at a distance speak for as well. */
export function labelled(
  ruleId: string,
  start: number,
  end: number,
  confidence: number,
  distance: number,
): Candidate {
  const weight = 700 - 4 * distance + 200 * confidence + Math.min(end - start, 20);
  const raised = Math.min(0.99, confidence + 0.1);
  return { rule_id: ruleId, start, end, confidence: raised, correction: null, weight };
}

/** A reading that only words speak for: any number of the right length would do. */
export function named(
  ruleId: string,
  start: number,
  end: number,
  confidence: number,
  distance: number,
): Candidate {
  const weight = 600 - 4 * distance + 200 * confidence + Math.min(end - start, 20);
  return { rule_id: ruleId, start, end, confidence, correction: null, weight };
}

export function better(a: Candidate | null, b: Candidate | null): Candidate | null {
  if (a === null || b === null) return a ?? b;
  return b.weight > a.weight ? b : a;
}
