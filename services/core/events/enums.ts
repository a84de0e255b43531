/** Enumerations of the schemas as lists, in order, for what checks, ranks or offers their values. */
import type { Category, Severity, ToolKind } from './types.ts';

/** From the least to the gravest. */
export const SEVERITIES = [
  'UNKNOWN',
  'INFO',
  'LOW',
  'MEDIUM',
  'HIGH',
  'CRITICAL',
] as const satisfies readonly Severity[];

/** What a finding may be; all but UNKNOWN. */
export const CATEGORIES = [
  'PII',
  'SECRET',
  'PROMPT_INJECTION',
  'INSECURE_OUTPUT',
  'CODE',
  'TOOL_ABUSE',
  'COMPLIANCE',
  'CONFIDENTIAL',
  'ANOMALY',
  'INTEGRITY',
] as const satisfies readonly Category[];

/** What is masked, and what is not to leave the system that it was read from. */
export const SENSITIVE_CATEGORIES: ReadonlySet<Category> = new Set<Category>([
  'PII',
  'SECRET',
  'CONFIDENTIAL',
  'COMPLIANCE',
]);

export const TOOL_KINDS = [
  'UNKNOWN',
  'HTTP',
  'DATABASE',
  'SHELL',
  'MESSAGING',
  'MCP',
  'FUNCTION',
] as const satisfies readonly ToolKind[];
