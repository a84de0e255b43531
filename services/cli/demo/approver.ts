/** The person whom the policy asks: looks at every call that is held, and lets it run. In earnest it is `tripline approvals`, or the gateway's API. */
import { v7 as newId } from 'uuid';
import { isTriplineError } from '../../core/errors.ts';
import type { Hold } from '../../core/events/types.ts';
import type { EmitterIdentity } from '../../emitter/index.ts';
import { type ControlLog, createControlLog } from '../../platform/control/control-log.ts';
import { giveAnswer } from '../../platform/control/give-answer.ts';
import type { Kafka } from '../../platform/kafka/port.ts';
import type { TopicNames } from '../../platform/kafka/topics.ts';

export interface Approver {
  /** The log that the guard must share or see. */
  control: ControlLog;
  /** Audit events on record: one an answer. */
  answers: () => number;
  /** Resolves once every answer begun is given. Idempotent. */
  stop(): Promise<void>;
}

const WHO = 'sam.okafor';
const WHY = 'The parcel is lost, the carrier says so.';

/** `agent`: whose calls it answers. @throws TriplineError KAFKA_UNAVAILABLE */
export async function startApprover(
  kafka: Kafka,
  topics: TopicNames,
  agent: EmitterIdentity,
  say: (line: string) => void,
): Promise<Approver> {
  const control = createControlLog({ kafka, topic: topics.control });
  const producer = await kafka.producer();
  const seen = new Set<string>();
  const answering: Promise<void>[] = [];
  let answers = 0;
  let stopping: Promise<void> | null = null;
  const record = async (one: Parameters<typeof producer.send>[1][number]) => {
    await producer.send(topics.events, [one]);
    answers += 1;
  };
  await control.start();
  for (const { hold_id } of control.list('hold')) seen.add(hold_id);
  const end = control.onChange((type, id) => {
    const hold = type === 'hold' && !seen.has(id) ? control.get('hold', id) : undefined;
    if (hold?.tenant !== agent.tenant || hold.application !== agent.application) return;
    seen.add(id);
    answering.push(approve(hold).catch((error) => say(`  ! no answer: ${reasonOf(error)}`)));
  });

  return {
    control,
    answers: () => answers,
    stop: () => (stopping ??= stop()),
  };

  async function stop(): Promise<void> {
    end();
    await Promise.all(answering);
    await Promise.all([producer.close(), control.stop()]);
  }

  async function approve(hold: Hold): Promise<void> {
    const answer = { verdict: 'APPROVED', by: WHO, reason: WHY } as const;
    say(`  ‖ ${hold.tool.name} held: ${hold.reasons.join(' ')} (policy ${hold.policy})`);
    await giveAnswer({ control, record, newId, now: Date.now }, hold, answer);
    say(`  ✓ ${hold.tool.name} approved by ${WHO}: ${WHY}`);
  }
}

function reasonOf(error: unknown): string {
  return isTriplineError(error) ? error.message : String(error);
}
