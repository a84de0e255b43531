/** Looking through folders for credentials: by the names of files, or by the words within them. */
import {
  type Call,
  hasOption,
  type Inquiry,
  type Judge,
  operands,
  optionSet,
  optionValues,
} from '../call.ts';
import type { Command } from '../command.ts';
import { holdingOf } from '../credentials.ts';
import { worthOf } from '../paths.ts';

const SEARCH = 'shell-credential-search';
const KEY_NAMES =
  /id_(?:rsa|dsa|ecdsa|ed25519)|\.(?:pem|key|kdbx|ppk|p12|pfx|ovpn|keytab)$|\.env|credentials?|\.aws|password|secret|\.htpasswd|wallet|\.netrc/i;
const SECRET_WORDS =
  /passw|secret|api.?key|token|credential|private key|AKIA|BEGIN .{0,20}KEY|\bpass\b|\bkey\b/i;

/** What is done with the files found. */
const PRINTS =
  /(?:^|\s)-(?:exec|execdir|ok)\s+(?:\S+\/)?(?:cat|head|tail|strings|base64|xxd|cp|mv|tar|scp|curl|sqlite3|zip)\b/;

function find(call: Call, inquiry: Inquiry): void {
  const { args, command } = call;
  if (call.by.length === 0) judgeInner(call, inquiry);
  const folders = args.filter((arg) => /^[/~]/.test(arg));
  const names = optionValues(args, '-name', '-iname', '-path');
  if (PRINTS.test(args.join(' ')) && names.some((name) => holdingOf(name) === 'CREDENTIALS'))
    return inquiry.tell(SEARCH, call);
  if (!folders.some((folder) => isWide(folder, command.cwd))) return;
  if (names.some((name) => KEY_NAMES.test(name))) inquiry.tell(SEARCH, call);
}

function isWide(folder: string, cwd: string): boolean {
  return (
    /^(?:\/|\/(?:etc|home|root|var|opt|srv|mnt|usr|data|Users|var\/(?:www|lib|backups?|log)|var\/www\/[\w.*-]+|srv\/[\w.*-]+)(?:\/\*)?|\/(?:home|Users)\/[\w*]+(?:\/(?:\.config|\.\*|\*))?|~(?:\/\.config|\/\.\*|\/\*)?)\/?$/.test(
      folder,
    ) ||
    (worthOf(folder, cwd) === 'VITAL' && folder !== '.')
  );
}

function locate(call: Call, inquiry: Inquiry): void {
  if (call.args.some((arg) => KEY_NAMES.test(arg))) inquiry.tell(SEARCH, call);
}

function grep(call: Call, inquiry: Inquiry): void {
  const { args, command } = call;
  const words = operands(args, optionSet('-e -A -B -C -m -f'));
  const pattern = optionValues(args, '-e')[0] ?? words[0] ?? '';
  if (!SECRET_WORDS.test(pattern)) return;
  const isRecursive =
    hasOption(args, 'rR', '--recursive', '--dereference-recursive') ||
    /^(?:rg|ag|ack|ugrep|rgrep)$/.test(call.name);
  const folders = words.slice(hasOption(args, 'e') ? 0 : 1);
  if (isRecursive && folders.some((folder) => isWide(folder, command.cwd))) return inquiry.tell(SEARCH, call);
  const feeders = inquiry.upstream(command);
  if (call.by.includes('xargs') && feeders.some((feeder) => findsWidely(feeder)))
    return inquiry.tell(SEARCH, call);
  if (
    feeders.some(
      ({ argv }) => /^(?:env|printenv|set|export|declare)$/.test(argv[0] ?? '') && argv.length === 1,
    )
  )
    inquiry.tell(SEARCH, call);
  else if (words.slice(1).some((file) => holdingOf(file) === 'HISTORY')) inquiry.tell(SEARCH, call);
  else if (
    feeders.some(
      ({ argv }) =>
        (/^(?:docker|podman)$/.test(argv[0] ?? '') &&
          (argv.includes('inspect') ||
            (argv.includes('exec') && /^(?:env|printenv)$/.test(argv.at(-1) ?? '')))) ||
        (argv[0] === 'kubectl' && argv.includes('exec') && /^(?:env|printenv)$/.test(argv.at(-1) ?? '')) ||
        argv[0] === 'ps' ||
        argv.some((arg) => /\.tfstate$|_history$/.test(arg)),
    )
  )
    inquiry.tell(SEARCH, call);
}

/** `find / … -exec grep -l password {} +` */
function judgeInner({ args, ...call }: Call, inquiry: Inquiry): void {
  const at = args.findIndex((arg) => /^-(?:exec|execdir|ok)$/.test(arg));
  const inner = at === -1 ? [] : args.slice(at + 1);
  if (!/(?:^|\/)(?:e|f|z|r)?grep$/.test(inner[0] ?? '') || !inner.some((word) => SECRET_WORDS.test(word)))
    return;
  if (args.slice(0, at).some((folder) => isWide(folder, call.command.cwd)))
    inquiry.tell(SEARCH, { ...call, args });
}

function findsWidely({ argv, cwd }: Command): boolean {
  const words = argv[0] === 'sudo' ? argv.slice(1) : argv;
  return /^(?:find|fd|ls|locate)$/.test(words[0] ?? '') && words.some((word) => isWide(word, cwd));
}

export const searchJudges: readonly (readonly [string, Judge])[] = [
  ['find', find],
  ['locate', locate],
  ['mdfind', locate],
  ...['grep', 'egrep', 'fgrep', 'zgrep', 'rgrep', 'rg', 'ag', 'ack', 'ugrep'].map(
    (name) => [name, grep] as const,
  ),
];
