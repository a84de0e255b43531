/** Files that hold credentials, and names of files that hold what people should not send away. */

import { matchesGlob } from './glob.ts';
import { normalise } from './paths.ts';

export type Holding = 'CREDENTIALS' | 'ACCOUNTS' | 'DOTENV' | 'HISTORY' | null;

const CREDENTIALS = new RegExp(
  [
    String.raw`/etc/(?:master\.passwd|g?shadow-?|sudoers)$`,
    String.raw`/etc/(?:sudoers\.d|ssl/private|ipsec\.secrets|krb5\.keytab)(?:/|$)`,
    String.raw`/etc/ssh/ssh_host_\w+_key$`,
    String.raw`/etc/kubernetes/(?:admin|kubelet|scheduler|controller-manager)\.conf$`,
    String.raw`(?:^|/)\.ssh/(?:id_\w+|\*|identity|\w+\.pem|\w*_rsa|id_\*|\{\}|\uE001\w+\uE002)$`,
    String.raw`(?:^|/)\.(?:ssh|gnupg|aws|password-store)$`,
    String.raw`(?:^|/)\.gnupg/`,
    String.raw`(?:^|/)\.aws/(?:credentials|sso|cli/cache)`,
    String.raw`(?:^|/)\.azure/(?:accessTokens|azureProfile|msal_token_cache|service_principal)`,
    String.raw`(?:^|/)(?:application_default_credentials\.json|gcloud/(?:credentials|access_tokens)\.db|gcloud/legacy_credentials)`,
    String.raw`(?:^|/)\.kube/config$`,
    String.raw`(?:^|/)\.docker/config\.json$`,
    String.raw`(?:^|/)(?:\.netrc|_netrc|\.pgpass|\.my\.cnf|\.git-credentials|\.npmrc|\.pypirc|\.vault-token|\.s3cfg|\.boto|\.htpasswd|\.rclone\.conf)$`,
    String.raw`(?:^|/)\.config/(?:gh/hosts\.yml|rclone/rclone\.conf|hub|op/config)`,
    String.raw`^/proc/[^/]{1,40}/(?:environ|mem)$`,
    String.raw`^/dev/k?mem$`,
    String.raw`serviceaccount/token$`,
    String.raw`^(?:/var)?/run/secrets/`,
    String.raw`/Keychains/`,
    String.raw`login\.keychain`,
    String.raw`(?:^|/)(?:Login Data(?: For Account)?|Cookies|Web Data|logins\.(?:json|db)|key[34]\.db|cert[89]\.db|signons\.sqlite|cookies\.sqlite|formhistory\.sqlite|Local State|wallet\.dat|Cookies\.binarycookies|[\w-]{1,40}\.keyring)$`,
    String.raw`(?:^|/)(?:\.mozilla(?:/firefox)?|Mozilla/Firefox/Profiles|Firefox/Profiles|\.thunderbird|(?:google-chrome|chromium|Brave-Browser|microsoft-edge|Google/Chrome|vivaldi|opera)(?:/(?:User Data|Default|Profile \d))*|\.local/share/(?:keyrings|kwalletd))$`,
    String.raw`(?:^|/)\.mozilla/firefox/[^/]{1,60}$`,
    String.raw`(?:^|/)(?:id_rsa|id_dsa|id_ecdsa|id_ed25519)$`,
    String.raw`(?:^|/)(?:ntds\.dit|lsass\.dmp)$`,
    String.raw`/config/(?:SAM|SYSTEM|SECURITY)$`,
  ].join('|'),
);
const HISTORY = /(?:^|\/)\.(?:bash|zsh|mysql|psql|python|node_repl|sh)_history$|ConsoleHost_history\.txt$/;
/** Of one application, by their names. */
const APPLICATION =
  /(?:^|\/)(?:credentials\.(?:json|ya?ml|txt|csv|xml)|secrets?\.(?:json|ya?ml|toml|txt|env)|service[-_]?account[\w-]{0,40}\.json|wp-config\.php|(?:server|private|privkey|tls|ssl|client)[\w-]{0,40}\.key|(?:privkey|private[-_]key)\w{0,20}\.pem|[\w-]{1,60}\.(?:kdbx|ppk|keytab))$/;
const DOTENV = /(?:^|\/)\.env(?:\.(?!example|sample|template|dist|defaults?|schema|test)\w+){0,2}$/;
const PRECIOUS =
  /(?:secret|passw(?:or)?d|credential|customer|employee|payroll|salar|confidential|private|invoice|patient|loot)[^/]{0,60}$|(?:^|[/_-])(?:dump|backup|users|db|prod)[^/]{0,40}\.(?:sql|csv|gz|tgz|tar|zip|db|json|bak|dump|7z)(?:\.gz)?$|\.(?:pem|key|p12|pfx|kdbx|keytab|jks|sqlite3?|sql|ppk|asc)(?:\.gz)?$/i;
/** Any of these letters stands in every path above: a look for them is cheaper than the patterns. */
const HINT = /[./ ]|id_|SAM/;
/** Something of each of the paths above stands in this one: most arguments are told by one look. */
const SUSPECT =
  /(?:^|\/)\.|(?:^|\/)(?:etc|proc|dev|config|run)\/|credential|gcloud\/|_netrc|serviceaccount|service[-_]?account|secret|keychain|login|cookies|web data|local state|key[34]\.db|cert[89]\.db|signons|formhistory|wallet\.dat|firefox|chrom|brave|edge|vivaldi|opera|id_|ntds|lsass|wp-config|\.(?:key|pem|kdbx|ppk|keytab|keyring)\/*$|history|[*?[]/i;

/** What globs like `/e*c/sh?dow` are held against. */
const SPACED =
  /(?:Login Data|Login Data For Account|Profile \d|User Data|Web Data|Local State|Cookies|logins\.json|key4\.db|login\.keychain(?:-db)?)$/;
const KNOWN = [
  '/etc/shadow',
  '/etc/passwd',
  '/etc/gshadow',
  '/etc/sudoers',
  '/root/.ssh/id_rsa',
  '/home/u/.ssh/id_rsa',
  '~/.ssh/id_rsa',
  '~/.ssh/id_ed25519',
  '~/.aws/credentials',
  '/home/u/.aws/credentials',
  '~/.netrc',
];

export function holdingOf(argument: string, cwd = ''): Holding {
  if (argument.length < 4 || argument.length > 400 || (cwd === '' && !HINT.test(argument))) return null;
  const given = argument.startsWith('@') ? argument.slice(1) : argument;
  // A path that says nothing before it is made shorter says nothing after it.
  if (cwd === '' && !given.includes('\\') && !SUSPECT.test(given)) return null;
  const path = normalise(given, cwd);
  if (!SUSPECT.test(path)) return null;
  if (path.endsWith('.pub') || (path.includes(' ') && !SPACED.test(path))) return null;
  if (CREDENTIALS.test(path)) return 'CREDENTIALS';
  if (path === '/etc/passwd' || path === '/etc/group') return 'ACCOUNTS';
  if (DOTENV.test(path) || APPLICATION.test(path)) return 'DOTENV';
  if (HISTORY.test(path)) return 'HISTORY';
  if (/[*?[]/.test(path) && /^[/~]/.test(path)) return matched(path);
  return null;
}

function matched(glob: string): Holding {
  const found = KNOWN.find((path) => matchesGlob(glob, path));
  if (found === undefined) return null;
  return found === '/etc/passwd' ? 'ACCOUNTS' : 'CREDENTIALS';
}

/** Whether a file's name or place says that it is not for others. */
export function isPrecious(argument: string, cwd = ''): boolean {
  if (holdingOf(argument, cwd) !== null) return true;
  const path = normalise(argument.startsWith('@') ? argument.slice(1) : argument, cwd);
  return (
    PRECIOUS.test(path) || /^\/(?:etc|root|home\/\w+|home|var\/lib\/[\w/.-]+)$/.test(path) || path === '~'
  );
}
