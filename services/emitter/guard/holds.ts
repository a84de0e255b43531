import type { Hold } from '../../core/events/types.ts';
import type { GateDecision } from '../../core/policy/gate/types.ts';
import { HeldCall, type HeldDeps } from './held-call.ts';
import { nameOfCall, type SameCall } from './same-call.ts';
import type { VerdictDeps } from './verdict.ts';

/** Records of holds that ended stay so long, for people to look at, milliseconds. */
const KEPT_MS = 24 * 60 * 60 * 1000;
/** Of one tenant, that wait for a person. */
const MOST_PENDING = 1000;
/** Taken out at a time. */
const MOST_SWEPT = 20;

/** The holds of a control log, and those that this process waits for. */
export class Holds {
  readonly #deps: HeldDeps;
  readonly #held = new Map<string, HeldCall>();

  constructor(deps: HeldDeps) {
    this.#deps = deps;
  }

  /** Of the same call, not expired, its approval not used: asked again, a call goes on where it was. */
  find(call: SameCall): Hold | null {
    const now = this.#deps.now() * 1000;
    const name = nameOfCall(call);
    const isOpen = (hold: Hold) => hold.expires_at > now && nameOfCall(hold) === name && !this.#isUsed(hold);
    return this.#deps.control.holdsOf(call.tenant, call.call_id).find(isOpen) ?? null;
  }

  /** Whether one more of the tenant's may wait. */
  hasRoom(tenant: string): boolean {
    const { control, now } = this.#deps;
    return control.pendingHolds(now(), tenant).length < MOST_PENDING;
  }

  /** Once a process and hold. */
  heldCall(hold: Hold, decision: GateDecision, verdictDeps: VerdictDeps): HeldCall {
    const known = this.#held.get(hold.hold_id);
    if (known !== undefined) return known;
    this.#forget();
    const held = new HeldCall(hold, decision, verdictDeps, this.#deps);
    this.#held.set(hold.hold_id, held);
    return held;
  }

  /** Whether it stands in the log before the deadline; where it does not, it is taken out again as soon as that can be. */
  async open(hold: Hold): Promise<boolean> {
    const { control, done } = this.#deps;
    this.#sweep();
    const put = Promise.resolve().then(() => control.put(hold));
    if (await done(put)) return true;
    const remove = () => control.remove('hold', hold.hold_id);
    void put.then(remove, remove).catch(() => undefined);
    return false;
  }

  close(): void {
    for (const held of this.#held.values()) held.stop();
    this.#held.clear();
  }

  /** What is claimed was used, unless by this process and it has not begun yet. */
  #isUsed({ hold_id }: Hold): boolean {
    const held = this.#held.get(hold_id);
    return held === undefined ? this.#deps.control.get('claim', hold_id) !== undefined : held.isSpent;
  }

  #forget(): void {
    const now = this.#deps.now() * 1000;
    for (const [id, { hold }] of this.#held) if (hold.expires_at <= now) this.#held.delete(id);
  }

  /** The hold goes first: what is left of it then counts for nothing. */
  #sweep(): void {
    const { control, now } = this.#deps;
    const ended = (now() - KEPT_MS) * 1000;
    const old = control.oldest('hold', MOST_SWEPT).filter(({ expires_at }) => expires_at < ended);
    for (const { hold_id } of old)
      void control
        .remove('hold', hold_id)
        .then(() => control.remove('approval', hold_id))
        .then(() => control.remove('claim', hold_id))
        .catch(() => undefined);
  }
}
