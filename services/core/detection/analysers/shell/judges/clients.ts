/** Data and services destroyed through their own clients, by what is told them; and what a framework does to its database. */
import { type Call, type Inquiry, type Judge, optionValues } from '../call.ts';
import { isTrialName } from '../program-trials.ts';
import { isTesting, isTrialAddress } from '../trial-databases.ts';

const DESTROYED = 'shell-data-destruction';

/** By program: what its arguments, in a row, say. Those that people do to a database of their own are asked about. */
const DESTROYS: readonly (readonly [names: string, pattern: RegExp, severity?: 'MEDIUM'])[] = [
  ['btrfs', /^su\w*\s+de/],
  ['gh', /^(?:repo|release|secret|variable|codespace)\s+delete(?=\s|$)/],
  ['glab', /^(?:repo|project)\s+delete\b/],
  ['heroku', /^(?:pg:reset|apps:destroy|addons:destroy|pg:backups:delete|apps:delete)\b/],
  ['fly flyctl', /^(?:apps?\s+destroy|destroy|volumes?\s+(?:delete|destroy))\b/],
  ['rabbitmqctl', /^(?:-\S+\s+)*(?:reset|force_reset|delete_vhost|delete_queue|purge_queue)\b/],
  ['kafka-topics kafka-topics.sh', /(?:^|\s)--delete\b/],
  ['etcdctl', /^(?:-\S+\s+)*del\b.*(?:--prefix|--from-key)/],
  ['consul', /^kv\s+delete\b.*-recurse/],
  ['vault', /^(?:delete|kv\s+(?:delete|destroy|metadata\s+delete)|secrets\s+disable)\b/],
  ['nomad', /^(?:job\s+)?stop\b.*-purge/],
  ['rails rake', /(?:^|\s)db:(?:drop|reset|purge|schema:load|migrate:reset)\b/, 'MEDIUM'],
  ['python python3', /(?:^|\s|\/)manage\.py\s+(?:flush|reset_db|sqlflush)\b/, 'MEDIUM'],
  ['php', /(?:^|\s|\/)artisan\s+(?:migrate:(?:fresh|reset|refresh)|db:wipe)\b/, 'MEDIUM'],
  [
    'npx prisma yarn pnpm',
    /(?:^|\s)(?:prisma\s+)?(?:migrate\s+reset|db\s+push\s.*--force-reset)\b/,
    'MEDIUM',
  ],
  ['curl wget', /\/_delete_by_query\b/],
  [
    'curl wget',
    /^(?=.*(?:^|\s)(?:-X\s?|--request[= ]|--method[= ])DELETE\b).*(?::(?:9200|5984|8086|2379)\/|\/(?:_all|\*)(?:[?\s]|$))/i,
  ],
];

const LONGEST = 4000;

function client(call: Call, inquiry: Inquiry): void {
  const text = call.args.join(' ').slice(0, LONGEST);
  const places = call.name === 'curl' ? call.args.filter((arg) => /^[^-].*[:/]/.test(arg)) : [];
  if (places.length > 0 && places.every(isTrialAddress)) return;
  const topics = call.name.startsWith('kafka-topics') ? optionValues(call.args, '--topic') : [];
  if (topics.length > 0 && topics.every(isTrialName)) return;
  for (const [pattern, severity] of PATTERNS.get(call.name) ?? [])
    if (pattern.test(text) && !(severity === 'MEDIUM' && isTesting(call)))
      inquiry.tell(DESTROYED, call, severity);
}

const PATTERNS = new Map<string, (readonly [RegExp, 'MEDIUM' | undefined])[]>();
for (const [names, pattern, severity] of DESTROYS)
  for (const name of names.split(' ')) {
    const known = PATTERNS.get(name);
    if (known === undefined) PATTERNS.set(name, [[pattern, severity]]);
    else known.push([pattern, severity]);
  }

/** `git reflog expire --expire=now --all`: nothing can be brought back from then on. */
function reflog(call: Call, inquiry: Inquiry): void {
  const isNow = optionValues(call.args, '--expire', '--expire-unreachable').some((value) =>
    /^(?:now|all)$/.test(value),
  );
  if (call.args.includes('reflog') && isNow) inquiry.tell('shell-work-discarded', call, 'MEDIUM');
}

export const clientJudges: readonly (readonly [string, Judge])[] = [
  ...[...PATTERNS.keys()].map((name) => [name, client] as const),
  ['git', reflog],
];
