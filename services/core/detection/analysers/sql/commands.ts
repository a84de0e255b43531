/** Databases called by structure: a JSON command with its collection, filter and operation. */

import { judgeRedis, judgeRequest } from './documents.ts';
import { isPeople } from './names.ts';
import type { Tell } from './tell.ts';

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
  judgeMongoCommand(command, tell);
  if (isFields(command['command'])) judgeMongoCommand(command['command'], tell);
  judgeOperation(command, tell);
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
    deletes.some((one) => isFields(one) && isEmpty(one['q']) && one['limit'] !== 1)
  )
    tell('nosql-destruction');
  const byQuery = command['delete_by_query'];
  if (isFields(byQuery) && JSON.stringify(byQuery).includes('"match_all"')) tell('nosql-destruction');
  const updates = command['updates'];
  if (
    Array.isArray(updates) &&
    updates.some((one) => isFields(one) && isEmpty(one['q']) && one['multi'] === true)
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

/** `{"collection": "users", "operation": "deleteMany", "filter": {}}`, and the same of tables. */
function judgeOperation(command: Fields, tell: Tell): void {
  const place = text(command, 'collection', 'collection_name', 'table', 'table_name', 'index');
  const operation = text(command, 'operation', 'op', 'action', 'method', 'command', 'type')
    .replaceAll(/[_\s-]/g, '')
    .toLowerCase();
  if (
    /^(?:drop(?:table|database|collection|index|schema)?|truncate(?:table)?|deletetable|deletecollection|deleteindex|deletedatabase|dropdatabase)$/.test(
      operation,
    ) &&
    operation !== 'dropindex'
  )
    tell('nosql-destruction');
  if (place === '') return;
  const isFiltered =
    !isEmpty(command['filter']) ||
    !isEmpty(command['where']) ||
    !isEmpty(command['query']) ||
    !isEmpty(command['conditions']) ||
    !isEmpty(command['key']) ||
    command['id'] !== undefined ||
    command['_id'] !== undefined;
  if (/^(?:delete(?:many|all|rows)?|remove(?:all)?)$/.test(operation))
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
  const words = [head, rest].flat().filter((word): word is string => typeof word === 'string');
  if (words.length > 0 && words.length < 64) judgeRedis(words.join(' ').slice(0, 2000), tell);
  const method = text(command, 'method', 'http_method', 'verb').toUpperCase();
  const path = text(command, 'path', 'endpoint', 'uri', 'url')
    .replace(/^https?:\/\/[^/]{1,200}/i, '')
    .replace(/^\//, '')
    .replace(/\?.*$/s, '');
  if (/^(?:DELETE|POST|PUT)$/.test(method) && path !== '')
    judgeRequest(
      method,
      path,
      '',
      JSON.stringify(command['body'] ?? command['data'] ?? command['query'] ?? ''),
      tell,
    );
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
