/** LIKE and regular expressions in conditions. Of the latter only those that match everything: none is run. */
import { type Truth3, textOf, type Value } from './values.ts';

const MOST = 64;

const LIKES = new Set('like ilike similar ~~ ~~* glob'.split(' '));
const EXPRESSIONS = new Set('rlike regexp regexp_like ~ ~*'.split(' '));

export function isPattern(operator: string): boolean {
  return LIKES.has(operator) || EXPRESSIONS.has(operator);
}

/** Undefined where nobody can tell. */
export function matches(operator: string, value: Value, pattern: Value): Truth3 {
  const isLike = LIKES.has(operator);
  if (value === null || pattern === null) return null;
  const [text, form] = [textOf(value), textOf(pattern)];
  if (text === undefined || form === undefined || form.length > MOST) return undefined;
  if (operator === 'similar' && /[|*+?{}()[\]]/.test(form)) return undefined;
  if (operator === 'glob') return form.includes('[') ? undefined : isLikeText(text, form, '*', '?');
  if (isLike) return isLikeText(text.toLowerCase(), form.toLowerCase(), '%', '_');
  return /^\^?\(?(?:\.[*+]?\??|)\)?\$?$/.test(form) ? (text === '' ? undefined : true) : undefined;
}

/** With two places to go back to: linear in pattern times text, and both are short. */
function isLikeText(text: string, pattern: string, many: string, one: string): boolean {
  let at = 0;
  let form = 0;
  let star = -1;
  let mark = 0;
  while (at < text.length) {
    if (form < pattern.length && pattern[form] === many) {
      star = form++;
      mark = at;
    } else if (form < pattern.length && (pattern[form] === one || pattern[form] === text[at])) {
      form++;
      at++;
    } else if (star >= 0) {
      form = star + 1;
      at = ++mark;
    } else return false;
  }
  while (pattern[form] === many) form++;
  return form === pattern.length;
}
