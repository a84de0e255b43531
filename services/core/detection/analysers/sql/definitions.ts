/** Statements that define: tables, accounts, rights, triggers, settings. */
import type { Severity } from '../../../events/types.ts';
import { isAudit, isPeople } from './names.ts';
import { goesOn, type Statement } from './statements.ts';
import type { Tell } from './tell.ts';
import { nameAt, type Tokens } from './tokens.ts';

const DROPS: ReadonlyMap<string, Severity> = new Map<string, Severity>([
  ...'table database schema tablespace keyspace owned pluggable catalog warehouse bucket dataset collection cluster'
    .split(' ')
    .map((type): [string, Severity] => [type, 'CRITICAL']),
  ...'user role login'.split(' ').map((type): [string, Severity] => [type, 'HIGH']),
  ...'view materialized function procedure policy sequence type extension constraint server domain'
    .split(' ')
    .map((type): [string, Severity] => [type, 'MEDIUM']),
  ...'index synonym statistics'.split(' ').map((type): [string, Severity] => [type, 'LOW']),
]);
const QUALIFIERS = new Set(
  'or replace unique concurrently if not exists external foreign global local unlogged definer force editionable secure transient dynamic clustered nonclustered fulltext spatial algorithm = undefined merge temptable'.split(
    ' ',
  ),
);
const AFTER_DROP = new Set(
  'cascade restrict purge go force on with including if by from restart continue partition drop reuse immediate end exists sync no select delete update insert views view log logs'.split(
    ' ',
  ),
);
const ALTERED =
  /^(?:view|materialized|function|procedure|proc|trigger|schema|type|event|policy|domain|package|extension|default|publication|subscription|tablespace|keyspace|assembly|resource|external|foreign|aggregate|operator|column|warehouse|stage|task|pipe)$/;
const PRIVATE_TABLE = /^(?:#|pg_temp|temp$|tempdb)/;

export function judgeDrop(
  tokens: Tokens,
  { from, to }: Statement,
  tell: Tell,
  temporary: ReadonlySet<string>,
): void {
  let at = from + 1;
  const type = tokens.words[at] as string;
  if (type === 'temporary' || type === 'temp') return;
  if (type === 'trigger')
    return tell('sql-audit-tampering', isAuditName(tokens, at, to) ? undefined : 'MEDIUM');
  if (type === 'audit' || tokens.is(at + 1, 'audit')) return tell('sql-audit-tampering');
  const severity = DROPS.get(type);
  if (severity === undefined) return;
  at++;
  if (tokens.is(at, 'if')) at += 2;
  else if (tokens.is(at, 'by')) at++;
  const name = tokens.words[at] ?? '';
  if (at >= to || (!tokens.isName(at) && tokens.kinds[at] !== 5 && tokens.kinds[at] !== 3)) return;
  const [table, next] = nameAt(tokens, at);
  if (!goesOn(tokens, next, to, AFTER_DROP)) return;
  if (type === 'table' && (PRIVATE_TABLE.test(name) || temporary.has(table))) return;
  tell(
    'sql-drop',
    type === 'table' && /^(?:te?mp|scratch)_|_(?:te?mp|scratch)$/.test(table) ? 'MEDIUM' : severity,
  );
}

export function judgeTruncate(
  tokens: Tokens,
  { from, to }: Statement,
  tell: Tell,
  temporary: ReadonlySet<string>,
): void {
  let at = tokens.is(from + 1, 'table') ? from + 2 : from + 1;
  if (tokens.is(at, 'only')) at++;
  if (at >= to || tokens.is(at, '(') || !tokens.isName(at)) return;
  const [table, next] = nameAt(tokens, at);
  if (!goesOn(tokens, next, to, AFTER_DROP)) return;
  if (PRIVATE_TABLE.test(tokens.words[at] as string) || temporary.has(table)) return;
  if (isAudit(table)) tell('sql-audit-tampering');
  tell('sql-drop');
}

export function judgeAlter(tokens: Tokens, { from, to }: Statement, tell: Tell): void {
  const type = tokens.words[from + 1] as string;
  if (
    type === 'user' ||
    type === 'role' ||
    type === 'login' ||
    type === 'authorization' ||
    (type === 'server' && tokens.is(from + 2, 'role')) ||
    type === 'group'
  )
    return tell('sql-grant');
  if (type === 'server' || (type === 'database' && tokens.is(from + 2, 'audit')))
    return tell('sql-audit-tampering');
  if (type === 'system' || type === 'database') {
    if (hasAny(tokens, from, to, /log|audit/)) return tell('sql-audit-tampering');
    return tell(
      'sql-settings',
      hasAny(tokens, from, to, /^(?:archive_command|shared_preload_libraries|trustworthy|ssl)$/)
        ? 'HIGH'
        : undefined,
    );
  }
  if (type === 'session' || type === 'index' || type === 'sequence') return;
  if (type !== 'table') return ALTERED.test(type) ? tell('sql-definition') : undefined;
  judgeAlterTable(tokens, from, to, tell);
}

function judgeAlterTable(tokens: Tokens, from: number, to: number, tell: Tell): void {
  let isTold = false;
  for (let at = from + 3; at < to; at = tokens.after(at)) {
    const next = tokens.words[at + 1] as string;
    if (
      tokens.is(at, 'drop') &&
      at + 1 < to &&
      !/^(?:constraint|index|key|primary|foreign|default|not|check|expression|identity|partition)$/.test(next)
    ) {
      tell('sql-drop', 'HIGH');
      isTold = true;
    } else if (tokens.is(at, 'disable') && next === 'trigger') {
      tell('sql-audit-tampering');
      isTold = true;
    } else if (tokens.is(at, 'disable') && next === 'row') {
      tell('sql-grant');
      isTold = true;
    } else if (tokens.is(at, 'owner')) tell('sql-grant', 'MEDIUM');
  }
  if (!isTold) tell('sql-definition');
}

/** Returns the name of a temporary table, if it makes one. */
export function judgeCreate(tokens: Tokens, { from, to }: Statement, tell: Tell): string | null {
  let at = from + 1;
  while (at < to && QUALIFIERS.has(tokens.words[at] as string)) at++;
  const type = tokens.words[at] as string;
  if (
    type === 'temp' ||
    type === 'temporary' ||
    (type === 'table' && PRIVATE_TABLE.test(tokens.words[at + 1] as string))
  ) {
    while (at < to && /^(?:temp|temporary|table|if|not|exists|view)$/.test(tokens.words[at] as string)) at++;
    return nameAt(tokens, at)[0];
  }
  if (type === 'user' || type === 'role' || type === 'login') tell('sql-grant');
  else if (type === 'extension')
    tell(
      'sql-outside',
      hasAny(tokens, at, to, /^(?:plpython[23]?u|plperlu|pltclu|dblink|postgres_fdw|file_fdw|adminpack)$/)
        ? 'HIGH'
        : 'LOW',
    );
  else if (
    hasAny(tokens, at, to, /^(?:soname|plpython[23]?u|plperlu|pltclu|external|assembly)$/) ||
    hasPair(tokens, at, to, 'language', 'c')
  )
    tell('sql-outside');
  else if (type === 'index') tell('sql-definition', 'INFO');
  else if (
    /^(?:table|view|materialized|function|procedure|proc|trigger|schema|database|type|sequence|event|policy|domain|package)$/.test(
      type,
    )
  )
    tell('sql-definition');
  else if (type === 'server' || type === 'linked') tell('sql-outside', 'HIGH');
  return null;
}

/** GRANT of rights on things, and of roles. `GRANT SELECT ON report TO reader` counts as well: agents do not hand out rights. */
export function judgeGrant(tokens: Tokens, { from, to }: Statement, tell: Tell): void {
  for (let at = from + 1; at < to; at = tokens.after(at)) if (tokens.is(at, 'to')) return tell('sql-grant');
}

export function judgeSet(tokens: Tokens, { from, to }: Statement, tell: Tell): void {
  let at = from + 1;
  while (
    /^@@(?:global|session)$/.test(tokens.words[at] ?? '') ||
    tokens.is(at, 'global') ||
    tokens.is(at, 'session') ||
    tokens.is(at, 'local') ||
    tokens.is(at, 'persist') ||
    tokens.is(at, '.')
  )
    at++;
  if (at >= to) return;
  const name = (tokens.words[at] as string).replace(/^@@(?:global\.)?/, '');
  if (
    name === 'authorization' ||
    (name === 'role' && !/^(?:none|default)$/.test(tokens.words[at + 1] as string)) ||
    name === 'password' ||
    name === 'row_security'
  )
    tell('sql-grant');
  else if (
    /^(?:general_log|slow_query_log|sql_log_bin|sql_log_off|log_output|log_bin|audit_\w+|log_statement|session_replication_role|log_min_\w+|server_audit_\w+|binlog_format)$/.test(
      name,
    )
  ) {
    if (/^(?:=|to)$/.test(tokens.words[at + 1] as string)) tell('sql-audit-tampering');
  } else if (
    /^(?:secure_file_priv|local_infile|general_log_file|log_bin_trust_function_creators|plugin_dir|allow_url)$/.test(
      name,
    )
  )
    tell('sql-settings', 'HIGH');
}

function isAuditName(tokens: Tokens, from: number, to: number): boolean {
  return hasAny(tokens, from, to, /audit|(?:^|_)log/);
}

function hasAny(tokens: Tokens, from: number, to: number, pattern: RegExp): boolean {
  for (let at = from; at < to; at++)
    if (tokens.isName(at) && pattern.test(tokens.words[at] as string)) return true;
  return false;
}

function hasPair(tokens: Tokens, from: number, to: number, word: string, next: string): boolean {
  for (let at = from; at < to; at++) if (tokens.is(at, word) && tokens.words[at + 1] === next) return true;
  return false;
}

/** A table of people renamed or moved away. */
export function judgeRename(tokens: Tokens, { from, to }: Statement, tell: Tell): void {
  if (tokens.is(from + 1, 'table') && from + 2 < to)
    tell('sql-definition', isPeople(nameAt(tokens, from + 2)[0]) ? 'MEDIUM' : undefined);
}
