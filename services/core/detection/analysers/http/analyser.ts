/** Requests that tools should not make: every URL in their arguments, and every field that names a host, judged by where it leads. */
import type { Severity } from '../../../events/types.ts';
import type { Analyser, ScanContext, Spot } from '../../types.ts';
import { stringsIn, toArguments } from '../json-strings.ts';
import { httpCards } from './cards.ts';
import { decoded, forwardedBy } from './forwarders.ts';
import { classifyTarget, type Target, type TargetRisk } from './target.ts';
import { urlsIn } from './urls.ts';

export const httpAnalyser: Analyser = { rules: httpCards, reads: 'plain', analyse };

/** The card that says it. */
export const RISK_RULES: Readonly<Record<TargetRisk, string>> = {
  METADATA: 'http-metadata-endpoint',
  INTERNAL: 'http-internal-host',
  LOCAL_FILE: 'http-local-file',
  FOREIGN_PROTOCOL: 'http-local-file',
  ADMIN_PORT: 'http-admin-port',
  DATA_DROP: 'http-data-drop',
  PASSWORD: 'http-credentials',
  TOKEN_IN_CLEAR: 'http-credentials',
};
/** Addresses that count wherever they stand. */
const METADATA_TEXTS = [
  '169.254.169.254',
  '169.254.170.2',
  '100.100.100.200',
  'metadata.google.internal',
  'fd00:ec2::254',
  '0xa9fea9fe',
  '2852039166',
];
/** Fields whose value is where the request goes, even without a scheme. */
export const TARGET_KEY =
  /^(?:.{0,30}[_-])?(?:ur[il]|urls|href|link|links|endpoint|endpoints|host|hosts|hostname|hostnames|server|servers|domain|domains|ip|ip_?address|proxy|base_?ur[il]|baseurl|origin|target|targets|address|webhook|callback|destination|site|src|source|upstream|remote|authority|referer|location|imageurl|callbackurl)$/;
/** Where a number is an address. */
export const ADDRESS_KEY = /^(?:ur[il]|host(?:name)?|ip(?:_?address)?|address|endpoint|base_?ur[il])$/;
/** Where the path of a socket of this machine stands. */
const SOCKET_KEY = /^(?:unix_?socket(?:_?path)?|socket_?path|uds(?:_?path)?)$/;
/** Fields that hold what people or programs say. */
export const PROSE_KEY =
  /^(?:body|text|content|contents|message|messages|description|desc|q|query|prompt|title|html|markdown|comment|note|notes|reason|summary|subject|input|answer|question|caption|instructions?|value|tweet|post)$/;
const SENSITIVE_FILE =
  /^file:\/*(?:localhost)?\/*(?:etc\/|root\/|proc\/|var\/(?:log|run)\/|sys\/|home\/[^/]+\/\.|users\/[^/]+\/\.|c:[\\/]windows)|\/\.(?:ssh|aws|env|git|kube|docker)\b/i;

function analyse(text: string, context: ScanContext): readonly Spot[] {
  const spots: Spot[] = [];
  const isRequest =
    context.tool_kind === 'HTTP' || context.tool_kind === undefined || context.tool_kind === 'UNKNOWN';
  const strings = isRequest ? stringsIn(text) : null;
  if (strings === null) judgeUrls(text, false, (target, start, end) => tell(target, start, end));
  else
    for (const string of strings) {
      if (string.text.length < 3) continue;
      const isTarget = TARGET_KEY.test(string.key);
      const place = (target: Target, from: number, to: number) =>
        tell(target, ...toArguments(string, from, to));
      if (SOCKET_KEY.test(string.key) && /^[/\\@]/.test(string.text))
        place(classifyTarget(`unix:${string.text}`), 0, string.text.length);
      else if (ADDRESS_KEY.test(string.key) && /^\d{8,10}$/.test(string.text))
        place(classifyTarget(`http://${string.text}/`), 0, string.text.length);
      else if (isTarget && isHostLike(string.text))
        place(classifyTarget(string.text, true), 0, string.text.length);
      else judgeUrls(string.text, PROSE_KEY.test(string.key), place);
      const joined = isTarget ? withoutBreaks(string.text) : string.text;
      if (joined !== string.text) place(classifyTarget(joined), 0, string.text.length);
    }
  judgeAddresses(text, spots);
  return spots;

  function tell(target: Target, start: number, end: number): void {
    for (const risk of target.risks) {
      if (
        risk === 'LOCAL_FILE' &&
        !isRequest &&
        target.scheme === 'file' &&
        !SENSITIVE_FILE.test(text.slice(start, end))
      )
        continue;
      const severity = riskSeverity(risk, target);
      spots.push({ rule_id: RISK_RULES[risk], start, end, ...(severity && { severity }) });
    }
  }
}

/** Browsers leave tabs and line breaks out, some clients blanks before the host, too. */
function withoutBreaks(text: string): string {
  if (!/^[a-z\s]{2,40}:/i.test(text) || !/\s/.test(text)) return text;
  return text.replaceAll(/[\t\n\r]/g, '').replace(/^([a-z]{2,20}:[/\\]{1,4})\s+/i, '$1');
}

/** Where it differs from the card’s. */
export function riskSeverity(risk: TargetRisk, target: Target): Severity | undefined {
  if (risk === 'INTERNAL' && target.isDisguised) return 'HIGH';
  if (risk === 'PASSWORD') return 'MEDIUM';
  return undefined;
}

/** `10.0.0.4`, `localhost:8080/admin`, `//host/path`, `\\host\share`: no scheme, no blank. */
export function isHostLike(text: string): boolean {
  return (
    !/\s/.test(text) &&
    (/^[/\\]{2,8}[^/\\]/.test(text) || !/^[/\\.?#]|^[a-z][a-z\d+.-]{1,20}:(?!\d{1,5}(?:$|[/?#]))/i.test(text))
  );
}

/** In prose, and as a part of another URL, only what nobody would mean to quote counts: metadata. */
function judgeUrls(
  text: string,
  isProse: boolean,
  tell: (target: Target, start: number, end: number) => void,
): void {
  for (const { start, end, isInner } of urlsIn(text)) {
    const url = text.slice(start, end);
    const target = classifyTarget(url);
    if (isProse || isInner) {
      const risks = target.risks.filter(
        (risk) =>
          risk === 'METADATA' ||
          (isInner &&
            !isProse &&
            (risk !== 'INTERNAL' || target.isDisguised) &&
            risk !== 'ADMIN_PORT' &&
            risk !== 'DATA_DROP' &&
            risk !== 'PASSWORD' &&
            risk !== 'TOKEN_IN_CLEAR'),
      );
      if (risks.length > 0) tell({ ...target, risks }, start, end);
    } else tell(target, start, end);
    const inner = isInner ? null : targetWithin(url);
    if (inner !== null) {
      const risks = inner.risks.filter(
        (risk) =>
          risk === 'METADATA' ||
          risk === 'LOCAL_FILE' ||
          risk === 'FOREIGN_PROTOCOL' ||
          (risk === 'INTERNAL' && inner.isDisguised && !isProse),
      );
      if (risks.length > 0) tell({ ...inner, risks }, start, end);
    }
    const forwarded = isInner ? null : forwardedBy(url);
    if (forwarded !== null) tell(forwarded, start, end);
  }
}

/** Of a parameter that is a URL, percent-encoded. */
export function targetWithin(url: string): Target | null {
  if (!/%(?:25){0,2}3a(?:%(?:25){0,2}2f){1,2}/i.test(url)) return null;
  const found = /(?:https?|file|gopher|dict|ftp)%((?:25){0,2})3a.*/i.exec(url);
  const target = classifyTarget(decoded(found?.[0] ?? ''));
  // Nobody encodes twice but to be misread.
  return found?.[1] === '' || target.reach === 'PUBLIC' ? target : { ...target, isDisguised: true };
}

function judgeAddresses(text: string, spots: Spot[]): void {
  for (const { start, end } of metadataIn(text)) spots.push({ rule_id: RISK_RULES.METADATA, start, end });
}

/** Of each way to write them the first one. */
export function* metadataIn(text: string): Generator<{ start: number; end: number }> {
  for (const address of METADATA_TEXTS) {
    for (let start = text.indexOf(address); start !== -1; start = text.indexOf(address, start + 1)) {
      const end = start + address.length;
      if (/[\w.]/.test(text.charAt(start - 1)) || /\w/.test(text.charAt(end))) continue;
      yield { start, end };
      break;
    }
  }
}
