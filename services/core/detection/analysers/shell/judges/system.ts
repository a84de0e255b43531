/** Bringing the machine down, opening it wide, or taking away what it needs. */
import {
  type Call,
  hasOption,
  type Inquiry,
  type Judge,
  operands,
  optionSet,
  optionValues,
} from '../call.ts';
import { baseName, type Command } from '../command.ts';
import { worthOf } from '../paths.ts';

const DOWN = 'shell-denial-of-service';
const TAMPERING = 'shell-system-tampering';

function kill(call: Call, inquiry: Inquiry): void {
  const { args } = call;
  const targets = args.filter((arg, index) => index > 0 || !arg.startsWith('-'));
  if (
    targets.includes('-1') ||
    (targets.includes('1') && args.length > 1 && /^-(?:9|KILL|SIGKILL)$/.test(args[0] ?? ''))
  )
    inquiry.tell(DOWN, call);
  const listed = [
    ...args.flatMap((arg) => inquiry.commandsIn(arg)),
    ...(call.by.includes('xargs') ? inquiry.upstream(call.command) : []),
  ];
  if (isEverything(listed)) inquiry.tell(DOWN, call);
}

/** `ps -e -o pid=`, `pgrep .`, with nothing that picks some out of them. */
function isEverything(listed: readonly Command[]): boolean {
  const lists = listed.some(({ argv: [name = '', ...args] }) => {
    const program = baseName(name);
    if (program === 'pgrep')
      return (
        operands(args, optionSet('-u -U -P -g -t -s')).some((word) => /^(?:\.[*+]?|\^|)$/.test(word)) &&
        args.length < 3
      );
    if (program === 'ls') return args.some((arg) => arg === '/proc' || arg === '/proc/');
    return (
      program === 'ps' &&
      args.some((arg) => /^-?\w*[eAax]/.test(arg)) &&
      !args.some((arg) => /^-(?:C|p|u|U|-ppid|t)$/.test(arg))
    );
  });
  return (
    lists &&
    !listed.some(
      ({ argv: [name = '', ...args] }) =>
        (/^(?:e?grep|rg|head|tail|sed|comm|fzf)$/.test(baseName(name)) &&
          !args.some((arg) => /^\^?\[(?:0-9|\[:digit:\]|1-9)\]/.test(arg))) ||
        (name.endsWith('awk') && args.some((arg) => /\/|[=!~<>]=?|\bif\b/.test(arg))),
    )
  );
}

function killAll(call: Call, inquiry: Inquiry): void {
  const isEverything =
    call.name === 'pkill' && operands(call.args).some((word) => /^(?:\.[*+]?|\^|\^?\.[*+]?\$?|)$/.test(word));
  if (isEverything || call.name === 'killall5' || optionValues(call.args, '-u', '-U').includes('root'))
    inquiry.tell(DOWN, call);
}

function power(call: Call, inquiry: Inquiry): void {
  const { name, args } = call;
  if (hasOption(args, 'c?', '--help', '--version', '--show') || args.includes('/a') || args.includes('/?'))
    return;
  if (/^(?:init|telinit)$/.test(name)) {
    if (/^[06]$/.test(args[0] ?? '')) inquiry.tell(DOWN, call);
  } else inquiry.tell(DOWN, call);
}

function systemctl(call: Call, inquiry: Inquiry): void {
  const [verb = '', ...units] = operands(call.args);
  if (/^(?:poweroff|reboot|halt|kexec|emergency|rescue|suspend|hibernate)$/.test(verb))
    inquiry.tell(DOWN, call);
  if (
    /^(?:stop|disable|mask)$/.test(verb) &&
    units.some((unit) => /^(?:sshd?|network|networking|NetworkManager|systemd-)/.test(unit))
  )
    inquiry.tell(DOWN, call);
}

function network(call: Call, inquiry: Inquiry): void {
  const text = call.args.join(' ');
  const cuts =
    call.name === 'nft'
      ? /^(?:flush ruleset|delete table)/.test(text)
      : call.name === 'ip'
        ? /link set (?:dev )?\S+ down/.test(text) || /route (?:flush|del default)/.test(text)
        : call.name === 'ifconfig'
          ? text.endsWith(' down')
          : /(?:^|\s)(?:-F|--flush|-X)(?:\s|$)|(?:^|\s)(?:-P|--policy) OUTPUT DROP/.test(text);
  if (cuts) inquiry.tell(DOWN, call);
}

function chmod(call: Call, inquiry: Inquiry): void {
  const { args, command } = call;
  if (args.some((arg) => /^\/(?:usr\/)?s?bin\/\*$/.test(arg)))
    return inquiry.tell('shell-permissions-opened', call);
  const isRecursive = hasOption(args, 'R', '--recursive');
  const [mode = '', ...targets] = operands(args.filter((arg) => !/^-[rwxst]+$/.test(arg)));
  const isOwner = call.name !== 'chmod';
  if (!isRecursive || (!isOwner && !/^(?:0{1,2}|[0-7]*[0-7]{3}|.*[ao]?[+=].*|[augo]*-.*)$/.test(mode)))
    return;
  for (const target of targets) {
    const worth = worthOf(target, command.cwd);
    if (worth !== 'VITAL') continue;
    if (
      isOwner ||
      /^0{1,2}$|^0?(?:[0-7]?[0-7]7[67]|777|666|000|[0-7]?77[0-7])$|[ao]\+.*w|a\+rwx|^\+w|^-|^[augo]+-[rwx]*[rx]/.test(
        mode,
      )
    )
      inquiry.tell('shell-permissions-opened', call);
  }
}

function chattr(call: Call, inquiry: Inquiry): void {
  if (hasOption(call.args, 'R') && call.args.some((arg) => worthOf(arg) === 'VITAL'))
    inquiry.tell(TAMPERING, call);
}

/** `setfacl -R -b /etc`, `fuser -k /`. */
function onVital(rule: string, letters: string): Judge {
  return (call, inquiry) => {
    if (
      hasOption(call.args, letters) &&
      call.args.some((arg) => !arg.startsWith('-') && worthOf(arg) === 'VITAL')
    )
      inquiry.tell(rule, call);
  };
}

/** `perl -pi -e … /etc/passwd`. */
function inPlace(call: Call, inquiry: Inquiry): void {
  if (!call.args.some((arg) => /^-[a-z0-9]*i/.test(arg))) return;
  if (operands(call.args, optionSet('-e')).some((file) => worthOf(file, call.command.cwd, false) === 'VITAL'))
    inquiry.tell(TAMPERING, call);
}

function removeUser(call: Call, inquiry: Inquiry): void {
  if (!hasOption(call.args, 'h', '--help')) inquiry.tell(TAMPERING, call);
}

function passwd(call: Call, inquiry: Inquiry): void {
  const { args } = call;
  if (args.includes('--help') || hasOption(args, 'S', '--status')) return;
  if (args.includes('root') || hasOption(args, 'd', '--delete')) inquiry.tell('shell-privilege', call);
}

function crontab(call: Call, inquiry: Inquiry): void {
  if (hasOption(operandsless(call.args), 'r')) inquiry.tell(TAMPERING, call);
}

function operandsless(args: readonly string[]): string[] {
  return args.filter((arg, index) => arg.startsWith('-') && args[index - 1] !== '-u');
}

const ESSENTIAL =
  /^(?:linux-image|linux-generic|kernel(?:-core)?$|libc6|glibc|systemd$|sudo$|openssh-server|bash$|coreutils|dpkg$|apt$|python3$|init$)/;

function packages(call: Call, inquiry: Inquiry): void {
  const text = call.args.join(' ');
  if (!/(?:^|\s)(?:remove|purge|erase|autoremove|-e|-R\w*|--erase|uninstall|delete)(?:\s|$)/.test(text))
    return;
  if (call.args.some((arg) => ESSENTIAL.test(arg)) || /--nodeps|-Rdd/.test(text))
    inquiry.tell(TAMPERING, call);
}

function sed(call: Call, inquiry: Inquiry): void {
  if (!hasOption(call.args, 'i', '--in-place')) return;
  for (const target of call.args) {
    if (/(?:^|\/)var\/log\//.test(target)) return inquiry.tell('shell-evidence-removal', call);
    if (/^\/etc\/(?:passwd|shadow|group|sudoers|sudoers\.d\/.*)$/.test(target))
      return inquiry.tell('shell-privilege', call);
    if (/^\/etc\/(?:rc\.local|crontab|ld\.so\.preload|pam\.d\/.*)$/.test(target))
      return inquiry.tell('shell-persistence', call);
    const script = call.args.join(' ');
    if (
      target === '/etc/ssh/sshd_config' &&
      /(?:PermitRootLogin|PasswordAuthentication|PermitEmptyPasswords)\s+yes/.test(script)
    )
      return inquiry.tell('shell-defence-evasion', call);
    if (target === '/etc/selinux/config') return inquiry.tell('shell-defence-evasion', call);
  }
}

export const systemJudges: readonly (readonly [string, Judge])[] = [
  ['kill', kill],
  ['killall', killAll],
  ['killall5', killAll],
  ['pkill', killAll],
  ...['shutdown', 'reboot', 'poweroff', 'halt', 'init', 'telinit'].map((name) => [name, power] as const),
  ['systemctl', systemctl],
  ...['iptables', 'ip6tables', 'nft', 'ip', 'ifconfig', 'ipfw', 'pfctl'].map(
    (name) => [name, network] as const,
  ),
  ['chmod', chmod],
  ['chown', chmod],
  ['chgrp', chmod],
  ['chattr', chattr],
  ['setfacl', onVital('shell-permissions-opened', 'R')],
  ['fuser', onVital(DOWN, 'k')],
  ['perl', inPlace],
  ['ruby', inPlace],
  ...['userdel', 'deluser', 'groupdel', 'delgroup'].map((name) => [name, removeUser] as const),
  ['passwd', passwd],
  ['crontab', crontab],
  ...['apt', 'apt-get', 'yum', 'dnf', 'rpm', 'pacman', 'dpkg', 'apk'].map(
    (name) => [name, packages] as const,
  ),
  ['sed', sed],
];

/** A function that pipes into itself, or goes on in the background. */
export function isForkBomb(name: string, body: string): boolean {
  if (body.length > 400 || !body.includes('|') || !body.includes(name)) return false;
  const calls = body.split(/[\s;{}()|&]+/).filter((word) => word === name).length;
  return body.includes('&') ? calls > 0 : calls > 1;
}
