/** Shells over the network, and what is fetched or decoded on its way into one. */
import { startsShell } from '../bare-shell.ts';
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
import { type Command, programOf, type Redirect } from '../command.ts';
import { isStandardInput } from '../descriptors.ts';
import { isUrl } from '../hosts.ts';
import { isStaged } from './downloads.ts';

const REVERSE = 'shell-reverse-shell';
const DOWNLOAD = 'shell-download-and-run';
const HIDDEN = 'shell-obfuscated';
export const SHELLS: ReadonlySet<string> = new Set(
  'sh bash zsh dash ksh ksh93 mksh ash fish csh tcsh rbash yash osh oil ysh posh pdksh oksh loksh hush elvish nu xonsh ion rc es scsh'.split(
    ' ',
  ),
);
export const INTERPRETERS: ReadonlySet<string> = new Set(
  'python python2 python3 perl ruby node nodejs php lua osascript deno bun tclsh pwsh powershell iex Invoke-Expression'.split(
    ' ',
  ),
);
const FETCHERS = new Set(
  'curl wget fetch lwp-request aria2c http https xh GET ftpget tftp lynx links w3m iwr irm Invoke-WebRequest Invoke-RestMethod'.split(
    ' ',
  ),
);
const DECODERS = new Set([
  'base64',
  'base32',
  'basenc',
  'xxd',
  'openssl',
  'rev',
  'tr',
  'gunzip',
  'zcat',
  'gzip',
  'uudecode',
  'gpg',
  'tac',
  ...'bzcat xzcat lzcat zstdcat lz4cat lzop bunzip2 unxz unzstd uncompress funzip brotli unzip tar 7z 7za iconv age crypt dd perl python python3 ruby'.split(
    ' ',
  ),
]);
const COMPUTES = /\bchr\(|\bhex\b|pack\b|reverse|fromhex|b64|rot13|\by\/|\btr\/|\[::-1\]/;
const SOCKETS = new Set([
  'nc',
  'ncat',
  'netcat',
  'nc.traditional',
  'nc.openbsd',
  'telnet',
  'socat',
  's_client',
  'openssl',
  'cryptcat',
]);
const LOOKUPS = new Set(['dig', 'nslookup', 'host', 'drill']);
const SHELL_WORD =
  /(?:^|[/\s"':=])(?:(?:ba|z|da|k|a|c)?sh|cmd(?:\.exe)?|powershell(?:\.exe)?|pwsh)(?:$|[\s"',])/;

export function judgeSockets(redirects: readonly Redirect[], call: Call, inquiry: Inquiry): void {
  if (!redirects.some(({ target }) => /^\/dev\/(?:tcp|udp)\//.test(target))) return;
  const { argv, redirects: all, input } = call.command;
  const reads = all.some(({ op, target }) => op === '<' && target !== '' && !target.startsWith('/dev/'));
  const isProbe =
    /^(?:echo|printf|:|true|)$/.test(argv[0] ?? '') && all.every(({ op }) => op === '>' || op === '>&');
  if (isProbe) inquiry.tell('shell-scan', call);
  else if (argv[0] === 'cat' && (argv.length > 1 || reads) && input.length === 0)
    inquiry.tell('shell-exfiltration', call);
  else inquiry.tell(REVERSE, call);
}

function netcat(call: Call, inquiry: Inquiry): void {
  const { args, command } = call;
  const text = args.join(' ');
  const runs = hasOption(args, 'ec', '--exec', '--sh-exec', '--lua-exec') && !/^-[a-z]*[zhv]*$/.test(text);
  if (runs && (SHELL_WORD.test(` ${text} `) || args.some((arg) => /^-\w*e$|^--(?:sh-)?exec/.test(arg))))
    return inquiry.tell(REVERSE, call);
  const source = inquiry.upstream(command);
  if (
    source.some(isShellReadingPipe) ||
    command.redirects.some(({ op, target }) => op === '<' && isPipe(target))
  )
    return inquiry.tell(REVERSE, call);
  if (hasOption(args, 'l', '--listen') && !hasOption(args, 'z')) inquiry.tell('shell-listener', call);
  if (hasOption(args, 'z') && args.some((arg) => /^\d+-\d+$/.test(arg))) inquiry.tell('shell-scan', call);
}

/** `cat /tmp/f | sh -i 2>&1 | nc …` */
function isShellReadingPipe({ argv, redirects, input }: Command): boolean {
  const words = argv.map(baseName);
  const isShell = words.some((word) => SHELLS.has(word)) && words[0] !== 'echo' && words[0] !== 'printf';
  if (!isShell) return false;
  return (
    input.length > 0 ||
    words.includes('-i') ||
    words[0] === 'script' ||
    redirects.some(({ op }) => op === '<')
  );
}

function isPipe(path: string): boolean {
  return /^\/(?:tmp|var\/tmp|dev\/shm)\/[\w.-]{1,12}$/.test(path);
}

function socat(call: Call, inquiry: Inquiry): void {
  const text = call.args.join(' ');
  if (/\b(?:exec|system|shell):/i.test(text)) inquiry.tell(REVERSE, call);
  netcatPipes(call, inquiry);
}

function netcatPipes(call: Call, inquiry: Inquiry): void {
  const { command, args, name } = call;
  if (name === 'openssl' && !args.includes('s_client')) return;
  if (inquiry.upstream(command).some(isShellReadingPipe)) inquiry.tell(REVERSE, call);
  else if (command.redirects.some(({ op, target }) => op === '<' && isPipe(target)) && command.piped)
    inquiry.tell(REVERSE, call);
}

/** A shell or interpreter that runs what it reads. */
function sink(call: Call, inquiry: Inquiry): void {
  const { args, command, name } = call;
  const words = operands(args, optionSet('-o -O --rcfile --init-file'));
  const script = words[0] === 'run' && /^(?:deno|bun)$/.test(name) ? words[1] : words[0];
  const readsInput = script === undefined || isStandardInput(script) || hasOption(args.slice(0, 1), 's');
  const runsCode = SHELLS.has(name)
    ? args.some((arg) => /^-[a-z]*c$/.test(arg))
    : args.some((arg) => /^-(?:\w*[ceErmnp]|-eval|command)$/i.test(arg));
  if (SHELLS.has(name))
    for (const file of optionValues(args, '--rcfile', '--init-file')) judgeFile(file, call, inquiry);
  if (!readsInput || runsCode) {
    if (script !== undefined && !runsCode) judgeFile(script, call, inquiry);
    return;
  }
  const code = inquiry.inputOf(command);
  const source = inquiry.upstream(command);
  if (code !== null) {
    if (source.some(isDecoder)) inquiry.tell(HIDDEN, call);
    inquiry.judgeCode(code, SHELLS.has(name) ? 'shell' : name, call);
    return;
  }
  const substituted = command.redirects.flatMap(({ target }) => inquiry.commandsIn(target));
  judgeSource([...source, ...substituted], call, inquiry);
  for (const { op, target } of command.redirects) if (op === '<') judgeFile(target, call, inquiry);
}

/** What runs comes from these commands. */
function judgeSource(source: readonly Command[], call: Call, inquiry: Inquiry): void {
  const names = source.map(programOf);
  if (names.some((name) => FETCHERS.has(name) || LOOKUPS.has(name))) inquiry.tell(DOWNLOAD, call);
  else if (
    names.some((name) => SOCKETS.has(name)) ||
    source.some(({ argv }) => argv.some((word) => word.startsWith('telnet://')))
  )
    inquiry.tell(REVERSE, call);
  else if (source.some(isDecoder) || isCutOut(source)) inquiry.tell(HIDDEN, call);
}

/** Take a part of a text, which may say anything. */
const CUTTERS = new Set('sed awk gawk mawk head tail cut strings od nl paste fold'.split(' '));
/** What people do evaluate parts of, and programs whose output is names. */
const SETTINGS = /env|export|rc\b|profile|release|version|config|settings|completion|init/i;
const LISTING = new Set(
  'ls find fd which command whereis type git locate npm go brew dirname basename readlink realpath pgrep ps'.split(
    ' ',
  ),
);

/** `eval "$(tail -1 notes.txt)"`: code out of the middle of a text. */
function isCutOut(source: readonly Command[]): boolean {
  return (
    source.some(({ argv }) => CUTTERS.has(baseName(argv[0] ?? ''))) &&
    !source.some(
      ({ argv }) => LISTING.has(baseName(argv[0] ?? '')) || argv.some((word) => SETTINGS.test(word)),
    )
  );
}

function isDecoder(command: Command): boolean {
  const { argv } = command;
  const name = programOf(command);
  if (!DECODERS.has(name)) return false;
  if (name === 'tr') return argv.length > 2 && !argv.includes('-d');
  if (name === 'openssl' || name === 'base64')
    return argv.some((arg) => /^(?:-\w*[dDA]\w*|--decode)$/.test(arg));
  if (/^(?:perl|python3?|ruby)$/.test(name)) return argv.some((arg) => COMPUTES.test(arg));
  if (name === 'tar')
    return argv.some((arg, at) => /^-?\w*O\w*$/.test(arg) && at > 0) || argv.includes('--to-stdout');
  if (name === 'unzip') return argv.some((arg) => /^-\w*p/.test(arg));
  if (name.startsWith('7z')) return argv.includes('-so');
  if (name === 'dd') return !argv.some((arg) => arg.startsWith('of='));
  if (name === 'xxd') return argv.some((arg) => /^-\w*r/.test(arg));
  return name !== 'tac';
}

/** A script that was just written, downloaded, or comes through a process substitution. */
function judgeFile(file: string, call: Call, inquiry: Inquiry): void {
  const commands = inquiry.commandsIn(file);
  if (commands.length > 0) judgeSource(commands, call, inquiry);
  const known = inquiry.contentOf(file);
  if (known !== null) inquiry.judgeCode(known, INTERPRETERS.has(call.name) ? call.name : 'shell', call);
  if (isUrl(file)) inquiry.tell(DOWNLOAD, call);
  if (inquiry.downloaded.has(baseName(file))) inquiry.tell(DOWNLOAD, call);
  else if (isStaged(file, call.command.cwd, inquiry.staged)) inquiry.tell(DOWNLOAD, call, 'HIGH');
}

function source(call: Call, inquiry: Inquiry): void {
  const [file = ''] = call.args;
  if (isStandardInput(file)) {
    const code = inquiry.inputOf(call.command);
    if (code !== null) inquiry.judgeCode(code, 'shell', call);
  } else judgeFile(file, call, inquiry);
}

/** Any program at a path of its own: `./x`, `/tmp/x`. */
export function judgeProgram(path: string, call: Call, inquiry: Inquiry): void {
  if ((path.startsWith('!') || path.startsWith(':!')) && startsShell(path.replace(/^:/, '')))
    return inquiry.tell('shell-escape', call);
  const commands = inquiry.commandsIn(path);
  if (commands.length > 0) judgeSource(commands, call, inquiry);
  if (!path.includes('/') && !inquiry.downloaded.has(path)) return;
  const known = inquiry.contentOf(path.replace(/^\.\//, '')) ?? inquiry.contentOf(path);
  if (known !== null) inquiry.judgeCode(known, 'shell', call);
  if (inquiry.downloaded.has(baseName(path))) inquiry.tell(DOWNLOAD, call);
  else if (isStaged(path, call.command.cwd, inquiry.staged)) inquiry.tell(DOWNLOAD, call, 'HIGH');
  else if (path.startsWith('./') && inquiry.downloaded.has('*')) inquiry.tell(DOWNLOAD, call, 'MEDIUM');
}

/** `bash -c "$(curl …)"`, `eval "$(…)"`. */
export function judgeInnerCode(code: string, call: Call, inquiry: Inquiry): void {
  const commands = inquiry.commandsIn(code);
  if (commands.length > 0) judgeSource(commands, call, inquiry);
  const isFed = /\uE001\w+\uE002/.test(code.trim().split(/\s/)[0] ?? '') || /^(?:\{\}|)$/.test(code);
  if (!isFed) return;
  const given = inquiry.inputOf(call.command);
  if (given !== null && code !== '') inquiry.judgeCode(given, 'shell', call);
  judgeSource(inquiry.upstream(call.command), call, inquiry);
  judgeSource(
    call.command.argv.flatMap((word) => inquiry.commandsIn(word)),
    call,
    inquiry,
  );
}

function xterm(call: Call, inquiry: Inquiry): void {
  if (call.args.includes('-display') && call.args.some((arg) => /^[\w.]+:\d/.test(arg)))
    inquiry.tell(REVERSE, call);
}

export const remoteShellJudges: readonly (readonly [string, Judge])[] = [
  ...['nc', 'ncat', 'netcat', 'nc.traditional', 'nc.openbsd', 'cryptcat', 'powercat'].map(
    (name) => [name, netcat] as const,
  ),
  ['socat', socat],
  ['openssl', netcatPipes],
  ['telnet', netcatPipes],
  ...[...SHELLS, ...INTERPRETERS].map((name) => [name, sink] as const),
  ['source', source],
  ['.', source],
  ['xterm', xterm],
  ['ztcp', (call, inquiry) => inquiry.tell(REVERSE, call)],
];
