/** Databases called by structure: a JSON command with its collection, filter and operation. */

import type { Severity } from '../../../events/types.ts';
import { endsSoon, reachesEverything } from './filters.ts';
import { judgeGraphql } from './languages.ts';
import { judgeManaged } from './managed.ts';
import { isPeople } from './names.ts';
import { judgeRedis } from './redis.ts';
import { judgeRequest } from './requests.ts';
import type { Tell } from './tell.ts';
import { filledIn } from './variables.ts';

type Fields = Readonly<Record<string, unknown>>;

/** In what is no JSON for us and may be some for a more lenient reader. */
const DESTROYS = /"(?:dropDatabase|deletes|delete_by_query|createUser|grantRolesToUser)"\s*:/;

/** The whole arguments, if they are a JSON object; anything else says nothing. */
export function judgeCommand(text: string, tell: Tell): void {
  if (!text.trimStart().startsWith('{')) return;
  const command = parsed(text);
  if (command === null) {
    if (DESTROYS.test(text)) tell('sql-dynamic', 'HIGH');
    return;
  }
  for (const asked of [command, command['body'], command['params']]) {
    if (!isFields(asked)) continue;
    const document = filledIn(asked['query'] ?? asked['mutation'] ?? asked['document'], asked['variables']);
    if (document !== null) judgeGraphql(document, tell);
  }
  judgeManaged(command, tell);
  judgeMongoCommand(command, tell);
  if (isFields(command['command'])) judgeMongoCommand(command['command'], tell);
  judgeOperation(command, tell);
  const given = command['args'] ?? command['params'] ?? command['arguments'];
  if (isFields(given))
    judgeOperation({ type: command['type'], operation: command['operation'], ...given }, tell);
  if (isTrue(command['deleteAll']) || isTrue(command['delete_all'])) tell('nosql-destruction');
  const deleted = command['delete'];
  if (isFields(deleted) && /^\s{0,3}\*:\*\s{0,3}$/.test(String(deleted['query']))) tell('nosql-destruction');
  if (command['recursive'] === true && typeof command['dn'] === 'string' && /del/i.test(wordOf(command)))
    tell('nosql-destruction');
  judgeWords(command, tell);
}

function parsed(text: string): Fields | null {
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : null;
  } catch {
    return null;
  }
}

/** MongoDB’s own commands: `{"delete": "users", "deletes": [{"q": {}}]}`. */
function judgeMongoCommand(command: Fields, tell: Tell): void {
  if (command['dropDatabase'] || typeof command['drop'] === 'string') tell('nosql-destruction');
  if (typeof command['createUser'] === 'string' || command['grantRolesToUser'] !== undefined)
    tell('nosql-grant');
  const deletes = command['deletes'];
  if (
    typeof command['delete'] === 'string' &&
    Array.isArray(deletes) &&
    deletes.some((one) => isFields(one) && reachesEverything(one['q']) && one['limit'] !== 1)
  )
    tell('nosql-destruction');
  const byQuery = command['delete_by_query'];
  if (isFields(byQuery) && reachesEverything(byQuery['query'])) tell('nosql-destruction');
  for (const key of Object.keys(command)) {
    const verdict = MONGO_COMMANDS.get(key);
    if (verdict !== undefined && isArgument(command[key])) tell(verdict[0], verdict[1]);
  }
  const writes = [command['ops'], command['operations'], command['bulkWrite'], command['requests']].find(
    Array.isArray,
  );
  if (writes?.some((write) => isFields(write) && deletesAll(write)) || deletesAll(command))
    tell('nosql-destruction');
  const updates = command['updates'];
  if (
    Array.isArray(updates) &&
    updates.some((one) => isFields(one) && reachesEverything(one['q']) && one['multi'] === true)
  )
    tell('nosql-destruction', 'HIGH');
  const index = command['index'];
  if (
    typeof command['collMod'] === 'string' &&
    isFields(index) &&
    endsSoon(index['keyPattern'], index['expireAfterSeconds'])
  )
    tell('nosql-destruction', 'HIGH');
  const found = command['find'];
  if (typeof found === 'string' && isPeople(found.toLowerCase()) && isUnlimited(command))
    tell('nosql-mass-read');
  const pipeline = command['pipeline'];
  if (
    Array.isArray(pipeline) &&
    pipeline.some((stage) => isFields(stage) && ('$out' in stage || '$merge' in stage))
  )
    tell('nosql-mass-read', 'MEDIUM');
}

/** MongoDB’s commands that take away what is there, or stop it; the rule and how bad. */
const MONGO_COMMANDS = new Map<string, readonly [string, Severity | undefined]>([
  ...named(
    'dropIndexes deleteIndexes convertToCapped renameCollection dropAllUsersFromDatabase dropAllRolesFromDatabase removeShard dropConnections cloneCollectionAsCapped',
    'nosql-destruction',
    'HIGH',
  ),
  ...named(
    'dropUser dropRole revokeRolesFromUser updateUser updateRole createRole grantPrivilegesToRole',
    'nosql-grant',
    'HIGH',
  ),
  ...named(
    'shutdown killAllSessions killAllSessionsByPattern fsync replSetStepDown replSetReconfig replSetFreeze setParameter eval $eval mapReduce mapreduce logRotate',
    'nosql-outside',
    'HIGH',
  ),
]);

function named(words: string, rule: string, severity: Severity): [string, readonly [string, Severity]][] {
  return words.split(' ').map((word): [string, readonly [string, Severity]] => [word, [rule, severity]]);
}

/** What such a command is given; words of a sentence are none of it. */
function isArgument(value: unknown): boolean {
  return (
    value === true ||
    typeof value === 'number' ||
    Array.isArray(value) ||
    (typeof value === 'string' && !/\s\S{1,40}\s/.test(value))
  );
}

/** `{"deleteMany": {"filter": {}}}`, `{"delete": 0, "filter": {}, "multi": true}`. */
export function deletesAll(write: Fields): boolean {
  for (const key of ['deleteMany', 'delete_many', 'updateMany', 'update_many'])
    if (isFields(write[key]))
      return reachesEverything('filter' in write[key] ? write[key]['filter'] : write[key]);
  return (
    (typeof write['delete'] === 'number' || typeof write['update'] === 'number') &&
    write['multi'] === true &&
    reachesEverything(write['filter'])
  );
}

/** `{"collection": "users", "operation": "deleteMany", "filter": {}}`, and the same of tables. */
function judgeOperation(command: Fields, tell: Tell): void {
  const place = text(command, 'collection', 'collection_name', 'table', 'table_name', 'index');
  const operation = text(
    command,
    'operation',
    'op',
    'action',
    'method',
    'command',
    'type',
    'Action',
    'X-Amz-Target',
  )
    .replace(/^dynamodb_\d{8}\./i, '')
    .replaceAll(/[_\s-]/g, '')
    .toLowerCase();
  if (
    /^(?:drop(?:table|database|collection|index|schema)?|truncate(?:table)?|deletetable|deletecollection|deleteindex|deletedatabase|dropdatabase|deletebackup|deleteglobaltable|deletekeyspace|deletestream|deletebucket|deleteclass|deletenamespace|droppartition|dropall|deletealldocuments|flushall|flushdb|wipe|purge|clear(?:all|database|collection|table)?|deletecluster|deletedbinstance|deletedbcluster)$/.test(
      operation,
    ) &&
    operation !== 'dropindex'
  )
    tell('nosql-destruction');
  if (place === '') return;
  const isFiltered =
    ['filter', 'where', 'query', 'conditions', 'key', 'ids', 'points', 'Key', 'selector'].some(
      (name) => !reachesEverything(command[name]),
    ) ||
    command['id'] !== undefined ||
    command['_id'] !== undefined;
  const body = command['body'];
  if (/^(?:delete|update)byquery$/.test(operation))
    return reachesEverything(isFields(body) ? body['query'] : command['query'])
      ? tell('nosql-destruction')
      : undefined;
  if (/^(?:delete(?:many|all|rows|points|vectors|documents|objects)?|remove(?:all|many)?)$/.test(operation))
    return isFiltered ? undefined : tell('nosql-destruction');
  if (/^update(?:many|all|rows)$/.test(operation))
    return isFiltered ? undefined : tell('nosql-destruction', 'HIGH');
  if (
    /^(?:|find|findmany|select|read|scan|query|list|export|search)$/.test(operation) &&
    ('filter' in command || 'query' in command) &&
    isPeople(place.toLowerCase()) &&
    isUnlimited(command) &&
    command['pipeline'] === undefined
  )
    tell('nosql-mass-read');
}

/** Redis and HTTP APIs: a command with its words. */
function judgeWords(command: Fields, tell: Tell): void {
  const head = command['command'] ?? command['cmd'] ?? command['redis_command'];
  const rest = command['args'] ?? command['arguments'] ?? command['params'];
  for (const list of [command['commands'], command['pipeline']])
    if (Array.isArray(list))
      for (const one of list.slice(0, 200)) {
        const line = [one].flat().filter((word): word is string => typeof word === 'string');
        if (line.length > 0) judgeRedis(line.join(' ').slice(0, 2000), tell);
      }
  const words = [head, rest].flat().filter((word): word is string => typeof word === 'string');
  if (words.length > 0 && words.length < 64) judgeRedis(words.join(' ').slice(0, 2000), tell);
  const method = text(command, 'method', 'http_method', 'verb').toUpperCase();
  const path = text(command, 'path', 'endpoint', 'uri', 'url')
    .replace(/^https?:\/\/[^/]{1,200}/i, '')
    .replace(/^\//, '')
    .slice(0, 400);
  if (/^(?:DELETE|POST|PUT|GET)$/.test(method) && path !== '')
    judgeRequest(
      method,
      path,
      '',
      JSON.stringify(command['body'] ?? command['data'] ?? command['query'] ?? ''),
      tell,
    );
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}

function isUnlimited(command: Fields): boolean {
  const limit = command['limit'] ?? command['size'] ?? command['top'];
  return (
    isEmpty(command['filter']) &&
    isEmpty(command['query']) &&
    isEmpty(command['where']) &&
    !(typeof limit === 'number' && limit > 0 && limit <= 5_000)
  );
}

function text(command: Fields, ...keys: readonly string[]): string {
  for (const key of keys) if (typeof command[key] === 'string') return command[key];
  return '';
}

function isEmpty(value: unknown): boolean {
  if (isFields(value)) return Object.keys(value).length === 0;
  return (
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What is to be done, by whatever name. */
function wordOf(command: Fields): string {
  return text(command, 'operation', 'action', 'method');
}
