import type { RuleCard, ScanContext } from './types.ts';

/** Whether a rule looks at such a text. One for certain kinds of tool does so too where the kind of tool is not known. */
export function appliesTo(rule: RuleCard, context: ScanContext): boolean {
  if (rule.kinds !== undefined && !rule.kinds.includes(context.kind)) return false;
  if (rule.tool_kinds === undefined || context.kind !== 'tool_arguments') return true;
  const kind = context.tool_kind ?? 'UNKNOWN';
  return kind === 'UNKNOWN' || rule.tool_kinds.includes(kind);
}
