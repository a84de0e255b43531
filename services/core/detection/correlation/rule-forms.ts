/** The forms of correlations, and what one of them is told of the session. */
import type { Records } from './records.ts';
import type { CorrelationCard } from './types.ts';

/** `effect` carries a finding when some `cause` came before it, by their own times, within the window. True once, true for ever. */
export interface PairRule extends CorrelationCard {
  cause: number;
  effect: number;
  /** Where only the window counts and not which came first. */
  inAnyOrder?: true;
  /** Only between two systems (hosts; tools that have none), which the session tells apart by itself. */
  betweenSystems?: true;
  related: (records: Records, cause: number, effect: number) => boolean;
}

/** An event carries a finding when with it there are so many of a group in the window before it. True once, true for ever. */
export interface CountRule extends CorrelationCard {
  role: number;
  times: number;
  groupOf: (records: Records, at: number) => string | number | null;
}

/** The other events of a session. */
export interface Others {
  records: Records;
  /** Whether one of them has one of the roles and holds; the latest first: what is looked for mostly came just before. */
  some: (roles: number, holds: (other: number) => boolean) => boolean;
}

/**
 * An event carries a finding when, once the grace is over, the condition holds on what came until then. Nothing waits for an event
 * that `isSettled` by what is there already, and that nothing still to come can unsettle but an event that is `unsettledBy`’s.
 */
export interface AbsenceRule extends CorrelationCard {
  role: number;
  /** What is missing may take its time: the window goes by before the grace begins. */
  isPatient?: true;
  unsettledBy?: { role: number; related: PairRule['related'] };
  isSettled: (carrier: number, others: Others) => boolean;
  isAmiss: (carrier: number, others: Others, windowMs: number) => boolean;
}
