/** Backups and stores of files: what is lost there cannot be brought back from anywhere else. */
import type { Destroyer } from './destroyers.ts';

/** A folder that is there to be empty: a sync from it leaves nothing. */
export const EMPTY = String.raw`(?:\.?/|/?(?:[\w.-]+/)*)?(?:empty|void|blank|nothing|null|none)[\w-]*/?`;

function fromEmpty(verb: string, option: string): RegExp {
  return new RegExp(
    String.raw`^(?=.*(?:^|\s)(?:${verb})\s)(?=.*(?:^|\s)(?:${option})).*(?:^|\s)${EMPTY}(?:\s|$)`,
  );
}

export const BACKUPS: readonly Destroyer[] = [
  ['rclone', /(?:^|\s)(?:purge|delete|rmdirs|cleanup)\s/, 'HIGH'],
  ['rclone', fromEmpty('sync', ''), 'HIGH'],
  [
    'restic',
    /(?:^|\s)forget\s(?=.*--prune)(?=.*(?:--keep-last[= ]?[01]\b|latest|--unsafe-allow-remove-all|\s[0-9a-f]{6,64}(?:\s|$)))/,
    'HIGH',
  ],
  ['restic', /(?:^|\s)(?:prune|forget\s+(?:--prune\s+)?(?:latest|[0-9a-f]{6,64}))(?:\s|$)/, 'MEDIUM'],
  ['restic', /(?:^|\s)key\s+remove\b/, 'MEDIUM'],
  ['borg borgmatic', /(?:^|\s)(?:delete|break-lock)\b/, 'HIGH'],
  [
    'borg borgmatic',
    /(?:^|\s)prune\s(?=.*(?:--keep-(?:last|daily|within)[= ]0|-a\s+['"]?\*|--keep-last[= ]?1\b))/,
    'HIGH',
  ],
  [
    'duplicity',
    /^(?:remove-(?:all-but-n-full\s+[01]|all-inc-of-but-n-full\s+[01]|older-than\s+0)|cleanup\s.*--extra-clean)/,
    'HIGH',
  ],
  ['duplicacy', /^prune\s.*(?:-all|-exhaustive|-exclusive|-r\s)/, 'HIGH'],
  [
    'kopia',
    /^(?:snapshot\s+delete|repository\s+(?:disconnect|destroy)|blob\s+(?:delete|gc)|content\s+delete)\b/,
    'HIGH',
  ],
  ['rdiff-backup', /--remove-older-than\s+(?:0|1B)/, 'HIGH'],
  ['tarsnap', /(?:^|\s)(?:-d|--nuke)(?:\s|$)/, 'HIGH'],
  ['barman', /^delete\s/, 'HIGH'],
  ['pgbackrest', /(?:^|\s)(?:stanza-delete|expire\s.*--set|repo-rm)\b/, 'HIGH'],
  ['wal-g wal-e', /^delete\s/, 'HIGH'],
  ['velero', /^(?:backup|schedule|restore|backup-location)\s+delete\b/, 'HIGH'],
  ['velero', /^delete\s+(?:backup|schedule)/, 'HIGH'],
  ['proxmox-backup-client', /(?:^|\s)(?:snapshot\s+forget|prune|namespace\s+delete)\b/, 'HIGH'],
  ['snapper timeshift', /(?:^|\s)(?:delete|--delete(?:-all)?)\b/, 'HIGH'],
  ['tmutil', /^(?:delete|deletelocalsnapshots|thinlocalsnapshots|disable)\b/, 'HIGH'],
  ['bconsole', /(?:^|\s)(?:purge|delete)\b/, 'HIGH'],
  // Object stores.
  ['aws', fromEmpty('s3\\s+sync', '--delete'), 'HIGH'],
  ['gsutil', fromEmpty('rsync', '-\\w*d'), 'HIGH'],
  ['gcloud', fromEmpty('rsync', '--delete'), 'HIGH'],
  ['s3cmd', fromEmpty('sync', '--delete'), 'HIGH'],
  ['s5cmd b2', fromEmpty('sync', '--delete'), 'HIGH'],
  ['azcopy', fromEmpty('sync', '--delete-destination'), 'HIGH'],
  ['az', fromEmpty('sync', '-\\S'), 'HIGH'],
  ['mc mcli', fromEmpty('mirror', '--remove'), 'HIGH'],
  [
    'gsutil',
    /(?:^|\s)rb(?:\s|$)|^(?=.*(?:^|\s)rm\s).*\s(?:-\w*[rR]\w*|gs:\/\/[\w.-]+\/\*\*?)(?:\s|$)/,
    'HIGH',
  ],
  ['gcloud', /(?:^|\s)storage\s+rm\s(?=.*(?:-r\b|-R\b|--recursive|\*\*))/, 'HIGH'],
  ['s3cmd', /(?:^|\s)(?:rb\s|(?:del|rm)\s(?=.*(?:-r\b|--recursive|-f\b|--force)))/, 'HIGH'],
  ['s5cmd', /(?:^|\s)(?:rb\s|rm\s.*\*)/, 'HIGH'],
  ['mc mcli', /^(?:rm\s(?=.*(?:-r\b|--recursive))|rb\s)/, 'HIGH'],
  ['b2', /^(?:delete-bucket|bucket\s+delete|rm\s.*(?:-r\b|--recursive))/, 'HIGH'],
  ['azcopy', /^(?:rm|remove)\s/, 'HIGH'],
  ['swift', /^delete\s/, 'HIGH'],
  ['ossutil aliyun', /(?:^|\s)(?:oss\s+)?(?:rm|rb)\s(?=.*(?:-r\b|--recursive|-b\b))/, 'HIGH'],
  [
    'lftp',
    /\brm\s+-r|mirror\s+(?:-\w+\s+|--\S+\s+)*-R\s(?=.*--delete).*\s\/?['"]?[;\s]|glob\s+-a\s+rm\b/,
    'HIGH',
  ],
  ['ftp tnftp ncftp', /\bmdel(?:ete)?\s+['"]?\*|\brmdir\s/, 'HIGH'],
  ['sftp', /(?:^|[\s;])rm\s+['"]?\S*\*/, 'HIGH'],
  ['smbclient', /\bdeltree\b|\brecurse\b.*\bdel\s+\*/, 'HIGH'],
  ['hdfs hadoop', /(?:^|\s)(?:dfs|fs)\s+-rm\s(?=.*(?:-r\b|-R\b))(?!.*\/tmp\/)/, 'HIGH'],
  ['hdfs hadoop', /(?:^|\s)(?:dfs|fs)\s+-(?:rmr|expunge)\b|^namenode\s+-format\b/, 'HIGH'],
];
