/**
 * What hardly stands in the commands of other systems, and what hides a word from whoever reads a command of Windows. Nearly every
 * command has none of it, so each pattern is tried only where literals of it stand in the text.
 */
import { compileGroups } from '../../trigger-groups.ts';

/** A pattern, and literals of which one stands wherever it matches. */
type Sign = readonly [literals: readonly string[], pattern: RegExp];

const VERBS =
  'remove clear disable uninstall unregister stop reset initialize format dismount set get invoke start limit revoke enable suspend move rename drop delete destroy'.split(
    ' ',
  );
/** A drive, a share, a variable, a class, a cmdlet. */
const foreign: readonly Sign[] = [
  [[':\\', ':/'], /(?:^|[^a-z])[a-z]:[\\/](?!\/)/im],
  [['\\\\'], /\\\\[?.\w]/],
  [['$env:', '${env:'], /\$\{?env:/i],
  [[']::'], /\]::/],
  [['$_'], /\$_(?:\.|\s|$)/m],
  [VERBS.map((verb) => `${verb}-`), new RegExp(`(?:^|[^\\w-])(?:${VERBS.join('|')})-[a-z]\\w`, 'im')],
  [['diskpart'], /\bdiskpart\b/i],
  [['win32_'], /\bwin32_/i],
];
const hidden: readonly Sign[] = [
  [['-join'], /-join/i],
  [["('"], /\('\w+'\)\)/],
  [
    ['.replace(', '.trim', '.substring(', '.toupper(', '.tolower('],
    /['"]\.(?:replace|trim\w{0,5}|substring|to(?:lower|upper))\(/i,
  ],
  [['-replace'], /['"]\s{1,4}-replace\s/i],
  [['gal', 'nal', 'sal', 'gcm'], /\b(?:gal|gcm|nal|sal)\s/i],
  [['get-alias', 'get-command'], /(?:get-alias|get-command)\s/i],
  [['set-alias', 'new-alias', 'alias:', 'join-path'], /\b(?:(?:set|new)-alias\s|alias:|join-path\s)/i],
  [['iex', 'invoke-expression'], /\b(?:iex|invoke-expression)\b/i],
  [['set'], /\bset\s+"?\w{1,30}=/i],
  [['comspec'], /comspec/i],
];
/** Of a command whose program other systems have too: what makes it one for Windows. */
const alike: readonly Sign[] = [
  [['powershell', 'pwsh'], /\b(?:powershell|pwsh)\b/i],
  [['iex'], /\|\s*iex/i],
  [['rec'], /-\w*rec\w*\b/i],
  [['$env:'], /\$env:/i],
];
const ALIKE = /\s-f$|\s\/[a-z]\b/i;
/** `"{0}" -f 'a'` */
const FORMAT = /-f\s{0,4}['"]/i;
/** By signs of which a look for each costs less than theirs to be among the literals. */
const bySign: readonly (readonly [string, RegExp])[] = [
  ['^', /[a-z]\^[a-z]/i],
  ['`', /[a-z]`[a-z]/i],
  ['+', /['"]\s{0,4}\+\s{0,4}['"]/],
  ['=', /(?<=\$\w{1,40}\s{0,4})=\s{0,4}['"(]/],
  ['(', /(?<=[&.]\s{0,4})\(/],
  ['[', /\[(?:char\]|scriptblock\]|(?:system\.)?(?:io\.|environment\]|convert\]|text\.)|string\]::|-1\.\.)/i],
  [':~', /%\w{1,30}:~/],
  ['-f', FORMAT],
  ['-F', FORMAT],
];
const VARIABLE = /%[a-z_]{3,20}(?:%|:~)/i;

const groupsIn = compileGroups([...foreign, ...hidden, ...alike].map(([literals]) => literals));
/** What was found in the text that was looked at last: it is asked about twice in a row. */
let lookedAt = '';
let groups = 0;

function hasOne(text: string, signs: readonly Sign[], from: number): boolean {
  if (text !== lookedAt) [lookedAt, groups] = [text, groupsIn(text)];
  return signs.some(([, pattern], index) => ((groups >>> (from + index)) & 1) !== 0 && pattern.test(text));
}

/** Whether a text says something that only commands of Windows say. */
export function looksForeign(text: string): boolean {
  return hasOne(text, foreign, 0) || (text.includes('%') && VARIABLE.test(text));
}

/** Whether it may be a command for Windows, given that one of its programs may be. */
export function looksAlike(text: string): boolean {
  if (text.includes('\\') || (text.includes('%') && /%\w+%/.test(text))) return true;
  return hasOne(text, alike, foreign.length + hidden.length) || ALIKE.test(text);
}

/** Whether a word of it may be written so that nobody sees it. */
export function hidesWords(text: string): boolean {
  return (
    bySign.some(([sign, pattern]) => text.includes(sign) && pattern.test(text)) ||
    hasOne(text, hidden, foreign.length)
  );
}
