/**
 * What programs drop that was made to go: a database in memory, one that a test started itself, one named as a test's. Only where every
 * call that drops is about such a one; a connection that the program does not show may be to anything.
 */

const DROPS =
  /\.(drop_all|dropDatabase|drop_database|dropCollection|drop_collection)\(\s{0,4}(?:bind\s{0,2}=\s{0,2})?([^)\n]{0,120})/g;
/** A connection, and what it is made with. */
const OPENS =
  /(?:\b(\w{1,40})\s{0,4}=\s{0,4})?(?:await\s{1,4})?\b(?:\w{1,40}\.)?(?:create_(?:async_)?engine|connect|MongoClient|createConnection)\(\s{0,4}([^\n]{0,200})/g;
const SETTING = /\bSQLALCHEMY_DATABASE_URI\b["']?\s{0,4}\]?\s{0,4}[:=]\s{0,4}([^\n]{0,200})/g;
const IN_MEMORY =
  /^["'](?:sqlite(?:\+\w{1,20})?:\/\/(?:\/?:memory:(?:\?[\w=&]{0,60})?)?|:memory:)["']|^\w{1,40}\.(?:getUri|get_connection_url|getConnectionString)\(/;
/** `create_app('testing')`, `create_app(TestConfig)`. */
const TEST_APP =
  /\bcreate_app\(\s{0,4}(?:\w{1,20}\s{0,2}=\s{0,2})?(?:["']test(?:ing)?["']|(?:\w{1,40}\.)?Test(?:ing)?Config\b)/;
/** A name of a database, an index or a table that is a test's: `app_test`, `test-tmp`, `AppTest`; no `latest`, no `templates`. */
const NAME =
  /^(?:[\w.-]{0,60}[_-])?(?:tests?|testing|te?mp|scratch)\d{0,4}(?:[_-][\w.-]{0,60})?$|^\w{0,40}[a-z]Test(?:s|ing|Db|DB)?$/;

export function isTrialName(name: string): boolean {
  return NAME.test(name);
}

/** What a remark says of a connection opens none; an address has no blank before its slashes. */
const COMMENT = /(?:^|\s)(?:#|\/\/)[^\n]{0,2000}/gm;

/** The literal that stands first. */
function literalOf(given: string): string {
  return /^["']([^"'\n]{1,120})["']/.exec(given)?.[1] ?? '';
}

export function dropsTrialsOnly(given: string): boolean {
  if (given.search(DROPS) === -1) return false;
  const code = given.replaceAll(COMMENT, '');
  const drops = [...given.matchAll(DROPS)];
  const opened = [...code.matchAll(OPENS)];
  const settings = [...code.matchAll(SETTING)].map(([, given = '']) => given);
  const isMemory = (given: readonly string[]) =>
    given.length > 0 && given.every((value) => IN_MEMORY.test(value));
  const isOpenedInMemory = isMemory(opened.map(([, , given = '']) => given));
  return drops.every(([, verb, given = '']) => {
    if (verb === 'drop_all') {
      const engine = /^[A-Za-z_]\w{0,40}$/.exec(given.trim())?.[0];
      if (engine === undefined)
        return given.trim() === '' && (settings.length > 0 ? isMemory(settings) : TEST_APP.test(code));
      return isMemory(opened.filter(([, name]) => name === engine).map(([, , made = '']) => made));
    }
    if (verb === 'dropDatabase') return given.trim() === '' && isOpenedInMemory;
    return isTrialName(literalOf(given));
  });
}

/** `new Sequelize('sqlite::memory:')`, and no other. */
export function syncsMemory(code: string): boolean {
  const made = [...code.replaceAll(COMMENT, '').matchAll(/\bnew\s{1,4}Sequelize\(\s{0,4}([^\n]{0,60})/g)];
  return made.length > 0 && made.every(([, given = '']) => /^["']sqlite::memory:?["']/.test(given));
}
