/** Where statements begin and end: at semicolons, and where T-SQL leaves them out. */
import { QUOTED, STRING, type Tokens, WORD } from './tokens.ts';

/** Tokens [from, to), from its verb on. */
export interface Statement {
  verb: string;
  from: number;
  to: number;
  /** EXPLAIN without ANALYZE: it does not run. */
  isExplained: boolean;
}

/** After these, a verb is no statement: FOR UPDATE, ON DELETE, GRANT DELETE, BEFORE UPDATE. */
const GOVERNING = new Set(
  'on show describe for do key before after of grant revoke , or and not any explain . ( = instead deny to add with rename is'.split(
    ' ',
  ),
);
const DROPPED = new Set(
  'table database schema user login role tablespace keyspace view materialized owned procedure function trigger index policy sequence'.split(
    ' ',
  ),
);
const MADE = new Set('table user login role database server system'.split(' '));
const PREFIXES = new Set(
  '\\ begin explain analyze analyse verbose then else loop transaction tran work go as do not atomic declare format json query plan extended'.split(
    ' ',
  ),
);

export function statementsIn(tokens: Tokens): Statement[] {
  const statements: Statement[] = [];
  let from = 0;
  for (let at = 0; at <= tokens.size; at++) {
    const word = at < tokens.size ? (tokens.words[at] as string) : ';';
    if (word === ';') {
      push(from, at);
      from = at + 1;
    } else if (word === '' || tokens.kinds[at] === QUOTED) continue;
    else if (word === '(') {
      const inner = tokens.words[at + 1];
      if (inner === 'delete' || inner === 'update') push(at + 1, tokens.closes[at] as number);
    } else if (at > from && begins(tokens, at, word, from)) {
      push(from, at);
      from = at;
    }
  }
  return statements.sort((a, b) => a.from - b.from);

  function push(first: number, to: number): void {
    const statement = statementOf(tokens, first, to);
    if (statement !== null) statements.push(statement);
  }
}

function begins(tokens: Tokens, at: number, word: string, from: number): boolean {
  const before = tokens.words[at - 1] ?? '';
  if (GOVERNING.has(before) && tokens.kinds[at - 1] !== QUOTED) return false;
  const next = tokens.words[at + 1] ?? '';
  switch (word) {
    case 'drop':
      return DROPPED.has(next) && !tokens.is(from, 'alter') && before !== '-';
    case 'truncate':
      return next === 'table';
    case 'delete':
      return next === 'from';
    case 'update':
      return setOf(tokens, at + 1, at + 10) > 0;
    case 'grant':
      return (
        before !== 'revoke' &&
        !tokens.is(from, 'grant') &&
        !tokens.is(from, 'revoke') &&
        tokens.isName(at + 1) &&
        tokens.words[at + 1] !== 'option'
      );
    case 'alter':
    case 'create':
      return MADE.has(next);
    case 'exec':
    case 'execute':
      return (
        next !== 'on' &&
        next !== 'procedure' &&
        next !== 'function' &&
        !/^(?:grant|revoke|create|alter|deny)$/.test(tokens.words[from] as string)
      );
    case 'insert':
      return next === 'into';
    case 'disable':
    case 'enable':
      return next === 'trigger' && !tokens.is(from, 'alter');
    case 'set':
      return (
        /^(?:global|session|role|password)$/.test(next) &&
        !tokens.is(from, 'update') &&
        !tokens.is(from, 'alter')
      );
    default:
      return false;
  }
}

/** Whether what follows a name here is a statement's: its end, a sign, or one of these words; prose goes on with others. */
export function goesOn(tokens: Tokens, at: number, to: number, words: ReadonlySet<string>): boolean {
  return at >= to || tokens.kinds[at] !== WORD || words.has(tokens.words[at] as string);
}

/** Where SET stands of `UPDATE name [AS] alias SET`, or 0. */
export function setOf(tokens: Tokens, from: number, to: number): number {
  if (!tokens.isName(from) || tokens.is(from, 'set')) return 0;
  for (let at = from + 1; at < to; at = tokens.after(at)) {
    if (tokens.is(at, 'set')) return at;
    if (tokens.is(at, ';')) return 0;
  }
  return 0;
}

function statementOf(tokens: Tokens, first: number, to: number): Statement | null {
  let at = first;
  let isExplained = false;
  while (
    at < to &&
    (PREFIXES.has(tokens.words[at] as string) || tokens.is(at, ',') || tokens.kinds[at] === STRING)
  ) {
    if (tokens.is(at, 'do') && isCode(tokens, at + 1)) break;
    if (tokens.is(at, 'explain')) isExplained = true;
    else if (isExplained && /^analy[sz]e$/.test(tokens.words[at] as string)) isExplained = false;
    at++;
    if (isExplained && tokens.is(at, '(')) {
      for (let inner = at; inner < (tokens.closes[at] as number); inner++)
        if (tokens.is(inner, 'analyze')) isExplained = false;
      at = tokens.after(at);
    }
  }
  while (at < to && tokens.is(at, '(')) at++;
  if (at >= to) return null;
  if (tokens.is(at, 'with')) at = mainVerb(tokens, at, to);
  return { verb: tokens.words[at] as string, from: at, to, isExplained };
}

/** After the list of a WITH. */
function mainVerb(tokens: Tokens, from: number, to: number): number {
  for (let at = from + 1; at < to; at = tokens.after(at))
    if (/^(?:select|delete|update|insert|merge)$/.test(tokens.words[at] as string)) return at;
  return from;
}

/** After DO: `'…'`, `U&'…'` or `LANGUAGE plpgsql '…'`. */
function isCode(tokens: Tokens, at: number): boolean {
  return (
    tokens.kinds[at] === STRING || tokens.is(at, 'language') || (tokens.is(at, 'u') && tokens.is(at + 1, '&'))
  );
}
