/** Dead letters of this stage: sent and acknowledged before the batch is settled. */
import { isTriplineError } from '../core/errors.ts';
import { encodeRecord } from '../core/events/codec.ts';
import { deadLetter } from '../core/evidence/letter.ts';
import type { Keyring } from '../core/evidence/types.ts';
import type { Batch, OutgoingRecord, Producer } from '../platform/kafka/port.ts';
import type { Patience } from '../platform/lifecycle/patience.ts';
import type { Refused } from './examine.ts';

export interface LetterDeps {
  producer: Producer;
  topic: string;
  keyring: Keyring;
  patience: Patience;
  now: () => number;
}

/** Tries without limit while Kafka is away. */
export async function sendLetters(
  refused: readonly Refused[],
  { topic, partition }: Pick<Batch, 'topic' | 'partition'>,
  deps: LetterDeps,
  signal: AbortSignal,
): Promise<void> {
  for (const each of refused) {
    const { offset, timestamp } = each.record;
    await sendOne(each, { topic, partition, offset, timestamp }, deps, signal);
  }
}

async function sendOne(
  refused: Refused,
  source: Parameters<typeof deadLetter>[0]['source'],
  deps: LetterDeps,
  signal: AbortSignal,
): Promise<void> {
  const send = (letter: OutgoingRecord) =>
    deps.patience.insist(() => deps.producer.send(deps.topic, [letter]), signal);
  try {
    await send(letterOf(refused, source, deps));
  } catch (error) {
    if (!isTriplineError(error, 'RECORD_TOO_LARGE')) throw error;
    const record = { ...refused.record, value: null };
    const detail = `${refused.detail} The record is too large for a letter: read it where it stood.`;
    await send(letterOf({ ...refused, record, detail }, source, deps));
  }
}

function letterOf(
  { reason, detail, record, eventId }: Refused,
  source: Parameters<typeof deadLetter>[0]['source'],
  { keyring, now }: LetterDeps,
): OutgoingRecord {
  const letter = deadLetter({
    stage: 'INDEXER',
    reason,
    detail,
    source,
    record,
    eventId,
    keyring,
    now: new Date(now()),
  });
  return { key: Buffer.from(letter.letter_id), value: encodeRecord(letter) };
}
