/** Where an argument points to: this machine, the own network, or the world. */

export type Reach = 'LOCAL' | 'PRIVATE' | 'WORLD' | 'DROP';

const URL_HOST = /^(?:[a-z][a-z0-9+.-]{0,15}:\/\/)(?:[^@/\s]{0,200}@)?(\[[0-9a-f:.]+\]|[^/:?#\s]+)/i;
const LOCAL = /^(?:localhost|0\.0\.0\.0|127\.[\d.]+|\[?::1\]?|host\.docker\.internal)$/i;
const PRIVATE =
  /^(?:10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+|[\w-]+|.+\.(?:local|internal|lan|corp|intranet|svc|localdomain|test))$/i;
/** Services that take what anybody sends, and give it to whoever asks. */
const DROP =
  /(?:^|\.)(?:transfer\.sh|file\.io|0x0\.st|ix\.io|termbin\.com|sprunge\.us|pastebin\.com|paste\.ee|hastebin\.com|dpaste\.com|dpaste\.org|webhook\.site|requestbin\.\w+|pipedream\.net|beeceptor\.com|ngrok\.io|ngrok-free\.app|ngrok\.app|trycloudflare\.com|serveo\.net|loca\.lt|oast\.\w+|interact\.sh|burpcollaborator\.net|oastify\.com|dnslog\.cn|ceye\.io|canarytokens\.com|anonfiles\.com|gofile\.io|catbox\.moe|bashupload\.com|temp\.sh|mega\.nz|api\.telegram\.org|discord(?:app)?\.com)$/i;
const ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/** The host of a URL, or of `user@host:path`, or null. */
export function hostOf(argument: string): string | null {
  const url = URL_HOST.exec(argument);
  if (url !== null) return (url[1] ?? '').toLowerCase();
  return null;
}

export function isUrl(argument: string): boolean {
  return URL_HOST.test(argument);
}

export function reachOf(host: string): Reach {
  if (LOCAL.test(host)) return 'LOCAL';
  if (DROP.test(host)) return 'DROP';
  if (PRIVATE.test(host)) return 'PRIVATE';
  return 'WORLD';
}

/** A public address in place of a name. */
export function isBareAddress(host: string): boolean {
  return ADDRESS.test(host) && reachOf(host) === 'WORLD';
}

/** Cloud metadata services, in every notation of their addresses. */
export function isMetadata(argument: string): boolean {
  return (
    argument.length > 9 &&
    /169\.254\.(?:169\.254|170\.2)|metadata\.google\.internal|\[?fd00:ec2::254|\b2852039166\b|0xa9fea9fe|0251\.0376\.0251\.0376|100\.100\.100\.200|::ffff:(?:169\.254\.169\.254|a9fe:a9fe)/i.test(
      argument,
    )
  );
}

/** Forges and registries that most code comes from. */
export function isForge(host: string): boolean {
  return /(?:^|\.)(?:github\.com|gitlab\.com|bitbucket\.org|githubusercontent\.com|codeberg\.org|sr\.ht|gitlab\.[\w.-]+|git\.[\w.-]+|pypi\.org|pythonhosted\.org|npmjs\.org|npmjs\.com|yarnpkg\.com|pytorch\.org|nvidia\.com|huggingface\.co|golang\.org|crates\.io|rubygems\.org|docker\.com|google\.com|googleapis\.com|microsoft\.com|apache\.org|debian\.org|ubuntu\.com|anaconda\.com|anaconda\.org)$/i.test(
    host,
  );
}
