/** What the identifier analyser knows of one sort of number: its card, how it is written, its check, the words that go with it. */
import type { Category, Severity } from '../../../events/types.ts';
import type { Example, RuleCard } from '../../types.ts';
import { separated } from './layout.ts';
import type { Topic } from './lexicon.ts';
import { Topics } from './topics.ts';

/**
 * How sure a layout is by itself: `strong` is found anywhere, `calm` unless the words before say that it is something else, `weak`
 * only with words that say so.
 */
export type Certainty = 'strong' | 'calm' | 'weak';

/** A correction of the card's severity and confidence, for values known to be no one's. */
export interface Correction {
  severity?: Severity;
  confidence?: number;
}

export interface Kind {
  readonly card: RuleCard;
  readonly layouts: readonly (readonly [layout: string, certainty: Certainty])[];
  /** What the compact value (upper case, no separators) must look like. */
  readonly form?: RegExp;
  /** Its check digits and what else must hold of the compact value. */
  readonly check?: (value: string) => boolean;
  readonly correct?: (value: string) => Correction | null;
  readonly topics: Topics;
}

/** A kind as its family's file says it; the first sample is written as it is found, with `label` before it. */
export interface KindData {
  id: string;
  /** The id with underscores when absent. */
  type?: string;
  category?: Category;
  description: string;
  reference: string;
  severity?: Severity;
  severity_reason?: string;
  confidence?: number;
  strong?: string;
  calm?: string;
  weak?: string;
  form?: RegExp;
  check?: (value: string) => boolean;
  correct?: (value: string) => Correction | null;
  topics: readonly Topic[];
  label: string;
  samples: readonly string[];
  /** Look like it, and are not. */
  not: readonly string[];
}

/**
 * Layouts are separated by `|`; one that ends in `~` and separators stands for itself with each of them: `3 2 4~ -` is `3 2 4` and
 * `3-2-4`.
 */
export function kindOf(data: KindData, taxonomy: readonly string[], reason: string): Kind {
  const { id, form, check, correct } = data;
  const layouts = (['strong', 'calm', 'weak'] as const).flatMap((certainty) =>
    layoutsOf(data[certainty]).map((layout) => [layout, certainty] as const),
  );
  const [first = ''] = data.samples;
  const match = data.samples.map((sample): Example => ({ text: `${data.label} ${sample}` }));
  const card: RuleCard = {
    id,
    version: 1,
    category: data.category ?? 'PII',
    type: data.type ?? id.replaceAll('-', '_'),
    severity: data.severity ?? 'HIGH',
    confidence: data.confidence ?? 0.85,
    description: data.description,
    severity_reason: data.severity_reason ?? reason,
    references: [data.reference],
    taxonomy,
    examples: {
      match,
      no_match: [
        ...data.not.map((sample): Example => ({ text: `${data.label} ${sample}` })),
        { text: `${data.label} 7${first}8` },
      ],
    },
  };
  return {
    card,
    layouts,
    topics: Topics.of(data.topics),
    ...(form === undefined ? {} : { form }),
    ...(check === undefined ? {} : { check }),
    ...(correct === undefined ? {} : { correct }),
  };
}

function layoutsOf(list = ''): string[] {
  return list.split('|').flatMap((entry) => {
    const [layout = '', separators] = entry.split('~');
    return layout === '' ? [] : separators === undefined ? [layout] : separated(layout, separators);
  });
}
