/** Finds where a text repeats eight consecutive words or more of a confidential document: one rule a document, named by its id. */
import { FINGERPRINT } from '../rules/taxonomy.ts';
import type { Analyser, RuleCard, Spot } from '../types.ts';
import type { ConfidentialDocument, FingerprintStore } from './fingerprint-store.ts';
import { LEAST_REPEAT } from './fingerprint-table.ts';
import { eachRun, RUN, type Run, sameNeighbours } from './runs.ts';

interface Repeat extends Spot {
  /** Of the last word, so that repetitions that overlap or touch become one. */
  lastWord: number;
}

export function fingerprintAnalyser(store: FingerprintStore): Analyser {
  return {
    rules: store.documents().map(cardOf),
    reads: 'plain',
    analyse: (text) => repeatsIn(text, store),
  };
}

export function fingerprintRule(documentId: string): string {
  return `fingerprint-${documentId}`;
}

function repeatsIn(text: string, store: FingerprintStore): Spot[] {
  const repeats: Repeat[] = [];
  const open = new Map<number, Repeat>();
  eachRun(text, (run) => {
    store.table.find(run.low, run.high, (found) => {
      const left = sameNeighbours(run.before, found.before);
      const right = sameNeighbours(run.after, found.after);
      if (left + right + RUN < LEAST_REPEAT) return false;
      const document = store.document(found.document);
      if (document !== undefined) repeat(document, found.document, run, left, right);
      return false;
    });
  });
  return repeats;

  function repeat(
    document: ConfidentialDocument,
    number: number,
    run: Run,
    left: number,
    right: number,
  ): void {
    const last = open.get(number);
    const lastWord = run.index + RUN - 1 + right;
    if (last !== undefined && run.index - left <= last.lastWord + 1) {
      last.end = Math.max(last.end, run.endOf(right));
      last.lastWord = Math.max(last.lastWord, lastWord);
      return;
    }
    const spot = {
      rule_id: fingerprintRule(document.id),
      start: run.startOf(left),
      end: run.endOf(right),
      lastWord,
    };
    repeats.push(spot);
    open.set(number, spot);
  }
}

function cardOf({ id, severity }: ConfidentialDocument): RuleCard {
  return {
    id: fingerprintRule(id),
    version: 1,
    category: 'CONFIDENTIAL',
    type: 'confidential_document',
    severity,
    confidence: 0.95,
    description: `Eight consecutive words or more of the confidential document ${id}.`,
    severity_reason: 'Said of the document when it was added.',
    references: ['https://doi.org/10.1145/872757.872770'],
    taxonomy: FINGERPRINT,
    examples: { match: [], no_match: [] },
  };
}
