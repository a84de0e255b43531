import type { Hold } from '../../core/events/types.ts';
import type { GateDecision } from '../../core/policy/gate/types.ts';
import { type HeldBytes, heldBytesOf, heldSize } from './held-bytes.ts';
import { HeldCall, type HeldDeps } from './held-call.ts';
import { isHeldFor, nameOfCall, type SameCall } from './same-call.ts';
import type { VerdictDeps } from './verdict.ts';

/** Records of holds that ended stay so long, for people to look at, milliseconds. */
const KEPT_MS = 24 * 60 * 60 * 1000;
/** Of one tenant, that wait for a person. */
const MOST_PENDING = 1000;
/** Taken out at a time. */
const MOST_SWEPT = 20;

/** Why a call is not held in this process, though the log may have its hold. */
export const NO_ROOM = 'Calls that wait for a person take all the memory that they may have.';

/** What a held call takes of this process's memory; gives it back. */
export type Room = () => void;

/** The holds of a control log, and those that this process waits for. */
export class Holds {
  readonly #deps: HeldDeps;
  readonly #held = new Map<string, { call: HeldCall; room: Room }>();
  readonly #bytes: HeldBytes;
  readonly #unshare: () => void;
  #isClosed = false;

  constructor(deps: HeldDeps) {
    this.#deps = deps;
    this.#bytes = heldBytesOf(deps.control);
    this.#unshare = this.#bytes.share(() => this.#forget((call) => call.isOver));
  }

  /**
   * Of the same call, not expired, its approval not used: asked again, a call goes on where it was. Where the policy holds it now for
   * something that the person was not told of, that is another question.
   */
  find(call: SameCall, decision: GateDecision): Hold | null {
    const now = this.#deps.now() * 1000;
    const name = nameOfCall(call);
    const isOpen = (hold: Hold) =>
      hold.expires_at > now &&
      nameOfCall(hold) === name &&
      (decision.effect !== 'HOLD' || isHeldFor(decision, hold)) &&
      !this.#isUsed(hold);
    return this.#deps.control.holdsOf(call.tenant, call.call_id).find(isOpen) ?? null;
  }

  /** For one more of the tenant's calls; or why there is none. */
  makeRoom(tenant: string, call: VerdictDeps): Room | string {
    const { control, now } = this.#deps;
    if (control.pendingHolds(now(), tenant).length >= MOST_PENDING)
      return 'Too many calls of the tenant wait for a person.';
    return this.#bytes.take(tenant, heldSize(call)) ?? NO_ROOM;
  }

  /** Once a process and hold; null where there is no room. */
  heldCall(hold: Hold, decision: GateDecision, verdictDeps: VerdictDeps, made?: Room): HeldCall | null {
    const known = this.#held.get(hold.hold_id);
    if (known !== undefined) {
      made?.();
      return known.call;
    }
    const room = made ?? this.#bytes.take(hold.tenant, heldSize(verdictDeps));
    if (room === null) return null;
    this.#forget((known) => known.isSpent);
    const call = new HeldCall(hold, decision, verdictDeps, this.#deps);
    this.#held.set(hold.hold_id, { call, room });
    // Its hold was on its way meanwhile.
    if (this.#isClosed) this.close();
    return call;
  }

  /** Whether it stands in the log before the deadline; where it does not, it is taken out again as soon as that can be. */
  async open(hold: Hold, due: number): Promise<boolean> {
    const { control, done } = this.#deps;
    this.#sweep();
    const put = Promise.resolve().then(() => control.put(hold));
    if (await done(put, due)) return true;
    const remove = () => control.remove('hold', hold.hold_id);
    void put.then(remove, remove).catch(() => undefined);
    return false;
  }

  close(): void {
    this.#isClosed = true;
    this.#unshare();
    for (const { call, room } of this.#held.values()) {
      call.stop();
      room();
    }
    this.#held.clear();
  }

  /** What is claimed was used, unless by this process and it has not begun yet. */
  #isUsed({ hold_id }: Hold): boolean {
    const held = this.#held.get(hold_id);
    return held === undefined ? this.#deps.control.get('claim', hold_id) !== undefined : held.call.isSpent;
  }

  /** What has run is used, as its claim says; what has expired is not asked for again. */
  #forget(isDone: (call: HeldCall) => boolean): void {
    const now = this.#deps.now() * 1000;
    for (const [id, { call, room }] of this.#held) {
      if (!isDone(call) && call.hold.expires_at > now) continue;
      this.#held.delete(id);
      room();
    }
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
