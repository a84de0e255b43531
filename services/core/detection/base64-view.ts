/**
 * Reads runs of base64 (RFC 4648, standard and url-safe, padded or not, wrapped lines too) that decode to printable UTF-8. A run
 * may begin with letters of a path or a name (`/upload/…`, `id-…`): decoding is tried at its begin and after each separator.
 */
import { type View, ViewBuilder } from './view.ts';

/** Shorter runs are words; a run of this length covers every 16th position at least once. */
const LEAST_RUN = 16;
/** Fewest printable octets in a row that count as text: chance makes them in one of 10⁵ random places. */
const LEAST_OCTETS = 12;

const values = valueTable();
const SEPARATOR = 1;
const separators = new Uint8Array(128);
for (const letter of '+/-_') separators[letter.charCodeAt(0)] = SEPARATOR;

export function base64View(text: string, parent: View | null): View | null {
  let builder: ViewBuilder | null = null;
  for (let at = LEAST_RUN - 1; at < text.length; at += LEAST_RUN) {
    if (valueAt(text, at) < 0) continue;
    const start = runStart(text, at);
    const end = runEnd(text, at, start);
    if (end - start >= LEAST_RUN) builder = readRun(text, start, end, builder);
    at = Math.max(at, end - 1);
  }
  return builder === null ? null : builder.finish(parent);
}

function valueAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit < 128 ? (values[unit] as number) : -1;
}

/** Never goes back over what an earlier run took: runs are separated by something that is not base64. */
function runStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && valueAt(text, start - 1) >= 0) start--;
  return start;
}

/** A wrapped run goes on after a line break if its line was at least 60 long. */
function runEnd(text: string, at: number, start: number): number {
  let end = at;
  let line = start;
  for (;;) {
    while (end < text.length && valueAt(text, end) >= 0) end++;
    const next = text.charAt(end) === '\r' ? end + 1 : end;
    if (text.charAt(next) !== '\n' || end - line < 60 || valueAt(text, next + 1) < 0) return end;
    line = next + 1;
    end = line;
  }
}

function readRun(text: string, start: number, end: number, into: ViewBuilder | null): ViewBuilder | null {
  let builder = into;
  let from = start;
  while (end - from >= LEAST_RUN) {
    const read = decodePrintable(text, from, end);
    if (read.octets.length >= LEAST_OCTETS) {
      builder ??= new ViewBuilder(text);
      const to = read.end === end ? paddingEnd(text, end) : read.end;
      builder.replace(from, to, Buffer.from(read.octets).toString('utf8'));
      from = read.end;
    } else from = nextCandidate(text, from, end);
  }
  return builder;
}

function nextCandidate(text: string, from: number, end: number): number {
  for (let at = from; at < end; at++) if (separators[text.charCodeAt(at)] === SEPARATOR) return at + 1;
  return end;
}

function paddingEnd(text: string, end: number): number {
  let at = end;
  while (at < end + 2 && text.charAt(at) === '=') at++;
  return at;
}

/** Octets from `from` on as long as they are printable UTF-8; `end` is after the last letter that gave one. */
function decodePrintable(text: string, from: number, end: number): { octets: number[]; end: number } {
  const octets: number[] = [];
  let buffered = 0;
  let bits = 0;
  let pending = 0;
  let whole = 0;
  let wholeEnd = from;
  for (let at = from; at < end; at++) {
    const value = valueAt(text, at);
    if (value < 0) continue;
    buffered = ((buffered << 6) | value) & 0xffffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    const octet = (buffered >> bits) & 0xff;
    pending = nextPending(octet, pending);
    if (pending < 0) break;
    octets.push(octet);
    if (pending === 0) {
      whole = octets.length;
      wholeEnd = at + 1;
    }
  }
  octets.length = whole;
  return { octets, end: end - wholeEnd < 2 ? end : wholeEnd };
}

/** Continuation octets still due after this one; -1 when it is not printable UTF-8. */
function nextPending(octet: number, pending: number): number {
  if (pending > 0) return octet >= 0x80 && octet <= 0xbf ? pending - 1 : -1;
  if (octet >= 0x20 && octet < 0x7f) return 0;
  if (octet === 0x09 || octet === 0x0a || octet === 0x0d) return 0;
  if (octet >= 0xc2 && octet <= 0xdf) return 1;
  if (octet >= 0xe0 && octet <= 0xef) return 2;
  return octet >= 0xf0 && octet <= 0xf4 ? 3 : -1;
}

function valueTable(): Int8Array {
  const table = new Int8Array(128).fill(-1);
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  [...letters].forEach((letter, value) => {
    table[letter.charCodeAt(0)] = value;
  });
  table['-'.charCodeAt(0)] = 62;
  table['_'.charCodeAt(0)] = 63;
  return table;
}
