/** DynamoDB’s operations: many rows at once, backups and protection off, rows that end by themselves, tables handed out. */
import type { Tell } from './tell.ts';

type Fields = Readonly<Record<string, unknown>>;

/** As many rows by their keys as nobody lists by hand. */
export const MANY_DELETES = 20;

export function judgeManaged(command: Fields, tell: Tell): void {
  const items = command['RequestItems'];
  if (isFields(items) && countOf(Object.values(items), 'DeleteRequest') >= MANY_DELETES)
    tell('nosql-destruction', 'HIGH');
  if (countOf([command['TransactItems']], 'Delete') >= MANY_DELETES) tell('nosql-destruction', 'HIGH');
  const recovery = command['PointInTimeRecoverySpecification'];
  if (isFields(recovery) && recovery['PointInTimeRecoveryEnabled'] === false)
    tell('nosql-destruction', 'HIGH');
  if (command['DeletionProtectionEnabled'] === false && typeof command['TableName'] === 'string')
    tell('nosql-destruction', 'HIGH');
  const life = command['TimeToLiveSpecification'];
  if (
    isFields(life) &&
    life['Enabled'] === true &&
    typeof life['AttributeName'] === 'string' &&
    !/ttl|expir|delete|purge|until|end/i.test(life['AttributeName'])
  )
    tell('nosql-destruction', 'HIGH');
  if (typeof command['TableArn'] === 'string' && typeof command['S3Bucket'] === 'string')
    tell('nosql-outside', 'HIGH');
  const policy = command['Policy'];
  if (
    typeof command['ResourceArn'] === 'string' &&
    typeof policy === 'string' &&
    /"Principal"\s{0,4}:\s{0,4}(?:"\*"|\{\s{0,4}"AWS"\s{0,4}:\s{0,4}"\*")/.test(policy)
  )
    tell('nosql-grant');
}

/** How many of the items of these lists have that key. */
function countOf(lists: readonly unknown[], key: string): number {
  let count = 0;
  for (const list of lists)
    if (Array.isArray(list)) for (const item of list) if (isFields(item) && isFields(item[key])) count++;
  return count;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
