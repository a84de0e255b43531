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
const MANY_ROWS = 100_000;

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
    if (word === 'from' && query.table === '') {
      end = at;
      query.table = tableAt(tokens, at + 1) ?? '?';
    } else if (word === 'where' && query.where === null) {
      if (query.table === '') end = at;
      const [first, last] = whereOf(tokens, at, to);
      query.where = readExpression(tokens, first, last);
    } else if (word === 'limit' || word === 'fetch' || word === 'top') {
      if (tokens.kinds[at + 1] !== NUMBER || Number(tokens.textAt(at + 1)) < MANY_ROWS) query.isPlain = false;
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
