/** One analyser made ready to run: its spots mapped back and made matches. */
import { isFor } from './applies-to.ts';
import type { Analyser, Match, RuleCard, ScanContext, Spot } from './types.ts';
import { toSource, type View } from './views/view.ts';

export interface CompiledAnalyser {
  readonly analyser: Analyser;
  /** Among what the prefilter finds its triggers; 0 for one that is called for every text. */
  readonly bit: number;
  /** Adds what the analyser finds in the text, or in a view of it, to `found`, in offsets of the plain text. */
  addSpots(text: string, view: View | null, context: ScanContext, found: Match[]): void;
}

type Triggered = Analyser & { triggers: readonly string[] };

/** Those with triggers get a bit each, from that of place `from` on. @throws RangeError where there are more of them than bits */
export function compileAnalysers(analysers: readonly Analyser[], from: number): CompiledAnalyser[] {
  let place = from;
  const compiled = analysers.map((one) => compileAnalyser(one, isTriggered(one) ? 1 << place++ : 0));
  if (place > 32) throw new RangeError('more analysers have triggers than there are bits to tell them apart');
  return compiled;
}

export function isTriggered(analyser: Analyser): analyser is Triggered {
  return analyser.triggers !== undefined;
}

function compileAnalyser(analyser: Analyser, bit: number): CompiledAnalyser {
  const cards = new Map(analyser.rules.map((card) => [card.id, card]));

  function addSpots(text: string, view: View | null, context: ScanContext, found: Match[]): void {
    for (const spot of analyser.analyse(text, context)) {
      const card = cards.get(spot.rule_id);
      if (card === undefined || !isFor(card, context, view?.only)) continue;
      const [start, end] = toSource(view, spot.start, spot.end);
      if (start < end) found.push(toMatch(card, spot, start, end));
    }
  }

  return { analyser, bit, addSpots };
}

function toMatch(card: RuleCard, spot: Spot, start: number, end: number): Match {
  const { id, version, category, type, taxonomy } = card;
  const { severity = card.severity, confidence = card.confidence } = spot;
  return { rule_id: id, rule_version: version, category, type, severity, confidence, start, end, taxonomy };
}
