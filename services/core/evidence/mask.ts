/** Replaces what masked findings span by tokens, escapes look-alikes in the rest, and says where every finding lies afterwards. */
import { SENSITIVE_CATEGORIES } from '../events/enums.ts';
import type { Category } from '../events/types.ts';
import { escapeOffsets, escapeTokens } from './tokens.ts';

/** The summary finding of a text with too many: the whole of it is masked. */
const TOO_MANY = 'too_many_findings';

export interface Span {
  category: Category;
  type: string;
  start: number;
  end: number;
}
export interface MaskedText {
  text: string;
  /** Where each span lies in the masked text, in the order given. */
  places: { start: number; end: number }[];
}
export type TokenFor = (type: string, value: string) => string;

interface Cut {
  start: number;
  end: number;
  type: string;
  longest: number;
}
/** A stretch of the text from `from` on that begins at `to` in the masked text; a cut ends at `cutEnd` there. */
interface Stretch {
  from: number;
  to: number;
  cutEnd: number | null;
}

export function isMasked(finding: { category: Category; type: string }): boolean {
  return SENSITIVE_CATEGORIES.has(finding.category) || finding.type === TOO_MANY;
}

/** Never fails: a masked span that makes no sense masks the whole text. Surrogate pairs are never cut in half. */
export function maskText(text: string, spans: readonly Span[], tokenFor: TokenFor): MaskedText {
  if (spans.length === 0) return { text: escapeTokens(text), places: [] };
  if (text === '') return { text, places: spans.map(() => ({ start: 0, end: 0 })) };
  const masked = spans.filter(isMasked);
  const whole = masked.find((span) => span.type === TOO_MANY || !isWithin(span, text.length));
  if (whole !== undefined) return maskWhole(text, whole.type, spans, tokenFor);
  return maskCuts(text, mergedCuts(text, masked), spans, tokenFor);
}

function maskWhole(text: string, type: string, spans: readonly Span[], tokenFor: TokenFor): MaskedText {
  const token = tokenFor(type, text);
  return { text: token, places: spans.map(() => ({ start: 0, end: token.length })) };
}

function isWithin(span: Span, length: number): boolean {
  const whole = Number.isInteger(span.start) && Number.isInteger(span.end);
  return whole && span.start >= 0 && span.start < span.end && span.end <= length;
}

/** Sorted, disjoint, on code point boundaries; of overlapping spans the longest names the token. */
function mergedCuts(text: string, spans: readonly Span[]): Cut[] {
  const cuts: Cut[] = [];
  for (const cut of spans.map((span) => wholeCodePoints(text, span)).sort((a, b) => a.start - b.start)) {
    const last = cuts.at(-1);
    if (last === undefined || cut.start >= last.end) cuts.push(cut);
    else absorb(last, cut);
  }
  return cuts;
}

function absorb(into: Cut, cut: Cut): void {
  into.end = Math.max(into.end, cut.end);
  if (cut.longest > into.longest) Object.assign(into, { longest: cut.longest, type: cut.type });
}

function wholeCodePoints(text: string, span: Span): Cut {
  const start = splitsPair(text, span.start) ? span.start - 1 : span.start;
  const end = splitsPair(text, span.end) ? span.end + 1 : span.end;
  return { start, end, type: span.type, longest: end - start };
}

function splitsPair(text: string, at: number): boolean {
  return (text.charCodeAt(at - 1) & 0xfc00) === 0xd800 && (text.charCodeAt(at) & 0xfc00) === 0xdc00;
}

function maskCuts(text: string, cuts: Cut[], spans: readonly Span[], tokenFor: TokenFor): MaskedText {
  const parts: string[] = [];
  const stretches: Stretch[] = [];
  let to = 0;
  let from = 0;
  for (const cut of cuts) {
    to = keep(text.slice(from, cut.start), from, to, parts, stretches);
    const token = tokenFor(cut.type, text.slice(cut.start, cut.end));
    stretches.push({ from: cut.start, to, cutEnd: to + token.length });
    parts.push(token);
    to += token.length;
    from = cut.end;
  }
  keep(text.slice(from), from, to, parts, stretches);
  return { text: parts.join(''), places: spans.map((span) => placeOf(span, text.length, stretches)) };
}

/** Appends outside text, escaped; returns where it ends in the masked text. */
function keep(piece: string, from: number, to: number, parts: string[], stretches: Stretch[]): number {
  const escapes = escapeOffsets(piece);
  stretches.push({ from, to, cutEnd: null });
  escapes.forEach((at, index) => stretches.push({ from: from + at, to: to + at + index + 1, cutEnd: null }));
  parts.push(escapes.length === 0 ? piece : escapeTokens(piece));
  return to + piece.length + escapes.length;
}

function placeOf(span: Span, length: number, stretches: Stretch[]): { start: number; end: number } {
  const start = clamp(span.start, 0, length);
  const end = clamp(span.end, start, length);
  const first = lastBefore(stretches, start + 1);
  const placedStart = first.cutEnd === null ? first.to + start - first.from : first.to;
  if (end === start) return { start: placedStart, end: placedStart };
  const last = lastBefore(stretches, end);
  return { start: placedStart, end: last.cutEnd ?? last.to + end - last.from };
}

/** The last stretch that begins before `offset`; the first begins at 0. */
function lastBefore(stretches: Stretch[], offset: number): Stretch {
  let low = 0;
  let high = stretches.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((stretches[middle]?.from ?? 0) < offset) low = middle;
    else high = middle - 1;
  }
  return stretches[low] ?? { from: 0, to: 0, cutEnd: null };
}

function clamp(value: number, low: number, high: number): number {
  return Number.isFinite(value) ? Math.min(Math.max(Math.trunc(value), low), high) : low;
}
