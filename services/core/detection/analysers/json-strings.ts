/** The strings within a tool's JSON arguments, decoded, each with the key it stands under and the way back to the offsets of the text. */

export interface KeyedString {
  /** The nearest key, in lower case; '' in a list without one. */
  key: string;
  text: string;
  /** Where each unit of `text` begins in the arguments; null where it is `start` and its index. */
  at: readonly number[] | null;
  /** The stretch that it was read from, without its quotes. */
  start: number;
  end: number;
}

const DEEPEST = 64;
const SIMPLE: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** The strings of a JSON object or list, cut off or wrong as it may be; null where the text is none. */
export function stringsIn(text: string): Iterable<KeyedString> | null {
  const first = skipBlank(text, 0);
  const letter = text.charAt(first);
  if (letter !== '{' && letter !== '[') return null;
  const next = text.charAt(skipBlank(text, first + 1));
  const looksSo = next === '"' || (letter === '{' ? next === '}' : next === '{' || next === '[');
  return looksSo || isJson(text) ? read(text, first) : null;
}

/** For what may be something else by its beginning: a list of numbers first, the test `[ 1 -eq 1 ]`. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A span [from, to) of a string as a span of the arguments. */
export function toArguments(string: KeyedString, from: number, to: number): [start: number, end: number] {
  const { at, start, end } = string;
  if (at === null) return [start + from, start + to];
  return [at[from] ?? start, at[to] ?? end];
}

/** One at a time: there may be as many as fit into the text. */
function* read(text: string, first: number): Generator<KeyedString> {
  const keys: string[] = [''];
  let key = '';
  for (let at = first; at < text.length; ) {
    const letter = text.charAt(at);
    if (letter === '"') {
      const string = readString(text, at + 1, key);
      at = skipBlank(text, string.end + 1);
      if (text.charAt(at) === ':') {
        key = string.text.slice(0, 64).toLowerCase();
        at++;
      } else yield string;
      continue;
    }
    if (letter === '{' || letter === '[') {
      if (keys.length < DEEPEST) keys.push(key);
    } else if (letter === '}' || letter === ']') key = (keys.length > 1 ? keys.pop() : '') ?? '';
    else if (letter === ',') key = keys.at(-1) ?? '';
    at++;
  }
}

/** The string that begins here, its escapes undone. */
function readString(text: string, start: number, key: string): KeyedString {
  let end = start;
  let hasEscapes = false;
  for (; end < text.length && text.charCodeAt(end) !== 34; end++) {
    if (text.charCodeAt(end) !== 92) continue;
    hasEscapes = true;
    end++;
  }
  end = Math.min(end, text.length);
  return hasEscapes
    ? decode(text, key, start, end)
    : { key, text: text.slice(start, end), at: null, start, end };
}

function decode(text: string, key: string, start: number, end: number): KeyedString {
  const at: number[] = [];
  const units: string[] = [];
  for (let index = start; index < end; ) {
    at.push(index);
    const letter = text.charAt(index);
    const escaped = text.charAt(index + 1);
    const code = escaped === 'u' ? text.slice(index + 2, index + 6) : '';
    if (letter !== '\\') {
      units.push(letter);
      index++;
    } else if (/^[0-9a-fA-F]{4}$/.test(code)) {
      units.push(String.fromCharCode(Number.parseInt(code, 16)));
      index += 6;
    } else {
      units.push(SIMPLE[escaped] ?? escaped);
      index += 2;
    }
  }
  return { key, text: units.join(''), at, start, end };
}

function skipBlank(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) <= 32) at++;
  return at;
}
