/** Names in tables (CSV, TSV, Markdown, HTML, a database client’s output): the cells of a column that is headed by a word for a name. */
import { PERSONAL } from '../../rules/taxonomy.ts';
import type { Analyser, RuleCard, Spot, Verdict } from '../../types.ts';
import { judgeFullName, judgeGivenName } from '../../validators/person-name.ts';
import { markupCells } from '../identifiers/markup-columns.ts';

type Judge = (value: string) => Verdict;

interface Cell {
  start: number;
  end: number;
}

interface Heading {
  separator: string;
  columns: number;
  /** Places of the columns of names. */
  named: readonly number[];
  /** Whether the rows are of people: a name need not be a common one. */
  isOfPeople: boolean;
}

const ID = 'person-column';
const CELL_ENDS = ['|', '\t', ';', ',', '\r', '\n', ' |', ' \t', ' ;', ' ,', ' \r', ' \n'];
const SEPARATORS = ['|', '\t', ';', ','];
/** The end of a word that heads such a column, where a cell ends. */
const WORD_AT_END = /(?:[Nn]ame|NAME|[Pp]atient|[Cc]ustomer|[Ee]mployee)["'*]{0,2} {0,24}(?:[|\t;,]|\r?\n)/g;
/** How such an end begins, and a heading in HTML. */
const TRIGGERS = [
  '<th',
  ...['name', 'patient', 'customer', 'employee'].flatMap((word) =>
    [...CELL_ENDS, ...CELL_ENDS.map((end) => `"${end}`), '" ', '""', '"\'', "'", '*', '  '].map(
      (end) => word + end,
    ),
  ),
];
const HEADING =
  /^(?:(?:full|customer|client|patient|employee|contact|member|card ?holder|account ?holder|applicant|student|guest|owner|beneficiary|insured)[ _-]?name|patient|customer|employee)$/i;
const NAME = /^name$/i;
/** What only tables of people have. */
const PEOPLE =
  /^(?:(?:home |work )?(?:e-?mail|phone|mobile|tel|telephone|address)(?:[ _](?:address|number|no\.?))?|dob|date[ _]of[ _]birth|birth[ _-]?(?:date|day)|born|ssn|iban|bsn|mrn|nhs.{0,8}|tfn|sin|cpf|pesel|aadhaar|passport.{0,10}|us passport|driver.{0,20}|salary|gender|sex|age|credit[ _]card|bank[ _]account|medical record.{0,8}|account (?:no\.?|number))$/i;
const PLAIN_CELL = /^[\p{L}\p{N} _#'’()./-]{0,40}$/u;
const FULL_NAME =
  /^(?:(?:[OD]['’])?\p{Lu}[\p{L}-]{1,24}|\p{Lu}\.)(?: (?:van|von|de|der|den|da|di|del|la|le|bin|al|ter|zu|dos)){0,2}(?: (?:(?:[OD]['’])?\p{Lu}[\p{L}-]{1,24}|\p{Lu}\.)){1,3}$/u;
/** Longer lines are no rows that anybody would read. */
const LONGEST_LINE = 2000;
/** So many lines that are no rows end a table. */
const MOST_STRAY = 2;

export const nameColumnCard: RuleCard = {
  id: ID,
  version: 1,
  category: 'PII',
  type: 'person',
  severity: 'LOW',
  confidence: 0.75,
  description: 'A first and a last name in a column of names.',
  severity_reason: 'It makes everything beside it personal.',
  references: ['https://gdpr-info.eu/art-4-gdpr/'],
  taxonomy: PERSONAL,
  examples: {
    match: [
      { text: 'id;full_name\n1;Thandiwe Nakamura' },
      { text: '| Name | Email |\n|---|---|\n| Aisha Novak | a@northwind.org |' },
      { text: 'Name\tAnna Keller\nStatus\topen' },
    ],
    no_match: [
      { text: 'id;name;sku\n1;Blue Widget;417' },
      { text: 'name,version\nLeft Pad,1.0.0' },
      { text: 'id,name\n1,Oak Desk\n2,Pine Shelf\n3,Anna Lamp Shade' },
      { text: 'Give a name, please\nDark Tower, for one' },
    ],
  },
};

export const nameColumns: Analyser = {
  rules: [nameColumnCard],
  reads: 'plain',
  triggers: TRIGGERS,
  words: true,
  analyse,
};

function analyse(text: string): readonly Spot[] {
  const spots: Spot[] = [];
  WORD_AT_END.lastIndex = 0;
  for (let match = WORD_AT_END.exec(text); match !== null; match = WORD_AT_END.exec(text)) {
    const start = text.lastIndexOf('\n', match.index) + 1;
    const end = lineEnd(text, match.index);
    WORD_AT_END.lastIndex = Math.max(end, WORD_AT_END.lastIndex);
    if (end - start > LONGEST_LINE) continue;
    const heading = readHeading(text, start, end);
    if (heading !== null) WORD_AT_END.lastIndex = addRows(text, end + 1, heading, spots);
    else addPair(text, start, end, spots);
  }
  for (const { start, end, heading } of markupCells(text, judgeUnder))
    addName(text, trimmed(text, start, end), heading, spots);
  return spots;
}

/** What a name must be under a title that stands for one. */
function judgeUnder(title: string): Judge | null {
  if (HEADING.test(title.trim())) return judgeFullName;
  return NAME.test(title.trim()) ? judgeGivenName : null;
}

function readHeading(text: string, start: number, end: number): Heading | null {
  const separator = separatorOf(text.slice(start, end));
  if (separator === undefined) return null;
  const titles = cellsOf(text, start, end, separator).map((cell) => text.slice(cell.start, cell.end));
  if (!titles.every((title) => PLAIN_CELL.test(title))) return null;
  const named = [...titles.keys()].filter(
    (at) => HEADING.test(titles[at] ?? '') || NAME.test(titles[at] ?? ''),
  );
  if (named.length === 0 || titles.length < 2) return null;
  if (titles.some((title) => FULL_NAME.test(title) && judgeGivenName(title) === true)) return null;
  const isOfPeople = titles.some((title) => HEADING.test(title) || PEOPLE.test(title));
  return { separator, columns: titles.length, named, isOfPeople };
}

/** Adds the names of the rows from `at` on, unless most rows have something else there; returns where the table ends. */
function addRows(text: string, at: number, heading: Heading, spots: Spot[]): number {
  const { separator, columns, named, isOfPeople } = heading;
  const judge = isOfPeople ? judgeFullName : judgeGivenName;
  const before = spots.length;
  let rows = 0;
  let start = at;
  for (let stray = 0; start < text.length && stray < MOST_STRAY; ) {
    const end = lineEnd(text, start);
    const cells = end - start > LONGEST_LINE ? [] : cellsOf(text, start, end, separator);
    if (end === start) break;
    if (cells.length === columns) {
      rows++;
      for (const place of named) addName(text, cells[place], judge, spots);
    } else stray++;
    start = end + 1;
  }
  if (!isOfPeople && 2 * (spots.length - before) <= rows) spots.length = before;
  return Math.min(start, text.length);
}

/** `Name⇥Anna Keller`: a row with its title. */
function addPair(text: string, start: number, end: number, spots: Spot[]): void {
  if (!text.slice(start, end).includes('\t')) return;
  const [title, value, ...rest] = cellsOf(text, start, end, '\t');
  if (title === undefined || rest.length > 0) return;
  const judge = judgeUnder(text.slice(title.start, title.end));
  if (judge !== null) addName(text, value, judge, spots);
}

function addName(text: string, cell: Cell | undefined, judge: Judge, spots: Spot[]): void {
  if (cell === undefined) return;
  const value = text.slice(cell.start, cell.end);
  if (FULL_NAME.test(value) && judge(value) === true) spots.push({ rule_id: ID, ...cell });
}

function separatorOf(line: string): string | undefined {
  return SEPARATORS.find((mark) => line.includes(mark));
}

/** The cells of a line, without the spaces, quotes and stars around them; a separator in quotes is none. */
function cellsOf(text: string, start: number, end: number, separator: string): Cell[] {
  const cells: Cell[] = [];
  let from = start;
  for (let at = start, isQuoted = false; at <= end; at++) {
    if (text.charCodeAt(at) === 34) isQuoted = !isQuoted;
    if (at < end && (isQuoted || text.charAt(at) !== separator)) continue;
    cells.push(trimmed(text, from, at));
    from = at + 1;
  }
  return cells;
}

function trimmed(text: string, from: number, to: number): Cell {
  let start = from;
  let end = to;
  while (start < end && isEdge(text.charCodeAt(start))) start++;
  while (end > start && isEdge(text.charCodeAt(end - 1))) end--;
  return { start, end };
}

/** Spaces, a carriage return, quotes, stars. */
function isEdge(unit: number): boolean {
  return unit === 32 || unit === 13 || unit === 34 || unit === 39 || unit === 42;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}
