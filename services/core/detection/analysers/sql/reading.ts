/** What a SELECT reads, and whether anything limits it. */
import type { Severity } from '../../../events/types.ts';
import { type Condition, judgeCondition } from './condition.ts';
import { type Content, contentOf, holdsSecrets, isPeople } from './names.ts';
import { type Query, type Shown, whereOf } from './queries.ts';
import { NUMBER, nameAt, PARAMETER, QUOTED, STRING, type Tokens, WORD } from './tokens.ts';

export interface Reading {
  rule: 'sql-mass-read' | 'sql-sensitive-read';
  severity: Severity;
}

/** More rows than anybody reads. */
const MANY_ROWS = 5_000;
/** Functions of many rows, or that tell of a value only its length or digest. */
const HIDING = new Set(
  'count sum avg min max length len char_length octet_length md5 sha sha1 sha2 sha256 sha512 hashbytes mask redact stddev variance percentile_cont approx_count_distinct count_if countif every bool_or bool_and exists approx_distinct median to_hex'.split(
    ' ',
  ),
);
const WHOLE_ROW = new Set(
  'json_agg jsonb_agg row_to_json to_json to_jsonb array_agg xmlforest to_json_string query_to_xml table_to_xml xmlagg any_value'.split(
    ' ',
  ),
);
const AGGREGATE = new Set(
  'count sum avg min max stddev variance percentile_cont median approx_count_distinct countif'.split(' '),
);
const RANK: readonly Content[] = ['CONTACT', 'PRIVATE', 'IDENTITY', 'SECRET'];

export function conditionOf(tokens: Tokens, query: Query): Condition | null {
  if (query.where === 0) return null;
  if (query.condition === undefined) {
    const [from, to] = whereOf(tokens, query.where, query.end);
    query.condition = judgeCondition(tokens, from, to, tokens.words[query.from + 1] ?? '');
  }
  return query.condition;
}

export function shownBy(tokens: Tokens, query: Query): Shown {
  query.shown ??= columnsShown(tokens, query.start + 1, query.from);
  return query.shown;
}

/** Null for an ordinary one. */
export function judgeReading(tokens: Tokens, query: Query): Reading | null {
  if (query.from === 0 || query.place === 'VALUE' || query.from >= query.end) return null;
  const shown = shownBy(tokens, query);
  const tables = tablesOf(tokens, query);
  const secretTable = tables.some(holdsSecrets) && !shown.aggregates;
  const isGrouped = query.group > 0 && shown.aggregates;
  const worst = isGrouped && (shown.worst === 'PRIVATE' || shown.worst === 'CONTACT') ? null : shown.worst;
  if (!secretTable && worst === null && !shown.everything) return null;
  if (isOpen(tokens, query)) {
    if (secretTable || (worst !== null && worst !== 'CONTACT') || (shown.everything && tables.some(isPeople)))
      return { rule: 'sql-mass-read', severity: 'HIGH' };
    return worst === 'CONTACT' ? { rule: 'sql-mass-read', severity: 'MEDIUM' } : null;
  }
  if (worst === 'SECRET' || secretTable) return { rule: 'sql-sensitive-read', severity: 'MEDIUM' };
  return worst === 'IDENTITY' || worst === 'PRIVATE' ? { rule: 'sql-sensitive-read', severity: 'LOW' } : null;
}

/** Nothing limits it, nor what it is nested in. */
export function isOpen(tokens: Tokens, query: Query): boolean {
  for (let outer = query.outer, steps = 0; outer !== null && steps < 8; outer = outer.outer, steps++) {
    if (outer.limit > 0 || (outer.where > 0 && conditionOf(tokens, outer)?.truth === 'OPEN')) return false;
    if (query.place === 'SOURCE' && outer.from > 0 && shownBy(tokens, outer).aggregates) return false;
  }
  if (query.limit > 0 && isSmall(tokens, query.limit)) return false;
  const condition = conditionOf(tokens, query);
  return condition === null || condition.truth === 'ALWAYS' || condition.truth === 'EVERY_ROW';
}

/** `LIMIT 10`, `LIMIT 20, 10`, `TOP (5)`, `FETCH FIRST 5 ROWS`, `LIMIT ?`. */
function isSmall(tokens: Tokens, limit: number): boolean {
  let most = -1;
  for (let at = limit + 1; at < limit + 6 && at < tokens.size; at++) {
    const kind = tokens.kinds[at];
    const word = tokens.words[at] as string;
    if (kind === PARAMETER) return true;
    if (kind === NUMBER) most = Math.max(most, Number(tokens.textAt(at)));
    else if (word === 'all' || word === 'null' || word === 'percent') return false;
    else if (most >= 0 && word !== ',' && word !== ')') break;
  }
  return most < 0 ? !tokens.is(limit, 'limit') || tokens.kinds[limit + 1] === WORD : most <= MANY_ROWS;
}

function columnsShown(tokens: Tokens, from: number, to: number): Shown {
  const shown: Shown = { everything: false, worst: null, aggregates: false };
  for (let at = from; at < to; at++) {
    const word = tokens.words[at] as string;
    if (word === '') continue;
    if (tokens.is(at + 1, '(') && tokens.kinds[at] === WORD) {
      shown.aggregates ||= AGGREGATE.has(word);
      if (WHOLE_ROW.has(word) && tokens.closes[at + 1] === at + 3) shown.everything = true;
      if (HIDING.has(word)) at = tokens.closes[at + 1] as number;
    } else if (word === '(') {
      if (tokens.is(at + 1, 'select')) at = tokens.closes[at] as number;
    } else if (word === '*') {
      const next = tokens.words[at + 1];
      if (
        at + 1 === to ||
        next === ',' ||
        next === ')' ||
        next === 'into' ||
        next === 'except' ||
        next === 'replace'
      )
        shown.everything ||= isStar(tokens, at);
    } else if (word === 'as') {
      if (tokens.isName(at + 1) && tokens.words[at + 2] !== ')') at++;
    } else if (tokens.isName(at) && tokens.words[at + 1] !== '.' && tokens.words[at + 1] !== 'is') {
      const before = tokens.kinds[at - 1];
      if (before === STRING || before === NUMBER) continue;
      const content = contentOf(word);
      if (content !== null && RANK.indexOf(content) > (shown.worst === null ? -1 : RANK.indexOf(shown.worst)))
        shown.worst = content;
    }
  }
  return shown;
}

/** `*` and `u.*`, not `price * 2`. */
function isStar(tokens: Tokens, at: number): boolean {
  const before = tokens.words[at - 1] ?? '';
  return (
    before === '.' ||
    before === ',' ||
    before === '(' ||
    before === ')' ||
    /^(?:select|distinct|all|sql_\w+|straight_join|percent|ties)$/.test(before) ||
    tokens.kinds[at - 1] === NUMBER
  );
}

/** The tables after FROM and JOIN, the last part of each name. */
function tablesOf(tokens: Tokens, query: Query): string[] {
  const tables: string[] = [];
  let expects = true;
  for (let at = query.from + 1; at < query.end && tables.length < 32; at = tokens.after(at)) {
    if (query.where > 0 && at >= query.where) break;
    const word = tokens.words[at] as string;
    if (word === ',' || (word === 'join' && tokens.kinds[at] !== QUOTED)) expects = true;
    else if (expects && tokens.isName(at) && word !== 'only' && word !== 'lateral') {
      const [name, next] = nameAt(tokens, at);
      if (tokens.words[next] !== '(') tables.push(name);
      expects = false;
      at = next - 1;
    }
  }
  return tables;
}
