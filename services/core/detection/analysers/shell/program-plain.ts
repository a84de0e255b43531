/** Literals of other languages put together again: `'r' + 'm'`, `chr(114) + chr(109)`, `''.join(['r', 'm'])`, `"r" "m"`. One pass for each, twice. */
import { lettersOf } from './program-literals.ts';

const PIECES = /['"]\s{0,4}[+.]{1,2}\s{0,4}['"]|\bchr\(|fromCharCode|\.join\(|['"]\s{1,4}['"]/;
const LETTER = /\bchr\(\s{0,4}(0x[\da-f]{1,4}|\d{1,5})\s{0,4}\)/gi;
const LETTERS =
  /String\.fromCharCode\(((?:\s{0,4}(?:0x[\da-f]{1,4}|\d{1,5})\s{0,4},){0,200}(?:\s{0,4}(?:0x[\da-f]{1,4}|\d{1,5}))?\s{0,4})\)/gi;
const JOINED =
  /(['"])\1\.join\(\s{0,4}[[(]((?:\s{0,4}(?:'[^'\n]{0,200}'|"[^"\n]{0,200}")\s{0,4},?){1,60})[\])]\s{0,4}\)|\[((?:\s{0,4}(?:'[^'\n]{0,200}'|"[^"\n]{0,200}")\s{0,4},?){1,60})\]\.join\(\s{0,4}(?:''|"")\s{0,4}\)/g;
const PIECE = /'([^'\n]{0,200})'|"([^"\n]{0,200})"/g;

export function plainProgram(code: string): string {
  if (!PIECES.test(code)) return code;
  let plain = code;
  for (let round = 0; round < 2; round++)
    plain = plain
      .replaceAll(LETTER, (_, number: string) => `'${lettersOf(number)}'`)
      .replaceAll(LETTERS, (_, numbers: string) => `'${lettersOf(numbers)}'`)
      .replaceAll(JOINED, (_, __, first?: string, second?: string) => `'${piecesOf(first ?? second ?? '')}'`)
      .replaceAll(/(['"])\s{0,4}(?:\+|\.\.?)\s{0,4}\1/g, '')
      .replaceAll(/(?<=['"][\w/ -]{1,200})(['"])\s{1,4}\1(?=[\w /-])/g, '');
  return plain;
}

function piecesOf(list: string): string {
  return [...list.matchAll(PIECE)].map(([, single, double]) => single ?? double ?? '').join('');
}
