/** Whether a condition limits anything: `1=1`, `id = id`, `name LIKE '%'` do not. Linear: each level looks only at its own tokens. */
import { contentOf } from './names.ts';
import { sparesNothing } from './spares.ts';
import { NUMBER, QUOTED, STRING, type Tokens } from './tokens.ts';

/** Always true by its letters; true of every row there is; never true; anything else. */
export type Truth = 'ALWAYS' | 'EVERY_ROW' | 'OPEN' | 'NEVER';

export interface Condition {
  truth: Truth;
  /** One side of an OR is always true: what injections look like. */
  isInjected: boolean;
}

const DEEPEST = 48;
/** In one text. */
const MOST_TRIED = 16_384;
const COMPARISONS = new Set([
  '=',
  '==',
  '<=>',
  '<',
  '>',
  '<=',
  '>=',
  '<>',
  '!=',
  '~',
  '~*',
  'like',
  'ilike',
  'rlike',
  'regexp',
  'glob',
  'is',
]);
const KEY = /^(?:id|.{1,40}_?id|uid|uuid|pk|rowid|_id|oid|ctid)$/;
const ALWAYS_SET =
  /^(?:id|uid|uuid|pk|rowid|_rowid_|ctid|oid|xmin|tableoid|rownum|_id|name|username|user_?name|email|password|ssn|created_at|created|first_?name|last_?name|full_?name|title|status|type|(?:is|has)_\w{1,30})$/;

/** Judges tokens [from, to); `table` is what it is asked of. */
export function judgeCondition(tokens: Tokens, from: number, to: number, table: string): Condition {
  const condition: Condition = { truth: 'OPEN', isInjected: false };
  condition.truth = truthOf(tokens, from, to, { condition, table }, 0);
  if (condition.truth !== 'OPEN') return condition;
  // Of more conditions than are tried, each may be one that spares nothing.
  if (tokens.tried++ >= MOST_TRIED || sparesNothing(tokens, from, to, table, isAlwaysSet))
    condition.truth = 'EVERY_ROW';
  return condition;
}

interface Trial {
  condition: Condition;
  table: string;
}

function truthOf(tokens: Tokens, from: number, to: number, trial: Trial, depth: number): Truth {
  if (from >= to || depth > DEEPEST) return 'OPEN';
  let either: Truth = 'NEVER';
  let both: Truth = 'ALWAYS';
  let start = from;
  let sides = 0;
  let cases = 0;
  let isBetween = false;
  let isInjected = false;
  for (let at = from; ; at = Math.min(tokens.after(at), to)) {
    const word = at < to ? tokens.words[at] : 'or';
    if (at < to) {
      if (word === '' || tokens.kinds[at] === QUOTED) continue;
      if (word === 'case') cases++;
      else if (word === 'end' && cases > 0) cases--;
      else if (word === 'between') isBetween = true;
      if (cases > 0 || (word !== 'and' && word !== 'or' && word !== '&&')) continue;
      if (word === 'and' && isBetween) {
        isBetween = false;
        continue;
      }
    }
    isBetween = false;
    both = all(both, atomTruth(tokens, start, at, trial, depth));
    start = at + 1;
    if (word !== 'or') continue;
    sides++;
    isInjected ||= both === 'ALWAYS';
    either = any(either, both);
    both = 'ALWAYS';
    if (at >= to) break;
  }
  if (isInjected && sides > 1) trial.condition.isInjected = true;
  return either;
}

function all(a: Truth, b: Truth): Truth {
  if (a === 'NEVER' || b === 'NEVER') return 'NEVER';
  if (a === 'OPEN' || b === 'OPEN') return 'OPEN';
  return a === 'EVERY_ROW' || b === 'EVERY_ROW' ? 'EVERY_ROW' : 'ALWAYS';
}

function any(a: Truth, b: Truth): Truth {
  if (a === 'ALWAYS' || b === 'ALWAYS') return 'ALWAYS';
  if (a === 'EVERY_ROW' || b === 'EVERY_ROW') return 'EVERY_ROW';
  return a === 'OPEN' || b === 'OPEN' ? 'OPEN' : 'NEVER';
}

function not(truth: Truth): Truth {
  if (truth === 'ALWAYS') return 'NEVER';
  return truth === 'NEVER' ? 'ALWAYS' : 'OPEN';
}

function atomTruth(tokens: Tokens, first: number, to: number, trial: Trial, depth: number): Truth {
  let from = first;
  let isNegated = false;
  while (from < to && (tokens.is(from, 'not') || tokens.is(from, '!'))) {
    isNegated = !isNegated;
    from++;
  }
  const truth = plainTruth(tokens, from, to, trial, depth);
  return isNegated ? not(truth) : truth;
}

function plainTruth(tokens: Tokens, from: number, to: number, trial: Trial, depth: number): Truth {
  if (from >= to) return 'OPEN';
  if (tokens.is(from, '(') && tokens.closes[from] === to - 1)
    return truthOf(tokens, from + 1, to - 1, trial, depth + 1);
  if (to - from === 1) return loneTruth(tokens, from);
  if (tokens.is(from, 'exists')) return existsTruth(tokens, from + 1);
  for (let at = from; at < to; at = tokens.after(at)) {
    const word = tokens.words[at] as string;
    if (word === '' || tokens.kinds[at] === QUOTED) continue;
    if (word === 'between') return betweenTruth(tokens, from, at, to);
    if (word === 'in') return inTruth(tokens, from, at, to, trial);
    if (COMPARISONS.has(word))
      return anyTruth(tokens, from, at, to, trial) ?? comparisonTruth(tokens, from, at, to, trial.table);
  }
  return 'OPEN';
}

/** `= ANY (SELECT id FROM …)`, of the same table, whole. */
function anyTruth(tokens: Tokens, from: number, at: number, to: number, trial: Trial): Truth | null {
  return tokens.is(at, '=') && (tokens.is(at + 1, 'any') || tokens.is(at + 1, 'some'))
    ? inTruth(tokens, from, at + 1, to, trial)
    : null;
}

function loneTruth(tokens: Tokens, at: number): Truth {
  if (tokens.kinds[at] === NUMBER) return Number(tokens.textAt(at)) === 0 ? 'NEVER' : 'ALWAYS';
  if (tokens.is(at, 'true')) return 'ALWAYS';
  return tokens.is(at, 'false') ? 'NEVER' : 'OPEN';
}

function existsTruth(tokens: Tokens, open: number): Truth {
  if (!tokens.is(open, '(')) return 'OPEN';
  for (let at = open + 1; at < (tokens.closes[open] as number); at = tokens.after(at))
    if (/^(?:from|where|having|limit|fetch|offset)$/.test(tokens.words[at] as string)) return 'OPEN';
  return 'ALWAYS';
}

function betweenTruth(tokens: Tokens, from: number, at: number, to: number): Truth {
  const value = numberOf(tokens, from, at);
  if (value !== null && to - at === 4)
    return value >= Number(tokens.textAt(at + 1)) && value <= Number(tokens.textAt(to - 1))
      ? 'ALWAYS'
      : 'NEVER';
  if (to - at < 4 || !KEY.test(tokens.words[at - 1] ?? '') || at - from > 3) return 'OPEN';
  const low = tokens.is(at + 1, '-') ? -1 : Number(tokens.textAt(at + 1));
  const high = Number(tokens.textAt(to - 1));
  return low <= 1 && high >= 1e6 ? 'EVERY_ROW' : 'OPEN';
}

/** `1 IN (1, 2)`, or `id IN (SELECT id FROM …)` of the same table, whole. */
function inTruth(tokens: Tokens, from: number, at: number, to: number, trial: Trial): Truth {
  const open = at + 1;
  if (!tokens.is(open, '(') || tokens.is(at - 1, 'not')) return 'OPEN';
  const close = Math.min(tokens.closes[open] as number, to);
  if (at - from === 1 && isLiteral(tokens, from)) {
    for (let item = open + 1; item < close; item++)
      if (tokens.textAt(item) === tokens.textAt(from)) return 'ALWAYS';
    return 'OPEN';
  }
  if (!tokens.is(open + 1, 'select') || close - open < 5) return 'OPEN';
  let last = '';
  for (let item = open + 2; item < close; item = tokens.after(item)) {
    const word = tokens.words[item] as string;
    if (word === 'where' || word === 'join' || word === 'limit' || word === 'having') return 'OPEN';
    if (tokens.isName(item)) last = word;
  }
  return trial.table !== '' && last === trial.table ? 'EVERY_ROW' : 'OPEN';
}

function comparisonTruth(tokens: Tokens, from: number, at: number, to: number, table: string): Truth {
  const operator = tokens.words[at] as string;
  const isNegated = tokens.is(at - 1, 'not');
  const left = isNegated ? at - 1 : at;
  if (operator === 'is') return isTruth(tokens, from, at, to, table);
  const truth =
    likeTruth(tokens, operator, at, to) ??
    sameTruth(tokens, operator, from, left, at + 1, to) ??
    orderTruth(tokens, operator, from, left, at + 1, to);
  return isNegated ? not(truth) : truth;
}

/** `email IS NOT NULL`, `1 IS 1`, `1 IS NOT NULL`. */
function isTruth(tokens: Tokens, from: number, at: number, to: number, table: string): Truth {
  if (at - from === 1 && tokens.is(from, 'null') && tokens.is(at + 1, 'null') && to - at === 2)
    return 'ALWAYS';
  const isSet = tokens.is(at + 1, 'not') && tokens.is(at + 2, 'null') && to - at === 3;
  if (!isSet) return 'OPEN';
  if (at - from === 1 && isLiteral(tokens, from)) return 'ALWAYS';
  return at - from <= 3 && isAlwaysSet(tokens.words[at - 1] as string, table) ? 'EVERY_ROW' : 'OPEN';
}

/** A name, a key, the table's own id. */
function isAlwaysSet(column: string, table: string): boolean {
  return (
    ALWAYS_SET.test(column) ||
    (column.endsWith('_id') && `${table}_`.startsWith(column.slice(0, -3)) && table.length < column.length)
  );
}

function likeTruth(tokens: Tokens, operator: string, at: number, to: number): Truth | null {
  if (to - at !== 2 || !/^(?:i?like|rlike|regexp|glob|~\*?)$/.test(operator)) return null;
  const kind = tokens.kinds[at + 1];
  if (kind !== STRING && kind !== QUOTED) return null;
  const pattern = kind === STRING ? tokens.stringAt(at + 1) : (tokens.words[at + 1] as string);
  if (/^i?like$/.test(operator) && /^%+$|^%?_%?$|^%.%$/.test(pattern))
    return pattern === '_' ? null : 'EVERY_ROW';
  if (operator === 'glob') return pattern === '*' ? 'EVERY_ROW' : null;
  return !operator.endsWith('like') && /^\^?\.[*+]\$?$|^\.$|^\^?$/.test(pattern) ? 'EVERY_ROW' : null;
}

/** Both sides alike, word for word; literals that differ are not. */
function sameTruth(
  tokens: Tokens,
  operator: string,
  from: number,
  left: number,
  right: number,
  to: number,
): Truth | null {
  if (left - from !== to - right || left <= from || left - from > 64) return null;
  for (let offset = 0; offset < left - from; offset++)
    if (tokens.textAt(from + offset).toLowerCase() !== tokens.textAt(right + offset).toLowerCase())
      return null;
  if (/^(?:=|==|<=>|<=|>=|i?like|rlike|regexp|~)$/.test(operator)) return 'ALWAYS';
  return /^(?:<>|!=|<|>)$/.test(operator) ? 'NEVER' : null;
}

function orderTruth(
  tokens: Tokens,
  operator: string,
  from: number,
  left: number,
  right: number,
  to: number,
): Truth {
  const low = numberOf(tokens, from, left);
  const high = numberOf(tokens, right, to);
  if (low !== null && high !== null) return compare(operator, low, high) ? 'ALWAYS' : 'NEVER';
  if (
    left - from === 1 &&
    to - right === 1 &&
    isLiteral(tokens, from) &&
    isLiteral(tokens, right) &&
    /^(?:<>|!=)$/.test(operator)
  )
    return 'ALWAYS';
  const column = tokens.words[left - 1] ?? '';
  if (high === null || left - from > 3 || !(KEY.test(column) || contentOf(column) !== null)) return 'OPEN';
  const isEvery =
    (operator === '>' && high <= 0) ||
    (operator === '>=' && high <= 1) ||
    (/^(?:<>|!=)$/.test(operator) && high <= 0) ||
    (/^<=?$/.test(operator) && high >= 1e8);
  return isEvery ? 'EVERY_ROW' : 'OPEN';
}

function numberOf(tokens: Tokens, from: number, to: number): number | null {
  // `(SELECT 1)`
  if (tokens.is(from, '(') && tokens.is(from + 1, 'select') && tokens.closes[from] === to - 1)
    return numberOf(tokens, from + 2, to - 1);
  const isNegative = tokens.is(from, '-');
  const at = isNegative ? from + 1 : from;
  if (to - at !== 1 || tokens.kinds[at] !== NUMBER) return null;
  return (isNegative ? -1 : 1) * Number(tokens.textAt(at));
}

function compare(operator: string, a: number, b: number): boolean {
  if (operator === '<') return a < b;
  if (operator === '<=') return a <= b;
  if (operator === '>') return a > b;
  if (operator === '>=') return a >= b;
  return operator === '<>' || operator === '!=' ? a !== b : a === b;
}

function isLiteral(tokens: Tokens, at: number): boolean {
  const kind = tokens.kinds[at];
  return kind === NUMBER || kind === STRING;
}
