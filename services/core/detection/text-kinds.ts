import type { TextKind } from './types.ts';

/** Every place that a text can come from. */
export const TEXT_KINDS = [
  'prompt',
  'output',
  'tool_arguments',
  'tool_result',
  'metadata',
] as const satisfies readonly TextKind[];
