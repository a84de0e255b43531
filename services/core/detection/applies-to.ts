import type { Category } from '../events/types.ts';
import type { RuleCard, ScanContext } from './types.ts';

/** Whether a rule looks at such a text. One for certain kinds of tool does so too where the kind of tool is not known. */
export function appliesTo(rule: RuleCard, context: ScanContext): boolean {
  if (rule.kinds !== undefined && !rule.kinds.includes(context.kind)) return false;
  if (rule.tool_kinds === undefined || context.kind !== 'tool_arguments') return true;
  const kind = context.tool_kind ?? 'UNKNOWN';
  return kind === 'UNKNOWN' || rule.tool_kinds.includes(kind);
}

/** The same for a view that is for rules of one category only; undefined where it is for all. */
export function isFor(rule: RuleCard, context: ScanContext, only: Category | undefined): boolean {
  return (only === undefined || rule.category === only) && appliesTo(rule, context);
}
