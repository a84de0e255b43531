import type { Severity } from '../../../../events/types.ts';
import { AGENCY } from '../../../rules/taxonomy.ts';
import type { Example, RuleCard } from '../../../types.ts';

export const ATTACK = 'https://attack.mitre.org/techniques/';
export const MANUAL = 'https://man7.org/linux/man-pages/';

export interface Draft {
  id: string;
  type: string;
  severity: Severity;
  confidence: number;
  description: string;
  severity_reason: string;
  references: readonly string[];
  /** Beyond the agent's excessive agency: CWE. */
  weaknesses: readonly string[];
  match: readonly string[];
  no_match: readonly string[];
}

/** All cards are of tool arguments that a shell gets. */
export function card({ weaknesses, match, no_match, ...draft }: Draft): RuleCard {
  return {
    ...draft,
    version: 3,
    category: 'TOOL_ABUSE',
    kinds: ['tool_arguments'],
    tool_kinds: ['SHELL'],
    taxonomy: [...AGENCY, ...weaknesses],
    examples: { match: match.map(example), no_match: no_match.map(example) },
  };
}

function example(text: string): Example {
  return { text, kind: 'tool_arguments', tool_kind: 'SHELL' };
}
