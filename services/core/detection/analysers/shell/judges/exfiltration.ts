/** Sending away what is nobody else's: uploads, copies to other machines, names asked of a name server. */
import {
  baseName,
  type Call,
  hasOption,
  type Inquiry,
  type Judge,
  operands,
  optionSet,
  optionValues,
} from '../call.ts';
import { type Command, programOf } from '../command.ts';
import { holdingOf, isPrecious } from '../credentials.ts';
import { hostOf, isBareAddress, isForge, isUrl, reachOf } from '../hosts.ts';
import { worthOf } from '../paths.ts';
import { stage } from './downloads.ts';

export const RULE = 'shell-exfiltration';
/** Programs whose output tells about this machine or its data. */
const DUMPING = new Set([
  'env',
  'printenv',
  'mysqldump',
  'pg_dump',
  'pg_dumpall',
  'mongodump',
  'set',
  'history',
]);
export const PACKING = new Set(['tar', 'zip', '7z']);
const TELLING = new Set([
  'whoami',
  'hostname',
  'id',
  'uname',
  'cat',
  'base64',
  'xxd',
  'env',
  'printenv',
  'ifconfig',
  'ls',
  'pwd',
  'hexdump',
  'od',
]);

/** Those of them that no health check sends. */
const SPEAKING = new Set([...TELLING].filter((name) => !/^(?:hostname|uname|pwd|ls)$/.test(name)));

/** Whether what these commands print should stay here. */
export function isSecret(commands: readonly Command[], depth = 0): boolean {
  return commands.some((command) => {
    const { argv, redirects, cwd, input } = command;
    const name = programOf(command);
    if (
      DUMPING.has(name) &&
      (name !== 'printenv' || argv.length === 1) &&
      (name !== 'env' || argv.length === 1)
    )
      return true;
    if (name === 'git' && argv.includes('config') && argv.some((arg) => /^(?:-l|--list|--get.*)$/.test(arg)))
      return true;
    if (redirects.some(({ op, target }) => op === '<' && isPrecious(target, cwd))) return true;
    if (name === 'kubectl' && argv.includes('get') && argv.some((arg) => /^secrets?$/.test(arg))) return true;
    const args = name === 'grep' ? argv.slice(2) : argv.slice(1);
    if (args.some((arg) => isPrecious(arg, cwd))) return true;
    return depth < 4 && input.length > 0 && isSecret(input, depth + 1);
  });
}

/** Whether a value carries the output of commands that look around here. */
function carries(value: string, inquiry: Inquiry, names: ReadonlySet<string>): boolean {
  const commands = inquiry.commandsIn(value);
  return commands.some(({ argv }) => names.has(baseName(argv[0] ?? ''))) || isSecret(commands);
}

function targetsOf(args: readonly string[]): string[] {
  return args.filter((arg) => isUrl(arg)).map((arg) => hostOf(arg) ?? '');
}

function curl(call: Call, inquiry: Inquiry): void {
  const { args, command } = call;
  if (args.some((arg) => arg.endsWith('/docker.sock'))) inquiry.tell('shell-container-escape', call);
  const hosts = curlHosts(args);
  const isOutside = hosts.length === 0 || hosts.some((host) => /^(?:WORLD|DROP)$/.test(reachOf(host)));
  const isNotLocal = hosts.length === 0 || hosts.some((host) => reachOf(host) !== 'LOCAL');
  const data = optionValues(
    args,
    '-d',
    '--data',
    '--data-binary',
    '--data-raw',
    '--data-urlencode',
    '-F',
    '--form',
    '-T',
    '--upload-file',
    '--json',
    '--post-file',
    '--post-data',
    '--body-file',
    '--body-data',
  ).concat(clustered(args));
  for (const value of data) {
    const file = fileIn(value, args);
    if (file === '-' || file === '.') {
      const source = inquiry.upstream(command);
      const isWide = source.some(({ argv }) => PACKING.has(baseName(argv[0] ?? '')));
      if (isNotLocal && (isSecret(source) || isWide || readsPrecious(command)))
        return inquiry.tell(RULE, call);
      if (isOutside && hosts.some((host) => reachOf(host) === 'DROP') && source.length > 0)
        return inquiry.tell(RULE, call);
    } else if (file !== null && isNotLocal) {
      if (
        holdingOf(file, command.cwd) !== null ||
        (isOutside && (isPrecious(file, command.cwd) || inquiry.packed.has(baseName(file))))
      )
        return inquiry.tell(RULE, call);
      if (
        hosts.some(
          (host) =>
            isBareAddress(host) ||
            (reachOf(host) === 'DROP' && !/\b(?:sendMessage|webhooks)\b/.test(args.join(' '))),
        )
      )
        return inquiry.tell(RULE, call, 'MEDIUM');
    }
    if (isNotLocal && carries(value, inquiry, DUMPING)) return inquiry.tell(RULE, call);
    if (isNotLocal && carriesFile(value, inquiry)) return inquiry.tell(RULE, call);
  }
  for (const arg of args) {
    const inUrl = isUrl(arg) || /\w\.\w[^\s]*\//.test(arg);
    if (
      (inUrl && isOutside && carries(arg, inquiry, SPEAKING)) ||
      (/^[\w-]+:/.test(arg) && isNotLocal && isSecret(inquiry.commandsIn(arg)))
    )
      return inquiry.tell(RULE, call);
  }
  if (call.by.includes('xargs') && isOutside && isSecret(inquiry.upstream(command))) inquiry.tell(RULE, call);
}

function curlHosts(args: readonly string[]): string[] {
  const urls = targetsOf(args);
  if (urls.length > 0) return urls;
  return args.flatMap((arg) => {
    const found = /^(?:localhost|[\w-]+(?:\.[\w-]+)+)(?=[:/]|$)/.exec(arg);
    return found === null ||
      /\.(?:json|txt|csv|sql|db|gz|zip|tar|sh|py|html?|xml|ya?ml|pem|key|png|jpg)$/i.test(found[0])
      ? []
      : [found[0]];
  });
}

/** `-sd @file`: a cluster that ends in d, F or T. */
function clustered(args: readonly string[]): string[] {
  return args.flatMap((arg, index) => (/^-[a-zA-Z]{1,6}[dFT]$/.test(arg) ? [args[index + 1] ?? ''] : []));
}

function fileIn(value: string, args: readonly string[]): string | null {
  const at = /(?:^|=)[@<]([^;]*)|^\w{0,40}@(-)$/.exec(value);
  if (at !== null) return at[1] ?? at[2] ?? null;
  const isUpload = args.some(
    (arg, index) =>
      /^(?:-\w*T|--upload-file|--post-file|--body-file)$/.test(arg) && args[index + 1] === value,
  );
  return isUpload ||
    args.includes(`-T${value}`) ||
    args.some((arg) => /^--(?:post|body|upload)-file=/.test(arg) && arg.endsWith(`=${value}`))
    ? value
    : null;
}

export function readsPrecious(command: Command): boolean {
  return command.redirects.some(({ op, target }) => op === '<' && isPrecious(target, command.cwd));
}

/** `-d "$(cat file)"` of a file whose name says that it is private. */
function carriesFile(value: string, inquiry: Inquiry): boolean {
  return isSecret(inquiry.commandsIn(value));
}

function copyOut(call: Call, inquiry: Inquiry): void {
  const words = operands(call.args, optionSet('-i -P -p -F -o -e -c -l --exclude --include --rsh'));
  const target = words.at(-1) ?? '';
  const host = /^(?:rsync:\/\/)?(?:[^@/\s]+@)?([\w.-]+|\[[\da-f:]+\])(?::|\/|$)/i.exec(target)?.[1];
  if (!/:/.test(target) || host === undefined || /^[A-Za-z]:/.test(target)) return;
  const isOutside = /^(?:WORLD|DROP)$/.test(reachOf(host));
  for (const source of words.slice(0, -1)) {
    if (holdingOf(source, call.command.cwd) !== null) return inquiry.tell(RULE, call);
    const isOwn = isPrecious(source, call.command.cwd) || inquiry.packed.has(baseName(source));
    if (isOwn && (isOutside || /^\/(?:etc|home|root)\/?$/.test(source))) return inquiry.tell(RULE, call);
  }
}

/** `nc host port < file`, `… | nc host port`, `socat - TCP:…`, `openssl s_client … < file`, `telnet …`. */
function stream(call: Call, inquiry: Inquiry): void {
  const { args, command, name } = call;
  if (hasOption(args, 'zl', '--listen', '--zero') && name !== 'openssl') return;
  if (name === 'openssl' && !args.includes('s_client')) return;
  const source = inquiry.upstream(command);
  const packs = source.some(
    ({ argv }) => PACKING.has(baseName(argv[0] ?? '')) || DUMPING.has(baseName(argv[0] ?? '')),
  );
  const reads =
    readsPrecious(command) ||
    args.some((arg) => /^(?:FILE|OPEN):/i.test(arg) && isPrecious(arg.slice(arg.indexOf(':') + 1)));
  if (reads || isSecret(source) || (packs && name !== 'openssl')) inquiry.tell(RULE, call);
}

/** What commands print, made part of a name. */
const NAMED = /\uE004\.[\w.-]/;

function lookup(call: Call, inquiry: Inquiry): void {
  const hasOutput = call.args.some((arg) => NAMED.test(arg) && carries(arg, inquiry, TELLING));
  const streams = call.args.some((arg) => /^\uE001\w+\uE002\./.test(arg)) && isEncoded(call, inquiry);
  if (hasOutput || streams) inquiry.tell(RULE, call);
}

/** Within a loop over encoded lines. */
function isEncoded(call: Call, inquiry: Inquiry): boolean {
  return inquiry
    .upstream(call.command)
    .some(({ argv }) => /^(?:xxd|base64|base32|od|hexdump)$/.test(argv[0] ?? ''));
}

function ping(call: Call, inquiry: Inquiry): void {
  const isPattern = call.args.includes('-p');
  if (call.args.some((arg) => (isPattern || NAMED.test(arg)) && carries(arg, inquiry, TELLING)))
    inquiry.tell(RULE, call);
}

/** An archive of what is not for others is remembered by its name. */
function pack(call: Call, inquiry: Inquiry): void {
  const upstream = inquiry.upstream(call.command);
  const fetched =
    upstream.length === 0
      ? []
      : upstream.flatMap(({ argv }) => (/^(?:curl|wget)$/.test(argv[0] ?? '') ? targetsOf(argv) : []));
  if (fetched.some((host) => !isForge(host) && reachOf(host) === 'WORLD')) {
    inquiry.downloaded.add('*');
    for (const folder of optionValues(call.args, '-C', '--directory')) stage(folder, inquiry);
    stage(call.command.cwd, inquiry);
  }
  const words = operands(
    call.args.map((arg, index) => (index === 0 && /^[cvzjJfpr]{2,8}$/.test(arg) ? `-${arg}` : arg)),
    optionSet('-C'),
  );
  const [archive = '', ...sources] = call.name === '7z' ? words.slice(1) : words;
  const { cwd } = call.command;
  const isOwn = sources.some(
    (source) => isPrecious(source, cwd) || (/^[/~]/.test(source) && worthOf(source, cwd) !== 'PLAIN'),
  );
  if (isOwn && archive !== '-') inquiry.packed.add(baseName(archive));
}

export const exfiltrationJudges: readonly (readonly [string, Judge])[] = [
  ...['curl', 'wget', 'http', 'https', 'xh', 'curlie'].map((name) => [name, curl] as const),
  ...['scp', 'rsync', 'pscp'].map((name) => [name, copyOut] as const),
  ...['nc', 'ncat', 'netcat', 'nc.traditional', 'nc.openbsd', 'socat', 'telnet', 'openssl', 'websocat'].map(
    (name) => [name, stream] as const,
  ),
  ...['dig', 'nslookup', 'host', 'drill', 'kdig', 'delv', 'getent'].map((name) => [name, lookup] as const),
  ['ping', ping],
  ...['tar', 'zip', '7z'].map((name) => [name, pack] as const),
];
