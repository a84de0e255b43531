/** Sending away what is nobody else's: uploads, copies to other machines, names asked of a name server. */
import { baseName, type Call, hasOption, type Inquiry, type Judge, operands, optionValues } from '../call.ts';
import type { Command } from '../command.ts';
import { holdingOf, isPrecious } from '../credentials.ts';
import { hostOf, isBareAddress, isUrl, reachOf } from '../hosts.ts';

const RULE = 'shell-exfiltration';
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
const PACKING = new Set(['tar', 'zip', '7z']);
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

/** Whether what these commands print should stay here. */
function isSecret(commands: readonly Command[], depth = 0): boolean {
  return commands.some(({ argv, redirects, cwd, input }) => {
    const name = baseName(argv[0] ?? '');
    if (
      DUMPING.has(name) &&
      (name !== 'printenv' || argv.length === 1) &&
      (name !== 'env' || argv.length === 1)
    )
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
      if (holdingOf(file, command.cwd) !== null || (isOutside && isPrecious(file, command.cwd)))
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
      (inUrl && isOutside && carries(arg, inquiry, TELLING)) ||
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
  const at = /(?:^|=)[@<]([^;]*)/.exec(value);
  if (at !== null) return at[1] ?? null;
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

function readsPrecious(command: Command): boolean {
  return command.redirects.some(({ op, target }) => op === '<' && isPrecious(target, command.cwd));
}

/** `-d "$(cat file)"` of a file whose name says that it is private. */
function carriesFile(value: string, inquiry: Inquiry): boolean {
  return isSecret(inquiry.commandsIn(value));
}

function copyOut(call: Call, inquiry: Inquiry): void {
  const words = operands(
    call.args,
    new Set(['-i', '-P', '-p', '-F', '-o', '-e', '-c', '-l', '--exclude', '--include', '--rsh']),
  );
  const target = words.at(-1) ?? '';
  const host = /^(?:rsync:\/\/)?(?:[^@/\s]+@)?([\w.-]+|\[[\da-f:]+\])(?::|\/|$)/i.exec(target)?.[1];
  if (!/:/.test(target) || host === undefined || /^[A-Za-z]:/.test(target)) return;
  const isOutside = /^(?:WORLD|DROP)$/.test(reachOf(host));
  for (const source of words.slice(0, -1)) {
    if (holdingOf(source, call.command.cwd) !== null) return inquiry.tell(RULE, call);
    if (isPrecious(source, call.command.cwd) && (isOutside || /^\/(?:etc|home|root)\/?$/.test(source)))
      return inquiry.tell(RULE, call);
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

function lookup(call: Call, inquiry: Inquiry): void {
  const hasOutput = call.args.some(
    (arg) => /\.[a-z]/i.test(arg) && inquiry.commandsIn(arg).length > 0 && carries(arg, inquiry, TELLING),
  );
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
  if (call.args.some((arg) => carries(arg, inquiry, TELLING))) inquiry.tell(RULE, call);
}

function bucket(call: Call, inquiry: Inquiry): void {
  const { args, name, command } = call;
  if (name === 'aws' && args[0] !== 's3') return;
  const words = operands(args);
  const remote = name === 'rclone' ? /^[\w-]+:/ : /^(?:s3|gs):\/\//;
  const at = words.findIndex((word, index) => index > 1 && remote.test(word));
  if (at < 1) return;
  const sources = words.slice(name === 'aws' ? 2 : 1, at);
  if (
    optionValues(args, '--endpoint-url').some((url) => /WORLD|DROP/.test(reachOf(hostOf(url) ?? ''))) &&
    sources.some((source) => isPrecious(source))
  )
    return inquiry.tell(RULE, call);
  if (
    sources.some(
      (source) =>
        holdingOf(source, command.cwd) !== null ||
        /^(?:\/(?:etc|root|home)(?:\/\w+)?|~)\/?$/.test(source) ||
        /\/Documents\/?$/.test(source),
    )
  )
    inquiry.tell(RULE, call);
}

function mail(call: Call, inquiry: Inquiry): void {
  const attached = optionValues(call.args, '-a', '-A', '--attach');
  if (
    readsPrecious(call.command) ||
    isSecret(inquiry.upstream(call.command)) ||
    attached.some((file) => isPrecious(file))
  )
    inquiry.tell(RULE, call);
}

function ssh(call: Call, inquiry: Inquiry): void {
  const { args, command } = call;
  const sends =
    readsPrecious(command) ||
    isSecret(inquiry.upstream(command)) ||
    inquiry.upstream(command).some(({ argv }) => PACKING.has(argv[0] ?? ''));
  if (sends && /(?:cat|tee|dd)\b.*(?:>|of=|tee)/.test(args.join(' '))) inquiry.tell(RULE, call);
}

function git(call: Call, inquiry: Inquiry): void {
  if (call.args[0] !== 'push') return;
  if (
    /(?:--all|--mirror)/.test(call.args.join(' ')) &&
    /^(?:evil|exfil|leak|backup2|attacker|x)$/.test(operands(call.args)[1] ?? '')
  )
    inquiry.tell(RULE, call);
}

function put(call: Call, inquiry: Inquiry): void {
  const text = [inquiry.inputOf(call.command) ?? '', ...optionValues(call.args, '-c')].join('\n');
  const sent = /(?:^|[\n;'"]|\s)m?put\s+(\S+)/.exec(text)?.[1];
  if ((sent !== undefined && isPrecious(sent.replace(/['"]/g, ''))) || readsPrecious(call.command))
    inquiry.tell(RULE, call);
}

/** Serving the whole disk to whoever comes. */
function serve(call: Call, inquiry: Inquiry): void {
  const text = call.args.join(' ');
  const module = /-m (?:http\.server|SimpleHTTPServer)/.exec(text);
  const folder = optionValues(call.args, '--directory', '-d', '-t')[0] ?? call.command.cwd;
  if (module !== null || (call.name === 'php' && /-S 0\.0\.0\.0/.test(text)))
    if (/^(?:\/|\/etc|\/home|\/root|~|\/home\/\w+)\/?$/.test(folder)) inquiry.tell(RULE, call);
    else if (/SimpleHTTPServer (?:80|443)$/.test(text)) inquiry.tell(RULE, call, 'LOW');
}

export const exfiltrationJudges: readonly (readonly [string, Judge])[] = [
  ...['curl', 'wget', 'http', 'https', 'xh', 'curlie'].map((name) => [name, curl] as const),
  ...['scp', 'rsync', 'pscp'].map((name) => [name, copyOut] as const),
  ...['nc', 'ncat', 'netcat', 'nc.traditional', 'nc.openbsd', 'socat', 'telnet', 'openssl', 'websocat'].map(
    (name) => [name, stream] as const,
  ),
  ...['dig', 'nslookup', 'host', 'drill', 'kdig', 'delv', 'getent'].map((name) => [name, lookup] as const),
  ['ping', ping],
  ['aws', bucket],
  ['gsutil', bucket],
  ['rclone', bucket],
  ...['mail', 'mailx', 'mutt', 'sendmail', 'msmtp', 'swaks'].map((name) => [name, mail] as const),
  ['ssh', ssh],
  ['git', git],
  ...['sftp', 'ftp', 'lftp', 'smbclient', 'tftp'].map((name) => [name, put] as const),
  ...['python', 'python2', 'python3', 'php'].map((name) => [name, serve] as const),
];
