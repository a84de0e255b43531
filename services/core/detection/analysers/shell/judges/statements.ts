/** Statements given to a client of a database, read by the analyser of statements: what spares no row, whatever it looks like. */
import { judgeSql } from '../../sql/judge.ts';
import { type Call, type Inquiry, type Judge, operands, optionValues } from '../call.ts';
import { isWithinTrial } from '../trial-databases.ts';

const CLIENTS =
  'psql mysql mariadb sqlite3 sqlcmd duckdb cockroach snowsql snow bq usql mycli pgcli litecli trino presto hive beeline impala-shell spark-sql sqlplus isql isql-fb tsql clickhouse-client clickhouse clickhouse-local cqlsh wrangler turso mssql-cli ysqlsh vsql nzsql db2 osqueryi athena databricks monetdb mclient questdb';
const DESTROYING = /^sql-(?:drop|unlimited-change|audit-tampering|outside|stop)$/;
const STATEMENT = /\b(?:drop|delete|truncate|update|alter|merge|replace|do|begin|with|exec\w*|copy)\b/i;
/** Databases that are made to be dropped. */
const TRIAL = /test|tmp|temp|dev\b|_ci\b/i;
const LONGEST = 65_536;

function statements(call: Call, inquiry: Inquiry): void {
  const { args, command } = call;
  const given = [
    ...optionValues(
      args,
      '-c',
      '-e',
      '-q',
      '-Q',
      '-s',
      '-execute',
      '--command',
      '--execute',
      '--query',
      '--sql',
      '--statement',
    ),
    ...operands(args).filter((word) => word.includes(' ')),
    ...optionValues(args, '-f', '--file', '-i').map((file) => inquiry.contentOf(file) ?? ''),
    inquiry.inputOf(command) ?? '',
  ];
  for (const text of new Set(given)) {
    if (
      text.length > LONGEST ||
      !STATEMENT.test(text) ||
      (TRIAL.test(args.join(' ')) && /if exists/i.test(text)) ||
      isWithinTrial(call, text)
    )
      continue;
    for (const { rule_id, severity } of judgeSql(text))
      if (/HIGH|CRITICAL/.test(severity) && DESTROYING.test(rule_id))
        inquiry.tell('shell-data-destruction', call);
  }
}

export const statementJudges: readonly (readonly [string, Judge])[] = CLIENTS.split(' ').map(
  (name) => [name, statements] as const,
);
