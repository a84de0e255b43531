/** Databases that tests have for themselves: what a client is told to do to the rows and tables of one is nobody's loss. */
import { type Call, operands, optionSet, optionValues } from './call.ts';
import { isTrialName } from './program-trials.ts';

/** Options that another value than the database's name stands behind. */
const VALUED = optionSet(
  '-h -H -U -u -P -p -c -e -f -v -o -i -s -S -Q -q -w -W --host --port --user --username --password --command --execute --file --query --set --variable --output --eval',
);
const NAMES = ['-d', '-D', '--dbname', '--database', '--db'];
/** What reaches beyond the database: another one, accounts, the server. */
const BEYOND =
  /\\c(?:onnect)?\s|\buse\s+\w|\b(?:drop|alter)\s+(?:database|user|role|owned|server|tablespace)|\b(?:drop|from|into|table|truncate|update)\s+(?:only\s+)?(?:if\s+exists\s+)?["'`[\w\]]+\.["'`[\w]|\\!|\bcopy\b.*\bprogram\b|\battach\b|dblink|load_file|outfile|pg_terminate|getSiblingDB|getMongo|adminCommand|shutdownServer|\bshutdown\b/i;

/** Whether the client is connected to a test's database, by its name, and the text stays within. */
export function isWithinTrial({ args }: Call, text: string): boolean {
  const names = [
    ...optionValues(args, ...NAMES),
    ...operands(args, new Set([...VALUED, ...NAMES])).filter((word) => !/\s/.test(word)),
  ];
  return (
    names.length > 0 &&
    names.every((name) => name === ':memory:' || isTrialName(databaseOf(name))) &&
    !BEYOND.test(text)
  );
}

/** `app_test` of `postgres://u:p@h/app_test?sslmode=off`, `test` of `db/test.sqlite3`. */
function databaseOf(name: string): string {
  const plain = name.split('?', 1)[0] ?? '';
  return plain.slice(plain.lastIndexOf('/') + 1).replace(/\.(?:db|sqlite3?|duckdb)$/, '');
}

/** `RAILS_ENV=test`: a framework then has a database for it alone, unless it is told another. */
export function isTesting({ command: { assigns }, args }: Call): boolean {
  const given = [...assigns.map(([name, value]) => `${name}=${value}`), ...args];
  return (
    given.some((word) =>
      /^(?:RAILS_ENV|RACK_ENV|MIX_ENV|NODE_ENV|APP_ENV|DJANGO_ENV|--env)=test(?:ing)?$|^--settings=[\w.]{0,80}\btest\w{0,8}$/.test(
        word,
      ),
    ) && !given.some((word) => word.startsWith('DATABASE_URL='))
  );
}

/** `localhost:9200/test-index`: an index of a test's, all of it and nothing beside it. */
export function isTrialAddress(target: string): boolean {
  const index = /^(?:https?:\/\/)?(?:localhost|127\.0\.0\.1):\d{2,5}\/([\w-]{1,80})\/?$/.exec(target)?.[1];
  return index !== undefined && isTrialName(index);
}
