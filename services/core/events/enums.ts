/** Enumerations of the schemas as lists, in order, for what checks, ranks or offers their values. */
import type { Severity, ToolKind } from './types.ts';

/** From the least to the gravest. */
export const SEVERITIES = [
  'UNKNOWN',
  'INFO',
  'LOW',
  'MEDIUM',
  'HIGH',
  'CRITICAL',
] as const satisfies readonly Severity[];

export const TOOL_KINDS = [
  'UNKNOWN',
  'HTTP',
  'DATABASE',
  'SHELL',
  'MESSAGING',
  'MCP',
  'FUNCTION',
] as const satisfies readonly ToolKind[];
