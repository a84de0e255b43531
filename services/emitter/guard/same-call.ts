import type { Hold } from '../../core/events/types.ts';

/** What makes two calls the same one; a hold says it of its own. */
export type SameCall = Pick<
  Hold,
  'tenant' | 'application' | 'environment' | 'session_id' | 'call_id' | 'tool' | 'arguments_digest'
>;

/** The same for calls that are the same one, and for no others. */
export function nameOfCall(call: SameCall): string {
  const { tenant, application, environment, session_id, call_id, tool, arguments_digest } = call;
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
  ]);
}
