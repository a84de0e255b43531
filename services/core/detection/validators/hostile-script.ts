/**
 * Whether JavaScript found in markup does harm. Pages are full of harmless scripts and handlers: what counts is what the script
 * reaches for, and how it got there.
 */
import type { Subject, Verdict } from '../types.ts';

/** A dialogue that shows a number, a name or what the page knows: nobody but somebody probing writes that. */
const PROBE =
  /\b(?:alert|confirm|prompt)\s{0,2}(?:\(\s{0,2}(?:\)|\d|document|window|origin|location|localStorage|this|alt|src|String\.|['"`/]{1,2}(?:\w{0,12}(?:xss|pwn|hack|rce)|\d))|`|\.call|&lpar;|&#40;)/i;
const ANY_DIALOGUE = /\b(?:alert|confirm|prompt)\s{0,2}[(`]/i;
const EVALUATES =
  /\beval\s{0,2}[(`]|\batob\s{0,2}\(|fromCharCode|\bFunction\s{0,2}\(\s{0,2}["'`]|\bset(?:Timeout|Interval)\s{0,2}\(\s{0,2}(?:["'`]|atob)|\bimport\s{0,2}\(\s{0,2}["'`](?:https?:)?\/\/|\bgetScript\s{0,2}\(|\[["'`]\w{1,12}["'`]\s{0,2}\+/i;
const EVALUATES_ENCODED =
  /\b(?:eval|Function|setTimeout|setInterval|execScript)\s{0,2}\(\s{0,2}(?:window\.)?(?:atob|unescape|decodeURIComponent|String\.fromCharCode)\b/i;
const SECRETS =
  /document\s{0,2}(?:\.|\[["'`])\s{0,2}cookie|localStorage|sessionStorage|document\.body\.inner|\be(?:vent|vt)?\.key\b|\.(?:password|token)\b/i;
const SENDS =
  /\bfetch\s{0,2}\(|sendBeacon|XMLHttpRequest|new\s{1,3}(?:Image|WebSocket)|\.src\s{0,2}=|location|\$\.(?:get|post|ajax)|axios/i;
const FOREIGN = /["'`](?:https?:|wss?:)?\/\//i;
const LEAVES =
  /\blocation(?:\.href)?\s{0,2}=\s{0,2}["'`](?:https?:)?\/\/|\blocation\.(?:assign|replace)\s{0,2}\(\s{0,2}["'`](?:https?:)?\/\//i;
/** Events that need nobody. */
const UNASKED =
  /^on(?:error|load|focus|toggle|start|begin|end|pageshow|hashchange|animation|transition|mouse|pointer|beforetoggle)/i;
const PAGE =
  /<(?:!doctype|\/?(?:html|head|body|main|section|template|div|style|ul|form|table|canvas|footer|button))\b/i;
const PAGE_WINDOW = 400;
const KNOWN_HOST =
  /^(?:https?:)?\/\/(?:[\w-]{1,40}\.){0,4}(?:jsdelivr\.net|unpkg\.com|cloudflare\.com|googleapis\.com|gstatic\.com|google(?:tagmanager|-analytics|syndication|adservices)?\.com|jquery\.com|bootstrapcdn\.com|aspnetcdn\.com|stripe\.com|paypal\.com|twitter\.com|facebook\.net|cloudflareinsights\.com|plausible\.io|tailwindcss\.com|fontawesome\.com|skypack\.dev|esm\.sh|d3js\.org|plot\.ly|mathjax\.org|disqus\.com|hsforms\.net|hotjar\.com|githubusercontent\.com|github\.com|youtube\.com|instagram\.com|msecnd\.net|jspm\.dev|polyfill\.io|openlayers\.org|leafletjs\.com|rawgit\.com|highcharts\.com|ampproject\.org|datatables\.net|tinymce\.com|ckeditor\.com|mxpnl\.com|segment\.com|intercom\.io|sentry-cdn\.com|maxcdn\.com|asciinema\.org)(?=[/:?]|$)/i;

const SENDS_FORM = /\bforms\s{0,2}\[[^\]\n]{1,20}\]\.action\s{0,2}=\s{0,2}["'`](?:https?:)?\/\//i;

export function isHostileScript(code: string): boolean {
  if (PROBE.test(code) || EVALUATES_ENCODED.test(code) || SENDS_FORM.test(code)) return true;
  return SECRETS.test(code) && SENDS.test(code) && FOREIGN.test(code);
}

/** A script element, from `<script` to its end. */
export function judgeScriptElement({ value, text, start }: Subject): Verdict {
  const close = value.indexOf('>');
  const tag = close === -1 ? value : value.slice(0, close);
  const body = close === -1 ? '' : value.slice(close + 1);
  if (isHostileScript(body) || isDisguised(tag, text, start)) return true;
  const source = /\ssrc\s{0,3}=\s{0,3}(["']?)([^\s"'>]{1,300})/i.exec(tag);
  const inPage = PAGE.test(text.slice(Math.max(0, start - PAGE_WINDOW), start));
  if (source !== null && /\sintegrity\s{0,2}=/i.test(tag)) return false;
  if (source !== null) return judgeSource(source[2] as string, source[1] === '', inPage);
  if (inPage || body.length > 400) return false;
  return (
    /^\W{0,20}(?:window\.)?(?:alert|confirm|prompt)\b/i.test(body) ||
    EVALUATES.test(body) ||
    LEAVES.test(body)
  );
}

/** A script from a host that serves none to the public, outside of any page. */
function judgeSource(source: string, isBare: boolean, inPage: boolean): Verdict {
  if (/^data:/i.test(source)) return true;
  if (!/^(?:https?:)?\/\//i.test(source) || KNOWN_HOST.test(source)) return false;
  if (isBare || /^(?:https?:)?\/\/\d{1,3}\./i.test(source)) return true;
  return inPage ? false : { severity: 'MEDIUM', confidence: 0.6 };
}

/** `<ScRiPt>`, `<script/x>`, `<scr<script>ipt>`: written to get past a filter. */
function isDisguised(tag: string, text: string, start: number): boolean {
  const name = tag.slice(1, 7);
  const isMixed = name !== 'script' && name !== 'SCRIPT' && name !== 'Script';
  return isMixed || tag.charAt(7) === '/' || /<\/?\w{1,5}$/.test(text.slice(Math.max(0, start - 7), start));
}

/** `onerror=…` as it stands in a tag or breaks out of an attribute. */
export function judgeEventHandler({ matched }: Subject): Verdict {
  const equals = matched.indexOf('=');
  const name = matched.slice(0, equals).trim();
  const code = matched.slice(equals + 1).trim();
  if (code.startsWith('{')) return false;
  if (isHostileScript(code) || EVALUATES.test(code) || LEAVES.test(code)) return true;
  const isQuoted = /^["']/.test(code);
  return (
    ANY_DIALOGUE.test(code) &&
    (!isQuoted || (UNASKED.test(name) && !/\(\s{0,2}["'`&][^"'`]{0,80}\s/.test(code)))
  );
}

const ORDINARY_URL =
  /^(?:java|vb|live)script:\s{0,3}(?:void\b|;|\/\/|$|["')]|(?:window\.)?(?:history|print|close|self\.close|location\.reload)\b|(?:history\.)?(?:back|go)\()/i;
const JUST_PROSE = /^\w{4,10}script:\s/i;

/** `javascript:…` in a link, or alone. */
export function judgeScriptUrl({ value, text, start }: Subject): Verdict {
  if (ORDINARY_URL.test(value)) return false;
  const code = value.slice(value.indexOf(':') + 1);
  if (isHostileScript(code) || EVALUATES.test(code) || ANY_DIALOGUE.test(code) || code.startsWith('/*'))
    return true;
  const before = text.slice(Math.max(0, start - 12), start);
  const inLink = /(?:\]\(\s{0,3}<?|(?:href|src|action|data)\s{0,3}=\s{0,3}["']?)$/i.test(before);
  return inLink && !JUST_PROSE.test(value) && /[(=]/.test(code)
    ? { severity: 'MEDIUM', confidence: 0.7 }
    : false;
}
