/** Whether a DELETE or UPDATE leaves rows alone: by a WHERE that says something, a LIMIT, or a join with something else. */
import { judgeCondition } from './condition.ts';
import { whereOf } from './queries.ts';
import { tablesNear } from './scope.ts';
import { MANY_ROWS } from './subqueries.ts';
import { NUMBER, nameAt, type Tokens } from './tokens.ts';

/** Nobody joins so many; more do not limit anything. */
const MOST_JOINS = 32;
const ENDS_ON = new Set(
  'join inner left right full cross natural where set order limit returning group when'.split(' '),
);

/** Tokens [from, to) of a statement, from its table on. */
export function isLimited(tokens: Tokens, from: number, to: number, table: string): boolean {
  let where = 0;
  let joins = 0;
  for (let at = from; at < to; at = tokens.after(at)) {
    const word = tokens.words[at];
    if (word === 'where' && where === 0) where = at;
    else if (word === 'limit' && !isEndless(tokens, at + 1)) return true;
    else if (word === 'join' && joins++ < MOST_JOINS && joinLimits(tokens, at, to, table)) return true;
  }
  if (where === 0) return isTop(tokens, from);
  const [first, last] = whereOf(tokens, where, to);
  return limits(tokens, first, last, table);
}

/** `DELETE TOP (5) FROM`, which is not `TOP (100) PERCENT`. */
function isTop(tokens: Tokens, from: number): boolean {
  if (!tokens.is(from - 1, ')') && !tokens.is(from - 2, 'top')) return false;
  for (let at = Math.max(0, from - 8); at < from; at++)
    if (
      tokens.is(at, 'percent') ||
      (tokens.is(at, 'top') && isEndless(tokens, tokens.is(at + 1, '(') ? at + 2 : at + 1))
    )
      return false;
  return true;
}

/** A LEFT JOIN keeps every row; one with the table itself keeps those that its condition finds. */
function joinLimits(tokens: Tokens, join: number, to: number, table: string): boolean {
  const kind = tokens.words[join - 1];
  if (kind === 'cross' || kind === 'left' || (kind === 'outer' && tokens.is(join - 2, 'left'))) return false;
  let on = join + 1;
  while (
    on < to &&
    !tokens.is(on, 'on') &&
    !tokens.is(on, 'using') &&
    !ENDS_ON.has(tokens.words[on] as string)
  )
    on = tokens.after(on);
  if (!tokens.is(on, 'on')) {
    const tables = tablesNear(tokens, join, to);
    const [other] = nameAt(tokens, join + 1);
    return (tables.get(other) ?? other) !== (tables.get(table) ?? table);
  }
  let end = on + 1;
  while (end < to && !ENDS_ON.has(tokens.words[end] as string)) end = tokens.after(end);
  return limits(tokens, on + 1, Math.min(end, to), table);
}

function limits(tokens: Tokens, from: number, to: number, table: string): boolean {
  const { truth } = judgeCondition(tokens, from, to, table);
  return truth === 'OPEN' || truth === 'NEVER';
}

function isEndless(tokens: Tokens, at: number): boolean {
  if (tokens.words[at] === 'all' || tokens.is(at, '(')) return true;
  return tokens.kinds[at] === NUMBER && Number(tokens.textAt(at)) >= MANY_ROWS;
}
