/** The cards of all that the shell analyser finds. */
import type { RuleCard } from '../../../types.ts';
import { accessCards } from './access.ts';
import { attackCards } from './attack.ts';
import { destructionCards } from './destruction.ts';

export const shellCards: readonly RuleCard[] = [...destructionCards, ...accessCards, ...attackCards];
