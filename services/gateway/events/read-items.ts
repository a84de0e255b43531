/** The bodies of POST /v1/events as items, each read on its own: one that is wrong does not take the others with it. */
import { TriplineError } from '../../core/errors.ts';
import { asTriplineError, RequestInvalid } from '../problem.ts';
import { parseJson } from '../read-body.ts';

export const EVENTS_JSON = 'application/json';
export const EVENTS_NDJSON = 'application/x-ndjson';
export const EVENTS_AVRO = 'application/vnd.tripline.events+avro';

export type Item =
  | { kind: 'json'; json: unknown }
  | { kind: 'avro'; bytes: Buffer }
  | { kind: 'unreadable'; error: TriplineError };

export interface Items {
  /** Read as they are asked for: a body of millions is not held in memory to be counted. @throws RequestInvalid where the body as a whole cannot be read: nothing of it is taken then */
  items: Iterable<Item>;
  /** A single event, not a batch of one. */
  isSingle: boolean;
}

const MOST_ITEMS = 10_000;
/** Of several events in one JSON text: it is parsed at once, and nobody else has a turn meanwhile. */
const MOST_BATCH_BYTES = 1_048_576;
/** How such a text begins; one that begins otherwise is known once it is parsed. */
const BATCH = /^(?:\[|\{[\t\n\r ]*"events"[\t\n\r ]*:)/;
const BEGINNING_BYTES = 256;
const LENGTH_BYTES = 4;
const NEWLINE = 0x0a;

/** @throws RequestInvalid where the body as a whole cannot be read; TriplineError BODY_TOO_LARGE */
export function readItems(mediaType: string, body: Buffer): Items {
  switch (mediaType) {
    case EVENTS_NDJSON:
      return { items: counted(readLines(body)), isSingle: false };
    case EVENTS_AVRO:
      return { items: counted(readFrames(body)), isSingle: false };
    default:
      if (body.length > MOST_BATCH_BYTES && beginsBatch(body)) throw batchTooLarge();
      return readJson(parseJson(body), body.length);
  }
}

function* counted(items: Iterable<Item>): Generator<Item> {
  let count = 0;
  for (const item of items) {
    if (++count > MOST_ITEMS) throw tooMany();
    yield item;
  }
}

function tooMany(): RequestInvalid {
  return new RequestInvalid([`the body has more than ${MOST_ITEMS} events`]);
}

function beginsBatch(body: Buffer): boolean {
  const from = afterBlanks(body, 0);
  return BATCH.test(body.toString('latin1', from, from + BEGINNING_BYTES));
}

function batchTooLarge(): TriplineError {
  return new TriplineError(
    'BODY_TOO_LARGE',
    `An array of events as one JSON text may have ${MOST_BATCH_BYTES} bytes: send lines (${EVENTS_NDJSON}) or Avro.`,
  );
}

/** One event, an array of them, or `{"events": […]}`. */
function readJson(json: unknown, bytes: number): Items {
  const list = Array.isArray(json) ? json : isBatch(json) ? json.events : null;
  if (list === null) return { items: [{ kind: 'json', json }], isSingle: true };
  if (!Array.isArray(list)) throw new RequestInvalid(['/events must be an array']);
  if (bytes > MOST_BATCH_BYTES) throw batchTooLarge();
  if (list.length > MOST_ITEMS) throw tooMany();
  return { items: list.map((item: unknown) => ({ kind: 'json', json: item })), isSingle: false };
}

function isBatch(json: unknown): json is { events: unknown } {
  return (
    typeof json === 'object' && json !== null && Object.hasOwn(json, 'events') && !Object.hasOwn(json, 'type')
  );
}

function* readLines(body: Buffer): Generator<Item> {
  for (let from = afterBlanks(body, 0); from < body.length; ) {
    const found = body.indexOf(NEWLINE, from);
    const end = found === -1 ? body.length : found;
    yield readLine(body.subarray(from, end));
    from = afterBlanks(body, end);
  }
}

/** Past blank lines, of which there may be millions, and the blanks before a line. */
function afterBlanks(body: Buffer, from: number): number {
  let at = from;
  while (isBlank(body[at])) at++;
  return at;
}

function readLine(line: Buffer): Item {
  try {
    return { kind: 'json', json: parseJson(line, 'the line') };
  } catch (error) {
    return { kind: 'unreadable', error: asTriplineError(error) };
  }
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d || byte === NEWLINE;
}

/** For each event its length (32 bits, big-endian) and its Avro record. @throws RequestInvalid where the lengths do not add up */
function* readFrames(body: Buffer): Generator<Item> {
  for (let at = 0; at < body.length; ) {
    if (at + LENGTH_BYTES > body.length) throw new RequestInvalid(['the body ends within a length']);
    const length = body.readUInt32BE(at);
    at += LENGTH_BYTES;
    if (length > body.length - at) throw new RequestInvalid(['the body ends within a record']);
    yield { kind: 'avro', bytes: body.subarray(at, at + length) };
    at += length;
  }
}
