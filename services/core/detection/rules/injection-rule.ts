/** What the rules of prompt injection have in common, and how much the place where a text comes from weighs. */
import type { Severity } from '../../events/types.ts';
import type { Rule, TextKind } from '../types.ts';
import { phrase } from './injection-vocabulary.ts';

type Part = Omit<Rule, 'version' | 'category' | 'references'> & { references?: readonly string[] };

/** What came from elsewhere: nobody who works with the model writes there. */
const DATA: readonly TextKind[] = ['tool_result', 'metadata'];
const SPOKEN: readonly TextKind[] = ['prompt', 'output', 'tool_arguments'];
const REFERENCES = ['https://genai.owasp.org/llm-top-10/', 'https://atlas.mitre.org/techniques/AML.T0051'];
const STRONGER: Partial<Record<Severity, Severity>> = { LOW: 'MEDIUM', MEDIUM: 'HIGH', HIGH: 'CRITICAL' };

/** A rule for all kinds of text it names. Spaces in its pattern are gaps (`phrase`). */
export function injectionRule(part: Part): Rule {
  return {
    version: 1,
    category: 'PROMPT_INJECTION',
    flags: 'i',
    references: REFERENCES,
    ...part,
    pattern: phrase(part.pattern),
  };
}

/** Two rules of one pattern: the words weigh more in what a tool or a document brings than in what a user says. */
export function weighedRules(part: Part): Rule[] {
  const spoken = injectionRule({ ...part, kinds: part.kinds ?? SPOKEN });
  const severity = STRONGER[part.severity] ?? part.severity;
  return [
    spoken,
    {
      ...spoken,
      id: `${part.id}-in-data`,
      kinds: DATA,
      severity,
      confidence: Math.min(1, part.confidence + 0.1),
      description: `${part.description} Here in what a tool or a document brought.`,
      severity_reason: `${part.severity_reason} Data has no business giving orders.`,
    },
  ];
}
