import { hash } from 'node:crypto';
import type { Hold } from '../../core/events/types.ts';
import type { GateCall, GateDecision } from '../../core/policy/gate/types.ts';

/** What makes two calls the same one; a hold says it of its own. */
export type SameCall = Pick<
  Hold,
  | 'tenant'
  | 'application'
  | 'environment'
  | 'session_id'
  | 'call_id'
  | 'tool'
  | 'arguments_digest'
  | 'asker_digest'
>;

/** The same for calls that are the same one, and for no others. */
export function nameOfCall(call: SameCall): string {
  const { tenant, application, environment, session_id, call_id, tool, arguments_digest, asker_digest } =
    call;
  const { name, kind, endpoint } = tool;
  return JSON.stringify([
    tenant,
    application,
    environment,
    session_id,
    call_id,
    name,
    kind,
    endpoint,
    arguments_digest,
    asker_digest,
  ]);
}

/** Of everything about a person or program that policies ask for. */
export function askerDigest({ actor, authentication }: Pick<GateCall, 'actor' | 'authentication'>): string {
  const { user_id, role, department } = actor;
  const { status = null, method = null, principal = null } = authentication ?? {};
  return hash('sha256', JSON.stringify([user_id, role, department, status, method, principal]));
}

/** Whether an answer to the hold answers this decision, too: the same rule holds it, and for nothing that was not told then. */
export function isHeldFor({ policy, reasons }: GateDecision, hold: Hold): boolean {
  return hold.policy === policy && reasons.every((reason) => hold.reasons.includes(reason));
}
