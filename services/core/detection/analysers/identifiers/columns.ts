/**
 * Tables in text (CSV, TSV, Markdown, a database client’s output): the labels in the heading of the column that an offset is in.
 * A block is a run of lines without an empty one; its first line with the separator is the heading.
 */
import { findLabels, type Labels } from './labels.ts';

const SEPARATORS = ['|', '\t', ';', ','];
const NONE: Labels = [];
/** Sentences, numbers and `name: value` are no heading. */
const NO_HEADING = /[a-z]{3,}[.!?] [A-Z]|\d{3}|:/;
/** A longer cell labels nothing. */
const LONGEST_LABEL = 60;
/** A line longer than this is no row that anybody would read. */
const LONGEST_LINE = 4000;
const MOST_COLUMNS = 64;

interface Heading {
  end: number;
  separator: string;
  cells: readonly Labels[];
}

export class Columns {
  readonly #text: string;
  #blockStart = -1;
  #blockEnd = -1;
  #heading: Heading | null = null;
  /** The line that the last offset was in, the next separator not counted yet, and how many there were. */
  #lineStart = 0;
  #lineEnd = -1;
  #next = 0;
  #column = 0;
  #isRow = false;
  /** Where the cell begins that the last offset was in, the one before it, and what that one says. */
  #cell = 0;
  #before = 0;
  #labels: Labels | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  /** Null outside a row, one with as many cells as the heading. Offsets may go down within a cell only. */
  labelsAt(offset: number): Labels | null {
    if (offset >= this.#blockEnd) this.#enterBlock(offset);
    const heading = this.#heading;
    if (heading === null || offset < heading.end || offset < this.#lineStart) return null;
    this.#countTo(offset, heading);
    if (!this.#isRow) return null;
    const labels = heading.cells[this.#column] ?? NONE;
    return labels.length > 0 || this.#column === 0 ? labels : this.#labelsBefore();
  }

  /** Under a heading that says nothing (`Field | Value`), the cell before a value names it. */
  #labelsBefore(): Labels {
    if (this.#labels === null) {
      const before = this.#cellAt(this.#before, this.#cell - 1);
      this.#labels = labelsOf(before) ?? labelsOf(this.#firstCell()) ?? NONE;
    }
    return this.#labels;
  }

  /** What names all values of a row: its first cell that is not empty. */
  #firstCell(): string {
    let start = this.#lineStart;
    while (start < this.#before && isBlankOr(this.#text, start, this.#heading?.separator)) start++;
    const end = this.#text.indexOf(this.#heading?.separator ?? '\n', start);
    return end < 0 || end >= this.#cell ? '' : this.#cellAt(start, end);
  }

  #cellAt(start: number, end: number): string {
    return this.#text.slice(start, Math.min(end, start + LONGEST_LABEL + 1));
  }

  #enterBlock(offset: number): void {
    const before = this.#text.lastIndexOf('\n\n', offset);
    this.#blockStart = Math.max(this.#blockEnd, before < 0 ? 0 : before + 2, 0);
    const after = this.#text.indexOf('\n\n', offset);
    this.#blockEnd = after < 0 ? this.#text.length + 1 : after + 1;
    this.#heading = this.#readHeading();
    this.#lineStart = this.#heading?.end ?? 0;
    this.#lineEnd = this.#lineStart - 1;
  }

  #readHeading(): Heading | null {
    for (let at = this.#blockStart, tries = 0; tries < 3; tries++) {
      const newline = this.#text.indexOf('\n', at);
      if (newline < 0 || newline >= this.#blockEnd - 1 || newline - at > LONGEST_LINE) return null;
      const line = this.#text.slice(at, newline);
      const separator = SEPARATORS.find((mark) => line.includes(mark));
      if (separator !== undefined && !NO_HEADING.test(line)) {
        const cells = line.split(separator === ',' ? /,(?! )/ : separator, MOST_COLUMNS).map(findLabels);
        return cells.length < 2 ? null : { end: newline + 1, separator, cells };
      }
      at = newline + 1;
    }
    return null;
  }

  #countTo(offset: number, { separator, cells }: Heading): void {
    while (this.#lineEnd < offset) {
      this.#lineStart = this.#lineEnd + 1;
      this.#lineEnd = endOr(this.#text, this.#text.indexOf('\n', this.#lineStart));
      this.#next = endOr(this.#text, this.#text.indexOf(separator, Math.max(this.#next, this.#lineStart)));
      this.#column = 0;
      this.#before = this.#cell = this.#lineStart;
      this.#labels = null;
      this.#isRow =
        cellsIn(
          this.#text.slice(this.#lineStart, Math.min(this.#lineEnd, this.#lineStart + LONGEST_LINE)),
          separator,
        ) === cells.length;
    }
    while (this.#next < offset) {
      if (this.#column <= MOST_COLUMNS && !isWithinCell(this.#text, this.#next, separator)) {
        this.#column++;
        this.#before = this.#cell;
        this.#cell = this.#next + 1;
        this.#labels = null;
      }
      this.#next = endOr(this.#text, this.#text.indexOf(separator, this.#next + 1));
    }
  }
}

/** The labels of a cell that may name a value; null for one that is a value itself. */
function labelsOf(cell: string): Labels | null {
  if (cell.length > LONGEST_LABEL || /\d/.test(cell)) return null;
  const labels = findLabels(cell);
  return labels.length > 0 ? labels : null;
}

function isBlankOr(text: string, at: number, separator = ''): boolean {
  return text.charCodeAt(at) === 32 || text.charAt(at) === separator;
}

/** `"Keller, Maria",536-22-8765`: a comma before a space stands within a cell. */
function isWithinCell(text: string, at: number, separator: string): boolean {
  return separator === ',' && text.charCodeAt(at + 1) === 32;
}

function cellsIn(line: string, separator: string): number {
  let cells = 1;
  for (let at = line.indexOf(separator); at >= 0; at = line.indexOf(separator, at + 1))
    if (!isWithinCell(line, at, separator)) cells++;
  return cells;
}

function endOr(text: string, at: number): number {
  return at < 0 ? text.length : at;
}
