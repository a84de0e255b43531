/** A query within a condition, as far as it matters to whether the condition spares a row. */
import { readExpression } from './expression.ts';
import type { Expression } from './expression-forms.ts';
import { whereOf } from './queries.ts';
import { wholeOf } from './scope.ts';
import { NUMBER, nameAt, type Tokens } from './tokens.ts';

export interface Subquery {
  /** What it selects, where that is one thing. */
  item: Expression | null;
  /** '' without FROM. */
  table: string;
  where: Expression | null;
  /** Rows of one table, as they are: not grouped, joined, united or cut off. */
  isPlain: boolean;
}

/** A LIMIT of so many is none. */
export const MANY_ROWS = 100_000;
const MOST_PARTS = 16;

/** The query in tokens [from, to); null for what is none. */
export function queryIn(tokens: Tokens, from: number, to: number): Subquery | null {
  if (tokens.is(from, 'values')) return { item: null, table: '', where: null, isPlain: true };
  if (tokens.is(from, 'table') && tokens.isName(from + 1))
    return { item: null, table: nameAt(tokens, from + 1)[0], where: null, isPlain: true };
  if (!tokens.is(from, 'select')) return null;
  const query: Subquery = { item: null, table: '', where: null, isPlain: true };
  let start = from + 1;
  while (/^(?:distinct|all)$/.test(tokens.words[start] ?? '')) start++;
  let end = to;
  for (let at = start; at < to; at = tokens.after(at)) {
    const word = tokens.words[at] as string;
    if (word === 'top' && at === start) start = topEnd(tokens, at);
    if (word === 'from' && query.table === '') {
      end = at;
      query.table = tableAt(tokens, at + 1) ?? '?';
    } else if (word === 'where' && query.where === null) {
      if (query.table === '') end = at;
      const [first, last] = whereOf(tokens, at, to);
      query.where = readExpression(tokens, first, last);
    } else if (word === 'limit' || word === 'fetch' || word === 'top') {
      if (cutsOff(tokens, at + 1, to)) query.isPlain = false;
    } else if (/^(?:join|group|having|union|intersect|except|minus|offset|tablesample|over|,)$/.test(word))
      query.isPlain &&= word === ',' && query.table === '';
  }
  const isStar = tokens.is(start, '*') && end === start + 1;
  query.item = isStar ? null : readExpression(tokens, start, end);
  if (query.table === 'dual') query.table = '';
  return query;
}

function tableAt(tokens: Tokens, at: number): string | null {
  if (tokens.is(at, '(')) return wholeOf(tokens, at);
  return tokens.isName(at) ? nameAt(tokens, at)[0] : null;
}

/** After LIMIT, FETCH or TOP: `5`, `FIRST 5 ROWS`; not `ALL`, nor 100 percent. */
function cutsOff(tokens: Tokens, from: number, to: number): boolean {
  let at = from;
  while (/^(?:first|next|\()$/.test(tokens.words[at] ?? '')) at++;
  if (tokens.is(at, 'all')) return false;
  if (tokens.kinds[at] !== NUMBER || at >= to) return true;
  const count = Number(tokens.textAt(at));
  const after = tokens.is(at + 1, ')') ? at + 2 : at + 1;
  return tokens.is(after, 'percent') ? count < 100 : count < MANY_ROWS;
}

/** The token after `TOP (100) PERCENT`. */
function topEnd(tokens: Tokens, top: number): number {
  const after = tokens.after(top + 1);
  return tokens.is(after, 'percent') ? after + 1 : after;
}

/** Where the queries of a `… UNION … EXCEPT …` stand, each with the word before it; one for a query without. */
export function partsOf(
  tokens: Tokens,
  from: number,
  to: number,
): [word: string, from: number, to: number][] {
  const parts: [string, number, number][] = [];
  let start = from;
  let before = '';
  for (let at = from; at <= to; at = at < to ? Math.min(tokens.after(at), to) : to + 1) {
    const word = at < to ? (tokens.words[at] as string) : 'union';
    if (!/^(?:union|intersect|except|minus)$/.test(word)) continue;
    parts.push([before, start, at]);
    if (parts.length > MOST_PARTS) break;
    before = word;
    start = at + 1;
    while (/^(?:all|distinct)$/.test(tokens.words[start] ?? '')) start++;
  }
  return parts;
}
