/**
 * Strings that a program makes of a literal by the methods and functions of its language: turned, cut, folded, replaced, decoded.
 * Folded to the literal that comes of it, from the inside out, so that what is handed to a shell is there to be judged.
 */
import { unescape } from './escapes.ts';
import { piecesOf, printableOf } from './program-literals.ts';

const LOOK =
  /["'`]\s{0,2}(?:\.\s{0,2}[a-zA-Z]|\[\s{0,2}-?\d|\[\s{0,2}:)|(?:\b(?:lc|uc|reverse|strrev|strtolower|strtoupper|lcfirst|ucfirst|trim|parse|join|from|fromhex|atob|hex2bin|String|sprintf)\b|\])\s{0,2}[.("'`]|\s\?\w\s{0,2}[+,]|\bfor\s{1,4}\w{1,20}\s{1,4}in\s{1,4}b?["']|map\s{0,4}\{?\s{0,2}\(?\s{0,2}chr\b/;
const TEXT = String.raw`(["'\x60])((?:(?!\1)[^\\\n]){0,2000})\1`;
const METHOD = new RegExp(
  String.raw`(?<![\w\\])${TEXT}\s{0,2}\.\s{0,2}(lower|upper|casefold|toLowerCase|toUpperCase|toLocaleLowerCase|downcase|upcase|swapcase|strip|lstrip|rstrip|trim|trimStart|trimEnd|chomp|chop|slice|substring|substr|replace|replaceAll|gsub|sub|tr|delete|concat|decode|encode|toString|to_s|to_str|dup|freeze|itself|valueOf|normalize|removeprefix|removesuffix|delete_prefix|delete_suffix|reverse|unpack1)\b(?:\(([^()\n]{0,200})\)|\s{1,2}(["'][^"'\n]{0,80}["'](?:\s{0,2},\s{0,2}["'][^"'\n]{0,80}["'])?))?(?:\s{0,2}\{\s{0,2}(["'][^"'\n]{0,80}["'])\s{0,2}\})?`,
  'g',
);
const CUT = new RegExp(
  String.raw`(?<![\w\\])${TEXT}\[\s{0,2}(?:(-?\d{1,4})?\s{0,2}(:|\.{2,3}|,)\s{0,2}(-?\d{1,4})?(?:\s{0,2}:\s{0,2}(-?\d{1,2}))?)\s{0,2}\]`,
  'g',
);
const SPLIT = new RegExp(
  String.raw`(?<![\w\\])${TEXT}\.(?:split|partition)\(\s{0,2}(["'])([^"'\n]{1,20})\3\s{0,2}\)(?:\[(\d)\]|\.(first))`,
  'g',
);
const FUNCTIONS = new RegExp(
  String.raw`\b(?:scalar\s{1,4})?(lc|uc|lcfirst|ucfirst|reverse|strrev|strtolower|strtoupper|trim|JSON\.parse|atob|hex2bin|bytes\.fromhex|bytearray\.fromhex|String)\s{0,4}\(?\s{0,4}${TEXT.replaceAll('\\1', '\\2')}\s{0,4}\)?`,
  'g',
);
const BUFFER = new RegExp(
  String.raw`Buffer\.from\(\s{0,4}${TEXT}\s{0,4},\s{0,4}["'](hex|base64)["']\s{0,4}\)(?:\.toString\([^()\n]{0,12}\))?`,
  'g',
);
/** `[114, 109].map(c => String.fromCharCode(c)).join('')`, `.map(&:chr).join`, `.pack("c*")`. */
const NUMBERS =
  /\[((?:\s{0,4}(?:0x[\da-f]{1,4}|\d{1,5})\s{0,4},){1,400}\s{0,4}(?:0x[\da-f]{1,4}|\d{1,5})?\s{0,4})\]\s{0,2}\.\s{0,2}(?:map\s{0,2}[({][^\n]{0,60}?(?:chr\b|fromCharCode|fromCodePoint)[^\n]{0,20}?[)}]\s{0,2}\.\s{0,2}join\b(?:\(\s{0,4}(?:""|'')?\s{0,4}\)|``)?|pack\(\s{0,2}["'][cCU]\*["']\s{0,2}\))/g;
/** Perl's `join '', map chr, 114, 109`. */
const MAPPED =
  /\bjoin\s{0,4}\(?\s{0,4}(?:""|'')\s{0,4},\s{0,4}map\s{0,4}(?:\{\s{0,4}chr\s{0,4}(?:\$_)?\s{0,4}\}|chr\s{0,4},)\s{0,4}\(?((?:\s{0,4}\d{1,5}\s{0,4},){1,400}\s{0,4}\d{1,5})/g;
/** Awk's `sprintf("%c%c", 114, 109)`. */
const FORMATTED =
  /\bsprintf\(\s{0,4}"((?:%c){1,60})([^"\n%]{0,200})"\s{0,4},((?:\s{0,4}\d{1,5}\s{0,4},){0,60}\s{0,4}\d{1,5}\s{0,4})\)/g;
/** A letter moved along or mixed: `chr(ord(c)-1) for c in "…"`, `i^1 for i in b"…"`. */
const MOVED =
  /(?:["']{2}\.join\(\s{0,4}\[?\s{0,4}chr\(\s{0,4}(?:ord\(\s{0,2})?\w{1,20}\)?|(?:bytes|bytearray)\(\s{0,4}\[?\s{0,4}\w{1,20})\s{0,4}([\^+-])\s{0,4}(\d{1,3})\s{0,4}\)?\s{1,4}for\s{1,4}\w{1,20}\s{1,4}in\s{1,4}b?(["'])((?:(?!\3)[^\\\n]){1,2000})\3\s{0,4}\]?\s{0,4}\)/g;
/** Ruby's `?r`, JavaScript's `[...'text'].reverse().join('')`, Ruby's list of literals joined. */
const LETTER = /(?<=[\s([+,])\?(\w)(?=\s{0,2}[+,\]])/g;
const SPREAD =
  /\[\s{0,2}\.{3}(["'`])((?:(?!\1)[^\\\n]){1,2000})\1\s{0,2}\]\.reverse\(\)\.join(?:\(\s{0,2}(?:""|'')\s{0,2}\)|``)/g;
const JOINED = /\[((?:\s{0,4}["'][^"'\n]{0,200}["']\s{0,4},?){2,60})\]\.join\b(?!\s{0,2}[(`])/g;
const ROUNDS = 4;

export function foldMethods(code: string): string {
  if (!LOOK.test(code)) return code;
  let plain = code;
  for (let round = 0; round < ROUNDS; round++) {
    const before = plain;
    plain = plain
      .replaceAll(LETTER, "'$1'")
      .replaceAll(JOINED, (_, list: string) => quoted(piecesOf(list).join('')))
      .replaceAll(NUMBERS, (_, list: string) => quoted(printableOf(list)))
      .replaceAll(MAPPED, (_, list: string) => `${quoted(printableOf(list))} `)
      .replaceAll(FORMATTED, (_, __, rest: string, list: string) => quoted(printableOf(list) + rest))
      .replaceAll(MOVED, (_, sign: string, by: string, __, text: string) =>
        quoted(moved(text, sign, Number(by))),
      )
      .replaceAll(SPREAD, (_, __, text: string) => quoted(reversed(text)))
      .replaceAll(BUFFER, (whole, _, text: string, encoding: string) =>
        otherwise(whole, decoded(text, encoding === 'hex' ? 'hex' : 'base64')),
      )
      .replaceAll(SPLIT, (_, __, text: string, ___, by: string, index?: string) => {
        const parts = text.split(by);
        return quoted(parts[Number(index ?? 0)] ?? '');
      })
      .replaceAll(METHOD, (whole, _, text: string, name: string, args = '', words = '', block = '') =>
        otherwise(whole, applied(text, name, args === '' ? words : args, block)),
      )
      .replaceAll(CUT, (whole, _, text: string, from?: string, sign?: string, to?: string, step?: string) =>
        otherwise(whole, cut(text, from, sign ?? ':', to, step)),
      )
      .replaceAll(FUNCTIONS, (whole, name: string, _, text: string) => otherwise(whole, called(name, text)));
    if (plain === before) break;
  }
  return plain;
}

function otherwise(whole: string, made: string | null): string {
  return made === null ? whole : quoted(made);
}

function applied(text: string, name: string, args: string, block: string): string | null {
  const [first, second = block === '' ? '' : block.slice(1, -1)] = piecesOf(args);
  switch (name) {
    case 'lower':
    case 'casefold':
    case 'toLowerCase':
    case 'toLocaleLowerCase':
    case 'downcase':
      return text.toLowerCase();
    case 'upper':
    case 'toUpperCase':
    case 'upcase':
      return text.toUpperCase();
    case 'swapcase':
      return text.replaceAll(/[a-z]/gi, (letter) =>
        letter <= 'Z' ? letter.toLowerCase() : letter.toUpperCase(),
      );
    case 'strip':
    case 'lstrip':
    case 'rstrip':
    case 'trim':
    case 'trimStart':
    case 'trimEnd':
    case 'chomp':
      return stripped(text, name, first ?? ' \t');
    case 'chop':
      return text.slice(0, -1);
    case 'slice':
    case 'substring':
    case 'substr': {
      const [from, to] = args.split(',').map((number) => Number(number.trim()));
      if (from === undefined || Number.isNaN(from)) return null;
      return name === 'substr' && to !== undefined ? text.slice(from).slice(0, to) : text.slice(from, to);
    }
    case 'replace':
    case 'replaceAll':
    case 'gsub':
    case 'sub':
      return first === undefined ? null : text.replaceAll(first, () => second);
    case 'tr':
      return first === undefined ? null : translated(text, first, second);
    case 'delete':
      return first === undefined ? null : text.replaceAll(first, '');
    case 'concat':
      return text + piecesOf(args).join('');
    case 'removeprefix':
    case 'delete_prefix':
      return first !== undefined && text.startsWith(first) ? text.slice(first.length) : text;
    case 'removesuffix':
    case 'delete_suffix':
      return first !== undefined && text.endsWith(first) ? text.slice(0, text.length - first.length) : text;
    case 'reverse':
      return reversed(text);
    case 'unpack1':
      return first?.startsWith('m') ? decoded(text, 'base64') : null;
    default:
      return text;
  }
}

function called(name: string, text: string): string | null {
  switch (name) {
    case 'lc':
    case 'lcfirst':
    case 'strtolower':
      return text.toLowerCase();
    case 'uc':
    case 'ucfirst':
    case 'strtoupper':
      return text.toUpperCase();
    case 'reverse':
    case 'strrev':
      return reversed(text);
    case 'JSON.parse':
      return /^"[^"]*"$/.test(text) ? unescape(text.slice(1, -1)) : null;
    case 'atob':
      return decoded(text, 'base64');
    case 'hex2bin':
    case 'bytes.fromhex':
    case 'bytearray.fromhex':
      return decoded(text, 'hex');
    default:
      return text;
  }
}

function stripped(text: string, name: string, letters: string): string {
  let from = 0;
  let to = text.length;
  if (!/^(?:rstrip|trimEnd|chomp)$/.test(name))
    while (from < to && letters.includes(text.charAt(from))) from++;
  if (!/^(?:lstrip|trimStart)$/.test(name)) while (to > from && letters.includes(text.charAt(to - 1))) to--;
  return text.slice(from, to);
}

/** `[a:b]`, `[a:b:-1]`, and Ruby's `[a..b]` and `[a, length]`. */
function cut(
  text: string,
  from: string | undefined,
  sign: string,
  to: string | undefined,
  step?: string,
): string | null {
  if (sign === ',')
    return from === undefined || to === undefined ? null : text.slice(Number(from)).slice(0, Number(to));
  if (step !== undefined && Number(step) < 0)
    return from === undefined && to === undefined ? reversed(text) : null;
  const end =
    to === undefined || (sign === '..' && to === '-1') ? undefined : Number(to) + (sign === '..' ? 1 : 0);
  const part = text.slice(from === undefined ? 0 : Number(from), end);
  const every = step === undefined ? 1 : Math.max(1, Number(step));
  return every === 1 ? part : [...part].filter((_, index) => index % every === 0).join('');
}

/** Ruby's `tr('a-z', 'n-za-m')`. */
function translated(text: string, from: string, to: string): string {
  const [olds, news] = [spread(from), spread(to)];
  return [...text]
    .map((letter) => {
      const at = olds.indexOf(letter);
      return at === -1 ? letter : (news[Math.min(at, news.length - 1)] ?? '');
    })
    .join('');
}

function spread(set: string): string[] {
  const letters: string[] = [];
  for (let at = 0; at < set.length; at++) {
    const to = set.charAt(at + 1) === '-' ? set.charCodeAt(at + 2) : Number.NaN;
    if (Number.isNaN(to)) letters.push(set.charAt(at));
    else {
      for (let unit = set.charCodeAt(at); unit <= to && letters.length < 256; unit++)
        letters.push(String.fromCharCode(unit));
      at += 2;
    }
  }
  return letters;
}

function moved(text: string, sign: string, by: number): string {
  return [...text]
    .map((letter) => {
      const unit = letter.charCodeAt(0);
      return String.fromCharCode(sign === '^' ? unit ^ by : sign === '+' ? unit + by : unit - by);
    })
    .join('');
}

function reversed(text: string): string {
  return [...text].reverse().join('');
}

/** Null where it is no text. */
function decoded(text: string, encoding: 'hex' | 'base64'): string | null {
  const plain = Buffer.from(text, encoding).toString('latin1');
  return plain === '' || /[^\t\n\x20-\x7e]/.test(plain) ? null : plain;
}

function quoted(text: string): string {
  const line = text.replaceAll('\n', ';');
  return line.includes("'") ? `"${line.replaceAll('"', "'")}"` : `'${line}'`;
}
