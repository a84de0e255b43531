/**
 * Whether the query or path of a URL carries data out: text, encoded text, personal values. Sizes, styles, signatures and hashes
 * are what ordinary URLs carry.
 */
import type { Verdict } from '../types.ts';

const HARMLESS =
  /^(?:w|h|v|t|ts|width|height|size|raw|ver|version|format|fm|fit|crop|auto|q|quality|dpr|label|logo|logocolor|style|color|branch|s|alt|text|ixlib|ixid|rlkey|sz|x-(?:amz|goog|oss)-.*|sig|signature|expires|key-pair-id|policy|sv|sp|se|st|sr|spr|hash|etag|rev|chl|cht|chs|chd|c|center|zoom|markers|bg|fg|theme|font|url|src|utm_.*|itemname|jwt|token|oh|oe|_nc_.*|stp|ccb)$/i;
/** Hosts that serve pictures for everybody, with parameters of their own. */
const PUBLIC_HOST =
  /^(?:[\w-]{1,60}\.){0,4}(?:shields\.io|badgen\.net|githubusercontent\.com|github\.com|githubassets\.com|gitlab\.com|codecov\.io|unsplash\.com|pexels\.com|googleapis\.com|googleusercontent\.com|google\.com|gravatar\.com|quickchart\.io|codecogs\.com|amazonaws\.com|cloudfront\.net|windows\.net|imgur\.com|imgix\.net|wikimedia\.org|wikipedia\.org|youtube\.com|ytimg\.com|placehold\.co|placeholder\.com|picsum\.photos|dicebear\.com|openstreetmap\.org|mapbox\.com|travis-ci\.\w{2,3}|circleci\.com|visualstudio\.com|appveyor\.com|sonarcloud\.io|snyk\.io|coveralls\.io|readthedocs\.org|badge\.fury\.io|vercel\.app|star-history\.com|contrib\.rocks|opencollective\.com|herokuapp\.com|cloudinary\.com|twimg\.com|fbcdn\.net|bing\.net|ui-avatars\.com|mermaid\.ink|kroki\.io|plantuml\.com)$/i;
const TELLING =
  /^(?:d|data|q|secret|leak|payload|conversation|history|chat|prompt|msg|message|info|notes?|summary|content|body|m|p|pw|pwd|password|passwd|pass|session|cookie|email|user|ssn|card|apikey|api_key|key|exfil|dump|k|status|text|token)$/i;
const SENSITIVE_NAME =
  /^(?:pass(?:word|wd)?|pw|pwd|ssn|secrets?|api_?key|card|cc|cvv|pin|conversation|(?:chat_?)?history|transcript|leak|exfil|dump|system_?prompt)$/i;
const KNOWN_SECRET = /^(?:ghp_|gho_|github_pat_|sk-|AKIA|xox[bp]-|glpat-)/;
const PERSONAL = /(?:^|\D)\d{3}-\d{2}-\d{4}(?:\D|$)|^\d{13,19}$|[\w.+-]{1,64}(?:@|%40)[\w-]{1,60}\.[a-z]{2}/i;
const PLACEHOLDER =
  /\{\{|\$\{|\[(?:INSERT|USER|DATA|YOUR|CONVERSATION|SUMMARY)|<[a-z]{3,20}[ _]|%7B%7B|\{(?:data|secret|conversation|user\w{0,12}|summary)\}/i;
const TEMPLATE =
  /(?:\{\{|\$\{|\[\[|%7B%7B|\{|<insert)\s{0,2}(?:the\s|all\s)?(?:conversation|chat_?history|history|secrets?|system_?prompt|transcript|messages|memory|context)/i;
/** Names of what a model knows of its user: no link of a page carries it. */
const KNOWLEDGE =
  /^(?:conversations?|chat(?:_?(?:history|log))?|history|ctx|context|memor(?:y|ies)|transcript|messages|system_?prompt|user_?data|user_?info|exfil|leak|secrets?)$/i;
const CARRIER = /^(?:q|d|p|x|m|c|e|data|payload|msg|log|info|content|body|dump|blob|summary|notes)$/i;
/** Hexadecimal or base64 that stands for something, readable or not. */
const OPAQUE = /^(?=[^a-z]{0,60}[a-z])(?=\D{0,60}\d)[\w+/-]{32,}(?:=|%3D){0,2}$/i;
/** Hosts that name what they store by its digest. */
const DIGEST_HOST =
  /(?:^|\.)(?:cloudflarestorage\.com|r2\.dev|dweb\.link|rackcdn\.com|sentry\.io|arweave\.net|akamaized\.net|azureedge\.net|fastly\.net)$/i;
const TOLD_IN_PATH =
  /(?<![a-z])(?:password|passwd|secret|token|ssn|iban|balance|confidential|api%20key|credit%20card)(?![a-z])|%40|%3A%20|%3D/i;
const SENTENCE = /^[\w'’,.:;!?$%-]{1,40}(?:(?:\+|%20|%2C|%3A|_)+[\w'’,.:;!?$%-]{1,40}){2}/;
/** An image of which the address carries data to a host that is nobody's image service. */
export function carriesData(value: string): boolean {
  const url = /(?:https?:)?\/\/([^\s/?#"'<>)]{1,200})([^\n)]{0,2400})/i.exec(value);
  if (url === null) return false;
  const [, authority = '', rest = ''] = url;
  const host = authority.replace(/:\d+$/, '');
  if (PUBLIC_HOST.test(host)) return false;
  const labels = host.split('.');
  if (labels.some((label) => label.length >= 20 && isReadable(label))) return true;
  if (labels.some((label) => /^[\da-f]{32,63}$/i.test(label)) && !DIGEST_HOST.test(host)) return true;
  if (TEMPLATE.test(rest)) return true;
  const question = rest.indexOf('?');
  const path = question === -1 ? rest : rest.slice(0, question);
  if (
    path.split('/').some((segment) => segment.length >= 24 && isReadable(segment.replace(/\.\w{2,4}$/, '')))
  )
    return true;
  if ((path.match(/%20|\+/g)?.length ?? 0) >= 3 && TOLD_IN_PATH.test(path)) return true;
  return (
    question !== -1 && parametersOf(rest.slice(question + 1)).some(([name, given]) => tells(name, given))
  );
}

/** A link of which the query carries data: a click is needed, so only what is certain counts. */
export function judgeLink(value: string): Verdict {
  if (TEMPLATE.test(value)) return true;
  const question = value.indexOf('?');
  const parameters = parametersOf(value.slice(question + 1)).filter(
    ([name]) =>
      !/^(?:state|saml\w*|relaystate|code|id_token|jwt|redirect\w*|utm_.*|callback|return\w*|next|x-amz-.*|awsaccesskeyid|googleaccessid)$/i.test(
        name,
      ),
  );
  const isLeak = parameters.some(
    ([name, given]) =>
      KNOWN_SECRET.test(given) ||
      (KNOWLEDGE.test(name) && given.length >= 16 && (SENTENCE.test(given) || OPAQUE.test(given))) ||
      (/^(?:d|data|payload|dump|blob)$/i.test(name) &&
        given.length >= 48 &&
        /[A-Z]/.test(given) &&
        OPAQUE.test(given)) ||
      (/^(?:user|customer|client|victim|owner)_?(?:e?mail|password|phone)$/i.test(name) &&
        /@|%40|\d{6}/.test(given)) ||
      (SENSITIVE_NAME.test(name) && given.length >= 4 && !/^[<{[$*x.]/i.test(given)) ||
      (TELLING.test(name) &&
        /%3D|=/.test(given.slice(0, 200)) &&
        /pass|secret|token|ssn|card/i.test(given)) ||
      (TELLING.test(name) && given.length >= 16 && isReadable(given) && /[\s=:@{]/.test(decoded(given))),
  );
  return isLeak;
}

function parametersOf(query: string): [string, string][] {
  return query.split('&').map((parameter) => {
    const split = parameter.indexOf('=');
    return [parameter.slice(0, Math.max(split, 0)), parameter.slice(split + 1)];
  });
}

function tells(name: string, given: string): boolean {
  if (given.length < 6 && !PLACEHOLDER.test(given)) return false;
  if (PLACEHOLDER.test(given) || PERSONAL.test(given) || KNOWN_SECRET.test(given)) return true;
  if (CARRIER.test(name) && OPAQUE.test(given)) return true;
  if (HARMLESS.test(name)) return isReadable(given) && TELLING.test(name);
  if (
    given.length >= 20 &&
    !/^https?(?::|%3A)/i.test(given) &&
    (given.match(/%(?:3D|3B|3A|22|7B)/gi)?.length ?? 0) >= 2
  )
    return true;
  if (SENTENCE.test(given) || isReadable(given)) return true;
  return TELLING.test(name) && (/^[[{]|%5B|%7B/i.test(given) || given.length >= 8);
}

/** Base64 or hexadecimal that reads as text. */
function isReadable(value: string): boolean {
  const bare = value.replace(/(?:=|%3D)+$/i, '');
  if (bare.length < 12 || !/^[\w+/-]+$/.test(bare) || /^[a-z-_]+$/.test(bare) || /^\d+$/.test(bare))
    return false;
  const text = decoded(value);
  return text.length >= 8 && /^[\x20-\x7e\n\t]+$/.test(text) && /[a-z]{3}/i.test(text);
}

function decoded(value: string): string {
  const bare = value.replace(/(?:=|%3D)+$/i, '');
  const isHex = bare.length % 2 === 0 && /^[\da-f]+$/i.test(bare);
  return Buffer.from(bare, isHex ? 'hex' : 'base64').toString('utf8');
}
