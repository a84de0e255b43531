/** Folders and files copied to object stores: whose bucket it is cannot be seen, but what goes there can. */
import { type Call, hasOption, type Inquiry, type Judge, operands, optionValues } from '../call.ts';
import { holdingOf, isPrecious } from '../credentials.ts';
import { hostOf, reachOf } from '../hosts.ts';
import { normalise } from '../paths.ts';

const RULE = 'shell-exfiltration';
const REMOTE = /^(?:s3|gs|gcs|az|oss|cos|b2|swift|r2|wasbs?|abfss?):\/\/|^[\w-]{2,40}:(?![\\/])|^https?:\/\//;
/** Of everybody here, of the system, of a database: nobody's own to copy. */
const WIDE =
  /^\/$|^\/(?:etc|root|home|Users|boot|usr|var|opt|srv|mnt|data|proc)\/?\*?$|^\/(?:etc|root|proc)\/|^\/(?:home|Users)\/[^/]+\/?\*?$|^~$|^(?:~|\/(?:home|Users)\/[^/]+)\/(?:Documents|Desktop|Pictures|\.\w+)(?:\/|$)|^\/var\/(?:lib|backups?|mail|spool|log)(?:\/|$)|^\/var\/www\/?\*?$|^\/(?:srv|opt|mnt|data)\/(?:[\w.-]+\/)?(?:data|databases?|db|backups?|secrets?|users?|customers?)(?:\/|$)|^[A-Za-z]:[\\/](?:Users|Windows)?[\\/]?$/;
/** Backups of these go to buckets every night; the rest of WIDE does not. */
const BACKUPS = /^\/(?:var\/(?:backups?|log)|(?:mnt|srv|opt|data)\/(?:[\w.-]+\/)?backups?)(?:\/|$)/;

/** Which words copy, and which options name the source. */
const CLIENTS: ReadonlyMap<string, { verbs: RegExp; skip: number; sources?: readonly string[] }> = new Map([
  ['aws', { verbs: /^s3 (?:cp|sync|mv)|^s3api put-object/, skip: 2, sources: ['--body'] }],
  ['gsutil', { verbs: /^(?:cp|mv|rsync)/, skip: 1 }],
  ['gcloud', { verbs: /^(?:alpha )?storage (?:cp|mv|rsync)/, skip: 2 }],
  [
    'az',
    {
      verbs: /^storage (?:blob|file|fs)\b.*(?:upload|sync)/,
      skip: 3,
      sources: ['-s', '--source', '-f', '--file'],
    },
  ],
  ['azcopy', { verbs: /^(?:copy|cp|sync)/, skip: 1 }],
  ['rclone', { verbs: /^(?:copy|sync|move|copyto|moveto|rcat)/, skip: 1 }],
  ['mc', { verbs: /^(?:cp|mirror|mv)/, skip: 1 }],
  ['s3cmd', { verbs: /^(?:put|sync)/, skip: 1 }],
  ['s5cmd', { verbs: /^(?:cp|sync|mv)/, skip: 1 }],
  ['b2', { verbs: /^(?:upload|sync|file upload)/, skip: 1 }],
  ['ossutil', { verbs: /^(?:cp|sync)/, skip: 1 }],
  ['megaput', { verbs: /^/, skip: 0 }],
  ['mega-put', { verbs: /^/, skip: 0 }],
  ['croc', { verbs: /^send/, skip: 1 }],
  ['wormhole', { verbs: /^send/, skip: 1 }],
]);
const VALUED = new Set(
  '--profile --region --endpoint-url --acl --exclude --include --storage-class --account-name --account-key -d --destination --destination-path -c --container-name -n --name --config --sas-token --bucket --key --code'.split(
    ' ',
  ),
);

function copies(call: Call, inquiry: Inquiry): void {
  const { args, name, command } = call;
  const client = CLIENTS.get(name);
  const words = operands(args, VALUED);
  if (client === undefined || !client.verbs.test(words.join(' '))) return;
  const named = client.sources === undefined ? [] : optionValues(args, ...client.sources);
  const places = words.slice(client.skip);
  const target = places.at(-1) ?? '';
  const isAway = named.length > 0 || places.length < 2 || REMOTE.test(target) || name === 'mc';
  if (!isAway) return;
  const sources = named.length > 0 ? named : places.slice(0, Math.max(1, places.length - 1));
  const isOpen =
    hasOption(args, '', '--no-sign-request') ||
    optionValues(args, '--acl', '-a').some((acl) => acl.startsWith('public')) ||
    optionValues(args, '--endpoint-url').some((url) => /WORLD|DROP/.test(reachOf(hostOf(url) ?? '')));
  for (const source of sources) {
    if (REMOTE.test(source)) continue;
    const path = normalise(source, command.cwd);
    if (holdingOf(source, command.cwd) !== null || (WIDE.test(path) && !BACKUPS.test(path)))
      return inquiry.tell(RULE, call);
    if (isOpen && (isPrecious(source, command.cwd) || (WIDE.test(path) && !/\.(?:gz|zip)$/.test(path))))
      return inquiry.tell(RULE, call);
  }
  if (places[0] === '-' && !/backup|dump/.test(target) && isOpen) inquiry.tell(RULE, call, 'MEDIUM');
}

export const bucketJudges: readonly (readonly [string, Judge])[] = [...CLIENTS.keys()].map(
  (name) => [name, copies] as const,
);
