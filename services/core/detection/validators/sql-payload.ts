/** Whether what looks like SQL breaks out of a value, or is just SQL. */
import type { Subject, Verdict } from '../types.ts';

const LOOK_BACK = 300;
const STATEMENT =
  /\b(?:select|insert|update|delete|create|alter|drop|values|where|from|set|begin|with|use)\b/i;
const CUT_OFF = /(?:--|#|\/\*)[\s+\-"'`)\]}]{0,6}$|--\s{0,2}(?:["'`]|$)|;\s{0,2}--|["']\s{0,2}$/;
const STRONG_UNION =
  /@@version|information_schema|\b(?:user|version|database|current_user|load_file|group_concat|schema)\s{0,2}\(|sqlite_master|pg_catalog|\bpass(?:word|wd)?\b|sysobjects|all_tables|<\?php/i;
const PROBING_COLUMNS =
  /select(?:\*\/)?(?:[\s+]|\/\*.{0,20}?\*\/){1,4}(?:(?:null|\d{1,3}|'[^']{0,20}'|0x[\da-f]{1,40}|char\(\d+\))\s{0,2}(?:,|--|#|$|\bfrom\b)){2,}/i;

/** UNION SELECT that was appended to a value: nothing selects before it, or it reads what a tutorial does not. */
export function judgeUnion({ value, text, start }: Subject): Verdict {
  const before = lineBefore(text, start);
  const appended = !/\bselect\b/i.test(before);
  if (value.includes('/*')) return true;
  if (appended && (STRONG_UNION.test(value) || PROBING_COLUMNS.test(value))) return true;
  if (
    appended &&
    /(?:^|[\s"'=:(`])(?:-?\d{1,6}|["'])?["')+\s]{0,4}$/.test(before) &&
    !/^\s{0,8}$/.test(before)
  )
    return CUT_OFF.test(value) || /["']\)?\s{0,3}$/.test(before);
  return CUT_OFF.test(value) && STRONG_UNION.test(value);
}

/** A second statement after a value: `1; DROP TABLE x`, `'; DELETE …; --`. Scripts of many statements are no attack. */
export function judgeStacked({ value, text, start }: Subject): Verdict {
  if (/^\W{0,6}(?:exec|shutdown|declare|copy)\b/i.test(value)) return true;
  if (/^\S{1,4};[^\S\n]{0,3}\n/.test(value)) return false;
  const before = cell(lineBefore(text, start));
  if (STATEMENT.test(before))
    return /(?:--|#)\s{0,2}["'`)}\]]{0,3}(?:$|\s)/.test(value) || /--/.test(value.slice(-8));
  return /^["']/.test(value) ? isBreakout(before) : /(?:^|[\s"'=:([])-?\d{0,8}$/.test(before);
}

/** A quote that ends a value which nothing on its line began. */
export function judgeBreakout({ text, start }: Subject): Verdict {
  return isBreakout(lineBefore(text, start));
}

/** The line up to here, no farther back than where a value can have begun. */
function lineBefore(text: string, start: number): string {
  const back = text.slice(Math.max(0, start - LOOK_BACK), start);
  return back.slice(back.lastIndexOf('\n') + 1);
}

/** What belongs to the value: not the tag, the quote or the cell before it. */
function cell(before: string): string {
  const inTicks = before.split('`').length % 2 === 0;
  const tail = before.slice(inTicks ? before.lastIndexOf('`') + 1 : 0);
  return tail.replace(/^.*(?:<\/?[a-z][^<>]{0,60}>|(?<!\|)\|\s)/i, '');
}

function isBreakout(before: string): boolean {
  const begin = Math.max(before.lastIndexOf('"'), before.lastIndexOf('`'), before.lastIndexOf(': ')) + 1;
  const value = before.slice(begin).replaceAll(/(?<=[a-z])'(?=[a-z])/gi, '');
  return value.split("'").length % 2 === 1;
}
