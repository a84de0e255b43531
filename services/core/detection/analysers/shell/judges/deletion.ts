/** Deleting, emptying and overwriting: `rm`, `find -delete`, `shred`, `dd`, `mkfs`, redirections onto disks. */
import {
  type Call,
  hasOption,
  type Inquiry,
  type Judge,
  operands,
  optionSet,
  optionValues,
} from '../call.ts';
import type { Redirect } from '../command.ts';
import { worst, worthOfFound, worthOfListed, worthOfMany } from '../many-files.ts';
import { isDisk, normalise, type Worth, worthOf } from '../paths.ts';

const VALUED = new Set(['-n', '-s', '--size', '--iterations', '--random-source', '-o']);

function tellWorth(worth: Worth, call: Call, inquiry: Inquiry): void {
  if (worth === 'VITAL' || worth === 'LOGS') inquiry.tell('shell-destructive-delete', call);
  if (worth === 'VALUABLE') inquiry.tell('shell-destructive-delete', call, 'HIGH');
}

/** Take folders as they are. */
const WHOLE: ReadonlySet<string> = new Set('rimraf del del-cli trash trash-cli trash-put premove'.split(' '));

function rm(call: Call, inquiry: Inquiry): void {
  const { args, command } = call;
  // What cmd calls so has switches where paths stand here (windows-acts.ts).
  if (call.name === 'del' && args.some((arg) => /^\/[a-z]$/i.test(arg))) return;
  const isRecursive =
    WHOLE.has(call.name) ||
    hasOption(args, 'rR', '--recursive') ||
    args.some((arg) => /^-(?:Recurse|r|rec)/i.test(arg));
  if (args.includes('--no-preserve-root')) return inquiry.tell('shell-destructive-delete', call);
  for (const target of operands(args)) {
    if (/(?:^|\/)\.(?:bash|zsh|sh|python|mysql)_history$/.test(target))
      inquiry.tell('shell-evidence-removal', call);
    const worth = worthOf(target, command.cwd, isRecursive);
    if (worth === 'LOGS' && isRotated(target)) continue;
    tellWorth(worst(worth, worthOfMany(target, call, inquiry)), call, inquiry);
    judgeLocked(target, call, inquiry);
  }
  if (call.by.includes('xargs')) fedBy(call, inquiry);
}

/** Made unreadable just before, one file after the other: what ransomware does. */
function judgeLocked(target: string, call: Call, inquiry: Inquiry): void {
  if (inquiry.locked.has(target)) inquiry.tell('shell-data-destruction', call, 'CRITICAL');
}

/** Old, already rotated logs. */
function isRotated(path: string): boolean {
  return (
    /\/var\/log\/[\w-]+\/(?:old|archived?|backups?|rotated|tmp)(?:\/|$)/.test(path) ||
    (/\/[\w.*-]+\.(?:gz|xz|bz2|zst|old|[1-9]\d?)$/.test(path) && !path.endsWith('/*.gz'))
  );
}

/** `ls / | xargs rm`, `echo / | xargs rm`: what the pipe brings is deleted. */
function fedBy(call: Call, inquiry: Inquiry): void {
  const known = inquiry.inputOf(call.command);
  if (known !== null)
    for (const target of known.split(/\s+/).slice(0, 50))
      if (target !== '') tellWorth(worthOf(target, call.command.cwd), call, inquiry);
  for (const command of inquiry.upstream(call.command)) tellWorth(worthOfListed(command), call, inquiry);
}

/** What `-exec` runs: a program that deletes, or a shell whose code empties what was found. */
function isDeleting([program = '', ...rest]: readonly string[]): boolean {
  if (
    /(?:^|\/)(?:rm|g?shred|unlink|truncate|dd|srm|wipe|scrub|rimraf|trash(?:-put)?|tee|sponge)$/.test(program)
  )
    return true;
  if (/(?:^|\/)(?:cp|mv|ln|install)$/.test(program)) return rest.includes('/dev/null');
  if (/(?:^|\/)(?:python|perl|ruby|node|php)[\d.]*$/.test(program))
    return rest.some((word) => /\bunlink|\bremove|rmtree|rm_rf|rmSync|unlinkSync|File\.delete/.test(word));
  return (
    /(?:^|\/)(?:ba|z|da)?sh$/.test(program) &&
    rest.some((word) =>
      /(?:^|[;&|\s])(?:rm|shred|truncate)\s|(?:^|[;&|:\s])>\s?"?(?:\{\}|\$\{?[01@]|\uE001?[01])/.test(word),
    )
  );
}

/** `fd pattern folder -x rm`. */
function fd(call: Call, inquiry: Inquiry): void {
  const at = call.args.findIndex((arg) => /^(?:-[xX]|--exec(?:-batch)?)$/.test(arg));
  if (at === -1 || !isDeleting(call.args.slice(at + 1, at + 5))) return;
  for (const folder of operands(call.args.slice(0, at)).slice(1))
    if (/^[/~]/.test(folder)) tellWorth(worthOf(folder), call, inquiry);
}

function find(call: Call, inquiry: Inquiry): void {
  const { args, command } = call;
  const deletes = args.some(
    (arg, index) =>
      arg === '-delete' ||
      (/^-(?:exec|execdir|ok)$/.test(arg) && isDeleting(args.slice(index + 1, index + 7))),
  );
  for (const file of optionValues(args, '-fprint', '-fprint0', '-fprintf', '-fls'))
    if (file.startsWith('/')) overwrite(file, call, inquiry);
  if (deletes) tellWorth(worthOfFound(args, command.cwd), call, inquiry);
}

function shred(call: Call, inquiry: Inquiry): void {
  for (const target of operands(call.args, VALUED)) {
    if (isDisk(target)) return inquiry.tell('shell-disk-destruction', call);
    if (target.endsWith('_history')) return inquiry.tell('shell-evidence-removal', call);
    const isRecursive = call.name !== 'shred' && hasOption(call.args, 'r', '--recursive');
    const worth = worthOf(target, call.command.cwd, isRecursive);
    tellWorth(worst(worth, worthOfMany(target, call, inquiry)), call, inquiry);
    if (worth === 'PLAIN' && holdsData(normalise(target, call.command.cwd)))
      inquiry.tell('shell-destructive-delete', call, 'HIGH');
    judgeLocked(target, call, inquiry);
  }
  if (call.by.includes('xargs')) fedBy(call, inquiry);
}

/** Beyond what any deletion is asked about: nothing brings back what was overwritten. */
function holdsData(path: string): boolean {
  return (
    /\.(?:db|sqlite3?|mdb|ibd|frm|sql|dump|bak|vmdk|qcow2|kdbx)$/.test(path) ||
    /^(?:~|\/root|\/home\/[^/]+)\/(?:\.ssh|\.gnupg|\.aws|Documents|Desktop|Pictures)\//.test(path) ||
    /^\/(?:etc|usr|s?bin|lib|boot|var\/lib)\//.test(path) ||
    /^[^/]*\*[^/]*$|^\/(?!tmp\/|var\/tmp\/).*\*/.test(path)
  );
}

function truncate(call: Call, inquiry: Inquiry): void {
  if (call.by.includes('xargs')) fedBy(call, inquiry);
  for (const target of operands(call.args, VALUED)) {
    const worth = worthOf(target, call.command.cwd, false);
    if (worth === 'LOGS' || target.endsWith('_history')) inquiry.tell('shell-evidence-removal', call);
    else tellWorth(worst(worth, worthOfMany(target, call, inquiry)), call, inquiry);
  }
}

function dd(call: Call, inquiry: Inquiry): void {
  for (const arg of call.args) {
    if (!arg.startsWith('of=')) continue;
    const target = arg.slice(3);
    if (isDisk(target)) inquiry.tell('shell-disk-destruction', call);
    else overwrite(target, call, inquiry);
  }
}

/** A file emptied or overwritten. */
export function overwrite(target: string, call: Call, inquiry: Inquiry): void {
  const worth = worthOf(target, call.command.cwd, false);
  if (worth === 'LOGS') inquiry.tell('shell-evidence-removal', call);
  else if (target.endsWith('_history')) inquiry.tell('shell-evidence-removal', call);
  else if (worth === 'VITAL') inquiry.tell('shell-system-tampering', call);
  else tellWorth(worst(worth, worthOfMany(target, call, inquiry)), call, inquiry);
}

export function judgeOverwriting({ op, target }: Redirect, call: Call, inquiry: Inquiry): void {
  if (op !== '>') return;
  if (isDisk(target)) inquiry.tell('shell-disk-destruction', call);
  else if (target === '/proc/sysrq-trigger') inquiry.tell('shell-denial-of-service', call);
  else if (isEmptying(call) || /^\/etc\/(?:passwd|shadow|fstab|group)$/.test(target))
    overwrite(target, call, inquiry);
  else if (/^(?:echo|printf)$/.test(call.name) && RECORDS.test(target))
    inquiry.tell('shell-evidence-removal', call);
}

/** What the system itself writes down about who came and what was done. */
const RECORDS =
  /^\/var\/log\/(?:(?:auth|kern|daemon|user|mail|cron|audit\/audit)\.log|syslog|secure|messages|[wb]tmp|lastlog|faillog)$/;

/** `> file`, `: > file`, `cat /dev/null > file`, `echo > file`: nothing is left of what was there. */
function isEmptying({ command: { argv } }: Call): boolean {
  const [name = '', ...args] = argv;
  if (/^(?:|:|true)$/.test(name)) return true;
  if (name === 'echo' || name === 'printf') return args.every((arg) => /^(?:-[neE]|\s*)$/.test(arg));
  if (name === 'cat') return args.length === 0 || args[0] === '/dev/null';
  return name === 'utmpdump' || name === 'grep';
}

/** What only reads is as harmless as `ls`. */
const READING =
  /^(?:-I|-tT|--detail|--examine|--query|-[DEQ]|status|luksDump|isLuks|list|id-ctrl|smart-log|info)$/;
const HDPARM_READS = /^(?!-)|^-(?:[tTiIgC]{1,4}|-direct)$/;

function onDisk(call: Call, inquiry: Inquiry): void {
  if (call.name === 'hdparm' && call.args.every((arg) => HDPARM_READS.test(arg))) return;
  if (!READING.test(call.args[0] ?? '') && call.args.some(isDisk))
    inquiry.tell('shell-disk-destruction', call);
}

/** Of a device that a variable names as well: somebody should look which one it is. */
function format(call: Call, inquiry: Inquiry): void {
  if (call.args.some(isDisk)) inquiry.tell('shell-disk-destruction', call);
  else if (operands(call.args, optionSet('-t -L -U -b -N')).some((target) => /^[\uE001\uE003]/.test(target)))
    inquiry.tell('shell-disk-destruction', call, 'MEDIUM');
}

function fdisk(call: Call, inquiry: Inquiry): void {
  if (!hasOption(call.args, 'l', '--list', '--help') && !call.args.includes('print')) onDisk(call, inquiry);
}

function copy(call: Call, inquiry: Inquiry): void {
  const targets = operands(call.args, optionSet('-m -o -g'));
  const last = targets.at(-1) ?? '';
  if (isDisk(last)) inquiry.tell('shell-disk-destruction', call);
  else if (/^\/dev\/(?:null|zero)$/.test(targets[0] ?? '')) overwrite(last, call, inquiry);
  if (call.name !== 'mv' || targets.length < 2) return;
  for (const target of targets.slice(0, -1)) {
    if (folderOf(target) === folderOf(last) && last !== '/dev/null') continue;
    const worth = worthOf(target, call.command.cwd);
    if (/^\/var\/log(?:\/\*)?$/.test(normalise(target, call.command.cwd)))
      inquiry.tell('shell-evidence-removal', call);
    if (worth === 'VITAL' || (last === '/dev/null' && worth !== 'PLAIN'))
      inquiry.tell('shell-destructive-delete', call);
  }
}

/** Within one folder, moving is renaming. */
function folderOf(path: string): string {
  return path.endsWith('/') || !path.includes('/', 1) ? path : path.slice(0, path.lastIndexOf('/'));
}

function tee(call: Call, inquiry: Inquiry): void {
  const isAppending = hasOption(call.args, 'a', '--append');
  for (const target of operands(call.args)) {
    if (isDisk(target)) inquiry.tell('shell-disk-destruction', call);
    else if (target === '/proc/sysrq-trigger') inquiry.tell('shell-denial-of-service', call);
    else if (!isAppending && call.command.redirects.some((redirect) => redirect.target === '/dev/null'))
      overwrite(target, call, inquiry);
  }
}

/** `rsync --delete empty/ /home/…`, here or on another machine; `--remove-source-files` of what nothing may be taken from. */
function rsync(call: Call, inquiry: Inquiry): void {
  const { args, command } = call;
  const places = operands(args, optionSet('-e --rsh --exclude --include -f --filter --log-file'));
  if (args.includes('--remove-source-files'))
    for (const source of places.slice(0, -1))
      if (worthOf(source, command.cwd) === 'VITAL') inquiry.tell('shell-destructive-delete', call);
  if (!args.some((arg) => /^--del(?:ete)?(?:-|$)/.test(arg))) return;
  const target = (places.at(-1) ?? '').replace(/^(?:[\w.-]+@)?[\w.-]+:/, '');
  const worth = worthOf(target, command.cwd);
  if (worth === 'VITAL') inquiry.tell('shell-destructive-delete', call);
  else if (/^\/var\/lib\/[\w-]+\/?$/.test(target)) tellWorth(worth, call, inquiry);
}

function always(rule: string): Judge {
  return (call, inquiry) => {
    if (!hasOption(call.args, 'hV', '--help', '--version')) inquiry.tell(rule, call);
  };
}

function volumes(call: Call, inquiry: Inquiry): void {
  if (/^(?:destroy|remove|labelclear)$/.test(call.args[0] ?? ''))
    inquiry.tell('shell-disk-destruction', call);
}

export const deletionJudges: readonly (readonly [string, Judge])[] = [
  ...['rm', 'unlink', 'rmdir', 'srm', 'zf_rm', 'zf_rmdir', 'grm', ...WHOLE].map(
    (name) => [name, rm] as const,
  ),
  ['find', find],
  ['fd', fd],
  ['fdfind', fd],
  ['shred', shred],
  ['wipe', shred],
  ['truncate', truncate],
  ['dd', dd],
  ['dcfldd', dd],
  ['cp', copy],
  ['mv', copy],
  ['install', copy],
  ['ginstall', copy],
  ['tee', tee],
  ['rsync', rsync],
  ...['fdisk', 'sfdisk', 'cfdisk', 'gdisk', 'parted', 'sgdisk'].map((name) => [name, fdisk] as const),
  ...[
    'mkswap',
    'blkdiscard',
    'hdparm',
    'cryptsetup',
    'mdadm',
    'wipefs',
    'badblocks',
    'newfs',
    'diskutil',
    'nvme',
    'debugfs',
  ].map((name) => [name, onDisk] as const),
  ...['lvremove', 'vgremove', 'pvremove'].map((name) => [name, always('shell-disk-destruction')] as const),
  ...[
    'mkfs',
    ...'ext2 ext3 ext4 ext4dev xfs btrfs vfat fat msdos ntfs f2fs exfat reiserfs reiser4 bcachefs jfs minix cramfs gfs2 ocfs2 nilfs2 udf hfs hfsplus zonefs erofs bfs'
      .split(' ')
      .map((kind) => `mkfs.${kind}`),
    ...'mke2fs mkdosfs mkntfs mkudffs mkreiserfs mkexfatfs jfs_mkfs newfs_msdos newfs_hfs newfs_apfs'.split(
      ' ',
    ),
  ].map((name) => [name, format] as const),
  ['zpool', volumes],
  ['zfs', volumes],
];
