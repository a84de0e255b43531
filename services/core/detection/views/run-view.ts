/**
 * Reads runs of base64 (padded or not, wrapped lines too) and of hexadecimal digits that decode to printable text. A run may begin
 * with letters of a path or a name (`/upload/…`, `id-…`): decoding is tried at its begin and after each separator.
 */
import { base64Value, type Reading, readBase64, valueOf } from './base64.ts';
import { hexDigit, hexNumber } from './octets.ts';
import { nextPending } from './printable.ts';
import { pairsOf } from './units.ts';
import { type View, ViewBuilder } from './view.ts';

/** Shorter runs are words. */
const LEAST_RUN = 16;
const WINDOW = 8;
/** Shorter runs of hexadecimal digits are numbers and identifiers. */
const LEAST_HEX = 24;

/** By two octets as the machine reads them: 1 where both are letters of base64. */
const bothInBase64 = new Uint8Array(1 << 16);
for (let pair = 0; pair < bothInBase64.length; pair++)
  bothInBase64[pair] = valueOf(pair >> 8) >= 0 && valueOf(pair & 0xff) >= 0 ? 1 : 0;

const separators = new Uint8Array(128);
for (const letter of '+/-_') separators[letter.charCodeAt(0)] = 1;

export function runView(text: string, parent: View | null): View | null {
  let builder: ViewBuilder | null = null;
  const pairs = pairsOf(text);
  for (let window = nextWindow(pairs, 0, text.length), done = 0; window >= 0; ) {
    const start = runStart(text, window, done);
    const end = runEnd(text, start);
    if (end - start >= LEAST_RUN) builder = readRun(text, start, end, builder);
    done = Math.max(end, window);
    window = nextWindow(pairs, Math.max(done - (done % WINDOW), window + WINDOW), text.length);
  }
  return builder === null ? null : builder.finish(parent);
}

/** The next of the windows, of which each run holds one, where nothing but base64 may stand, or -1. */
function nextWindow(pairs: Uint16Array, from: number, length: number): number {
  for (let pair = from >> 1; 2 * pair + WINDOW <= length; pair += WINDOW / 2)
    if (
      (bothInBase64[pairs[pair] as number] as number) +
        (bothInBase64[pairs[pair + 1] as number] as number) +
        (bothInBase64[pairs[pair + 2] as number] as number) +
        (bothInBase64[pairs[pair + 3] as number] as number) ===
      WINDOW / 2
    )
      return 2 * pair;
  return -1;
}

function runStart(text: string, at: number, least: number): number {
  let start = at;
  while (start > least && base64Value(text, start - 1) >= 0) start--;
  return start;
}

/** A wrapped run goes on after a line break if its line was at least 60 long. */
function runEnd(text: string, start: number): number {
  let end = start;
  let line = start;
  for (;;) {
    while (end < text.length && base64Value(text, end) >= 0) end++;
    const next = text.charAt(end) === '\r' ? end + 1 : end;
    if (text.charAt(next) !== '\n' || end - line < 60 || base64Value(text, next + 1) < 0) return end;
    line = next + 1;
    end = line;
  }
}

function readRun(text: string, start: number, end: number, into: ViewBuilder | null): ViewBuilder | null {
  let builder = into;
  let from = start;
  while (end - from >= LEAST_RUN) {
    const reading = readHex(text, from, end) ?? readBase64(text, from, end);
    if (reading.decoded !== '') {
      builder ??= new ViewBuilder(text);
      builder.replace(from, reading.end === end ? paddingEnd(text, end) : reading.end, reading.decoded);
      from = reading.end;
    } else from = nextCandidate(text, from, end);
  }
  return builder;
}

function nextCandidate(text: string, from: number, end: number): number {
  for (let at = from; at < end; at++) if (separators[text.charCodeAt(at)] === 1) return at + 1;
  return end;
}

function paddingEnd(text: string, end: number): number {
  let at = end;
  while (at < end + 2 && text.charAt(at) === '=') at++;
  return at;
}

/** Digits up to a separator or the end of the run, all of which say something; `0x` may stand before them. */
function readHex(text: string, at: number, end: number): Reading | null {
  const from = text.startsWith('0x', at) ? at + 2 : at;
  let to = from;
  while (to < end && hexDigit(text.charCodeAt(to)) >= 0) to++;
  if (to - from < LEAST_HEX || (to - from) % 2 !== 0) return null;
  if (to < end && separators[text.charCodeAt(to)] !== 1) return null;
  const octets = new Uint8Array((to - from) / 2);
  let pending = 0;
  for (let index = 0; index < octets.length; index++) {
    const octet = hexNumber(text, from + index * 2, 2);
    pending = nextPending(octet, pending);
    if (pending < 0) return null;
    octets[index] = octet;
  }
  return pending === 0 ? { decoded: Buffer.from(octets).toString('utf8'), end: to } : null;
}
