/**
 * Scans a text that comes in pieces. `push` tells early what can be told early, `end` says what a scan of the whole text says: where
 * a piece ends hides nothing. Memory is bounded by a window, whatever the text's length.
 */
import { byPlace, MAX_MATCHES, tooMany } from './overlaps.ts';
import type { Match, TextStream } from './types.ts';

/** Texts up to this length are scanned as a whole in the end. */
export const WINDOW = 1_048_576;
/** In longer ones, a match up to this length is found wherever windows meet. */
export const LONGEST_MATCH = 65_536;
/** So much new text is worth an early look. */
export const STEP = 512;
/** How far an early look goes back before what is new. */
const LOOK_BACK = 2048;
/** What begins so close to where an early look began may be the rest of something else. */
const MARGIN = 256;

type Scan = (text: string) => Match[];

/** What is scanned at once: pieces that follow one another, and where the first begins in the whole text. */
interface Stretch {
  start: number;
  parts: string[];
  length: number;
}

export function openStream(scan: Scan): TextStream {
  const window: Stretch = { start: 0, parts: [], length: 0 };
  const recent: Stretch = { start: 0, parts: [], length: 0 };
  let unseen = 0;
  let told = new Set<string>();
  let settled: Match[] = [];
  let settledTo = 0;
  let overflow: Match | null = null;

  function push(chunk: string): Match[] {
    const news: Match[] = [];
    for (let from = 0; from < chunk.length; from += LONGEST_MATCH) {
      const piece = chunk.slice(from, from + LONGEST_MATCH);
      append(window, piece);
      append(recent, piece);
      unseen += piece.length;
      if (unseen >= STEP) news.push(...lookEarly());
      if (window.length > WINDOW) settle();
    }
    return news;
  }

  /** What ends where the text so far does may go on: it is left for the next look. */
  function lookEarly(): Match[] {
    const text = recent.parts.join('');
    const { start } = recent;
    const least = start === 0 ? 0 : MARGIN;
    const seen = scan(text)
      .filter((match) => match.start >= least && match.end < text.length)
      .map((match) => moved(match, start));
    const news = seen.filter((match) => !told.has(keyOf(match)));
    told = new Set(seen.map(keyOf));
    keepLast(recent, text, LOOK_BACK);
    unseen = 0;
    return news;
  }

  /** What ends well before the window's end is certain; the rest is seen again, with what stands before it, in the next window. */
  function settle(): void {
    const text = window.parts.join('');
    const upTo = window.start + text.length - LONGEST_MATCH;
    collect(scan(text), upTo);
    settledTo = upTo;
    keepLast(window, text, 2 * LONGEST_MATCH);
  }

  function collect(matches: readonly Match[], upTo: number): void {
    const [first] = matches;
    if (first?.type === 'too_many_findings') overflow ??= first;
    if (overflow !== null) return;
    for (const match of matches) {
      const place = moved(match, window.start);
      if (place.end > settledTo && place.end <= upTo) settled.push(place);
    }
    if (settled.length > MAX_MATCHES) overflow = tooMany(0, settled);
    if (overflow !== null) settled = [];
  }

  function end(): Match[] {
    const total = window.start + window.length;
    collect(scan(window.parts.join('')), total);
    return overflow === null ? settled.toSorted(byPlace) : [{ ...overflow, start: 0, end: total }];
  }

  return { push, end };
}

function append(stretch: Stretch, piece: string): void {
  stretch.parts.push(piece);
  stretch.length += piece.length;
}

function keepLast(stretch: Stretch, text: string, length: number): void {
  const kept = text.slice(-length);
  stretch.start += text.length - kept.length;
  stretch.parts = [kept];
  stretch.length = kept.length;
}

function moved(match: Match, by: number): Match {
  return by === 0 ? match : { ...match, start: match.start + by, end: match.end + by };
}

function keyOf({ rule_id, start, end }: Match): string {
  return `${rule_id} ${start} ${end}`;
}
