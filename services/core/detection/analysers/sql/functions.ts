/** Functions of SQL that yield something known, for whether a condition spares a row. All others yield what cannot be told. */
import {
  DAY,
  dateIn,
  isCell,
  NOW,
  numberOf,
  order,
  reckon,
  SOME,
  Span,
  spanIn,
  Time,
  textOf,
  timeOf,
  truthOf,
  type Value,
} from './values.ts';

type Reckoning = (parts: readonly Value[], row: number) => Value;

const table = new Map<string, Reckoning>();

function add(names: string, reckoning: Reckoning): void {
  for (const name of names.split(' ')) table.set(name, reckoning);
}

export function functionOf(name: string): Reckoning | undefined {
  return table.get(name);
}

add('true', () => true);
add('false', () => false);
add('null unknown', () => null);
add(
  'now current_timestamp current_date localtimestamp sysdate systimestamp localtime getdate getutcdate sysdatetime curdate curtime clock_timestamp statement_timestamp transaction_timestamp utc_timestamp unix_timestamp today',
  (parts) => (parts.length === 0 || typeof parts[0] === 'number' ? new Time(NOW) : timed(parts)),
);
add(
  'version current_user session_user user database current_database current_schema connection_id pg_backend_pid uuid gen_random_uuid newid last_insert_id',
  () => SOME,
);
add('pi', () => Math.PI);
add('notempty', ([part]) => (textOf(part) === undefined ? undefined : textOf(part) !== ''));
add('json_valid isjson', ([part]) => (part === '{}' || part === '[]' ? true : undefined));
add('now64 today', () => new Time(NOW));
add('random rand dbms_random', (_, row) => [0, 0.5, 0.999_999][row % 3]);
add(
  'coalesce ifnull nvl',
  (parts) => parts.find((part) => part !== null) ?? (parts.includes(undefined) ? undefined : null),
);
add('isnull', (parts) => (parts.length > 1 ? (parts[0] === null ? parts[1] : parts[0]) : isNull(parts[0])));
add('nullif', ([a, b]) => {
  const compared = order(a, b);
  if (compared === undefined) return undefined;
  return compared === 0 ? null : a;
});
add('if iif', ([condition, then, other]) => {
  const truth = truthOf(condition);
  if (truth === undefined) return undefined;
  return truth === true ? then : (other ?? null);
});
add('greatest max', (parts) => extreme(parts, 1));
add('least min', (parts) => extreme(parts, -1));
add('abs', ([part]) => numeric(part, Math.abs));
add('sign', ([part]) => numeric(part, Math.sign));
add('floor', ([part]) => numeric(part, Math.floor));
add('ceil ceiling', ([part]) => numeric(part, Math.ceil));
add('round trunc truncate', ([part]) => numeric(part, Math.round));
add('mod', ([a, b]) => reckon('%', a, b));
add('length len char_length character_length octet_length datalength', ([part]) => {
  const text = textOf(part);
  return part === null ? null : text?.length;
});
add('lower lcase', ([part]) => textual(part, (text) => text.toLowerCase()));
add('upper ucase', ([part]) => textual(part, (text) => text.toUpperCase()));
add('trim ltrim rtrim btrim', (parts) =>
  parts.length === 1 ? textual(parts[0], (text) => text.trim()) : undefined,
);
add('concat', joined);
add('ascii ord', ([part]) => (typeof part === 'string' ? part.charCodeAt(0) : undefined));
add('char chr', (parts) =>
  parts.every((part) => typeof part === 'number') ? String.fromCharCode(...(parts as number[])) : undefined,
);
add('crc32 hex quote quote_literal hashtext row_to_json to_json to_jsonb', ([part]) =>
  part === null || part === undefined ? part : SOME,
);
add('instr strpos', ([text, part]) => found(text, part));
add('position locate charindex', ([part, text]) => found(text, part));
add(
  'date timestamp datetime to_timestamp to_date todatetime parse_datetime date_trunc from_unixtime str_to_date strftime julianday',
  timed,
);
add('cast try_cast safe_cast', ([value]) => value);
add('convert', (parts) => parts.find((part) => isCell(part) || typeof part === 'string') ?? parts[0]);
add('interval', ([text]) => (typeof text === 'string' ? spanIn(text) : undefined));
add('date_add adddate timestampadd datetime_add timestamp_add', ([from, by]) => reckon('+', from, days(by)));
add('date_sub subdate datetime_sub timestamp_sub', ([from, by]) => reckon('-', from, days(by)));
add('dateadd', ([unit, amount, from]) => {
  const by = typeof amount === 'number' && isCell(unit) ? spanIn(`${amount} ${unit.column}`) : undefined;
  return reckon('+', from, by);
});
add('make_date datefromparts makedate', ([year, month, day]) =>
  typeof year === 'number' && typeof month === 'number'
    ? new Time(Date.UTC(year, month - 1, Number(day ?? 1)))
    : undefined,
);
add('age', ([a, b]) =>
  reckon('-', b === undefined ? new Time(NOW) : asTime(a), asTime(b === undefined ? a : b)),
);
add('datediff timestampdiff date_diff', (parts) => {
  // With a unit before them, the earlier comes first.
  const later: Value = parts.length > 2 ? parts[2] : parts[0];
  const span = reckon('-', asTime(later), asTime(parts[1]));
  return span instanceof Span ? span.ms / DAY : undefined;
});
add('year', ([value]) => yearOf(value));
add('extract date_part datepart', ([part, value]) => {
  const unit = isCell(part) ? part.column : part;
  // As a time: what it is compared with counts in seconds, too.
  if (unit === 'epoch') return asTime(value);
  return unit === 'year' ? yearOf(value) : undefined;
});
add('power pow', ([a, b]) => {
  const [base, exponent] = [numberOf(a), numberOf(b)];
  return base === undefined || exponent === undefined ? undefined : base ** exponent;
});
add('decode', ([value, ...pairs]) => {
  for (let at = 0; at + 1 < pairs.length; at += 2) {
    const compared = order(value, pairs[at]);
    if (typeof compared !== 'number') return undefined;
    if (compared === 0) return pairs[at + 1];
  }
  return pairs.length % 2 === 1 ? pairs.at(-1) : null;
});
add('array row', ([first, ...rest]) => (rest.length === 0 ? first : undefined));

function asTime(value: Value): Value {
  const ms = timeOf(value);
  return ms === undefined ? undefined : new Time(ms);
}

function yearOf(value: Value): Value {
  const ms = timeOf(value);
  return ms === undefined || !Number.isFinite(ms) ? undefined : new Date(ms).getUTCFullYear();
}

function isNull(value: Value): Value {
  return value === undefined ? undefined : value === null;
}

function days(by: Value): Value {
  return typeof by === 'number' ? new Span(by * DAY) : by;
}

function extreme(parts: readonly Value[], direction: 1 | -1): Value {
  let best = parts[0];
  for (const part of parts.slice(1)) {
    const compared = order(part, best);
    if (typeof compared !== 'number') return undefined;
    if (compared * direction > 0) best = part;
  }
  return best;
}

function numeric(part: Value, change: (number: number) => number): Value {
  const number = numberOf(part);
  if (part === null || number === undefined) return part === null ? null : undefined;
  return change(number);
}

function textual(part: Value, change: (text: string) => string): Value {
  const text = textOf(part);
  if (part === null || text === undefined) return part === null ? null : undefined;
  return change(text);
}

/** In a row; of a database that takes null for nothing, or for nothing at all. */
export function joined(parts: readonly Value[]): Value {
  let text = '';
  for (const part of parts) {
    const next = textOf(part);
    if (next === undefined || text.length > 4000) return undefined;
    text += next;
  }
  return text;
}

function found(text: Value, part: Value): Value {
  const [within, sought] = [textOf(text), textOf(part)];
  return within === undefined || sought === undefined ? undefined : within.indexOf(sought) + 1;
}

/** `date('now', '-30 days')`, `to_timestamp('2026-01-01', 'YYYY-MM-DD')`, `date(created_at)`. */
function timed(parts: readonly Value[]): Value {
  const [first, ...rest] = parts;
  if (first === null) return null;
  if (isCell(first)) return rest.length === 0 ? first : undefined;
  if (typeof first === 'number') return new Time(first < 1e11 ? first * 1000 : first);
  const known =
    typeof first === 'string'
      ? (dateIn(first) ?? timeOf(rest.find((part) => part instanceof Time)))
      : timeOf(first);
  let ms = known;
  for (const part of rest) {
    const by = typeof part === 'string' ? spanIn(part) : undefined;
    if (by !== undefined && ms !== undefined) ms += by.ms;
    else if (typeof part === 'string' && /^start of/i.test(part)) return undefined;
  }
  return ms === undefined ? undefined : new Time(ms);
}
add('md5 sha sha1 sha2 sha256 sha512 hashbytes', ([part], row) =>
  part === null ? null : part === undefined ? undefined : ['0b1f5a', '7c9d02', 'f3e8a1'][row % 3],
);
