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

/** By the text's context, and on a view that is for one category only by that; `isReread`: as a whole, with something decoded. */
export function createPlanner(rules: readonly RuleCard[], analysers: readonly CompiledAnalyser[]) {
  const plans = new Map<string, Map<string, Map<Sort | `${Sort} reread`, Plan>>>();

  return function planFor(context: ScanContext, view: View | null, isReread: boolean): Plan {
    const byTool = getOrMake(plans, context.kind, () => new Map());
    const bySort = getOrMake(byTool, context.tool_kind ?? '', () => new Map());
    const sort: Sort = view === null ? 'plain' : (view.only ?? 'view');
    return getOrMake(bySort, isReread ? `${sort} reread` : sort, () => makePlan(context, view, isReread));
  };

  function makePlan(context: ScanContext, view: View | null, isReread: boolean): Plan {
    const isTried = (card: RuleCard) => isFor(card, context, view?.only);
    return {
      rules: Uint8Array.from(rules, (rule) => (isTried(rule) ? 1 : 0)),
      analysers: analysers.filter(
        ({ analyser: { reads, rules: cards } }) =>
          (view === null || reads !== 'plain') &&
          !(isReread && reads === 'last views') &&
          cards.some(isTried),
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
