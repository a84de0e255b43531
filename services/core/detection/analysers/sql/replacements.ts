/** Statements that put something else in the place of all rows: MERGE, INSERT OVERWRITE, CREATE OR REPLACE TABLE. */
import { judgeCondition } from './condition.ts';
import { isDerived } from './names.ts';
import { whereOf } from './queries.ts';
import type { Statement } from './statements.ts';
import type { Tell } from './tell.ts';
import { nameAt, PARAMETER, type Tokens } from './tokens.ts';

/** `MERGE … ON 1 = 1 WHEN MATCHED THEN DELETE`: every row matches; `ON false WHEN NOT MATCHED BY SOURCE`: none does. */
export function judgeMerge(tokens: Tokens, { from, to }: Statement, tell: Tell): void {
  const [table] = nameAt(tokens, tokens.is(from + 1, 'into') ? from + 2 : from + 1);
  let on = 0;
  let end = 0;
  for (let at = from + 1; at < to; at = tokens.after(at)) {
    if (tokens.is(at, 'on') && on === 0) on = at + 1;
    if (!tokens.is(at, 'when') || on === 0) continue;
    end ||= at;
    const { truth } = judgeCondition(tokens, on, end, table);
    const isAlone = tokens.is(at + 1, 'not') && tokens.is(at + 4, 'source') && isConstant(tokens, from, on);
    if (isAlone && changes(tokens, at, to)) return tell('sql-unlimited-change');
    const isEvery = tokens.is(at + 1, 'not')
      ? truth === 'NEVER' && (tokens.is(at + 4, 'source') || tokens.is(at + 3, 'target'))
      : truth === 'ALWAYS' || truth === 'EVERY_ROW';
    if (isEvery && changes(tokens, at, to)) return tell('sql-unlimited-change');
  }
}

/** `USING (SELECT 0 AS id)`, `USING (VALUES (0))`: a source that comes from no table. */
function isConstant(tokens: Tokens, from: number, on: number): boolean {
  for (let at = from; at < on; at = tokens.after(at)) {
    if (!tokens.is(at, 'using')) continue;
    if (!tokens.is(at + 1, '(')) return false;
    if (tokens.is(at + 2, 'values')) return tokens.kinds[at + 4] !== PARAMETER;
    if (!tokens.is(at + 2, 'select')) return false;
    for (let inner = at + 3; inner < (tokens.closes[at + 1] as number); inner = tokens.after(inner))
      if (tokens.is(inner, 'from')) return tokens.is(inner + 1, 'dual');
    return true;
  }
  return false;
}

/** `INSERT INTO t … SELECT … FROM t ON DUPLICATE KEY UPDATE a = ''`, `REPLACE INTO t (id) SELECT id FROM t`: every row over itself. */
export function judgeOverItself(tokens: Tokens, { from, to }: Statement, tell: Tell): void {
  let at = from + 1;
  const isReplace = tokens.is(from, 'replace') || (tokens.is(at, 'or') && tokens.is(at + 1, 'replace'));
  while (/^(?:or|replace|ignore|into|low_priority|delayed)$/.test(tokens.words[at] ?? '') && at < from + 5)
    at++;
  if (!tokens.isName(at)) return;
  const [table, next] = nameAt(tokens, at);
  let isSame = false;
  for (let word = next; word < to; word = tokens.after(word)) {
    if (tokens.is(word, 'from') && nameAt(tokens, word + 1)[0] === table) isSame = true;
    else if (tokens.is(word, 'where') || tokens.is(word, 'limit') || tokens.is(word, 'join')) return;
    else if (isSame && tokens.is(word, 'update')) return tell('sql-unlimited-change');
  }
  if (isSame && isReplace) tell('sql-unlimited-change');
}

/** What its THEN does; AND … before it limits it. */
function changes(tokens: Tokens, when: number, to: number): boolean {
  for (let at = when + 1; at < Math.min(to, when + 8); at++) {
    if (tokens.is(at, 'and')) return false;
    if (tokens.is(at, 'then')) return tokens.is(at + 1, 'delete') || tokens.is(at + 1, 'update');
  }
  return false;
}

/** `INSERT OVERWRITE t SELECT …`: what was there is gone; nothing comes where the query yields none. */
export function judgeInsertOverwrite(tokens: Tokens, { from, to }: Statement, tell: Tell): void {
  if (tokens.is(from + 1, 'into') && tokens.is(from + 2, 'function'))
    return /^(?:file|url|s3|hdfs|gcs|remote|jdbc|odbc|mysql|postgresql)$/.test(tokens.words[from + 3] ?? '')
      ? tell('sql-outside', 'HIGH')
      : undefined;
  if (!tokens.is(from + 1, 'overwrite')) return;
  if (tokens.is(from + 2, 'directory') || tokens.is(from + 2, 'local')) return tell('sql-outside', 'HIGH');
  if (yieldsNothing(tokens, from, to)) return tell('sql-unlimited-change');
  for (let at = from; at < to && !tokens.is(at, 'select'); at = tokens.after(at))
    if (tokens.is(at, 'partition')) return;
  tell('sql-unlimited-change', 'MEDIUM');
}

/** `CREATE OR REPLACE TABLE t AS SELECT … WHERE false`: as dropping it. */
export function judgeReplaced(tokens: Tokens, { from, to }: Statement, tell: Tell): void {
  let at = from + 1;
  if (tokens.is(from, 'create')) {
    if (!tokens.is(at, 'or') || !tokens.is(at + 1, 'replace')) return;
    at += 2;
  }
  while (/^(?:external|transient|dynamic|hybrid|iceberg)$/.test(tokens.words[at] ?? '')) at++;
  if (/^(?:table|database|schema|stage)$/.test(tokens.words[at] ?? '') && tokens.isName(at + 1))
    tell(
      'sql-drop',
      yieldsNothing(tokens, at, to)
        ? 'HIGH'
        : tokens.is(at, 'table') && isWorkedOut(tokens, at + 1, to)
          ? 'LOW'
          : 'MEDIUM',
    );
}

/** `CREATE OR REPLACE TABLE rpt_sales AS SELECT … FROM sales`: a job’s own result, from something else. */
function isWorkedOut(tokens: Tokens, name: number, to: number): boolean {
  const [table, next] = nameAt(tokens, name);
  if (!isDerived(table)) return false;
  let isQuery = false;
  for (let at = next; at < to; at = tokens.after(at)) {
    if (tokens.is(at, 'select')) isQuery = true;
    else if (isQuery && tokens.is(at, 'from')) return nameAt(tokens, at + 1)[0] !== table;
  }
  return false;
}

/** Its query ends in `LIMIT 0`, or in a WHERE that is never true. */
function yieldsNothing(tokens: Tokens, from: number, to: number): boolean {
  let select = 0;
  for (let at = from; at < to; at = tokens.after(at)) {
    if (tokens.is(at, 'select')) select = at;
    if (select === 0) continue;
    if (tokens.is(at, 'limit') && tokens.textAt(at + 1) === '0') return true;
    if (tokens.is(at, 'top') && tokens.textAt(at + 1) === '0') return true;
    if (!tokens.is(at, 'where')) continue;
    const [first, last] = whereOf(tokens, at, to);
    if (judgeCondition(tokens, first, last, '').truth === 'NEVER') return true;
  }
  return false;
}
