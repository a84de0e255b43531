/**
 * What programs do to databases and clouds through their libraries: statements among their literals, and methods that delete, drop or stop
 * all there is. A method that takes some of a table is told from one that takes all of it by its chain: `where`, `filter`, `find` spare rows.
 */
import { judgeDocuments } from '../sql/documents.ts';
import { judgeSql } from '../sql/judge.ts';
import type { Call, Inquiry } from './call.ts';
import { literalsOf } from './program-literals.ts';
import { SPARES, takes } from './program-takes.ts';
import { dropsTrialsOnly, isTrialName, syncsMemory } from './program-trials.ts';

const DESTROYED = 'shell-data-destruction';
/** Without one of these nothing is looked for. */
const LOOK =
  /delete|stop|reset|wipe|reboot|close_?account|deregister|disable|migrate:|\.set\(\s?null|drop|destroy|truncat|flush|terminat|purge|clear|remove|prune|\.del\(|update|force\s?[:=]\s?true|synchronize|recursive|alter|insert\s|stop_|deletion|rmi?\(|clean_with/i;
const STATEMENT =
  /^[\s(]*(?:drop|delete|truncate|update|alter|merge|replace|exec|grant|revoke|rename|detach|shutdown|kill|with|begin|set)\b/i;
const EXECUTES =
  /execut|query|\bexec(?:\b|_)|\braw|prepare|read_sql|\bdo\b|\brun\b|statement|sqlcommand|dbsend|dbget|\bsql\b|cursor|\.any\(|\.all\(|command|\bunsafe\b|%sql|fetch|\bcall\b/i;
/** Given to `sendCommand`, `execute_command`, `db.command`. */
const COMMAND = /^\s{0,4}(?:flush(?:all|db)(?:\s{1,4}a?sync)?|dropDatabase)\s{0,4}$/i;
/** `User.all.each(&:destroy)`. */
const EACH_OF_ALL =
  /redis\.p?call\(\s{0,2}["']flush|\bref\(\s{0,2}(?:["']\/?["'])?\s{0,2}\)\.set\(\s{0,2}null|\bDB\[:\w{1,60}\]\.(?:delete|truncate)\b|\b[A-Z]\w{0,60}\.find_each\(&:(?:destroy|delete)|\.(?:all|unscoped)\.(?:each|find_each|map|in_batches)\s{0,2}(?:\(\s{0,2}&:(?:destroy|delete)|\{\s{0,2}\|\w{1,20}\|\s{0,2}\w{1,20}\.(?:destroy|delete))/;
/** What a framework does to its database when it is told to in a word. */
const FRAMEWORK =
  /(?:call_command|Artisan::call|Rake::Task|execute_from_command_line)\W{1,4}[^)\]\n]{0,60}?\b(?:flush|reset_db|sqlflush|migrate:(?:fresh|refresh|reset)|db:(?:wipe|drop|reset|purge|schema:load|truncate_all))\b/;
/** `for k in r.keys(): r.delete(k)`, in one line or two. */
const LOOP =
  /\bfor\s{1,4}\(?(?:const\s|let\s|var\s)?\s{0,2}(\w{1,40})\s{1,4}(?:in|of)\s{1,4}([^\n]{1,200}?)(?::(?=\s)|\)\s{0,3}\{|\)\s)\s{0,40}([^\n]{1,160})/g;
const GRAVE: ReadonlySet<string> = new Set(
  'sql-drop sql-unlimited-change sql-audit-tampering sql-outside sql-stop sql-injected'.split(' '),
);
/** Databases and tables that are made to go. */
const TRIAL =
  /:memory:|\b(?:te?mp|tests?|staging_tmp|scratch)(?:_\w*|\d{1,4}|db|data|table)?\b|_(?:te?mp|test)\b/i;
const CALL = /(?:\.|->|::|\$|\b)(\w{2,60}?)[!?]?\s{0,4}([(`]|(?=\s*(?:$|[\n;)}\]&|])))/g;
const CHAIN = 300;
const ARGUMENTS = 400;

/** Things of a cloud, a cluster or a database server, whoever's library it is; and those that other programs have, too. */
const ESTATE =
  /^(?:begin)?(?:batch)?(?:delete|terminate|destroy|purge|drop|force|schedule)(?:bucket|table|dbinstance|dbcluster|dbsnapshot|db|database|dataset|namespace(?!d(?:pod|job|configmap|replicaset|event|customobject|lease)$)\w{0,30}|collectionnamespaced?\w{0,30}|collection|stack|cluster|nodegroup|filesystem|vpc|hostedzone|resourcegroup|loadbalancer\w{0,4}|instances?|keyspace|schema|persistentvolume\w{0,30}|customresourcedefinition|recoverypoint|userpool|restapi|distribution|datastream|keydeletion|replicationgroup|cachecluster|virtualmachine|sqldatabase|vault|backupvault|subscription|tenant|organization)s?(?:ifexists)?(?:command|sync|async|request)?$/;
const ESTATE_PERHAPS =
  /^(?:begin)?(?:batch)?(?:delete|terminate|destroy|purge|remove)(?:container|index|indices|project|app|server|node|topic|queue|secret|volume|snapshot|repository|deployment|domain|function|user|role|policy|objects|blobs?|stream|key|group|share|backup|image|droplet|vm|service|pod|job|workspace|environment|files?)s?(?:command|sync|async)?$/;
/** Of members only; no data structure has them. */
const ESTATE_MEMBER =
  /^(?:begindelete\w{0,30}|delete(?:index|container|topic|loggroup|logstream|trail|share|volume|clustercustomobject|namespacedcustomobject|repository|deployment|snapshot|network|users|objectscommand|account)s?|remove(?:volume|network)s?|prune(?:volumes|images|containers|system|networks)|stop(?:instances|dbinstance|logging)|rebootinstances|closeaccount|disablekey|clearobjects|deregister(?:image|instance)\w{0,20})(?:command)?$/;
const LIBRARY =
  /boto3?|aws|azure|google\.cloud|gcloud|kubernetes|k8s|CoreV1|AppsV1|docker|\bs3\b|\bec2\b|\biam\b|\brds\b|\blambda|\bsqs\b|\bsns\b|\bkms\b|storage|blob|digitalocean|openstack|libcloud|heroku|vercel|cloudflare|elastic|opensearch|pinecone|qdrant|weaviate|milvus|chroma|stripe|bucket/i;
/** Take all of a table, a database or a store, whatever they are given. */
const WHOLE =
  /^(?:dropall|dropdatabase|dropcollections?|droptables?|droptableifexists|dropifexists|droptables|dropschema|dropall(?:tables)?|flushall(?:async)?|flushdb(?:async)?|ensuredeleted(?:async)?|dbremovetable|recursivedelete|deletedatabase|cleanwith|emptybucket|deleteallinbatch|purgequeue|rawdelete|dropcurrent|truncatetable|droptablesifexist|droptypes|dropuser|dropindex|wipedatabase|resetdatabase)$/;
/** Take all of what their chain or their arguments leave. */
const TAKING =
  /^(?:delete|del|deleteall|destroyall|deletemany|destroy|remove|removerange|removeall|truncate|updatemany|updateall|update|executedelete(?:async)?|nativedelete|deletefrom|clear|delete_all|drop|terminate|begindelete|deletebyquery|updatebyquery|prune|sync|synchronize|deleteasync|forcedelete)$/;
/** What a test's own database does not answer for: collections emptied one by one. */
const SOME = /delete_?many|\.drop\(|\.remove\(/i;
/** A file cut off, a series of dates: no table is given a length. */
const CUTS =
  /\.truncate\((?=\s{0,4}(?:\d|before\b|after\b|size\b|length\b|\w{1,20}\.tell\())|(?<=\b(?:f|fh|fp|fd|fo|file|out|log|handle|stream|buf|buffer))\.truncate\(/g;
const NAMED_STORE =
  /\.(?:delete|drop)_?(?:collection|table|index|topic|dataset|database)s?(?:_?if_?exists)?\(\s{0,4}(?:\w{1,24}\s{0,2}=\s{0,2})?["']([\w-]{1,80})["']/gi;

function withoutTrials(code: string): string {
  return code
    .replaceAll(CUTS, '.cut(')
    .replaceAll(NAMED_STORE, (whole, name: string) => (isTrialName(name) ? `.kept('${name}'` : whole));
}

/** What dropsTrialsOnly has looked at. */
const DROPPED = /^(?:dropall|dropdatabase|dropcollection)$/;

export function judgeData(code: string, literals: readonly string[], call: Call, inquiry: Inquiry): void {
  if (!LOOK.test(code)) return;
  judgeStatements(code, literals, call, inquiry);
  const isTrial = dropsTrialsOnly(code);
  const isSpared = isTrial && !SOME.test(code);
  if (!isSpared)
    judgeDocuments(withoutTrials(code), (rule, severity) => {
      if (rule === 'nosql-destruction' && severity !== 'MEDIUM' && severity !== 'LOW')
        inquiry.tell(DESTROYED, call);
    });
  if (EACH_OF_ALL.test(code) || takesEach(code) || namesMember(code, literals)) inquiry.tell(DESTROYED, call);
  if (FRAMEWORK.test(code)) inquiry.tell(DESTROYED, call, 'MEDIUM');
  for (const match of code.matchAll(CALL)) {
    const { index, 0: whole, 1: name = '' } = match;
    const plain = name.replaceAll('_', '').toLowerCase();
    if (!VERB.test(plain)) continue;
    const end = index + whole.length;
    const given = code.slice(end, end + ARGUMENTS);
    if (isTrial && DROPPED.test(plain)) continue;
    const severity = severityOf(plain, whole, chainOf(code, index), given, code);
    if (severity !== null) inquiry.tell(DESTROYED, call, severity);
  }
}

const EVERYTHING =
  /\.all\(|\.query\(|\.keys\(\s{0,2}(?:\)|["']\*)|scan_iter\(\s{0,2}(?:\)|["']\*)|list_\w{2,40}\(|\.list\(\s{0,2}\)|\.find\(\s{0,2}\)|get_all_\w{2,20}\(|\.objects\b/;
/** Stores that tests make for themselves, named by the first argument: `delete_collection('test')`. */
const STORED = /^(?:delete|drop)(?:collection|table|index|topic|dataset|database)s?(?:ifexists)?$/;
const NAMED = /^\s{0,4}(?:\w{1,24}\s{0,2}=\s{0,2})?["']([\w-]{1,80})["']/;
const VERB =
  /delet|^stop|^reboot|^close|^disable|deregister|drop|destroy|truncat|flush|terminat|purge|clear|remove|prune|^del$|^update|sync|clean|empty|wipe|reset/;

function severityOf(
  name: string,
  whole: string,
  chain: string,
  given: string,
  code: string,
): 'HIGH' | 'MEDIUM' | null {
  if (
    /^(?:def|function|func|fn|sub|class|async)\s/.test(chain.slice(-12).trimStart()) ||
    /\b(?:def|function|func|fn|sub)\s{1,4}$/.test(chain)
  )
    return null;
  const isCalled = whole.endsWith('(') || whole.endsWith('`');
  if (isCalled && STORED.test(name) && isTrialName(NAMED.exec(given)?.[1] ?? '')) return null;
  if (WHOLE.test(name) && (isCalled || /^(?:flush|dropcurrent)/.test(name))) return 'HIGH';
  if (isCalled && ESTATE.test(name)) return 'HIGH';
  if (
    isCalled &&
    ESTATE_MEMBER.test(name) &&
    /(?:[\w)\]]\.|->|new\s)$/.test(chain) &&
    !/^\s{0,4}\d/.test(given)
  )
    return 'MEDIUM';
  if (isCalled && ESTATE_PERHAPS.test(name))
    return LIBRARY.test(code) && !/^\s{0,4}["']?\d/.test(given) && /[._]/.test(chain.slice(-1))
      ? 'MEDIUM'
      : null;
  if (!TAKING.test(name)) return null;
  if (!isCalled && !/^(?:deleteall|destroyall)$/.test(name)) return null;
  if (name === 'sync' && syncsMemory(code)) return null;
  return takes(name, chain, isCalled ? given : ')') ? 'HIGH' : null;
}

/** A loop over all there is that deletes each. */
function takesEach(code: string): boolean {
  for (const [, name = '', source = '', body = ''] of code.matchAll(LOOP)) {
    const deletes = new RegExp(
      String.raw`\b${name}\.(?:delete|terminate|drop|destroy)\(\s*\)|\.(?:delete|del|unlink|drop_collection|drop_table|destroy)\(\s*${name}\s*\)|\[${name}\]\.drop\(`,
    ).test(body);
    if (deletes && EVERYTHING.test(`${source})`) && !SPARES.test(source)) return true;
  }
  return false;
}

/** `getattr(client, 'delete_bucket')`, `client['deleteBucket']`: a member by a name that only such libraries have. */
function namesMember(code: string, literals: readonly string[]): boolean {
  if (!/getattr|\]\s?\(|\bsend\b|\bapply\b|methodcaller|attrgetter/.test(code)) return false;
  return literals.some((literal) => {
    if (!/^[a-zA-Z]\w{4,60}$/.test(literal)) return false;
    const name = literal.replaceAll('_', '').toLowerCase();
    return ESTATE.test(name) || WHOLE.test(name);
  });
}

/** What stands before a call in its statement; lines of a chain are one. */
function chainOf(code: string, at: number): string {
  const before = code.slice(
    Math.max(0, at - CHAIN),
    at + (/^(?:\.|->|::)/.exec(code.slice(at, at + 2))?.[0].length ?? 0),
  );
  const joined = before.replaceAll(/\n\s{0,40}(?=\.|->|::)/g, '');
  const start = Math.max(joined.lastIndexOf('\n'), joined.lastIndexOf(';'), joined.lastIndexOf('await '));
  return joined.slice(start + 1);
}

function judgeStatements(code: string, literals: readonly string[], call: Call, inquiry: Inquiry): void {
  if (!EXECUTES.test(code)) return;
  const isTrial = code.includes(':memory:');
  const magics = [...code.matchAll(/^%%?sql\s{1,4}([^\n]{4,2000})/gm)].map(([, statement = '']) => statement);
  for (const literal of [...literals, ...literalsOf(code), ...magics]) {
    if (COMMAND.test(literal)) return inquiry.tell(DESTROYED, call);
    if (!STATEMENT.test(literal) || literal.length > 20_000) continue;
    const statement = literal
      .replaceAll(/[#$]?\{[\w.]{1,60}\}/g, 'placed')
      .replace(/\b(from|table|update|truncate|database|schema|into)\s{0,4}["'`]?$/i, '$1 placed');
    const grave = judgeSql(statement).find(
      ({ rule_id, severity }) => GRAVE.has(rule_id) && (severity === 'HIGH' || severity === 'CRITICAL'),
    );
    if (grave === undefined || isTrial || isOwn(statement, code)) continue;
    return inquiry.tell(DESTROYED, call);
  }
}

/** A table that the code made itself, or one for trials. */
function isOwn(statement: string, code: string): boolean {
  const table =
    /\b(?:drop\s+table|truncate(?:\s+table)?|delete\s+from|update)\s+(?:if\s+exists\s+)?["'`[]?([\w.]{1,80})/i.exec(
      statement,
    )?.[1];
  if (table === undefined) return false;
  if (TRIAL.test(table)) return true;
  const made = new RegExp(
    String.raw`create\s+(?:temp(?:orary)?\s+)?table\s+["'\x60[]?${table.replaceAll('.', String.raw`\.`)}\b`,
    'i',
  ).exec(code);
  if (made === null) return false;
  return /sqlite|duckdb/i.test(code) || made.index < code.indexOf(statement);
}
