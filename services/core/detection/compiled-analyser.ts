/** One analyser made ready to run: asked only where one of its rules applies, its spots mapped back and made matches. */
import { isFor } from './applies-to.ts';
import type { Analyser, Match, RuleCard, ScanContext, Spot } from './types.ts';
import { toSource, type View } from './views/view.ts';

/** Adds what the analyser finds in the text, or in a view of it, to `found`, in offsets of the plain text. */
export type CompiledAnalyser = (
  text: string,
  view: View | null,
  context: ScanContext,
  found: Match[],
) => void;

export function compileAnalyser(analyser: Analyser): CompiledAnalyser {
  const cards = new Map(analyser.rules.map((card) => [card.id, card]));

  return (text, view, context, found) => {
    if (view !== null && analyser.reads === 'plain') return;
    if (!analyser.rules.some((card) => isFor(card, context, view?.only))) return;
    for (const spot of analyser.analyse(text, context)) {
      const card = cards.get(spot.rule_id);
      if (card === undefined || !isFor(card, context, view?.only)) continue;
      const [start, end] = toSource(view, spot.start, spot.end);
      if (start < end) found.push(toMatch(card, spot, start, end));
    }
  };
}

function toMatch(card: RuleCard, spot: Spot, start: number, end: number): Match {
  const { id, version, category, type, taxonomy } = card;
  const { severity = card.severity, confidence = card.confidence } = spot;
  return { rule_id: id, rule_version: version, category, type, severity, confidence, start, end, taxonomy };
}
