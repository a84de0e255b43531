/** Where URLs stand in a text: by their colon, with all that lenient clients take for one. Linear. */

export interface UrlPlace {
  start: number;
  end: number;
  /** It stands within another one: a parameter. */
  isInner: boolean;
}

/** Of one URL’s own parameters. */
const MOST_INNER = 64;
const LONGEST_INNER = 4096;
/** Schemes that are followed by no slashes, or need none. */
const OPAQUE = new Set([
  'http',
  'https',
  'file',
  'jar',
  'netdoc',
  'view-source',
  'url',
  'expect',
  'phar',
  'php',
  'gopher',
  'dict',
  'ldap',
  'tftp',
  'jndi',
]);
/** Sockets of this machine: a path follows, with one slash or more. */
export const SOCKETS: ReadonlySet<string> = new Set([
  'unix',
  'http+unix',
  'https+unix',
  'unixs',
  'npipe',
  'vsock',
  'http+vsock',
  'abstract',
]);
const STOP = new Set([32, 9, 10, 13, 34, 39, 60, 62, 96]);

export function* urlsIn(text: string): Generator<UrlPlace> {
  let ended = 0;
  let inner = 0;
  const first = /^(?:[A-Z]{3,7}\s{1,4})?(?=\/\/[^/\s]|\\\\[^\\\s])/.exec(text.slice(0, 16));
  if (first !== null) {
    ended = endOf(text, first[0].length);
    yield { start: first[0].length, end: ended, isInner: false };
  }
  for (let colon = text.indexOf(':'); colon !== -1; colon = text.indexOf(':', colon + 1)) {
    const next = text.charCodeAt(colon + 1);
    const hasSlash = next === 47 || next === 92;
    if (!hasSlash && (STOP.has(next) || Number.isNaN(next))) continue;
    const start = schemeStart(text, colon);
    if (start === colon || colon - start < 2) continue;
    if (
      !(hasSlash && isSlash(text.charCodeAt(colon + 2))) &&
      !OPAQUE.has(text.slice(start, colon).toLowerCase()) &&
      !(hasSlash && SOCKETS.has(text.slice(start, colon).toLowerCase()))
    )
      continue;
    const isInner = start < ended;
    if (!isInner) {
      ended = endOf(text, colon);
      inner = 0;
    } else if (++inner > MOST_INNER) continue;
    const end = isInner ? Math.min(ended, start + LONGEST_INNER) : ended;
    yield { start, end: trimmed(text, colon + 1, end), isInner };
  }
}

function schemeStart(text: string, colon: number): number {
  let start = colon;
  while (start > 0 && colon - start <= 20 && isSchemePart(text.charCodeAt(start - 1))) start--;
  while (start < colon && !isLetter(text.charCodeAt(start))) start++;
  return start;
}

function endOf(text: string, from: number): number {
  let end = from;
  while (end < text.length && !STOP.has(text.charCodeAt(end))) end++;
  return end;
}

/** Without the full stop of the sentence and the bracket around it. */
function trimmed(text: string, from: number, to: number): number {
  let end = to;
  while (end > from && ',;)}!'.includes(text.charAt(end - 1))) end--;
  return end;
}

function isSlash(code: number): boolean {
  return code === 47 || code === 92;
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

function isSchemePart(code: number): boolean {
  return isLetter(code) || (code >= 48 && code <= 57) || code === 43 || code === 45 || code === 46;
}
