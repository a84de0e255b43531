/**
 * Secrets in the columns of separated values, whose first line names them, so that it alone tells whether to read on, and of tables
 * in Markdown, found by the line below their head.
 */
import type { Spot, Validator } from '../../types.ts';
import { judgeGivenPassword } from '../../validators/prose-password.ts';
import { judgeToldKey } from '../../validators/told-key.ts';
import { secretInColumn } from './cards.ts';

const LONGEST_HEAD = 400;
const MOST_ROWS = 10_000;
const LONGEST_FIELD = 512;
const PASSWORD =
  /^(?:\w{1,24}[ _-]?)?(?:password|passwd|passphrase|pwd|passwort|contraseña|senha|mot de passe)$/i;
const KEY = /^(?:\w{1,24}[ _-]?)?(?:api[ _-]?key|secret|token|secret[ _-]?key|access[ _-]?key)$/i;
const ANY = /pass|pwd|contraseña|senha|key|secret|token/i;
const NAME = /^[\p{L}\p{N} _.-]{1,40}$/u;

/** Below a head in Markdown: `|---|:---:|`. */
const RULER = /\|[ \t]?:?-[-:| \t]*(?:\r?\n|$)/y;

interface Column {
  index: number;
  judge: Validator;
}

/** The head may stand below a title or the fence of a code block. */
const FIRST_LINES = 3;

export function columnSpots(text: string): Spot[] {
  for (let start = 0, line = 0; line < FIRST_LINES && start < LONGEST_HEAD; line++) {
    const end = text.indexOf('\n', start);
    if (end === -1 || end - start > LONGEST_HEAD) return [];
    const head = text.slice(start, end).trim();
    const separator = [',', ';', '\t'].find((sign) => head.includes(sign));
    const columns = separator === undefined ? [] : columnsOf(head, separator);
    if (separator !== undefined && columns.length > 0) {
      const spots: Spot[] = [];
      readRows(text, end + 1, separator, columns, spots);
      return spots;
    }
    start = end + 1;
  }
  return [];
}

export function tableSpots(text: string): Spot[] {
  const spots: Spot[] = [];
  for (let at = text.indexOf('\n|'); at !== -1; ) {
    const rows = rowsBelow(text, at + 1);
    const columns = rows === -1 ? [] : columnsOf(headAbove(text, at), '|');
    const resume = columns.length === 0 ? at + 1 : readRows(text, rows, '|', columns, spots);
    at = text.indexOf('\n|', resume - 1 > at ? resume - 1 : at + 1);
  }
  return spots;
}

/** Where the rows of a table begin if its ruler stands at `at`. */
function rowsBelow(text: string, at: number): number {
  RULER.lastIndex = at;
  return RULER.test(text) ? RULER.lastIndex : -1;
}

function headAbove(text: string, end: number): string {
  const start = text.lastIndexOf('\n', end - 1) + 1;
  return end - start > LONGEST_HEAD ? '' : text.slice(start, end);
}

function columnsOf(head: string, separator: string): Column[] {
  if (!ANY.test(head)) return [];
  const names = head.split(separator).map(unquoted);
  return names.every((name) => name === '' || NAME.test(name)) ? names.flatMap(toColumn) : [];
}

function toColumn(name: string, index: number): Column[] {
  if (PASSWORD.test(name)) return [{ index, judge: judgeGivenPassword }];
  return KEY.test(name) ? [{ index, judge: judgeToldKey }] : [];
}

/** @returns where the rows end: a table's with the first line that is none, or after so many */
function readRows(
  text: string,
  from: number,
  separator: string,
  columns: readonly Column[],
  spots: Spot[],
): number {
  const last = columns.at(-1)?.index ?? 0;
  let start = from;
  for (let row = 0; row < MOST_ROWS && start < text.length; row++) {
    if (separator === '|' && text.charAt(start) !== '|') break;
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    const places = placesIn(text.slice(start, end), separator, last);
    for (const { index, judge } of columns) {
      const place = places[index];
      const spot = place === undefined ? null : spotAt(text, start + place[0], start + place[1], judge);
      if (spot !== null) spots.push(spot);
    }
    start = end + 1;
  }
  return start;
}

/** Where each field of a row up to the `last` begins and ends; a separator within quotes is none. */
function placesIn(row: string, separator: string, last: number): [number, number][] {
  const places: [number, number][] = [];
  for (let at = 0; at <= row.length && places.length <= last; ) {
    const close = row.charAt(at) === '"' ? row.indexOf('"', at + 1) : at;
    const next = row.indexOf(separator, Math.max(at, close));
    const stop = next === -1 ? row.length : next;
    places.push([at, stop]);
    at = stop + 1;
  }
  return places;
}

function spotAt(text: string, from: number, to: number, judge: Validator): Spot | null {
  const field = text.slice(from, to);
  const value = unquoted(field);
  if (value === '' || value.length > LONGEST_FIELD) return null;
  const start = from + field.indexOf(value);
  const end = start + value.length;
  const verdict = judge({ value, matched: value, text, start, end });
  return typeof verdict === 'object' ? { rule_id: secretInColumn.id, start, end } : null;
}

function unquoted(field: string): string {
  return field.trim().replace(/^(["`]|\*\*)(.*)\1$/s, '$2');
}
