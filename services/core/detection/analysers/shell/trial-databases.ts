/** Databases that tests have for themselves: what a client is told to do to the rows and tables of one is nobody's loss. */
import { type Call, operands, optionSet, optionValues } from './call.ts';
import { isTrialName } from './program-trials.ts';

/** Options that another value than the database's name stands behind. */
const VALUED = optionSet(
  '-h -H -U -u -P -p -c -e -f -v -o -i -s -S -Q -q -w -W --host --port --user --username --password --command --execute --file --query --set --variable --output',
);
const NAMES = ['-d', '-D', '--dbname', '--database', '--db'];
/** What reaches beyond the database: another one, accounts, the server. */
const BEYOND =
  /\\c(?:onnect)?\s|\buse\s+\w|\b(?:drop|alter)\s+(?:database|user|role|owned|server|tablespace)|\b(?:drop|from|into|table|truncate|update)\s+(?:only\s+)?(?:if\s+exists\s+)?["'`[\w\]]+\.["'`[\w]|\\!|\bcopy\b.*\bprogram\b|\battach\b|dblink|load_file|outfile|pg_terminate|\bshutdown\b/i;

/** Whether the client is connected to a test's database, by its name, and the text stays within. */
export function isWithinTrial({ args }: Call, text: string): boolean {
  const names = [
    ...optionValues(args, ...NAMES),
    ...operands(args, new Set([...VALUED, ...NAMES])).filter((word) => !/\s/.test(word)),
  ];
  return names.length > 0 && names.every((name) => isTrialName(databaseOf(name))) && !BEYOND.test(text);
}

/** `app_test` of `postgres://u:p@h/app_test?sslmode=off`, `test` of `db/test.sqlite3`. */
function databaseOf(name: string): string {
  const plain = name.split('?', 1)[0] ?? '';
  return plain.slice(plain.lastIndexOf('/') + 1).replace(/\.(?:db|sqlite3?|duckdb)$/, '');
}
