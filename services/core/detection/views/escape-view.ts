/**
 * Undoes escapes wherever they stand, in one pass: those of JSON strings (RFC 8259, section 7) and of JavaScript, Python, C and shell
 * ones (`\x41`, `\u{41}`, `\U00000041`, `\101`), percent-encoding and HTML character references. Tool arguments are often JSON within
 * a text, and a URL or HTML within that.
 */
import { decodeEntity } from './entities.ts';
import { jsonView } from './json-view.ts';
import { type Decoded, decodeOctets, hexNumber, octetAt } from './octets.ts';
import { LONG, type View, ViewBuilder } from './view.ts';

type Decode = (text: string, at: number) => Decoded | null;

const SIMPLE: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["'", "'"],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/** Each mark with what reads it; where the mark stands next is looked up anew only once it was passed. */
const DECODERS = [
  ['\\', decodeBackslash],
  ['%', decodePercent],
  ['&', decodeEntity],
] as const;

export function escapeView(text: string, parent: View | null): View | null {
  if (!text.includes('\\')) return undone(text, parent);
  const said =
    parent === null && isSaidWhole(text) ? jsonView(text, () => undone(text, null)?.pieces ?? []) : null;
  return said ?? undone(text, parent);
}

/** Whether a view of it leaves nothing out, and there is no escape but a parser's. */
function isSaidWhole(text: string): boolean {
  return text.length < LONG && !has(text, '%', decodePercent) && !has(text, '&', decodeEntity);
}

function has(text: string, mark: string, decode: Decode): boolean {
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1))
    if (decode(text, at) !== null) return true;
  return false;
}

function undone(text: string, parent: View | null): View | null {
  const next = DECODERS.map(([mark]) => indexFrom(text, mark, 0));
  let at = Math.min(...next);
  if (at === text.length) return null;
  const builder = new ViewBuilder(text);
  while (at < text.length) {
    const which = next.indexOf(at);
    const [, decode] = DECODERS[which] as (typeof DECODERS)[number];
    const read = decode(text, at);
    if (read !== null) builder.replace(at, read.end, read.decoded);
    const end = read?.end ?? at + 1;
    at = text.length;
    for (let index = 0; index < next.length; index++) {
      if ((next[index] as number) < end) next[index] = indexFrom(text, DECODERS[index]?.[0] ?? '', end);
      at = Math.min(at, next[index] as number);
    }
  }
  return builder.isEmpty ? null : builder.finish(parent);
}

function indexFrom(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at === -1 ? text.length : at;
}

function decodeBackslash(text: string, at: number): Decoded | null {
  const letter = text.charAt(at + 1);
  const simple = SIMPLE.get(letter);
  if (simple !== undefined) return { end: at + 2, decoded: simple };
  if (letter === 'u') return text.charAt(at + 2) === '{' ? braced(text, at + 3) : unit(text, at + 2, 4);
  if (letter === 'U') return unit(text, at + 2, 8);
  if (letter === 'x') return decodeOctets(text, at, '\\x') ?? latin(text, at);
  return octal(text, at + 1);
}

/** `\xff` alone is U+00FF to JavaScript and to Python's strings. */
function latin(text: string, at: number): Decoded | null {
  const octet = octetAt(text, at, '\\x');
  return octet < 0 ? null : { end: at + 4, decoded: String.fromCharCode(octet) };
}

function unit(text: string, at: number, digits: 4 | 8): Decoded | null {
  const code = hexNumber(text, at, digits);
  if (code < 0 || code > 0x10_ffff) return null;
  return { end: at + digits, decoded: String.fromCodePoint(code) };
}

/** One to six digits and a closing brace. */
function braced(text: string, at: number): Decoded | null {
  const digits = text.slice(at, at + 7).indexOf('}');
  const code = digits < 1 ? -1 : hexNumber(text, at, digits);
  if (code < 0 || code > 0x10_ffff) return null;
  return { end: at + digits + 1, decoded: String.fromCodePoint(code) };
}

/** Three digits, as C and shells write an octet; fewer are back references more often. */
function octal(text: string, at: number): Decoded | null {
  let code = 0;
  for (let index = at; index < at + 3; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (!(digit >= 0 && digit <= 7)) return null;
    code = code * 8 + digit;
  }
  return code < 0x20 || code > 0x7e ? null : { end: at + 3, decoded: String.fromCharCode(code) };
}

/** `%41`, or `%u0041` as old servers read it. */
function decodePercent(text: string, at: number): Decoded | null {
  if ((text.charCodeAt(at + 1) | 32) === 117) return unit(text, at + 2, 4);
  return decodeOctets(text, at, '%');
}
