/**
 * A call from its question to its verdict: snapshot, decision, REQUESTED, and where the policy says so DENIED, or HELD and a person's answer.
 * Nothing of what it depends on can make it throw: what fails is decided as a failure.
 */
import { TriplineError } from '../../core/errors.ts';
import type { Hold } from '../../core/events/types.ts';
import type { Gate, GateCall, GateDecision } from '../../core/policy/gate/types.ts';
import type { ControlLog } from '../../platform/control/control-log.ts';
import { buildActor, buildAuthentication } from '../build-event.ts';
import { currentContext } from '../call-context.ts';
import type { Emitter, Receipt } from '../types.ts';
import { acknowledgedWithin, settledWithin } from './acknowledge.ts';
import { readCall } from './call-input.ts';
import { CallRecord } from './call-record.ts';
import { OWN_POLICIES } from './denied.ts';
import { heldVerdict } from './held-call.ts';
import { Holds, NO_ROOM, type Room } from './holds.ts';
import { Openings } from './openings.ts';
import { askerDigest, nameOfCall, type SameCall } from './same-call.ts';
import { NotPlain, type Snapshot, snapshotOf } from './snapshot.ts';
import type { CallInput, Verdict } from './types.ts';
import { CallVerdict, type VerdictDeps } from './verdict.ts';

export interface JudgeDeps {
  emitter: Emitter;
  /** The gate in force; rejects where there is none. */
  gate: () => Promise<Gate>;
  control: ControlLog | null;
  deadlineMs: number;
  now: () => number;
  newId: () => string;
  /** SHA-256 in hexadecimal of a text. */
  digestOf: (text: string) => string;
  onFault: (error: unknown) => void;
}

export interface Judge {
  check(call: CallInput): Promise<Verdict>;
  close(): void;
}

/** A call that is asked about. */
interface Asked {
  call: CallInput;
  gateCall: GateCall;
  verdictDeps: VerdictDeps;
  record: CallRecord;
}
/** One that is decided: from now on Kafka's time runs. */
interface Case extends Asked {
  /** When it must have acknowledged, by the process's clock. */
  due: number;
}

const NO_ARGUMENTS: Snapshot = { text: '', value: undefined, hasArrays: false };

export function createJudge(deps: JudgeDeps): Judge {
  const { emitter, control, deadlineMs, now, newId, digestOf, onFault } = deps;
  const due = () => performance.now() + deadlineMs;
  const acknowledged = (receipts: readonly (Receipt | null)[], by: number) =>
    acknowledgedWithin(receipts, by - performance.now());
  const done = (work: Promise<void>, by: number) => settledWithin(work, by - performance.now());
  const openings = new Openings<Hold | string>();
  const holds = control === null ? null : new Holds({ control, now, newId, due, acknowledged, done });

  let isClosed = false;

  return { check, close };

  function close(): void {
    isClosed = true;
    holds?.close();
  }

  async function check(given: CallInput): Promise<Verdict> {
    const { call, faults } = readCall(given, currentContext());
    const { snapshot, digest, fault } = readArguments(call.arguments);
    const asked = open(call, snapshot, digest);
    if (faults.length > 0) return deny(inHaste(asked), invalid(faults));
    // Nobody looks any more whether its policy is still the one in force.
    if (isClosed) return deny(inHaste(asked), denial(OWN_POLICIES.closed, 'The guard is closed.'));
    const decision = fault === null ? await decide(asked.gateCall) : await unfit(asked.gateCall, fault);
    const one = inHaste(asked);
    if (decision.effect === 'DENY') return deny(one, decision);
    if (decision.effect === 'HOLD' && control !== null && !(await done(control.start(), one.due)))
      return deny(one, withReason(decision, 'Nobody can be asked: the control log is not to be had.'));
    // An id that was made just now is nobody's.
    const held = call.call_id === undefined ? null : (holds?.find(sameCall(one), decision) ?? null);
    if (held !== null) return goOn(one, decision, held);
    return decision.effect === 'HOLD' ? hold(one, decision) : admit(one, decision);
  }

  function readArguments(given: unknown): { snapshot: Snapshot; digest: string; fault: unknown } {
    try {
      const snapshot = snapshotOf(given);
      return { snapshot, digest: digestOf(snapshot.text), fault: null };
    } catch (fault) {
      return { snapshot: NO_ARGUMENTS, digest: '', fault };
    }
  }

  function open(call: CallInput, snapshot: Snapshot, digest: string): Asked {
    const { tool: named, arguments: _, waitMs: _wait, signal: _signal, ...context } = call;
    const { name, kind, endpoint } = named;
    const tool = { name, kind, endpoint: endpoint ?? null };
    const call_id = context.call_id ?? newId();
    const recorded = {
      context,
      call_id,
      tool: { name, kind, ...(endpoint !== undefined && { endpoint }) },
      text: snapshot.text,
    };
    const record = new CallRecord(emitter, recorded, context.interaction_id ?? newId(), onFault);
    const { tenant, application, environment } = emitter.identity;
    const { actor, authentication, session_id = null, use_case = null } = context;
    const gateCall: GateCall = {
      tool,
      arguments: snapshot.text,
      actor: buildActor(actor),
      use_case,
      session_id,
      tenant,
      application,
      environment,
      authentication: buildAuthentication(authentication),
    };
    const remember = (result: string) => void taint(gateCall, result);
    const verdictDeps = { record, call_id, snapshot, digest, digestOf, remember, onFault };
    return { call, gateCall, verdictDeps, record };
  }

  async function decide(call: GateCall): Promise<GateDecision> {
    try {
      return (await deps.gate()).decide(call);
    } catch (error) {
      onFault(error);
      return failed(call);
    }
  }

  /** As the policy says of its guard's failure; where even that cannot be had, no. */
  async function failed(call: GateCall, highRisk?: boolean): Promise<GateDecision> {
    try {
      return (await deps.gate()).decideOnFailure(call, highRisk);
    } catch {
      return denial(OWN_POLICIES.failure, 'The guard could not do its work.');
    }
  }

  async function unfit(call: GateCall, fault: unknown): Promise<GateDecision> {
    if (fault instanceof NotPlain) return denial(OWN_POLICIES.unfit, `The arguments hold ${fault.message}.`);
    onFault(fault);
    const decision = await failed(call);
    // Nothing is known of its arguments, so nothing could be compared at its start.
    return { ...decision, effect: 'DENY' };
  }

  /** Not judged: what it failed to say could be what the policy goes by. */
  function invalid(faults: readonly string[]): GateDecision {
    const reason = `At fault: ${faults.join('; ')}.`;
    onFault(new TriplineError('EVENT_INVALID', reason));
    return denial(OWN_POLICIES.invalid, `The call is not valid. ${reason}`);
  }

  async function admit(one: Case, decision: GateDecision): Promise<Verdict> {
    const requested = one.record.requested(decision);
    if (decision.highRisk) {
      if (await inTime(one, [requested])) return say(one, decision);
      return denyLate(one, decision, 'The request was not acknowledged in time.');
    }
    if (requested?.accepted === true) return say(one, decision);
    const fallback = await failed(one.gateCall, decision.highRisk);
    if (fallback.effect === 'ALLOW' || fallback.effect === 'ALERT') return say(one, fallback);
    return denyLate(one, { ...decision, policy: fallback.policy }, 'The request could not be put on record.');
  }

  /** Both are on their way at once; it is denied whether or not Kafka has them in time. */
  async function deny(one: Case, decision: GateDecision): Promise<Verdict> {
    await inTime(one, [one.record.requested(decision), one.record.decided('DENIED', decision)]);
    return say(one, decision);
  }

  async function hold(one: Case, decision: GateDecision): Promise<Verdict> {
    if (holds === null)
      return deny(one, withReason(decision, 'Nobody can be asked: the guard has no control log.'));
    const room = holds.makeRoom(one.gateCall.tenant, one.verdictDeps);
    if (typeof room === 'string') return deny(one, withReason(decision, room));
    let isOwn = false;
    const question = JSON.stringify([nameOfCall(sameCall(one)), decision.policy, decision.reasons]);
    const opened = await openings.once(question, () => {
      isOwn = true;
      return openHold(one, decision, holds);
    });
    if (isOwn && typeof opened !== 'string') return wait(one, decision, opened, room);
    room();
    if (typeof opened !== 'string') return goOn(one, decision, opened);
    return isOwn ? denyLate(one, decision, opened) : deny(one, withReason(decision, opened));
  }

  /** Or why it could not be. */
  async function openHold(one: Case, decision: GateDecision, holds: Holds): Promise<Hold | string> {
    const receipts = [one.record.requested(decision), one.record.decided('HELD', decision)] as const;
    const held = receipts[1];
    const isOnRecord = (await inTime(one, receipts)) && held !== null;
    if (!isOnRecord) return 'The hold was not acknowledged in time.';
    const record = holdRecord(one, decision, held.event_id);
    return (await holds.open(record, one.due)) ? record : 'Nobody could be asked in time.';
  }

  function goOn(one: Case, decision: GateDecision, held: Hold): Promise<Verdict> {
    one.record.resume(held.interaction_id, held.requested_event_id);
    return wait(one, decision, held);
  }

  async function wait(one: Case, decision: GateDecision, record: Hold, room?: Room): Promise<Verdict> {
    const { waitMs, signal } = one.call;
    const held = (holds as Holds).heldCall(record, decision, one.verdictDeps, room);
    if (held === null) {
      const reasons = [...record.reasons, NO_ROOM];
      return heldVerdict(record, one.verdictDeps, {
        ...decision,
        effect: 'HOLD',
        policy: record.policy,
        reasons,
      });
    }
    const verdict = await held.verdict(waitMs, signal);
    if (verdict !== 'USED') return verdict;
    // Another process took the answer for its run: this one needs an answer of its own, if the policy still wants one.
    const { call, verdictDeps } = one;
    const anew = inHaste(open(call, verdictDeps.snapshot, verdictDeps.digest));
    return decision.effect === 'HOLD' ? hold(anew, decision) : admit(anew, decision);
  }

  /** The time for Kafka is over: that it is denied is sent, not waited for. */
  function denyLate(one: Case, decision: GateDecision, reason: string): Verdict {
    const policy = decision.policy === OWN_POLICIES.failure ? decision.policy : OWN_POLICIES.unrecorded;
    const denied = { ...decision, effect: 'DENY', policy, reasons: [reason] } as const;
    one.record.decided('DENIED', denied);
    return say(one, denied);
  }

  function inHaste(asked: Asked): Case {
    return { ...asked, due: due() };
  }

  function inTime(one: Case, receipts: readonly (Receipt | null)[]): Promise<boolean> {
    return acknowledged(receipts, one.due);
  }

  function holdRecord(one: Case, decision: GateDecision, hold_id: string): Hold {
    const { record } = one;
    const held_at = Math.round(now() * 1000);
    return {
      type: 'hold',
      hold_id,
      ...sameCall(one),
      interaction_id: record.interaction_id,
      requested_event_id: record.requestedId,
      policy: decision.policy,
      reasons: [...decision.reasons],
      held_at,
      expires_at: held_at + (decision.holdMs ?? 0) * 1000,
    };
  }

  async function taint(call: GateCall, result: string): Promise<void> {
    if (call.session_id === null) return;
    try {
      const { memory } = await deps.gate();
      const { tenant, session_id, tool, arguments: given } = call;
      memory.result({ tenant, session_id }, tool, result, given);
    } catch (error) {
      onFault(error);
    }
  }
}

function sameCall({ gateCall, verdictDeps: { call_id, digest } }: Case): SameCall {
  const { tenant, application, environment, session_id, tool } = gateCall;
  const who = { asker_digest: askerDigest(gateCall), tenant, application, environment, session_id };
  return { ...who, call_id, tool, arguments_digest: digest };
}

function say({ verdictDeps }: Case, decision: GateDecision): Verdict {
  return new CallVerdict(verdictDeps, decision);
}

function denial(policy: string, reason: string): GateDecision {
  return { effect: 'DENY', policy, reasons: [reason], highRisk: true, findings: [], holdMs: null };
}

function withReason(decision: GateDecision, reason: string): GateDecision {
  return { ...decision, effect: 'DENY', reasons: [...decision.reasons, reason] };
}
