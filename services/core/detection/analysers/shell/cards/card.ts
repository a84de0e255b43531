import type { RuleCard } from '../../../types.ts';
import { type ToolCardDraft, toolCard } from '../../tool-card.ts';

export const MANUAL = 'https://man7.org/linux/man-pages/';

/** All cards are of tool arguments that a shell gets. */
export function card(draft: Omit<ToolCardDraft, 'version' | 'tool_kinds'>): RuleCard {
  return toolCard({ ...draft, version: 3, tool_kinds: ['SHELL'] }, 'SHELL');
}
