/** Finds by a learnt score what no pattern of words can: attempts to take the model over, however they are worded. */
import type { Severity } from '../../../events/types.ts';
import type { Analyser, RuleCard, ScanContext, Spot } from '../../types.ts';
import { card } from './card.ts';
import { kindShift } from './kind-shift.ts';
import { decodeModel, type ModelData } from './model.ts';
import { Scorer } from './scorer.ts';

/** Shorter texts hold no sentence. */
const LEAST_UNITS = 12;
/**
 * Log-odds above the model's threshold: below ALARM what was found is a remark (INFO), for orders of every sort come near an attack;
 * from CERTAIN on an attack is all but certain.
 */
export const ALARM = 0.7;
const CERTAIN = 3;
const NONE: readonly Spot[] = [];

/** Decodes the weights when the first text comes. */
export function injectionScorer(data: ModelData): Analyser {
  const rule: RuleCard = { ...card, description: `${card.description} Weights ${data.digest}.` };
  let scorer: Scorer | undefined;

  function analyse(text: string, context: ScanContext): readonly Spot[] {
    if (text.length < LEAST_UNITS) return NONE;
    scorer ??= new Scorer(decodeModel(data));
    const score = scorer.score(text);
    if (score === null) return NONE;
    const logOdds = score.logOdds + kindShift(context.kind);
    if (logOdds < data.threshold) return NONE;
    const confidence = Math.round(1000 / (1 + Math.exp(-logOdds))) / 1000;
    const severity = severityOf(logOdds - data.threshold);
    return score.phrases.map(({ start, end }) => ({ rule_id: rule.id, start, end, confidence, severity }));
  }

  return { rules: [rule], reads: 'views', words: true, analyse };
}

function severityOf(excess: number): Severity {
  if (excess < ALARM) return 'INFO';
  return excess < CERTAIN ? 'MEDIUM' : 'HIGH';
}
