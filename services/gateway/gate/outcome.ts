/** What came of a call. An outcome is put on record whatever it says: also that something ran which was not to run. */
import { hash } from 'node:crypto';
import { TriplineError } from '../../core/errors.ts';
import { encodeText } from '../../core/events/text.ts';
import type { ApiKey, Hold } from '../../core/events/types.ts';
import type { SharedPolicy } from '../../emitter/index.ts';
import type { ControlLog } from '../../platform/control/control-log.ts';
import { RequestInvalid } from '../problem.ts';
import type { Calls, JudgedCall } from './calls.ts';
import type { Guards } from './guards.ts';
import type { HeldOutcomes } from './held-outcomes.ts';
import { findHold, standingOf } from './hold-state.ts';
import { onRecord } from './on-record.ts';
import { detailsOf } from './outcome-details.ts';
import type { Ended, Outcome } from './schemas.ts';

export interface OutcomeDeps {
  guards: Guards;
  calls: Calls;
  heldOutcomes: HeldOutcomes;
  policy: SharedPolicy;
  control: ControlLog;
  timeoutMs: number;
  now: () => number;
}

/** @throws TriplineError GATE_UNKNOWN, ARGUMENTS_CHANGED, TOOL_DENIED, OUTCOME_SETTLED, KAFKA_UNAVAILABLE, REQUEST_INVALID */
export async function recordOutcome(
  deps: OutcomeDeps,
  key: ApiKey,
  id: string,
  said: Outcome,
): Promise<Ended> {
  const digest = digestOf(said);
  const hold = findHold(deps.control, id, key.tenant);
  const call = deps.calls.get(hold?.requested_event_id ?? id, key.tenant);
  if (call !== undefined && !isAnswered(deps, call, hold)) return endHere(deps, call, said, digest);
  if (hold === undefined) throw new TriplineError('GATE_UNKNOWN');
  return endHeld(deps, hold, said, digest);
}

/** Held when it was judged here, and let run by another process since. */
function isAnswered({ control, now }: OutcomeDeps, { verdict }: JudgedCall, hold: Hold | undefined): boolean {
  return verdict.effect === 'HOLD' && hold !== undefined && standingOf(control, hold, now()).state === 'USED';
}

function digestOf(said: Outcome): string {
  const digest = said.arguments === undefined ? undefined : hash('sha256', encodeText(said.arguments));
  if (digest === undefined && said.arguments_digest === undefined)
    throw new RequestInvalid(['/arguments or /arguments_digest must be given']);
  if (digest !== undefined && said.arguments_digest !== undefined && digest !== said.arguments_digest)
    throw new RequestInvalid(['/arguments_digest is not the SHA-256 of /arguments']);
  return digest ?? said.arguments_digest ?? '';
}

async function endHere(deps: OutcomeDeps, call: JudgedCall, said: Outcome, digest: string): Promise<Ended> {
  const { verdict, guarded } = call;
  const wasAllowed = verdict.proceed;
  const isSame = digest === verdict.digest;
  if (!verdict.hasEnded) {
    if (wasAllowed && !isSame) tellChanged(call);
    const duration_ms = said.duration_ms ?? deps.now() - call.at;
    const outcome = { ...detailsOf(said), duration_ms };
    // Nothing fails of what was not to run: that it ran is what matters.
    if (said.outcome === 'COMPLETED' || !wasAllowed || !isSame) verdict.completed(outcome);
    else verdict.failed({ ...outcome, error: said.error ?? { type: 'unknown' } });
    if (verdict.hasEnded) call.ended = said.outcome;
  }
  await onRecord(guarded.emitter, verdict.recorded(), deps.timeoutMs);
  const { event_id: id, policy } = verdict;
  return answerTo(said, { id, policy, wasAllowed, isSame, ended: call.ended ?? said.outcome });
}

/** A text of which the digest cannot be that of the arguments: the guard puts on record that others ran. */
function tellChanged({ verdict }: JudgedCall): void {
  try {
    verdict.started(`${verdict.digest}, changed`);
  } catch {
    // that is what it says then, and nothing more is to be done
  }
}

/** Of a held call that another process let run, or this one before it was started anew; or nobody. */
async function endHeld(deps: OutcomeDeps, hold: Hold, said: Outcome, digest: string): Promise<Ended> {
  const wasAllowed = standingOf(deps.control, hold, deps.now()).state === 'USED';
  const isSame = digest === hold.arguments_digest;
  if (wasAllowed && isSame && said.arguments === undefined)
    throw new RequestInvalid(['/arguments must be given: this gateway did not judge the call']);
  const { tenant, application, environment, session_id } = hold;
  const { emitter } = deps.guards.of({ tenant, application, environment });
  const { receipts, outcome: ended, isFirst } = deps.heldOutcomes.tell(emitter, hold, said, !isSame);
  // Also of what was not to run: it gave that. Not of what is refused because another outcome stands.
  if (isFirst && session_id !== null && said.result !== undefined)
    await deps.policy.returned({ tenant, session_id }, hold.tool, said.result);
  await onRecord(emitter, Promise.all(receipts.map(({ acknowledged }) => acknowledged)), deps.timeoutMs);
  const { requested_event_id: id, policy } = hold;
  return answerTo(said, { id, policy, wasAllowed, isSame, ended });
}

/** A call whose outcome is on record. */
interface EndedCall {
  id: string;
  policy: string;
  wasAllowed: boolean;
  isSame: boolean;
  /** The outcome that stands. */
  ended: Outcome['outcome'];
}

/** Told again, the same outcome is no fault. @throws TriplineError TOOL_DENIED, ARGUMENTS_CHANGED, OUTCOME_SETTLED */
function answerTo({ outcome }: Outcome, { id, policy, wasAllowed, isSame, ended }: EndedCall): Ended {
  if (!wasAllowed) throw new TriplineError('TOOL_DENIED', `Policy: ${policy}. That it ran is on record.`);
  if (!isSame) throw new TriplineError('ARGUMENTS_CHANGED', 'That they differ is on record.');
  if (ended !== outcome) throw new TriplineError('OUTCOME_SETTLED', `It is ${ended}.`);
  return { id, outcome };
}
