/** Finds an organisation's own names (clients, projects, products) wherever their words stand in a row, whatever stands between them. */
import type { Category, Severity } from '../../events/types.ts';
import type { Analyser, RuleCard, Spot } from '../types.ts';
import { eachWord } from './words.ts';

export interface Dictionary {
  /** kebab-case: the rule's id. */
  id: string;
  category: Category;
  type: string;
  severity: Severity;
  description: string;
  taxonomy: readonly string[];
  terms: readonly string[];
  /** Whether `Orion` is told from `orion`. */
  matchCase: boolean;
}

/** A term as the hashes of its words. */
interface Term {
  lows: number[];
  highs: number[];
  /** Its letters as they must be; null when case does not count. */
  exact: string | null;
}
/** Longer terms are refused. */
export const MOST_WORDS = 16;

export function dictionaryAnalyser(dictionary: Dictionary): Analyser {
  const byLastWord = Map.groupBy(
    [...new Set(dictionary.terms)].map((text) => termOf(text, dictionary.matchCase)),
    (term) => term.lows.at(-1) ?? 0,
  );
  return {
    rules: [cardOf(dictionary)],
    reads: 'plain',
    analyse: (text) => spotsIn(text, byLastWord, dictionary.id),
  };
}

/** How many words a term has. */
export function wordsOf(term: string): number {
  let count = 0;
  eachWord(term, () => (count += 1));
  return count;
}

function spotsIn(text: string, byLastWord: ReadonlyMap<number, Term[]>, ruleId: string): Spot[] {
  const spots: Spot[] = [];
  const lows = new Int32Array(MOST_WORDS);
  const highs = new Int32Array(MOST_WORDS);
  const starts = new Int32Array(MOST_WORDS);
  let count = 0;
  eachWord(text, (start, end, low, high) => {
    const at = count % MOST_WORDS;
    lows[at] = low;
    highs[at] = high;
    starts[at] = start;
    count += 1;
    for (const term of byLastWord.get(low) ?? []) {
      if (!standsHere(term)) continue;
      const from = starts[(count - term.lows.length) % MOST_WORDS] as number;
      if (term.exact === null || lettersOf(text.slice(from, end)) === term.exact)
        spots.push({ rule_id: ruleId, start: from, end });
    }
  });
  return spots;

  function standsHere({ lows: wantedLows, highs: wantedHighs }: Term): boolean {
    const first = count - wantedLows.length;
    return (
      first >= 0 &&
      wantedLows.every((low, index) => low === lows[(first + index) % MOST_WORDS]) &&
      wantedHighs.every((high, index) => high === highs[(first + index) % MOST_WORDS])
    );
  }
}

function termOf(text: string, matchCase: boolean): Term {
  const term: Term = { lows: [], highs: [], exact: matchCase ? lettersOf(text) : null };
  eachWord(text, (_start, _end, low, high) => {
    term.lows.push(low);
    term.highs.push(high);
  });
  return term;
}

function lettersOf(text: string): string {
  return text.replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, ' ').trim();
}

function cardOf({ id, category, type, severity, description, taxonomy }: Dictionary): RuleCard {
  return {
    id,
    version: 1,
    category,
    type,
    severity,
    confidence: 0.9,
    description,
    severity_reason: 'Set by the organisation.',
    references: [],
    taxonomy,
    examples: { match: [], no_match: [] },
  };
}
