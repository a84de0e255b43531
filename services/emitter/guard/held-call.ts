import type { Hold } from '../../core/events/types.ts';
import type { GateDecision } from '../../core/policy/gate/types.ts';
import type { ControlLog } from '../../platform/control/control-log.ts';
import type { Receipt } from '../types.ts';
import type { CallRecord, Ruling } from './call-record.ts';
import { OWN_POLICIES } from './denied.ts';
import { type Answer, PendingHold } from './pending-hold.ts';
import { CallVerdict, type VerdictDeps } from './verdict.ts';

export interface HeldDeps {
  control: ControlLog;
  now: () => number;
  newId: () => string;
  /** By when what begins now must be on record, by the process's clock. */
  due: () => number;
  /** Whether Kafka has the events by then. */
  acknowledged: (receipts: readonly (Receipt | null)[], due: number) => Promise<boolean>;
  /** Whether it is done by then. */
  done: (work: Promise<void>, due: number) => Promise<boolean>;
}

/** `USED`: its approval was for another run. */
export type Held = CallVerdict | 'USED';

/** A held call in this process: everybody who asks for it here gets the same verdict, which is for one run. */
export class HeldCall {
  readonly hold: Hold;
  readonly #deps: HeldDeps;
  readonly #verdictDeps: VerdictDeps;
  readonly #decision: GateDecision;
  readonly #pending: PendingHold;
  #ruled: Promise<Held> | null = null;
  #verdict: Held | null = null;
  #isRejected = false;

  constructor(hold: Hold, decision: GateDecision, verdictDeps: VerdictDeps, deps: HeldDeps) {
    this.hold = hold;
    this.#decision = decision;
    this.#verdictDeps = verdictDeps;
    this.#deps = deps;
    this.#pending = new PendingHold(hold, deps.control, deps.now);
    // That it is denied is put on record though nobody may wait any more; an approval is used only by who is there to run.
    void this.#pending.answered.then((answer) => {
      if (answer.verdict !== 'APPROVED') void this.#rule(answer);
    });
  }

  get isSpent(): boolean {
    return this.#verdict === 'USED' || (this.#verdict?.isSpent ?? false);
  }

  /** Whether it need not be kept: it has run, or a person said no, as the log says to whoever asks again. */
  get isOver(): boolean {
    return this.isSpent || this.#isRejected;
  }

  /** Waits for the answer; says HOLD when `waitMs` pass first, or it is stopped. Rejects only when `signal` aborts. */
  async verdict(waitMs: number | undefined, signal: AbortSignal | undefined): Promise<Held> {
    const answer = await this.#pending.wait(waitMs, signal);
    if (answer !== null) return this.#rule(answer);
    return this.#say({ effect: 'HOLD', policy: this.hold.policy, reasons: this.hold.reasons });
  }

  stop(): void {
    this.#pending.stop();
  }

  #rule(answer: Answer): Promise<Held> {
    this.#ruled ??= this.#decide(answer).then((held) => {
      this.#verdict = held;
      this.#isRejected = answer.verdict === 'REJECTED';
      return held;
    });
    return this.#ruled;
  }

  async #decide(answer: Answer): Promise<Held> {
    const { policy, reasons } = this.hold;
    if (answer.verdict === 'EXPIRED')
      return this.#deny({ effect: 'DENY', policy, reasons: [...reasons, 'Nobody answered in time.'] });
    const { by, reason } = answer;
    if (answer.verdict === 'REJECTED')
      return this.#deny({
        effect: 'DENY',
        policy,
        reasons: [...reasons, `Rejected by ${by}: ${reason}`],
        approver: by,
      });
    const ruling: Ruling = { effect: 'ALLOW', policy, reasons: [...reasons, `Approved by ${by}: ${reason}`] };
    return this.#use({ ...ruling, approver: by });
  }

  /** First the claim, so that of several processes one alone says that it runs. All of it has one deadline. */
  async #use(ruling: Ruling): Promise<Held> {
    const { control, now, newId, acknowledged, done } = this.#deps;
    const due = this.#deps.due();
    const { hold_id, tenant } = this.hold;
    const claimed_by = newId();
    const claim = {
      type: 'claim',
      hold_id,
      tenant,
      claimed_by,
      claimed_at: Math.round(now() * 1000),
    } as const;
    if (!(await done(put(control, claim), due)))
      return this.#deny(unrecorded('The use of the approval'), due);
    if (control.get('claim', hold_id)?.claimed_by !== claimed_by) return 'USED';
    const approved = this.#record.decided('APPROVED', ruling);
    if (!(await acknowledged([approved], due))) return this.#deny(unrecorded('The approval'), due);
    return this.#say(ruling);
  }

  async #deny(ruling: Ruling, due = this.#deps.due()): Promise<CallVerdict> {
    await this.#deps.acknowledged([this.#record.decided('DENIED', ruling)], due);
    return this.#say(ruling);
  }

  get #record(): CallRecord {
    return this.#verdictDeps.record;
  }

  #say(ruling: Ruling): CallVerdict {
    return heldVerdict(this.hold, this.#verdictDeps, { ...this.#decision, ...ruling });
  }
}

export function heldVerdict(
  { hold_id, expires_at }: Hold,
  verdictDeps: VerdictDeps,
  ruled: GateDecision & Pick<Ruling, 'approver'>,
): CallVerdict {
  const hold = { hold_id, expires_at: new Date(expires_at / 1000) };
  return new CallVerdict(verdictDeps, ruled, { hold, approver: ruled.approver ?? null });
}

async function put(control: ControlLog, record: Parameters<ControlLog['put']>[0]): Promise<void> {
  await control.put(record);
}

function unrecorded(what: string): Ruling {
  return {
    effect: 'DENY',
    policy: OWN_POLICIES.unrecorded,
    reasons: [`${what} was not acknowledged in time.`],
  };
}
