/** Files of the system, homes and databases that other programs than `rm` empty, overwrite in place, or pack away and delete. */
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
import { overwrite } from './deletion.ts';

const TAMPERING = 'shell-system-tampering';
const DESTROYED = 'shell-data-destruction';

/** `sort -o file`: what was in it is gone. */
function output(call: Call, inquiry: Inquiry): void {
  const { args } = call;
  for (const file of optionValues(args, '-o', '--output')) overwrite(file, call, inquiry);
  // `-uo file`: the last letter of several takes the next word.
  for (const [at, arg] of args.entries())
    if (/^-[a-zA-Z]{1,8}o$/.test(arg)) overwrite(args[at + 1] ?? '', call, inquiry);
}

/** Their last operand is written over. */
function last(call: Call, inquiry: Inquiry): void {
  const files = operands(call.args, optionSet('-m -o -g -f -s -w -p -i -d'));
  const from = call.name === 'uniq' ? 1 : 0;
  if (files.length > from) overwrite(files.at(-1) ?? '', call, inquiry);
}

/** `awk -i inplace … /etc/passwd`. */
function inPlace(call: Call, inquiry: Inquiry): void {
  if (!optionValues(call.args, '-i', '--include').includes('inplace')) return;
  for (const file of operands(call.args, optionSet('-i -v -F -f')).slice(1)) overwrite(file, call, inquiry);
}

/** Leaves no line, or nothing in any. */
const NO_LINE = /^\s*(?:1,\$|\/\.?\*?\/|1~1)?\s*d\s*$|^\s*s([/|#])\.\*\1\1g?\s*$|^\s*Q\s*$/;

function stream(call: Call, inquiry: Inquiry): void {
  const { args } = call;
  if (!hasOption(args, 'i', '--in-place') || !args.some((arg) => NO_LINE.test(arg))) return;
  for (const file of args) if (file.startsWith('/')) overwrite(file, call, inquiry);
}

/** Copied here from somewhere else. */
function received(call: Call, inquiry: Inquiry): void {
  const places = operands(call.args, optionSet('-e -i -P -F -o -c -l -S --rsh --exclude --include'));
  const target = places.at(-1) ?? '';
  if (places.length > 1 && target.startsWith('/')) overwrite(target, call, inquiry);
}

const HOLES = /^-\w*[pcz]\w*$|^--(?:punch-hole|collapse-range|zero-range|dig-holes)$/;

function fallocate(call: Call, inquiry: Inquiry): void {
  if (call.args.some((arg) => HOLES.test(arg))) last(call, inquiry);
}

/** `ln -sf /dev/null /etc/resolv.conf`: the link takes the place of what was there. */
function link(call: Call, inquiry: Inquiry): void {
  if (!hasOption(call.args, 'f', '--force')) return;
  const [source = '', target = ''] = operands(call.args, optionSet('-S -t'));
  const worth = worthOf(target, call.command.cwd, true);
  if (source === '/dev/null' && worth !== 'PLAIN')
    inquiry.tell(worth === 'LOGS' ? 'shell-evidence-removal' : TAMPERING, call);
  else if (worth === 'VITAL' && !/^\/etc\/(?:localtime|resolv\.conf|alternatives\/)/.test(target))
    inquiry.tell(TAMPERING, call);
}

/** `gzip /etc/passwd`: packed, and the file itself deleted. */
function compress(call: Call, inquiry: Inquiry): void {
  const { args, command } = call;
  if (hasOption(args, 'kcdltV', '--keep', '--stdout', '--to-stdout', '--decompress', '--list', '--test'))
    return;
  const isRecursive = hasOption(args, 'r', '--recursive');
  for (const file of operands(args, optionSet('-S -T -M -b'))) {
    const worth = worthOf(file, command.cwd, isRecursive);
    if (worth === 'VITAL' || worth === 'VALUABLE') inquiry.tell(TAMPERING, call);
  }
}

/** Archivers that delete what they took in. */
function archive(call: Call, inquiry: Inquiry): void {
  const { name, args, command } = call;
  const moves =
    name === 'zip'
      ? args.some((arg) => /^-[a-zA-Z]*m|^--move$/.test(arg))
      : name.startsWith('7z')
        ? args.includes('-sdel')
        : /^mf?$/.test(args[0] ?? '') || args.some((arg) => /^-(?:df|dw)$|^--move-to-archive$/.test(arg));
  if (!moves) return;
  for (const file of operands(args).slice(1))
    if (/VITAL|VALUABLE/.test(worthOf(file, command.cwd))) inquiry.tell(DESTROYED, call);
}

/** `openssl enc … -in file -out file`: the file is emptied before it is read. */
function encrypt(call: Call, inquiry: Inquiry): void {
  const { args } = call;
  const into = optionValues(args, '-out');
  if (optionValues(args, '-in').some((file) => into.includes(file))) inquiry.tell(DESTROYED, call, 'MEDIUM');
}

function ccrypt(call: Call, inquiry: Inquiry): void {
  const isRecursive = hasOption(call.args, 'rR', '--recursive');
  for (const file of operands(call.args, optionSet('-K -k -E')))
    if (worthOf(file, call.command.cwd, isRecursive) !== 'PLAIN') inquiry.tell(DESTROYED, call);
}

const WRITES = /(?:^|[\n|;:+'"\s])(?:w|wq|x|wqa?|xa?|up(?:date)?|wr(?:ite)?)!?(?:$|[\n|;'"\s])/;

/** Line editors told what to do to a file of the system. */
function editor(call: Call, inquiry: Inquiry): void {
  const { args, command } = call;
  const isTold =
    command.input.length > 0 ||
    command.redirects.length > 0 ||
    args.some((arg) => /^-\w*c|^\+.|^-\w*[es]/.test(arg));
  if (!isTold) return;
  const text = [...args, inquiry.inputOf(command) ?? ''].join('\n');
  if (!WRITES.test(text)) return;
  for (const file of operands(args, optionSet('-c -p --cmd -S')))
    if (worthOf(file, command.cwd, false) === 'VITAL') inquiry.tell(TAMPERING, call);
}

/** `crontab < /dev/null`. */
function crontab(call: Call, inquiry: Inquiry): void {
  const isEmpty = call.command.redirects.some(({ op, target }) => op === '<' && target === '/dev/null');
  if (isEmpty && operands(call.args).length === 0) inquiry.tell(TAMPERING, call);
}

/** Nobody can read or run it any more. */
function closed(call: Call, inquiry: Inquiry): void {
  const [mode = '', ...files] = operands(call.args.filter((arg) => !/^-[rwxst]+$/.test(arg)));
  const isClosing =
    /^0{1,4}$|^[augo]*=$/.test(mode) ||
    /^a?-[rwx]+$/.test(mode) ||
    call.args.some((arg) => /^-[rx]+$/.test(arg));
  const targets = isClosing && /^[-+0-7augorwxst=,]+$/.test(mode) ? files : [mode, ...files];
  if (
    isClosing &&
    targets.some((file) => file.startsWith('/') && worthOf(file, call.command.cwd, false) === 'VITAL')
  )
    inquiry.tell('shell-permissions-opened', call);
}

export const emptyingJudges: readonly (readonly [string, Judge])[] = [
  ['sort', output],
  ['shuf', output],
  ...['awk', 'gawk'].map((name) => [name, inPlace] as const),
  ...['sed', 'gsed'].map((name) => [name, stream] as const),
  ...['scp', 'rsync', 'pscp'].map((name) => [name, received] as const),
  ['uniq', last],
  ['sponge', last],
  ['scrub', last],
  ['patch', last],
  ['fallocate', fallocate],
  ['ln', link],
  ...'gzip pigz bzip2 pbzip2 lbzip2 xz pxz lzma lzip zstd compress lz4 brotli'
    .split(' ')
    .map((name) => [name, compress] as const),
  ...'zip 7z 7za 7zr 7zz rar arj lha lharc zoo'.split(' ').map((name) => [name, archive] as const),
  ['openssl', encrypt],
  ['ccrypt', ccrypt],
  ['ccencrypt', ccrypt],
  ...'ed red ex vi vim nvim view'.split(' ').map((name) => [name, editor] as const),
  ['crontab', crontab],
  ['chmod', closed],
];
