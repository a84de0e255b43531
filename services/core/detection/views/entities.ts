/**
 * HTML character references (https://html.spec.whatwg.org/multipage/named-characters.html): numeric ones with or without semicolon as
 * browsers read them, of the named ones those that stand for ASCII. `&lt;` and `&gt;` are left as they are: a tag that was escaped so is no
 * tag any more, and reading it as one would call the very defence an attack.
 */
import { type Decoded, hexDigit } from './octets.ts';

const NAMED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['apos', "'"],
  ['ast', '*'],
  ['bsol', '\\'],
  ['colon', ':'],
  ['comma', ','],
  ['commat', '@'],
  ['dollar', '$'],
  ['equals', '='],
  ['excl', '!'],
  ['grave', '`'],
  ['hyphen', '-'],
  ['lbrace', '{'],
  ['lbrack', '['],
  ['lowbar', '_'],
  ['lpar', '('],
  ['lsqb', '['],
  ['nbsp', ' '],
  ['NewLine', '\n'],
  ['num', '#'],
  ['percnt', '%'],
  ['period', '.'],
  ['plus', '+'],
  ['quest', '?'],
  ['quot', '"'],
  ['rbrace', '}'],
  ['rbrack', ']'],
  ['rpar', ')'],
  ['rsqb', ']'],
  ['semi', ';'],
  ['shy', ''],
  ['sol', '/'],
  ['Tab', '\t'],
  ['verbar', '|'],
  ['zwj', ''],
  ['zwnj', ''],
]);
const LONGEST_NAME = Math.max(...[...NAMED.keys()].map((name) => name.length));
/** `&#0000000105;`: more digits than these are no longer a character. */
const MOST_DIGITS = 12;

/** The reference at `at`, where an ampersand stands, or null. */
export function decodeEntity(text: string, at: number): Decoded | null {
  if (text.charAt(at + 1) === '#') return decodeNumeric(text, at + 2);
  for (let end = at + 1; end <= at + 1 + LONGEST_NAME; end++) {
    if (text.charAt(end) !== ';') continue;
    const decoded = NAMED.get(text.slice(at + 1, end));
    return decoded === undefined ? null : { end: end + 1, decoded };
  }
  return null;
}

function decodeNumeric(text: string, at: number): Decoded | null {
  const radix = (text.charCodeAt(at) | 32) === 120 ? 16 : 10;
  const from = radix === 16 ? at + 1 : at;
  let end = from;
  let code = 0;
  for (; end < from + MOST_DIGITS; end++) {
    const digit = hexDigit(text.charCodeAt(end));
    if (digit < 0 || digit >= radix) break;
    code = code * radix + digit;
  }
  if (end === from || code === 0 || code > 0x10_ffff || (code >= 0xd800 && code <= 0xdfff)) return null;
  return { end: text.charAt(end) === ';' ? end + 1 : end, decoded: String.fromCodePoint(code) };
}
