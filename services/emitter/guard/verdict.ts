import type { GateDecision } from '../../core/policy/gate/types.ts';
import type { CallRecord, Ruling } from './call-record.ts';
import { GuardDenied, OWN_POLICIES } from './denied.ts';
import { failureOf, resultText } from './outcome-text.ts';
import { isInheritanceSound, NotPlain, type Snapshot, snapshotOf } from './snapshot.ts';
import type { CallFailure, CallOutcome, Verdict } from './types.ts';

export interface VerdictDeps {
  record: CallRecord;
  call_id: string;
  snapshot: Snapshot;
  digest: string;
  digestOf: (text: string) => string;
  /** A run's result, for the session's taint. */
  remember: (result: string) => void;
  onFault: (error: unknown) => void;
}

type Held = Pick<Verdict, 'hold' | 'approver'>;
const NEVER_HELD: Held = { hold: null, approver: null };

/** What was decided of a call, and the record of what came of it. */
export class CallVerdict implements Verdict {
  readonly effect: Verdict['effect'];
  readonly proceed: boolean;
  readonly policy: string;
  readonly reasons: readonly string[];
  readonly highRisk: boolean;
  readonly findings: Verdict['findings'];
  readonly call_id: string;
  readonly interaction_id: string;
  readonly event_id: string;
  readonly digest: string;
  readonly arguments: unknown;
  readonly hold: Verdict['hold'];
  readonly approver: string | null;
  readonly error: GuardDenied | null;
  readonly #deps: VerdictDeps;
  #began: number | null = null;
  #refusal: GuardDenied | null = null;

  constructor(deps: VerdictDeps, decision: Omit<GateDecision, 'holdMs'>, { hold, approver } = NEVER_HELD) {
    const { record, call_id, snapshot, digest } = deps;
    const { effect, policy, reasons, highRisk, findings } = decision;
    this.#deps = deps;
    this.effect = effect;
    this.proceed = effect === 'ALLOW' || effect === 'ALERT';
    this.policy = policy;
    this.reasons = reasons;
    this.highRisk = highRisk;
    this.findings = findings;
    this.call_id = call_id;
    this.interaction_id = record.interaction_id;
    this.event_id = record.requestedId;
    this.digest = digest;
    this.arguments = snapshot.value;
    this.hold = hold;
    this.approver = approver;
    this.error = this.proceed ? null : new GuardDenied(policy, reasons, effect === 'HOLD');
  }

  /** Whether it has run, or must not any more. */
  get isSpent(): boolean {
    return this.#began !== null || this.#refusal !== null;
  }

  get hasEnded(): boolean {
    return this.#deps.record.hasEnded;
  }

  recorded(): Promise<void> {
    return this.#deps.record.recorded();
  }

  started(...given: [] | [argument: unknown]): unknown {
    if (this.error !== null) throw this.error;
    // Also of a call that has started: that other arguments were to run belongs on record.
    this.#compare(given.length === 0 ? this.arguments : given[0]);
    if (this.#refusal !== null) throw this.#refusal;
    if (this.#began !== null) throw new GuardDenied(OWN_POLICIES.once, ['The call has started already.']);
    this.#began = performance.now();
    return this.arguments;
  }

  completed(outcome: CallOutcome = {}): void {
    this.#end('COMPLETED', outcome);
  }

  /** Of a call that may not run nothing can fail: its denial is on record. */
  failed({ error, ...outcome }: CallFailure = {}): void {
    if (this.error === null && this.#refusal === null) this.#end('FAILED', outcome, error);
  }

  #compare(given: unknown): void {
    const fault = this.#faultOf(given);
    if (fault === null) return;
    const { policy, reason } = fault;
    const ruling: Ruling = { effect: 'DENY', policy, reasons: [reason] };
    if (!this.#deps.record.isDenied) this.#deps.record.decided('DENIED', ruling);
    this.#refusal = new GuardDenied(policy, ruling.reasons);
    throw this.#refusal;
  }

  #faultOf(given: unknown): { policy: string; reason: string } | null {
    try {
      // Objects of the approved ones inherit nothing; their arrays do, and so does what is not ours.
      const inherits = given !== this.arguments || this.#deps.snapshot.hasArrays;
      if (inherits && !isInheritanceSound())
        return changed('What all objects inherit from holds a property that none had.');
      return this.#deps.digestOf(snapshotOf(given).text) === this.digest
        ? null
        : changed('The arguments are not those that were approved.');
    } catch (error) {
      if (error instanceof NotPlain) return changed(`The arguments hold ${error.message}.`);
      this.#deps.onFault(error);
      return { policy: OWN_POLICIES.failure, reason: 'The arguments could not be compared.' };
    }
  }

  /** A run that nobody said had started, or that was not allowed, is put on record all the same. */
  #end(phase: 'COMPLETED' | 'FAILED', outcome: CallOutcome, error?: unknown): void {
    if (this.hasEnded) return;
    const { result, ...said } = outcome;
    const text = this.#read(result);
    const duration = this.#began === null ? {} : { duration_ms: performance.now() - this.#began };
    this.#began ??= performance.now();
    this.#deps.record.ended(phase, {
      ...duration,
      ...said,
      ...(text !== undefined && { result: text }),
      ...(phase === 'FAILED' && { error: failureOf(error) }),
    });
    if (text !== undefined)
      this.#deps.remember(typeof text === 'string' ? text : Buffer.from(text).toString());
  }

  #read(result: unknown): ReturnType<typeof resultText> {
    try {
      return resultText(result);
    } catch (error) {
      this.#deps.onFault(error);
      return undefined;
    }
  }
}

function changed(reason: string): { policy: string; reason: string } {
  return { policy: OWN_POLICIES.changed, reason };
}
