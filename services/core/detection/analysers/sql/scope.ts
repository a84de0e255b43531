/** Which tables the names before a dot stand for: `DELETE FROM t USING t t2`, `WITH x AS (SELECT id FROM t)`. */
import { nameAt, type Tokens, WORD } from './tokens.ts';

/** How far back a statement's head is looked for. */
const FURTHEST_BACK = 400;
/** And how far on. */
const FURTHEST_ON = 2000;
const MOST_TABLES = 64;
const BEFORE_TABLE = new Set('from join using update into only merge ,'.split(' '));
const NO_ALIAS = new Set(
  'where using on set join inner left right full cross outer natural returning limit order group having when then union and or as lateral partition force use ignore with for values select from'.split(
    ' ',
  ),
);

/** Names and aliases with their tables, from the head of the statement that holds `at` up to `to`. */
export function tablesNear(tokens: Tokens, at: number, to: number): ReadonlyMap<string, string> {
  const tables = new Map<string, string>();
  let from = at;
  while (from > 0 && at - from < FURTHEST_BACK && tokens.words[from - 1] !== ';') from--;
  const end = Math.min(to, at + FURTHEST_ON);
  let noted = 0;
  for (let token = from; token < end && noted < MOST_TABLES; token++) {
    const word = tokens.words[token] as string;
    if (word === 'as') noteCommon(tokens, token, tables);
    if (!BEFORE_TABLE.has(word)) continue;
    note(tokens, token + 1, end, tables);
    if (word !== ',') noted++;
  }
  return tables;
}

/** `x AS (SELECT id FROM t)`, `x (id) AS NOT MATERIALIZED (…)`. */
function noteCommon(tokens: Tokens, as: number, tables: Map<string, string>): void {
  let open = as + 1;
  while (tokens.is(open, 'not') || tokens.is(open, 'materialized')) open++;
  let name = as - 1;
  if (tokens.is(name, ')') && tokens.is(name - 2, '(')) name -= 3;
  if (!tokens.is(open, '(') || name < 0 || !tokens.isName(name)) return;
  const base = wholeOf(tokens, open);
  if (base !== null) tables.set(tokens.words[name] as string, tables.get(base) ?? base);
}

function note(tokens: Tokens, at: number, to: number, tables: Map<string, string>): void {
  let next = at;
  let table: string | null;
  if (tokens.is(at, '(')) {
    table = wholeOf(tokens, at);
    next = tokens.after(at);
  } else if (tokens.isName(at) && at < to && !tokens.is(at, 'only') && !tokens.is(at, 'into')) {
    [table, next] = nameAt(tokens, at);
    if (tokens.is(next, '(') || tokens.is(next, '=')) return;
    table = tables.get(table) ?? table;
    tables.set(table, table);
  } else return;
  const alias = tokens.is(next, 'as') ? next + 1 : next;
  const name = tokens.words[alias] ?? '';
  if (alias < to && tokens.isName(alias) && !(tokens.kinds[alias] === WORD && NO_ALIAS.has(name)))
    tables.set(name, table ?? '?');
}

/** `(SELECT id FROM t)`: the table of which a query in parentheses yields every row as it is, or null. */
export function wholeOf(tokens: Tokens, open: number): string | null {
  const close = tokens.closes[open] as number;
  if (!tokens.is(open + 1, 'select')) return null;
  for (let at = open + 2; at < close; at++) {
    if (tokens.is(at, '(')) return null;
    if (!tokens.is(at, 'from')) continue;
    if (!tokens.isName(at + 1)) return null;
    const [table, next] = nameAt(tokens, at + 1);
    return next >= close || tokens.is(next, 'order') || (tokens.isName(next) && next + 1 === close)
      ? table
      : null;
  }
  return null;
}
