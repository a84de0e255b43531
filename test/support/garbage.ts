/** Records that no reader can take, each with the reason that its dead letter must have. */
import { randomBytes } from 'node:crypto';
import { encodeRecord, MAX_RECORD_BYTES } from '../../services/core/events/codec.ts';
import type { OutputEvent, PromptEvent } from '../../services/core/events/types.ts';
import { createLoad } from '../bench/load.ts';
import { createWriter } from '../bench/prose.ts';
import { seeded } from '../bench/seeded.ts';
import { everything, generateRecord } from '../unit/core/events/generated-record.ts';

export interface Garbage {
  what: string;
  value: Buffer;
  reason: string;
}

const SINGLE_OBJECT = Buffer.from([0xc3, 0x01]);
/** 2^53 and 2^63 − 1 as zigzag varints; −2^53 begins a block that names its bytes. */
const HUGE = Buffer.from('8080808080808020', 'hex');
const HUGEST = Buffer.from('feffffffffffffffff01', 'hex');
const HUGE_BLOCK = Buffer.from('ffffffffffffff1f', 'hex');
const ENDLESS = Buffer.alloc(16, 0xff);

/** What is garbage on llm.events. `prompt` is any readable one. */
export function garbage(prompt: PromptEvent): Garbage[] {
  const sound = encodeRecord(prompt);
  const header = sound.subarray(0, 10);
  const bomb = (field: 'tags' | 'messages', count: Buffer) => bombed(prompt, field, count);
  const unknown = (what: string, value: Buffer) => ({ what, value, reason: 'RECORD_UNKNOWN_SCHEMA' });
  const malformed = (what: string, value: Buffer) => ({ what, value, reason: 'RECORD_MALFORMED' });
  const invalid = (what: string, origin: Partial<PromptEvent['origin']>) => {
    const value = encodeRecord({ ...prompt, origin: { ...prompt.origin, ...origin } });
    return { what, value, reason: 'RECORD_INVALID' };
  };
  return [
    { what: 'an empty record', value: Buffer.alloc(0), reason: 'RECORD_EMPTY' },
    ...[1, 9, 10, 700, 70_000].map((size) => unknown(`${size} random bytes`, randomWithoutMark(size))),
    unknown(
      'a schema that nobody has',
      Buffer.concat([SINGLE_OBJECT, Buffer.alloc(8, 7), sound.subarray(10)]),
    ),
    unknown('JSON', Buffer.from('{"type":"prompt"}')),
    unknown('a record of a kind that belongs elsewhere', encodeRecord(generateRecord('alert', everything))),
    malformed('random bytes behind a known fingerprint', Buffer.concat([header, randomBytes(500)])),
    malformed('a record that stops after its header', header),
    malformed('a truncated record', sound.subarray(0, -1)),
    malformed('a record and one byte more', Buffer.concat([sound, Buffer.alloc(1)])),
    ...(['tags', 'messages'] as const).flatMap((field) => [
      malformed(`2^53 ${field}`, bomb(field, HUGE)),
      malformed(`2^63 - 1 ${field}`, bomb(field, HUGEST)),
      malformed(`a block of 2^53 ${field}`, bomb(field, Buffer.concat([HUGE_BLOCK, HUGE]))),
      malformed(`a count of ${field} that never ends`, bomb(field, ENDLESS)),
    ]),
    invalid('an id that is no UUID', { event_id: 'first' }),
    invalid('an id of another version', { event_id: '01932c07-8f00-4a3b-9c4d-0123456789ab' }),
    invalid('an id in capitals', { event_id: prompt.origin.event_id.toUpperCase() }),
    invalid('a time before 1970', { occurred_at: -1 }),
    { what: 'one byte over 8 MiB', value: recordOf(MAX_RECORD_BYTES + 1), reason: 'RECORD_TOO_LARGE' },
  ];
}

function randomWithoutMark(size: number): Buffer {
  const bytes = randomBytes(size);
  bytes[0] = 0xab;
  return bytes;
}

/** The record with another count where the count of the field's items stands. */
function bombed(prompt: PromptEvent, field: 'tags' | 'messages', count: Buffer): Buffer {
  const [none, some] = [0, 1].map((items) => encodeRecord(withItems(prompt, field, items)));
  if (none === undefined || some === undefined) throw new Error('unreachable');
  const at = none.findIndex((byte, index) => byte !== some[index]);
  return Buffer.concat([none.subarray(0, at), count, some.subarray(at + 1)]);
}

function withItems(prompt: PromptEvent, field: 'tags' | 'messages', items: number): PromptEvent {
  const { origin, messages } = prompt;
  if (field === 'messages') return { ...prompt, messages: messages.slice(0, items) };
  return { ...prompt, origin: { ...origin, tags: items === 0 ? [] : [{ key: 'a', value: 'b' }] } };
}

/** An output of exactly so many bytes on the wire. */
export function recordOf(bytes: number): Buffer {
  const event = anOutput();
  const prose = createWriter(seeded(9)).prose(bytes);
  const lengthOf = (characters: number) =>
    encodeRecord(withContent(event, prose.slice(0, characters))).length;
  let characters = bytes - lengthOf(bytes) + bytes;
  characters += bytes - lengthOf(characters);
  return encodeRecord(withContent(event, prose.slice(0, characters)));
}

function withContent(event: OutputEvent, content: string): OutputEvent {
  return { ...event, choices: event.choices.map((choice) => ({ ...choice, content: Buffer.from(content) })) };
}

function anOutput(): OutputEvent {
  const load = createLoad(Date.now() % 1_000_000);
  for (;;) {
    const event = load.next(Date.now());
    if (event.type === 'output') return event;
  }
}

export function aPrompt(seed: number, time = Date.now()): PromptEvent {
  const load = createLoad(seed);
  for (;;) {
    const event = load.next(time);
    if (event.type === 'prompt') return event;
  }
}
