/** Dead letters: a record that could not go on, sealed as it was, with why. */

import { type ErrorCode, TriplineError } from '../errors.ts';
import { decodeRecord, encodeRecord } from '../events/codec.ts';
import type { DeadLetter, OriginalRecord, Source, Stage } from '../events/types.ts';
import { idDigest } from './digest.ts';
import { createSealer } from './seal.ts';
import type { Keyring, SealBinding } from './types.ts';

export interface LetterInput {
  stage: Stage;
  reason: ErrorCode;
  /** Ours: never content. */
  detail: string;
  source: Source;
  record: Omit<OriginalRecord, 'type'>;
  eventId?: string | null;
  keyring: Keyring;
  now: Date;
}

/** The same stage and record give the same letter id. Sealed under no tenant: who sent an unreadable record is unknown. */
export function deadLetter(input: LetterInput): DeadLetter {
  const { stage, reason, detail, source, record, keyring } = input;
  const { topic, partition, offset } = source;
  const letter_id = idDigest('letter', stage, topic, String(partition), String(offset));
  const { key, value, headers } = record;
  const original = encodeRecord({ type: 'original_record', key, value, headers });
  return {
    type: 'dead_letter',
    letter_id,
    stage,
    reason,
    detail,
    source,
    event_id: input.eventId ?? null,
    size: value?.length ?? 0,
    key_id: keyring.activeKeyId,
    sealed: createSealer(keyring).seal(original, bindingOf(letter_id)),
    occurred_at: input.now.getTime() * 1000,
  };
}

/** @throws TriplineError SEAL_BROKEN, KEY_UNKNOWN */
export function openLetter(keyring: Keyring, letter: DeadLetter): OriginalRecord {
  const record = decodeRecord(createSealer(keyring).open(letter.sealed, bindingOf(letter.letter_id)));
  if (record.type !== 'original_record') throw new TriplineError('SEAL_BROKEN');
  return record;
}

function bindingOf(letterId: string): SealBinding {
  return { tenant: '', event_id: letterId, field: 'dead_letter' };
}
