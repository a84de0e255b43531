/** Host names and what they lead to, without asking anybody: by what they are called and by the addresses written in them. */
import { ipv4Of, ipv6Of, isPlainIpv4, type Reach, reachOfIpv4, reachOfIpv6 } from './address.ts';

export interface HostVerdict {
  /** In lower case, look-alikes and escapes undone. */
  host: string;
  reach: Reach;
  /** Written so that a filter may not see where it leads. */
  isDisguised: boolean;
  /** Takes what anybody sends and shows it to whoever asks. */
  isDrop: boolean;
}

const METADATA =
  /^(?:metadata|metadata\.google\.internal|metadata\.goog|metadata\.azure\.(?:internal|com)|instance-data(?:\.ec2\.internal)?|metadata\.tencentyun\.com|metadata\.(?:packet\.net|platformequinix\.com)|rancher-metadata|metadata\.(?:oraclecloud|service)\.(?:com|consul)|api\.metadata\.cloud\.ibm\.com)$/;
const LOOPBACK =
  /^(?:localhost\d?|local|loopback|ip6-(?:localhost|loopback)|localhost\.localdomain|localhost[46]?(?:\.localdomain[46]?)?|(?:.{1,252}\.)?(?:localhost|localtest\.me|lvh\.me|vcap\.me|lacolhost\.com|fuf\.me|localho\.st|local\.gd|yoogle\.com|127-0-0-1\.org\.uk|domaincontrol\.xyz|localhost\.direct|loopback\.site|lcl\.host|lndo\.site|ddev\.site|smackaho\.st|ulh\.us|127001\.me|localhost\.run\.me|(?:bugbounty\.dod\.network)|spoofed\.burpcollaborator\.net))$/;
const INTERNAL_SUFFIX = new Set(
  'internal local corp lan intranet home localdomain private svc cluster consul test-internal docker k8s onprem priv ad intra domain office'.split(
    ' ',
  ),
);
const INTERNAL =
  /^(?:host|gateway|kubernetes)\.docker\.internal$|^kubernetes\.default(?:$|\.)|^fritz\.box$|^(?:www\.)?routerlogin\.net$|^host\.containers\.internal$|\.home\.arpa$|\.svc\.[\w.-]+$|\.node\.consul$/;
/** Names of any address: 10.0.0.1.nip.io, 7f000001.nip.io, a-127-0-0-1.sslip.io. */
const WILDCARD =
  /^(.*?)\.?(?:nip\.io|sslip\.io|xip\.io|traefik\.me|backname\.io|localip\.(?:co|sh)|(?:my\.)?local-ip\.(?:co|sh|dev|medicmobile\.org)|nip\.dev|xip\.name|ip\.addr\.tools)$/;
const REBINDING = /(?:^|\.)(?:1u\.ms|rbndr\.us|rebind\.network|rebind\.it|requestrepo\.com)$/;
const DROPS = new Set(
  'webhook.site requestbin.com requestbin.net requestbin.org requestb.in requestcatcher.com pipedream.net pastebin.com paste.ee hastebin.com toptal.com/developers/hastebin dpaste.com dpaste.org ix.io sprunge.us termbin.com 0x0.st transfer.sh file.io gofile.io anonfiles.com catbox.moe litterbox.catbox.moe bashupload.com temp.sh oshi.at ngrok.io ngrok.app ngrok.dev ngrok-free.app ngrok-free.dev trycloudflare.com serveo.net loca.lt localtunnel.me localhost.run lhr.life pagekite.me playit.gg burpcollaborator.net oastify.com interact.sh interactsh.com dnslog.cn ceye.io canarytokens.com canarytokens.org beeceptor.com hookbin.com mockbin.org postb.in webhookinbox.com hookdeck.com/x rentry.co controlc.com ghostbin.com privatebin.net justpaste.it pasteboard.co uguu.se wetransfer.com mega.nz mega.co.nz sendspace.com zippyshare.com tmpfiles.org filebin.net keep.sh typedwebhook.tools webhook-test.com webhook.cool smee.io pastes.io paste.rs nopaste.net bin.sh ttm.sh send.cm workers-logger.io xss.ht ezxss.com bxss.me'.split(
    ' ',
  ),
);
const OAST = /(?:^|\.)oast\.(?:fun|pro|live|site|online|me)$/;
/** A name has no more; of a longer one its end says where it leads, if anywhere. */
const LONGEST_NAME = 253;
/** White space and letters that no one sees; browsers leave them out. */
const INVISIBLE = /[\s\u00ad\u200b-\u200f\u2060\ufeff]/g;

/** Judges a host without its port; `isBare` where it may as well be an ordinary word. */
export function judgeHost(raw: string, isBare = false): HostVerdict {
  const host = /^[a-z\d.-]+$/.test(raw) ? withoutDots(raw) : normalised(raw);
  const verdict: HostVerdict = {
    host,
    reach: 'PUBLIC',
    isDisguised: host !== withoutDots(raw.toLowerCase()),
    isDrop: false,
  };
  if (host === '') return verdict;
  const groups = host.includes(':') ? ipv6Of(host) : null;
  if (groups !== null)
    return {
      ...verdict,
      reach: reachOfIpv6(groups),
      isDisguised: verdict.isDisguised || !isPlainIpv6(groups),
    };
  const last = host.slice(host.lastIndexOf('.') + 1);
  if (/^(?:\d+|0x[\da-f]+)$/.test(last)) {
    const address = isBare && /^\d+$/.test(host) ? null : ipv4Of(host);
    if (address !== null)
      return {
        ...verdict,
        reach: reachOfIpv4(address),
        isDisguised: verdict.isDisguised || !isPlainIpv4(host),
      };
  }
  return judgeName(verdict, last, isBare);
}

function judgeName(verdict: HostVerdict, last: string, isBare: boolean): HostVerdict {
  const isSingle = last === verdict.host;
  if (isSingle && last.length > LONGEST_NAME) return verdict;
  const host = verdict.host.slice(-LONGEST_NAME);
  if (METADATA.test(host) && !(isBare && isSingle)) return { ...verdict, reach: 'METADATA' };
  if (LOOPBACK.test(host) && !(isBare && host === 'local'))
    return {
      ...verdict,
      reach: 'LOOPBACK',
      isDisguised: verdict.isDisguised || !/(?:^|\.)localhost$/.test(host),
    };
  if (isSingle) return !isBare && /^[a-z][\w-]*$/.test(host) ? { ...verdict, reach: 'INTERNAL' } : verdict;
  if (INTERNAL_SUFFIX.has(last) || INTERNAL.test(host)) return { ...verdict, reach: 'INTERNAL' };
  if (REBINDING.test(host)) return { ...verdict, reach: 'INTERNAL', isDisguised: true };
  const wildcard = WILDCARD.exec(host);
  if (wildcard !== null) return { ...verdict, reach: reachWithin(wildcard[1] as string), isDisguised: true };
  return { ...verdict, isDrop: isDropHost(host) };
}

/** Of the address that a wildcard name holds. */
function reachWithin(name: string): Reach {
  const quads = /(?:^|[.-])(\d{1,3})[.-](\d{1,3})[.-](\d{1,3})[.-](\d{1,3})$/.exec(name);
  if (quads !== null) return reachOfIpv4(ipv4Of(quads.slice(1).map(Number).join('.')) ?? 0);
  const hex = /(?:^|[.-])([\da-f]{8})$/.exec(name)?.[1];
  return hex === undefined ? 'INTERNAL' : reachOfIpv4(Number.parseInt(hex, 16));
}

function isDropHost(host: string): boolean {
  for (let at = 0; at !== -1; ) {
    if (DROPS.has(host.slice(at))) return true;
    const dot = host.indexOf('.', at);
    at = dot === -1 ? -1 : dot + 1;
  }
  return OAST.test(host);
}

/** Mapped and translated addresses only serve to hide one. */
function isPlainIpv6(groups: readonly number[]): boolean {
  const [a = 0, b = 0] = groups;
  const isCarrier =
    groups.slice(0, 5).every((group) => group === 0) &&
    !(groups[5] === 0 && groups[6] === 0 && (groups[7] ?? 0) <= 1);
  return !isCarrier && !(a === 0x64 && b === 0xff9b) && a !== 0x2002 && !(a === 0x2001 && b === 0);
}

function normalised(raw: string): string {
  let host = raw;
  // A line's or a string's end within a host ends it for some.
  host = host.replace(/%(?:25)?0[0ad].*$/is, '');
  for (let round = 0; round < 3 && /%[\da-f]{2}/i.test(host); round++) {
    if (host.includes(':') && /%25/.test(host)) host = host.replace(/%25.*$/, '');
    host = host.replaceAll(/%([0-7][\da-f])/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  }
  if (/%[89a-f][\da-f]/i.test(host)) host = utf8(host);
  const end = host.indexOf('\0');
  if (end !== -1) host = host.slice(0, end);
  return withoutDots(
    host.normalize('NFKC').replaceAll('。', '.').replaceAll('｡', '.').replaceAll(INVISIBLE, '').toLowerCase(),
  );
}

/** Letters beyond ASCII, percent-encoded. */
function utf8(host: string): string {
  try {
    return decodeURIComponent(host);
  } catch {
    return host;
  }
}

function withoutDots(host: string): string {
  return host.endsWith('.') ? host.replace(/\.{1,4}$/, '') : host;
}
