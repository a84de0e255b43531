/** Findings as they stand under a row of text: carets and what was found. */
import { SEVERITIES } from '../../core/events/enums.ts';
import { visible } from './cells.ts';
import { text } from './read-event.ts';
import { columnsOf, type Row } from './rows.ts';

export interface Mark {
  eventId: string;
  path: string;
  /** Offsets in the masked text; null when the finding lies in no text of the event. */
  start: number | null;
  end: number | null;
  severity: string;
  label: string;
}
/** A line under a row, before paint. */
export interface Underline {
  line: string;
  severity: string;
}

export function readMark(document: Record<string, unknown>): Mark {
  const number = (name: string) => (typeof document[name] === 'number' ? document[name] : null);
  const name = (field: string) => visible(text(document, field) ?? '?', 60);
  const severity = name('severity');
  return {
    eventId: text(document, 'event_id') ?? '',
    path: text(document, 'path') ?? '',
    start: number('masked_start'),
    end: number('masked_end'),
    severity,
    label: `${severity} ${name('category')} ${name('type')}`,
  };
}

export function worstOf(severities: readonly string[]): string {
  const ranks = severities.map((severity) => (SEVERITIES as readonly string[]).indexOf(severity));
  return SEVERITIES[Math.max(0, ...ranks)] ?? 'UNKNOWN';
}

/** One line per kind of finding that begins in the row; what runs on into further rows is underlined in the first only. */
export function underlinesOf(row: Row, marks: readonly Mark[], width: number): Underline[] {
  const kinds = Map.groupBy(
    marks.filter((mark) => beginsIn(row, mark)),
    (mark) => mark.label,
  );
  return [...kinds.values()].flatMap((group) => underline(row, group, width));
}

function beginsIn(row: Row, mark: Mark): boolean {
  return mark.start !== null && mark.end !== null && mark.start >= row.start && mark.start < row.end;
}

function underline(row: Row, group: readonly Mark[], width: number): Underline[] {
  const label = group.length > 1 ? `${group[0]?.label} ×${group.length}` : (group[0]?.label ?? '');
  const runsOn = group.some((mark) => (mark.end ?? 0) > row.end) ? ' …' : '';
  const severity = group[0]?.severity ?? 'UNKNOWN';
  return joinLabel(caretsUnder(row, group), label + runsOn, width).map((line) => ({ line, severity }));
}

function caretsUnder(row: Row, group: readonly Mark[]): string {
  const columns: string[] = [];
  for (const mark of group) {
    const found = columnsOf(row, mark.start ?? 0, mark.end ?? 0);
    if (found !== null) columns.length = Math.max(columns.length, found.to);
    if (found !== null) columns.fill('^', found.from, found.to);
  }
  return Array.from(columns, (column) => column ?? ' ').join('');
}

/** Right of the carets, or left of them, or on a line of its own. */
function joinLabel(carets: string, label: string, width: number): string[] {
  if (carets.length + 1 + label.length <= width) return [`${carets} ${label}`.trimEnd()];
  const room = carets.search(/\^/);
  if (room > label.length) return [`${`${label} `.padStart(room)}${carets.slice(room)}`];
  return [carets, label];
}
