/** The same four families in any language: instructions set aside, a role without rules, the prompt asked for, orders within data. */
import type { Example, Rule } from '../types.ts';
import { injectionRule } from './injection-rule.ts';
import { INJECTION, JAILBREAK, PROMPT_LEAK } from './taxonomy.ts';

interface Family {
  triggers: readonly string[];
  /** Spaces are gaps, see `phrase`. */
  pattern: string;
  match: readonly string[];
  no_match: readonly string[];
}
export interface Language {
  /** English name, lower case. */
  name: string;
  override: Family;
  jailbreak: Family;
  extraction: Family;
  data: Family;
}

/** Triggers are ASCII: a word that begins with an accented letter or holds one is tried from behind it. */
const START = '(?<![a-z])';

export function languageRules(language: Language): Rule[] {
  const { name, override, jailbreak, extraction, data } = language;
  const title = name.replace(/^./, (letter) => letter.toUpperCase());
  return [
    injectionRule({
      id: `${name}-instruction-override`,
      type: 'instruction_override',
      severity: 'HIGH',
      confidence: 0.8,
      taxonomy: INJECTION,
      description: `${title} words that tell the model to set its instructions aside.`,
      severity_reason: 'The opening move of most prompt injections, in whatever language the model reads.',
      ...partOf(override),
    }),
    injectionRule({
      id: `${name}-jailbreak`,
      type: 'jailbreak',
      severity: 'HIGH',
      confidence: 0.75,
      taxonomy: JAILBREAK,
      references: ['https://atlas.mitre.org/techniques/AML.T0054'],
      description: `${title} words that give the model a role without rules or forbid it to refuse.`,
      severity_reason: 'It asks for answers that the model must not give.',
      ...partOf(jailbreak),
    }),
    injectionRule({
      id: `${name}-prompt-extraction`,
      type: 'prompt_extraction',
      severity: 'MEDIUM',
      confidence: 0.75,
      taxonomy: PROMPT_LEAK,
      kinds: ['prompt', 'tool_result', 'metadata'],
      description: `A request in ${title} for the system prompt or the hidden instructions.`,
      severity_reason: 'What the prompt hides is the map for the next attack.',
      ...partOf(extraction),
    }),
    injectionRule({
      id: `${name}-orders-in-data`,
      type: 'indirect_injection',
      severity: 'HIGH',
      confidence: 0.75,
      taxonomy: [...INJECTION, 'ATLAS:AML.T0051.001'],
      description: `${title} text that addresses the model, carries data out or keeps it from the user.`,
      severity_reason: 'Data that gives orders is the indirect injection itself.',
      ...partOf(data),
    }),
  ];
}

function partOf({
  triggers,
  pattern,
  match,
  no_match,
}: Family): Pick<Rule, 'triggers' | 'pattern' | 'examples' | 'validators'> {
  return {
    triggers,
    pattern: `${START}(?:${pattern})`,
    validators: ['mention'],
    examples: { match: match.map(toExample), no_match: no_match.map(toExample) },
  };
}

function toExample(text: string): Example {
  return { text, kind: 'prompt' };
}
