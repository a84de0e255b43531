/** Every SELECT of a text, with where its clauses stand and in what it is nested. One pass, linear. */
import type { Condition } from './condition.ts';
import type { Content } from './names.ts';
import { QUOTED, type Tokens } from './tokens.ts';

/** Where a SELECT stands: by itself, after FROM or JOIN, in a WITH, or where it yields a value or a set to compare with. */
export type Place = 'TOP' | 'SOURCE' | 'CTE' | 'VALUE';

export interface Query {
  /** The token SELECT. */
  start: number;
  end: number;
  /** Tokens of the clauses’ keywords; 0 where there is none. */
  from: number;
  where: number;
  group: number;
  having: number;
  limit: number;
  into: number;
  place: Place;
  outer: Query | null;
  /** It is a later part of a UNION (or EXCEPT, …). */
  isUnited: boolean;
  /** What was found of it, kept: an outer query is asked once for each within. */
  condition?: Condition | null;
  shown?: Shown;
}

/** What a list of columns shows. */
export interface Shown {
  everything: boolean;
  worst: Content | null;
  aggregates: boolean;
}

const SET_WORDS = new Set(['union', 'intersect', 'except', 'minus']);
const ENDS_WHERE = new Set([
  'group',
  'order',
  'having',
  'limit',
  'fetch',
  'window',
  'qualify',
  'for',
  'option',
  'returning',
  'offset',
  'connect',
]);

interface Level {
  query: Query | null;
  place: Place;
  isUnited: boolean;
}

export function queriesIn(tokens: Tokens): Query[] {
  const queries: Query[] = [];
  const stack: Level[] = [];
  let level: Level = { query: null, place: 'TOP', isUnited: false };

  function finish(at: number): void {
    if (level.query !== null) level.query.end = at;
    level.query = null;
  }

  for (let at = 0; at < tokens.size; at++) {
    const word = tokens.words[at] as string;
    if (word === '' || tokens.kinds[at] === QUOTED) continue;
    if (word === '(') {
      stack.push(level);
      level = {
        query: null,
        place: placeOf(tokens, at, level),
        isUnited: level.isUnited && level.query === null,
      };
    } else if (word === ')') {
      finish(at);
      level = stack.pop() ?? level;
    } else if (word === ';') {
      finish(at);
      for (; stack.length > 0; finish(at)) level = stack.pop() as Level;
      level = { query: null, place: 'TOP', isUnited: false };
    } else if (word === 'select') {
      finish(at);
      level.query = open(at, level, stack.at(-1)?.query ?? null);
      queries.push(level.query);
      level.isUnited = false;
    } else if (SET_WORDS.has(word)) {
      finish(at);
      level.isUnited = true;
    } else if (level.query !== null) note(level.query, word, at);
  }
  finish(tokens.size);
  for (; stack.length > 0; finish(tokens.size)) level = stack.pop() as Level;
  return queries;
}

function open(start: number, { place, isUnited }: Level, outer: Query | null): Query {
  return { start, end: 0, from: 0, where: 0, group: 0, having: 0, limit: 0, into: 0, place, outer, isUnited };
}

function note(query: Query, word: string, at: number): void {
  if (word === 'from') query.from ||= at;
  else if (word === 'where') query.where ||= at;
  else if (word === 'group') query.group ||= at;
  else if (word === 'having') query.having ||= at;
  else if (
    word === 'limit' ||
    word === 'fetch' ||
    word === 'top' ||
    word === 'sample' ||
    word === 'tablesample'
  )
    query.limit ||= at;
  else if (word === 'into') query.into ||= at;
}

function placeOf(tokens: Tokens, open: number, { query, place }: Level): Place {
  const before = tokens.words[open - 1] ?? '';
  if (before === 'as' || before === 'materialized') return query === null ? 'CTE' : 'VALUE';
  if (query === null)
    return before === '(' || before === '' || before === 'copy' || before === 'union' || before === 'all'
      ? place
      : 'VALUE';
  if (query.from === 0) return 'VALUE';
  if (
    query.where === 0 &&
    (before === 'from' ||
      before === 'join' ||
      before === ',' ||
      before === '(' ||
      before === 'lateral' ||
      before === 'apply')
  )
    return 'SOURCE';
  return 'VALUE';
}

/** The tokens of its WHERE, [from, to). */
export function whereOf(tokens: Tokens, where: number, end: number): [from: number, to: number] {
  let at = where + 1;
  while (at < end && !(ENDS_WHERE.has(tokens.words[at] as string) && tokens.kinds[at] !== QUOTED))
    at = tokens.after(at);
  return [where + 1, Math.min(at, end)];
}
