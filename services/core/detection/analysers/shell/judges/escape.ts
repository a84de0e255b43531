/**
 * Programs that have another purpose and give a shell: the idea that GTFOBins lists. Told by the code or command each of them
 * takes in an argument, and by wrappers that run nothing but a bare shell.
 */
import { SHELL_NAME } from '../bare-shell.ts';
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
import { isCarrier } from '../carriers.ts';
import { hostOf, reachOf } from '../hosts.ts';
import { plainProgram } from '../program-plain.ts';
import { SHELLS } from './remote-shell.ts';

const RULE = 'shell-escape';
/** People start shells within these all day. */
const PLACES = new Set([
  'docker',
  'podman',
  'kubectl',
  'oc',
  'docker-compose',
  'nerdctl',
  'ssh',
  'sudo',
  'doas',
  'pkexec',
  'su',
  'exec',
  'chroot',
  'nsenter',
  'lxc',
  'command',
  'time',
  'capsh',
  'vagrant',
  'heroku',
  'tmux',
  'screen',
]);
const SHELL = SHELL_NAME;
const BANG = new RegExp(
  String.raw`(?:^|[:;|\s'"\\])!\s?${SHELL}|:\s?shell\b|shell=|os\.exec|os\.system|\bterm\s+"?${SHELL}`,
);
const RUNS = new RegExp(
  String.raw`(?:exec|system|spawn|popen|execute|pty\.spawn|shell|-i)\W{1,6}.{0,20}${SHELL}|^${SHELL}`,
);

const ENDS_IN_SHELL = new RegExp(
  String.raw`(?:^|[;&]\s*)exec\s+${SHELL}(?:\s+-[ilp]+)?(?:\s*\d?[<>]&\d)*\s*$`,
);

/** A wrapper around a shell that has nothing to do: `timeout 7d /bin/sh`. */
export function judgeBareShell(call: Call, inquiry: Inquiry): void {
  const { name, args, by, command } = call;
  if (!SHELLS.has(name)) return;
  if (
    hasOption(args.slice(0, 2), 'p') &&
    !args.some((arg) => /^-\w*c$/.test(arg)) &&
    operands(args).length === 0
  )
    return inquiry.tell(RULE, call);
  const code = by.length === 0 ? -1 : args.findIndex((arg) => /^-\w*c$/.test(arg));
  if (code !== -1 && ENDS_IN_SHELL.test(args[code + 1] ?? '')) return inquiry.tell(RULE, call);
  const wrapper = by.at(-1);
  if (
    wrapper === undefined ||
    PLACES.has(wrapper) ||
    isCarrier(wrapper) ||
    (wrapper === 'env' && /^(?:docker|podman|kubectl|oc)$/.test(by.at(-2) ?? ''))
  )
    return;
  const isBare = args.every((arg) => /^-[ilp]+$/.test(arg));
  if (isBare && command.input.length === 0 && !command.redirects.some(({ op }) => op.startsWith('<')))
    inquiry.tell(RULE, call);
}

function byText(pattern: RegExp): Judge {
  return (call, inquiry) => {
    if (pattern.test(call.args.join(' '))) inquiry.tell(RULE, call);
  };
}

function shellCode(call: Call, inquiry: Inquiry): void {
  for (const code of optionValues(call.args, '-c', '-ex', '-e', '--cmd', '--eval'))
    if (BANG.test(code) || RUNS.test(code)) return inquiry.tell(RULE, call);
}

/** A remote that is a command. */
function git(call: Call, inquiry: Inquiry): void {
  if (call.args.some((arg) => /^ext::|protocol\.ext\.allow|^(?:-c)?core\.hooksPath=\/(?:tmp|dev)/.test(arg)))
    inquiry.tell(RULE, call);
}

function awk(call: Call, inquiry: Inquiry): void {
  const text = plainProgram(call.args.join(' '));
  if (/\|\s{0,4}getline|>\s{0,4}"/.test(text)) inquiry.judgeCode(text, 'program', call);
  if (/\/inet\/(?:tcp|udp)\//.test(text)) return inquiry.tell('shell-reverse-shell', call);
  const run =
    /(?:system|\|\s?getline)\s*\(?\s*"([^"]{1,400})"|"([^"]{1,400})"\s*\||\|&?\s*"([^"]{1,400})"/.exec(text);
  if (run === null) return;
  const code = run[1] ?? run[2] ?? run[3] ?? '';
  if (new RegExp(String.raw`(?:^|;|\s)${SHELL}\s*(?:-i)?\s*$`).test(code)) inquiry.tell(RULE, call);
  else inquiry.judgeCode(code, 'shell', call);
}

function make(call: Call, inquiry: Inquiry): void {
  if (call.args.some((arg) => arg.startsWith('--eval')) && new RegExp(SHELL).test(call.args.join(' ')))
    inquiry.tell(RULE, call);
}

function nmap(call: Call, inquiry: Inquiry): void {
  if (
    hasOption(call.args, '', '--interactive') ||
    optionValues(call.args, '--script').some((script) => /^[/.~]|\.nse$/.test(script))
  )
    inquiry.tell(RULE, call);
}

function sed(call: Call, inquiry: Inquiry): void {
  if (call.args.some((arg) => new RegExp(String.raw`^\d*e\s+(?:exec\s+)?${SHELL}`).test(arg)))
    inquiry.tell(RULE, call);
  for (const arg of call.args) {
    const code = SED_RUNS.exec(arg)?.[1];
    if (code !== undefined) inquiry.judgeCode(code, 'shell', call);
  }
}
/** `1e command`, `/x/e command`. */
const SED_RUNS = /^(?:\d{1,6}|\$|\/[^/\n]{1,80}\/)?(?:,(?:\d{1,6}|\$))?\s{0,4}e\s+(\S.*)$/s;

function loader(call: Call, inquiry: Inquiry): void {
  if (call.args.some((arg) => /^[./~]/.test(arg))) inquiry.tell(RULE, call);
}

function openssl(call: Call, inquiry: Inquiry): void {
  if (
    (hasOption(call.args, '', '-engine') || call.args[0] === 'engine') &&
    call.args.some((arg) => /^[./].*\.so/.test(arg))
  )
    inquiry.tell(RULE, call);
}

function terminal(call: Call, inquiry: Inquiry): void {
  if (
    /-dm?S?\b|-d\b/.test(call.args[0] ?? '') &&
    SHELLS.has(
      baseName(
        operands(call.args).at(-1) === '-i' ? '' : (operands(call.args, optionSet('-S -dmS -s'))[0] ?? ''),
      ),
    )
  )
    inquiry.tell(RULE, call);
}

function script(call: Call, inquiry: Inquiry): void {
  const code = optionValues(call.args, '-c', '-qc', '-qec')[0];
  if (code !== undefined && new RegExp(`^${SHELL}\\s*(?:-i)?$`).test(code)) inquiry.tell(RULE, call);
}

/** Every later install comes from there. */
function config(call: Call, inquiry: Inquiry): void {
  const url = call.args.at(-1) ?? '';
  const sets = /config set .*index-url|config set registry/.test(call.args.join(' '));
  if (sets && url.startsWith('http:') && reachOf(hostOf(url) ?? '') !== 'LOCAL')
    inquiry.tell('shell-foreign-package', call);
}

export const escapeJudges: readonly (readonly [string, Judge])[] = [
  ...[
    'vim',
    'vi',
    'nvim',
    'view',
    'rvim',
    'ed',
    'ex',
    'less',
    'more',
    'gdb',
    'lldb',
    'emacs',
    'ftp',
    'mysql',
    'psql',
    'irb',
    'dc',
    'cpan',
    'jrunscript',
    'expect',
    'jjs',
  ].map((name) => [name, shellCode] as const),
  ['git', git],
  ...['awk', 'gawk', 'mawk', 'nawk'].map((name) => [name, awk] as const),
  ['make', make],
  ['gmake', make],
  ['nmap', nmap],
  ['sed', sed],
  ['openssl', openssl],
  ['tar', byText(/--checkpoint-action[= ]exec/)],
  ...['emacs', 'emacsclient'].map(
    (name) => [name, byText(/\(term\s|shell-command|--eval.*\/(?:ba)?sh/)] as const,
  ),
  ['dc', byText(/!\/?\w*\/?(?:ba)?sh/)],
  ['expect', byText(/spawn\s+(?:\/(?:usr\/)?bin\/)?(?:ba|z)?sh/)],
  ['apt-get', byText(/-o\s?(?:APT|Dpkg)::\S*(?:Invoke|Pager)\S*/i)],
  ['apt', byText(/-o\s?(?:APT|Dpkg)::\S*(?:Invoke|Pager)\S*/i)],
  ['run-parts', byText(/--regex/)],
  ['java', byText(/Runtime\.getRuntime\(\)\.exec/)],
  ['screen', terminal],
  ['tmux', terminal],
  ['script', script],
  ['pip', config],
  ['pip3', config],
  ['npm', config],
  ...['ld.so', 'ld-linux.so.2', 'ld-linux-x86-64.so.2', 'ld-linux-aarch64.so.1'].map(
    (name) => [name, loader] as const,
  ),
];
