/** Databases that speak no SQL: MongoDB’s shell, Redis, Elasticsearch, Cypher. By form; each form begins at a line or a method’s dot. */
import { deletesAll, judgeCommand } from './commands.ts';
import { judgeCondition } from './condition.ts';
import { endsSoon, reachesEverything } from './filters.ts';
import { judgeLanguages } from './languages.ts';
import { readTokens } from './lexer.ts';
import { looseValueAt } from './loose-values.ts';
import { MANY_DELETES } from './managed.ts';
import { contentOf, isPeople, isScratch } from './names.ts';
import { isRedis, judgeRedis } from './redis.ts';
import { judgeRequest } from './requests.ts';
import type { Tell } from './tell.ts';

const METHOD =
  /(?:\.\s?|\[\s?["'`])(dropDatabase|drop_database|dropCollection|drop_collection|drop|dropIndexes|deleteMany|delete_many|remove|findAndModify|find|updateMany|update_many|update|aggregate|createUser|bulkWrite|bulk_write|grantRolesToUser|updateUser|createRole|adminCommand|runCommand|shutdownServer|replaceOne|findOneAndDelete|find_one_and_delete|createIndex|create_index|ensureIndex)(?:["'`]\s?\])?\s?\(/g;

/** Whether the first argument of a call leaves no document out. */
function takesAll(rest: string): boolean {
  if (/^\s{0,20}\)/.test(rest) || ALL_KEYS.test(rest)) return true;
  const filter = looseValueAt(rest, 0);
  return filter !== null && /^\s{0,9}[,)]/.test(rest.slice(filter.end)) && reachesEverything(filter.value);
}

/** A row of Elasticsearch’s bulk API that deletes one document. */
const BULK_DELETE = /^\s{0,4}\{\s{0,4}"delete"\s{0,4}:\s{0,4}\{\s{0,4}"_(?:index|id)"/gm;

function deletesMany(text: string): boolean {
  if (!text.includes('"delete"')) return false;
  BULK_DELETE.lastIndex = 0;
  for (let count = 1; BULK_DELETE.exec(text) !== null; count++) if (count >= MANY_DELETES) return true;
  return false;
}

/** Redis as it goes over the wire: `*1\r\n$8\r\nFLUSHALL\r\n`. */
function judgeWire(text: string, tell: Tell): void {
  for (const command of text.slice(0, 20_000).split(/(?:^|\r?\n|\\r\\n)\*\d{1,4}(?:\r?\n|\\r\\n)/)) {
    const words = command.split(/\r?\n|\\r\\n/).filter((word) => word !== '' && !/^\$\d{1,9}$/.test(word));
    if (words.length > 0) judgeRedis(words.join(' ').slice(0, 2000), tell);
  }
}

export function judgeDocuments(text: string, tell: Tell): void {
  if (/^\s{0,4}\*\d{1,4}(?:\r?\n|\\r\\n)\$/.test(text)) judgeWire(text.trimStart(), tell);
  if (deletesMany(text)) tell('nosql-destruction', 'HIGH');
  judgeMongo(text, tell);
  judgeLines(text, tell);
  judgeCypher(text, tell);
  judgeLanguages(text, tell);
}

function judgeMongo(text: string, tell: Tell): void {
  if (!/\bdb\b|collection|coll\b|client|mongo/i.test(text)) return;
  if (/["']?\$where["']?\s{0,4}:|\$function["']?\s{0,4}:|\$accumulator["']?\s{0,4}:/.test(text))
    tell('nosql-outside');
  METHOD.lastIndex = 0;
  for (let call = METHOD.exec(text); call !== null; call = METHOD.exec(text)) {
    const rest = text.slice(METHOD.lastIndex, METHOD.lastIndex + 2000);
    const { index } = call;
    judgeMethod(call[1] as string, () => collectionBefore(text, index), rest, tell);
  }
}

/** `users` of `db.users.`, `db["users"].`, `getCollection('users').`. */
function collectionBefore(text: string, at: number): string {
  let end = at;
  while (end > 0 && at - end < 2 && /["'`)\]]/.test(text[end - 1] as string)) end--;
  let from = end;
  while (from > 0 && end - from < 64 && /[\w$]/.test(text[from - 1] as string)) from--;
  return text.slice(from, end).toLowerCase();
}

function judgeMethod(method: string, collectionOf: () => string, rest: string, tell: Tell): void {
  switch (method) {
    case 'dropDatabase':
    case 'drop_database':
    case 'dropCollection':
    case 'drop_collection':
      return tell('nosql-destruction');
    case 'drop':
      return /^\s{0,9}(?:\)|\{)/.test(rest)
        ? tell('nosql-destruction', isScratch(collectionOf()) ? 'MEDIUM' : undefined)
        : undefined;
    case 'deleteMany':
    case 'delete_many':
    case 'remove':
      return takesAll(rest) && (method !== 'remove' || rest.trimStart().startsWith('{'))
        ? tell('nosql-destruction')
        : undefined;
    case 'updateMany':
    case 'update_many':
      return takesAll(rest) ? tell('nosql-destruction', 'HIGH') : undefined;
    case 'update':
      return takesAll(rest) &&
        /\bmulti["']?\s{0,4}:\s{0,4}true|,\s{0,4}(?:true|false)\s{0,4},\s{0,4}true\s{0,4}\)/.test(rest)
        ? tell('nosql-destruction', 'HIGH')
        : undefined;
    case 'bulkWrite':
    case 'bulk_write':
      return writesAll(rest) ? tell('nosql-destruction') : undefined;
    case 'createIndex':
    case 'create_index':
    case 'ensureIndex': {
      const keys = looseValueAt(rest, 0)?.value;
      const seconds = /expireAfterSeconds["']?\s{0,4}[:=]\s{0,4}(\d{1,12})/.exec(rest.slice(0, 600))?.[1];
      return seconds !== undefined && endsSoon(keys, Number(seconds))
        ? tell('nosql-destruction', 'HIGH')
        : undefined;
    }
    case 'find':
      return judgeFind(collectionOf, rest, tell);
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
      return judgeRun(rest, tell);
    case 'shutdownServer':
      return tell('nosql-outside');
  }
}

/** `db.runCommand({delete: 'users', deletes: […]})`: as the command in JSON. */
function judgeRun(rest: string, tell: Tell): void {
  if (/["']?(?:dropDatabase|drop)["']?\s{0,4}:/.test(rest)) return tell('nosql-destruction');
  const command = looseValueAt(rest, 0)?.value;
  if (typeof command === 'object' && command !== null) judgeCommand(JSON.stringify(command), tell);
}

/** `bulkWrite([{deleteMany: {filter: {}}}])`, `bulk_write([DeleteMany({})])`. */
function writesAll(rest: string): boolean {
  if (/DeleteMany\(\{\s{0,4}\}\)/.test(rest)) return true;
  const writes = looseValueAt(rest, 0)?.value;
  return (
    Array.isArray(writes) &&
    writes.some(
      (write) => typeof write === 'object' && write !== null && deletesAll(write as Record<string, unknown>),
    )
  );
}

/** `deleteMany({_id: {$in: db.users.distinct('_id')}})`: all that there are. */
const ALL_KEYS =
  /^\s{0,9}\{\s{0,9}["']?_id["']?\s{0,4}:\s{0,4}\{\s{0,4}["']?\$in["']?\s{0,4}:\s{0,4}(?:await\s)?db\.\w{1,60}\.(?:distinct\(\s{0,4}["']_id["']\s{0,4}\)|find\(\s{0,4}(?:\{\s{0,4}\}\s{0,4})?\))/;

function judgeFind(collectionOf: () => string, rest: string, tell: Tell): void {
  if (
    /^\s{0,9}\(?\s{0,4}\{\s{0,9}\}\s{0,9}\)\s{0,4}\.\s?(?:upsert\(\)\s{0,4}\.\s?)?(?:remove|delete|update|replace)\s?\(/.test(
      rest,
    )
  )
    return tell('nosql-destruction', 'HIGH');
  if (!takesAll(rest) || /\)\s{0,4}\.\s?(?:limit\(\s?\d{1,3}\)|count|size)/.test(rest.slice(0, 600))) return;
  const projection = /^\s{0,9}\{\s{0,9}\}\s{0,4},\s{0,4}\{([^}]{0,200})\}/.exec(rest)?.[1];
  const shown =
    projection === undefined
      ? null
      : [...projection.matchAll(/["']?(\w{1,40})["']?\s{0,3}:\s{0,3}(?:1|true)/g)].map(([, name]) =>
          (name as string).toLowerCase(),
        );
  const isSensitive = shown?.some((name) => contentOf(name) !== null) ?? isPeople(collectionOf());
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
      .replaceAll(/\s+/g, ' ')
      .replace(/^redis-cli (?:-[hpnau] \S{1,200} |(?!--scan)--?[\w-]{1,40} ){0,8}/i, '');
    if (isRedis(command)) judgeRedis(command, tell);
    else if (/^--scan\b.{0,200}\|\s?xargs .{0,100}\b(?:del|unlink)\b/i.test(command))
      tell('nosql-destruction', 'HIGH');
  }
  const request = /^(DELETE|POST|PUT|GET)\s{1,4}\/?(\S{1,300})/.exec(line);
  if (request !== null)
    judgeRequest(
      request[1] as string,
      request[2] as string,
      line.slice(request[0].length),
      text.slice(end, end + 400),
      tell,
    );
}

/** Also what Apache AGE is given: `cypher('g', $$ MATCH (n) DETACH DELETE n $$)`. */
export function judgeCypher(text: string, tell: Tell): void {
  for (const statement of text.split(';')) {
    const head =
      /^\s{0,40}(?:(?:call\s{0,9}\{|profile|cypher(?:\s{1,4}\w{1,20}=\w{1,20}){0,4}|unwind\s.{1,40}?\bas\s{1,4}\w{1,20})\s{0,9})?(optional match|match|load csv|call)\b(?=\s{0,9}(?:\w{1,40}\s{0,4}=\s{0,4})?\(|\s{1,9}(?:from|with)\b|\s{1,9}\w{1,30}\.)/i.exec(
        statement.trimStart().slice(0, 80),
      );
    if (head === null) continue;
    const verb = (head[1] as string).toLowerCase();
    const body = statement.slice(0, 4000);
    if (verb === 'load csv') tell('nosql-outside', /(?:https?|ftp|file):/i.test(body) ? undefined : 'MEDIUM');
    else if (verb === 'call') {
      if (
        /^\s{0,40}call\s{1,4}(?:apoc\.(?:load|export|cypher\.(?:run|do)|import|systemdb|util\.sleep|trigger|nodes\.delete|schema\.assert|refactor)|dbms\.shutdown|gds\.graph\.drop|dbms\.security|dbms\.killQuer)/i.test(
          body,
        )
      )
        tell('nosql-outside');
      else if (/^\s{0,40}call\s{1,4}apoc\.periodic\./i.test(body)) judgePeriodic(body, tell);
    } else judgeMatch(body, tell);
  }
}

/** `apoc.periodic.iterate('MATCH (n) RETURN n', 'DETACH DELETE n')`: what is matched in one string and deleted in the next. */
function judgePeriodic(body: string, tell: Tell): void {
  const strings = [...body.matchAll(/'([^']{0,1000})'|"([^"]{0,1000})"/g)]
    .map(([, one, other]) => one ?? other ?? '')
    .map((part) => part.replace(/\blimit\s{1,4}\$\w{1,40}/gi, ''));
  const [first = '', second = ''] = strings;
  judgeMatch(
    /\b(?:delete|remove|set)\b/i.test(first)
      ? first
      : `${first.replace(/\breturn\b[\s\S]*$/i, '')} ${second}`,
    tell,
  );
}

/** Whether a WHERE of Cypher leaves any node out: asked as SQL’s, of the variable that it is about. */
function isOpenWhere(where: string): boolean {
  const condition = where
    .replace(/\b(?:with|optional|match|call|set|remove|limit)\b[\s\S]*$/i, '')
    .replaceAll(/\b(?:id|elementId)\s{0,4}\(\s{0,4}\w{1,40}\s{0,4}\)/gi, 'id')
    .replaceAll(/\b\w{1,40}\.(?=\w)/g, '')
    .slice(0, 1000);
  const tokens = readTokens(condition);
  const { truth } = judgeCondition(tokens, 0, tokens.size, '');
  return truth === 'ALWAYS' || truth === 'EVERY_ROW';
}

/** MATCH without WHERE, properties or LIMIT: all of them. */
function judgeMatch(body: string, tell: Tell): void {
  const action = /\b(detach\s{1,4}delete|delete|return|set|remove)\b/i.exec(body);
  if (action === null) return;
  const pattern = body.slice(0, action.index);
  const where = /\bwhere\b([\s\S]{0,1000})$/i.exec(pattern)?.[1];
  const isLimited = /\blimit\s{1,4}(?:\d{1,4}\b|\$)/i;
  if ((where !== undefined && !isOpenWhere(where)) || /\{\s{0,4}[\w`$]{1,60}\s{0,4}:/.test(pattern)) return;
  if (isLimited.test(pattern) || (isLimited.test(body) && !/\bwith\b/i.test(pattern))) return;
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
