/** Finds passwords that no pattern with a trigger in ASCII can: told in other scripts, and in the columns of separated values. */
import type { Analyser } from '../../types.ts';
import { passwordInOtherScript, secretInColumn } from './cards.ts';
import { columnSpots, tableSpots } from './columns.ts';
import { toldSpots } from './told.ts';

export const passwordAnalyser: Analyser = {
  rules: [passwordInOtherScript, secretInColumn],
  reads: 'plain',
  words: true,
  analyse(text) {
    return [...toldSpots(text), ...columnSpots(text), ...tableSpots(text)];
  },
};
