/** What leaves the database: files, programs, other hosts; what stops it; catalogues. By clauses and by names of power. */
import { callOf, thingOf } from './names-of-power.ts';
import { goesOn, type Statement } from './statements.ts';
import type { Tell } from './tell.ts';
import { NUMBER, PARAMETER, QUOTED, STRING, type Tokens } from './tokens.ts';

const AFTER_SHUTDOWN = new Set('with immediate normal abort transactional compact defrag go'.split(' '));
const AFTER_KILL = new Set('with statusonly go'.split(' '));
const WORDS = new Set(
  'outfile dumpfile waitfor user db global_priv tables_priv infile as cypher reconfigure sp_configure set_config schedule schedule_in_database sql'.split(
    ' ',
  ),
);

/** Settings of a session that switch its guards off. */
const GUARDS =
  /^(?:session_replication_role|row_security|role|session_authorization|log_statement|log_min_\w{1,40}|zero_damaged_pages|allow_system_table_mods)$/i;

const DATA = /^\w[\w-]{0,60}(?:\/\w[\w-]{0,60}){0,4}\.(?:csv|tsv)$/;
const STORE = /^\w[\w-]{0,60}(?:\/\w[\w-]{0,60}){0,4}\.(?:db|sqlite3?)$/;

/** Whether the string here names a file of that kind in the folder that the call works in, or below. */
function isOwnFile(tokens: Tokens, at: number, kind: RegExp): boolean {
  return tokens.kinds[at] === STRING && kind.test(tokens.stringAt(at));
}

/** Whether `judgeToken` has anything to ask about this word. */
export function isTelling(word: string): boolean {
  return WORDS.has(word) || callOf(word) !== undefined || thingOf(word) !== undefined;
}

/** One token of any statement. */
export function judgeToken(tokens: Tokens, at: number, word: string, tell: Tell): void {
  const next = tokens.words[at + 1];
  const power = next === '(' || next === '@' ? (callOf(word) ?? thingOf(word)) : thingOf(word);
  if (power !== undefined) {
    if (power.rule === 'sql-injected' && !isDelay(tokens, at, word)) return;
    if (
      power.rule === 'sql-catalogue' &&
      (tokens.is(at + 1, '=') || tokens.is(at - 1, 'as') || tokens.is(at + 1, '('))
    )
      return;
    if (tokens.kinds[at] === QUOTED && power.isCall) return;
    return tell(power.rule, power.severity);
  }
  switch (word) {
    case 'outfile':
    case 'dumpfile':
      if (tokens.is(at - 1, 'into')) tell('sql-outside');
      break;
    case 'waitfor':
      if (next === 'delay' || next === 'time') tell('sql-injected');
      break;
    case 'user':
    case 'db':
    case 'global_priv':
    case 'tables_priv':
      if (tokens.is(at - 1, '.') && tokens.words[at - 2] === 'mysql')
        tell('sql-catalogue', word === 'user' || word === 'global_priv' ? 'HIGH' : 'MEDIUM');
      break;
    case 'infile':
      if (tokens.is(at - 1, 'local') || tokens.is(at - 1, 'data'))
        tell(
          'sql-outside',
          isOwnFile(tokens, at + 1, DATA) ? 'LOW' : tokens.is(at - 1, 'local') ? undefined : 'HIGH',
        );
      break;
    case 'as':
      if (tokens.words[at - 1] === 'execute' && /^(?:login|user|owner)$/.test(next ?? '')) tell('sql-grant');
      break;
    case 'reconfigure':
      tell('sql-settings', 'HIGH');
      break;
    case 'set_config':
      if (next === '(' && tokens.kinds[at + 2] === STRING && GUARDS.test(tokens.stringAt(at + 2)))
        tell('sql-settings', 'HIGH');
      break;
    case 'schedule':
    case 'schedule_in_database':
    case 'sql':
      // pg_cron’s and Spark’s or H2’s: the statement is a string.
      if (
        next === '(' &&
        tokens.is(at - 1, '.') &&
        /^(?:cron|sys|system|spark)$/.test(tokens.words[at - 2] as string)
      )
        tell('sql-dynamic');
      break;
    case 'sp_configure':
      if (tokens.kinds[at + 1] === STRING) tell('sql-settings', 'HIGH');
  }
}

/** SLEEP(5), BENCHMARK(1000000, …); not a column of that name, not a pause of its own statement in a job. */
function isDelay(tokens: Tokens, at: number, word: string): boolean {
  if (word !== 'sleep' && word !== 'benchmark') return true;
  return tokens.kinds[at + 2] === NUMBER || tokens.kinds[at + 2] === STRING || tokens.is(at + 2, '(');
}

/** Statements that are about the outside, by their verb. */
export function judgeOutside(tokens: Tokens, { verb, from, to }: Statement, tell: Tell): void {
  switch (verb) {
    case 'copy':
      return judgeCopy(tokens, from, to, tell);
    case 'attach':
      if (tokens.kinds[from + 1] === STRING || tokens.kinds[from + 2] === STRING) {
        const file = tokens.stringAt(tokens.kinds[from + 1] === STRING ? from + 1 : from + 2);
        tell('sql-outside', file === ':memory:' ? 'LOW' : undefined);
      }
      return;
    case 'bulk':
      return tokens.is(from + 1, 'insert') ? tell('sql-outside') : undefined;
    case 'backup':
      return tokens.is(from + 1, 'database') || tokens.is(from + 1, 'log')
        ? tell('sql-outside', 'HIGH')
        : undefined;
    case 'restore':
      return tokens.is(from + 1, 'database') ? tell('sql-stop', 'HIGH') : undefined;
    case 'export':
    case 'unload':
      return tokens.is(from + 1, 'data') || tokens.is(from + 1, 'database') || tokens.is(from + 1, '(')
        ? tell('sql-outside', 'HIGH')
        : undefined;
    case 'install':
      return tokens.kinds[from + 1] === STRING || tokens.is(from + 1, 'plugin')
        ? tell('sql-outside')
        : undefined;
    case 'shutdown':
      return goesOn(tokens, from + 1, to, AFTER_SHUTDOWN) && !tokens.is(from + 1, '-')
        ? tell('sql-stop')
        : undefined;
    case 'kill': {
      const process = /^(?:query|connection|session|hard|soft)$/.test(tokens.words[from + 1] ?? '')
        ? from + 2
        : from + 1;
      const isOne = tokens.kinds[process] === NUMBER || tokens.kinds[process] === PARAMETER;
      return isOne && goesOn(tokens, process + 1, to, AFTER_KILL) ? tell('sql-stop', 'MEDIUM') : undefined;
    }
    case 'purge':
      return tokens.is(from + 1, 'binary') || tokens.is(from + 1, 'master')
        ? tell('sql-audit-tampering')
        : undefined;
    case 'reset':
      return tokens.is(from + 1, 'master') ? tell('sql-audit-tampering') : undefined;
    case 'load':
      return tokens.kinds[from + 1] === STRING ? tell('sql-outside') : undefined;
    case 'vacuum':
      return tokens.is(from + 1, 'into') && tokens.kinds[from + 2] === STRING
        ? tell('sql-outside', isOwnFile(tokens, from + 2, STORE) ? 'LOW' : undefined)
        : undefined;
    case 'dbcc':
      return /^(?:writepage|shutdown)$/.test(tokens.words[from + 1] ?? '') ? tell('sql-stop') : undefined;
    case 'handler':
      return tokens.is(from + 2, 'open') ? tell('sql-mass-read', 'MEDIUM') : undefined;
  }
}

/** COPY … TO STDOUT stays with the caller; to a file, a bucket or a program it does not. */
function judgeCopy(tokens: Tokens, from: number, to: number, tell: Tell): void {
  if (
    tokens.is(from + 1, 'into') &&
    (tokens.kinds[from + 2] === STRING || tokens.kinds[from + 2] === PARAMETER)
  )
    return tell('sql-outside', 'HIGH');
  for (let at = from + 1; at < to; at = tokens.after(at)) {
    if (!tokens.is(at, 'to') && !tokens.is(at, 'from')) continue;
    if (tokens.is(at + 1, 'program')) tell('sql-outside');
    else if (tokens.kinds[at + 1] === STRING) tell('sql-outside', tokens.is(at, 'to') ? undefined : 'HIGH');
  }
}
