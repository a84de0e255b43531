/** Expressions of PowerShell and cmd whose value their text tells: base64, known folders, parts of known variables, methods of strings, commands by a glob. */
import { matchesGlob } from './glob.ts';

/** As they are on every Windows. */
const KNOWN: ReadonlyMap<string, string> = new Map([
  ['comspec', String.raw`C:\Windows\system32\cmd.exe`],
  ['systemroot', String.raw`C:\Windows`],
  ['windir', String.raw`C:\Windows`],
  ['systemdrive', 'C:'],
  ['programfiles', String.raw`C:\Program Files`],
  ['programdata', String.raw`C:\ProgramData`],
  ['allusersprofile', String.raw`C:\ProgramData`],
  ['public', String.raw`C:\Users\Public`],
  ['os', 'Windows_NT'],
  ['pathext', '.COM;.EXE;.BAT;.CMD;.VBS;.VBE;.JS;.JSE;.WSF;.WSH;.MSC'],
  ['path', String.raw`C:\Windows\system32;C:\Windows;C:\Windows\System32\Wbem`],
]);
const COMMANDS =
  'remove-item ri rm rd rmdir del erase clear-content clc invoke-expression iex clear-disk format-volume remove-partition stop-computer'.split(
    ' ',
  );

export const SUBSTRING = /%(\w{2,20}):~(-?\d{1,3})(?:,(-?\d{1,3}))?%/g;
export const LOOKED_UP =
  /[&.]\s{0,4}\(?\(\s{0,4}(?:gcm|get-command|gal|get-alias)\s{1,4}['"]?([\w*?-]{1,40})['"]?\s{0,4}\)(?:\[0\]\))?/gi;

/** `%COMSPEC:~-7,3%` is `cmd`. */
export function substringOf(whole: string, name: string, from: string, length?: string): string {
  const value = KNOWN.get(name.toLowerCase());
  if (value === undefined) return whole;
  const start = Number(from) < 0 ? Math.max(0, value.length + Number(from)) : Number(from);
  if (length === undefined) return value.slice(start);
  return Number(length) < 0 ? value.slice(start, Number(length)) : value.slice(start, start + Number(length));
}

/** The command that a glob or an alias asks for; what destroys, before anything else. */
export function commandLike(glob: string): string {
  const lower = glob.toLowerCase();
  return COMMANDS.find((name) => matchesGlob(lower, name)) ?? glob;
}

/** Calls whose value is known, as a literal. */
export function withoutCalls(text: string): string {
  if (!text.includes('::')) return text;
  return text
    .replaceAll(
      /\[(?:system\.)?text\.encoding\]::(\w{3,20})\.getstring\(\s{0,4}\[(?:system\.)?convert\]::frombase64string\(\s{0,4}['"]([\w+/=]{2,20000})['"]\s{0,4}\)\s{0,4}\)/gi,
      (_, coding: string, packed: string) =>
        `'${Buffer.from(packed, 'base64').toString(/unicode/i.test(coding) ? 'utf16le' : 'utf8')}'`,
    )
    .replaceAll(
      /\[(?:system\.)?environment\]::getfolderpath\(\s{0,4}['"](\w{2,30})['"]\s{0,4}\)/gi,
      (_, name: string) => folderOf(name.toLowerCase()),
    )
    .replaceAll(
      /\[(?:system\.)?environment\]::getenvironmentvariable\(\s{0,4}['"]([\w()]{2,30})['"][^)\n]{0,40}\)/gi,
      (_, name: string) => `'%${name}%'`,
    )
    .replaceAll(
      /\[(?:system\.)?environment\]::(?:system|current)directory\b/gi,
      String.raw`'C:\Windows\System32'`,
    )
    .replaceAll(
      /\[string\]::(?:join\(\s{0,4}(?:''|"")\s{0,4},|concat\()\s{0,4}@?\(?((?:\s{0,4}'[^'\n]{0,200}'\s{0,4},?){1,40})\)?\s{0,4}\)/gi,
      (_, list: string) =>
        `'${[...list.matchAll(/'([^'\n]{0,200})'/g)].map(([, piece = '']) => piece).join('')}'`,
    );
}

function folderOf(name: string): string {
  if (/^(?:windows|system)/.test(name)) return String.raw`'C:\Windows'`;
  if (name.startsWith('program')) return String.raw`'C:\Program Files'`;
  if (name.startsWith('commonapplication')) return String.raw`'C:\ProgramData'`;
  return name === 'userprofile' ? String.raw`'C:\Users\me'` : String.raw`'C:\Users\me\Documents'`;
}

/** `-join('r','i')`, `'x'.Replace('x','r')`, `'metI'[-1..-4] -join ''`, `'Rx'.TrimEnd('x')`, once each. */
export function withoutMethods(text: string): string {
  return text
    .replaceAll(
      /\(?\bjoin-path\s{1,4}(?:-path\s{1,4})?['"]?([\w:\\$.%]{1,100})['"]?\s{1,4}(?:-childpath\s{1,4})?['"]?([\w\\.*]{1,100})['"]?\)?/gi,
      (_, folder: string, name: string) => `'${folder.replace(/\\$/, '')}\\${name}'`,
    )
    .replaceAll(
      /\(?-join\s{0,4}\(((?:\s{0,4}'[^'\n]{0,200}'\s{0,4},?){1,40})\)\)?/gi,
      (_, list: string) =>
        `('${[...list.matchAll(/'([^'\n]{0,200})'/g)].map(([, piece = '']) => piece).join('')}')`,
    )
    .replaceAll(
      /'([^'\n]{1,200})'\s{0,4}\[\s{0,4}-1\s{0,4}\.\.\s{0,4}-\s{0,4}\d{1,4}\s{0,4}\]\s{0,4}-join\s{0,4}''/gi,
      (_, reversed: string) => `'${[...reversed].reverse().join('')}'`,
    )
    .replaceAll(
      /'([^'\n]{1,400})'(?:\.replace\(\s{0,4}|\s{1,4}-[ci]?replace\s{1,4})'([\w~@#!-]{1,40})'\s{0,4},\s{0,4}'([^'\n]{0,40})'\)?/gi,
      (_, value: string, from: string, to: string) => `'${value.replaceAll(from, () => to)}'`,
    )
    .replaceAll(
      /'([^'\n]{1,400})'\.trim(?:end|start)?\(\s{0,4}(?:'([^'\n]{0,10})')?\s{0,4}\)/gi,
      (_, value: string, letters?: string) => `'${trimmed(value, letters ?? ' ')}'`,
    )
    .replaceAll(
      /'([^'\n]{1,400})'\.to(?:lower|upper)(?:invariant)?\(\s{0,4}\)/gi,
      (_, value: string) => `'${value.toLowerCase()}'`,
    )
    .replaceAll(
      /'([^'\n]{1,400})'\.substring\(\s{0,4}(\d{1,3})\s{0,4}(?:,\s{0,4}(\d{1,3})\s{0,4})?\)/gi,
      (_, value: string, from: string, length?: string) =>
        `'${value.slice(Number(from), length === undefined ? undefined : Number(from) + Number(length))}'`,
    );
}

function trimmed(value: string, letters: string): string {
  let start = 0;
  let end = value.length;
  while (start < end && letters.includes(value.charAt(start))) start++;
  while (end > start && letters.includes(value.charAt(end - 1))) end--;
  return value.slice(start, end);
}
