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
  /(?:^|_)(?:price|age|quantity|qty|count|version|size|length|num|number|total|stock|views|likes|attempts|retries|duration|height|weight|width|cost|salary|year|month|day|rank|level|points|priority)$/;

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
      flag: at % 2 === 0,
    };
  }

  #columnOf(name: string): Column {
    const isKey = KEY.test(name);
    const isNamed = NAMED.test(name);
    const isMade = MADE.test(name);
    const column = { offset: name.length, isKey, times: isMade ? PAST : TIMES };
    const times = [
      ...this.#times.filter((time) => !isMade || (time >= (PAST[0] as number) && time <= NOW)),
      ...column.times,
    ];
    const texts = [
      ...this.#texts.filter((text) =>
        isKey ? text.length > 2 && /[1-9a-z]/i.test(text) : !isNamed || text !== '',
      ),
      ...(isNamed ? NAMES : TEXTS),
    ];
    return { ...column, numbers: this.#numbersOf(name, isKey, isMade), texts, times };
  }

  #numbersOf(name: string, isKey: boolean, isMade: boolean): number[] {
    if (FLAG.test(name)) return FLAGS;
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

function pick<T>(values: readonly T[], at: number): T {
  return values[at % values.length] as T;
}

/** Keys are numbers, or what the WHERE compares them with. */
function keyText({ texts, numbers }: Column, at: number): string {
  return at % 3 === 0 ? pick(texts, (at / 3) | 0).slice(0, 40) || '17' : String(pick(numbers, at));
}
