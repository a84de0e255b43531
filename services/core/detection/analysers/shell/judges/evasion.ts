/** Switching off what watches or protects, removing traces, mining, scanning, tunnels. */
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
import { reachOf } from '../hosts.ts';
import { judgeLater } from './expansions.ts';
import { judgeVariable } from './running-options.ts';

const EVASION = 'shell-defence-evasion';
const TRACES = 'shell-evidence-removal';
const GUARD =
  /^(?:audit(?:d|beat)|falco(?:n-sensor|ctl)?|crowdstrike\S*|falcon\S*|osquery\w*|wazuh\S*|ossec\S*|filebeat|auditbeat|sysmon\S*|sentinel\S*|clam(?:av\S*|d)|freshclam|apparmor|firewalld|ufw|iptables|nftables|fail2ban|r?syslog(?:-ng|d)?|systemd-journald|splunk\S*|carbonblack|cbdaemon|cbagentd|mdatp|esets?|sophos\S*|ds_agent|aide|tripwire|rkhunter|snort|suricata|zeek|WinDefend|MsMpEng|MpsSvc|wscsvc|Sense|EventLog|windefend)(?:\.service|\.exe)?$/i;

function service(call: Call, inquiry: Inquiry): void {
  const words = operands(call.args);
  const stops = words.some((word) =>
    /^(?:stop|disable|mask|kill|remove|purge|erase|uninstall|unload)$/.test(word),
  );
  if (stops && words.some((word) => GUARD.test(word))) inquiry.tell(EVASION, call);
}

function killer(call: Call, inquiry: Inquiry): void {
  if (operands(call.args).some((word) => GUARD.test(word))) inquiry.tell(EVASION, call);
}

function remover(call: Call, inquiry: Inquiry): void {
  if (
    call.args.some((arg) =>
      /\/(?:CrowdStrike|falcon-sensor|wazuh|ossec|auditd?|osquery|SentinelOne)(?:\/|$)/i.test(arg),
    )
  )
    inquiry.tell(EVASION, call);
}

function byText(rule: string, pattern: RegExp): Judge {
  return (call, inquiry) => {
    if (pattern.test(call.args.join(' '))) inquiry.tell(rule, call);
  };
}

function chattr(call: Call, inquiry: Inquiry): void {
  if (
    call.args.some((arg) => /^-[a-z]*i/.test(arg)) &&
    call.args.some((arg) => /^\/(?:etc|usr|bin|sbin|var|root|boot)\//.test(arg))
  )
    inquiry.tell(EVASION, call);
}

function iptables(call: Call, inquiry: Inquiry): void {
  if (/(?:-P|--policy) (?:INPUT|FORWARD|OUTPUT) ACCEPT/.test(call.args.join(' ')))
    inquiry.tell(EVASION, call);
}

function touch(call: Call, inquiry: Inquiry): void {
  if (
    hasOption(call.args, 'rtd') &&
    call.args.some((arg, index) => /^\/(?:usr|bin|sbin|etc|lib)\//.test(arg) && args(call, index))
  )
    inquiry.tell(TRACES, call, 'MEDIUM');
}
function args(call: Call, index: number): boolean {
  return index === call.args.length - 1;
}

function history(call: Call, inquiry: Inquiry): void {
  if (hasOption(call.args, 'cd') && !hasOption(call.args, 'h')) inquiry.tell(TRACES, call);
}

function unset(call: Call, inquiry: Inquiry): void {
  if (call.args.some((arg) => /^HIST(?:FILE|SIZE|FILESIZE|CONTROL)$/.test(arg))) inquiry.tell(TRACES, call);
}

/** `HISTFILE=/dev/null`, `LD_PRELOAD=…`. */
export function judgeAssignment(name: string, value: string, call: Call, inquiry: Inquiry): void {
  if (name.startsWith('HIST')) {
    if (
      (name === 'HISTFILE' && /^(?:\/dev\/null|)$/.test(value)) ||
      (/^HIST(?:SIZE|FILESIZE)$/.test(name) && value === '0')
    )
      inquiry.tell(TRACES, call);
  } else if (
    /^(?:LD_PRELOAD|LD_AUDIT|DYLD_INSERT_LIBRARIES)$/.test(name) &&
    /^(?:\/tmp|\/dev\/shm|\/var\/tmp|\.|~|\/home)/.test(value)
  )
    inquiry.tell('shell-persistence', call);
  else if (name === 'PATH') {
    if (/^(?:\/tmp|\/dev\/shm|\/var\/tmp|\.:)/.test(value)) inquiry.tell('shell-privilege', call, 'MEDIUM');
  } else if (name === 'NODE_TLS_REJECT_UNAUTHORIZED' && value === '0')
    inquiry.tell('shell-tls-unverified', call);
  else if (name === 'PROMPT_COMMAND' && /curl|wget|nc /.test(value)) inquiry.tell('shell-persistence', call);
  else judgeVariable(name, value, call, inquiry);
  judgeLater(value, call, inquiry);
}

function exporting(call: Call, inquiry: Inquiry): void {
  for (const arg of call.args) {
    const at = arg.indexOf('=');
    if (at > 0) judgeAssignment(arg.slice(0, at), arg.slice(at + 1), call, inquiry);
  }
}

function set(call: Call, inquiry: Inquiry): void {
  if (/\+o history/.test(call.args.join(' '))) inquiry.tell(TRACES, call);
}

function link(call: Call, inquiry: Inquiry): void {
  const words = operands(call.args);
  if (words[0] === '/dev/null' && (words.at(-1) ?? '').endsWith('_history')) inquiry.tell(TRACES, call);
}

function vacuum(call: Call, inquiry: Inquiry): void {
  const text = call.args.join(' ');
  if (/--vacuum-(?:time=\d{1,3}s\b|size=\d{1,3}K?\b(?!M|G)|files=[01]\b)/.test(text))
    inquiry.tell(TRACES, call);
}

/** `grep -v address log > copy && mv copy log`: lines taken out of a log. */
function move(call: Call, inquiry: Inquiry): void {
  const words = operands(call.args);
  if (
    /(?:^|\/)var\/log\//.test(words.at(-1) ?? '') &&
    /^(?:\/tmp|\/dev\/shm|\/var\/tmp)\//.test(words[0] ?? '')
  )
    inquiry.tell(TRACES, call);
  if (
    /^(?:\/usr)?\/s?bin\/(?:ba)?sh$/.test(words[0] ?? '') &&
    /^\/(?:tmp|dev\/shm|var\/tmp)\//.test(words.at(-1) ?? '')
  )
    inquiry.tell(EVASION, call, 'MEDIUM');
}

function exec(call: Call, inquiry: Inquiry): void {
  if (optionValues(call.args, '-a').some((name) => /^\[|^sshd$|^systemd|^kworker/.test(name)))
    inquiry.tell(EVASION, call);
}

const MINERS =
  'xmrig xmr-stak minerd cpuminer ccminer ethminer t-rex nbminer phoenixminer lolminer claymore bfgminer cgminer nanominer teamredminer gminer srbminer xmrig-notls'.split(
    ' ',
  );

/** Any program told to speak to a mining pool. */
export function judgeMining(call: Call, inquiry: Inquiry): void {
  if (
    call.args.some(
      (arg) =>
        arg.length > 7 &&
        /stratum\d?(?:\+(?:tcp|ssl|tls))?:\/\/|(?:^|\/)xmr(?:ig|-stak)|minexmr|supportxmr|nanopool|moneroocean|ethermine|hashvault/.test(
          arg,
        ),
    ) &&
    !/^(?:grep|echo|rg|cat|ls|pgrep|pkill|kill|find|git|man)$/.test(call.name)
  )
    inquiry.tell('shell-crypto-miner', call);
}

function miner(call: Call, inquiry: Inquiry): void {
  inquiry.tell('shell-crypto-miner', call);
}

function nmap(call: Call, inquiry: Inquiry): void {
  const text = call.args.join(' ');
  if (
    /\/(?:\d|1\d|2[0-8])\b(?!\/)|-p-|-s[SUAXNF]\b|-A\b|--script|-iL|\d-\d+\.\d/.test(
      text.replace(/https?:\/\/\S+/g, ''),
    )
  )
    inquiry.tell('shell-scan', call);
}

function attackTool(call: Call, inquiry: Inquiry): void {
  if (!hasOption(call.args, '', '--help', '--version')) inquiry.tell('shell-scan', call);
}

/** One password for one machine, or for every machine of a list. */
function sshpass(call: Call, inquiry: Inquiry): void {
  const isSpread = call.args.some(
    (arg, index) =>
      /[\uE001\uE003]/.test(arg) && !/^-[pf]/.test(arg) && !/^-[pfPdi]$/.test(call.args[index - 1] ?? ''),
  );
  inquiry.tell('shell-scan', call, isSpread ? 'MEDIUM' : 'INFO');
}

function ssh(call: Call, inquiry: Inquiry): void {
  const { args } = call;
  const forwards = optionValues(args, '-R');
  const isRemote = args.some((arg, index) => /^-\w*R/.test(arg) && (args[index + 1] ?? arg).includes(':'));
  if (isRemote || forwards.some((forward) => forward.includes(':'))) inquiry.tell('shell-tunnel', call);
  else if (args.some((arg) => /^-\w*D\d*$/.test(arg))) inquiry.tell('shell-tunnel', call, 'LOW');
  if (
    args.join(' ').includes('StrictHostKeyChecking=no') &&
    args.some((arg) => /^\uE001|root@\uE001/.test(arg) || /root@[\d.]+/.test(arg))
  )
    inquiry.tell('shell-scan', call, 'LOW');
}

function tunnel(call: Call, inquiry: Inquiry): void {
  const { args, name } = call;
  if (
    name === 'ngrok'
      ? args[0] === 'tcp' || args.includes('22') || args.includes('3389')
      : !hasOption(args, 'hV', '--help', '--version')
  )
    inquiry.tell('shell-tunnel', call);
}

function sweep(call: Call, inquiry: Inquiry): void {
  if (
    /^-c\s?1$/.test(call.args.slice(0, 2).join(' ').replace(/^-c1$/, '-c 1')) &&
    call.args.some(
      (arg) =>
        /^(?:\d{1,3}\.){3}(?:\uE001\w+\uE002|\uE003\d+\uE004|\d+)$/.test(arg) && /\uE001|\uE003/.test(arg),
    )
  )
    inquiry.tell('shell-scan', call);
  const host = operands(call.args, optionSet('-c -W -i')).at(-1) ?? '';
  if (
    /^(?:10|192\.168|172)\.[\d.]+$/.test(host) &&
    call.args.includes('-c1') &&
    reachOf(host) === 'PRIVATE' &&
    call.command.background
  )
    inquiry.tell('shell-scan', call, 'LOW');
}

function insecureTls(call: Call, inquiry: Inquiry): void {
  if (/http\.sslVerify[= ]false|strict-ssl[= ]false/.test(call.args.join(' ')))
    inquiry.tell('shell-tls-unverified', call);
}

function program(call: Call, inquiry: Inquiry): void {
  const file = operands(call.args)[0] ?? '';
  if (
    /^(?:secretsdump|psexec|wmiexec|smbexec|lazagne|responder|sqlmap|dcomexec|atexec|GetUserSPNs|GetNPUsers)(?:\.py)?$/i.test(
      baseName(file),
    )
  )
    inquiry.tell('shell-scan', call);
}

export const evasionJudges: readonly (readonly [string, Judge])[] = [
  ...[
    'systemctl',
    'service',
    'rc-service',
    'apt-get',
    'apt',
    'dnf',
    'yum',
    'rpm',
    'snap',
    'launchctl',
    'sc',
    'net',
    'Stop-Service',
    'fltmc',
  ].map((name) => [name, service] as const),
  ...['killall', 'pkill', 'taskkill'].map((name) => [name, killer] as const),
  ['rm', remover],
  ['setenforce', byText(EVASION, /^(?:0|permissive)$/i)],
  ['ufw', byText(EVASION, /disable|reset/)],
  ['auditctl', byText(EVASION, /-D\b|-e\s?0/)],
  ['chattr', chattr],
  ['iptables', iptables],
  ['ip6tables', iptables],
  ['aa-teardown', byText(EVASION, /^/)],
  ['aa-disable', byText(EVASION, /^/)],
  ['aa-complain', byText(EVASION, /^/)],
  ['apparmor_parser', byText(EVASION, /-R/)],
  ['spctl', byText(EVASION, /--(?:master|global)-disable/)],
  ['csrutil', byText(EVASION, /disable/)],
  ['xattr', byText(EVASION, /-\w*d\s+com\.apple\.quarantine/)],
  ['touch', touch],
  ['history', history],
  ['unset', unset],
  ['export', exporting],
  ...['declare', 'typeset', 'local', 'readonly', 'setenv'].map((name) => [name, exporting] as const),
  ['sudo', exporting],
  ['env', exporting],
  ['doas', exporting],
  ['set', set],
  ['ln', link],
  ['journalctl', vacuum],
  ['mv', move],
  ['cp', move],
  ['exec', exec],
  ...MINERS.map((name) => [name, miner] as const),
  ['nmap', nmap],
  ...'masscan zmap rustscan hydra medusa ncrack sqlmap nikto gobuster dirb dirbuster ffuf wfuzz feroxbuster crackmapexec cme nxc netexec msfconsole msfvenom msfcli responder Responder arpspoof ettercap bettercap evil-winrm psexec.py wmiexec.py smbexec.py enum4linux bloodhound-python kerbrute wpscan aircrack-ng setoolkit beef'
    .split(' ')
    .map((name) => [name, attackTool] as const),
  ['sshpass', sshpass],
  ['ssh', ssh],
  ...['ngrok', 'chisel', 'frpc', 'bore', 'localtunnel', 'lt', 'gsocket', 'gs-netcat', 'ligolo'].map(
    (name) => [name, tunnel] as const,
  ),
  ['ping', sweep],
  ['git', insecureTls],
  ['npm', insecureTls],
  ['python3', program],
  ['python', program],
];
