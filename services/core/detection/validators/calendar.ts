/** Dates inside numbers. */
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether a day exists in some year; 29 February always does. */
export function isDay(month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= (DAYS[month - 1] as number);
}

/** `yymmdd` at an offset of a compact value. */
export function isYearMonthDay(value: string, at = 0): boolean {
  return isDay(Number(value.slice(at + 2, at + 4)), Number(value.slice(at + 4, at + 6)));
}

/** `ddmmyy` at an offset of a compact value. */
export function isDayMonthYear(value: string, at = 0): boolean {
  return isDay(Number(value.slice(at + 2, at + 4)), Number(value.slice(at, at + 2)));
}
