/** What stands in a setting's place, taken apart: its name to the left of the match, its value without quotes and what closes it. */
import type { Subject } from '../types.ts';
import { unitTable } from '../unit-table.ts';

export interface Assignment {
  /** The whole name, also what stands before the match: `my.stripe_api_key`. */
  name: string;
  value: string;
  /** The quote before the value, or none. */
  quote: string;
  /** The code unit after the value and its closing quote, if it has one. */
  after: string;
  /** Whether a quote that opens it closes it too. */
  closed: boolean;
  /** From the name to the value: ` = "`. */
  operator: string;
}

const LONGEST_NAME = 48;
const CLOSING: Record<string, string> = {
  '"': '"',
  "'": "'",
  '`': '`',
  '“': '”',
  '„': '“',
  '‘': '’',
  '«': '»',
};
const isEnd = unitTable(' \t\r\n"\'`<>');
const CLOSERS = ',;:.)]}|*!?';
const KEPT = '!?';

/** The subject's value ends where its match ends. */
export function assignmentOf(subject: Subject): Assignment {
  const { text, start, end, matched } = subject;
  const from = end - matched.length;
  let left = from;
  while (left > 0 && from - left < LONGEST_NAME && isNameUnit(text.charCodeAt(left - 1))) left--;
  let right = from;
  while (right < start && isNameUnit(text.charCodeAt(right))) right++;
  const before = text.charAt(start - 1);
  const close = CLOSING[before];
  const stop = close === undefined ? -1 : subject.value.indexOf(close);
  const value = stop === -1 ? bare(subject.value) : subject.value.slice(0, stop);
  const closed = close === undefined || text.startsWith(close, start + value.length);
  return {
    name: text.slice(left, right),
    value,
    quote: close === undefined ? '' : before,
    after: text.charAt(start + value.length + (close !== undefined && closed ? 1 : 0)),
    closed,
    operator: text.slice(right, start),
  };
}

function endsAt(unit: number): boolean {
  return unit < 128 ? isEnd[unit] === 1 : unit === 0x201c || unit === 0x201d;
}

/** Letters with accents, too. */
function isNameUnit(unit: number): boolean {
  if (unit >= 48 && unit <= 57) return true;
  const lower = unit | 32;
  return (
    (lower >= 97 && lower <= 122) ||
    unit === 95 ||
    unit === 45 ||
    unit === 46 ||
    (unit >= 0xc0 && unit <= 0x24f)
  );
}

/** To white space or a quote; a `!` or `?` may end it, no other sign of a sentence. */
function bare(rest: string): string {
  let end = 0;
  while (end < rest.length && !endsAt(rest.charCodeAt(end))) end++;
  let last = end;
  while (last > 0 && CLOSERS.includes(rest.charAt(last - 1))) last--;
  while (last < end && KEPT.includes(rest.charAt(last))) last++;
  return rest.slice(0, last);
}
