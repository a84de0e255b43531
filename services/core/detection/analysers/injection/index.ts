/** The injection scorer with the weights that `npm run train:injection` wrote. */
import type { Analyser } from '../../types.ts';
import { injectionScorer } from './analyser.ts';
import { modelData } from './weights.generated.ts';

export const injectionAnalyser: Analyser = injectionScorer(modelData);
