/** The cards of analysers that judge what a tool is asked to do. */
import type { Severity, ToolKind } from '../../events/types.ts';
import { AGENCY } from '../rules/taxonomy.ts';
import type { RuleCard } from '../types.ts';

export const ATTACK = 'https://attack.mitre.org/techniques/';

export interface ToolCardDraft {
  id: string;
  version: number;
  type: string;
  severity: Severity;
  confidence: number;
  description: string;
  severity_reason: string;
  references: readonly string[];
  /** Beyond the agent's excessive agency: CWE, regulations. */
  weaknesses: readonly string[];
  /** All when absent. */
  tool_kinds?: readonly ToolKind[];
  match: readonly string[];
  no_match: readonly string[];
}

/** `exampleKind`: the tool whose arguments the examples are. */
export function toolCard(
  { weaknesses, match, no_match, ...draft }: ToolCardDraft,
  exampleKind: ToolKind,
): RuleCard {
  const example = (text: string) => ({ text, kind: 'tool_arguments', tool_kind: exampleKind }) as const;
  return {
    ...draft,
    category: 'TOOL_ABUSE',
    kinds: ['tool_arguments'],
    taxonomy: [...AGENCY, ...weaknesses],
    examples: { match: match.map(example), no_match: no_match.map(example) },
  };
}
