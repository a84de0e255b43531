/** Public services that fetch, or send on to, whatever address they are given: where that leads is where the request goes. */
import { classifyTarget, type Target } from './target.ts';

const FORWARDERS =
  /^(?:https?:)?[/\\]{2}(?:[\w.-]+\.)?(?:httpbin\.(?:org|dev|io)|httpbingo\.org|nghttp2\.org|httpbun\.(?:com|org)|r\.jina\.ai|webcache\.googleusercontent\.com|translate\.google(?:\.\w{2,3}){1,2}|google\.com[/\\]url|[lm]{1,2}\.(?:facebook|instagram)\.com|out\.reddit\.com|t\.umblr\.com|slack-redir\.net|steamcommunity\.com[/\\]linkfilter|youtube\.com[/\\]redirect|vk\.com[/\\]away|corsproxy\.(?:io|org)|cors-anywhere\.herokuapp\.com|allorigins\.win|thingproxy\.freeboard\.io|cors\.(?:sh|lol|eu\.org)|codetabs\.com|crossorigin\.me|jsonp\.afeld\.me|(?:images\.)?weserv\.nl|wsrv\.nl|r3dir\.me|web\.archive\.org|archive\.(?:ph|today|is)|12ft\.io|validator\.w3\.org|safelinks\.protection\.outlook\.com|urldefense\.(?:com|proofpoint\.com)|href\.li|anonym\.to|nullrefer\.com|dereferer\.me|microlink\.io|scraperapi\.com|scrapingbee\.com|browserless\.io|urlbox\.io|thum\.io)(?=[/\\?#:]|$)/i;
const RANK = ['PUBLIC', 'RESERVED', 'INTERNAL', 'LINK_LOCAL', 'PRIVATE', 'LOOPBACK', 'METADATA'];
const LONGEST = 4096;
const MOST = 16;
/** Encoded, and encoded again. */
const ROUNDS = 3;

/** Where such a service is sent, if that is no public place. */
export function forwardedBy(url: string): Target | null {
  if (!FORWARDERS.test(url)) return null;
  const tail = decoded(url.slice(url.search(/(?<=[/\\]{2}[^/\\?#]{1,253})[/\\?#]/)).slice(0, LONGEST));
  let found: Target | null = null;
  for (const place of placesIn(tail)) {
    const target = classifyTarget(place, true);
    if (target.reach !== 'PUBLIC' && RANK.indexOf(target.reach) > RANK.indexOf(found?.reach ?? 'PUBLIC'))
      found = { ...target, isDisguised: true };
  }
  return found;
}

/** Values of parameters, and addresses in the path. */
function placesIn(tail: string): string[] {
  const places = tail
    .split(/[?&]/)
    .slice(0, MOST)
    .map((part) => part.slice(part.indexOf('=') + 1).replace(/^cache:/, ''));
  const inPath = tail.search(/https?:/i);
  if (inPath !== -1) places.push(tail.slice(inPath));
  places.push(tail.replace(/^[/\\?#]+/, ''));
  return places.filter((place) => place.length > 3);
}

/** Percent-encoding undone, as often as it was done. */
export function decoded(text: string): string {
  let plain = text;
  for (let round = 0; round < ROUNDS && /%[0-7][\da-f]/i.test(plain); round++)
    plain = plain.replaceAll(/%([0-7][\da-f])/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  return plain;
}
