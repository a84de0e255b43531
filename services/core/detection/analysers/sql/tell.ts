import type { Severity } from '../../../events/types.ts';

/** Says that the statement in hand breaks a rule; the severity where it is not the card’s. */
export type Tell = (rule: string, severity?: Severity) => void;
