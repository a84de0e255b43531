/** What a place on Windows means to whoever deletes it: drives, profiles, shares, the registry, however the path is written. */
import { matchesGlob } from './glob.ts';
import { type Worth, worthOf } from './paths.ts';

export type Place = Worth | 'DISK';

const PROFILE = String.raw`c:\users\me`;
/** Variables that every session has, by name: `%NAME%`, `$env:NAME`, `${env:NAME}`. */
const VARIABLES: ReadonlyMap<string, string> = new Map([
  ...['userprofile', 'home'].map((name) => [name, PROFILE] as const),
  ...['systemroot', 'windir'].map((name) => [name, String.raw`c:\windows`] as const),
  ...['systemdrive', 'homedrive'].map((name) => [name, 'c:'] as const),
  ['homepath', String.raw`\users\me`],
  ...['programfiles', 'programfiles(x86)', 'programw6432', 'commonprogramfiles'].map(
    (name) => [name, String.raw`c:\program files`] as const,
  ),
  ...['programdata', 'allusersprofile'].map((name) => [name, String.raw`c:\programdata`] as const),
  ['appdata', String.raw`${PROFILE}\appdata\roaming`],
  ['localappdata', String.raw`${PROFILE}\appdata\local`],
  ['public', String.raw`c:\users\public`],
  ['onedrive', String.raw`${PROFILE}\onedrive`],
  ...['temp', 'tmp'].map((name) => [name, String.raw`${PROFILE}\appdata\local\temp`] as const),
]);
const VARIABLE = /%([\w()]{2,24})(?::[^%]{0,20})?%|\$env:(\w{2,24})|\$\{env:([\w()]{2,24})\}|\$(home)\b/gi;
const DEVICE =
  /^\\\\[.?]\\(?:globalroot\\|physicaldrive\d|harddisk|cdrom|volume\{|[a-z]:$)|^\/\/\.\/physicaldrive\d/i;
const LONG_FORM =
  /^(?:file:\/{2,3}|(?:microsoft\.powershell\.core\\)?filesystem::|\\\\[.?]\\(?=[a-z]:)|\\\\[.?]\\unc(?=\\))/i;
const HIVE =
  /^(?:registry::|microsoft\.powershell\.core\\registry::|\\\\[^\\]{1,60}\\)?(hk(?:lm|cu|cr|u|cc)|hkey_\w{5,20}):?(?:\\(.*))?$/i;
/** Drives of PowerShell that hold what runs the machine. */
const PROVIDER = /^(?:cert|iis|ad|wsman|sqlserver):(?:\\|$)/i;
const ALL = /^(?:\*|\*\.\*|\?\*|\.\*|)$/;
const VITAL = ['windows', 'users', 'program files', 'program files (x86)', 'programdata'];
/** Documents and settings, before there were users; what short names (`PROGRA~1`) stand for. */
const SHORT = /^([^~\\]{1,6})~\d$/;
const OLD_USERS = 'documents and settings';
const DATA =
  /^(?:inetpub|wwwroot|data\w{0,8}|db|backups?|shares?|vms?|hyper-v|archives?|prod\w{0,8}|customers?|finance|home|profiles|efi|boot|recovery|system volume information|mysql|mssql\w{0,12}|postgres\w{0,6}|mongo\w{0,6}|exports?|media|storage)$/;
const OWN =
  /^(?:documents|desktop|downloads|pictures|photos|music|videos|movies|onedrive.{0,40}|favorites|appdata|\.ssh|\.gnupg|\.aws|\.kube|\.config|ntuser\.dat)$/;
const THROWAWAY = /(?:^|\\)(?:te?mp|\.?caches?|[\w-]{0,20}[_-]cache|node_modules|prefetch)(?:\\|$)/;

/** The place that a word names; PLAIN where it names none, or one that can be made again. */
export function placeOf(word: string, cwd = ''): Place {
  if (word.startsWith('/') && !/^\/\/[^/]|^\/[a-z?]$|^\/[a-z]:/i.test(word)) return worthOf(word);
  const isWhole = cwd === '' || /^(?:[a-z?*]:|\\|\/|%\w|\$|~)/i.test(word) || HIVE.test(word);
  const long = expand(isWhole ? word : `${cwd}\\${word}`);
  if (DEVICE.test(long)) return 'DISK';
  const hive = HIVE.exec(long);
  if (hive !== null) return keyWorth((hive[1] ?? '').toLowerCase(), hive[2] ?? '');
  if (PROVIDER.test(long)) return 'VALUABLE';
  const path = normalised(long);
  if (path === '') return 'PLAIN';
  if (path.startsWith('\\\\')) return shareWorth(path.slice(2).split('\\'));
  if (!/^[a-z?*]:/.test(path)) return /^(?:\.|\.\.(?:\\\.\.)*)$/.test(path) ? 'VALUABLE' : 'PLAIN';
  return driveWorth(path.slice(3).split('\\'));
}

export function isWindowsPath(word: string): boolean {
  return /^(?:[a-z?*]:|\\\\|%\w|\$env:|\$\{env:|\$home\b|~(?:$|[\\/])|\.{1,2}(?:$|[\\/])|\*|file(?:system)?:|microsoft\.|registry::|hk\w{1,20}[:\\]|hkey_|cert:|iis:|ad:|wsman:)|\\/i.test(
    word,
  );
}

function expand(word: string): string {
  const known = word
    .replace(/^~(?=$|[\\/])/, () => PROFILE)
    .replaceAll(VARIABLE, (whole, ...names: (string | undefined)[]) => {
      const name = names.slice(0, 4).find((each) => each !== undefined);
      return VARIABLES.get(name?.toLowerCase() ?? '') ?? whole;
    });
  return known.replace(LONG_FORM, (form) => (/unc$/i.test(form) ? '\\' : ''));
}

/** Lower case, backslashes, `.`, `..` and doubled ones gone; a share that is this machine's drive is the drive. What all of a folder is (`\*`), is the folder. */
function normalised(path: string): string {
  let lower = path.toLowerCase().replaceAll('/', '\\');
  lower = lower.replace(/^\\\\[^\\]{1,60}\\([a-z])\$(?=\\|$)/, '$1:');
  if (/^\\[^\\]/.test(lower)) lower = `c:${lower}`;
  const isShare = lower.startsWith('\\\\');
  const parts: string[] = [];
  for (const part of lower.split('\\')) {
    const name = part.replace(/(?<=[^.])[. ]+$/, '');
    if (name === '' || name === '.') continue;
    if (name === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.splice(parts.length > 1 ? -1 : 1);
    else parts.push(name);
  }
  while (parts.length > 0 && ALL.test(parts.at(-1) ?? '')) parts.pop();
  if (parts.length === 0) return path === '' ? '' : '.';
  return `${isShare ? '\\\\' : ''}${parts.join('\\')}`;
}

function driveWorth(parts: readonly string[]): Worth {
  const [top = '', second = '', third = ''] = parts;
  if (ALL.test(top) || (parts.length === 1 && top.startsWith('*'))) return 'VITAL';
  if (top === OLD_USERS || isLike(top, OLD_USERS)) return userWorth(parts.slice(1));
  const vital = VITAL.find((name) => isLike(top, name));
  if (vital === 'users') return userWorth(parts.slice(1));
  if (vital !== undefined) {
    if (THROWAWAY.test(parts.slice(1).join('\\'))) return 'PLAIN';
    if (parts.length <= 2) return 'VITAL';
    return vital === 'windows' && second === 'system32' && third !== '' ? 'VALUABLE' : 'PLAIN';
  }
  if (THROWAWAY.test(parts.join('\\'))) return 'PLAIN';
  if (top === 'inetpub' && parts.length <= 3) return 'VALUABLE';
  return DATA.test(top) && parts.length === 1 ? 'VALUABLE' : 'PLAIN';
}

/** Below the folder of all users. */
function userWorth(parts: readonly string[]): Worth {
  if (parts.length <= 1) return 'VITAL';
  const [, folder = '', below = '', further] = parts;
  if (folder === 'appdata')
    return further === undefined && !/^(?:locallow|temp)$/.test(below) ? 'VALUABLE' : 'PLAIN';
  return parts.length === 2 && OWN.test(folder) ? 'VALUABLE' : 'PLAIN';
}

/** A share as a whole, or what it says it keeps. */
function shareWorth([, share = '', folder = '', ...rest]: readonly string[]): Worth {
  if (share === '' || folder === '') return 'VALUABLE';
  return rest.length === 0 && DATA.test(folder) ? 'VALUABLE' : 'PLAIN';
}

/** The machine's keys, and a user's but for those of one program. */
function keyWorth(hive: string, key: string): Worth {
  if (!/^(?:hkcu|hkey_current_user)$/.test(hive)) return 'VITAL';
  const parts = key.split('\\').filter((part) => !ALL.test(part));
  const [first = '', second = ''] = parts;
  if (parts.length <= 1) return 'VITAL';
  return /^software$/i.test(first) && /^(?:microsoft|classes|policies)$/i.test(second) && parts.length < 4
    ? 'VITAL'
    : 'PLAIN';
}

/** Itself, a glob of it, or its short name. */
function isLike(given: string, name: string): boolean {
  if (given === name) return true;
  const short = SHORT.exec(given)?.[1];
  if (short !== undefined) return name.replaceAll(' ', '').startsWith(short);
  return /[*?]/.test(given) && matchesGlob(given, name);
}
