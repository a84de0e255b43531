/** Where a held call stands, by the control log alone: whoever answered, and wherever the gateway was then. */
import type { Approval, Hold } from '../../core/events/types.ts';
import { answerTo } from '../../platform/control/answer.ts';
import type { ControlLog } from '../../platform/control/control-log.ts';

export type HoldState = 'PENDING' | 'APPROVED' | 'REJECTED' | 'EXPIRED' | 'USED';

export interface StandingHold {
  hold: Hold;
  state: HoldState;
  answer: Approval | undefined;
}

/** By its own id, or by that of the call's REQUESTED event. */
export function findHold(control: ControlLog, id: string, tenant: string): Hold | undefined {
  const own = control.get('hold', id);
  if (own?.tenant === tenant) return own;
  return control.holdsOf(tenant, id).find(({ requested_event_id }) => requested_event_id === id);
}

export function standingOf(control: ControlLog, hold: Hold, nowMs: number): StandingHold {
  const answer = answerTo(hold, control);
  return { hold, answer, state: stateOf(control, hold, answer, nowMs) };
}

/** Resolves when it is no longer pending, `ms` have passed, or the signal aborts. */
export function whileSettled(
  control: ControlLog,
  hold: Hold,
  ms: number,
  now: () => number,
  signal: AbortSignal,
): Promise<void> {
  const isPending = () => standingOf(control, hold, now()).state === 'PENDING';
  if (!isPending() || ms <= 0 || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const left = Math.max(0, Math.ceil(hold.expires_at / 1000 - now()));
    const timer = setTimeout(done, Math.min(ms, left + 1));
    const unhear = control.onChange((_type, id) => {
      if (id === hold.hold_id && !isPending()) done();
    });
    signal.addEventListener('abort', done);
    function done() {
      clearTimeout(timer);
      unhear();
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
}

function stateOf(control: ControlLog, hold: Hold, answer: Approval | undefined, nowMs: number): HoldState {
  if (answer?.verdict === 'REJECTED') return 'REJECTED';
  if (answer?.verdict === 'APPROVED')
    return control.get('claim', hold.hold_id) === undefined ? expiring('APPROVED') : 'USED';
  return expiring('PENDING');

  function expiring(state: HoldState): HoldState {
    return hold.expires_at > nowMs * 1000 ? state : 'EXPIRED';
  }
}
