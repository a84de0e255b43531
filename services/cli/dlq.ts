/** `tripline dlq`: what could not go on, why, and its second chance. */
import { userInfo } from 'node:os';
import { Command } from 'commander';
import { v7 as uuidv7 } from 'uuid';
import { catalogue, isTriplineError, TriplineError } from '../core/errors.ts';
import { decodeRecord, encodeRecord } from '../core/events/codec.ts';
import { isoOf } from '../core/events/instant.ts';
import { operatorEvent } from '../core/events/operator-event.ts';
import { recordKey } from '../core/events/record-key.ts';
import type { DeadLetter, Stage } from '../core/events/types.ts';
import { openLetter } from '../core/evidence/letter.ts';
import type { Keyring } from '../core/evidence/types.ts';
import type { Kafka, OutgoingRecord } from '../platform/kafka/port.ts';
import type { TopicNames } from '../platform/kafka/topics.ts';
import { connectKafka, readKeyring } from './connect.ts';
import { notFound } from './not-found.ts';
import { printTable } from './table.ts';

const STAGES: ReadonlySet<string> = new Set<Stage>(['GATEWAY', 'DETECTOR', 'INDEXER', 'LEDGER']);

interface Selection {
  stage?: string;
  reason?: string;
}

export function dlqCommand(): Command {
  const command = new Command('dlq').description('Dead letters: list them, show one, send them again.');
  command
    .command('list')
    .description('Every dead letter with its reason; no content.')
    .option('--reason <code>', 'only this reason code (docs/errors.md)')
    .option('--stage <stage>', 'only this stage: DETECTOR or INDEXER')
    .option('--json', 'one JSON object a line')
    .action(async (options: Selection & { json?: boolean }) => {
      checkSelection(options);
      const { kafka, topics } = connectKafka();
      const letters = await collect(readLetters(kafka, topics, (letter) => selected(letter, options)));
      if (options.json)
        for (const letter of letters) process.stdout.write(`${JSON.stringify(summary(letter))}\n`);
      else printTable(['letter', 'stage', 'reason', 'where', 'bytes', 'when'], letters.map(row));
    });
  command
    .command('show <letter-id>')
    .description(
      'One dead letter: why, and from where. --raw writes the exact bytes of its original value to standard output instead.',
    )
    .option('--raw', 'open the seal (needs the key file) and write the original bytes')
    .action(async (id: string, { raw }: { raw?: boolean }) => {
      const { kafka, topics } = connectKafka();
      const letter = await findLetter(kafka, topics, id);
      process.stdout.write(
        raw
          ? (openLetter(readKeyring(), letter).value ?? '')
          : `${JSON.stringify(summary(letter), null, 2)}\n`,
      );
    });
  command
    .command('replay [letter-ids...]')
    .description(
      'Send the originals again to the topics they came from. What was stored meanwhile is not stored twice; what cannot be read yet becomes a new letter. The replay is recorded as an audit event.',
    )
    .option('--all', 'every dead letter (of --reason, --stage)')
    .option('--reason <code>', 'with --all: only this reason code')
    .option('--stage <stage>', 'with --all: only this stage')
    .option('--why <text>', 'recorded with the audit event', '')
    .action(async (ids: string[], options: Selection & { all?: boolean; why: string }) => {
      if (ids.length > 0 === (options.all ?? false))
        throw new TriplineError('USAGE', 'Name letters, or say --all.');
      checkSelection(options);
      const { kafka, topics } = connectKafka();
      if (!options.all) await assertAllThere(kafka, topics, ids);
      const wanted = (letter: DeadLetter) =>
        options.all ? selected(letter, options) : ids.includes(letter.letter_id);
      const count = await replay(kafka, topics, readKeyring(), wanted, {
        by: userInfo().username,
        why: options.why,
      });
      if (count === 0)
        throw new TriplineError(
          'NOT_FOUND',
          'No dead letter is of that reason and stage: `tripline dlq list` shows them all.',
        );
      process.stdout.write(`${JSON.stringify({ replayed: count })}\n`);
    });
  return command;
}

/** One letter an id: a letter that was written twice (at least once) is one. */
export async function* readLetters(
  kafka: Kafka,
  topics: TopicNames,
  wanted: (letter: DeadLetter) => boolean,
): AsyncGenerator<DeadLetter> {
  const seen = new Set<string>();
  for await (const { value } of kafka.read(topics.deadLetters)) {
    const letter = decodeLetter(value);
    if (letter === null || seen.has(letter.letter_id) || !wanted(letter)) continue;
    seen.add(letter.letter_id);
    yield letter;
  }
}

/** Sends the originals again and returns how many; records who did it and why. */
export async function replay(
  kafka: Kafka,
  topics: TopicNames,
  keyring: Keyring,
  wanted: (letter: DeadLetter) => boolean,
  who: { by: string; why: string },
): Promise<number> {
  const producer = await kafka.producer();
  const replayed: string[] = [];
  try {
    for await (const letter of readLetters(kafka, topics, wanted)) {
      const { key, value, headers } = openLetter(keyring, letter);
      await producer.send(letter.source.topic, [{ key, value: value ?? Buffer.alloc(0), headers }]);
      replayed.push(letter.letter_id);
    }
    return replayed.length;
  } finally {
    // Also of a replay that broke off: what was sent was sent.
    try {
      if (replayed.length > 0) await producer.send(topics.events, [auditRecord(replayed, who)]);
    } finally {
      await producer.close();
    }
  }
}

/** Before anything is sent: a mistyped id among others is no reason to send the others. */
async function assertAllThere(kafka: Kafka, topics: TopicNames, ids: readonly string[]): Promise<void> {
  const missing = new Set(ids);
  for await (const { letter_id } of readLetters(kafka, topics, (letter) => missing.has(letter.letter_id)))
    missing.delete(letter_id);
  if (missing.size > 0)
    throw new TriplineError(
      'NOT_FOUND',
      `${missing.size} of the ids named is no dead letter's, see \`tripline dlq list\`; nothing was sent.`,
    );
}

function auditRecord(about: string[], { by, why }: { by: string; why: string }): OutgoingRecord {
  const event_id = uuidv7();
  const occurred_at = Date.now() * 1000;
  const event = operatorEvent(
    { event_id, interaction_id: event_id, occurred_at, tenant: 'default', application: 'tripline' },
    { action: 'REPLAY', by, reason: why, about },
  );
  return { key: recordKey(event.origin), value: encodeRecord(event) };
}

/** @throws TriplineError NOT_FOUND */
export async function findLetter(kafka: Kafka, topics: TopicNames, id: string): Promise<DeadLetter> {
  for await (const letter of readLetters(kafka, topics, (each) => each.letter_id === id)) return letter;
  throw notFound('letter');
}

function decodeLetter(value: Buffer | null): DeadLetter | null {
  try {
    const record = decodeRecord(value);
    return record.type === 'dead_letter' ? record : null;
  } catch (error) {
    if (isTriplineError(error)) return null;
    throw error;
  }
}

/** @throws TriplineError USAGE for what no letter can have */
function checkSelection({ stage, reason }: Selection): void {
  if (stage !== undefined && !STAGES.has(stage.toUpperCase()))
    throw new TriplineError('USAGE', `--stage is one of ${[...STAGES].join(', ')}.`);
  if (reason !== undefined && !Object.hasOwn(catalogue, reason.toUpperCase()))
    throw new TriplineError('USAGE', '--reason is a code of docs/errors.md.');
}

function selected(letter: DeadLetter, { stage, reason }: Selection): boolean {
  return (
    (stage === undefined || letter.stage === stage.toUpperCase()) &&
    (reason === undefined || letter.reason === reason.toUpperCase())
  );
}

function summary({ sealed: _sealed, type: _type, ...letter }: DeadLetter): object {
  return { ...letter, occurred_at: isoOf(letter.occurred_at) };
}

function row({ letter_id, stage, reason, source, size, occurred_at }: DeadLetter): string[] {
  const where = `${source.topic}/${source.partition}/${source.offset}`;
  return [letter_id, stage, reason, where, String(size), isoOf(occurred_at)];
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
