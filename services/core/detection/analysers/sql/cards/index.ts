/** The cards of all that the SQL analyser finds. */
import type { RuleCard } from '../../../types.ts';
import { abuseCards } from './abuse.ts';
import { dataCards } from './data.ts';
import { documentCards } from './documents.ts';

export const sqlCards: readonly RuleCard[] = [...dataCards, ...abuseCards, ...documentCards];
