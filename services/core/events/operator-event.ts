import { encodeText } from './text.ts';
import type { AuditEvent, Origin } from './types.ts';

type Place = Pick<Origin, 'event_id' | 'interaction_id' | 'occurred_at' | 'tenant' | 'application'> &
  Partial<Pick<Origin, 'session_id' | 'parent_event_id'>>;

/** What a person did with Tripline itself, and why; it comes from no emitter. */
export function operatorEvent(
  place: Place,
  did: Pick<AuditEvent, 'action' | 'about'> & { by: string; reason: string },
): AuditEvent {
  return {
    type: 'audit',
    origin: {
      session_id: null,
      parent_event_id: null,
      ...place,
      trace_id: null,
      span_id: null,
      environment: 'operations',
      actor: { user_id: did.by, role: null, department: null },
      device: null,
      use_case: null,
      tags: [],
      attributes: [],
      emitter: null,
      capture: 'FULL',
    },
    action: did.action,
    by: did.by,
    reason: encodeText(did.reason),
    about: did.about,
  };
}
