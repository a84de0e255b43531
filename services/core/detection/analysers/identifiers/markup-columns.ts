/** Tables in HTML: what the heading says of the column that a cell is in. */

/** A cell’s content, and what its heading says. */
export interface MarkupCell<Heading> {
  start: number;
  end: number;
  heading: Heading;
}

const TAG = /<(\/?)(table|tr|th|td)(?=[\s>])[^<>]{0,200}>/gi;
const LONGEST_TITLE = 80;

/** The cells under headings that `read` makes something of, by place. */
export function markupCells<Heading>(
  text: string,
  read: (title: string) => Heading | null,
): readonly MarkupCell<Heading>[] {
  const cells: MarkupCell<Heading>[] = [];
  if (!text.includes('<th')) return cells;
  let headings: (Heading | null)[] = [];
  let column = -1;
  let isHeadingRow = false;
  let opened = 0;
  for (const { 0: tag, 1: slash, 2: name = '', index } of text.matchAll(TAG)) {
    const element = name.toLowerCase();
    if (element === 'table') headings = [];
    if (element === 'table' || element === 'tr') column = -1;
    else if (slash === '') {
      column++;
      opened = index + tag.length;
      if (element === 'th' && column === 0) {
        headings = [];
        isHeadingRow = true;
      } else if (element === 'td') isHeadingRow = false;
    } else if (element === 'th' && isHeadingRow && index - opened <= LONGEST_TITLE)
      headings[column] = read(text.slice(opened, index));
    else if (element === 'td' && headings.length > 1) {
      const heading = headings[column] ?? null;
      if (heading !== null) cells.push({ start: opened, end: index, heading });
    }
  }
  return cells;
}

/** What the heading says over the cell that an offset is in, or null. */
export function headingOver<Heading>(cells: readonly MarkupCell<Heading>[], offset: number): Heading | null {
  let low = 0;
  let high = cells.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cells[middle] as MarkupCell<Heading>).end <= offset) low = middle + 1;
    else high = middle;
  }
  const cell = cells[low];
  return cell !== undefined && cell.start <= offset ? cell.heading : null;
}
