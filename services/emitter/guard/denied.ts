import { TriplineError } from '../../core/errors.ts';

/** Names of ours for why a call may not run, beside the ids of a policy's rules. */
export const OWN_POLICIES = {
  failure: 'guard-failure',
  unrecorded: 'not-on-record',
  unfit: 'not-plain-data',
  invalid: 'invalid-call',
  changed: 'arguments-changed',
  once: 'runs-once',
  closed: 'guard-closed',
} as const;

/** Thrown in place of a tool's result. `reasons` are words of the policy, of ours, and of whoever rejected it: never content of the call. */
export class GuardDenied extends TriplineError {
  readonly policy: string;
  readonly reasons: readonly string[];
  /** The same call asked again can be told more: it waits for an answer. */
  readonly pending: boolean;

  constructor(policy: string, reasons: readonly string[], pending = false) {
    super('TOOL_DENIED', `Policy: ${policy}.`);
    this.name = 'GuardDenied';
    this.policy = policy;
    this.reasons = reasons;
    this.pending = pending;
  }
}
