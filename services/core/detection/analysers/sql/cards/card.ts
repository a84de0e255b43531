import type { RuleCard } from '../../../types.ts';
import { type ToolCardDraft, toolCard } from '../../tool-card.ts';

export const POSTGRES = 'https://www.postgresql.org/docs/current/';
export const MYSQL = 'https://dev.mysql.com/doc/refman/8.4/en/';
export const TSQL = 'https://learn.microsoft.com/en-us/sql/';

/** All cards are of tool arguments that a database gets. */
export function card({
  version = 1,
  ...draft
}: Omit<ToolCardDraft, 'version' | 'tool_kinds'> & { version?: number }): RuleCard {
  return toolCard({ ...draft, version, tool_kinds: ['DATABASE'] }, 'DATABASE');
}
