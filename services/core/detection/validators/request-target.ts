/**
 * Where a URL leads when a server follows it: cloud metadata, services within that speak no HTTP, loopback written so that no
 * filter knows it. A plain `localhost:3000` is what every tutorial says.
 */
import type { Subject, Verdict } from '../types.ts';

const METADATA_HOST =
  /^(?:169\.254\.(?:169\.25[34]|170\.2)|100\.100\.100\.200|192\.0\.0\.192|\[fd00:ec2::254\]|metadata(?:\.google\.internal|\.azure\.internal)?|instance-data(?:\.ec2\.internal)?)$/i;
const REBINDING =
  /(?:^|[.-])(?:127|169[.-]254|10|0)[.-]\d{1,3}[.-].*(?:nip|sslip|xip)\.io$|\.(?:rbndr\.us|1u\.ms)$|(?:burpcollaborator|oastify)\.\w{2,3}$|(?:interact\.sh|dnslog\.cn|oast\.(?:fun|pro|live|site|online|me))$/i;
const LOCAL_NAME =
  /^(?:localhost|(?:[\w-]+\.)?(?:localtest\.me|lvh\.me|vcap\.me)|127\.0\.0\.1|0\.0\.0\.0|\[::1?\])$/i;
/** Ports of services that a browser has no business with: SSH, mail, databases, caches, the Docker and kubelet APIs. */
const RAW_PORTS: ReadonlySet<number> = new Set([22, 25, 2375, 3306, 5432, 6379, 10250, 11211, 27017]);
const ADMIN_PATH =
  /^\/(?:admin(?:\/delete|\/?$|\?)|manager\/html|server-status|v2\/keys|v1\/agent\/self|api\/v1\/namespaces\/[\w-]+\/secrets|containers\/json|jenkins\/script)/i;

/** Ports of services within that speak HTTP and ask no password: Docker, kubelets, Consul, etcd, search, queues, dashboards. */
const ADMIN_PORTS: ReadonlySet<number> = new Set([
  2375, 2376, 2379, 2380, 3080, 4194, 5984, 6443, 7001, 8161, 8500, 9200, 10250, 10255, 15672, 50070, 6379,
  11211, 27017,
]);
const PRIVATE_HOST = /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)\d{1,3}[.\d]{0,8}$/;
const REQUESTS =
  /(?:\b(?:requests?|axios|http|https|httpx|session|client|got|needle)\.?(?:get|post|put|head|request)?\s?\(\s?|\bfetch\s?\(\s?|\burlopen\s?\(\s?|\bfile_get_contents\s?\(\s?|\bcurl(?:\s-{1,2}\w{1,12}){0,3}\s)["'`]?$/i;
/** Values that outsiders give and servers follow. */
const FOLLOWED =
  /\b(?:webhook|callback|image|avatar|picture|photo|icon|logo|feed|import|pdf|preview|fetch|redirect|target|dest|proxy|src|uri|url)(?:_?(?:url|uri))?["']?\s?[:=]\s?["'`]?$/i;
/** Names of the same that no configuration of one's own has. */
const FOLLOWED_ONLY =
  /\b(?:callback|image|avatar|picture|photo|icon|logo|feed|import|preview|fetch|webhook)(?:_?(?:url|uri))?["']?\s?[:=]\s?["'`]?$/i;
const LOOK_BACK = 40;
const SUSPECT = { severity: 'LOW', confidence: 0.6 } as const;

/** A URL where it stands: what asks for it counts when its host does not tell. */
export function judgeRequest({ value, text, start }: Subject): Verdict {
  const verdict = judgeRequestTarget(value);
  if (verdict !== false) return verdict;
  const parts = /^https?:\/\/([^\s/?#:[\]]{1,60}|\[::1\])(?::(\d{1,5}))?([^\s]*)$/i.exec(value);
  if (parts === null) return false;
  const [, host = '', port = '', path = ''] = parts;
  const isPrivate = PRIVATE_HOST.test(host);
  if (!isPrivate && !LOCAL_NAME.test(host)) return false;
  if (!ADMIN_PORTS.has(Number(port)) && !ADMIN_PATH.test(path)) return false;
  const before = text.slice(Math.max(0, start - LOOK_BACK), start);
  const isAsked = isPrivate ? REQUESTS.test(before) || FOLLOWED.test(before) : FOLLOWED_ONLY.test(before);
  return isAsked ? SUSPECT : false;
}

export function judgeRequestTarget(url: string): Verdict {
  const parts =
    /^https?:\/\/(?:([^\s/?#@]{0,120})[#]?@)?(\[[^\]\s]{2,60}\]|[^\s/?#:]{1,160})(?::(\d{1,5}))?([^\s]*)$/i.exec(
      url,
    );
  if (parts === null) return false;
  const [, user, host = '', port = '', path = ''] = parts;
  if (METADATA_HOST.test(host))
    return /^metadata$|^instance-data$/i.test(host) ? /^\/(?:latest|computeMetadata)/i.test(path) : true;
  if (isDisguisedAddress(host)) return true;
  if (user !== undefined && /^[\w-]+\.[\w.-]+$/.test(user) && !user.includes(':')) return true;
  if (REBINDING.test(host)) return { severity: 'MEDIUM' };
  if (/^(?:kubernetes\.default)/i.test(host)) return /secrets|token/.test(path);
  if (/^127\.(?!0\.0\.1$)/.test(host)) return { severity: 'MEDIUM' };
  if (!LOCAL_NAME.test(host)) return false;
  return RAW_PORTS.has(Number(port)) || ADMIN_PATH.test(path) ? { severity: 'MEDIUM' } : false;
}

/** An IPv4 address in another notation than four decimals, or within IPv6, that leads inside; or letters that only look like one. */
function isDisguisedAddress(host: string): boolean {
  if (/[\u2460-\u24ff\u3002\uff10-\uff19\uff41-\uff5a]/.test(host)) return true;
  if (/^\[(?:(?:0*:){2,7}|::)(?:ffff:)?(?:\d{1,3}\.|[\da-f]{1,4}:[\da-f]{1,4}\])/i.test(host))
    return /ffff|\./i.test(host);
  const parts = host.split('.');
  if (parts.length > 4 || !parts.every((part) => /^(?:0x[\da-f]{1,8}|\d{1,12})$/i.test(part))) return false;
  const isPlain = parts.length === 4 && parts.every((part) => !/^0[\dx]/i.test(part));
  return !isPlain && isInside(addressOf(parts));
}

function addressOf(parts: readonly string[]): number {
  const numbers = parts.map((part) => (/^0\d/.test(part) ? Number.parseInt(part, 8) : Number(part)));
  const last = numbers.pop() ?? 0;
  return numbers.reduce((sum, number, index) => sum + number * 256 ** (3 - index), last);
}

function isInside(address: number): boolean {
  const first = Math.floor(address / 2 ** 24);
  const second = Math.floor(address / 2 ** 16) % 256;
  return (
    [0, 10, 127].includes(first) ||
    (first === 169 && second === 254) ||
    (first === 192 && second === 168) ||
    (first === 172 && second >= 16 && second < 32)
  );
}
