/** Values of SQL, compared and reckoned with as databases do; `undefined` is what cannot be told. */

export class Time {
  readonly ms: number;
  constructor(ms: number) {
    this.ms = ms;
  }
}

/** A stretch of time. */
export class Span {
  readonly ms: number;
  constructor(ms: number) {
    this.ms = ms;
  }
}

/** A column's value in a row: which of its sides counts is told by what it is compared with. */
export interface Cell {
  readonly column: string;
  readonly number: number;
  readonly text: string;
  readonly time: number;
  readonly flag: boolean;
}

/** The least or greatest value that a column has. */
export class Extreme {
  readonly column: string;
  readonly isLeast: boolean;
  constructor(column: string, isLeast: boolean) {
    this.column = column;
    this.isLeast = isLeast;
  }
}

/** Something, and not null. */
export const SOME: unique symbol = Symbol('some');

export type Value = number | string | boolean | null | undefined | Time | Span | Extreme | Cell | typeof SOME;
export type Truth3 = boolean | null | undefined;

/** When this process began: dates that a statement names are past or to come by it, and `now()` is it. No other time is asked for. */
export const NOW = Date.now();
export const DAY = 86_400_000;

export function isCell(value: Value): value is Cell {
  return typeof value === 'object' && value !== null && 'flag' in value;
}

export function truthOf(value: Value): Truth3 {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') return value !== 0;
  if (typeof value === 'string') {
    if (/^(?:t|true|y|yes|on)$/i.test(value)) return true;
    if (/^(?:f|false|n|no|off)$/i.test(value)) return false;
    const number = numberIn(value);
    return number === undefined ? undefined : number !== 0;
  }
  return isCell(value) ? value.flag : undefined;
}

/** Less than nought, nought or more, as `a` is to `b`. */
export function order(a: Value, b: Value): number | null | undefined {
  if (a === undefined || b === undefined || a === SOME || b === SOME) return undefined;
  if (a === null || b === null) return null;
  if (isCell(a)) {
    if (isCell(b)) return a.column === b.column ? 0 : undefined;
    return orderCell(a, b);
  }
  if (isCell(b)) {
    const reverse = orderCell(b, a);
    return typeof reverse === 'number' ? -reverse : reverse;
  }
  if (a instanceof Extreme || b instanceof Extreme) return undefined;
  if (a instanceof Span || b instanceof Span) {
    const [left, right] = [stretchOf(a), stretchOf(b)];
    return left === undefined || right === undefined ? undefined : sign(left, right);
  }
  if (a instanceof Time || b instanceof Time) {
    const [left, right] = [timeOf(a), timeOf(b)];
    return left === undefined || right === undefined ? undefined : left - right || 0;
  }
  if (typeof a === 'string' && typeof b === 'string') return orderTexts(a, b);
  const [left, right] = [numberOf(a), numberOf(b)];
  return left === undefined || right === undefined ? undefined : sign(left, right);
}

function stretchOf(value: Value): number | undefined {
  if (typeof value === 'string') return /^\s{0,4}0\s{0,4}$/.test(value) ? 0 : spanIn(value)?.ms;
  return value instanceof Span ? value.ms : undefined;
}

function orderCell(cell: Cell, other: Exclude<Value, null | undefined | Cell>): number | undefined {
  if (typeof other === 'number') return sign(cell.number, other);
  if (typeof other === 'boolean') return Number(cell.flag) - Number(other);
  if (other instanceof Time) return sign(cell.time, other.ms);
  if (typeof other !== 'string') return undefined;
  const date = dateIn(other);
  if (date !== undefined) return sign(cell.time, date);
  const number = numberIn(other);
  return number === undefined ? orderTexts(cell.text, other) : sign(cell.number, number);
}

function sign(a: number, b: number): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Without case: as most collations do. */
function orderTexts(a: string, b: string): number {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

export function numberOf(value: Value): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'string') return numberIn(value);
  return isCell(value) ? value.number : undefined;
}

function numberIn(text: string): number | undefined {
  return text.length < 24 && /^\s{0,4}[-+]?\d{1,20}(?:\.\d{0,20})?\s{0,4}$/.test(text)
    ? Number(text)
    : undefined;
}

export function textOf(value: Value): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  return isCell(value) ? value.text : undefined;
}

export function timeOf(value: Value): number | undefined {
  if (value instanceof Time) return value.ms;
  if (typeof value === 'string') return dateIn(value);
  return isCell(value) ? value.time : undefined;
}

/** `2026-05-01`, `20260501`, `2026/05/01 10:00`, `now`, `infinity`. */
export function dateIn(text: string): number | undefined {
  if (text.length < 3 || text.length > 40) return undefined;
  if (/^-?infinity$/i.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  if (/^(?:now|today)$/i.test(text)) return NOW;
  if (/^tomorrow$/i.test(text)) return NOW + DAY;
  if (/^epoch$/i.test(text)) return 0;
  const [, year, month, day] = /^(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?:[T ].{0,30})?$/.exec(text) ?? [];
  if (year === undefined || Number(month) > 12 || Number(day) > 31) return undefined;
  return Date.UTC(Number(year), Number(month) - 1, Number(day));
}

const UNITS: Readonly<Record<string, number>> = {
  microsecond: 0.001,
  millisecond: 1,
  second: 1000,
  sec: 1000,
  minute: 60_000,
  min: 60_000,
  hour: 3_600_000,
  hr: 3_600_000,
  day: DAY,
  week: 7 * DAY,
  month: 30 * DAY,
  mon: 30 * DAY,
  quarter: 91 * DAY,
  year: 365 * DAY,
  yr: 365 * DAY,
  y: 365 * DAY,
  m: 30 * DAY,
  d: DAY,
  h: 3_600_000,
};

/** `90 days`, `-1 day`, `1 year 2 months`. */
export function spanIn(text: string): Span | undefined {
  if (text.length > 80) return undefined;
  let ms = 0;
  const rest = text
    .toLowerCase()
    .replaceAll(/([-+]?\d{1,12}(?:\.\d{1,6})?)\s{0,4}([a-z]{1,12})/g, (_, amount: string, unit: string) => {
      const one = UNITS[unit] ?? UNITS[unit.replace(/s$/, '')];
      ms += one === undefined ? Number.NaN : Number(amount) * one;
      return '';
    });
  return Number.isNaN(ms) || rest.trim() !== '' ? undefined : new Span(ms);
}

export function reckon(operator: string, a: Value, b: Value): Value {
  if (a === null || b === null) return null;
  if (a === undefined || b === undefined) return undefined;
  if (isCell(a) && isCell(b) && a.column !== b.column) return undefined;
  if (
    operator === '-' &&
    (a instanceof Time || b instanceof Time) &&
    !(b instanceof Span) &&
    typeof b !== 'number'
  ) {
    const [start, end] = [timeOf(b), timeOf(a)];
    return start === undefined || end === undefined ? undefined : new Span(end - start);
  }
  if (a instanceof Span || b instanceof Span || a instanceof Time || b instanceof Time)
    return shifted(operator, a, b);
  const [left, right] = [numberOf(a), numberOf(b)];
  if (left === undefined || right === undefined) return undefined;
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0 ? null : left / right;
    case 'div':
      return right === 0 ? null : Math.trunc(left / right);
    case '%':
    case 'mod':
      return right === 0 ? null : left % right;
    case '&':
      return left & right;
    case '|':
      return left | right;
    case '#':
    case '^':
      return left === right ? 0 : undefined;
    default:
      return undefined;
  }
}

/** A time some stretch or some days on. */
function shifted(operator: string, a: Value, b: Value): Value {
  const by: Value = a instanceof Span ? a : b;
  const from: Value = a instanceof Span ? b : a;
  const start = timeOf(from);
  let ms: number | undefined;
  if (by instanceof Span) ms = by.ms;
  else if (typeof by === 'number') ms = by * DAY;
  if (start === undefined || ms === undefined || (operator !== '+' && operator !== '-')) return undefined;
  return new Time(operator === '+' ? start + ms : start - ms);
}
