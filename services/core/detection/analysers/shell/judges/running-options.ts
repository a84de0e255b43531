/** Options whose value is a command that the program runs, and variables that name one. */
import { judgeRun, startsShell } from '../bare-shell.ts';
import { type Call, type Inquiry, type Judge, optionValues } from '../call.ts';

const OPTIONS: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'tar',
    [
      '--to-command',
      '--use-compress-program',
      '-I',
      '--rsh-command',
      '--info-script',
      '--new-volume-script',
      '-F',
    ],
  ],
  ['split', ['--filter']],
  ['openvpn', ['--up', '--down', '--tls-verify', '--route-up', '--ipchange', '--client-connect']],
  ['nano', ['-s', '--speller']],
  ['pico', ['-s']],
  ['mail', ['--exec']],
  ['tcpdump', ['-z']],
  ['man', ['-P', '--pager', '-H', '--html']],
  ['scp', ['-S']],
  ['sftp', ['-S']],
  ['rsync', ['-e', '--rsh']],
  ['zip', ['-TT', '--unzip-command']],
  ['pidstat', ['-e']],
  ['rpm', ['--pipe', '-E', '--eval']],
  ['cpio', ['--rsh-command']],
  ['xterm', ['-e']],
  ['gnome-terminal', ['-e', '--command']],
  ['konsole', ['-e']],
  ['rxvt', ['-e']],
  ['urxvt', ['-e']],
  ['alacritty', ['-e']],
  ['kitty', ['-e']],
  ['entr', ['-s']],
  ['hyperfine', ['-p', '--prepare', '-S', '--shell']],
  ['ansible', ['-a', '--args']],
  ['slsh', ['-e']],
]);

function options(call: Call, inquiry: Inquiry): void {
  for (const code of optionValues(call.args, ...(OPTIONS.get(call.name) ?? [])))
    judgeRun(code, call, inquiry);
}

const SSH_COMMAND = /^(?:ProxyCommand|LocalCommand|KnownHostsCommand|PermitLocalCommand)[= ]\s*(.*)$/i;

function ssh(call: Call, inquiry: Inquiry): void {
  for (const option of optionValues(call.args, '-o')) {
    const code = SSH_COMMAND.exec(option)?.[1];
    if (code !== undefined && code !== 'none') judgeRun(code.replace(/^;/, ''), call, inquiry);
  }
}

const GIT_COMMAND =
  /^(?:core\.(?:pager|editor|sshCommand|fsmonitor|askPass|gitProxy)|alias\.[\w-]+|sequence\.editor|diff\.external|(?:pager|merge\.\w+|filter\.\w+|diff\.\w+|credential)\.?\w*(?:\.(?:cmd|driver|clean|smudge|textconv|helper))?|gpg\.program|uploadpack\.packObjectsHook)[= ]\s*(.*)$/i;

function git(call: Call, inquiry: Inquiry): void {
  const { args } = call;
  const settings = optionValues(args, '-c');
  const at = args.indexOf('config');
  if (at !== -1) {
    const rest = args.slice(at + 1).filter((arg) => !arg.startsWith('-'));
    if (rest.length === 2) settings.push(rest.join('='));
  }
  settings.push(
    ...optionValues(args, '--upload-pack', '--receive-pack', '-u').map((code) => `core.pager=${code}`),
  );
  for (const setting of settings) {
    const code = GIT_COMMAND.exec(setting)?.[1] ?? '';
    if (startsShell(code)) inquiry.tell('shell-escape', call);
    else if (code.startsWith('!')) inquiry.judgeCode(code.slice(1), 'shell', call);
    else if (code.includes(' ') && !/^alias\./i.test(setting)) inquiry.judgeCode(code, 'shell', call);
  }
}

/** Variables whose value is a command that programs run. */
const COMMANDS: ReadonlySet<string> = new Set(
  'PAGER MANPAGER GIT_PAGER SYSTEMD_PAGER AWS_PAGER BAT_PAGER EDITOR VISUAL SUDO_EDITOR GIT_EDITOR GIT_SEQUENCE_EDITOR KUBE_EDITOR FCEDIT BROWSER LESSOPEN LESSCLOSE GIT_SSH_COMMAND GIT_SSH GIT_EXTERNAL_DIFF GIT_ASKPASS GIT_PROXY_COMMAND SSH_ASKPASS SUDO_ASKPASS RSYNC_RSH CVS_RSH SVN_SSH SVN_EDITOR MANROFFOPT MYSQL_PAGER PSQL_PAGER PSQL_EDITOR PERL5DB BORG_RSH TAR_OPTIONS'.split(
    ' ',
  ),
);
/** Variables that name a file which every shell or interpreter runs first. */
const FIRST: ReadonlySet<string> = new Set([
  'BASH_ENV',
  'ENV',
  'PYTHONSTARTUP',
  'ZDOTDIR',
  'PERL5OPT',
  'RUBYOPT',
  'NODE_OPTIONS',
  'JAVA_TOOL_OPTIONS',
]);

export function judgeVariable(name: string, value: string, call: Call, inquiry: Inquiry): void {
  if (COMMANDS.has(name)) {
    if (startsShell(value) || /[\s'":]!\s*\S*sh\b|checkpoint-action/.test(value))
      inquiry.tell('shell-escape', call);
    else if (value.includes(' ')) inquiry.judgeCode(value.replace(/^\|/, ''), 'shell', call);
  } else if (FIRST.has(name) && /(?:^|[=\s:])(?:-[rIM]\s?)?\/(?:tmp|dev\/shm|var\/tmp)\//.test(value))
    inquiry.tell('shell-persistence', call);
}

export const runningOptionJudges: readonly (readonly [string, Judge])[] = [
  ...[...OPTIONS.keys()].map((name) => [name, options] as const),
  ...['ssh', 'scp', 'sftp', 'autossh', 'sshfs'].map((name) => [name, ssh] as const),
  ['git', git],
];
