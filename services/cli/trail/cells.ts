/**
 * Outside text as a terminal may show it. Control characters, ANSI escapes, bidi controls, invisible and unassigned
 * code points and lone surrogates are spelled out as `<U+001B>`: what somebody else wrote must neither move the cursor nor hide.
 */
const HIDDEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
const MARK = /\p{M}/u;
const WIDE =
  /[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60]/u;
const PLAIN = /^[\x20-\x7e]*$/;
/** Marks that may sit on one letter; more is not writing. */
const MARKS_ON_A_LETTER = 2;
const EMOJI_STYLE = 0xfe0f;

/** One code point: what is shown, in how many columns, and which code units of the text it stands for. */
export interface Cell {
  shown: string;
  width: number;
  start: number;
  end: number;
  escaped: boolean;
}

/** The cells of a text, line breaks included as cells of `\n`; lazily, as a text may have megabytes. */
export function* cellsOf(text: string): Generator<Cell> {
  let marks = MARKS_ON_A_LETTER;
  let at = 0;
  for (const point of text) {
    const start = at;
    at += point.length;
    if (point === '\r' && text[at] === '\n') continue;
    const cell = cellOf(point, start, marks < MARKS_ON_A_LETTER);
    marks = cell.width === 0 ? marks + 1 : cell.escaped || point === '\n' ? MARKS_ON_A_LETTER : 0;
    yield cell;
  }
}

function cellOf(point: string, start: number, mayCarryMark: boolean): Cell {
  const span = { start, end: start + point.length };
  if (point === '\n') return { shown: '\n', width: 0, ...span, escaped: false };
  if (point === '\t') return { shown: '  ', width: 2, ...span, escaped: false };
  const isMark = MARK.test(point);
  if (isMark && mayCarryMark && (!HIDDEN.test(point) || point.codePointAt(0) === EMOJI_STYLE))
    return { shown: point, width: 0, ...span, escaped: false };
  if (isMark || HIDDEN.test(point)) return spelledOut(point, span);
  return { shown: point, width: WIDE.test(point) ? 2 : 1, ...span, escaped: false };
}

function spelledOut(point: string, span: { start: number; end: number }): Cell {
  const shown = `<${codePointName(point)}>`;
  return { shown, width: shown.length, ...span, escaped: true };
}

function codePointName(point: string): string {
  return `U+${(point.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** A short text on one line: line breaks are spelled out too. At most `limit` characters are kept. */
export function visible(text: string, limit = 400): string {
  const kept = text.length > limit ? `${text.slice(0, limit)}…` : text;
  if (PLAIN.test(kept)) return kept;
  return [...cellsOf(kept.replaceAll('\r\n', '\n'))]
    .map((cell) => (cell.shown === '\n' ? '<U+000A>' : cell.shown))
    .join('');
}

/** JSON that any terminal may show: the same value, with everything hidden as \u escapes. */
export function visibleJson(value: unknown): string {
  const json = JSON.stringify(value, null, 2);
  return json.replaceAll(/[^\n\x20-\x7e]/gu, (point) => (HIDDEN.test(point) ? unicodeEscapes(point) : point));
}

function unicodeEscapes(point: string): string {
  return point
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
