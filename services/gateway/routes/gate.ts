/** /v1/gate: may this call run, where does it stand, and what came of it. */

import { isTriplineError, TriplineError } from '../../core/errors.ts';
import { isoOf } from '../../core/events/instant.ts';
import type { ApiKey } from '../../core/events/types.ts';
import type { CallInput, Guard, SharedPolicy, Verdict } from '../../emitter/index.ts';
import type { ControlLog } from '../../platform/control/control-log.ts';
import { identityIn, refuseIdentity } from '../claims.ts';
import { EVENTS_JSON } from '../events/read-items.ts';
import type { Calls } from '../gate/calls.ts';
import type { Guarded, Guards } from '../gate/guards.ts';
import type { HeldOutcomes } from '../gate/held-outcomes.ts';
import { findHold, standingOf, whileSettled } from '../gate/hold-state.ts';
import { onRecord } from '../gate/on-record.ts';
import { recordOutcome } from '../gate/outcome.ts';
import { Decided, Ended, Outcome, Question, State, Wait } from '../gate/schemas.ts';
import type { GatewayMetrics } from '../metrics.ts';
import { parseJson, readAs } from '../read-body.ts';
import type { Asked, Route } from '../route.ts';

export interface GateDeps {
  guards: Guards;
  calls: Calls;
  heldOutcomes: HeldOutcomes;
  policy: SharedPolicy;
  control: ControlLog;
  metrics: GatewayMetrics;
  /** How long Kafka may take to acknowledge what was not waited for yet, milliseconds. */
  timeoutMs: number;
  /** Milliseconds. */
  now: () => number;
}

export function gateRoutes(deps: GateDeps): Route[] {
  return [
    {
      method: 'POST',
      path: '/v1/gate',
      id: 'askGate',
      summary: 'May this tool call run? Whatever is not 200 with `proceed: true` means no.',
      scope: 'gate:check',
      bodies: { [EVENTS_JSON]: Question },
      answer: Decided,
      problems: [503],
      handle: (asked) => ask(deps, asked),
    },
    {
      method: 'GET',
      path: '/v1/gate/{id}',
      id: 'getGate',
      summary: 'Where a call stands; with `wait`, as soon as a held one is answered.',
      scope: 'gate:check',
      query: Wait,
      answer: State,
      problems: [404],
      handle: (asked) => tell(deps, asked),
    },
    {
      method: 'POST',
      path: '/v1/gate/{id}/outcome',
      id: 'endGate',
      summary: 'What came of a call that was let run. The first outcome stands.',
      description:
        'Told again it stands once, and another than that is 409 OUTCOME_SETTLED. What a gateway was told it does not tell the others: of a held call, a second outcome ' +
        'that another gateway is told is answered with 200, and the pipeline stores the first and reports the second (INTEGRITY_CONFLICT).',
      scope: 'gate:check',
      bodies: { [EVENTS_JSON]: Outcome },
      answer: Ended,
      problems: [404, 409, 503],
      handle: ({ key, params, body }) =>
        recordOutcome(deps, key, params['id'] ?? '', readAs(Outcome, parseJson(body))),
    },
  ];
}

async function ask(deps: GateDeps, { key, body, hungUp }: Asked): Promise<Decided> {
  const question = readAs(Question, parseJson(body));
  refuseIdentity(key, identityOf(question));
  const { application, environment = 'production', wait, ...call } = question;
  const guarded = deps.guards.of({ tenant: key.tenant, application, environment });
  const waitMs = (wait ?? 0) * 1000;
  // One deadline for all that the call writes: what the guard waited for Kafka is not waited for again.
  const due = performance.now() + waitMs + deps.timeoutMs;
  const verdict = await takenVerdict(guarded.guard, {
    // JSON has no undefined: what is optional was given or is absent.
    ...(call as CallInput),
    waitMs,
    ...(waitMs > 0 && { signal: hungUp() }),
  });
  const recorded = await isRecorded(deps, guarded, verdict, due);
  deps.metrics.decided(verdict.effect);
  deps.calls.add({ tenant: key.tenant, verdict, guarded, at: deps.now(), size: body.length });
  return decided(verdict, recorded);
}

/** An approval is answered once: of several who ask, or ask again, the first has it, and the others' call is held anew. */
async function takenVerdict(guard: Guard, call: CallInput): Promise<Verdict> {
  const verdict = await guard.check(call);
  if (!verdict.proceed || verdict.hold === null || isTaken(verdict)) return verdict;
  return takenVerdict(guard, { ...call, waitMs: 0 });
}

function isTaken(verdict: Verdict): boolean {
  try {
    verdict.started();
    return true;
  } catch {
    return false;
  }
}

/**
 * A call that is not high-risk is allowed before Kafka has it; here the answer waits for that. While Kafka is away such a call passes where the policy's
 * `on_failure` says so, and anything else is no answer at all.
 */
async function isRecorded(
  { policy, timeoutMs }: GateDeps,
  { emitter }: Guarded,
  verdict: Verdict,
  due: number,
): Promise<boolean> {
  try {
    await onRecord(emitter, verdict.recorded(), Math.min(timeoutMs, due - performance.now()));
    return true;
  } catch (error) {
    if (verdict.proceed && !verdict.highRisk && (await policy.mayPassUnrecorded())) return false;
    // Its REQUESTED may come on record yet, with an ALLOW that nobody is told of: that it did not run is to stand beside it.
    if (verdict.proceed) verdict.failed({ error: { type: 'not-on-record' } });
    if (!isTriplineError(error, 'KAFKA_UNAVAILABLE')) throw error;
    throw new TriplineError('KAFKA_UNAVAILABLE', 'The call may not run: its decision is not on record.');
  }
}

function identityOf({ actor, device, authentication }: Question): string[] {
  return [
    ...identityIn('/actor', actor),
    ...identityIn('/device', device),
    ...(authentication?.principal === undefined ? [] : ['/authentication/principal']),
  ];
}

function decided(verdict: Verdict, recorded: boolean): Decided {
  const { hold } = verdict;
  return {
    id: verdict.event_id,
    call_id: verdict.call_id,
    interaction_id: verdict.interaction_id,
    effect: verdict.effect,
    proceed: verdict.proceed,
    policy: verdict.policy,
    reasons: [...verdict.reasons],
    high_risk: verdict.highRisk,
    findings: verdict.findings.map(({ rule_id, category, type, severity }) => ({
      rule_id,
      category,
      type,
      severity,
    })),
    arguments_digest: verdict.digest,
    approver: verdict.approver,
    hold: hold === null ? null : { hold_id: hold.hold_id, expires_at: hold.expires_at.toISOString() },
    recorded,
  };
}

async function tell(deps: GateDeps, { key, params, query, hungUp }: Asked): Promise<State> {
  const { wait = 0 } = readAs(Wait, query);
  const { control, now } = deps;
  const id = params['id'] ?? '';
  const hold = findHold(control, id, key.tenant);
  if (hold === undefined) return judgedState(deps, key, id);
  await whileSettled(control, hold, wait * 1000, now, hungUp());
  const { state, answer } = standingOf(control, hold, now());
  const hasEnded = deps.calls.get(hold.requested_event_id, key.tenant)?.verdict.hasEnded ?? false;
  const { requested_event_id, call_id, policy, reasons, hold_id, expires_at } = hold;
  return {
    id: requested_event_id,
    call_id,
    state: hasEnded ? 'ENDED' : state,
    policy,
    reasons: answer === undefined ? reasons : [...reasons, answer.reason],
    hold: { hold_id, expires_at: isoOf(expires_at), by: answer?.by ?? null },
  };
}

function judgedState({ calls }: GateDeps, key: ApiKey, id: string): State {
  const call = calls.get(id, key.tenant);
  if (call === undefined) throw new TriplineError('GATE_UNKNOWN');
  const { call_id, policy, reasons, proceed } = call.verdict;
  const state = call.verdict.hasEnded ? 'ENDED' : proceed ? 'ALLOWED' : 'DENIED';
  return { id, call_id, state, policy, reasons: [...reasons], hold: null };
}
