/** Query languages besides SQL: GraphQL, Gremlin, SPARQL, Kusto, AQL, ReQL, LDIF, and what clients of vector stores call. By form. */
import { reachesEverything } from './filters.ts';
import { looseValueAt } from './loose-values.ts';
import type { Tell } from './tell.ts';

const ROOT_FIELD =
  /\b(_?(?:delete|remove|update|drop|truncate|purge|wipe|clear|destroy|erase|reset|flush)\w{0,60})\s{0,9}([({}\s]|$)/gi;
/** Names that say that all of it goes. */
const ALL_GOES =
  /^_?(?:drop|truncate|purge|wipe|erase|flush|clear|destroy|reset|delete|remove)_?(?:all|every|many|database|schema|everything|data|tables?)/i;
const EMPTIES = /^_?(?:drop|truncate|purge|wipe|erase|flush)(?=[A-Z_]|$)/;
const FILTER = /\b(?:where|filter|input|condition)\s{0,4}:\s{0,4}(?=\{)/;
const KUSTO =
  /^\s{0,20}\.(?:(drop|purge|clear|detach)\s{1,4}(?:async\s{1,4})?(?:tables?|database|columns?|extents?|functions?|materialized-views?|external|continuous-export|ingestion|cluster|entity_group|pretty)\b|(delete|set-or-replace|rename|replace)\s{1,4}(?:async\s{1,4})?\w|(alter)(?:-merge)?\s[^\n]{0,200}\bpolicy\b|(execute)\s{1,4}(?:database|cluster)\s{1,4}script|(export)\s)/i;
const SPARQL_GRAPH =
  /(?:^|[;>]|\n)\s{0,9}(?:drop|clear)\s{1,9}(?:silent\s{1,9})?(?:all|default|named|graph\s{0,9}[<\w])|(?:^|;|\n)\s{0,9}(?:move|copy|add)\s{1,9}(?:silent\s{1,9})?(?:graph\s{0,9}<|default\s{1,9}to\b|<)|(?:^|;|\n)\s{0,9}load\s{1,9}(?:silent\s{1,9})?</i;
const ALL_TRIPLES =
  /\bdelete\s{0,9}(?:where\s{0,9})?\{\s{0,9}(?:graph\s{1,9}[?$]\w{1,40}\s{0,9}\{\s{0,9})?[?$]\w{1,40}\s{1,9}[?$]\w{1,40}\s{1,9}[?$]\w{1,40}\s{0,9}\.?\s{0,9}\}/i;
const TRIPLES_LEFT =
  /\bwhere\s{0,9}\{\s{0,9}(?:graph\s{1,9}\S{1,80}\s{0,9}\{\s{0,9})?[?$]\w{1,40}\s{1,9}[?$]\w{1,40}\s{1,9}[?$]\w{1,40}\s{0,9}\.?\s{0,9}\}/i;
/** What leaves every triple in: `FILTER(true)`, `FILTER(bound(?s))`, `OPTIONAL { … }`. */
const SPARES_NONE =
  /\bfilter\s{0,9}\(\s{0,9}(?:true|!\s{0,4}false|(\d{1,9})\s{0,4}=\s{0,4}\1|([?$]\w{1,40})\s{0,4}=\s{0,4}\2|(?:bound|is(?:iri|uri|blank|literal))\s{0,4}\(\s{0,4}[?$]\w{1,40}\s{0,4}\)(?:\s{0,4}\|\|\s{0,4}is(?:iri|uri|blank|literal)\s{0,4}\(\s{0,4}[?$]\w{1,40}\s{0,4}\)){0,4})\s{0,9}\)\s{0,9}\.?|\boptional\s{0,9}\{[^{}]{0,400}\}/gi;
const AQL =
  /\bfor\s{1,9}(\w{1,40})\s{1,9}in\s{1,9}(?:\w{1,60}|@@\w{1,40})\s{1,9}([\s\S]{0,400}?)\b(?:remove|update|replace)\s{1,9}\{?\s{0,4}\w/i;
/** Methods of clients that take whole collections away. */
const METHODS =
  /\.\s?(?:delete_?all|deleteAll(?:Documents|Records|Objects|Points)?|delete_collections?|drop_collections?|drop_tables?|deleteCollection|tableDrop|dbDrop|_drop(?:Database|Collection)?|_truncate|truncate|flush_?(?:all|db)|[fF]lush(?:All|Db|DB)|drop_all|dropAll(?:Users|Roles|Tables)?|delete_index|deleteIndex|delete_class|delete_namespace|deleteNamespace|delete_database|dropUser|renameCollection|dropIndexes|convertToCapped|fsyncLock|removeShard|stepDown|replSetReconfig|reconfig)\s?\(/;
const EMPTY_DELETE =
  /\.\s?delete\s?\(\s{0,4}(?:(?:where|filter|expr)\s{0,3}=\s{0,3}(?:\{\s{0,4}\}|None|["']\s{0,3}["'])|\{?\s{0,4}["']?(?:delete_?all|deleteAll)["']?\s{0,3}[=:]\s{0,3}["']?true)/i;
const REQL =
  /\br\s{0,4}\.\s{0,4}(?:db\([^)]{0,80}\)\s{0,4}\.\s{0,4})?table\([^)]{0,80}\)\s{0,4}\.\s{0,4}delete\(/;

export function judgeLanguages(text: string, tell: Tell): void {
  const lower = text.length > 20_000 ? text.slice(0, 20_000).toLowerCase() : text.toLowerCase();
  if (lower.includes('mutation')) judgeGraphql(text, tell);
  if (lower.includes('drop')) judgeGremlin(text, tell);
  if (/^\s{0,20}\./.test(text)) judgeKusto(text, tell);
  judgeTriples(text, lower, tell);
  if (lower.includes('for ') && / in /.test(lower)) judgeAql(text, tell);
  if (lower.includes('(') && (METHODS.test(text) || EMPTY_DELETE.test(text) || REQL.test(text)))
    tell('nosql-destruction', 'HIGH');
  if (
    lower.includes('changetype') &&
    /(?:^|\n)changetype:\s{0,4}delete/.test(lower) &&
    /(?:^|\n)dn:\s{0,4}(?:dc|ou|o|c)=/.test(lower)
  )
    tell('nosql-destruction', 'HIGH');
  if (lower.includes('<delete>') && /<delete>\s{0,9}<query>\s{0,9}\*(?::\*)?\s{0,9}<\/query>/.test(lower))
    tell('nosql-destruction');
  judgeHeads(lower, tell);
}

/** Statements of SurrealDB, NebulaGraph, OrientDB, Couchbase and ksqlDB that SQL does not have; command lines of stores. */
const HEADS =
  /^\s{0,9}(?:remove\s{1,4}(?:table|namespace|ns|database|db|scope|user|access|field|index|analyzer|function|event|param)\s{1,4}[\w:`$.-]{1,80}\s{0,4};?$|(?:drop|truncate|clear|flush)\s{1,4}(?:class|space|scope|tag|edge|vertex|bucket|connector|record)\s{1,4}[\w.`]{1,80}(?:\s{1,4}unsafe)?\s{0,4};?$|delete\s{1,4}[\w`:]{1,60}\s{1,4}return\s{1,4}(?:before|after|none|diff)|terminate\s{1,4}(?:all|\w{1,60}_\d{1,9})\s{0,4};?$|delete\s{1,4}(?:vertex|edge)\s{1,4}\w{1,60}\s{0,4};?$|stop\s{1,4}database\s|drop\s{1,4}(?:composite\s{1,4})?database\s{1,4}\S{1,60}\s{1,4}(?:destroy|dump)\s{1,4}data|etcdctl\s[^\n]{0,80}\bdel\b[^\n]{0,80}--(?:prefix|from-key)|del\s[^\n]{0,80}--(?:prefix|from-key)|consul\s{1,4}kv\s{1,4}delete\s[^\n]{0,40}-recurse|influx\s{1,4}delete\b|kafka-topics(?:\.sh)?\s[^\n]{0,120}--delete|bq\s{1,4}rm\s|delete\s{1,4}where\s{1,4}time\s)/;

function judgeHeads(lower: string, tell: Tell): void {
  for (const line of lower.slice(0, 4000).split(/[\n|]/, 50))
    if (HEADS.test(line)) return tell('nosql-destruction', 'HIGH');
}

/** `mutation { delete_users(where: {}) { … } }`: a root field that takes all, or a filter that leaves none out. */
export function judgeGraphql(text: string, tell: Tell): void {
  if (!/^[\s\S]{0,400}?\bmutation\b\s{0,9}\w{0,80}\s{0,9}[({@]/.test(text)) return;
  const code = text.replaceAll(/"(?:[^"\\\n]|\\.){0,400}"/g, '""');
  ROOT_FIELD.lastIndex = 0;
  for (let field = ROOT_FIELD.exec(code); field !== null; field = ROOT_FIELD.exec(code)) {
    const name = field[1] as string;
    const at = field.index + name.length;
    const before = /(\S)\s{0,40}$/.exec(code.slice(Math.max(0, field.index - 44), field.index))?.[1] ?? '';
    // A name of the operation, or of what is asked back, is no field that does anything.
    if (before !== '{' && before !== ':' && before !== '}' && before !== ')' && before !== ',') continue;
    const opens = /^\s{0,9}\(/.test(code.slice(at, at + 10));
    if (
      EMPTIES.test(name) ||
      (!opens && (ALL_GOES.test(name) || /^_?(?:delete|remove)\w{0,60}s$/i.test(name)))
    )
      return tell('nosql-destruction', 'HIGH');
    if (opens && hasEmptyFilter(code.slice(at, at + 2000))) return tell('nosql-destruction', 'HIGH');
  }
}

function hasEmptyFilter(rest: string): boolean {
  const filter = FILTER.exec(rest.slice(0, 400));
  if (filter === null) return false;
  const found = looseValueAt(rest, filter.index + filter[0].length);
  return found !== null && (reachesEverything(found.value) || isHas(found.value));
}

/** Dgraph’s `{has: id}`. */
function isHas(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).join() === 'has';
}

/** `g.V().drop()`, whatever narrows it but ids and properties with a value. */
function judgeGremlin(text: string, tell: Tell): void {
  if (/\bJanusGraphFactory\s{0,4}\.\s{0,4}drop\s{0,4}\(/.test(text)) return tell('nosql-destruction');
  const walk = /\b[VE]\(\s{0,9}\)([\s\S]{0,400}?)\bdrop\s{0,4}\(\s{0,4}\)/.exec(text);
  if (walk === null) return;
  const steps = walk[1] as string;
  const narrows =
    /\.\s{0,4}(?:has(?:Id|Value)?|is|where|filter|not|and|or)\s{0,4}\(\s{0,4}(?:[^(),]{1,80},|\d|['"][^'"]{1,80}['"]\s{0,4},|\w{1,20}\()|hasId\(|\.\s{0,4}(?:limit|range|sample|coin)\s{0,4}\(\s{0,4}\d{1,4}\s{0,4}[,)]/;
  if (!narrows.test(steps)) tell('nosql-destruction');
}

function judgeKusto(text: string, tell: Tell): void {
  for (const line of text.slice(0, 8000).split('\n', 200)) {
    const command = KUSTO.exec(line);
    if (command === null) continue;
    if (command[5] !== undefined) tell('nosql-outside');
    else tell('nosql-destruction', 'HIGH');
  }
}

/** SPARQL: graphs dropped or loaded, and patterns of three variables. */
function judgeTriples(text: string, lower: string, tell: Tell): void {
  const head = text.slice(0, 8000).replaceAll(SPARES_NONE, ' ');
  if (
    /\b(?:drop|clear|move|copy|add|load)\b/.test(lower) &&
    SPARQL_GRAPH.test(head) &&
    !/\bclear all \w/.test(lower) &&
    !/\bdrop all \w/.test(lower)
  )
    tell('nosql-destruction', 'HIGH');
  if (
    lower.includes('{') &&
    ALL_TRIPLES.test(head) &&
    (/\bdelete\s{0,9}where\b/i.test(head) || TRIPLES_LEFT.test(head))
  )
    tell('nosql-destruction');
}

/** ArangoDB: a FOR without FILTER or LIMIT that removes, or one whose FILTER is always true. */
function judgeAql(text: string, tell: Tell): void {
  const loop = AQL.exec(text.slice(0, 8000));
  if (loop === null) return;
  const between = loop[2] as string;
  // A loop of PL/pgSQL.
  if (/\bselect\b|\bloop\b/i.test(between)) return;
  const filter =
    /\bfilter\s{1,9}(?!true\b|1\s{0,3}==\s{0,3}1|\w{1,40}\._?(?:key|id)\s{0,3}(?:!=|>)\s{0,3}(?:null|""|''))/i.test(
      between,
    );
  if (!filter && !/\blimit\s{1,9}\d{1,5}\b/i.test(between)) tell('nosql-destruction', 'HIGH');
}
