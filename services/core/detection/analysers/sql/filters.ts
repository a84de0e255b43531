/** Filters as objects (MongoDB, Elasticsearch, GraphQL): whether one leaves any document out. */
import { looseValueAt, UNTOLD } from './loose-values.ts';
import { highestOf, isCounted, isMadeColumn } from './rows.ts';
import { dateIn, NOW } from './values.ts';

type Fields = Readonly<Record<string, unknown>>;
/** True of every document, of none, or of some that nobody knows. */
type Reach = 'EVERY' | 'NONE' | 'SOME';

const DEEPEST = 16;
const MILLENNIUM = Date.UTC(2000, 0, 1);
const A_DAY = 86_400;
const KEY = /^(?:_?id|_key|uid|uuid|pk|rowid|\w{1,30}_id)$/;
/** Every document has them. */
const ALWAYS_THERE = /^(?:_?id|_key|uid|uuid|pk|name|email|username|created_?at|createdAt|_source|_index)$/;
const IGNORED = new Set([
  '$comment',
  '$hint',
  'boost',
  '_name',
  'minimum_should_match',
  '$options',
  'score_mode',
]);

/** `{}`, `{_id: {$exists: true}}`, `{$nor: []}`, `{match_all: {}}`, `{id: {_gt: 0}}`. */
export function reachesEverything(filter: unknown): boolean {
  return reachOf(filter, '', 0) === 'EVERY';
}

function reachOf(filter: unknown, field: string, depth: number): Reach {
  if (depth > DEEPEST || filter === UNTOLD) return 'SOME';
  if (filter === null || filter === undefined || filter === '') return field === '' ? 'EVERY' : 'SOME';
  if (typeof filter === 'string' && field === '' && filter.trimStart().startsWith('{'))
    return reachOf(looseValueAt(filter, 0)?.value ?? UNTOLD, field, depth + 1);
  if (Array.isArray(filter)) return all(filter.map((one) => reachOf(one, field, depth + 1)));
  if (typeof filter !== 'object')
    return field === '' && (filter === true || filter === 'true') ? 'EVERY' : 'SOME';
  return all(Object.entries(filter).map(([key, value]) => reachOfKey(key, value, field, depth + 1)));
}

function reachOfKey(key: string, value: unknown, field: string, depth: number): Reach {
  if (IGNORED.has(key)) return 'EVERY';
  const name = key.replace(/^[$_]/, '').toLowerCase();
  const items = Array.isArray(value) ? value : [value];
  switch (name) {
    case 'and':
    case 'must':
    case 'filter':
    case 'query':
    case 'constant_score':
    case 'function_score':
    case 'bool':
    case 'dis_max':
    case 'queries':
      return reachOf(value, '', depth);
    case 'or':
    case 'should':
      return items.length === 0 ? 'EVERY' : any(items.map((one) => reachOf(one, '', depth)));
    case 'nor':
    case 'must_not':
      return not(items.length === 0 ? 'NONE' : any(items.map((one) => reachOf(one, '', depth))));
    case 'not':
      if (value === null && field !== '') return ALWAYS_THERE.test(field) ? 'EVERY' : 'SOME';
      return not(reachOf(value, field, depth));
    case 'match_all':
    case 'jsonschema':
      return name === 'match_all' || isEmpty(value) ? 'EVERY' : 'SOME';
    case 'match_none':
      return 'NONE';
    case 'expr':
      return reachOfExpression(value);
    case 'where':
      return typeof value === 'string' &&
        !/^\s{0,9}(?:true|1|!0|1\s{0,3}={1,3}\s{0,3}1|(?:function\s{0,3}\(\)\s{0,3}\{)?\s{0,3}return\s{1,3}(?:true|1);?\s{0,3}\}?)\s{0,9}$/.test(
          value,
        )
        ? 'SOME'
        : reachOf(value, '', depth);
    case 'query_string':
    case 'simple_query_string':
      return /^\s{0,3}\*(?::\*)?\s{0,3}$/.test(String((value as Fields | null)?.['query'] ?? value))
        ? 'EVERY'
        : 'SOME';
    case 'wildcard':
    case 'regexp':
    case 'prefix':
      if (field === '' && typeof value === 'object') return reachOf(value, 'x', depth);
      break;
    case 'range':
      if (field === '') return reachOf(value, '', depth);
      break;
    case 'exists':
      if (typeof value === 'object' && value !== null)
        return ALWAYS_THERE.test(String((value as Fields)['field'])) ? 'EVERY' : 'SOME';
      break;
  }
  return field === '' ? reachOfField(key, value, depth) : comparisonReach(name, value, field);
}

function reachOfField(field: string, value: unknown, depth: number): Reach {
  if (value === null && ALWAYS_THERE.test(field)) return 'NONE';
  if (typeof value !== 'object' || value === null || Array.isArray(value) || '$oid' in value) return 'SOME';
  return Object.keys(value).length === 0 ? 'SOME' : reachOf(value, field, depth);
}

/** One operator on one field. */
function comparisonReach(operator: string, value: unknown, field: string): Reach {
  const isKey = KEY.test(field);
  switch (operator) {
    case 'exists':
      return value === true || value === 1 ? (ALWAYS_THERE.test(field) ? 'EVERY' : 'SOME') : 'SOME';
    case 'is_null':
    case 'isnull':
      return value === false && ALWAYS_THERE.test(field) ? 'EVERY' : 'SOME';
    case 'type':
      if (!ALWAYS_THERE.test(field)) return 'SOME';
      if (value === 'null' || value === 10) return 'NONE';
      return /^(?:string|objectId|2|7|date|9)$/.test(String(value)) ? 'EVERY' : 'SOME';
    case 'eq':
      return value === null || value === 'null' || (isKey && isNoKey(value))
        ? ALWAYS_THERE.test(field)
          ? 'NONE'
          : 'SOME'
        : 'SOME';
    case 'ne':
    case 'neq':
      return not(comparisonReach('eq', value, field));
    case 'in':
      if (!Array.isArray(value)) return 'SOME';
      if (value.includes(true) && value.includes(false)) return 'EVERY';
      return value.every((one) => isKey && isNoKey(one)) ? 'NONE' : 'SOME';
    case 'nin':
    case 'notin':
    case 'not_in':
      return Array.isArray(value) && value.every((one) => isKey && isNoKey(one)) ? 'EVERY' : 'SOME';
    case 'gt':
    case 'gte':
      return isLeast(value, isKey, operator) || isUnder(value, field, operator) ? 'EVERY' : 'SOME';
    case 'lt':
    case 'lte':
      return isMost(value) || isOver(value, field) ? 'EVERY' : isKey && isNoKey(value) ? 'NONE' : 'SOME';
    case 'regex':
    case 'iregex':
    case 'like':
    case 'ilike':
    case 'wildcard':
    case 'prefix':
    case 'regexp':
    case 'value':
    case 'x':
      return isAnyPattern(value) || (/mail$/i.test(field) && isAnyMail(value)) ? 'EVERY' : 'SOME';
    case 'options':
      return 'EVERY';
    default:
      return isAnyPattern(value) && field === 'x' ? 'EVERY' : 'SOME';
  }
}

/** No key is nought or less, empty, or all noughts. */
function isNoKey(value: unknown): boolean {
  if (typeof value === 'number') return value <= 0;
  if (typeof value === 'string') return !/[1-9a-z]/i.test(value);
  return typeof value === 'object' && value !== null && '$oid' in value && isNoKey(value.$oid);
}

function isLeast(value: unknown, isKey: boolean, operator: string): boolean {
  if (value === null || value === '' || (isKey && (isNoKey(value) || (operator === 'gte' && value === 1))))
    return true;
  return (
    value === Number.NEGATIVE_INFINITY ||
    (typeof value === 'object' && ('$minKey' in value || ('$date' in value && value.$date === 0)))
  );
}

function isMost(value: unknown): boolean {
  if (typeof value === 'number') return value >= 1e8;
  if (typeof value === 'string') return /^(?:[3-9]\d{3}|2[1-9]\d\d)-\d\d-\d\d/.test(value);
  return typeof value === 'object' && value !== null && '$maxKey' in value;
}

function isAnyPattern(value: unknown): boolean {
  const pattern = typeof value === 'object' && value !== null && 'value' in value ? value.value : value;
  return typeof pattern === 'string' && /^\^?(?:\.?\*|\.\+|%+|\.|)\$?$/.test(pattern);
}

/** `true`, `{$eq: [1, 1]}`. */
function reachOfExpression(value: unknown): Reach {
  if (value === true || value === 1) return 'EVERY';
  if (typeof value !== 'object' || value === null) return 'SOME';
  const [operator, sides] = Object.entries(value)[0] ?? ['', null];
  if (operator === '$literal') return reachOfExpression(sides);
  if (!Array.isArray(sides) || sides.length !== 2) return 'SOME';
  const [left, right] = sides as unknown[];
  if (typeof left === 'number' && typeof right === 'number') return holds(operator, left - right);
  if (typeof left === 'string' && /^\$\w/.test(left) && typeof right === 'number')
    return comparisonReach(operator.slice(1), right, left.slice(1));
  return /^\$(?:eq|gte|lte)$/.test(operator) && JSON.stringify(left) === JSON.stringify(right)
    ? 'EVERY'
    : 'SOME';
}

function holds(operator: string, difference: number): Reach {
  const truths: Readonly<Record<string, boolean>> = {
    $eq: difference === 0,
    $ne: difference !== 0,
    $gt: difference > 0,
    $gte: difference >= 0,
    $lt: difference < 0,
    $lte: difference <= 0,
  };
  const truth = truths[operator];
  return truth === undefined ? 'SOME' : truth ? 'EVERY' : 'NONE';
}

/** What is counted from nought, and when something was made: after 1970. */
function isUnder(value: unknown, field: string, operator: string): boolean {
  if (typeof value === 'number')
    return isCounted(field.toLowerCase()) && (operator === 'gt' ? value < 0 : value <= 0);
  const date = dateOf(value);
  return date !== undefined && isMade(field) && date <= MILLENNIUM;
}

/** Ages below 200, and what was made until now. */
function isOver(value: unknown, field: string): boolean {
  if (typeof value === 'number') return value > (highestOf(field.toLowerCase()) ?? Number.POSITIVE_INFINITY);
  const date = dateOf(value);
  return date !== undefined && isMade(field) && date >= NOW;
}

/** `{$date: …}`, `"now"`, `"now+1d"`. */
function dateOf(value: unknown): number | undefined {
  const given = typeof value === 'object' && value !== null && '$date' in value ? value.$date : value;
  if (typeof given === 'number') return given;
  if (typeof given !== 'string') return undefined;
  return /^now(?:\+\d{1,6}[a-zA-Z])?(?:\/[a-zA-Z])?$/.test(given) ? NOW : dateIn(given);
}

function isMade(field: string): boolean {
  return field === '@timestamp' || isMadeColumn(field.toLowerCase());
}

function isAnyMail(value: unknown): boolean {
  return typeof value === 'string' && /^\^?(?:\.[*+]|\*|%)?@(?:\.[*+]|\*|%)?\$?$/.test(value);
}

/** Whether documents end soon after the moment that the index holds: unless that moment is their end. */
export function endsSoon(keys: unknown, seconds: unknown): boolean {
  if (typeof keys !== 'object' || keys === null || typeof seconds !== 'number') return false;
  return seconds < A_DAY && Object.keys(keys).some(isMade);
}

function all(reaches: readonly Reach[]): Reach {
  if (reaches.includes('NONE')) return 'NONE';
  return reaches.includes('SOME') ? 'SOME' : 'EVERY';
}

function any(reaches: readonly Reach[]): Reach {
  if (reaches.includes('EVERY')) return 'EVERY';
  return reaches.includes('SOME') ? 'SOME' : 'NONE';
}

function not(reach: Reach): Reach {
  if (reach === 'SOME') return 'SOME';
  return reach === 'EVERY' ? 'NONE' : 'EVERY';
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
