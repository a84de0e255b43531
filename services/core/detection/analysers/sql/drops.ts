/** DROP and TRUNCATE, of whatever a dialect has: what holds data, who may reach it, and what is built on it. */
import type { Severity } from '../../../events/types.ts';
import { isAudit, isScratch } from './names.ts';
import { isMadeNext, isRebuilt } from './rebuilds.ts';
import { goesOn, type Statement } from './statements.ts';
import type { Tell } from './tell.ts';
import { NUMBER, nameAt, PARAMETER, STRING, type Tokens, WORD } from './tokens.ts';

const DROPS: ReadonlyMap<string, Severity> = new Map<string, Severity>([
  ...kinds(
    'CRITICAL',
    'table tables database schema tablespace keyspace owned catalog warehouse bucket dataset collection cluster diskgroup measurement series shard hypertable volume objects',
  ),
  ...kinds(
    'HIGH',
    'user role login group account replica stage subscription publication repository snapshot partition part recipient member',
  ),
  ...kinds(
    'MEDIUM',
    'view trigger function procedure proc package policy policies sequence type extension constraint server domain aggregate operator class family cast collation conversion language rule event wrapper mapping configuration parser template transform method directory profile context link library outline assembly certificate key credential endpoint queue service contract binding engine source routine scheme model macro dictionary quota pipe task stream integration format secret connection provider location share query reservation assignment capacity chain job schedule program resource pool flow tag listing application graph edition dimension indextype job rollback point spec',
  ),
  ...kinds('LOW', 'index synonym statistics'),
]);
/** Words before the kind of thing. */
const QUALIFIERS = new Set(
  'materialized foreign external data text search access fulltext security application column master symmetric asymmetric xml dynamic iceberg hybrid transient row masking network file all named storage retention concurrently search continuous concurrently pluggable java restore workload availability settings partition event user database snapshot logfile resource private public temporal virtual cached default event shadow projection session message broker remote sensitivity classification primary logical columnstore spatial unlogged'.split(
    ' ',
  ),
);
const AFTER_DROP = new Set(
  'cascade restrict purge go force on with including if by from restart continue partition drop reuse immediate end exists sync no select delete update insert views view log logs permanently finalize'.split(
    ' ',
  ),
);
/** What these kinds are, prose speaks of as well: they end where their name does. */
const AFTER_PLAIN = new Set(
  'cascade restrict on from if using server language select drop delete'.split(' '),
);
/** Kinds that may stand without a name. */
const NAMELESS = /^(?:series|transform|cast|mapping|objects|policies|index)$/;
const NAMELESS_GO_ON = /^(?:from|for|where|on|delete)$/;
export const PRIVATE_TABLE = /^(?:#|pg_temp|temp$|tempdb)/;

function kinds(severity: Severity, words: string): [string, Severity][] {
  return words.split(' ').map((word): [string, Severity] => [word, severity]);
}

export function judgeDrop(
  tokens: Tokens,
  { from, to }: Statement,
  tell: Tell,
  temporary: ReadonlySet<string>,
): void {
  const first = tokens.words[from + 1] as string;
  if (first === 'temporary' || first === 'temp') return;
  if (first === 'event' && tokens.is(from + 2, 'trigger')) return tell('sql-audit-tampering');
  if (first === 'trigger') {
    if (isAuditName(tokens, from + 1, to)) return tell('sql-audit-tampering');
    tell('sql-audit-tampering', 'MEDIUM');
  }
  if (first === 'audit' || tokens.is(from + 2, 'audit')) return tell('sql-audit-tampering');
  const [type, after] = typeAt(tokens, from + 1, to);
  const severity = DROPS.get(type);
  if (severity === undefined) return;
  let at = after;
  if (tokens.is(at, 'if')) at += 2;
  else if (tokens.is(at, 'by')) at++;
  const isPlain = severity === 'MEDIUM' || !/^(?:table|database|schema|user|role)$/.test(type);
  if (at >= to) return after - from > 2 ? tell('sql-drop', severity) : undefined;
  if (NAMELESS.test(type) && (tokens.is(at, '(') || NAMELESS_GO_ON.test(tokens.words[at] as string)))
    return tell('sql-drop', severity);
  const name = tokens.words[at] ?? '';
  if (!isThing(tokens, at)) return;
  const [table, next] = nameAt(tokens, at);
  if (!goesOn(tokens, next, to, AFTER_DROP) && !(isPlain && goesOn(tokens, next, to, AFTER_PLAIN))) return;
  if (type === 'table' && (PRIVATE_TABLE.test(name) || temporary.has(table))) return;
  if (type !== 'table' || tokens.is(next, ',')) return tell('sql-drop', severity);
  const isAgain = isScratch(table) ? isMadeNext(tokens, to, table) : isRebuilt(tokens, from, to, table);
  tell(
    'sql-drop',
    isAgain ? 'LOW' : /^(?:te?mp|scratch)_|_(?:te?mp|scratch)$/.test(table) ? 'MEDIUM' : severity,
  );
}

/** The last word of the kind (`row access policy`), and the token after it. What else could be the name is none of the kind. */
function typeAt(tokens: Tokens, from: number, to: number): [type: string, after: number] {
  let type = '';
  let at = from;
  for (; at < to && at < from + 5 && tokens.isName(at); at++) {
    const word = tokens.words[at] as string;
    if (!DROPS.has(word) && !QUALIFIERS.has(word)) break;
    // `DROP TABLE users`, `DROP SCHEMA public CASCADE`: a name, where a kind stands before it and no name after.
    if (DROPS.has(type) && !NAMELESS.test(word) && word !== 'key' && !isNamed(tokens, at + 1, to)) break;
    if (type === '' || DROPS.has(word) || !DROPS.has(type)) type = word;
  }
  return [type, at];
}

/** Whether a name stands here, and not what goes on after one. */
function isNamed(tokens: Tokens, at: number, to: number): boolean {
  if (at >= to || !isThing(tokens, at)) return false;
  const word = tokens.words[at] as string;
  return tokens.kinds[at] !== WORD || !(AFTER_DROP.has(word) || AFTER_PLAIN.has(word));
}

function isThing(tokens: Tokens, at: number): boolean {
  const kind = tokens.kinds[at];
  return tokens.isName(at) || kind === PARAMETER || kind === STRING || kind === NUMBER;
}

export function judgeTruncate(
  tokens: Tokens,
  { from, to }: Statement,
  tell: Tell,
  temporary: ReadonlySet<string>,
): void {
  let at = from + 1;
  const type = tokens.words[at] ?? '';
  if (type === 'all' && tokens.is(at + 1, 'tables')) return tell('sql-drop');
  if (/^(?:table|database|cluster)$/.test(type) && tokens.isName(at + 1)) at++;
  if (tokens.is(at, 'if') && tokens.is(at + 1, 'exists')) at += 2;
  if (tokens.is(at, 'only')) at++;
  if (tokens.is(at, 'materialized') && tokens.is(at + 1, 'view')) at += 2;
  if (at >= to || tokens.is(at, '(') || !(tokens.isName(at) || tokens.kinds[at] === PARAMETER)) return;
  const [table, next] = nameAt(tokens, at);
  if (!goesOn(tokens, next, to, AFTER_DROP)) return;
  if (PRIVATE_TABLE.test(tokens.words[at] as string) || temporary.has(table)) return;
  if (isAudit(table)) tell('sql-audit-tampering');
  const isCopy = isScratch(table) || (tokens.is(at + 1, '.') && isScratch(tokens.words[at] as string));
  tell(
    'sql-drop',
    isCopy && !/^(?:database|cluster)$/.test(type) && isOne(tokens, next, to) ? 'LOW' : undefined,
  );
}

/** No second table in a list, and nothing that hangs on it. */
function isOne(tokens: Tokens, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (tokens.is(at, ',') || tokens.is(at, 'cascade')) return false;
  return true;
}

function isAuditName(tokens: Tokens, from: number, to: number): boolean {
  for (let at = from; at < to; at++)
    if (tokens.isName(at) && /audit|(?:^|_)log/.test(tokens.words[at] as string)) return true;
  return false;
}
