/** Databases that tests have for themselves: what a client is told to do to the rows and tables of one is nobody's loss. */
import type { Call } from './call.ts';
import { isTrialName } from './program-trials.ts';

const NAMES = new Set(['-d', '-D', '--dbname', '--database', '--db']);
/** Options that take no value, or hold it: what stands behind them is an operand. */
const FLAG =
  /^-(?:[qtAxX1bNB]{1,6}|p.*|[uUhH].+|-(?:quiet|tuples-only|no-align|no-psqlrc|single-transaction|csv|expanded|skip-column-names|batch|norc|nodb))$|=/;
/** What reaches beyond the database: another one, accounts, the server. */
const BEYOND =
  /\\c(?:onnect)?\s|\buse\s+\w|\b(?:drop|alter)\s+(?:database|user|role|owned|server|tablespace)|\b(?:drop|from|into|table|truncate|update)\s+(?:only\s+)?(?:if\s+exists\s+)?["'`[\w\]]{1,80}\s{0,4}\.\s{0,4}["'`[\w]|\\!|\bcopy\b[^;]{0,400}\bprogram\b|\battach\b|dblink|load_file|outfile|pg_terminate|getS\w{5,6}DB|getMongo|\bconnect\(|\bMongo\(|\bdb\s{0,4}=|\bload\(|adminCommand|shutdownServer|\bshutdown\b/i;

/** Whether the client is connected to a test's database, by its name, and the text stays within. */
export function isWithinTrial({ args }: Call, text: string): boolean {
  const names = args.filter((arg, index) => {
    const before = args[index - 1] ?? '';
    if (NAMES.has(before)) return true;
    return !/^-|\s/.test(arg) && (!before.startsWith('-') || FLAG.test(before));
  });
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
export function isTesting({ command: { assigns, argv }, args }: Call): boolean {
  const given = [...assigns.map(([name, value]) => `${name}=${value}`), ...argv, ...args];
  const named = given.filter((word) => ENVIRONMENT.test(word));
  return (
    named.length > 0 &&
    named.every((word) => /=(?:test(?:ing)?|[\w.]{0,80}\btest\w{0,8})$/.test(word)) &&
    !given.some((word) => word.startsWith('DATABASE_URL='))
  );
}
const ENVIRONMENT =
  /^(?:RAILS_ENV|RACK_ENV|MIX_ENV|NODE_ENV|APP_ENV|DJANGO_ENV|DJANGO_SETTINGS_MODULE|--env|--settings)=/;

/** `localhost:9200/test-index`: an index of a test's, all of it and nothing beside it. */
export function isTrialAddress(target: string): boolean {
  const index = /^(?:https?:\/\/)?(?:localhost|127\.0\.0\.1):\d{2,5}\/([\w-]{1,80})\/?$/.exec(target)?.[1];
  return index !== undefined && isTrialName(index);
}
