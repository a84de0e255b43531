/** Statements that define: tables, accounts, rights, triggers, settings. */
import { judgeAlterTable } from './alterations.ts';
import { PRIVATE_TABLE } from './drops.ts';
import { holdsSecrets, isPeople, isReader } from './names.ts';
import { isGuardOff } from './servers.ts';
import type { Statement } from './statements.ts';
import type { Tell } from './tell.ts';
import { nameAt, STRING, type Tokens } from './tokens.ts';

const QUALIFIERS = new Set(
  'or replace unique concurrently if not exists external foreign global local unlogged definer force editionable secure transient dynamic clustered nonclustered fulltext spatial algorithm = undefined merge temptable'.split(
    ' ',
  ),
);
const ALTERED =
  /^(?:view|materialized|function|procedure|proc|trigger|schema|type|event|policy|domain|package|extension|default|publication|subscription|tablespace|keyspace|assembly|resource|external|foreign|aggregate|operator|column|warehouse|stage|task|pipe)$/;

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
  if ((type === 'schema' || type === 'keyspace') && hasPair(tokens, from, to, 'rename', 'to'))
    return tell('sql-drop', 'MEDIUM');
  if (type === 'tablespace' && hasAny(tokens, from, to, /^offline$/)) return tell('sql-stop', 'MEDIUM');
  if (type === 'index' && hasAny(tokens, from, to, /^disable$/)) return tell('sql-stop', 'MEDIUM');
  if (type === 'share' && hasAny(tokens, from, to, /^(?:accounts?|add)$/)) return tell('sql-grant');
  if (type === 'account' || type === 'organization') return tell('sql-settings');
  if (type === 'session' || type === 'index' || type === 'sequence') return;
  if (type !== 'table') return ALTERED.test(type) ? tell('sql-definition') : undefined;
  judgeAlterTable(tokens, from, to, tell);
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
  if (type === 'user' || type === 'role' || type === 'login')
    tell('sql-grant', isPowerless(tokens, at, to) ? 'MEDIUM' : undefined);
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
  else if (type === 'rule' && hasPair(tokens, at, to, 'instead', 'nothing')) tell('sql-stop', 'MEDIUM');
  else if (type === 'publication' || type === 'subscription' || type === 'share')
    tell('sql-outside', 'MEDIUM');
  else if (type === 'network') tell('sql-settings');
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

/** GRANT of rights on things, and of roles: agents do not hand out rights, but those to read to a role that reads, or such a role. */
export function judgeGrant(tokens: Tokens, { from, to }: Statement, tell: Tell): void {
  for (let at = from + 1; at < to; at = tokens.after(at))
    if (tokens.is(at, 'to'))
      return tell('sql-grant', isReading(tokens, from + 1, at, to) ? 'MEDIUM' : undefined);
}

/** `SELECT ON orders TO reporting`, `readonly TO anna`. */
function isReading(tokens: Tokens, from: number, grantee: number, to: number): boolean {
  let at = grantee + 1;
  if (tokens.is(at, 'role')) at++;
  if (at + 1 !== to || tokens.is(at, 'public')) return false;
  if (from + 1 === grantee) return isReader(tokens.words[from] as string);
  if (
    !isReader(tokens.words[at] as string) ||
    !/^(?:select|usage|connect)$/.test(tokens.words[from] as string)
  )
    return false;
  if (!tokens.is(from + 1, 'on')) return false;
  if (!tokens.is(from, 'select')) return true;
  for (let name = from + 2; name < grantee; name++) {
    const word = tokens.words[name] as string;
    if (isPeople(word) || holdsSecrets(word) || tokens.is(name, '*') || /^pg_|^mysql$|^sys$/.test(word))
      return false;
  }
  return true;
}

/** `CREATE ROLE reporting NOLOGIN`: a name with nothing that it may. */
function isPowerless(tokens: Tokens, type: number, to: number): boolean {
  if (!tokens.is(type, 'role')) return false;
  const at = tokens.is(type + 1, 'if') ? type + 4 : type + 1;
  for (let word = at + 1; word < to; word++)
    if (
      !/^(?:with|nologin|noinherit|inherit|nosuperuser|nocreatedb|nocreaterole|noreplication|nobypassrls)$/.test(
        tokens.words[word] as string,
      )
    )
      return false;
  return true;
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
  const isGlobal =
    tokens.is(from + 1, 'global') || /^(?:@@global|persist|persist_only)$/.test(tokens.words[from + 1] ?? '');
  if (
    name === 'authorization' ||
    (name === 'role' &&
      !/^(?:none|default)$/.test(tokens.words[at + 1] as string) &&
      !(at + 2 >= to && isReader(tokens.words[at + 1] as string))) ||
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
    /^(?:secure_file_priv|local_infile|general_log_file|log_bin_trust_function_creators|plugin_dir|allow_url|zero_damaged_pages|allow_system_table_mods|ignore_checksum_failure|fsync|full_page_writes)$/.test(
      name,
    )
  )
    tell('sql-settings', 'HIGH');
  else if (at + 2 < to && isGuardOff(name, valueAt(tokens, at + 2)))
    tell('sql-settings', isSetBack(tokens, to, name) ? 'LOW' : undefined);
  else if (isGlobal && name !== 'transaction' && at + 2 < to) tell('sql-settings');
}

/** Whether the script’s last words set the same guard on again. */
function isSetBack(tokens: Tokens, to: number, name: string): boolean {
  for (let at = Math.max(to, tokens.size - 8); at < tokens.size - 1; at++)
    if (
      (tokens.words[at] as string).replace(/^@@(?:session\.)?/, '') === name &&
      tokens.is(at - 1, 'set') &&
      /^(?:1|on|true)$/i.test(valueAt(tokens, at + 2))
    )
      return true;
  return false;
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

function valueAt(tokens: Tokens, at: number): string {
  return tokens.kinds[at] === STRING ? tokens.stringAt(at) : tokens.textAt(at);
}
