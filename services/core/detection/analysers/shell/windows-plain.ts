/**
 * What cmd and PowerShell make of a command that is written so that nobody sees its words: carets and backticks within them, names put
 * together from pieces, from letters' numbers, or kept in variables. One pass for each of these, a bounded number of times.
 */
import {
  commandLike,
  LOOKED_UP,
  SUBSTRING,
  substringOf,
  withoutCalls,
  withoutMethods,
} from './windows-expressions.ts';

import { hidesWords } from './windows-signs.ts';

const LONGEST = 65_536;
const ASSIGNED = /\$(\w{1,40})\s{0,4}=\s{0,4}(?:'([^'\n]{0,2000})'|"([^"\n$]{0,2000})")/g;
const SET = /(?:^|[&\s"])set\s+"?(\w{1,30})=([^"&\n]{0,200})/gi;
const ALIAS =
  /\b(?:sal|set-alias|nal|new-alias|ni\s{1,4}alias:|new-item\s{1,4}(?:-path\s{1,4})?alias:)\\?\s{0,4}(?:-name\s{1,4})?(\w{1,30})\s{1,4}(?:-value\s{1,4})?([\w-]{2,40})/gi;
const MOST_VARIABLES = 50;

/** Null where nothing is hidden. */
export function plainWindows(text: string): string | null {
  if (text.length > LONGEST || !hidesWords(text)) return null;
  let plain = text.replaceAll(/\^(?=[^\s^])/g, '').replaceAll(/`(?=[\w-])/g, '');
  plain = withoutCalls(plain.replaceAll(SUBSTRING, substringOf));
  plain = withAliases(plain.replaceAll(/&?\s{0,4}(?:\$env:comspec|%comspec%)/gi, ';cmd'));
  for (let round = 0, before = ''; round < 3 && plain !== before; round++) {
    before = plain;
    plain = withoutJoints(withVariables(plain));
  }
  plain = plain
    .replaceAll(/[&.]\s{0,4}\(?\s{0,4}['"]([\w.-]{2,60})['"]\s{0,4}\)?/g, (_, name: string) => `;${name} `)
    .replaceAll(/\(\s{0,4}'([^'\n]{1,4000})'\s{0,4}\)/g, "'$1'")
    .replaceAll(LOOKED_UP, (_, glob: string) => `;${commandLike(glob)} `)
    .replaceAll(/\[scriptblock\]::create\(\s{0,4}'([^'\n]{1,4000})'\s{0,4}\)/gi, ';$1;')
    .replaceAll(/\[scriptblock\]::create'([^'\n]{1,4000})'/gi, ';$1;')
    .replaceAll(
      /\[(?:system\.)?io\.(?:directory|file|directoryinfo)\]::delete\(?/gi,
      ';Remove-Item -Recurse ',
    );
  return plain === text ? null : plain;
}

/** `'a'+'b'`, `[char]82`, `('a','b') -join ''`, `"{1}{0}" -f 'b','a'`. */
function withoutJoints(text: string): string {
  return withoutMethods(text)
    .replaceAll(
      /\[char\]\s{0,4}(?:0x([\da-f]{1,4})|(\d{1,5}))/gi,
      (_, hex?: string, decimal?: string) =>
        `'${String.fromCharCode(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16))}'`,
    )
    .replaceAll(/(['"])\s{0,4}\+\s{0,4}\1/g, '')
    .replaceAll(/'\s{0,4}\+\s{0,4}"|"\s{0,4}\+\s{0,4}'/g, '')
    .replaceAll(
      /\(?((?:'[^'\n]{0,200}'\s{0,4},\s{0,4}){1,40}'[^'\n]{0,200}')\)?\s{0,4}-join\s{0,4}''/gi,
      (_, list: string) => `'${piecesOf(list).join('')}'`,
    )
    .replaceAll(
      /\(?["']((?:\{\d\}){1,10})["']\s{0,4}-f\s{0,4}((?:'[^'\n]{0,200}'\s{0,4},?\s{0,4}){1,10})\)?/gi,
      (_, form: string, list: string) => {
        const pieces = piecesOf(list);
        return `'${form.replaceAll(/\{(\d)\}/g, (__, place: string) => pieces[Number(place)] ?? '')}'`;
      },
    );
}

function piecesOf(list: string): string[] {
  return [...list.matchAll(/'([^'\n]{0,200})'/g)].map(([, piece = '']) => piece);
}

/** `sal x Remove-Item; x C:\\Users`: where a command may stand, the alias is what it stands for. */
function withAliases(text: string): string {
  const values = new Map<string, string>();
  for (const [, name = '', value = ''] of text.matchAll(ALIAS))
    if (values.size < MOST_VARIABLES) values.set(name.toLowerCase(), value);
  if (values.size === 0) return text;
  return text.replaceAll(/(^|[;|{&]\s{0,4})(\w{1,30})(?=\s)/g, (whole, before: string, name: string) => {
    const value = values.get(name.toLowerCase());
    return value === undefined ? whole : `${before}${value}`;
  });
}

function withVariables(text: string): string {
  const values = new Map<string, string>();
  for (const [, name = '', single, double] of text.matchAll(ASSIGNED))
    if (values.size < MOST_VARIABLES) values.set(`$${name.toLowerCase()}`, single ?? double ?? '');
  for (const [, name = '', value = ''] of text.matchAll(SET))
    if (values.size < MOST_VARIABLES) values.set(`%${name.toLowerCase()}%`, value.trim());
  if (values.size === 0) return text;
  let room = 2 * LONGEST;
  return text.replaceAll(
    /([&.]\s{0,4})?(\$\w{1,40}|%\w{1,30}%|!\w{1,30}!)(?!\s{0,4}=)/g,
    (whole, call: string | undefined, name: string, at: number) => {
      const value = values.get(name.toLowerCase().replaceAll('!', '%'));
      if (value === undefined || (room -= value.length) < 0) return whole;
      const isPiece =
        /[(+,]\s{0,4}$/.test(text.slice(Math.max(0, at - 5), at + (call?.length ?? 0))) ||
        text.charAt(at + whole.length) === '+';
      if (isPiece) return `${call ?? ''}'${value}'`;
      return call === undefined ? value : `;${value}`;
    },
  );
}
