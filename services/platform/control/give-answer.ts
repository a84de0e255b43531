/** A person's answer to a held call: on record first, then where guards look. */
import { TriplineError } from '../../core/errors.ts';
import { encodeRecord } from '../../core/events/codec.ts';
import { operatorEvent } from '../../core/events/operator-event.ts';
import { recordKey } from '../../core/events/record-key.ts';
import type { Approval, Hold } from '../../core/events/types.ts';
import type { OutgoingRecord } from '../kafka/port.ts';
import { answerTo } from './answer.ts';
import type { ControlLog } from './control-log.ts';

export interface AnswerDeps {
  control: ControlLog;
  /** Resolves when Kafka acknowledged the record on llm.events. */
  record: (record: OutgoingRecord) => Promise<void>;
  newId: () => string;
  /** Milliseconds. */
  now: () => number;
}

export interface Answer {
  verdict: 'APPROVED' | 'REJECTED';
  by: string;
  reason: string;
}

/**
 * The audit event is acknowledged before the answer counts; of an answer that came second the audit event alone remains.
 * @throws TriplineError HOLD_SETTLED, KAFKA_UNAVAILABLE
 */
export async function giveAnswer(deps: AnswerDeps, hold: Hold, answer: Answer): Promise<Approval> {
  const { control, now } = deps;
  const decided_at = Math.round(now() * 1000);
  if (decided_at >= hold.expires_at) throw new TriplineError('HOLD_SETTLED', 'Its time is over.');
  if (answerTo(hold, control) !== undefined)
    throw new TriplineError('HOLD_SETTLED', 'It was answered before.');
  const approval: Approval = {
    type: 'approval',
    hold_id: hold.hold_id,
    tenant: hold.tenant,
    verdict: answer.verdict,
    by: answer.by.toWellFormed(),
    reason: answer.reason.toWellFormed(),
    arguments_digest: hold.arguments_digest,
    decided_at,
  };
  await deps.record(auditRecord(hold, approval, deps.newId()));
  await control.put(approval);
  const first = answerTo(hold, control);
  if (first === undefined || !isSame(first, approval))
    throw new TriplineError('HOLD_SETTLED', 'Another answer came first.');
  return approval;
}

function isSame(one: Approval, other: Approval): boolean {
  return one.by === other.by && one.verdict === other.verdict && one.decided_at === other.decided_at;
}

function auditRecord(hold: Hold, approval: Approval, event_id: string): OutgoingRecord {
  const { hold_id, interaction_id, session_id, tenant, application, requested_event_id } = hold;
  const { verdict, by, reason, decided_at } = approval;
  const event = operatorEvent(
    {
      event_id,
      interaction_id,
      session_id,
      parent_event_id: hold_id,
      occurred_at: decided_at,
      tenant,
      application,
    },
    {
      action: verdict === 'APPROVED' ? 'APPROVE' : 'REJECT',
      by,
      reason,
      about: [hold_id, requested_event_id],
    },
  );
  return { key: recordKey(event.origin), value: encodeRecord(event) };
}
