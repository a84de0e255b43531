/** ALTER TABLE: what it takes away, and what it does to every row (ClickHouse changes rows so). */
import { judgeCondition } from './condition.ts';
import { contentOf } from './names.ts';
import { isBuiltBeside, isReplaced } from './rebuilds.ts';
import type { Tell } from './tell.ts';
import { NUMBER, nameAt, STRING, type Tokens } from './tokens.ts';

/** After DROP, what holds no data. */
const DROPPED_RULES =
  /^(?:constraint|index|key|primary|foreign|default|not|check|expression|identity|projection|statistics|if)$/;
const PARTS = /^(?:partition|part|detached|subpartition|partitions)$/;
/** Procedures of tables that keep versions: they end what could be brought back. */
const VERSIONS =
  /^(?:expire_snapshots|remove_orphan_files|rollback_to_snapshot|rollback_to_timestamp|drop_extended_stats)$/;

/** Pairs of words, and what they do. */
const CLAUSES: ReadonlyMap<string, readonly [rule: string, severity: 'HIGH' | 'MEDIUM' | undefined]> =
  new Map([
    ['disable trigger', ['sql-audit-tampering', undefined]],
    ['disable row', ['sql-grant', undefined]],
    ['no force', ['sql-grant', undefined]],
    ['disable constraint', ['sql-settings', 'MEDIUM']],
    ['nocheck constraint', ['sql-settings', 'MEDIUM']],
    ['set unlogged', ['sql-settings', 'MEDIUM']],
    ['discard tablespace', ['sql-drop', 'HIGH']],
    ['discard partition', ['sql-drop', 'HIGH']],
    ['truncate partition', ['sql-drop', 'HIGH']],
    ['truncate subpartition', ['sql-drop', 'HIGH']],
    ['detach partition', ['sql-drop', 'MEDIUM']],
    ['detach part', ['sql-drop', 'MEDIUM']],
    ['replace partition', ['sql-drop', 'MEDIUM']],
    ['replace columns', ['sql-drop', 'HIGH']],
    ['exchange partition', ['sql-drop', 'MEDIUM']],
    ['clear column', ['sql-drop', 'HIGH']],
    ['clear projection', ['sql-drop', 'MEDIUM']],
    ['switch to', ['sql-drop', 'HIGH']],
    ['switch partition', ['sql-drop', 'MEDIUM']],
    ['set unused', ['sql-drop', 'HIGH']],
    ['modify ttl', ['sql-drop', 'MEDIUM']],
    ['materialize ttl', ['sql-drop', 'MEDIUM']],
    ['swap with', ['sql-drop', 'MEDIUM']],
    ['set schema', ['sql-drop', 'MEDIUM']],
    ['set data_retention_time_in_days', ['sql-drop', 'MEDIUM']],
    ['rename to', ['sql-drop', 'MEDIUM']],
    ['add accounts', ['sql-grant', undefined]],
    ['with default_time_to_live', ['sql-drop', 'MEDIUM']],
    ['and default_time_to_live', ['sql-drop', 'MEDIUM']],
    ['move partition', ['sql-drop', 'MEDIUM']],
  ]);

export function judgeAlterTable(tokens: Tokens, from: number, to: number, tell: Tell): void {
  let isTold = false;
  const [table] = nameAt(tokens, tokens.is(from + 2, 'if') ? from + 4 : from + 2);
  const told: Tell = (rule, severity) => {
    isTold = true;
    tell(rule, severity);
  };
  for (let at = from + 3; at < to; at = tokens.after(at)) {
    if (at + 1 >= to) break;
    const word = tokens.words[at] as string;
    const next = tokens.words[at + 1] as string;
    const clause = CLAUSES.get(`${word} ${next}`);
    if (
      tokens.is(at, 'engine') &&
      /^(?:blackhole|null|memory)$/.test(tokens.words[tokens.is(at + 1, '=') ? at + 2 : at + 1] ?? '')
    )
      told('sql-drop', 'HIGH');
    else if (isEmptied(tokens, at, to)) told('sql-drop', 'HIGH');
    else if (clause !== undefined)
      told(
        clause[0],
        word === 'rename' && (isBuiltBeside(table) || isReplaced(tokens, to, table)) ? 'LOW' : clause[1],
      );
    else if (tokens.is(at, 'drop')) judgeDropped(tokens, at + 1, told);
    else if (tokens.is(at, 'execute') && VERSIONS.test(next)) told('sql-drop', 'MEDIUM');
    else if (tokens.is(at, 'where') && changesRows(tokens, from, at)) {
      const { truth } = judgeCondition(tokens, at + 1, to, table);
      if (truth === 'ALWAYS' || truth === 'EVERY_ROW') told('sql-unlimited-change');
    } else if (tokens.is(at, 'owner')) tell('sql-grant', 'MEDIUM');
  }
  if (!isTold) tell('sql-definition');
}

function judgeDropped(tokens: Tokens, at: number, tell: Tell): void {
  const isIf = tokens.is(at, 'if') && tokens.is(at + 1, 'exists');
  const word = tokens.words[isIf ? at + 2 : at] as string;
  if (PARTS.test(word)) tell('sql-drop', tokens.is(at + 1, 'all') ? 'HIGH' : 'MEDIUM');
  else if (!DROPPED_RULES.test(word)) tell('sql-drop', 'HIGH');
}

/** `ALTER TABLE t DELETE WHERE …`, `ALTER TABLE t UPDATE a = 1 WHERE …`. */
function changesRows(tokens: Tokens, from: number, where: number): boolean {
  if (tokens.is(where - 1, 'delete')) return true;
  for (let at = from + 3; at < where; at = tokens.after(at)) if (tokens.is(at, 'update')) return true;
  return false;
}

/** `TYPE text USING NULL`, `TYPE text USING ''`, `MODIFY email CHAR(0)`: nothing of what stood there is left. */
function isEmptied(tokens: Tokens, at: number, to: number): boolean {
  if (tokens.is(at, 'using')) {
    const isOne = at + 2 >= to || tokens.is(at + 2, ',') || tokens.is(at + 2, ':');
    const kind = tokens.kinds[at + 1];
    return isOne && (tokens.is(at + 1, 'null') || kind === STRING || kind === NUMBER);
  }
  return (
    /^(?:var)?char(?:acter)?$|^n?varchar2?$|^nchar$/.test(tokens.words[at] as string) &&
    tokens.is(at + 1, '(') &&
    /^[01]$/.test(tokens.textAt(at + 2)) &&
    isColumnChange(tokens, at, tokens.textAt(at + 2) === '0')
  );
}

/** `MODIFY [COLUMN] a`, `ALTER COLUMN a [TYPE]`, `CHANGE a a`: a column that is there, and of more than a letter unless any will do. */
function isColumnChange(tokens: Tokens, type: number, isAny: boolean): boolean {
  for (let at = type - 1; at > type - 6 && at > 0; at--) {
    if (tokens.is(at, 'add')) return false;
    const isChange =
      tokens.is(at, 'modify') ||
      tokens.is(at, 'change') ||
      (tokens.is(at, 'column') && tokens.is(at - 1, 'alter'));
    if (!isChange) continue;
    const column = tokens.words[tokens.is(at + 1, 'column') ? at + 2 : at + 1] ?? '';
    return isAny || contentOf(column) !== null || WORDY.test(column);
  }
  return false;
}

/** Columns of words. */
const WORDY =
  /(?:^|_)(?:name|e?mail|title|body|text|description|address|comments?|notes?|content|message|subject|url|sku)$/;
