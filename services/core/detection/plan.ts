/** What is tried on a text: which rules, and which analysers. Made once for each sort of text. */
import type { Category } from '../events/types.ts';
import { isFor } from './applies-to.ts';
import type { CompiledAnalyser } from './compiled-analyser.ts';
import type { Analyser, RuleCard, ScanContext } from './types.ts';
import type { View } from './views/view.ts';

export interface Plan {
  /** 1 for each rule that is tried. */
  readonly rules: Uint8Array;
  readonly analysers: readonly CompiledAnalyser[];
}
type Sort = 'plain' | 'view' | 'said' | Category;

/**
 * By the text's context, and on a view that is for one category only by that. An analyser that reads plain texts is given no view; it
 * alone reads a plain text that a view says (`isSaid`).
 */
export function createPlanner(rules: readonly RuleCard[], analysers: readonly CompiledAnalyser[]) {
  const plans = new Map<string, Map<string, Map<Sort, Plan>>>();

  return function planFor(context: ScanContext, view: View | null, isSaid = false): Plan {
    const byTool = getOrMake(plans, context.kind, () => new Map());
    const bySort = getOrMake(byTool, context.tool_kind ?? '', () => new Map());
    const sort = view === null ? (isSaid ? 'said' : 'plain') : (view.only ?? 'view');
    return getOrMake(bySort, sort, () => makePlan(context, sort));
  };

  function makePlan(context: ScanContext, sort: Sort): Plan {
    const only = sort === 'plain' || sort === 'view' || sort === 'said' ? undefined : sort;
    const isTried = (card: RuleCard) => isFor(card, context, only);
    const isRead = ({ reads }: Analyser) => sort === 'plain' || (reads === 'plain') === (sort === 'said');
    return {
      rules: Uint8Array.from(rules, (rule) => (sort !== 'said' && isTried(rule) ? 1 : 0)),
      analysers: analysers.filter(({ analyser }) => isRead(analyser) && analyser.rules.some(isTried)),
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
