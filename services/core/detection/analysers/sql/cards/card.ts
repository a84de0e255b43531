import type { Severity } from '../../../../events/types.ts';
import { AGENCY } from '../../../rules/taxonomy.ts';
import type { Example, RuleCard } from '../../../types.ts';

export const ATTACK = 'https://attack.mitre.org/techniques/';
export const POSTGRES = 'https://www.postgresql.org/docs/current/';
export const MYSQL = 'https://dev.mysql.com/doc/refman/8.4/en/';
export const TSQL = 'https://learn.microsoft.com/en-us/sql/';

export interface Draft {
  id: string;
  version?: number;
  type: string;
  severity: Severity;
  confidence: number;
  description: string;
  severity_reason: string;
  references: readonly string[];
  /** Beyond the agent's excessive agency: CWE, regulations. */
  weaknesses: readonly string[];
  match: readonly string[];
  no_match: readonly string[];
}

/** All cards are of tool arguments that a database gets. */
export function card({ weaknesses, match, no_match, version = 1, ...draft }: Draft): RuleCard {
  return {
    ...draft,
    version,
    category: 'TOOL_ABUSE',
    kinds: ['tool_arguments'],
    tool_kinds: ['DATABASE'],
    taxonomy: [...AGENCY, ...weaknesses],
    examples: { match: match.map(example), no_match: no_match.map(example) },
  };
}

function example(text: string): Example {
  return { text, kind: 'tool_arguments', tool_kind: 'DATABASE' };
}
