/** What a script's variables hold, as far as the script itself says, and parameter expansion (POSIX 2.6.2 and bash's own). */
import { FILLED, VARIABLE, VARIABLE_END } from './command.ts';
import { unescape } from './escapes.ts';
import { matchesGlob } from './glob.ts';

const LONGEST = 65_536;
/** A value that patterns are taken off of. */
const LONGEST_TRIMMED = 256;
/** All expansions of a script together; what comes after is unknown. Long values used over and over are no way to stall. */
const MOST_EXPANDED = 1_048_576;
/** Environment that is the same on every machine, or stands for a place that paths.ts knows. */
const GIVEN: ReadonlyMap<string, string> = new Map([
  ['HOME', '~'],
  ['PWD', '.'],
  ['TMPDIR', '/tmp'],
  ['SHELL', '/bin/bash'],
  ['BASH', '/bin/bash'],
  ['$', '1'],
  ['?', '0'],
  ['!', '1'],
  ['#', '0'],
  ['-', ''],
  ['RANDOM', '1'],
  ['SECONDS', '1'],
  ['EMPTY', ''],
]);
const NAME = /^!?(?:\w+|[@*#?$!-])/;
/** `${list[@]:1:2}`. */
const SLICE = /^:\s{0,2}\(?(-?\d{1,4})\)?(?::(\d{1,4}))?$/;
const ABSOLUTE = new Set(['PATH', 'HOME', 'PWD', 'SHELL', 'OLDPWD']);

/** A variable has several values where a loop or an array gives them. */
export type Value = readonly string[];

export class Variables {
  readonly #values = new Map<string, Value>();
  /** Names that stand for others: `declare -n`. */
  readonly #references = new Map<string, string>();
  #spent = 0;

  /** A list without members reads as an empty text. */
  set(name: string, value: Value): void {
    if (this.#values.size < 1000 || this.#values.has(name))
      this.#values.set(name, value.length === 0 ? [''] : value);
  }

  append(name: string, text: string): void {
    const joined = `${this.#values.get(name)?.[0] ?? ''}${text}`;
    if (joined.length <= LONGEST) this.set(name, [joined]);
  }

  /** `declare -n name=target`. */
  refer(name: string, target: string): void {
    if (name !== target && this.#references.size < 100) this.#references.set(name, target);
  }

  unset(name: string): void {
    this.#values.delete(name);
  }

  /** Its values; one mark where they are unknown. Positional parameters that nobody set are empty. */
  get(wanted: string): Value {
    const name = this.#references.get(wanted) ?? wanted;
    const value = this.#values.get(name);
    if (value !== undefined) {
      for (const { length } of value) this.#spent += length;
      if (this.#spent < MOST_EXPANDED) return value;
      return [`${VARIABLE}${name}${VARIABLE_END}`];
    }
    if (name === '@' || name === '*') return [''];
    const given = GIVEN.get(name);
    return [given ?? `${VARIABLE}${name}${VARIABLE_END}`];
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  get separators(): string {
    return this.#values.get('IFS')?.[0] ?? ' \t\n';
  }

  /** What stands between the braces of `${…}`; `expandWord` expands a default. */
  expand(inside: string, expandWord: (text: string) => string): Value {
    if (inside.startsWith('#')) return ['1'];
    const name = NAME.exec(inside)?.[0] ?? '';
    if (name === '') return [''];
    const subscript = /^\[([^\]]{0,20})\]/.exec(inside.slice(name.length));
    const rest = inside.slice(name.length + (subscript?.[0].length ?? 0));
    const member = subscript === null ? undefined : this.#values.get(`${name}[${subscript[1]}]`);
    if (member !== undefined) return rest === '' ? member : this.#operate(name, member, rest, expandWord);
    const some = subscript !== null && /^[@*]$/.test(subscript[1] ?? '') ? SLICE.exec(rest) : null;
    if (some !== null) return sliced(this.get(name), Number(some[1]), some[2]);
    const index = /^\[(\d{1,4})\]/.exec(inside.slice(name.length))?.[1];
    const own = name.startsWith('!') ? this.#indirect(name.slice(1)) : this.get(name);
    const values = index === undefined ? own : [own[Number(index)] ?? ''];
    if (rest === '') return values;
    return this.#operate(name, values, rest, expandWord);
  }

  #indirect(name: string): Value {
    const [target = ''] = this.get(name);
    return this.get(target);
  }

  #operate(name: string, values: Value, rest: string, expandWord: (text: string) => string): Value {
    const otherwise = /^:?([-=+?])/.exec(rest);
    if (otherwise !== null) {
      const isSet = this.has(name) || GIVEN.has(name);
      const word = () => [expandWord(rest.slice(otherwise[0].length))];
      if (otherwise[1] === '+') return isSet ? word() : [''];
      // `${X:?}` ends the script rather than be empty: whatever it is, it is something.
      if (rest.startsWith(':?') && !isSet) return [`${VARIABLE}${FILLED}${name}${VARIABLE_END}`];
      return isSet || otherwise[1] === '?' ? values : word();
    }
    const cut = /^:\s{0,4}\(?\s{0,2}(-?\d{1,5})\s{0,2}\)?(?::(-?\d{1,5}))?$/.exec(rest);
    if (cut !== null) return values.map((value) => substring(name, value, Number(cut[1]), cut[2]));
    if (rest === '^^') return values.map((value) => value.toUpperCase());
    if (rest === ',,') return values.map((value) => value.toLowerCase());
    if (rest === '^') return values.map((value) => value.charAt(0).toUpperCase() + value.slice(1));
    if (rest === ',') return values.map((value) => value.charAt(0).toLowerCase() + value.slice(1));
    if (rest === '@L' || rest === '@U')
      return values.map((value) => (rest === '@L' ? value.toLowerCase() : value.toUpperCase()));
    if (rest === '@E') return values.map(unescape);
    if (rest.startsWith('/')) return values.map((value) => replaced(value, rest, expandWord));
    if (rest === '%%/*' && ABSOLUTE.has(name)) return [''];
    if (/^[#%]/.test(rest))
      return values.map((value) => {
        this.#spent += value.length ** 2;
        return this.#spent < MOST_EXPANDED ? trimmed(value, rest, expandWord) : value;
      });
    return values;
  }
}

function sliced(values: Value, from: number, length: string | undefined): Value {
  const part = values.slice(from);
  return length === undefined ? part : part.slice(0, Number(length));
}

function substring(name: string, value: string, from: number, length: string | undefined): string {
  if (from === 0 && length === '1' && ABSOLUTE.has(name)) return '/';
  if (value.startsWith(VARIABLE)) return value;
  const start = from < 0 ? Math.max(0, value.length + from) : from;
  if (length === undefined) return value.slice(start);
  const count = Number(length);
  return count < 0 ? value.slice(start, count) : value.slice(start, start + count);
}

/** `#head`, `##head`, `%tail`, `%%tail`: the shortest or the longest that the pattern matches is taken off. */
function trimmed(value: string, rest: string, expandWord: (text: string) => string): string {
  if (value.startsWith(VARIABLE) || value.length > LONGEST_TRIMMED) return value;
  const isLongest = rest.charAt(1) === rest.charAt(0);
  const isHead = rest.startsWith('#');
  const pattern = expandWord(rest.slice(isLongest ? 2 : 1)).replaceAll('/', '\u0001');
  const text = value.replaceAll('/', '\u0001');
  for (let step = 0; step <= text.length; step++) {
    const length = isLongest ? text.length - step : step;
    const part = isHead ? text.slice(0, length) : text.slice(text.length - length);
    if (matchesGlob(pattern, part))
      return isHead ? value.slice(length) : value.slice(0, value.length - length);
  }
  return value;
}

/** `/old/new` and `//old/new`, by literal text. */
function replaced(value: string, rest: string, expandWord: (text: string) => string): string {
  const all = rest.startsWith('//');
  const [old = '', fresh = ''] = rest.slice(all ? 2 : 1).split('/', 2);
  if (old === '' || value.startsWith(VARIABLE)) return value;
  const by = expandWord(fresh);
  const made = all ? value.replaceAll(old, () => by) : value.replace(old, () => by);
  return made.length <= LONGEST ? made : value;
}
