/** DELETE and UPDATE: what they touch, and whether anything limits them. */
import { isLimited } from './limits.ts';
import { isAudit, isPassword, isPeople, isRight } from './names.ts';
import { goesOn, type Statement, setOf } from './statements.ts';
import type { Tell } from './tell.ts';
import { NUMBER, nameAt, PARAMETER, STRING, type Tokens } from './tokens.ts';
import { DAY, dateIn, NOW } from './values.ts';

const AFTER_DELETE = new Set(
  'where using returning limit order join inner left right cross output option on from partition force use ignore only go end with'.split(
    ' ',
  ),
);
const CLOCK =
  /^(?:now|current_date|current_timestamp|sysdate|systimestamp|today|getdate|getutcdate|sysdatetime|sysutcdatetime|localtimestamp|curdate|utc_timestamp)$/;
const SUBTRACTS = /^(?:date|datetime|timestamp|time)_?(?:sub|add)$|^(?:subdate|add_months|subtract\w{1,10})$/;
const POWER = /admin|root|super|owner|sysadmin|dba|staff|manager|^(?:true|1|t|y|yes|all|\*)$/i;

export function judgeDelete(tokens: Tokens, { from, to }: Statement, tell: Tell): void {
  let at = from + 1;
  const percent =
    tokens.is(at, 'top') && tokens.is(tokens.after(at + 1), 'percent') ? tokens.after(at + 1) + 1 : 0;
  if (percent > 0) at = percent;
  if (tokens.is(at, 'top') || tokens.is(at, 'low_priority') || tokens.is(at, 'quick')) at++;
  // `DELETE DATA {…}` is SPARQL’s: triples, each by name.
  if (tokens.is(at, '(') || (tokens.is(at, 'data') && tokens.is(at + 1, '{'))) return;
  if (!tokens.is(at, 'from') && !hasWord(tokens, at, to, 'from') && !tokens.isName(at)) return;
  for (let first = at; first < at + 4; first++)
    if (tokens.is(first, 'from')) {
      at = first + 1;
      break;
    }
  if (tokens.is(at, 'only')) at++;
  if (!tokens.isName(at) && tokens.kinds[at] !== PARAMETER) return;
  const [table, next] = nameAt(tokens, at);
  const alias = tokens.is(next, 'as') ? next + 1 : next;
  if (!goesOn(tokens, next, to, AFTER_DELETE) && !goesOn(tokens, alias + 1, to, AFTER_DELETE)) return;
  if (isCatalogue(tokens, at, table)) tell('sql-settings', 'HIGH');
  if (isAudit(table)) tell('sql-audit-tampering', isRetention(tokens, at, to, table) ? 'MEDIUM' : undefined);
  if (!isLimited(tokens, at, to, table)) tell('sql-unlimited-change');
}

export function judgeUpdate(tokens: Tokens, { from, to }: Statement, tell: Tell): void {
  const set = setOf(tokens, from + 1, to);
  if (set === 0 || !isAssignment(tokens, set + 1)) return;
  const first = tokens.is(from + 1, 'only') || tokens.is(from + 1, 'ignore') ? from + 2 : from + 1;
  const [table] = nameAt(tokens, first);
  if (isCatalogue(tokens, first, table)) tell('sql-settings', 'HIGH');
  if (isAudit(table)) tell('sql-audit-tampering');
  judgeAssignments(tokens, set, to, table, tell);
  if (!isLimited(tokens, first, to, table)) tell('sql-unlimited-change');
}

/** `a = `, `t.a += `, `(a, b) = `, `a[1] = `. */
function isAssignment(tokens: Tokens, at: number): boolean {
  if (tokens.kinds[at] === PARAMETER || tokens.is(at, '(')) return true;
  const sign = tokens.words[nameAt(tokens, at)[1]] ?? '';
  return sign.includes('=') || sign === '[' || /^[-+*/%^|&]$/.test(sign);
}

/** Roles and passwords of accounts. */
function judgeAssignments(tokens: Tokens, set: number, to: number, table: string, tell: Tell): void {
  if (!isPeople(table) && !/^(?:user_?roles?|roles|logins?|auth_user)$/.test(table)) return;
  for (let at = set + 1; at < to && !tokens.is(at, 'where'); at = tokens.after(at)) {
    if (!tokens.isName(at) || !tokens.is(at + 1, '=')) continue;
    const column = tokens.words[at] as string;
    if (isPassword(column)) tell('sql-grant');
    else if (isRight(column)) tell('sql-grant', isPower(tokens, at + 2) ? undefined : 'MEDIUM');
  }
}

/** `INSERT INTO users (…, role) VALUES (…, 'admin')`. */
export function judgeInsert(tokens: Tokens, { from, to }: Statement, tell: Tell): void {
  const [table, open] = nameAt(tokens, tokens.is(from + 1, 'into') ? from + 2 : from + 1);
  if (isCatalogue(tokens, tokens.is(from + 1, 'into') ? from + 2 : from + 1, table))
    tell('sql-settings', 'HIGH');
  if (/^(?:admin(?:istrator)?s?|superusers?|sudoers)$/.test(table)) return tell('sql-grant', 'MEDIUM');
  if (!tokens.is(open, '(') || !isPeople(table)) return;
  const close = tokens.closes[open] as number;
  let values = close + 1;
  while (values < to && !tokens.is(values, '(')) values++;
  let value = values + 1;
  for (let at = open + 1; at < close && value < to; at += 2, value = afterComma(tokens, value, to))
    if (isRight(tokens.words[at] as string) && isPower(tokens, value)) return tell('sql-grant');
}

function afterComma(tokens: Tokens, from: number, to: number): number {
  let at = from;
  while (at < to && !tokens.is(at, ',')) at = tokens.after(at);
  return at + 1;
}

function isPower(tokens: Tokens, at: number): boolean {
  return POWER.test(tokens.kinds[at] === STRING ? tokens.stringAt(at) : tokens.textAt(at));
}

/** What is older than so long, and no audit’s: logs are kept for a while. */
function isRetention(tokens: Tokens, from: number, to: number, table: string): boolean {
  if (/audit|security|access|trail/.test(table)) return false;
  for (let at = from; at < to - 1; at++)
    if ((tokens.is(at, '<') || tokens.is(at, '<=')) && isLongAgo(tokens, at + 1, to)) return true;
  return false;
}

/** `now() - interval '90 days'`, `SYSDATE - 30`, `DATEADD(day, -30, GETDATE())`, `'2023-01-01'`: a day ago or more. */
function isLongAgo(tokens: Tokens, at: number, to: number): boolean {
  if (tokens.kinds[at] === STRING) {
    const date = dateIn(tokens.stringAt(at));
    return date !== undefined && date < NOW - 7 * DAY;
  }
  const word = tokens.words[at] as string;
  if (SUBTRACTS.test(word)) return true;
  if (!CLOCK.test(word)) return false;
  const minus = tokens.is(at + 1, '(') ? tokens.after(at + 1) : at + 1;
  if (minus + 1 >= to || !tokens.is(minus, '-')) return false;
  if (tokens.kinds[minus + 1] === NUMBER) return Number(tokens.textAt(minus + 1)) >= 1;
  return tokens.is(minus + 1, 'interval');
}

function hasWord(tokens: Tokens, from: number, to: number, word: string): boolean {
  for (let at = from; at < Math.min(to, from + 6); at++) if (tokens.is(at, word)) return true;
  return false;
}

/** Tables that say what the database is: they are not for statements to change. */
function isCatalogue(tokens: Tokens, at: number, table: string): boolean {
  return (
    /^(?:pg_(?:class|attribute|database|proc|authid|auth_members|index|constraint|namespace|trigger|type|rewrite|depend|policy|settings|largeobject)|sqlite_(?:master|schema|sequence|temp_master)|sysobjects|syslogins|sysdatabases)$/.test(
      table,
    ) ||
    (tokens.is(at + 1, '.') &&
      /^(?:pg_catalog|mysql|sys|system_schema|system_auth)$/.test(tokens.words[at] as string))
  );
}
