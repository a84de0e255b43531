/** The strings within a tool's JSON arguments, decoded, each with the key it stands under and the way back to the offsets of the text. */
import { type JsonString, readJsonString } from './json-escapes.ts';

export interface KeyedString extends JsonString {
  /** The nearest key, in lower case; '' in a list without one. */
  key: string;
}

const DEEPEST = 64;

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
  const { text, places, start, end } = string;
  if (places === null) return [start + from, start + to];
  return [places.of(from), to >= text.length ? end : places.of(to)];
}

/** One at a time: there may be as many as fit into the text. */
function* read(text: string, first: number): Generator<KeyedString> {
  const keys: string[] = [''];
  let key = '';
  for (let at = first; at < text.length; ) {
    const letter = text.charAt(at);
    if (letter === '"') {
      const string = { key, ...readJsonString(text, at + 1) };
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

function skipBlank(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) <= 32) at++;
  return at;
}
