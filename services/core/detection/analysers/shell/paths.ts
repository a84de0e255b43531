/** What a path means to whoever deletes, overwrites or opens it. */
import { FILLED, OUTPUT, VARIABLE, VARIABLE_END } from './command.ts';
import { matchesGlob } from './glob.ts';

/** VITAL: the machine or a home goes with it. VALUABLE: data that nobody can build again. */
export type Worth = 'VITAL' | 'VALUABLE' | 'LOGS' | 'PLAIN';

const SYSTEM = new Set(
  'etc usr bin sbin lib lib32 lib64 boot root sys proc dev System Library Applications'.split(' '),
);
const DATA = new Set('home Users var opt srv mnt media data backup backups export storage'.split(' '));
/** Depth-one folders that people make for building. */
const BUILD = new Set(
  'tmp app build dist work workspace out output scratch cache artifacts code src project'.split(' '),
);
const OWN =
  /^(?:Documents|Desktop|Pictures|Photos|Music|Videos|Movies|\.ssh|\.gnupg|\.config|\.aws|\.kube|Library|\*|\.\*)$/;
const THROWAWAY =
  /(?:^|[/_-])(?:\.?cache|caches|te?mp|tmpfs|node_modules|__pycache__|\.npm|\.venv|Trash)(?:[/_-]|$)/i;
/** A name without any of these letters is a file of the current folder. */
const TELLING = /[/~*?.{:\\[\uE001\uE003]/;
const ALL = /^(?:\*|\.\*|\{,\.\}\*|\.\[!?\^?\.\]\*|\?\*|\*\*|\*\.\*)$/;
const VITAL_FILES =
  /^\/etc\/(?:passwd|shadow|group|gshadow|sudoers|fstab|hosts|hostname|resolv\.conf|crontab|profile|bash\.bashrc|ssh(?:\/.*)?|pam\.d(?:\/.*)?|sudoers\.d(?:\/.*)?|ld\.so\.\w+|selinux\/config|ssl\/private.*)$/;

/** Lexically: doubled slashes, `.`, `..` and slashes at the end gone; relative to `cwd` where that is known. */
export function normalise(path: string, cwd = ''): string {
  const slashed = path.includes('\\') ? path.replaceAll('\\', '/') : path;
  const whole =
    /^[/~]/.test(slashed) || cwd === '' || /^[A-Za-z]:/.test(slashed) ? slashed : `${cwd}/${slashed}`;
  if (!/\/\/|\/\.|\/$|^\.\//.test(whole)) return whole;
  if (whole.length > 3 && !/\/\/|\/\./.test(whole))
    return whole.slice(whole.startsWith('./') ? 2 : 0, whole.endsWith('/') ? -1 : whole.length);
  const parts: string[] = [];
  const isAbsolute = whole.startsWith('/');
  for (const part of whole.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && (isAbsolute || (parts.length > 0 && parts.at(-1) !== '..'))) parts.pop();
    else parts.push(part);
  }
  if (isAbsolute) return `/${parts.join('/')}`;
  return parts.length === 0 ? '.' : parts.join('/');
}

export function worthOf(path: string, cwd = '', isRecursive = true): Worth {
  if (cwd === '' && !TELLING.test(path)) return 'PLAIN';
  const slash = path.endsWith('/') && path.startsWith(VARIABLE) ? '/' : '';
  const whole = `${normalise(path, cwd)}${slash}`;
  if (/^\/(?:var\/)?[^/]*[*?[]/.test(whole) && !ALL.test(whole.slice(1))) return worstOf(whole, isRecursive);
  if (/(?:^|\/)var\/log(?:\/|$)/.test(whole)) return isLog(whole, isRecursive) ? 'LOGS' : 'PLAIN';
  if (whole.startsWith(VARIABLE)) return variable(whole);
  if (whole.startsWith('/')) return absolute(whole, isRecursive);
  if (whole.startsWith('~')) return home(whole.split('/').slice(1), isRecursive);
  return relative(whole, cwd);
}

/** Of all the folders that a glob like `/v*`/l*` or `/???/log` stands for, the one worth most. */
function worstOf(path: string, isRecursive: boolean): Worth {
  const [, top = '', second, ...rest] = path.split('/');
  let found = absolute(path, isRecursive);
  const keep = (worth: Worth) => {
    if (ORDER.indexOf(worth) > ORDER.indexOf(found)) found = worth;
  };
  for (const folder of [...SYSTEM, ...DATA])
    if (folder === top || (top !== '*' && matchesGlob(top, folder))) {
      if (second === undefined) keep(absolute(`/${folder}`, isRecursive));
      else if (folder !== 'var') keep(absolute(['', folder, second, ...rest].join('/'), isRecursive));
      else
        for (const data of VAR)
          if (matchesGlob(second, data))
            keep(worthOf(['', folder, data, ...rest].join('/'), '', isRecursive));
    }
  return found;
}
const ORDER: readonly Worth[] = ['PLAIN', 'VALUABLE', 'LOGS', 'VITAL'];
const VAR = ['log', 'lib', 'backups', 'mail', 'www', 'spool'];

/** A log or a folder of logs; other files have their place there too: locks, marks, reports. */
function isLog(path: string, isRecursive: boolean): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return LOG_NAME.test(name) || (isRecursive && /^[^.]{1,80}$|^\.\*$/.test(name));
}
const LOG_NAME =
  /^(?:[^.]{0,80}\*(?:\.\*)?|(?:sys|kern|auth|mail|user|daemon|cron|boot|http|rsys)?log|syslog|secure|messages|kern|daemon|maillog|cron|boot|dmesg|debug|audit|journal|log|[wbu]tmpx?|lastlog|faillog|tallylog|sulog|xferlog|history|(?:access|error)[_-]?\w{0,20})(?:[.-]\d{1,8})?$|\.(?:log|journal|err|out|evtx?|audit)\b|_log$|[\uE001\uE003]/;

/** `$DIR/*`: everything there is when the variable is empty. */
function variable(path: string): Worth {
  const at = path.indexOf(VARIABLE_END);
  const name = path.slice(1, at);
  const rest = path.slice(at + 1);
  if (/te?mp|cache/i.test(name) || name.startsWith(FILLED)) return 'PLAIN';
  return rest === '/' || rest === '/*' || rest === '/.*' ? 'VALUABLE' : 'PLAIN';
}

function absolute(path: string, isRecursive: boolean): Worth {
  const parts = path.split('/').slice(1);
  const [top = '', second = '', third = ''] = parts;
  const depth = parts.length;
  if (path === '/' || (depth === 1 && (ALL.test(top) || top.includes(OUTPUT)))) return 'VITAL';
  if (VITAL_FILES.test(path)) return 'VITAL';
  if (THROWAWAY.test(path)) return 'PLAIN';
  if (
    top === 'mnt' &&
    /^[a-z]$/.test(second) &&
    (depth === 2 || /^(?:\*|Users|Windows|Program ?Files.*|ProgramData)$/i.test(third))
  )
    return depth < 5 ? 'VITAL' : 'PLAIN';
  if (SYSTEM.has(top)) {
    if (depth === 1 || ALL.test(second)) return 'VITAL';
    if (top === 'usr' && second === 'local') return depth === 2 || ALL.test(third) ? 'VITAL' : 'PLAIN';
    if (!isRecursive) return top === 'boot' ? 'VITAL' : 'PLAIN';
    return depth === 2 ? 'VITAL' : 'VALUABLE';
  }
  if (top === 'home' || top === 'Users') {
    if (depth <= 2 || ALL.test(third)) return 'VITAL';
    return isRecursive && depth === 3 && OWN.test(third) ? 'VALUABLE' : 'PLAIN';
  }
  if (top === 'var' && depth > 1) return variableData(parts, isRecursive);
  if (DATA.has(top)) {
    if (depth === 1 || ALL.test(second)) return 'VITAL';
    return isRecursive && (depth === 2 || (depth === 3 && ALL.test(third))) ? 'VALUABLE' : 'PLAIN';
  }
  if (depth > 2 || !isRecursive || BUILD.has(top)) return 'PLAIN';
  return depth === 1 || ALL.test(second) ? 'VALUABLE' : 'PLAIN';
}

/** What keeps its data there, file by file. */
const DATABASE =
  /^(?:mysql|mariadb|postgres\w*|pgsql|mongo\w*|redis|elasticsearch|opensearch|cassandra|influxdb|clickhouse|couchdb|neo4j|etcd|libvirt|ldap)$/;

function variableData(
  [, second = '', third = '', fourth = '']: readonly string[],
  isRecursive: boolean,
): Worth {
  if (ALL.test(second)) return 'VITAL';
  if (second === 'lib' && DATABASE.test(third) && !/\.(?:pid|lock|sock|tmp|log)$/.test(fourth))
    return 'VALUABLE';
  if (/^(?:run|lock|spool)$/.test(second) || !isRecursive) return 'PLAIN';
  if (second === 'lib') {
    if (/^(?:apt|dpkg|yum|dnf)$/.test(third) && fourth !== '') return 'PLAIN';
    return third === '' || ALL.test(third) ? 'VITAL' : 'VALUABLE';
  }
  if (second === 'backups' || second === 'mail') return 'VALUABLE';
  return third === '' || ALL.test(third) || (second === 'www' && (fourth === '' || fourth === '*'))
    ? 'VALUABLE'
    : 'PLAIN';
}

function home(parts: readonly string[], isRecursive: boolean): Worth {
  const [first = ''] = parts;
  if (parts.length === 0 || (parts.length === 1 && ALL.test(first))) return 'VITAL';
  return isRecursive && parts.length === 1 && OWN.test(first) ? 'VALUABLE' : 'PLAIN';
}

function relative(path: string, cwd: string): Worth {
  if (/^[A-Za-z]:(?:\/?\*?|\/(?:Windows|Users|Program Files[^/]*|ProgramData)(?:\/[^/]*)?)$/i.test(path))
    return 'VITAL';
  if (/^(?:\.\.\/)*\.\.(?:\/\*)?$/.test(path)) return 'VALUABLE';
  const climbed =
    /^(?:\.\.\/){3,}((?:etc|usr|boot|root|sys|proc|var|home|bin|sbin|lib64|opt)(?:\/.*)?)$/.exec(path)?.[1];
  if (climbed !== undefined) return worthOf(`/${climbed}`);
  if (cwd !== '') return 'PLAIN';
  return path === '.' || ALL.test(path) ? 'VALUABLE' : 'PLAIN';
}

export function isDisk(path: string): boolean {
  return /^\/dev\/(?:[shxv]d[a-z[*?]|xvd|nvme\d|mmcblk\d|disk\d|r?disk\d|dm-\d|md\d|mapper\/|mem$|kmem$|loop\d$|disk\/by-|zvol\/|nbd\d|rbd\d|drbd\d|bcache\d|mtd(?:block)?\d|ubi\d|ram\d|pmem\d|vd[a-z]|(?:[\w.-]*(?:vg|pool|lvm|data)[\w.-]*|centos|rhel|fedora|ubuntu)\/[\w.-])/.test(
    path,
  );
}
