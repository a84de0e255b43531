import type { TextKind } from '../../types.ts';

/**
 * Log-odds by where a text comes from. Data has no business giving orders; a user may ask for much; what the model wrote
 * itself mostly quotes.
 */
const SHIFTS: Readonly<Record<TextKind, number>> = {
  prompt: 0,
  output: -0.5,
  tool_arguments: 0,
  tool_result: 0.5,
  metadata: 0.5,
};

export function kindShift(kind: TextKind): number {
  return SHIFTS[kind];
}
