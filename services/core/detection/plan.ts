/** What is tried on a text: which rules, and which analysers. Made once for each sort of text. */
import type { Category } from '../events/types.ts';
import { isFor } from './applies-to.ts';
import type { CompiledAnalyser } from './compiled-analyser.ts';
import type { RuleCard, ScanContext } from './types.ts';
import type { View } from './views/view.ts';

export interface Plan {
  /** 1 for each rule that is tried. */
  readonly rules: Uint8Array;
  readonly analysers: readonly CompiledAnalyser[];
}
type Sort = 'plain' | 'view' | Category;

/** By the text's context, and on a view that is for one category only by that; an analyser that reads plain texts is given no view. */
export function createPlanner(rules: readonly RuleCard[], analysers: readonly CompiledAnalyser[]) {
  const plans = new Map<string, Map<string, Map<Sort, Plan>>>();

  return function planFor(context: ScanContext, view: View | null): Plan {
    const byTool = getOrMake(plans, context.kind, () => new Map());
    const bySort = getOrMake(byTool, context.tool_kind ?? '', () => new Map());
    return getOrMake(bySort, view === null ? 'plain' : (view.only ?? 'view'), () => makePlan(context, view));
  };

  function makePlan(context: ScanContext, view: View | null): Plan {
    const isTried = (card: RuleCard) => isFor(card, context, view?.only);
    return {
      rules: Uint8Array.from(rules, (rule) => (isTried(rule) ? 1 : 0)),
      analysers: analysers.filter(
        ({ analyser }) => (view === null || analyser.reads === 'views') && analyser.rules.some(isTried),
      ),
    };
  }
}

function getOrMake<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
