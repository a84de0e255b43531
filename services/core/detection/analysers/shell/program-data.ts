/**
 * What programs do to databases and clouds through their libraries: statements among their literals, and methods that delete, drop or stop
 * all there is. A method that takes some of a table is told from one that takes all of it by its chain: `where`, `filter`, `find` spare rows.
 */
import { judgeDocuments } from '../sql/documents.ts';
import { judgeSql } from '../sql/judge.ts';
import type { Call, Inquiry } from './call.ts';
import { literalsOf } from './program-literals.ts';

const DESTROYED = 'shell-data-destruction';
/** Without one of these nothing is looked for. */
const LOOK =
  /delete|drop|destroy|truncat|flush|terminat|purge|clear|remove|prune|\.del\(|update|force\s?[:=]\s?true|synchronize|recursive|alter|insert\s|stop_|deletion|rmi?\(|clean_with/i;
const STATEMENT =
  /^[\s(]*(?:drop|delete|truncate|update|alter|merge|replace|exec|grant|revoke|rename|detach|shutdown|kill|with|begin|set)\b/i;
const EXECUTES =
  /execut|query|\bexec(?:\b|_)|\braw|prepare|read_sql|\bdo\b|\brun\b|statement|sqlcommand|dbsend|dbget|\bsql\b|cursor|\.any\(|\.all\(|command|\bunsafe\b|%sql/i;
/** Given to `sendCommand`, `execute_command`, `db.command`. */
const COMMAND = /^\s{0,4}(?:flush(?:all|db)(?:\s{1,4}a?sync)?|dropDatabase)\s{0,4}$/i;
/** `User.all.each(&:destroy)`. */
const EACH_OF_ALL =
  /\.(?:all|unscoped)\.(?:each|find_each|map|in_batches)\s{0,2}(?:\(\s{0,2}&:(?:destroy|delete)|\{\s{0,2}\|\w{1,20}\|\s{0,2}\w{1,20}\.(?:destroy|delete))/;
const GRAVE: ReadonlySet<string> = new Set(
  'sql-drop sql-unlimited-change sql-audit-tampering sql-outside sql-stop sql-injected'.split(' '),
);
/** Databases and tables that are made to go. */
const TRIAL = /:memory:|\b(?:te?mp|test|staging_tmp|scratch)_?\w*\b|_(?:te?mp|test)\b/i;
const CALL = /(?:\.|->|::|\$|\b)(\w{2,60}?)[!?]?\s{0,4}([(`]|(?=\s*(?:$|[\n;)}\]&|])))/g;
const MOST_CALLS = 4000;
const CHAIN = 300;
const ARGUMENTS = 400;

/** Things of a cloud, a cluster or a database server, whoever's library it is; and those that other programs have, too. */
const ESTATE =
  /^(?:begin)?(?:batch)?(?:delete|terminate|destroy|purge|drop|force|schedule)(?:bucket|table|dbinstance|dbcluster|dbsnapshot|db|database|dataset|namespace\w{0,30}|collectionnamespaced?\w{0,30}|collection|stack|cluster|nodegroup|filesystem|vpc|hostedzone|resourcegroup|loadbalancer\w{0,4}|instances?|keyspace|schema|persistentvolume\w{0,30}|customresourcedefinition|recoverypoint|userpool|restapi|distribution|datastream|keydeletion|replicationgroup|cachecluster|virtualmachine|sqldatabase|vault|backupvault|subscription|tenant|organization)s?(?:ifexists)?(?:command|sync|async|request)?$/;
const ESTATE_PERHAPS =
  /^(?:begin)?(?:batch)?(?:delete|terminate|destroy|purge|remove)(?:container|index|indices|project|app|server|node|topic|queue|secret|volume|snapshot|repository|deployment|domain|function|user|role|policy|objects|blobs?|stream|key|group|share|backup|image|droplet|vm|service|pod|job|workspace|environment|files?)s?(?:command|sync|async)?$/;
const LIBRARY =
  /boto3?|aws|azure|google\.cloud|gcloud|kubernetes|k8s|CoreV1|AppsV1|docker|\bs3\b|\bec2\b|\biam\b|\brds\b|\blambda|\bsqs\b|\bsns\b|\bkms\b|storage|blob|digitalocean|openstack|libcloud|heroku|vercel|cloudflare|elastic|opensearch|pinecone|qdrant|weaviate|milvus|chroma|stripe|bucket/i;
/** Take all of a table, a database or a store, whatever they are given. */
const WHOLE =
  /^(?:dropall|dropdatabase|dropcollections?|droptables?|droptableifexists|dropifexists|droptables|dropschema|dropall(?:tables)?|flushall(?:async)?|flushdb(?:async)?|ensuredeleted(?:async)?|dbremovetable|recursivedelete|deletedatabase|cleanwith|emptybucket|deleteallinbatch|purgequeue|purge_queue|truncatetable|droptablesifexist|droptypes|dropuser|dropindex|wipedatabase|resetdatabase)$/;
/** Take all of what their chain or their arguments leave. */
const TAKING =
  /^(?:delete|del|deleteall|destroyall|deletemany|destroy|remove|removerange|removeall|truncate|updatemany|updateall|update|executedelete(?:async)?|deletefrom|clear|delete_all|drop|terminate|begindelete|deletebyquery|updatebyquery|prune|sync|synchronize|deleteasync|forcedelete)$/;
/** What spares rows: a condition that is one. */
const SPARES =
  /(?<!\w)(?:where|filter(?:_?by)?|find(?:_?(?:by|one|all))?\w{0,20}|get|get_or_404|eq|match|in|in_|order|andwhere|limit|first|last|take|exclude|by_\w+|with_id|whereIn|whereId|belongs_to|having|between|lt|lte|sample)!?\s{0,4}\(\s{0,4}(?!\)|None\b|nil\b|null\b|true\b|True\b|["']?\s{0,4}1\s{0,4}=\s{0,4}1|\{\s{0,4}\}|\(\s{0,4}\)\s{0,4}=>\s{0,4}true|["']["'])/i;
/** A chain that begins with all rows. */
const ALL_OF =
  /\.objects\b|\bquery\b|\.all\(\)|::all\(\)|\btable\(|\bknex\(|\bdb\(\s{0,4}["']|createQueryBuilder|\.from_?\(|\bobjects\b|object_?versions|\bblobs|instances\.(?:all|filter)\(|\.collection\(|\bmodel\(|in_batches|\bscan_iter|resource_groups|virtual_machines|\bunscoped\b|\bvolumes\b|\bcontainers\b|\bindices\b|\bquerybuilder/i;
const EVERY =
  /^\s{0,4}(?:\)|\{\s{0,4}\}\s{0,4}[,)]|\{\s{0,4}["']?(?:where|filter|query)["']?\s{0,4}:\s{0,4}\{\s{0,4}\}|null\s{0,4}[,)]|None\s{0,4}[,)])/;

export function judgeData(code: string, literals: readonly string[], call: Call, inquiry: Inquiry): void {
  if (!LOOK.test(code)) return;
  judgeStatements(code, literals, call, inquiry);
  judgeDocuments(code, (rule, severity) => {
    if (rule === 'nosql-destruction' && severity !== 'MEDIUM' && severity !== 'LOW')
      inquiry.tell(DESTROYED, call);
  });
  if (EACH_OF_ALL.test(code)) inquiry.tell(DESTROYED, call);
  let count = 0;
  for (const match of code.matchAll(CALL)) {
    if (++count > MOST_CALLS) break;
    const { index, 0: whole, 1: name = '' } = match;
    const plain = name.replaceAll('_', '').toLowerCase();
    if (!VERB.test(plain)) continue;
    const end = index + whole.length;
    const given = code.slice(end, end + ARGUMENTS);
    const severity = severityOf(plain, whole, chainOf(code, index), given, code);
    if (severity !== null) inquiry.tell(DESTROYED, call, severity);
  }
}

const VERB =
  /delet|drop|destroy|truncat|flush|terminat|purge|clear|remove|prune|^del$|^update|sync|clean|empty|wipe|reset/;

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
  if (WHOLE.test(name) && (isCalled || name.startsWith('flush'))) return 'HIGH';
  if (isCalled && ESTATE.test(name)) return 'HIGH';
  if (isCalled && ESTATE_PERHAPS.test(name))
    return LIBRARY.test(code) && !/^\s{0,4}["']?\d/.test(given) && /[._]/.test(chain.slice(-1))
      ? 'MEDIUM'
      : null;
  if (!TAKING.test(name)) return null;
  if (!isCalled && !/^(?:deleteall|destroyall)$/.test(name)) return null;
  return takes(name, chain, isCalled ? given : ')') ? 'HIGH' : null;
}

/** Whether a call takes all there is: by its arguments, or by a chain that begins with all and spares none. */
function takes(name: string, chain: string, given: string): boolean {
  const after = given.slice(given.indexOf(')'));
  const isSpared = SPARES.test(chain) || SPARES.test(after);
  switch (name) {
    case 'sync':
      return /^\s{0,4}\{\s{0,4}["']?force["']?\s{0,4}:\s{0,4}true/.test(given);
    case 'synchronize':
      return /^\s{0,4}true/.test(given);
    case 'deletebyquery':
    case 'updatebyquery':
      return /match_?all/i.test(given);
    case 'deletemany':
      return (
        EVERY.test(given) ||
        /^[^}]{0,80}(?:\$exists|\$ne|\$gte?)\b[^}]{0,60}(?:true|True|null|None|["']{2}|\b0\b)/.test(given)
      );
    case 'updatemany':
      return EVERY.test(given) || (/^\s{0,4}\{\s{0,4}data\b/.test(given) && !/\bwhere\b/.test(given));
    case 'destroy':
      return EVERY.test(given) && !/^\s{0,4}\)/.test(given)
        ? true
        : /^\s{0,4}\{[^}]{0,100}truncate\s{0,4}:\s{0,4}true/.test(given) ||
            (/\ball\b/.test(chain) && !isSpared && /each|all/.test(chain));
    case 'deletefrom':
      return !isSpared && /execute|run/.test(after);
    case 'deleteall':
    case 'destroyall':
      return (
        !isSpared &&
        (given.startsWith(')') || /^\s{0,4}[A-Z]\w{0,60}\s{0,4}\)/.test(given)) &&
        !/\b(?:map|set|list|cache|events|tmp)\b/i.test(chain)
      );
    case 'removerange':
      return (
        /^\s{0,4}[\w.]{2,80}\s{0,4}\)/.test(given) &&
        /\w\.\w/.test(given.slice(0, 80).split(')')[0] ?? '') &&
        !isSpared
      );
    case 'executedelete':
    case 'executedeleteasync':
      return !isSpared;
    case 'terminate':
      return /instances\.(?:all|filter)\(\s{0,4}\)|instances/.test(chain) && !/Ids/.test(chain);
    case 'begindelete':
      return true;
    case 'prune':
      return /volume|system|docker|container/i.test(chain);
    case 'drop':
      return (
        /^\s{0,4}(?:bind\s{0,4}=\s{0,4})?(?:engine|conn\w{0,10}|bind|db)\b/.test(given) ||
        (/^\s{0,4}\)/.test(given) &&
          /sequelize|\.collection|schema|mongoose|connection|\bdb\b/i.test(chain)) ||
        /schema::?\w{0,4}$|Schema(?:::|\.)$/i.test(chain)
      );
    case 'clear':
      return /^\s{0,4}\)/.test(given) && /repo(?:sitory)?\w{0,20}\)?\.$/i.test(chain);
    case 'truncate':
      return (
        !isSpared &&
        (ALL_OF.test(chain) || /(?:::|connection\.)$/.test(chain)) &&
        !/\b(?:file|fs|os|f|fd|string|str)\.$/i.test(chain)
      );
    case 'update':
    case 'updateall':
      return (
        /\.objects\.all\(\)\.$|\.all\(\)\.$|::query\(\)->$|unscoped\.$/.test(chain) ||
        (name === 'updateall' && !isSpared && /[A-Z]\w{0,40}\.$/.test(chain))
      );
  }
  return deletes(chain, given, after, isSpared);
}

function deletes(chain: string, given: string, after: string, isSpared: boolean): boolean {
  if (/\bindices\.$/.test(chain)) return true;
  if (/^\s{0,4}force\s{0,4}=\s{0,4}True/.test(given)) return /bucket|container|dataset/i.test(chain);
  if (/^\s{0,4}\*/.test(given)) return /keys\(|scan/.test(given);
  if (/scan_?iter\(|\bkeys\(\s{0,4}["']?\*/.test(after.slice(0, 80))) return true;
  if (isSpared) return false;
  // `delete(User)`, `db.delete(users)`: the table alone; `users.delete()` as a statement to be executed.
  if (/^\s{0,4}[A-Z]\w{0,60}\s{0,4}\)/.test(given)) return /(?:execute|exec)\w{0,10}\(\s{0,4}$/.test(chain);
  if (/^\s{0,4}&?\w{1,60}\{\s{0,4}\}\s{0,4}\)/.test(given)) return /\bdb|gorm|tx\b|where/i.test(chain);
  if (/^\s{0,4}[a-z]\w{2,60}\s{0,4}\)/.test(given))
    return /\bdb\.$/.test(chain) && /^\)\s{0,4}(?:;|$|\.execute|\n)/.test(after);
  if (/^\s{0,4}\{\s{0,4}\}\s{0,4}\)/.test(given))
    return /repo(?:sitory)?|manager|model|collection/i.test(chain);
  if (!/^\s{0,4}(?:\)|synchronize_session)/.test(given)) return false;
  if (/^\)\s{0,4}\.(?:neq|gte?|not|is)\(/.test(after)) return true;
  if (/^\)\s{0,4}\.execute\(/.test(after)) return /(?:^|[\s(=;])[A-Z]\w{0,60}\.$/.test(chain);
  if (/execute\w{0,10}\(\s{0,4}\w{1,60}\.$/.test(chain)) return true;
  return ALL_OF.test(chain);
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
  for (const literal of [...literals, ...literalsOf(code)]) {
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
    String.raw`create\s+(?:temp(?:orary)?\s+)?table\s+(?:if\s+not\s+exists\s+)?["'\x60[]?${table.replaceAll('.', String.raw`\.`)}\b`,
    'i',
  );
  return made.test(code);
}
