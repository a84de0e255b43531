/** Data and services destroyed through their own clients: databases, clusters, clouds, containers, repositories. */
import {
  type Call,
  hasOption,
  type Inquiry,
  type Judge,
  operands,
  optionSet,
  optionValues,
} from '../call.ts';
import { isMany } from '../many-files.ts';
import { worthOf } from '../paths.ts';
import { isWithinTrial } from '../trial-databases.ts';

const DESTROYED = 'shell-data-destruction';
const DISCARDED = 'shell-work-discarded';
const SQL =
  /\b(?:drop\s+(?:database|schema|table|user|owned)|truncate\s+(?:table\s+)?\w+|delete\s+from\s+[\w."`]+\s*(?:;|$))/i;
/** Databases that are made to be dropped. */
const TRIAL = /test|tmp|temp|dev\b|_ci\b/i;

function sql(call: Call, inquiry: Inquiry): void {
  const { name, args } = call;
  const known = inquiry.inputOf(call.command);
  const text = [...args, known ?? ''].join('\n');
  const destroys = name.startsWith('mongo')
    ? /\.dropDatabase\(|\.drop\(\)|deleteMany\(\{\s*\}\)|\.remove\(\{\s*\}\)/.test(text)
    : /^(?:redis|valkey|keydb)-cli$/.test(name)
      ? FLUSHES.test(`${text}\n${inquiry.contentOf(optionValues(args, '--eval')[0] ?? '') ?? ''}`) ||
        deletesKeys(call, inquiry)
      : name === 'dropdb' || (name === 'mysqladmin' && args.includes('drop'))
        ? !TRIAL.test(operands(args).at(-1) ?? '')
        : SQL.test(text);
  if (destroys && !(TRIAL.test(text) && /if exists/i.test(text)) && !isWithinTrial(call, text))
    inquiry.tell(DESTROYED, call);
}

const FLUSHES = /\bflush(?:all|db)\b|\bflush['"]\s{0,4}\.\./i;

/** `redis-cli --scan | xargs redis-cli del`: every key there is. */
function deletesKeys(call: Call, inquiry: Inquiry): boolean {
  if (!call.args.some((arg) => /^(?:del|unlink)$/i.test(arg))) return false;
  return inquiry
    .upstream(call.command)
    .some(
      ({ argv }) =>
        argv.some((word) => /(?:redis|valkey|keydb)-cli$/.test(word)) &&
        argv.some((word, at) =>
          /^keys$/i.test(word)
            ? /^\*+$/.test(argv[at + 1] ?? '')
            : word === '--scan' && optionValues(argv, '--pattern').every((pattern) => /^\*+$/.test(pattern)),
        ),
    );
}

function kubectl(call: Call, inquiry: Inquiry): void {
  const words = operands(call.args, optionSet('-n --namespace --context -f -l --kubeconfig -k'));
  const [verb = '', kind = ''] = words;
  const isFed = [
    ...(call.by.includes('xargs') ? inquiry.upstream(call.command) : []),
    ...call.args.flatMap((arg) => inquiry.commandsIn(arg)),
  ].some(
    ({ argv }) =>
      argv.includes('get') && argv.some((word) => /^(?:ns|namespaces?|all|pvc?|nodes?|crds?)$/.test(word)),
  );
  if (verb === 'delete' && isFed) inquiry.tell(DESTROYED, call);
  if (
    verb === 'drain' &&
    hasOption(call.args, '', '--force', '--delete-emptydir-data', '--delete-local-data')
  )
    inquiry.tell(DESTROYED, call);
  if (verb !== 'delete' || call.args.some((arg) => arg.startsWith('--dry-run'))) return;
  const isWide =
    /^(?:ns|namespaces?|all|nodes?|pvc?|persistentvolume\w*|crds?|customresourcedefinitions?)(?:\/|,|$)/.test(
      kind,
    );
  if (isWide || hasOption(call.args, 'A', '--all', '--all-namespaces')) inquiry.tell(DESTROYED, call);
}

function helm(call: Call, inquiry: Inquiry): void {
  const [verb = ''] = operands(call.args, optionSet('-n --namespace --kube-context --kubeconfig'));
  if (/^(?:uninstall|delete|del|un)$/.test(verb) && !call.args.includes('--dry-run'))
    inquiry.tell(DESTROYED, call, 'MEDIUM');
}

function infrastructure(call: Call, inquiry: Inquiry): void {
  const { name, args } = call;
  const text = args.join(' ');
  const isUnasked = /(?:^|\s)-{1,2}(?:auto-approve|yes|force|f|y|skip-preview)(?:[\s=]|$)/.test(text);
  const destroys = args.includes('destroy') || /(?:^|\s)-{1,2}destroy(?:\s|$)/.test(text);
  if (destroys && !args.includes('plan') && !args.includes('--help'))
    inquiry.tell(DESTROYED, call, isUnasked || name === 'cdk' ? 'CRITICAL' : 'HIGH');
}

function aws(call: Call, inquiry: Inquiry): void {
  const [service = '', verb = ''] = operands(call.args, optionSet('--profile --region --output'));
  const { args } = call;
  if (service === 's3') {
    const isWide =
      (verb === 'rm' && args.includes('--recursive')) || (verb === 'rb' && args.includes('--force'));
    if (isWide) inquiry.tell(DESTROYED, call);
    return;
  }
  if (/^(?:cloudtrail|logs|guardduty|config)$/.test(service) && /^(?:delete|stop)-/.test(verb))
    return inquiry.tell(service === 'guardduty' ? 'shell-defence-evasion' : 'shell-evidence-removal', call);
  if (
    /^(?:terminate-instances|delete-(?:db|table|stack|bucket|cluster|user|role|volume|snapshot|vpc|file-system|function|hosted-zone|domain|replication|secret|key|parameter|backup|distribution|repository|nodegroup|user-pool)[\w-]*|schedule-key-deletion|deregister-[\w-]+)$/.test(
      verb,
    )
  )
    inquiry.tell(DESTROYED, call);
}

function cloud(call: Call, inquiry: Inquiry): void {
  const words = operands(call.args);
  if (call.name === 'gsutil') {
    const at = words.findIndex((word) => word === 'rm' || word === 'rb');
    if (at !== -1 && (words[at] === 'rb' || hasOption(call.args, 'rR'))) inquiry.tell(DESTROYED, call);
    return;
  }
  if (words.includes('delete') || words.includes('purge')) inquiry.tell(DESTROYED, call);
}

/** `grep app`: of a list only what is named so. */
function isPicking([name = '', ...args]: readonly string[]): boolean {
  return (
    /^[ef]?grep$/.test(name) &&
    !hasOption(args, 'v', '--invert-match') &&
    operands(args).some((word) => /^\^?[\w./:-]*[a-z]{3}[\w./:-]*\$?$/i.test(word))
  );
}

function docker(call: Call, inquiry: Inquiry): void {
  const [kind = '', verb = ''] = operands(call.args);
  const fed = call.by.includes('xargs') ? inquiry.upstream(call.command) : [];
  const everything = [
    call.args.flatMap((arg) => inquiry.commandsIn(arg)),
    fed.some(({ argv }) => isPicking(argv)) ? [] : fed,
  ].some((source) =>
    source.some(
      ({ argv }) =>
        /^(?:docker|podman)$/.test(argv[0] ?? '') &&
        /^(?:ps|images|volume|container|image)$/.test(argv[1] ?? '') &&
        !argv.some((word) => /^(?:-f|--filter)/.test(word)),
    ),
  );
  const removes = /^(?:rm|rmi)$/.test(kind) || verb === 'rm' || verb === 'remove';
  if (removes && everything) inquiry.tell(DESTROYED, call, 'MEDIUM');
  if (
    verb === 'prune' &&
    /^(?:system|volume)$/.test(kind) &&
    (hasOption(call.args, 'a', '--all') || call.args.includes('--volumes'))
  )
    inquiry.tell(DISCARDED, call, call.args.includes('--volumes') ? 'MEDIUM' : undefined);
  if (/^(?:compose|down)$/.test(kind) && call.args.includes('down') && call.args.includes('--rmi'))
    inquiry.tell(DISCARDED, call);
}

/** What a build makes, and makes again. */
const BUILT =
  /^(?:\.{0,2}\/)?(?:[\w@.*-]+\/)*(?:[\w-]*(?:build|dist|output)[\w-]*|out|target|bin|obj|coverage|node_modules|vendor|_site|public|site|generated|artifacts?|logs?|\.?te?mp|__pycache__|\.(?:next|nuxt|cache|turbo|parcel-cache|gradle|tox|venv|pytest_cache|mypy_cache|svelte-kit|angular|output|terraform)|storybook-static|DerivedData|Pods)(?:\/[\w.*-]*)*\/?$/;

function git(call: Call, inquiry: Inquiry): void {
  const { args } = call;
  const words = operands(args, optionSet('-C -c'));
  const [verb = ''] = words;
  if (verb === 'push') {
    const isMain = words
      .slice(1)
      .some((word) =>
        /^(?:\+|.*:)?(?:refs\/heads\/)?(?:main|master|prod(?:uction)?|release|develop|trunk)$/.test(word),
      );
    const isForced =
      hasOption(args, 'f', '--force', '--mirror', '--force-with-lease', '--prune') ||
      words.some((word) => word.startsWith('+'));
    const isDeleted =
      (words.slice(1).some((word) => word.startsWith(':')) && isMain) ||
      (isForced && words.some((word) => /^\+?refs\/(?:heads\/)?\*:/.test(word)));
    const isWhole =
      (hasOption(args, '', '--mirror', '--prune') && !words.some((word) => /mirror|backup/.test(word))) ||
      (hasOption(args, 'f', '--force') && words.length < 2) ||
      (hasOption(args, 'f', '--force') && hasOption(args, '', '--all', '--branches'));
    if (isDeleted || isWhole) inquiry.tell(DISCARDED, call, 'MEDIUM');
    else if ((isForced && (isMain || words.length < 2)) || (isMain && hasOption(args, 'd', '--delete')))
      inquiry.tell(DISCARDED, call, isMain ? 'MEDIUM' : undefined);
  }
  const trees = [
    ...optionValues(args, '-C', '--work-tree'),
    ...(args.some((arg) => /^--work-tree|^-C/.test(arg)) ? [] : [call.command.cwd]),
  ];
  const rewrites =
    (verb === 'clean' && hasOption(args, 'f', '--force')) ||
    (verb === 'checkout' && hasOption(args, 'f', '--force')) ||
    (verb === 'reset' && args.includes('--hard'));
  if (rewrites && trees.some((tree) => tree !== '' && worthOf(tree) === 'VITAL'))
    inquiry.tell('shell-destructive-delete', call);
  const places = words.slice(1);
  const isBuilt = places.length > 0 && places.every((place) => place.length < 200 && BUILT.test(place));
  if (
    verb === 'clean' &&
    hasOption(args, 'f', '--force') &&
    places.some((place) => worthOf(place) === 'VITAL')
  )
    inquiry.tell('shell-destructive-delete', call);
  if (verb === 'clean' && hasOption(args, 'f', '--force') && hasOption(args, 'xX') && !isBuilt)
    inquiry.tell(DISCARDED, call);
}

/** `tar --remove-files /etc`, `7z -sdel`, `gpg … -delete`, `openssl enc -in …`: packed away with a key and deleted. */
function packing(call: Call, inquiry: Inquiry): void {
  const { name, args } = call;
  if (name === 'tar' && args.includes('--remove-files') && args.some((arg) => /^(?:\/|~)/.test(arg)))
    inquiry.tell(DESTROYED, call);
  if (name.startsWith('7z') && args.includes('-sdel') && args.some((arg) => /^-p./.test(arg)))
    inquiry.tell(DESTROYED, call);
  const files = encryptedBy(call);
  if (files.length === 0) return;
  if (call.by.includes('find') || (name === 'openssl' && files[0]?.startsWith('/etc/') === true))
    inquiry.tell(DESTROYED, call);
  for (const file of files) if (isMany(file) && inquiry.locked.size < 100) inquiry.locked.add(file);
}

const NO_PASSWORD = new Set([
  '--passphrase',
  '--passphrase-file',
  '-r',
  '-o',
  '--output',
  '-u',
  '-P',
  '--recipient',
]);

/** The files that a program is told to encrypt. */
function encryptedBy({ name, args }: Call): readonly string[] {
  switch (name) {
    case 'openssl':
      return /^(?:enc|aes|aria|camellia|chacha|des3?|bf)/.test(args[0] ?? '') && !args.includes('-d')
        ? optionValues(args, '-in')
        : [];
    case 'gpg':
    case 'gpg2':
      return hasOption(args, 'ce', '--symmetric', '--encrypt') && !hasOption(args, 'd', '--decrypt')
        ? operands(args, NO_PASSWORD)
        : [];
    case 'age':
    case 'ccrypt':
    case 'mcrypt':
      return hasOption(args, 'd', '--decrypt') ? [] : operands(args, NO_PASSWORD);
    case 'zip':
      return hasOption(args, 'eP', '--encrypt', '--password') ? operands(args, NO_PASSWORD).slice(1) : [];
    default:
      return args.some((arg) => /^-p./.test(arg)) ? operands(args).slice(2) : [];
  }
}

export const serviceJudges: readonly (readonly [string, Judge])[] = [
  ...[
    'psql',
    'mysql',
    'mariadb',
    'mysqladmin',
    'sqlite3',
    'sqlcmd',
    'dropdb',
    'mongo',
    'mongosh',
    'redis-cli',
    'valkey-cli',
    'keydb-cli',
    'clickhouse-client',
    'cqlsh',
  ].map((name) => [name, sql] as const),
  ['kubectl', kubectl],
  ['oc', kubectl],
  ['helm', helm],
  ...['terraform', 'tofu', 'pulumi', 'cdk', 'terragrunt'].map((name) => [name, infrastructure] as const),
  ['aws', aws],
  ...['gcloud', 'gsutil', 'az', 'doctl'].map((name) => [name, cloud] as const),
  ['docker', docker],
  ['podman', docker],
  ['docker-compose', docker],
  ['git', git],
  ...['tar', '7z', '7za', 'openssl', 'gpg', 'gpg2', 'age', 'ccrypt', 'mcrypt', 'zip', 'rar'].map(
    (name) => [name, packing] as const,
  ),
];
