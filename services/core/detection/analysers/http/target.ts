/**
 * Where a URL leads, as the browsers’ standard (WHATWG) reads it and as more lenient clients might: where they differ, the worse
 * counts. For the analyser of HTTP arguments and for the guard; pure, bounded by the URL’s length, never throws.
 */
import { ipv6Of, type Reach } from './address.ts';
import { type HostVerdict, judgeHost } from './host.ts';
import { SOCKETS } from './urls.ts';

/** What is to be said of a target; each has a card of its own (cards.ts). */
export type TargetRisk =
  | 'METADATA'
  | 'INTERNAL'
  | 'LOCAL_FILE'
  | 'FOREIGN_PROTOCOL'
  | 'ADMIN_PORT'
  | 'DATA_DROP'
  | 'PASSWORD'
  | 'TOKEN_IN_CLEAR';

export interface Target {
  /** Lower case, without the colon; '' where none is written. */
  scheme: string;
  /** As judged: lower case, without look-alikes and escapes. */
  host: string;
  port: number | null;
  reach: Reach;
  /** Another notation than the usual one, a name that stands for an address, or a URL that readers disagree on. */
  isDisguised: boolean;
  risks: readonly TargetRisk[];
}

/** Of what follows the authority: the authority itself is read whole. */
const LONGEST = 4096;
const RANK: Readonly<Record<Reach, number>> = {
  METADATA: 6,
  LOOPBACK: 5,
  PRIVATE: 4,
  LINK_LOCAL: 3,
  INTERNAL: 2,
  RESERVED: 1,
  PUBLIC: 0,
};
const WEB = new Set(['http', 'https', 'ws', 'wss']);
const FILES = new Set([
  'file',
  'netdoc',
  'php',
  'phar',
  'jar',
  'expect',
  'ogg',
  'zip',
  'compress.zlib',
  'glob',
  'view-source',
  'local_file',
  'url',
  'zlib',
  'compress.bzip2',
  'rar',
]);
const FOREIGN = new Set([
  'gopher',
  'dict',
  'ldap',
  'ldaps',
  'ldapi',
  'rmi',
  'tftp',
  'smb',
  'cifs',
  'ssh2',
  'ssh2.exec',
  'ssh2.sftp',
  'telnet',
  'nfs',
  'jndi',
  'iiop',
  'corbaname',
  'dns',
  ...SOCKETS,
]);
/** Doors that no public client has business with: container and cluster APIs, stores, remote desktops. */
const ADMIN_PORTS = new Set([
  22, 23, 25, 111, 135, 139, 445, 512, 513, 514, 873, 1099, 1433, 1521, 2049, 2181, 2375, 2376, 2379, 2380,
  3306, 3389, 4243, 4505, 5432, 5601, 5900, 5984, 5985, 5986, 6066, 6379, 6443, 7077, 8500, 8600, 9042, 9092,
  9200, 9300, 10250, 10255, 11211, 15672, 16379, 26379, 27017, 27018, 50000, 50070,
]);
const TOKEN =
  /[?&;](?:[\w.-]{0,30}[_-])?(?:pass(?:word|wd)?|pwd|secret|token|access_?token|api_?key|apikey|auth|key|sig|signature|session(?:_?id)?|jwt|client_?secret)=([^&#\s]{4,})/i;
/** What stands for a value: a template’s, a shell’s, a document’s. */
const STAND_IN = /^(?:\{|\$|<|%7b|:|\[|\*|x{3,}|your|example|redacted|token$|key$|secret$|password$)/i;
/** Hooks of chat services: they post to whoever made them. */
const CHAT_HOOK =
  /^(?:(?:ptb\.|canary\.)?discord(?:app)?\.com\/api\/(?:v\d+\/)?webhooks\/|hooks\.slack\.com\/(?:services|workflows|triggers)\/|api\.telegram\.org\/(?:file\/)?bot|[\w-]+\.webhook\.office\.com\/|outlook\.office\.com\/webhook\/|chat\.googleapis\.com\/v1\/spaces\/[^/]+\/messages\?)/i;

/**
 * Judges a URL or, with `isBare`, something that may be a host, `host:port` or `host/path` without a scheme; words without a dot then
 * count for nothing unless they are `localhost`.
 */
export function classifyTarget(text: string, isBare = false): Target {
  const url = text.trim();
  const scheme =
    /^([a-z][a-z\d+.-]{1,20}):(?=[/\\]|[^\s\d/\\])/i.exec(url)?.[1]?.toLowerCase() ??
    (/^https?:/i.exec(url) ? 'http' : '');
  const isWeb = WEB.has(scheme);
  const known =
    isWeb || FILES.has(scheme) || FOREIGN.has(scheme) || (scheme !== '' && /^[^:]{1,24}:[/\\]{2}/.test(url));
  const rest = known ? url.slice(url.indexOf(':') + 1) : url;
  const share = scheme === '' && /^\\\\[^\\\s]/.test(url);
  const after = rest.replace(/^[/\\]+/, '');
  const target = worst(
    after,
    scheme === '' || !(isWeb || FOREIGN.has(scheme)) ? isBare || known : false,
    isWeb ? url : null,
  );
  const risks = [...risksOf(known ? scheme : '', share, after.slice(0, LONGEST), target)];
  return { scheme: known ? scheme : '', ...target, risks };
}

type Judged = Pick<Target, 'host' | 'port' | 'reach' | 'isDisguised'> & { isDrop: boolean };

/** Of all readings of what stands between the slashes, the one that leads furthest in. */
function worst(after: string, isBare: boolean, url: string | null): Judged {
  const plain = /^[^/?#\\]*/.exec(after)?.[0] ?? '';
  let judged = judge(plain, isBare);
  const loose = /^[^/?]*/.exec(after)?.[0] ?? '';
  for (const reading of loose.includes('@') ? [loose, loose.slice(0, loose.indexOf('@'))] : []) {
    if (reading === plain) continue;
    const other = judge(/[#\\]/.test(reading) ? reading.slice(reading.search(/[#\\]/) + 1) : reading, true);
    if (RANK[other.reach] > RANK[judged.reach] && /[#\\]/.test(loose))
      judged = { ...other, isDisguised: true };
  }
  if (url !== null && judged.reach === 'PUBLIC' && /[^\w./:?#&=%@~+,;!*-]/.test(plain)) {
    const standard = standardHost(url);
    if (standard !== null) {
      const other = judge(standard, isBare);
      if (RANK[other.reach] > 0) judged = { ...other, isDisguised: true };
    }
  }
  return judged;
}

function standardHost(url: string): string | null {
  return URL.canParse(url) ? new URL(url).host : null;
}

/** `user@host:port`, what stands before the last @ left out. */
function judge(given: string, isBare: boolean): Judged {
  const bracketed = given.includes('%5') ? given.replaceAll(/%5b/gi, '[').replaceAll(/%5d/gi, ']') : given;
  const authority = /[@＠]/.test(bracketed) ? bracketed : bracketed.replaceAll('%40', '@');
  const sign = Math.max(authority.lastIndexOf('@'), authority.lastIndexOf('＠'));
  const place = authority.slice(sign + 1).replace(/[\\#].*$/s, '');
  const parts = /^(\[[^\]]*\]?|[^:]*:[^:]*:.*|[^:]*)(?::(\d{0,5}))?/s.exec(place);
  const verdict =
    sign > 0
      ? worse(judgeHost(hostOf(parts?.[1] ?? ''), isBare), authority.slice(0, sign))
      : judgeHost(hostOf(parts?.[1] ?? ''), isBare);
  const isTricky = sign > 0 && /^[\w-]+(?:\.[\w-]+)+$/.test(authority.slice(0, sign));
  const port = parts?.[2] ? Number(parts[2]) : null;
  return {
    host: verdict.host,
    port,
    reach: verdict.reach,
    isDisguised: verdict.isDisguised || isTricky,
    isDrop: verdict.isDrop,
  };
}

/** `127.0.0.1:11211:80` is no IPv6 address: for some readers its first part is the host. */
function hostOf(place: string): string {
  if (place.includes(',')) return place.slice(0, place.indexOf(','));
  if (place.startsWith('[') || !place.includes(':') || ipv6Of(place) !== null) return place;
  return place.slice(0, place.indexOf(':'));
}

/** An address before the @ is there to be taken for the host by somebody. */
function worse(verdict: HostVerdict, user: string): HostVerdict {
  const name = /^[^:;,?#\\\s]*/.exec(user)?.[0] ?? '';
  if (verdict.reach !== 'PUBLIC' || !/^(?:\d{1,3}(?:\.\d{1,3}){3}|localhost|0x[\da-f]{8})$/i.test(name))
    return verdict;
  const other = judgeHost(name);
  return other.reach === 'PUBLIC' ? verdict : { ...other, isDisguised: true };
}

function* risksOf(scheme: string, isShare: boolean, after: string, target: Judged): Generator<TargetRisk> {
  if (FILES.has(scheme)) yield 'LOCAL_FILE';
  if (FOREIGN.has(scheme) || isShare) yield 'FOREIGN_PROTOCOL';
  if (target.reach === 'METADATA') yield 'METADATA';
  else if (target.reach !== 'PUBLIC' && !FILES.has(scheme)) yield 'INTERNAL';
  else if (target.port !== null && ADMIN_PORTS.has(target.port) && WEB.has(scheme)) yield 'ADMIN_PORT';
  if (target.isDrop || CHAT_HOOK.test(after)) yield 'DATA_DROP';
  if (!WEB.has(scheme) && scheme !== '') return;
  const password = /^[^/?#@\s:]{0,100}:([^/?#@\s]{1,200})@/.exec(after)?.[1];
  if (password !== undefined && !STAND_IN.test(password)) yield 'PASSWORD';
  const token = scheme === 'http' || scheme === 'ws' ? TOKEN.exec(after)?.[1] : undefined;
  if (token !== undefined && !STAND_IN.test(token)) yield 'TOKEN_IN_CLEAR';
}
