/** Databases that speak no SQL: MongoDB’s shell, Redis, Elasticsearch, Cypher. By form; each form begins at a line or a method’s dot. */
import { contentOf, isPeople } from './names.ts';
import type { Tell } from './tell.ts';

const METHOD =
  /\.\s?(dropDatabase|drop_database|dropCollection|drop_collection|drop|dropIndexes|deleteMany|delete_many|remove|findAndModify|find|updateMany|update_many|update|aggregate|createUser|bulkWrite|bulk_write|grantRolesToUser|updateUser|createRole|adminCommand|runCommand|shutdownServer)\s?\(/g;
const ALL =
  /^\s{0,20}(?:\{\s{0,20}\}|\{\s{0,9}["']?_id["']?\s{0,9}:\s{0,9}\{\s{0,9}["']?\$(?:exists["']?\s{0,9}:\s{0,9}(?:true|1)|ne["']?\s{0,9}:\s{0,9}(?:null|0)|gt["']?\s{0,9}:\s{0,9}(?:null|0|""))\s{0,9}\}\s{0,9}\})?\s{0,20}[,)]/i;
/** Redis commands, in the first word or two of a line. */
const REDIS_LINE =
  /^(?:flushall|flushdb|config set|config rewrite|keys|eval|evalsha|slaveof|replicaof|debug|module load|shutdown|acl setuser|script kill|cluster reset|migrate)\b/i;

export function judgeDocuments(text: string, tell: Tell): void {
  judgeMongo(text, tell);
  judgeLines(text, tell);
  judgeCypher(text, tell);
}

function judgeMongo(text: string, tell: Tell): void {
  if (!/\bdb\b|collection|coll\b|client|mongo/i.test(text)) return;
  if (/["']?\$where["']?\s{0,4}:|\$function["']?\s{0,4}:|\$accumulator["']?\s{0,4}:/.test(text))
    tell('nosql-outside');
  METHOD.lastIndex = 0;
  for (let call = METHOD.exec(text); call !== null; call = METHOD.exec(text)) {
    const rest = text.slice(METHOD.lastIndex, METHOD.lastIndex + 400);
    const [collection = ''] =
      /[\w$]{1,64}(?=["'`]?[)\]]?$)/.exec(text.slice(Math.max(0, call.index - 70), call.index)) ?? [];
    judgeMethod(call[1] as string, collection, rest, tell);
  }
}

function judgeMethod(method: string, collection: string, rest: string, tell: Tell): void {
  switch (method) {
    case 'dropDatabase':
    case 'drop_database':
    case 'dropCollection':
    case 'drop_collection':
      return tell('nosql-destruction');
    case 'drop':
      return /^\s{0,9}(?:\)|\{)/.test(rest) ? tell('nosql-destruction') : undefined;
    case 'deleteMany':
    case 'delete_many':
    case 'remove':
      return ALL.test(rest) && (method !== 'remove' || rest.trimStart().startsWith('{'))
        ? tell('nosql-destruction')
        : undefined;
    case 'updateMany':
    case 'update_many':
      return ALL.test(rest) ? tell('nosql-destruction', 'HIGH') : undefined;
    case 'update':
      return ALL.test(rest) && /\bmulti["']?\s{0,4}:\s{0,4}true/.test(rest)
        ? tell('nosql-destruction', 'HIGH')
        : undefined;
    case 'bulkWrite':
    case 'bulk_write':
      return /delete_?many["']?\s{0,4}:\s{0,4}\{\s{0,4}["']?filter["']?\s{0,4}:\s{0,4}\{\s{0,4}\}|DeleteMany\(\{\s{0,4}\}\)/i.test(
        rest,
      )
        ? tell('nosql-destruction')
        : undefined;
    case 'find':
      return judgeFind(collection, rest, tell);
    case 'aggregate':
      return /["']?\$(?:out|merge)["']?\s{0,4}:/.test(rest) ? tell('nosql-mass-read', 'MEDIUM') : undefined;
    case 'createUser':
    case 'grantRolesToUser':
    case 'updateUser':
    case 'createRole':
      return tell('nosql-grant');
    case 'adminCommand':
    case 'runCommand':
      if (/shutdown/.test(rest)) tell('nosql-outside');
      return /["']?(?:dropDatabase|drop)["']?\s{0,4}:/.test(rest) ? tell('nosql-destruction') : undefined;
    case 'shutdownServer':
      return tell('nosql-outside');
  }
}

function judgeFind(collection: string, rest: string, tell: Tell): void {
  if (!ALL.test(rest) || /\)\s{0,4}\.\s?(?:limit\(\s?\d{1,3}\)|count|size)/.test(rest)) return;
  const projection = /^\s{0,9}\{\s{0,9}\}\s{0,4},\s{0,4}\{([^}]{0,200})\}/.exec(rest)?.[1];
  const shown =
    projection === undefined
      ? null
      : [...projection.matchAll(/["']?(\w{1,40})["']?\s{0,3}:\s{0,3}(?:1|true)/g)].map(([, name]) =>
          (name as string).toLowerCase(),
        );
  const isSensitive = shown?.some((name) => contentOf(name) !== null) ?? isPeople(collection.toLowerCase());
  if (isSensitive) tell('nosql-mass-read');
}

/** Redis and Elasticsearch: what a line begins with. */
function judgeLines(text: string, tell: Tell): void {
  for (let from = 0; from < text.length; ) {
    let end = text.indexOf('\n', from);
    if (end === -1) end = text.length;
    const line = text.slice(from, end).trim();
    if (line !== '') judgeLine(line, text, end, tell);
    from = end + 1;
  }
}

function judgeLine(line: string, text: string, end: number, tell: Tell): void {
  for (const part of line.split(';')) {
    const command = part
      .trim()
      .replace(/^redis-cli\s/i, '')
      .replaceAll(/\s+/g, ' ');
    if (REDIS_LINE.test(command)) judgeRedis(command, tell);
  }
  const request = /^(DELETE|POST|PUT)\s{1,4}\/?([^\s?]{1,200})/.exec(line);
  if (request !== null)
    judgeRequest(
      request[1] as string,
      request[2] as string,
      line.slice(request[0].length),
      text.slice(end, end + 400),
      tell,
    );
}

export function judgeRedis(command: string, tell: Tell): void {
  const words = command.split(' ', 4).map((word) => word.toLowerCase().replaceAll(/["']/g, ''));
  const [verb = '', what = '', name = ''] = words;
  if (verb === 'flushall' || verb === 'flushdb')
    return what === '' || what === 'async' || what === 'sync' ? tell('nosql-destruction') : undefined;
  if (verb === 'keys')
    return /^\*+$/.test(what) && name === '' ? tell('nosql-mass-read', 'MEDIUM') : undefined;
  if (verb === 'config') {
    if (what === 'set')
      tell(
        'nosql-outside',
        /^(?:dir|dbfilename|requirepass|masterauth|protected-mode|slave-read-only|rename-command|unixsocket|logfile|aclfile|enable-.+)$/.test(
          name,
        )
          ? 'CRITICAL'
          : 'MEDIUM',
      );
    return;
  }
  if (verb === 'eval') {
    if (/os\.execute|io\.popen|io\.open|loadlib|loadstring|dofile|package\./i.test(command))
      tell('nosql-outside', 'CRITICAL');
    return /flush(?:all|db)|['"]keys['"].{0,200}['"](?:del|unlink)['"]/is.test(command)
      ? tell('nosql-destruction')
      : undefined;
  }
  if (verb === 'slaveof' || verb === 'replicaof')
    return what !== '' && what !== 'no' ? tell('nosql-outside') : undefined;
  if (verb === 'module' && what === 'load') return tell('nosql-outside', 'CRITICAL');
  if (verb === 'debug')
    return /^(?:segfault|panic|oom|sleep|reload)$/.test(what) ? tell('nosql-outside') : undefined;
  if (verb === 'shutdown')
    return /^(?:|nosave|save|now|force|abort)$/.test(what) ? tell('nosql-outside') : undefined;
  if (verb === 'acl') tell('nosql-grant');
  if (verb === 'cluster') tell('nosql-destruction', 'HIGH');
  if (verb === 'migrate') tell('nosql-outside', 'MEDIUM');
}

/** Elasticsearch’s API: an index deleted whole, or everything that a query finds where it finds everything. */
export function judgeRequest(method: string, path: string, sameLine: string, body: string, tell: Tell): void {
  if (
    method === 'DELETE' &&
    (/^(?:_all|[a-z*][\w*.,+-]{0,100})\/?$/i.test(path)
      ? path !== 'FROM' && path.toLowerCase() !== 'from' && sameLine.trim() === ''
      : /^_(?:snapshot|data_stream|index_template|template|ilm\/policy)\//.test(path))
  )
    return tell('nosql-destruction');
  if (
    method !== 'DELETE' &&
    /_(?:delete|update)_by_query$/.test(path) &&
    /"match_all"|^\s{0,9}$/.test(`${sameLine} ${body}`)
  )
    tell('nosql-destruction');
  if (/\/_security\/(?:user|role|api_key)/.test(`/${path}`)) tell('nosql-grant');
}

function judgeCypher(text: string, tell: Tell): void {
  for (const statement of text.split(';')) {
    const head =
      /^\s{0,40}(optional match|match|load csv|call)\b(?=\s{0,9}(?:\w{1,40}\s{0,4}=\s{0,4})?\(|\s{1,9}(?:from|with)\b|\s{1,9}\w{1,30}\.)/i.exec(
        statement.trimStart().slice(0, 80),
      );
    if (head === null) continue;
    const verb = (head[1] as string).toLowerCase();
    const body = statement.slice(0, 4000);
    if (verb === 'load csv') tell('nosql-outside', /(?:https?|ftp|file):/i.test(body) ? undefined : 'MEDIUM');
    else if (verb === 'call') {
      if (
        /^\s{0,40}call\s{1,4}(?:apoc\.(?:load|export|cypher\.run|import|systemdb|util\.sleep)|dbms\.security|dbms\.killQuer)/i.test(
          body,
        )
      )
        tell('nosql-outside');
    } else judgeMatch(body, tell);
  }
}

/** MATCH without WHERE, properties or LIMIT: all of them. */
function judgeMatch(body: string, tell: Tell): void {
  const action = /\b(detach\s{1,4}delete|delete|return|set|remove)\b/i.exec(body);
  if (action === null) return;
  const pattern = body.slice(0, action.index);
  if (
    /\bwhere\b(?!\s{1,4}(?:true|1\s?=\s?1)\b)|\{|\blimit\b|\bcall\b/i.test(pattern) ||
    /\blimit\s{1,4}\d{1,4}\b/i.test(body)
  )
    return;
  const verb = (action[1] as string).toLowerCase();
  if (verb.endsWith('delete')) return tell('nosql-destruction');
  if (verb === 'set' || verb === 'remove') return tell('nosql-destruction', 'HIGH');
  const label = /\(\s?\w{0,40}\s?:\s?`?(\w{1,60})/.exec(pattern)?.[1]?.toLowerCase() ?? '';
  const returned = body.slice(action.index + 6);
  if (/^\s{0,4}(?:count|sum|avg|collect\(distinct labels|distinct labels|labels|type)\b/i.test(returned))
    return;
  const properties = [...returned.slice(0, 400).matchAll(/\.\s?(\w{1,40})/g)].map(([, name]) =>
    (name as string).toLowerCase(),
  );
  if (properties.some((name) => contentOf(name) !== null) || (isPeople(label) && properties.length === 0))
    tell('nosql-mass-read');
  else if (!pattern.includes(':') && properties.length === 0) tell('nosql-mass-read', 'MEDIUM');
}
