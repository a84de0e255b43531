/** Options whose value is a command that the program runs, and variables that name one. */
import { judgeRun, startsShell } from '../bare-shell.ts';
import { type Call, type Inquiry, type Judge, optionValues } from '../call.ts';
import { isStandardInput } from '../descriptors.ts';

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
  ['rsync', ['-e', '--rsh', '--rsync-path']],
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
  ['sort', ['--compress-program']],
  ['wget', ['--use-askpass']],
  ['compgen', ['-C']],
  ['complete', ['-C']],
  ['mapfile', ['-C']],
  ['readarray', ['-C']],
  ['fc', ['-e']],
  ['svn', ['--editor-cmd', '--diff-cmd', '--diff3-cmd', '--merge-cmd']],
  ['nodemon', ['-x', '--exec']],
  ['fzf', ['--preview', '--bind']],
  ['restic', ['--password-command', '-o']],
  ['borg', ['--rsh', '--remote-path']],
  ['rclone', ['--password-command']],
  ['gcc', ['-wrapper']],
  ['g++', ['-wrapper']],
  ['cc', ['-wrapper']],
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
  for (const file of optionValues(call.args, '-F'))
    for (const line of (inquiry.contentOf(file) ?? '').split('\n', 64)) {
      const code = SSH_COMMAND.exec(line.trim())?.[1];
      if (code !== undefined && code !== 'none') judgeRun(code, call, inquiry);
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
    if (rest.length > 1) settings.push(rest.slice(-2).join('='));
  }
  settings.push(
    ...optionValues(args, '--upload-pack', '--receive-pack', '-u').map((code) => `core.pager=${code}`),
  );
  for (const code of runsOf(args)) judgeRun(code, call, inquiry);
  for (const setting of settings) {
    const code = GIT_COMMAND.exec(setting)?.[1] ?? '';
    if (startsShell(code)) inquiry.tell('shell-escape', call);
    else if (code.startsWith('!')) inquiry.judgeCode(code.slice(1), 'shell', call);
    else if (code.includes(' ') && !/^alias\./i.test(setting)) inquiry.judgeCode(code, 'shell', call);
  }
}

/** What the verbs of git run that take a command: `submodule foreach`, `bisect run`, `rebase --exec`, `filter-branch`. */
function runsOf(args: readonly string[]): readonly string[] {
  const at = args.findIndex((arg) => GIT_RUNNING.test(arg));
  const verb = args[at];
  const rest = args.slice(at + 1);
  switch (verb) {
    case 'submodule':
    case 'bisect': {
      const word = verb === 'bisect' ? 'run' : 'foreach';
      const from = rest.indexOf(word);
      return from === -1
        ? NOTHING
        : [
            rest
              .slice(from + 1)
              .filter((arg) => arg !== '--recursive')
              .join(' '),
          ];
    }
    case 'rebase':
      return optionValues(rest, '-x', '--exec');
    case 'difftool':
      return optionValues(rest, '-x', '--extcmd');
    case 'grep':
      return optionValues(rest, '-O', '--open-files-in-pager').filter((code) => code.includes(' '));
    case 'archive':
      return optionValues(rest, '--exec');
    case 'filter-branch':
      return rest.flatMap((arg, index) => (/^--\w+-filter$/.test(arg) ? [rest[index + 1] ?? ''] : NOTHING));
    default:
      return NOTHING;
  }
}
const GIT_RUNNING = /^(?:submodule|bisect|rebase|difftool|grep|archive|filter-branch)$/;
const NOTHING: readonly string[] = [];

/** `hg --config alias.x='!command'`, `ui.editor`. */
function mercurial(call: Call, inquiry: Inquiry): void {
  for (const setting of optionValues(call.args, '--config')) {
    const code = setting.slice(setting.indexOf('=') + 1);
    if (code.startsWith('!') || code.includes(' ')) judgeRun(code, call, inquiry);
  }
}

/** Variables whose value is a command that programs run. */
const COMMANDS: ReadonlySet<string> = new Set(
  'PAGER MANPAGER GIT_PAGER SYSTEMD_PAGER AWS_PAGER BAT_PAGER EDITOR VISUAL SUDO_EDITOR GIT_EDITOR GIT_SEQUENCE_EDITOR KUBE_EDITOR FCEDIT BROWSER LESSOPEN LESSCLOSE GIT_SSH_COMMAND GIT_SSH GIT_EXTERNAL_DIFF GIT_ASKPASS GIT_PROXY_COMMAND SSH_ASKPASS SUDO_ASKPASS RSYNC_RSH CVS_RSH SVN_SSH SVN_EDITOR MANROFFOPT MYSQL_PAGER PSQL_PAGER PSQL_EDITOR PERL5DB BORG_RSH TAR_OPTIONS PROMPT_COMMAND MAKEFLAGS GNUMAKEFLAGS HGEDITOR CVSEDITOR P4EDITOR FZF_DEFAULT_COMMAND FZF_CTRL_T_COMMAND DELTA_PAGER BORG_PASSCOMMAND RESTIC_PASSWORD_COMMAND npm_config_script_shell SHELL NULLCMD READNULLCMD'.split(
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

/** Variables whose value is, or holds, a program of the language. */
const PROGRAMS: ReadonlySet<string> = new Set(
  'PERL5OPT PERL5DB RUBYOPT NODE_OPTIONS PYTHONWARNINGS JAVA_TOOL_OPTIONS'.split(' '),
);

/** Configuration of git by the environment: `GIT_CONFIG_VALUE_0`, `GIT_CONFIG_PARAMETERS`. */
const GIT_CONFIG = /^GIT_CONFIG_(?:VALUE_\d{1,3}|PARAMETERS)$/;

export function judgeVariable(name: string, value: string, call: Call, inquiry: Inquiry): void {
  if (GIT_CONFIG.test(name)) {
    const code = value.replace(/^'?[\w.-]{1,80}'?=/, '').replace(/^['!]{1,2}|'$/g, '');
    if (code.includes(' ')) judgeRun(code, call, inquiry);
    return;
  }
  if (FIRST.has(name)) {
    const code = isStandardInput(value) ? inquiry.inputOf(call.command) : inquiry.contentOf(value);
    if (code !== null) inquiry.judgeCode(code, /^(?:BASH_)?ENV$/.test(name) ? 'shell' : 'program', call);
  }
  if (COMMANDS.has(name)) {
    if (startsShell(value) || /[\s'":]!\s*\S*sh\b|checkpoint-action/.test(value))
      inquiry.tell('shell-escape', call);
    else if (value.includes(' ')) inquiry.judgeCode(value.replace(/^\|/, ''), 'shell', call);
  } else if (PROGRAMS.has(name) && value.includes('(')) inquiry.judgeCode(value, 'program', call);
  else if (FIRST.has(name) && /(?:^|[=\s:])(?:-[rIM]\s?)?\/(?:tmp|dev\/shm|var\/tmp)\//.test(value))
    inquiry.tell('shell-persistence', call);
}

export const runningOptionJudges: readonly (readonly [string, Judge])[] = [
  ...[...OPTIONS.keys()].map((name) => [name, options] as const),
  ...['ssh', 'scp', 'sftp', 'autossh', 'sshfs'].map((name) => [name, ssh] as const),
  ['git', git],
  ['hg', mercurial],
];
