/**
 * Rows as tables hold them, to try a WHERE on: for each column the values that such columns usually have, by its name, and those that
 * the WHERE itself names. A condition that spares none of them spares nothing that there is.
 */
import { type Cell, DAY, dateIn, NOW } from './values.ts';

const KEY =
  /^(?:id|\w{1,40}_id|uid|uuid|guid|pk|key|rowid|_rowid_|_id|oid|ctid|rownum|xmin|tableoid|seq|nr|no)$/;
/** Nobody leaves these empty. */
const NAMED = /^(?:\w{1,20}_)?(?:name|email|mail|username|login|title|slug|password|password_hash|sku|code)$/;
const MADE =
  /^(?:date_?)?(?:created|inserted|added|registered|joined|signed_up|updated|modified|changed|ins|upd|crt|creation|registration|logged|recorded|received|occurred|ingested)(?:_?(?:at|on|date|time|ts|timestamp|utc|datetime))?$|^(?:ts|timestamp|event_time|event_date|last_(?:modified|updated|update|changed|change))$/;
const FLAG =
  /^(?:is|has|can|was)_|^(?:active|enabled|deleted|archived|verified|visible|hidden|read|public|locked|disabled|done|processed|flagged)$/;
const COUNTED =
  /(?:^|_)(?:price|amount|subtotal|fee|tax|income|revenue|wage|balance|credits?|quantity|qty|count|version|size|length|num|number|total|stock|views|likes|attempts|retries|duration|height|weight|width|cost|salary|year|rank|level|points|priority)$/;

/** What has a highest value. */
const BOUNDED: readonly (readonly [RegExp, readonly number[]])[] = [
  [/(?:^|_)ages?$/, [0, 1, 2, 17, 18, 35, 64, 65, 99, 110]],
  [/(?:^|_)months?$/, [1, 2, 6, 7, 11, 12]],
  [/(?:^|_)(?:day|weekday|dow)$/, [0, 1, 2, 3, 6, 7, 15, 28, 31]],
  [/(?:^|_)hours?$/, [0, 1, 9, 12, 17, 22, 23]],
  [/(?:^|_)(?:minutes?|seconds?)$/, [0, 1, 15, 30, 59]],
  [/(?:^|_)percent(?:age)?$|_pct$/, [0, 1, 10, 50, 99, 100]],
];
const CODES = ['ACME-17', '4711', 'ab-12', 'X', 'DE'];
const MAILS = [
  'smith@example.com',
  'a@b.test',
  'x.y@mail.example.de',
  'info@shop.example.org',
  'zoe+1@post.example.net',
];
const KEYS = [1, 2, 3, 10, 17, 999, 1000, 40_000, 50_000_000];
const COUNTS = [0, 1, 2, 17, 100, 2019, 2025, 50_000, 10_000_000];
const NUMBERS = [...COUNTS, -1, -5, -1000, 0.5];
const FLAGS = [0, 1];
const LONG = 'lorem ipsum '.repeat(30);
const NAMES = ['smith', 'Émile', 'a', 'x@example.com', '9 lives', 'Zoë', '~zz', LONG];
const TEXTS = [...NAMES, '', 'active', '0'];
const PAST = [
  Date.UTC(2001, 0, 1),
  Date.UTC(2015, 4, 5),
  Date.UTC(2020, 1, 29),
  ...[2000, 700, 400, 40, 2, 0.04].map((days) => NOW - days * DAY),
  NOW - 1000,
];
const TIMES = [
  ...PAST,
  Date.UTC(1930, 1, 2),
  ...[1, 30, 1000].map((days) => NOW + days * DAY),
  Date.UTC(9999, 11, 31),
];
/** What a WHERE names is tried as well, so many of a kind. */
const MOST_NAMED = 12;
const MOST_ROWS = 64;

export class Rows {
  readonly #numbers: number[] = [];
  readonly #texts: string[] = [];
  readonly #times: number[] = [];
  readonly #columns = new Map<string, Column>();

  /** Literals of the WHERE. */
  name(literal: number | string): void {
    if (typeof literal === 'number') {
      if (this.#numbers.length < 2 * MOST_NAMED) this.#numbers.push(literal, literal + 1);
      return;
    }
    const date = dateIn(literal);
    if (date !== undefined && Number.isFinite(date) && this.#times.length < MOST_NAMED)
      this.#times.push(date);
    if (this.#texts.length >= MOST_NAMED || literal.length > 80) return;
    // What a pattern would match.
    this.#texts.push(literal.replaceAll(/^\^|\$$|\.[*+]|%/g, '').replaceAll('_', 'a'));
    if (/^\d{1,10}$/.test(literal)) this.name(Number(literal));
  }

  /** Enough for every value of every column. */
  get count(): number {
    return Math.min(
      MOST_ROWS,
      TIMES.length + Math.max(this.#numbers.length, this.#texts.length, this.#times.length),
    );
  }

  cell(name: string, row: number): Cell {
    let column = this.#columns.get(name);
    if (column === undefined) {
      column = this.#columnOf(name);
      this.#columns.set(name, column);
    }
    const at = row + column.offset;
    return {
      column: name,
      number: pick(column.numbers, at),
      text: column.isKey ? keyText(column, at) : pick(column.texts, at),
      time: pick(column.times, at),
      flag: column.isKey || at % 2 === 0,
    };
  }

  #columnOf(name: string): Column {
    const isKey = KEY.test(name);
    const isNamed = NAMED.test(name);
    const isMail = /(?:^|_)e?mail(?:_address)?$/.test(name);
    const isMade = MADE.test(name);
    const column = { offset: name.length, isKey, times: isMade ? PAST : TIMES };
    const times = [
      ...this.#times.filter((time) => !isMade || (time >= (PAST[0] as number) && time <= NOW)),
      ...column.times,
    ];
    const texts = [
      ...this.#texts.filter((text) =>
        isMail
          ? text.includes('@') && text.length > 4
          : isKey
            ? text.length > 2 && /[1-9a-z]/i.test(text)
            : !isNamed || text !== '',
      ),
      ...(isMail ? MAILS : /(?:^|_)(?:sku|code)$/.test(name) ? CODES : isNamed ? NAMES : TEXTS),
    ];
    return { ...column, numbers: this.#numbersOf(name, isKey, isMade), texts, times };
  }

  #numbersOf(name: string, isKey: boolean, isMade: boolean): number[] {
    if (FLAG.test(name)) return FLAGS;
    const bounded = BOUNDED.find(([form]) => form.test(name))?.[1];
    if (bounded !== undefined) {
      const highest = bounded.at(-1) as number;
      return [...this.#numbers.filter((number) => number >= 0 && number <= highest), ...bounded];
    }
    if (isKey) return [...this.#numbers.filter((number) => number >= 1 && number <= 99_999_999), ...KEYS];
    // Seconds or milliseconds since 1970.
    if (isMade) return PAST.flatMap((time) => [time / 1000, time]);
    const isCounted = COUNTED.test(name);
    const named = this.#numbers.filter((number) => !isCounted || number >= 0);
    return [...named, ...(isCounted ? COUNTS : NUMBERS)];
  }
}

interface Column {
  offset: number;
  isKey: boolean;
  numbers: readonly number[];
  texts: readonly string[];
  times: readonly number[];
}

/** Whether such a column tells one row from all others. */
export function isKeyColumn(name: string): boolean {
  return KEY.test(name);
}

/** Whether it says when a row was made or changed. */
export function isMadeColumn(name: string): boolean {
  return MADE.test(name);
}

/** The most that such a column holds, where it has one. */
export function highestOf(name: string): number | undefined {
  return BOUNDED.find(([form]) => form.test(name))?.[1].at(-1);
}

/** Whether it is counted from nought. */
export function isCounted(name: string): boolean {
  return COUNTED.test(name) || highestOf(name) !== undefined;
}

function pick<T>(values: readonly T[], at: number): T {
  return values[at % values.length] as T;
}

/** Keys are numbers, or what the WHERE compares them with. */
function keyText({ texts, numbers }: Column, at: number): string {
  return at % 3 === 0 ? pick(texts, (at / 3) | 0).slice(0, 40) || '17' : String(pick(numbers, at));
}
