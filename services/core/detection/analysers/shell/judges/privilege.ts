/** More rights than one had: root shells, setuid, capabilities, groups, containers with the host inside. */
import {
  type Call,
  hasOption,
  type Inquiry,
  type Judge,
  operands,
  optionSet,
  optionValues,
} from '../call.ts';
import { worthOf } from '../paths.ts';

const RULE = 'shell-privilege';
const ESCAPE = 'shell-container-escape';
const SHELL = /^(?:.*\/)?(?:ba|z|da|k|c|tc|fi|a)?sh$/;
const GROUPS = /(?:^|,)(?:sudo|wheel|root|docker|admin|lxd|disk|shadow|adm)(?:,|$)/;

function sudo(call: Call, inquiry: Inquiry): void {
  const { args } = call;
  const words = operands(args, optionSet('-u -g -h -p -C -U'));
  const user = optionValues(args, '-u', '--user')[0] ?? 'root';
  const isShell = args.some((arg) => /^-\w*[is]$|^--(?:login|shell)$/.test(arg)) && words.length === 0;
  if (isShell || /^#?-1$|^#4294967295$/.test(user)) return inquiry.tell(RULE, call);
  const [program = '', ...rest] = words.filter((word) => !/^\w+=/.test(word));
  const hasScript = rest.length > 0;
  if (
    SHELL.test(program) &&
    !hasScript &&
    call.command.input.length === 0 &&
    call.command.redirects.length === 0
  )
    inquiry.tell(RULE, call);
  if (args.some((arg) => /^(?:LD_PRELOAD|LD_LIBRARY_PATH|EDITOR|VISUAL)=/.test(arg)))
    inquiry.tell(RULE, call);
}

function su(call: Call, inquiry: Inquiry): void {
  const words = operands(call.args, optionSet('-c -s')).filter((word) => word !== '-');
  const user = words[0] ?? 'root';
  if (call.args.includes('--help')) return;
  if (user === 'root') inquiry.tell(RULE, call);
}

function rootShell(call: Call, inquiry: Inquiry): void {
  const [program] = operands(call.args, optionSet('-u -C --user'));
  if (program === undefined || SHELL.test(program)) inquiry.tell(RULE, call);
}

function chmod(call: Call, inquiry: Inquiry): void {
  const { args, command } = call;
  const [mode = '', ...targets] = operands(args.filter((arg) => !/^-[rwxst]+$/.test(arg)));
  const isSetuid = /^0?[4-7][0-7]{3}$|^[ugoa]*\+[rwx]*s|[ug]=[rwx]*s/.test(mode);
  if (isSetuid && !/^0?[0-7]?0?1[0-7]{3}$/.test(mode) && !mode.startsWith('g+') && !/^0?2/.test(mode))
    inquiry.tell(RULE, call);
  if (!/^(?:0?7?777|0?666|[aou]*o[a-z]*\+\w*w|a\+\w*w\w*|\+w|0?[0-7][0-7][2367])$/.test(mode)) return;
  for (const target of targets) {
    const worth = worthOf(target, command.cwd);
    if (worth === 'VITAL') inquiry.tell(RULE, call);
    else if (worth === 'VALUABLE' && /^0?777$/.test(mode) && target.startsWith('/'))
      inquiry.tell(RULE, call, 'LOW');
  }
}

function chown(call: Call, inquiry: Inquiry): void {
  const [, ...targets] = operands(call.args);
  if (targets.some((target) => /^\/etc\/(?:g?shadow|passwd|sudoers|sudoers\.d)/.test(target)))
    inquiry.tell(RULE, call);
}

function install(call: Call, inquiry: Inquiry): void {
  if (optionValues(call.args, '-m', '--mode').some((mode) => /^0?[4-7][0-7]{3}$|s/.test(mode)))
    inquiry.tell(RULE, call);
}

function setcap(call: Call, inquiry: Inquiry): void {
  const text = call.args.join(' ');
  if (/cap_(?:setuid|setgid|sys_|dac_|chown|fowner|all)|^all|=ep\b/.test(text)) inquiry.tell(RULE, call);
  else if (!hasOption(call.args, 'rvh') && !/net_bind_service|cap_net_raw/.test(text))
    inquiry.tell(RULE, call, 'MEDIUM');
}

function usermod(call: Call, inquiry: Inquiry): void {
  const { args, name } = call;
  if (name === 'gpasswd' && hasOption(args, 'dr')) return;
  const groups = optionValues(args, '-G', '-aG', '-a', '--groups', '--append');
  if (args.some((arg) => GROUPS.test(arg)) || groups.some((group) => GROUPS.test(group)))
    inquiry.tell(RULE, call);
  else if (hasOption(args, 'o') || (name === 'groupmod' && args.includes('0'))) inquiry.tell(RULE, call);
}

function visudo(call: Call, inquiry: Inquiry): void {
  if (!hasOption(call.args, 'cVh', '--check')) inquiry.tell(RULE, call);
}

function chpasswd(call: Call, inquiry: Inquiry): void {
  inquiry.tell(RULE, call);
}

function nsenter(call: Call, inquiry: Inquiry): void {
  const text = call.args.join(' ');
  if (/(?:-t|--target)[\s=]?1(?:\s|$)/.test(text)) inquiry.tell(ESCAPE, call);
}

function chroot(call: Call, inquiry: Inquiry): void {
  const [root = '', program = 'sh'] = operands(call.args);
  if (SHELL.test(program) || /^\/(?:host|mnt)\b/.test(root)) inquiry.tell(ESCAPE, call, 'HIGH');
}

function unshare(call: Call, inquiry: Inquiry): void {
  if (hasOption(call.args, 'r', '--map-root-user')) inquiry.tell(RULE, call, 'MEDIUM');
}

function capsh(call: Call, inquiry: Inquiry): void {
  if (call.args.some((arg) => /^--(?:uid|gid|user)=(?:0|root)/.test(arg) || arg === '--'))
    inquiry.tell(RULE, call);
}

function kernelModule(call: Call, inquiry: Inquiry): void {
  if (call.name === 'insmod' || call.args.some((arg) => /^[./~].*\.ko/.test(arg))) inquiry.tell(RULE, call);
}

function mount(call: Call, inquiry: Inquiry): void {
  const text = call.args.join(' ');
  const target = operands(call.args, optionSet('-t -o')).at(-1) ?? '';
  if (/remount/.test(text) && /^\/(?:$|usr|boot|etc)/.test(target)) inquiry.tell(RULE, call, 'MEDIUM');
  else if (/^\/(?:etc|usr|bin|sbin|lib|root)(?:\/|$)/.test(target)) inquiry.tell(RULE, call);
  else if (/^\/proc\/\d+/.test(target)) inquiry.tell('shell-defence-evasion', call);
}

function lxc(call: Call, inquiry: Inquiry): void {
  if (call.args.some((arg) => /security\.privileged=(?:true|1)/.test(arg))) inquiry.tell(ESCAPE, call);
}

function sysctl(call: Call, inquiry: Inquiry): void {
  const text = call.args.join(' ');
  if (/kernel\.core_pattern\s*=\s*\|/.test(text)) inquiry.tell(RULE, call);
  if (/kernel\.(?:randomize_va_space|yama\.ptrace_scope|kptr_restrict)\s*=\s*0/.test(text))
    inquiry.tell('shell-defence-evasion', call);
}

function discover(call: Call, inquiry: Inquiry): void {
  const { name, args } = call;
  if (name === 'getcap' && hasOption(args, 'r')) inquiry.tell('shell-privilege-search', call);
  if (name === 'find') {
    const at = args.indexOf('-perm');
    if (at !== -1 && /^[-/]?(?:0?[4-6]000|u=s|g=s|\+?s|[ug]\+s)/.test(args[at + 1] ?? ''))
      inquiry.tell('shell-privilege-search', call);
  }
}

export const privilegeJudges: readonly (readonly [string, Judge])[] = [
  ['sudo', sudo],
  ['su', su],
  ['doas', rootShell],
  ['pkexec', rootShell],
  ['chmod', chmod],
  ['chown', chown],
  ['chgrp', chown],
  ['install', install],
  ['setcap', setcap],
  ['usermod', usermod],
  ['gpasswd', usermod],
  ['groupmod', usermod],
  ['visudo', visudo],
  ['chpasswd', chpasswd],
  ['nsenter', nsenter],
  ['chroot', chroot],
  ['unshare', unshare],
  ['capsh', capsh],
  ['insmod', kernelModule],
  ['modprobe', kernelModule],
  ['mount', mount],
  ['lxc', lxc],
  ['sysctl', sysctl],
  ['getcap', discover],
  ['find', discover],
];
