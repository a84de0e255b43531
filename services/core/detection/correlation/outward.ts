/** Which calls send something to another system, and to which. */
import type { Tool } from '../../events/types.ts';
import { hostsIn } from '../analysers/http/hosts-in.ts';
import { unescapeJson } from '../analysers/json-escapes.ts';
import { isJson } from '../analysers/json-strings.ts';
import { commandHostsIn } from '../analysers/shell/hosts-in.ts';

const OUTWARD: ReadonlySet<string> = new Set(['HTTP', 'MESSAGING', 'MCP']);
/** Programs that speak to other machines. */
const PROGRAMS =
  'curl|wget|aria2c|https?|xh|lynx|w3m|nc|ncat|netcat|socat|websocat|ssh|scp|sftp|rsync|[lt]?ftp|telnet|nslookup|dig|mailx?|sendmail|mutt|swaks|aws|gsutil|s[35]cmd|azcopy|rclone|mosquitto_pub|certutil|bitsadmin|Invoke-WebRequest|iwr|Invoke-RestMethod|irm';
/** Such a program: after a path, a backslash or a quote, too, and before an escaped tab. */
const PROGRAM = new RegExp(
  String.raw`(?:^|[\s;|&("'\`/\\{,:=]|\\[nt])(?:${PROGRAMS})(?:\.exe)?(?:[\s"',$<{]|\\[nrt"])`,
  'i',
);
/** The same in JSON whose strings have no backslash of their own. */
const PROGRAM_IN_JSON = new RegExp(
  String.raw`(?:^|[\s;|&("'\`/{,:=]|\\[nrtf])(?:${PROGRAMS})(?:\.exe)?(?:[\s"',$<{]|\\[nrtf"])`,
  'i',
);
const URL_OF_COMMAND = /(?:\b|\\[nrtf])(?:https?|ftp|wss?):\\?\/\\?\//i;
const SOCKET = /\/dev\/(?:tcp|udp)\//;
/** Quotes and escapes within a word: `c""url`, `c\\url`. */
const WITHIN_WORDS = /(?<=\w)(?:\\*["']){2}(?=\w)|(?<=(?:^|[\s;|&("'`])\w{1,8})\\{1,2}(?=\w)/g;
const QUOTES_WITHIN_WORDS = /(?<=\w)(?:\\*["']){2}(?=\w)/g;
/** An escape of JSON that is neither a quote nor a blank. */
const TELLING_ESCAPE = /\\(?![nrtf"])/;
/** A letter by its number. */
const ESCAPED = /\\u00([2-7][\da-f])/gi;
const SENDING = new Set(
  'send sends post posts publish upload email mail notify sms tweet webhook share forward transmit http https fetch browse slack telegram discord whatsapp'.split(
    ' ',
  ),
);
const URL_START = /:(?:\\?\/){2}/;
const MOST_HOSTS = 64;

/** `given` is asked for where the kind does not say: the arguments, or their beginning. */
export function goesOut({ kind, name }: Pick<Tool, 'kind' | 'name'>, given: () => string): boolean {
  if (OUTWARD.has(kind)) return true;
  if (kind === 'SHELL') {
    const command = given();
    if (!TELLING_ESCAPE.test(command) && isJson(command))
      return reaches(command, PROGRAM_IN_JSON, QUOTES_WITHIN_WORDS);
    return reaches(decoded(command), PROGRAM, WITHIN_WORDS);
  }
  return (kind === 'FUNCTION' || kind === 'UNKNOWN') && (sends(name) || goesToUrl(given()));
}

/** Where a tool without an endpoint of its own sends what it is given: the host, several as one; null where the arguments do not say. */
export function destinationOf({ kind, endpoint }: Tool, given: () => string): string | null {
  if (endpoint !== null) return null;
  const hosts = new Set<string>();
  if (kind === 'SHELL') for (const host of commandHostsIn(given(), true).hosts) hosts.add(host);
  else
    for (const { host, isProse } of hostsIn(given())) {
      if (!isProse && host !== '') hosts.add(host);
      if (hosts.size >= MOST_HOSTS) break;
    }
  return hosts.size === 0 ? null : [...hosts].slice(0, MOST_HOSTS).toSorted().join(' ');
}

/** In lower case; null where there is no endpoint, or one without a scheme. */
export function endpointHost(endpoint: string | null): string | null {
  const host = endpoint === null ? undefined : /^[a-z][a-z0-9+.-]*:\/\/([^/?#]{1,200})/i.exec(endpoint)?.[1];
  return host === undefined ? null : host.toLowerCase();
}

/** Whether a command speaks to other machines as it stands, or once what stands `within` its words is taken out of them. */
function reaches(command: string, program: RegExp, within: RegExp): boolean {
  if (speaks(command, program)) return true;
  const plain = command.replaceAll(within, '');
  return plain !== command && speaks(plain, program);
}

function speaks(command: string, program: RegExp): boolean {
  const mayHaveUrl = command.includes(':/') || command.includes(String.raw`:\/`);
  return (mayHaveUrl && URL_OF_COMMAND.test(command)) || SOCKET.test(command) || program.test(command);
}

/** The strings of JSON as whoever runs them is given them; letters that are written as JSON, or `$'…'` of a shell, writes them. */
function decoded(given: string): string {
  const command = isJson(given) ? unescapeJson(given, 0, given.length).text : given;
  return command.replaceAll(ESCAPED, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** `sendEmail`, `post_message`. */
function sends(name: string): boolean {
  const words = name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return words.split(/[^a-z]+/).some((word) => SENDING.has(word));
}

function goesToUrl(given: string): boolean {
  if (!URL_START.test(given)) return false;
  for (const { isProse } of hostsIn(given)) if (!isProse) return true;
  return false;
}
