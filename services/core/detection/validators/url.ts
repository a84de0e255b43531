/** Web addresses as they stand in text: punctuation behind them is the sentence’s, brackets are theirs only in pairs, a table’s separator ends them. */
import type { Subject, Verdict } from '../types.ts';

const TRAILING = /[.,;:!?'*_~]+$/;
const HOST =
  /^(?:[a-z]+:\/\/)?(?:[^/?#@]*@)?(?:\[[0-9a-f:.]+\]|[\p{L}\p{N}](?:[\p{L}\p{N}._-]*[\p{L}\p{N}])?\.?)(?::\d{1,5})?(?:[/?#]|$)/iu;
/** A row longer than this is none. */
const LONGEST_ROW = 1000;

/** Cuts the value to the address. */
export function judgeUrl({ value, text, start, end }: Subject): Verdict {
  let url = value.slice(0, balancedEnd(value));
  const host = /^(?:[a-z]+:\/\/)?[^/?#,;]*/i.exec(url)?.[0].length ?? 0;
  if (url.charAt(host) === ',' || url.charAt(host) === ';') url = url.slice(0, host);
  for (const separator of [',', ';']) {
    const at = url.indexOf(separator);
    if (at > 0 && isInTable(text, start, end, separator)) url = url.slice(0, at);
  }
  const trailing = TRAILING.exec(url.slice(-16))?.[0].length ?? 0;
  url = url.slice(0, url.length - trailing);
  return HOST.test(url) ? { length: url.length } : false;
}

/** Where the first bracket closes that did not open within. */
function balancedEnd(value: string): number {
  let round = 0;
  let square = 0;
  for (let index = 0; index < value.length; index++) {
    const unit = value.charAt(index);
    if (unit === '(') round++;
    else if (unit === '[') square++;
    else if (unit === ')' && --round < 0) return index;
    else if (unit === ']' && --square < 0) return index;
  }
  return value.length;
}

/** Whether the line before, or the one after, has as many separators as the address’s own. */
function isInTable(text: string, start: number, end: number, separator: string): boolean {
  const before = text.slice(Math.max(0, start - LONGEST_ROW), start).split('\n');
  const after = text.slice(end, end + LONGEST_ROW).split('\n');
  const own = countOf((before.at(-1) ?? '') + text.slice(start, end) + (after[0] ?? ''), separator);
  return own === countOf(before.at(-2) ?? '', separator) || own === countOf(after[1] ?? '', separator);
}

/** Not those before a space, which a quoted cell holds. */
function countOf(line: string, separator: string): number {
  return line.split(separator === ',' ? /,(?! )/ : separator).length - 1;
}
