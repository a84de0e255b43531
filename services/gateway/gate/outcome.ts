/** What came of a call. An outcome is put on record whatever it says: also that something ran which was not to run. */
import { hash } from 'node:crypto';
import { TriplineError } from '../../core/errors.ts';
import { encodeText } from '../../core/events/text.ts';
import type { ApiKey, Hold } from '../../core/events/types.ts';
import type { ControlLog } from '../../platform/control/control-log.ts';
import { RequestInvalid } from '../problem.ts';
import type { Calls, JudgedCall } from './calls.ts';
import type { Guards } from './guards.ts';
import { findHold } from './hold-state.ts';
import { onRecord } from './on-record.ts';
import type { Ended, Outcome } from './schemas.ts';

export interface OutcomeDeps {
  guards: Guards;
  calls: Calls;
  control: ControlLog;
  timeoutMs: number;
  now: () => number;
}

/** @throws TriplineError GATE_UNKNOWN, ARGUMENTS_CHANGED, TOOL_DENIED, KAFKA_UNAVAILABLE, REQUEST_INVALID */
export async function recordOutcome(
  deps: OutcomeDeps,
  key: ApiKey,
  id: string,
  said: Outcome,
): Promise<Ended> {
  const digest = digestOf(said);
  const call = deps.calls.get(id, key.tenant);
  if (call !== undefined) return endHere(deps, call, said, digest);
  const hold = findHold(deps.control, id, key.tenant);
  if (hold === undefined) throw new TriplineError('GATE_UNKNOWN');
  return endHeld(deps, hold, said, digest);
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
  }
  await onRecord(guarded.emitter, verdict.recorded(), deps.timeoutMs);
  if (!wasAllowed)
    throw new TriplineError('TOOL_DENIED', `Policy: ${verdict.policy}. That it ran is on record.`);
  if (!isSame) throw new TriplineError('ARGUMENTS_CHANGED', 'That they differ is on record.');
  return { id: verdict.event_id, outcome: said.outcome };
}

/** A text of which the digest cannot be that of the arguments: the guard puts on record that others ran. */
function tellChanged({ verdict }: JudgedCall): void {
  try {
    verdict.started(`${verdict.digest}, changed`);
  } catch {
    // that is what it says then, and nothing more is to be done
  }
}

/** Of a held call that another process let run, or this one before it was started anew. */
async function endHeld(
  { guards, timeoutMs }: OutcomeDeps,
  hold: Hold,
  said: Outcome,
  digest: string,
): Promise<Ended> {
  if (digest !== hold.arguments_digest) throw new TriplineError('ARGUMENTS_CHANGED');
  if (said.arguments === undefined)
    throw new RequestInvalid([
      '/arguments must be given: this gateway was started anew since the call was judged',
    ]);
  const { tenant, application, tool, session_id } = hold;
  const { emitter } = guards.of({ tenant, application, environment: 'production' });
  const { name, kind, endpoint } = tool;
  const receipt = emitter.tool({
    phase: said.outcome,
    call_id: hold.call_id,
    tool: { name, kind, ...(endpoint !== null && { endpoint }) },
    arguments: said.arguments,
    interaction_id: hold.interaction_id,
    parent_event_id: hold.requested_event_id,
    ...(session_id !== null && { session_id }),
    ...detailsOf(said),
    ...(said.duration_ms !== undefined && { duration_ms: said.duration_ms }),
    ...(said.outcome === 'FAILED' && { error: failureOf(said) }),
  });
  await onRecord(emitter, receipt.acknowledged, timeoutMs);
  return { id: hold.requested_event_id, outcome: said.outcome };
}

function detailsOf({ result, status_code, response_cached, response_stored }: Outcome) {
  return {
    ...(result !== undefined && { result }),
    ...(status_code !== undefined && { status_code }),
    ...(response_cached !== undefined && { response_cached }),
    ...(response_stored !== undefined && { response_stored }),
  };
}

function failureOf({ error }: Outcome) {
  const { type = 'unknown', code, message } = error ?? {};
  return { type, ...(code !== undefined && { code }), ...(message !== undefined && { message }) };
}
