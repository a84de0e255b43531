/** Queues, mail, file systems and services emptied through tools of their own that none of the other tables holds. */
import type { Destroyer } from './destroyers.ts';

const DISK = 'shell-disk-destruction';

export const OTHERS: readonly Destroyer[] = [
  ['newfs newfs_msdos newfs_hfs newfs_apfs', /\/dev\//, 'HIGH', DISK],
  ['nwipe', /^/, 'HIGH', DISK],
  [
    'partclone.restore partclone.dd partclone.ext4 ntfsclone',
    /(?:-o|--output|--overwrite)[= ]?\/dev\//,
    'HIGH',
    DISK,
  ],
  ['openssl gpg age', /(?:^|\s)(?:-out|-o|--output)\s\/dev\/(?!null|std|fd|tty|shm)/, 'HIGH', DISK],
  ['fallocate', /(?:^|\s)\/dev\/(?!null|shm)/, 'HIGH', DISK],
  ['xfs_db debugfs', /(?:^|\s)-\w*[xw]\w*(?=\s)/, 'HIGH', DISK],
  [
    'diskutil',
    /^(?:erase\w*|partitionDisk|zeroDisk|randomDisk|secureErase|reformat|apfs\s+(?:delete\w*|erase\w*)|cs\s+delete\w*)\b/i,
    'HIGH',
    DISK,
  ],
  ['asr', /(?:^|\s)--erase\b/, 'HIGH', DISK],
  ['flashrom', /(?:^|\s)(?:-\w*[wE]\w*|--write|--erase)(?=\s|$)/, 'HIGH', DISK],
  ['sfill sswap smem', /\S/, 'MEDIUM', DISK],
  ['crm', /(?:^|\s)(?:configure\s+erase|cluster\s+remove|node\s+delete)\b/, 'HIGH'],
  ['pcs', /^(?:cluster\s+destroy|resource\s+delete|stonith\s+delete)\b/, 'HIGH'],
  ['gluster', /(?:^|\s)volume\s+(?:stop|delete|reset)\s/, 'HIGH'],
  ['targetcli', /clearconfig|(?:^|\s)delete\b/, 'HIGH'],
  ['mmdelfs mmdeldisk mmdelnsd mmdelfileset', /\S/, 'HIGH'],
  ['samba-tool', /(?:^|\s)(?:domain\s+demote|(?:user|group|computer|ou|dns)\s+delete)\b/, 'HIGH'],
  ['postsuper', /(?:^|\s)-d\s+ALL\b/i, 'HIGH'],
  ['exim exim4', /(?:^|\s)-Mrm\b/, 'MEDIUM'],
  ['celery', /(?:^|\s)purge\b/, 'MEDIUM'],
  ['rq', /(?:^|\s)empty\s.*(?:--all|-a)\b/, 'MEDIUM'],
  ['memcached-tool', /(?:^|\s)(?:flush|flush_all)\b/, 'HIGH'],
  ['redis-cli valkey-cli keydb-cli', /(?:^|\s)cluster\s+(?:reset|flushslots|forget)\b/i, 'HIGH'],
  ['mariadb-admin mysqladmin', /(?:^|\s)drop\s/, 'HIGH'],
  [
    'rman',
    /\b(?:drop\s+database|delete\s+(?:noprompt\s+)?(?:backup|copy|archivelog\s+all|obsolete))\b/i,
    'HIGH',
  ],
  ['cockroach', /^node\s+(?:decommission|drain)\s/, 'MEDIUM'],
  ['tiup', /(?:^|\s)cluster\s+(?:destroy|clean|prune)\b/, 'HIGH'],
  [
    'atlas',
    /(?:^|\s)(?:clusters?|projects?|deployments?|backups?\s+snapshots?|accessLogs|organizations?)\s+delete\b/i,
    'HIGH',
  ],
  ['mvn mvnw gradle gradlew', /(?:^|\s|:)(?:flyway:?clean|liquibase:?dropAll|dropAll)\b/i, 'HIGH'],
  ['hasura', /(?:^|\s)(?:metadata\s+clear|migrate\s+delete\s.*--all)\b/, 'MEDIUM'],
  ['terragrunt', /(?:^|\s)(?:run-all|run\s+--all|stack\s+run)?\s*destroy(?:-all)?\b/, 'HIGH'],
  ['kafka-configs kafka-configs.sh', /--alter\s(?=.*retention\.(?:ms|bytes)=\d{1,5}(?:\s|,|$))/, 'MEDIUM'],
  ['python python3 manage.py django-admin', /(?:^|\s)migrate\s+\w+\s+zero\b/, 'MEDIUM'],
  [
    'aws',
    /^s3api\s+(?:put-bucket-lifecycle\S*|put-bucket-lifecycle)\s(?=.*Expiration)(?=.*"?Days"?\s{0,2}[:=]\s{0,2}1\b)/,
    'MEDIUM',
  ],
  [
    'kubectl oc',
    /^patch\s(?=.*(?:"finalizers"\s{0,2}:\s{0,2}(?:null|\[\])|persistentVolumeReclaimPolicy\W{1,6}Delete))/,
    'MEDIUM',
  ],
  [
    'gio gvfs-trash gvfs-rm',
    /(?:^|\s)(?:(?:trash|remove)\s)?(?:-f\s|--force\s)?\/(?:etc|home|usr|var|boot|root|lib)?\/?(?:\s|$)/,
    'HIGH',
    'shell-destructive-delete',
  ],
];
