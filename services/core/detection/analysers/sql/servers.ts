/** Statements about a server and its files: what stops, moves, locks, unlinks or puts back; by their verb. */
import type { Severity } from '../../../events/types.ts';
import type { Statement } from './statements.ts';
import type { Tell } from './tell.ts';
import { STRING, type Tokens } from './tokens.ts';

type Judge = (tokens: Tokens, statement: Statement, tell: Tell) => void;

const OFF = /^(?:0|off|false|no|'?off'?)$/i;
/** SQLite's settings that let what is wrong in, or what is there out. */
const PRAGMAS = new Map([
  ['writable_schema', /^(?:1|on|true|yes|reset)$/i],
  ['foreign_keys', OFF],
  ['journal_mode', OFF],
  ['ignore_check_constraints', /^(?:1|on|true|yes)$/i],
  ['trusted_schema', /^(?:1|on|true|yes)$/i],
  ['schema_version', /./],
  ['key', /./],
  ['rekey', /./],
  ['hexrekey', /./],
  ['temp_store_directory', /./],
]);

/** First words (verb and what follows, `*` any), and what they are. */
const PHRASES: readonly (readonly [string, string, Severity | undefined])[] = [
  ['detach database|table|view|dictionary|schema|cluster', 'sql-stop', 'MEDIUM'],
  ['exchange tables|dictionaries', 'sql-drop', 'MEDIUM'],
  ['rename table|tables|database|schema|dictionary|collection', 'sql-drop', 'MEDIUM'],
  ['purge recyclebin|dba_recyclebin|table|tablespace|index|database', 'sql-drop', 'HIGH'],
  ['flashback table|database|pluggable', 'sql-stop', 'MEDIUM'],
  ['restore table|database|schema|tables|log|all', 'sql-stop', 'HIGH'],
  ['reset replica|slave|binary|persist|config', 'sql-audit-tampering', undefined],
  ['stop slave|replica|group_replication', 'sql-stop', 'MEDIUM'],
  ['startup force|mount|nomount|restrict', 'sql-stop', 'HIGH'],
  ['change master|replication', 'sql-outside', 'HIGH'],
  ['export table|tables|schema', 'sql-outside', 'HIGH'],
  ['import database|table|foreign', 'sql-outside', 'MEDIUM'],
  ['backup table|tables|all|cluster', 'sql-outside', 'HIGH'],
  ['add jar|jars|file|files|archive|archives', 'sql-outside', 'HIGH'],
  ['force install|checkpoint', 'sql-outside', 'MEDIUM'],
  ['replace table', 'sql-drop', 'MEDIUM'],
  ['deny select|insert|update|delete|all|control|connect|execute', 'sql-stop', 'MEDIUM'],
  ['reindex system', 'sql-stop', 'MEDIUM'],
  ['dfs -', 'sql-outside', undefined],
];
const BY_VERB = new Map(
  PHRASES.map(([phrase, ...verdict]) => {
    const [verb = '', next = ''] = phrase.split(' ');
    return [verb, { next: new Set(next.split('|')), verdict }] as const;
  }),
);

const JUDGES: ReadonlyMap<string, Judge> = new Map<string, Judge>([
  ['system', judgeSystem],
  ['lock', judgeLock],
  ['flush', judgeFlush],
  ['revoke', judgeRevoke],
  ['deny', judgeRevoke],
  ['remove', judgeStage],
  ['rm', judgeStage],
  ['put', judgeStage],
  ['get', judgeStage],
  ['pragma', judgePragma],
  ['kill', judgeKill],
  ['vacuum', judgeVacuum],
  ['msck', judgeRepair],
  ['dbcc', judgeRepair],
  ['load', judgeLoad],
  ['install', judgeInstall],
]);

export function judgeServer(tokens: Tokens, statement: Statement, tell: Tell): void {
  const { verb, from, to } = statement;
  const phrase = BY_VERB.get(verb);
  if (phrase?.next.has(tokens.words[from + 1] ?? '') && from + 1 < to && isWritten(tokens, statement))
    tell(phrase.verdict[0], phrase.verdict[1]);
  JUDGES.get(verb)?.(tokens, statement, tell);
}

/** Prose speaks of restoring tables and adding files, too: what such statements have besides is asked for. */
function isWritten(tokens: Tokens, { verb, from, to }: Statement): boolean {
  if (verb === 'exchange') return has(tokens, from, to, 'and');
  if (/^(?:restore|rename|export|flashback)$/.test(verb))
    return has(tokens, from, to, 'to') || has(tokens, from, to, 'from');
  if (verb !== 'add' || from + 2 >= to) return true;
  return !tokens.isName(from + 2) || /^[.:/]/.test(tokens.words[from + 3] ?? '');
}

/** ClickHouse: `SYSTEM DROP REPLICA`, `SYSTEM STOP MERGES`, `SYSTEM SHUTDOWN`. Caches and logs may be flushed. */
function judgeSystem(tokens: Tokens, { from, to }: Statement, tell: Tell): void {
  const [verb, what] = [tokens.words[from + 1] ?? '', tokens.words[from + 2] ?? ''];
  if (/^(?:shutdown|kill|suspend)$/.test(verb)) return to - from === 2 ? tell('sql-stop') : undefined;
  if (verb === 'stop' && from + 2 < to) return tell('sql-stop', 'MEDIUM');
  if (verb === 'drop' && /^(?:replica|database|filesystem|schema)$/.test(what))
    return tell('sql-drop', 'HIGH');
  if (/^(?:restore|restart|unfreeze)$/.test(verb) && /^(?:replica|replicas|with)$/.test(what))
    tell('sql-stop', 'MEDIUM');
}

/** Locks that keep everybody else out; without a mode, LOCK TABLE takes the strictest. */
function judgeLock(tokens: Tokens, { from, to }: Statement, tell: Tell): void {
  if (!/^tables?$/.test(tokens.words[from + 1] ?? '') || !tokens.isName(from + 2)) return;
  const last = tokens.words[to - 1] as string;
  const isExclusive = last === 'write' || has(tokens, from, to, 'exclusive');
  if (isExclusive || to - from === 3) tell('sql-stop', 'MEDIUM');
}

function judgeFlush(tokens: Tokens, { from, to }: Statement, tell: Tell): void {
  if (
    /^tables?$/.test(tokens.words[from + 1] ?? '') &&
    (has(tokens, from, to, 'lock') || has(tokens, from, to, 'export'))
  )
    tell('sql-stop', 'MEDIUM');
}

/** All rights, or those of everybody, or on everything: others stop working. */
function judgeRevoke(tokens: Tokens, { from, to }: Statement, tell: Tell): void {
  let holder = 0;
  for (let at = from + 1; at < to; at++) if (tokens.is(at, 'from') || tokens.is(at, 'to')) holder = at;
  if (holder === 0 || holder + 1 >= to) return;
  const isAll = tokens.is(from + 1, 'all') || tokens.is(from + 1, 'control');
  const isEverybody = tokens.words[holder + 1] === 'public';
  const isEverywhere =
    has(tokens, from, holder, 'all') ||
    has(tokens, from, holder, 'database') ||
    has(tokens, from, holder, 'schema');
  if (isAll || isEverybody || isEverywhere) tell('sql-stop', 'MEDIUM');
}

/** Snowflake's stages: `REMOVE @stage`, `PUT file:///etc/passwd @stage`. */
function judgeStage(tokens: Tokens, { verb, from, to }: Statement, tell: Tell): void {
  const at = from + 1;
  if (verb === 'remove' || verb === 'rm') {
    const isStage =
      tokens.textAt(at).startsWith('@') ||
      (tokens.kinds[at] === STRING && tokens.stringAt(at).startsWith('@'));
    return isStage ? tell('sql-drop', 'HIGH') : undefined;
  }
  if (
    at < to &&
    has(tokens, from, Math.min(to, from + 8), 'file') &&
    tokens.text.includes('file:', tokens.starts[from])
  )
    tell('sql-outside', 'HIGH');
}

function judgePragma(tokens: Tokens, { from, to }: Statement, tell: Tell): void {
  let at = from + 1;
  if (tokens.is(at + 1, '.')) at += 2;
  const value = at + 2;
  if (value >= to || !(tokens.is(at + 1, '=') || tokens.is(at + 1, '('))) return;
  const said = tokens.kinds[value] === STRING ? tokens.stringAt(value) : tokens.textAt(value);
  if (PRAGMAS.get(tokens.words[at] as string)?.test(said)) tell('sql-settings', 'HIGH');
}

/** Of one session outside.ts says so; here of several. */
function judgeKill(tokens: Tokens, { from, to }: Statement, tell: Tell): void {
  const type = tokens.words[from + 1] ?? '';
  if (
    /^(?:query|mutation|connection|session|transaction|stats|part_move_to_shard)$/.test(type) &&
    (has(tokens, from, to, 'where') || tokens.kinds[from + 2] === STRING)
  )
    return tell('sql-stop', 'MEDIUM');
  if ((type === 'all' && to - from <= 3) || tokens.kinds[from + 1] === STRING) tell('sql-stop', 'MEDIUM');
}

/** Delta Lake: versions that are younger than that are gone. */
function judgeVacuum(tokens: Tokens, { from, to }: Statement, tell: Tell): void {
  for (let at = from; at + 1 < to; at++)
    if (tokens.is(at, 'retain') && Number(tokens.textAt(at + 1)) < A_WEEK_OF_HOURS)
      tell('sql-drop', 'MEDIUM');
}
const A_WEEK_OF_HOURS = 168;

function judgeRepair(tokens: Tokens, { verb, from, to }: Statement, tell: Tell): void {
  if (
    verb === 'msck'
      ? has(tokens, from, to, 'drop') || has(tokens, from, to, 'sync')
      : has(tokens, from, to, 'repair_allow_data_loss', true)
  )
    tell('sql-drop', 'MEDIUM');
}

/** Hive's LOAD DATA INPATH. */
function judgeLoad(tokens: Tokens, { from, to }: Statement, tell: Tell): void {
  if (has(tokens, from, Math.min(to, from + 5), 'inpath'))
    tell(
      'sql-outside',
      tokens.is(from + 2, 'local') || has(tokens, from, to, 'overwrite') ? 'HIGH' : 'MEDIUM',
    );
}

/** DuckDB's extensions. */
function judgeInstall(tokens: Tokens, { from, to }: Statement, tell: Tell): void {
  const isOne = tokens.isName(from + 1) && (from + 2 >= to || tokens.is(from + 2, 'from'));
  if (isOne) tell('sql-outside', 'MEDIUM');
}

function has(tokens: Tokens, from: number, to: number, word: string, isDeep = false): boolean {
  for (let at = from; at < to; at = isDeep ? at + 1 : tokens.after(at)) if (tokens.is(at, word)) return true;
  return false;
}

/** `SET FOREIGN_KEY_CHECKS = 0`: what keeps data whole, or mistakes small, is switched off. */
export function isGuardOff(name: string, value: string): boolean {
  return GUARDS.test(name) && OFF.test(value);
}
const GUARDS =
  /^(?:foreign_key_checks|unique_checks|check_constraint_checks|sql_safe_updates|sql_require_primary_key|referential_integrity|constraint_checking|log_bin_trust_function_creators)$/;
