/** Breaks a text into rows of a given width, and says where in a row an offset of the text lies. */
import { type Cell, cellsOf } from './cells.ts';

export interface Row {
  cells: Cell[];
  /** Code units of the text that the row shows, its line break included. */
  start: number;
  end: number;
}

export function* rowsOf(text: string, width: number): Generator<Row> {
  let cells: Cell[] = [];
  let columns = 0;
  let end = 0;
  for (const cell of cellsOf(text)) {
    end = cell.end;
    if (cell.shown === '\n') {
      yield rowOf(cells, cell);
      [cells, columns] = [[], 0];
      continue;
    }
    if (columns + cell.width > width && cells.length > 0) {
      const rest = cells.splice(breakAt(cells));
      yield rowOf(cells, cell);
      cells = rest;
      columns = widthOf(rest);
    }
    cells.push(cell);
    columns += cell.width;
  }
  if (cells.length > 0 || end === 0) yield rowOf(cells, undefined);
}

function rowOf(cells: Cell[], next: Cell | undefined): Row {
  const start = cells[0]?.start ?? next?.start ?? 0;
  const end = next?.shown === '\n' ? next.end : (cells.at(-1)?.end ?? start);
  return { cells, start, end };
}

const BREAKS_AFTER: ReadonlySet<string> = new Set([' ', ',', ';', '}', ']', ')', '>', '/', '、', '。']);

/** After the last space or closing sign, when that leaves more than half of the row; else the row is full. */
function breakAt(cells: readonly Cell[]): number {
  const last = cells.findLastIndex((cell) => BREAKS_AFTER.has(cell.shown));
  return last > cells.length / 2 ? last + 1 : cells.length;
}

export function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}

export function textOf(row: Row): string {
  return row.cells.map((cell) => cell.shown).join('');
}

/** Columns [from, to) of the row that show any of the code units [start, end); null when none does. */
export function columnsOf(row: Row, start: number, end: number): { from: number; to: number } | null {
  const first = row.cells.findIndex((cell) => cell.end > start && cell.start < Math.max(end, start + 1));
  if (first < 0) return null;
  const last = row.cells.findLastIndex((cell) => cell.start < Math.max(end, start + 1));
  const from = widthOf(row.cells.slice(0, first));
  return { from, to: Math.max(widthOf(row.cells.slice(0, last + 1)), from + 1) };
}
