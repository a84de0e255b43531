/**
 * Where programs that send requests send them: this machine, the own network or a metadata service, in a notation that only hides it.
 * In plain notation it is what developers do all day.
 */
import { classifyTarget } from '../../http/target.ts';
import { type Call, type Inquiry, type Judge, operands, optionSet, optionValues } from '../call.ts';

const HIDDEN = 'shell-obfuscated';
const METADATA = 'shell-instance-metadata';
const SCHEME = /^[a-z][a-z\d+.-]{1,20}:\/\//i;
/** Counts, sizes and times: no address is written as a short number but 0. */
const NUMBER = /^\d{1,7}$/;
/** Loopback beside the one address and the one name that everybody uses; Linux keeps resolvers at the others. */
const ODD = /^127\.(?!0\.0\.(?:1|53)$|0\.1\.1$)[\d.]+$/;
/** Put together from pieces, these are hidden, too. */
const PLAIN = /^(?:127\.0\.0\.1|localhost|0\.0\.0\.0|\[?::1\]?)$/;
/** `[0:0:0:0:0:0:0:1]`, as nobody writes it. */
const LONG_LOOPBACK = /^\[?0{1,4}:/;
const ROOTED = /(?:^|[/@])localhost\.(?=[:/?#]|$)/i;
const NEAR = /^(?:LOOPBACK|PRIVATE|LINK_LOCAL|INTERNAL)$/;
/** Names that are there for this machine. */
const OWN_NAME = /(?:^|\.)(?:localhost|local|test|internal|lan|localdomain|example)$/i;
/** What clouds put into the environment of their containers: where keys are handed out. */
const UNKNOWN = /^[\uE001\uE003]/;
const KEYS =
  /\uE001(?:0_)?(?:AWS_CONTAINER_CREDENTIALS_\w+|IDENTITY_ENDPOINT|MSI_ENDPOINT|ECS_CONTAINER_METADATA_URI\w*)\uE002/;

function judgeTarget(word: string, call: Call, inquiry: Inquiry): void {
  if (word.length > 2000 || (NUMBER.test(word) && word !== '0')) return;
  if (UNKNOWN.test(word)) {
    if (KEYS.test(word)) inquiry.tell(METADATA, call);
    return;
  }
  const { host, reach, isDisguised } = classifyTarget(SCHEME.test(word) ? word : `http://${word}`);
  if (reach === 'METADATA') inquiry.tell(METADATA, call);
  else if (reach === 'LOOPBACK' && PLAIN.test(host) && !inquiry.isWritten(host)) inquiry.tell(HIDDEN, call);
  else if (
    (NEAR.test(reach) && isDisguised) ||
    ODD.test(host) ||
    (reach === 'LOOPBACK' && LONG_LOOPBACK.test(host)) ||
    ROOTED.test(word)
  )
    inquiry.tell(HIDDEN, call);
}

/** Somewhere that a request for another name is sent to. */
function judgeDetour(place: string, call: Call, inquiry: Inquiry): void {
  if (place === '' || place.includes('\uE001')) return;
  const { reach } = classifyTarget(SCHEME.test(place) ? place : `http://${place}`);
  if (reach === 'METADATA') inquiry.tell(METADATA, call);
  else if (reach === 'LOOPBACK' || reach === 'LINK_LOCAL') inquiry.tell(HIDDEN, call);
  else judgeTarget(place, call, inquiry);
}

const CURL = optionSet(
  '-H --header -d --data --data-raw --data-binary --data-urlencode --json -o --output -u --user -A --user-agent -e --referer -b --cookie -c --cookie-jar -m --max-time -w --write-out -X --request -x --proxy -T --upload-file -F --form -K --config -Q --quote -r --range -y -Y -z -D --dump-header -E --cert --key --cacert --capath --retry --retry-delay --retry-max-time --connect-timeout --limit-rate --max-redirs --resolve --connect-to --unix-socket --interface --ciphers --tls-max --proxy-user -U --socks5 --socks5-hostname --socks4 --socks4a --preproxy --dns-servers --local-port --keepalive-time --url --doh-url -C -t --noproxy --aws-sigv4 --oauth2-bearer --rate --parallel-max --output-dir --variable --url-query --abstract-unix-socket',
);
/** Where engines of containers take orders. */
const ENGINES = /\/(?:docker|podman|containerd|crio)[\w/.-]*\.sock$/;
const CURL_PROXY = [
  '-x',
  '--proxy',
  '--preproxy',
  '--socks5',
  '--socks5-hostname',
  '--socks4',
  '--socks4a',
  '--proxy1.0',
  '--doh-url',
];

function curl(call: Call, inquiry: Inquiry): void {
  const { args } = call;
  const targets = [...operands(args, CURL), ...optionValues(args, '--url')];
  for (const file of optionValues(args, '-K', '--config')) {
    const text = (file === '-' ? inquiry.inputOf(call.command) : inquiry.contentOf(file)) ?? '';
    for (const [, url = ''] of text.matchAll(/^\s{0,9}-{0,2}url\s{0,9}[=:\s]\s{0,9}"?([^"\s]{1,2000})/gm))
      targets.push(url);
  }
  if (optionValues(args, '--unix-socket').some((path) => ENGINES.test(path)))
    inquiry.tell('shell-container-escape', call);
  for (const target of targets) for (const each of globbed(target)) judgeTarget(each, call, inquiry);
  for (const proxy of optionValues(args, ...CURL_PROXY)) judgeDetour(proxy, call, inquiry);
  for (const given of optionValues(args, '--resolve')) {
    const [, name = '', places = ''] = /^[-+]?([^:]{1,255}):\d{0,5}:(.*)$/.exec(given) ?? [];
    if (!OWN_NAME.test(name)) for (const place of places.split(',', 8)) judgeDetour(place, call, inquiry);
  }
  for (const given of optionValues(args, '--connect-to')) {
    const place = /^[^:]{0,255}:\d{0,5}:(\[[^\]]{1,60}\]|[^:]{0,255})(?::|$)/.exec(given)?.[1] ?? '';
    judgeDetour(place, call, inquiry);
  }
}

/** curl's own `[1-3]` and `{a,b}`: what such an address begins with. */
function globbed(target: string): readonly string[] {
  if (!/[[{]/.test(target)) return [target];
  const ranged = target.replaceAll(/\[(\d{1,5})-\d{1,5}(?::\d{1,5})?\]/g, '$1');
  const list = /\{([^{}]{1,400})\}/.exec(ranged);
  if (list === null) return [ranged];
  return (list[1] ?? '').split(',', 16).map((each) => ranged.replace(list[0], () => each));
}

const WGET = optionSet(
  '-O -o -a -P -U -T -t -w -Q -e -i -B -A -R -D -I -X -l --header --post-data --method --body-data --user --password',
);

function wget(call: Call, inquiry: Inquiry): void {
  for (const target of operands(call.args, WGET)) judgeTarget(target, call, inquiry);
  for (const setting of optionValues(call.args, '-e', '--execute')) {
    const proxy = /^\s{0,9}(?:https?|ftp)_proxy\s{0,9}=\s{0,9}(\S{1,400})/i.exec(setting)?.[1];
    if (proxy !== undefined) judgeDetour(proxy, call, inquiry);
  }
}

/** The first operand of a client that has the port as its second one; a listener has none. */
const SOCKETS = optionSet('-w -i -p -s -q -T -X -x -O -I -V -o -e -c -g -G -m -L -n -b -l');
function socket(call: Call, inquiry: Inquiry): void {
  const [host = '', port] = operands(call.args, SOCKETS);
  if (port !== undefined || !NUMBER.test(host)) judgeTarget(host, call, inquiry);
  if (call.args.some((arg) => ENGINES.test(arg))) inquiry.tell('shell-container-escape', call);
}

const SOCAT =
  /^(?:tcp[46]?|udp[46]?|openssl|ssl|socks\w*|proxy|sctp[46]?)(?:-connect|-sendto)?:(\[[^\]]{1,60}\]|[^:,]{1,255})(?::|,|$)/i;

function socat(call: Call, inquiry: Inquiry): void {
  for (const arg of call.args) {
    const host = SOCAT.exec(arg)?.[1];
    if (host !== undefined) judgeTarget(host, call, inquiry);
    if (/^unix/i.test(arg) && ENGINES.test(arg)) inquiry.tell('shell-container-escape', call);
  }
}

function openssl(call: Call, inquiry: Inquiry): void {
  for (const place of optionValues(call.args, '-connect', '-proxy')) judgeTarget(place, call, inquiry);
}

/** Others: whatever of their words is a URL or has the form of a host. */
const PLACE =
  /^(?:[a-z][a-z\d+.-]{1,20}:\/\/\S+|\[[\da-f:.]+\](?::\d+)?(?:\/\S*)?|(?:0x[\da-f]+|\d+)(?:\.(?:0x[\da-f]+|\d+)){0,3}(?::\d{1,5})(?:\/\S*)?|localhost\.(?:[:/]\S*)?)$/i;

function others(call: Call, inquiry: Inquiry): void {
  for (const arg of call.args) {
    const word = arg.replace(/^-{1,2}[\w-]+=/, '');
    if (PLACE.test(word)) judgeTarget(word, call, inquiry);
  }
}

/** `http 127.1`, `xh 0x7f.1/admin`: the method may stand before the place. */
function httpie(call: Call, inquiry: Inquiry): void {
  const words = operands(call.args, optionSet('-a --auth -A --session -o --output --timeout'));
  const [first = '', second = ''] = words;
  const place = /^[A-Za-z]{3,8}$/.test(first) && first !== 'localhost' && second !== '' ? second : first;
  if (!place.startsWith(':') && !place.startsWith('/') && place !== '') judgeTarget(place, call, inquiry);
  for (const proxy of optionValues(call.args, '--proxy'))
    judgeDetour(proxy.replace(/^\w+:(?=\w+:)/, ''), call, inquiry);
}

export const targetJudges: readonly (readonly [string, Judge])[] = [
  ['curl', curl],
  ['wget', wget],
  ...'nc ncat netcat nc.traditional nc.openbsd telnet'.split(' ').map((name) => [name, socket] as const),
  ['socat', socat],
  ['openssl', openssl],
  ...'http https httpie xh xhs'.split(' ').map((name) => [name, httpie] as const),
  ...'aria2c axel lynx links elinks w3m lwp-request GET POST HEAD fetch ab wrk wrk2 hey vegeta k6 bombardier siege grpcurl websocat wscat ffuf ftp tftp lftp httping h2load oha drill curlie'
    .split(' ')
    .map((name) => [name, others] as const),
];
