/** Files, stores and services that hold credentials, read or looked for. */
import {
  type Call,
  hasOption,
  type Inquiry,
  type Judge,
  operands,
  optionSet,
  optionValues,
} from '../call.ts';
import { holdingOf } from '../credentials.ts';
import { isMetadata } from '../hosts.ts';

const READ = 'shell-credential-read';
const SEARCH = 'shell-credential-search';
const STORE = 'shell-secret-store';
/** Name such a file without showing what is in it. */
const HARMLESS = new Set(
  'ls ll stat file touch test [ [[ chmod chown chgrp ssh ssh-add ssh-keygen ssh-copy-id mkdir rmdir cd echo printf du export find rm unlink shred git docker kubectl ansible ansible-playbook eval mosh sshfs exists basename dirname realpath readlink which type command for sudo env openssl docker-compose set source . rsync-ssl terraform helm wc md5sum sha256sum sha1sum diff cmp getfacl setfacl lsattr chattr restorecon passwd useradd usermod visudo dpkg-statoverride alias unset kubectx npm yarn pnpm dotenv vercel flyctl heroku'.split(
    ' ',
  ),
);
const READERS = new Set(
  'cat less more head tail tac nl bat view vi vim nvim nano emacs strings xxd hexdump od base64 base32 cp mv scp rsync curl wget tar zip gzip cut awk gawk mawk sed sort uniq rev paste dd tee nc type gc Get-Content copy xcopy unshadow john diff python3 perl ruby node php grep egrep rg jq openssl mail wall fold sqlite3 tr split xargs pr column pv socat'.split(
    ' ',
  ),
);
/** Readers that pick single lines: people look up accounts and settings with them. */
const PICKERS = new Set([
  'grep',
  'egrep',
  'rg',
  'cut',
  'awk',
  'gawk',
  'mawk',
  'sed',
  'wc',
  'sort',
  'diff',
  'getent',
  'openssl',
  'jq',
]);

/** Asked of every call: does it open a file with credentials? */
export function judgeFiles(call: Call, inquiry: Inquiry): void {
  const { name, args, command } = call;
  if (command.redirects.length > 0)
    for (const { op, target } of command.redirects)
      if (op === '<') tellHolding(holdingOf(target, command.cwd), call, inquiry);
  const isReader = READERS.has(name) || (command.argv[0] ?? '').startsWith('./');
  if (!isReader && (HARMLESS.has(name) || name === '')) return;
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] as string;
    if (
      index > 0 &&
      /^(?:-i|--key|--identity|--private-key|--kubeconfig|--env-file|-IdentityFile)$/.test(
        args[index - 1] as string,
      ) &&
      name !== 'sed'
    )
      continue;
    const holding = holdingOf(arg.startsWith('if=') ? arg.slice(3) : arg, command.cwd);
    if (holding === null) continue;
    if (isCopyInto(name, args, index)) continue;
    if (holding === 'DOTENV' && (!isReader || command.isSubstituted || PICKERS.has(name) || name === 'cp'))
      continue;
    if (holding === 'ACCOUNTS' && (PICKERS.has(name) || !isReader)) continue;
    if (holding === 'HISTORY' && !isReader) continue;
    tellHolding(holding, call, inquiry);
    return;
  }
}

function tellHolding(holding: ReturnType<typeof holdingOf>, call: Call, inquiry: Inquiry): void {
  if (holding === null) return;
  inquiry.tell(READ, call, holding === 'CREDENTIALS' ? 'HIGH' : 'MEDIUM');
}

/** `cp x ~/.kube/config` writes the file. */
function isCopyInto(name: string, args: readonly string[], index: number): boolean {
  if (name === 'tee') return true;
  return (
    /^(?:cp|mv|install|scp|rsync|curl|wget|docker)$/.test(name) &&
    index === args.length - 1 &&
    operands(args).length > 1 &&
    !/^[@-]/.test(args[index] ?? '') &&
    args[index - 1] !== '-T' &&
    args[index - 1] !== '-d'
  );
}

/** Any address of a metadata service, whoever asks. */
export function judgeMetadata(call: Call, inquiry: Inquiry): void {
  if (call.args.some(isMetadata)) inquiry.tell('shell-instance-metadata', call);
}

const SECRET_NAME =
  /^(?:\w*_)?(?:SECRET(?:_ACCESS)?(?:_KEY)?|PASSWORD|PASSWD|TOKEN|API_?KEY|PRIVATE_KEY|ACCESS_KEY|CREDENTIALS?)$/;

function echo(call: Call, inquiry: Inquiry): void {
  if (call.command.piped && call.args.length > 0 && call.command.redirects.length === 0) return;
  if (call.command.redirects.some(({ op }) => op.startsWith('>'))) return;
  const marks = call.args.filter((arg) => /^\uE001\w+\uE002$/.test(arg)).map((arg) => arg.slice(1, -1));
  if (marks.some((name) => SECRET_NAME.test(name))) inquiry.tell(SEARCH, call);
}

function printenv(call: Call, inquiry: Inquiry): void {
  if (call.args.some((arg) => SECRET_NAME.test(arg))) inquiry.tell(SEARCH, call);
}

/** Of a secret what everybody sees: a certificate, its name, its kind. */
const PUBLIC_PART =
  /^jsonpath=\{\.(?:data\.(?:tls|ca)\\?\.crt|data\['(?:tls|ca)\.crt'\]|metadata(?:\.\w{1,40}){0,3}|type)\}$/;

function kubectl(call: Call, inquiry: Inquiry): void {
  const words = operands(call.args, optionSet('-n --namespace -o --output --context'));
  const [verb = '', kind = ''] = words;
  const output = optionValues(call.args, '-o', '--output');
  if (
    verb === 'get' &&
    /^secrets?(?:\/|$)/.test(kind) &&
    output.some((format) => !/^(?:wide|name)$/.test(format) && !PUBLIC_PART.test(format))
  )
    inquiry.tell(STORE, call);
}

/** `getent shadow` reads what `cat /etc/shadow` does. */
function getent(call: Call, inquiry: Inquiry): void {
  if (/^g?shadow$/.test(operands(call.args)[0] ?? '')) inquiry.tell(READ, call);
}

/** The environment of a container, where secrets are handed over. */
function docker(call: Call, inquiry: Inquiry): void {
  const { args, command } = call;
  if (command.isSubstituted) return;
  if (
    args.includes('inspect') &&
    optionValues(args, '-f', '--format').some((format) => /\.Env\b/.test(format))
  )
    inquiry.tell(SEARCH, call, 'LOW');
  if (args.includes('exec') && !command.piped && /^(?:env|printenv)$/.test(args.at(-1) ?? ''))
    inquiry.tell(SEARCH, call, 'INFO');
}

/** Clients of secret stores, and the words that print a secret. */
const STORES: readonly (readonly [string, RegExp])[] = [
  [
    'aws',
    /^(?:secretsmanager (?:get-secret-value|batch-get)|ssm get-parameters?\b.*--with-decryption|configure get \S*(?:secret|token)|sts get-session-token|configure export-credentials)/,
  ],
  ['gcloud', /^secrets versions access/],
  ['az', /^keyvault secret (?:show|download)/],
  ['vault', /^(?:kv get|read|print token)/],
  ['pass', /^(?:show|-c)\s/],
  ['op', /^(?:read|item get)/],
  ['bw', /^(?:get|list|export)/],
  ['doppler', /^secrets(?: get| download|$)/],
  ['gpg', /--export-secret-keys|--export-secret-subkeys/],
  ['secret-tool', /^(?:search|lookup)/],
  ['gopass', /^(?:show|-c)\s/],
  ['kwallet-query', /-r\b|--read-password/],
  ['lpass', /^(?:show|export)/],
  ['keepassxc-cli', /^(?:show|export|clip)/],
  ['infisical', /^(?:secrets|export)/],
  ['chamber', /^(?:read|export)/],
  ['ansible-vault', /^(?:view|decrypt)/],
  ['sops', /^(?:-d|--decrypt|decrypt)/],
  ['security', /^(?:find-(?:generic|internet)-password|dump-keychain|export)/],
];

/** Print a token for the next command; only on their own do they show it. */
const TOKENS: readonly (readonly [string, RegExp])[] = [
  ['gcloud', /^auth (?:application-default )?print-(?:access|identity)-token/],
  ['az', /^account get-access-token/],
  ['gh', /^auth token/],
];

const DUMPERS =
  'mimikatz secretsdump.py lazagne pypykatz gsecdump fgdump pwdump hashdump impacket-secretsdump mimipenguin keychaindump chainbreaker unshadow linpeas linpeas.sh linenum.sh LinEnum.sh winpeas winPEAS.exe nanodump dumpert safetykatz sharpkatz sharpdump kiwi quarkspwdump cachedump lsadump hekatomb firefox_decrypt.py firefox_decrypt sharpchrome hackbrowserdata hack-browser-data donpapi dploot pcredz wce'.split(
    ' ',
  );
const LAUNCHERS = new Set(['python', 'python3', 'sh', 'bash', 'wine', 'powershell', 'pwsh', 'curl', 'wget']);
const CRACKERS = ['john', 'hashcat'];

function dumper(call: Call, inquiry: Inquiry): void {
  inquiry.tell('shell-credential-dump', call);
}

export function judgeTools(call: Call, inquiry: Inquiry): void {
  if (
    LAUNCHERS.has(call.name) &&
    call.args.some((arg) =>
      /mimikatz|lazagne|secretsdump|linpeas|winpeas|pypykatz|sekurlsa::|lsadump::|firefox_decrypt|hack-browser-data/i.test(
        arg,
      ),
    )
  )
    dumper(call, inquiry);
}

function capture(call: Call, inquiry: Inquiry): void {
  if (call.name === 'gcore') return inquiry.tell(SEARCH, call, 'MEDIUM');
  const isNarrow =
    hasOption(call.args, 'c') || call.args.some((arg) => /^(?:port|host|portrange)$/.test(arg));
  if (hasOption(call.args, 'wA')) inquiry.tell(SEARCH, call, isNarrow ? 'INFO' : 'LOW');
}

export const credentialJudges: readonly (readonly [string, Judge])[] = [
  ['echo', echo],
  ['printf', echo],
  ['printenv', printenv],
  ['getent', getent],
  ['docker', docker],
  ['podman', docker],
  ['kubectl', kubectl],
  ['oc', kubectl],
  ...STORES.map(
    ([name, pattern]) =>
      [
        name,
        ((call, inquiry) => {
          if (
            pattern.test(
              call.args
                .filter((arg) => !/^--(?:profile|region|output|vault-name|project)/.test(arg))
                .join(' '),
            )
          )
            inquiry.tell(STORE, call);
        }) satisfies Judge,
      ] as const,
  ),
  ...TOKENS.map(
    ([name, pattern]) =>
      [
        name,
        ((call, inquiry) => {
          if (!call.command.isSubstituted && !call.command.piped && pattern.test(call.args.join(' ')))
            inquiry.tell(STORE, call);
        }) satisfies Judge,
      ] as const,
  ),
  ...DUMPERS.map((name) => [name, dumper] as const),
  ...CRACKERS.map((name) => [name, dumper] as const),
  ['tcpdump', capture],
  ['gcore', capture],
];
