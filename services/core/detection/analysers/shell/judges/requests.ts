/** Requests that delete: what they are sent with, and to which service. A DELETE of one thing of one's own interface is none. */
import { type Call, type Inquiry, type Judge, operands, optionSet, optionValues } from '../call.ts';
import { isTrialAddress } from '../trial-databases.ts';

const DESTROYED = 'shell-data-destruction';
/** Search engines, databases, queues, clusters, stores of settings. */
const PORTS =
  /:(?:9200|9201|9250|5984|8086|2379|8500|6333|8983|15672|2375|2376|6443|8091|8200|7700|8108|19530|4646)(?:[/?]|$)/;
/** A variable that is named after a search engine or a database. */
const NAMED =
  /^(?:https?:\/\/)?\uE001(?:0_)?(?:ES|ELASTIC\w*|OPENSEARCH\w*|COUCH\w*|INFLUX\w*|SOLR\w*|QDRANT\w*)(?:_?(?:URL|HOST|ENDPOINT))?\uE002/i;
const PATHS =
  /\/(?:_all|\*|_data_stream|_snapshot)(?:[/?]|$)|\/api\/v1\/(?:namespaces|nodes|persistentvolumes)(?:\/[^/]+)?(?:\?|$)|\/(?:v[\d.]+\/)?(?:volumes|containers)\/[\w-]+|\/api\/vhosts\//;
const PROVIDERS =
  /^(?:https?:\/\/)?(?:api\.github\.com\/(?:repos|orgs)\/[^/]+(?:\/[^/]+)?\/?$|[\w.-]+\/api\/v4\/(?:projects|groups)\/[^/]+\/?$|api\.cloudflare\.com\/.*\/zones\/|api\.digitalocean\.com\/v2\/|api\.(?:heroku|linode|hetzner|vultr|netlify|vercel|render|fly|machines|neon|supabase|pinecone)\.[\w.]+\/|management\.azure\.com\/|[\w-]+\.googleapis\.com\/|registry\.npmjs\.org\/|console\.neon\.tech\/api)/;
/** Whatever the method is: what such a path is there for. */
const ENDING =
  /\/admin\/tsdb\/(?:delete_series|clean_tombstones)|\/doFlush\b|\/_(?:all|\*)\/_close\b|\/actuator\/shutdown\b|\/-\/quit\b|\/_shutdown\b|\/_cluster\/nodes\/.*_shutdown|stream\.body=.{0,20}<delete>|\/api\/v1\/admin\/.*wipe/i;
const BODY =
  /<delete>\s{0,9}<query>\s{0,9}\*:\*|"delete"\s{0,9}:\s{0,9}\{\s{0,9}"query"\s{0,9}:\s{0,9}"\*:\*"|\bdrop\s+(?:database|measurement)\b/i;
const CURL = optionSet(
  '-H --header -d --data --data-raw --data-binary -o --output -u --user -A --user-agent -e --referer -b --cookie -c -m --max-time -w --write-out -X --request -x --proxy -T --json -F --form -K -Q --quote --retry --connect-timeout --unix-socket --cacert --cert --key',
);

/** `-X DELETE`, `-sXDELETE`, `--request=DELETE`. */
function curlMethod(args: readonly string[]): string {
  const [long] = optionValues(args, '--request');
  if (long !== undefined) return long.toUpperCase();
  for (const [at, arg] of args.entries()) {
    const found = /^-[a-zA-Z#]{0,12}?X(.*)$/.exec(arg);
    if (found !== null)
      return (found[1] === '' ? (args[at + 1] ?? '') : (found[1] ?? '')).replace(/^[ =]/, '').toUpperCase();
  }
  return '';
}

function curl(call: Call, inquiry: Inquiry): void {
  const { args } = call;
  const targets = [...operands(args, CURL), ...optionValues(args, '--url')];
  const method = curlMethod(args);
  judgeRequest(method, targets, call, inquiry);
  if (args.some((arg) => BODY.test(arg))) inquiry.tell(DESTROYED, call);
  const isSocket = optionValues(args, '--unix-socket').some((socket) =>
    /(?:docker|podman|containerd|crio)\.sock$/.test(socket),
  );
  if (method === 'DELETE' && isSocket) inquiry.tell(DESTROYED, call);
  const quoted = [...optionValues(args, '-Q', '--quote'), method];
  if (quoted.some((command) => /^[-+*]?(?:DELE|RMD|RMDA|SITE\s+RM)\b/i.test(command)))
    inquiry.tell(DESTROYED, call, 'MEDIUM');
}

function wget(call: Call, inquiry: Inquiry): void {
  const method = (optionValues(call.args, '--method')[0] ?? '').toUpperCase();
  judgeRequest(method, operands(call.args, optionSet('--method --header --body-data -O -U')), call, inquiry);
}

/** `http DELETE :9200/_all`, `xh delete …`: the method is a word. */
function httpie(call: Call, inquiry: Inquiry): void {
  const [method = '', ...targets] = operands(
    call.args,
    optionSet('-a --auth -A --session -o --output --timeout'),
  );
  if (/^[a-z]+$/i.test(method) && targets.length > 0)
    judgeRequest(method.toUpperCase(), targets.slice(0, 1), call, inquiry);
  else judgeRequest('', [method], call, inquiry);
}

function judgeRequest(method: string, targets: readonly string[], call: Call, inquiry: Inquiry): void {
  for (const target of targets) {
    const isGone =
      method === 'DELETE' &&
      !isTrialAddress(target) &&
      (PORTS.test(target) || NAMED.test(target) || PATHS.test(target) || PROVIDERS.test(target));
    if (isGone || ENDING.test(target)) inquiry.tell(DESTROYED, call);
  }
}

const WORDS =
  /(?:^|[\s;"'$\d])(?:flush(?:all|db|_all)|shutdown\s+nosave|debug\s+segfault)\b|^DELETE\s+\/(?:_all|\*|[\w*,-]{1,80})(?:\s+HTTP|\s*$)|\bdb\.dropDatabase\(/im;

/** `printf 'FLUSHALL\r\n' | nc redis 6379`: what a service is told in its own protocol. */
function wire(call: Call, inquiry: Inquiry): void {
  const { command } = call;
  const known = inquiry.inputOf(command);
  const told =
    known ??
    inquiry
      .upstream(command)
      .flatMap(({ argv }) => argv)
      .join(' ');
  if (WORDS.test(told.slice(0, 65_536))) inquiry.tell(DESTROYED, call);
}

export const requestJudges: readonly (readonly [string, Judge])[] = [
  ['curl', curl],
  ['wget', wget],
  ...'http https httpie xh xhs'.split(' ').map((name) => [name, httpie] as const),
  ...'nc ncat netcat nc.traditional nc.openbsd telnet socat openssl curl websocat'
    .split(' ')
    .map((name) => [name, wire] as const),
];
