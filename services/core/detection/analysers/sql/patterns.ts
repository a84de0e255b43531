/** LIKE and regular expressions in conditions. Of the latter only what is plain is run, and on short texts: it cannot go back for long. */
import { isOfForm } from '../../../wildcards.ts';
import { isKeyColumn } from './rows.ts';
import { isCell, type Truth3, textOf, type Value } from './values.ts';

const MOST = 64;

/** Signs, classes and any sign, of which two may be repeated; no groups. */
const PLAIN =
  /^\^?(?:(?:\[\^?(?:[\w@. -]|\[:(?:digit|alpha|alnum|lower|upper):\])(?:[\w@. -]|\[:(?:digit|alpha|alnum|lower|upper):\]){0,20}\]|\\[dwDW.]|[\w@. :-])[*+?]?){1,12}\$?$/;
const CLASSES: Readonly<Record<string, string>> = {
  digit: '0-9',
  alpha: 'a-zA-Z',
  alnum: 'a-zA-Z0-9',
  lower: 'a-z',
  upper: 'A-Z',
};

const plains = new Map<string, RegExp | null>();

function plainOf(form: string, ignoresCase: boolean): RegExp | null {
  const key = `${ignoresCase ? 'i' : ''} ${form}`;
  let plain = plains.get(key);
  if (plain === undefined) {
    plain = null;
    const isPlain = PLAIN.test(form) && (form.match(/[*+?]/g)?.length ?? 0) <= 2;
    const text = form.replaceAll(/\[:(\w+):\]/g, (_, name: string) => CLASSES[name] ?? '');
    if (isPlain)
      try {
        plain = new RegExp(text, ignoresCase ? 'i' : '');
      } catch {
        plain = null;
      }
    if (plains.size > 500) plains.clear();
    plains.set(key, plain);
  }
  return plain;
}

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
  if (operator === 'glob') return form.includes('[') ? undefined : isOfForm(text, form, '*', '?');
  if (isLike) return isOfForm(text.toLowerCase(), form.toLowerCase(), '%', '_');
  if (/^\^?\(?(?:\.[*+]?\??|)\)?\$?$/.test(form)) return text === '' ? undefined : true;
  const plain = plainOf(form, operator === '~*');
  if (plain === null) return undefined;
  // Keys are numbers where somebody asks for digits.
  return plain.test(
    isCell(value) && isKeyColumn(value.column) && /\\d|[0-9]|digit/.test(form)
      ? String(value.number)
      : text.slice(0, MOST),
  );
}
