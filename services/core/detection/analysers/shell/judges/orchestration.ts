/** Modules of fleets' tools that delete without a command of a shell: Salt, Ansible, Puppet, Chef. */
import { type Call, type Inquiry, type Judge, operands, optionValues } from '../call.ts';

/** `file.remove /etc` and the like, each as the command that does the same. */
const SALT: readonly (readonly [RegExp, string])[] = [
  [/^file\.(?:remove|rename|directory_absent)$/, 'rm -rf'],
  [/^system\.(?:reboot|shutdown|halt|poweroff|init)$/, 'shutdown'],
  [/^user\.delete$/, 'userdel'],
  [/^(?:pkg|aptpkg|yumpkg)\.(?:remove|purge)$/, 'apt-get purge'],
  [/^disk\.(?:wipe|format_?)$|^blockdev\.(?:wipe|format)$/, 'wipefs -a'],
  [/^lvm\.(?:lvremove|vgremove|pvremove)$/, 'lvremove -f'],
  [/^(?:mysql|postgres|mongodb|influxdb)\.\w*(?:remove|drop)\w*$/, 'dropdb'],
  [/^cron\.(?:rm|rm_job|raw_cron)$/, 'crontab -r'],
  [/^service\.(?:stop|disable|mask)$/, 'systemctl stop'],
];

function salt(call: Call, inquiry: Inquiry): void {
  const words = operands(call.args);
  // Targets stand before the function, its arguments behind it.
  for (const [at, word] of words.slice(0, 16).entries()) {
    const command = SALT.find(([pattern]) => pattern.test(word))?.[1];
    if (command === undefined) continue;
    inquiry.judgeCode(
      [
        command,
        ...words
          .slice(at + 1)
          .filter((each) => !SALT.some(([pattern]) => pattern.test(each)))
          .map(plain),
      ].join(' '),
      'shell',
      call,
    );
    break;
  }
  if (
    words.some((word) => word.endsWith('manage.down')) &&
    call.args.some((arg) => arg.includes('removekeys=True'))
  )
    inquiry.tell('shell-data-destruction', call, 'MEDIUM');
}

/** `path=/etc` for `/etc`; nothing that a shell would read otherwise. */
function plain(word: string): string {
  const value = word.replace(/^(?:path|name|dest|device|dev)=/, '');
  return /^[\w./~* -]+$/.test(value) ? value : `'${value.replaceAll("'", '')}'`;
}

const GIVEN = /(?:^|[\s,{])["']?(?:path|dest|name|dev|device)["']?\s{0,4}[=:]\s{0,4}["']?([^\s,"'}]{1,400})/;

function ansible(call: Call, inquiry: Inquiry): void {
  const module = (optionValues(call.args, '-m', '--module-name').at(-1) ?? '').replace(/^.*\./, '');
  const text = optionValues(call.args, '-a', '--args').join(' ');
  const place = GIVEN.exec(text)?.[1] ?? '';
  const isAbsent = /\bstate["']?\s{0,4}[=:]\s{0,4}["']?absent\b/.test(text);
  if (module === 'reboot') inquiry.judgeCode('reboot', 'shell', call);
  if (/^win_(?:command|shell)$/.test(module)) inquiry.judgeCode(text, 'windows', call);
  if (/^(?:shell|command|raw|script|expect)$/.test(module))
    inquiry.judgeCode(text.replace(/^cmd=/, ''), 'shell', call);
  if (/^(?:filesystem|parted)$/.test(module) && /\bforce=(?:yes|true)|absent/.test(text))
    inquiry.judgeCode(`wipefs -a ${plain(place)}`, 'shell', call);
  if (!isAbsent) return;
  if (module === 'file') inquiry.judgeCode(`rm -rf ${plain(place)}`, 'shell', call);
  else if (module === 'user') inquiry.judgeCode(`userdel ${plain(place)}`, 'shell', call);
  else if (
    /_db$|^(?:lvol|lvg|zfs|docker_volume|k8s|s3_bucket|rds\w*|ec2\w*|cloudformation|gcp_\w+|azure_rm_\w+|proxmox|virt)/.test(
      module,
    )
  )
    inquiry.tell('shell-data-destruction', call);
}

/** `ensure => absent` with the paths that stand before it, and `exec{'command':}`. */
function puppet(call: Call, inquiry: Inquiry): void {
  const text = call.args.join(' ');
  if (/\bensure\s{0,4}=>?\s{0,4}["']?(?:absent|purged)\b/.test(text))
    for (const [, path = ''] of text.matchAll(/(?:^|[\s"'])(\/[^\s"':,]{1,400})/g))
      inquiry.judgeCode(`rm -rf ${plain(path)}`, 'shell', call);
  for (const code of optionValues(call.args, '-e', '--execute')) inquiry.judgeCode(code, 'program', call);
}

export const orchestrationJudges: readonly (readonly [string, Judge])[] = [
  ...['salt', 'salt-call', 'salt-ssh', 'salt-run'].map((name) => [name, salt] as const),
  ['ansible', ansible],
  ...['puppet', 'chef-apply', 'chef-shell', 'chef-run'].map((name) => [name, puppet] as const),
];
