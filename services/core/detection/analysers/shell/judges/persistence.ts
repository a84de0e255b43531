/** Making something run again by itself: schedules, start-up files, units, keys, accounts, hooks. */
import {
  type Call,
  hasOption,
  type Inquiry,
  type Judge,
  operands,
  optionSet,
  optionValues,
} from '../call.ts';

const RULE = 'shell-persistence';
/** Files whose content runs or lets somebody in. */
const STARTUP =
  /^\/etc\/(?:cron[\w.]*(?:\/.*)?|rc\.local|rc\d?\.d\/.*|init\.d\/.+|ld\.so\.preload|profile(?:\.d\/.+)?|bash\.bashrc|bashrc|zshrc|environment|pam\.d\/.+|udev\/rules\.d\/.+|update-motd\.d\/.+|systemd\/system\/.+|inittab)$|^\/(?:usr\/)?lib\/systemd\/system\/.+|^\/var\/spool\/cron\/.+|(?:^|\/)\.config\/(?:autostart|systemd\/user)(?:\/.*)?|(?:^|\/)(?:Library\/)?Launch(?:Agents|Daemons)(?:\/.*)?$|(?:^|\/)\.git\/hooks\/.+|(?:^|\/)\.ssh\/(?:authorized_keys2?|rc)$/;
const RC =
  /(?:^|\/)\.(?:bashrc|bash_profile|bash_login|bash_logout|profile|zshrc|zprofile|zshenv|zlogin|kshrc|cshrc|xinitrc|xsession|vimrc|inputrc)$/;
/** Lines that people put into their start-up files every day. */
const USUAL =
  /^\s*(?:#.*|(?:export|set -gx)\s+[A-Z_]+=["']?(?!\/tmp|\/dev\/shm|\/var\/tmp)[^;&|`]*|export\s+PATH=["']?(?:\$\{?PATH\}?|\$HOME|~|\/usr|\/opt|\uE001)[^;&|`]*|alias\s+(?!(?:sudo|su|ssh|passwd)=)\w+=[^;|`]*|source\s+(?:\S+|<\(\s*[\w-]+\s+(?:completions?|init)\b[^;|&]*\))|\.\s+\S+|eval\s+["']?\$\((?:\S+\/)?(?:[\w-]+)\s+(?:[\w-]*init|env|hook|activate|shellenv|completion)[^;|&]*|\[\s.*|)\s*$/;

/** What a start-up line fetches, hides, leaves running, or puts in another program's place. */
const SUSPECT =
  /curl|wget|\bnc\b|ncat|socat|\/dev\/|\/tmp\/|\/var\/tmp|nohup|setsid|&\s*$|base64|xxd|\bpython|\bperl|\bruby|\beval\b|LD_PRELOAD|PROMPT_COMMAND|\btrap\b|chmod|\.\/|\/\.\w|alias\s+(?:sudo|su|ssh|scp|passwd|ls|cd|cat|git)=|\|\s*(?:ba|z)?sh\b|rm\s+-/;

export function judgeWriting(
  target: string,
  text: string | null,
  isAppending: boolean,
  call: Call,
  inquiry: Inquiry,
): void {
  if (STARTUP.test(target)) inquiry.tell(RULE, call);
  else if (
    RC.test(target) &&
    (isAppending || text === null || !isUsual(text)) &&
    !(text !== null && isUsual(text)) &&
    !call.args.some((arg) => /^(?:completions?|init|shellenv|hook|activate)$/.test(arg))
  )
    inquiry.tell(RULE, call);
  else if (/^\/etc\/(?:sudoers|sudoers\.d\/.+|passwd|shadow|group|gshadow)$/.test(target))
    inquiry.tell('shell-privilege', call);
  else if (/^\/etc\/ssh\/sshd_config(?:\.d\/.+)?$/.test(target)) inquiry.tell('shell-defence-evasion', call);
  else if (/^\/proc\/sys\/kernel\/(?:core_pattern|modprobe)$/.test(target))
    inquiry.tell('shell-privilege', call);
  else if (/^\/proc\/sys\/kernel\/randomize_va_space$|^\/(?:sys\/fs\/)?selinux\/enforce$/.test(target))
    inquiry.tell('shell-defence-evasion', call);
}

function isUsual(text: string): boolean {
  return text.length < 4000 && text.split('\n').every((line) => USUAL.test(line) || !SUSPECT.test(line));
}

function crontab(call: Call, inquiry: Inquiry): void {
  const rest = operands(call.args, optionSet('-u'));
  if (hasOption(call.args, 'lreV') || rest.length === 0) return;
  const texts = inquiry
    .upstream(call.command)
    .flatMap(({ argv }) => (/^(?:echo|printf)$/.test(argv[0] ?? '') ? argv.slice(1) : []));
  const known = inquiry.inputOf(call.command) ?? texts.join('\n');
  inquiry.tell(RULE, call, known !== '' && isOrdinaryJob(known) ? 'INFO' : 'HIGH');
}

/** A schedule that runs what is installed, now and then. */
function isOrdinaryJob(text: string): boolean {
  return (
    text.length < 4000 &&
    !/@reboot|(?:^|\n|["'])[ \t]*(?:\*\/\d\s|\*\s)(?:\*\s){4}/.test(text) &&
    !SUSPECT.test(text) &&
    /\s(?:\/(?:usr|opt|srv|home|etc|var\/www)\/|[a-z~])/.test(text)
  );
}

function copyInto(call: Call, inquiry: Inquiry): void {
  const targets = operands(call.args, optionSet('-m -o -g -t -S'));
  const last = targets.at(-1) ?? '';
  if (targets.length < 2) return;
  if (
    STARTUP.test(last) ||
    /^\/etc\/(?:cron\.\w+|systemd\/system|profile\.d|init\.d|update-motd\.d|pam\.d|udev\/rules\.d)\/?$/.test(
      last,
    )
  )
    inquiry.tell(RULE, call);
  else if (/^\/etc\/(?:sudoers(?:\.d(?:\/.*)?)?|passwd|shadow)$/.test(last))
    inquiry.tell('shell-privilege', call);
  else if (/^(?:\/usr)?\/s?bin\/(?:ba)?sh$/.test(last)) inquiry.tell('shell-system-tampering', call);
  if (last.endsWith('/.ssh/authorized_keys')) inquiry.tell(RULE, call);
}

function systemctl(call: Call, inquiry: Inquiry): void {
  const [verb = '', ...units] = operands(call.args);
  if (
    /^(?:enable|link|reenable)$/.test(verb) &&
    units.some((unit) => /^(?:\/tmp|\/dev\/shm|\/var\/tmp|~|\/home|\.)\/?/.test(unit))
  )
    inquiry.tell(RULE, call);
}

/** How a time begins that `at` understands; stack traces say `at` too. */
const TIME =
  /^(?:now|noon|midnight|teatime|today|tomorrow|next|\d{1,2}(?::?\d{2})?(?:am|pm)?|(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}|[+\uE001].*)$/i;

function schedule(call: Call, inquiry: Inquiry): void {
  if (hasOption(call.args, 'lcdrV', '--help')) return;
  const [first = ''] = call.args;
  if (call.name === 'batch' || first.startsWith('-') || TIME.test(first))
    inquiry.tell(RULE, call, call.args.includes('-f') || call.command.input.length > 0 ? 'HIGH' : 'MEDIUM');
}

/** Groups whose members are root, or as good as that. */
const POWERFUL = /(?:^|,)(?:sudo|wheel|root|docker|admin|lxd|disk|shadow)(?:,|$)/;
const ACCOUNT_VALUED = new Set(
  '-u -g -G -s -d -c -p -e -f -k -K -b --uid --gid --groups --shell --home --home-dir --comment --gecos --password --ingroup'.split(
    ' ',
  ),
);

/** An ordinary account is ordinary; one with root's rights, without a password or out of sight is not. */
function account(call: Call, inquiry: Inquiry): void {
  const { args } = call;
  if (hasOption(args, 'D', '--help', '--defaults')) return;
  const isRoot =
    optionValues(args, '-u', '--uid', '--gid', '-g').some((id) => /^0+$/.test(id)) ||
    args.some((arg) => /^-\w*o\w*u0*$/.test(arg) || arg === '-ou0');
  const groups = [...operands(args), ...optionValues(args, '-G', '-g', '--groups', '--gid', '--ingroup')];
  if (isRoot || hasOption(args, 'o', '--non-unique') || groups.some((group) => POWERFUL.test(group)))
    return inquiry.tell('shell-privilege', call);
  const isOpen = optionValues(args, '-p', '--password').includes('');
  const isHidden = operands(args, ACCOUNT_VALUED).some((user) => /^\.|^\W+$/.test(user));
  const home = optionValues(args, '-d', '--home', '--home-dir', '--home').some((folder) =>
    /^\/(?:tmp|var\/tmp|dev)(?:\/|$)|\/\./.test(folder),
  );
  if (isOpen || isHidden || home) inquiry.tell(RULE, call);
}

function launchctl(call: Call, inquiry: Inquiry): void {
  if (/^(?:load|bootstrap|submit|enable)$/.test(call.args[0] ?? '')) inquiry.tell(RULE, call);
}

function systemdRun(call: Call, inquiry: Inquiry): void {
  if (hasOption(call.args, 'h', '--help', '--version')) return;
  if (call.args.some((arg) => /^--(?:on-|timer-property)/.test(arg))) inquiry.tell(RULE, call);
  if (hasOption(call.args, 'S', '--shell')) inquiry.tell('shell-escape', call);
}

function identity(call: Call, inquiry: Inquiry): void {
  const [service = '', verb = ''] = operands(call.args, optionSet('--profile --region --output'));
  if (service === 'iam' && /^create-(?:access-key|user|login-profile)$/.test(verb))
    inquiry.tell(RULE, call, 'MEDIUM');
  if (
    service === 'iam' &&
    /^(?:attach|put)-(?:user|role|group)-policy$/.test(verb) &&
    /Admin|FullAccess|PowerUser|"?\*"?/.test(call.args.join(' '))
  )
    inquiry.tell('shell-privilege', call);
  if (
    service === 'sts' &&
    verb === 'assume-role' &&
    /:role\/\S*(?:admin|root|full)/i.test(call.args.join(' '))
  )
    inquiry.tell('shell-privilege', call, 'MEDIUM');
}

function gcloud(call: Call, inquiry: Inquiry): void {
  const text = call.args.join(' ');
  if (/add-iam-policy-binding/.test(text) && /roles\/(?:owner|editor|iam\.)|allUsers/.test(text))
    inquiry.tell('shell-privilege', call);
}

function kubectl(call: Call, inquiry: Inquiry): void {
  const text = call.args.join(' ');
  if (/create (?:cluster)?rolebinding/.test(text) && /cluster-admin/.test(text))
    inquiry.tell('shell-privilege', call);
  if (/"privileged"\s*:\s*true|"hostPID"\s*:\s*true|"hostPath"/.test(text))
    inquiry.tell('shell-container-escape', call);
  if (/--as=system:/.test(text)) inquiry.tell('shell-privilege', call, 'MEDIUM');
}

function updateRc(call: Call, inquiry: Inquiry): void {
  if (/defaults|enable|--add/.test(call.args.join(' '))) inquiry.tell(RULE, call, 'INFO');
}

/** `at now <<< command`. */
function later(call: Call, inquiry: Inquiry): void {
  const code = inquiry.inputOf(call.command);
  if (code !== null) inquiry.judgeCode(code, 'shell', call);
}

export const persistenceJudges: readonly (readonly [string, Judge])[] = [
  ['crontab', crontab],
  ...['cp', 'mv', 'install', 'ln'].map((name) => [name, copyInto] as const),
  ['systemctl', systemctl],
  ['at', schedule],
  ['at', later],
  ['batch', later],
  ['batch', schedule],
  ['useradd', account],
  ['adduser', account],
  ['launchctl', launchctl],
  ['systemd-run', systemdRun],
  ['aws', identity],
  ['gcloud', gcloud],
  ['kubectl', kubectl],
  ['update-rc.d', updateRc],
  ['chkconfig', updateRc],
];
