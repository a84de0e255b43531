/** What came of held calls that another process judged, or this one before it was started anew. */
import { hash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { Hold } from '../../core/events/types.ts';
import type { Emitter, Receipt } from '../../emitter/index.ts';
import { detailsOf, failureOf } from './outcome-details.ts';
import type { Outcome } from './schemas.ts';

/** What was told of a hold. */
interface Told {
  outcome: Outcome['outcome'];
  receipts: readonly Receipt[];
}
/** Whether it was told just now: of what comes after it nothing counts, neither how it ended nor what it gave. */
type Answered = Told & { isFirst: boolean };
type Part = 'denied' | 'ended';

const MOST = 100_000;

/** The first outcome of a hold stands; one that the emitter did not take leaves room for another. */
export class HeldOutcomes {
  readonly #told = new Map<string, Told>();

  /** Its events: with `changed`, that it is denied for other arguments, too. */
  tell(emitter: Emitter, hold: Hold, said: Outcome, changed: boolean): Answered {
    const known = this.#told.get(hold.hold_id);
    if (known?.receipts.every(({ accepted }) => accepted)) return { ...known, isFirst: false };
    const receipts = [...(changed ? [emitDenied(emitter, hold, said)] : []), emitEnded(emitter, hold, said)];
    const told = { outcome: said.outcome, receipts };
    this.#told.set(hold.hold_id, told);
    const [oldest] = this.#told.keys();
    if (this.#told.size > MOST && oldest !== undefined) this.#told.delete(oldest);
    return { ...told, isFirst: true };
  }
}

function emitDenied(emitter: Emitter, hold: Hold, said: Outcome): Receipt {
  const reasons = ['The arguments are not those that were approved.'];
  return emitter.tool({
    ...aboutOf(hold, said, 'denied'),
    phase: 'DENIED',
    decision: { effect: 'DENY', policy: 'arguments-changed', reasons },
  });
}

function emitEnded(emitter: Emitter, hold: Hold, said: Outcome): Receipt {
  return emitter.tool({
    ...aboutOf(hold, said, 'ended'),
    phase: said.outcome,
    ...detailsOf(said),
    ...(said.duration_ms !== undefined && { duration_ms: said.duration_ms }),
    ...(said.outcome === 'FAILED' && { error: failureOf(said) }),
  });
}

/** The arguments are those that ran. */
function aboutOf(hold: Hold, said: Outcome, part: Part) {
  const { name, kind, endpoint } = hold.tool;
  return {
    event_id: idOf(hold, part),
    call_id: hold.call_id,
    tool: { name, kind, ...(endpoint !== null && { endpoint }) },
    arguments: said.arguments ?? '',
    interaction_id: hold.interaction_id,
    parent_event_id: hold.requested_event_id,
    ...(hold.session_id !== null && { session_id: hold.session_id }),
  };
}

/** The same whichever gateway is told, and however often: the pipeline stores an event once. */
function idOf({ hold_id, held_at }: Hold, part: Part): string {
  const random = hash('sha256', `${part} ${hold_id}`, 'buffer');
  return uuidv7({ msecs: Math.floor(held_at / 1000), seq: random.readInt32BE(16), random });
}
