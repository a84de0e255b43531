/** Whether a method of a database's or a cloud's library takes all there is, by its arguments and by the chain before it: `where`, `filter` and `find` spare rows. */
import { isTrialName } from './program-trials.ts';

/** What spares rows: a condition that is one. */
export const SPARES =
  /(?<!\w)(?:where|filter(?:_?by)?|find(?:_?(?:by|one|all))?\w{0,20}|get|get_or_404|eq|match|in|in_|order|andwhere|limit|first|last|take|exclude|by_\w+|with_id|doc(?:ument)?|whereIn|whereId|belongs_to|having|between|lt|lte|sample)!?\s{0,4}\(\s{0,4}(?!\)|None\b|nil\b|null\b|true\b|True\b|["']?\s{0,4}1\s{0,4}=\s{0,4}1|\{\s{0,4}\}|1\s{0,2}==\s{0,2}1|["']1["']\s{0,2},\s{0,2}["']?1|\w{0,20}id__gte?\s{0,2}=\s{0,2}0|["']id["']\s{0,2},\s{0,2}["']>=?["']\s{0,2},\s{0,2}0|\(\s{0,4}\)\s{0,4}=>\s{0,4}true|["']["'])/i;
/** A chain that begins with all rows. */
const ALL_OF =
  /\.objects\b|\bquery\b|\.all\(\)|::all\(\)|\btable\(|\bknex\(|\bdb\(\s{0,4}["']|createQueryBuilder|\.from_?\(|\bobjects\b|object_?versions|\bblobs|instances\.(?:all|filter)\(|\.collection\(|\bmodel\(|in_batches|\bscan_iter|resource_groups|virtual_machines|\bunscoped\b|\bvolumes\b|\bcontainers\b|\bindices\b|\bquerybuilder|::where\w{0,20}\(|collections\(|whereNotNull/i;
const EVERY =
  /^\s{0,4}(?:\)|(?:(?:ctx|context(?:\.\w{1,20}\(\))?|[A-Z]\w{0,40})\s{0,2},\s{0,2})?(?:(?:filter|where)\s{0,2}=\s{0,2})?(?:\{\s{0,4}\}|dict\(\s{0,2}\)|bson\.[MD]\s{0,2}\{\s{0,2}(?:\{\s{0,2}\}\s{0,2})?\}|[\w<>.]{1,60}\.Empty|new\s{1,4}(?:Query|BsonDocument|Document)\(\s{0,2}\))\s{0,4}[,)]|(?:delete_all|deleteAll)\s{0,2}[:=]\s{0,2}[Tt]rue|\{\s{0,4}["']?(?:where|filter|query)["']?\s{0,4}:\s{0,4}\{\s{0,4}(?:\}|id\s{0,2}:\s{0,2}\{\s{0,2}(?:not|gt|gte|ne)\s{0,2}:\s{0,2}(?:["']{2}|null|0|-1)\s{0,2}\})|null\s{0,4}[,)]|None\s{0,4}[,)])/;

/** Whether a call takes all there is: by its arguments, or by a chain that begins with all and spares none. */
export function takes(name: string, chain: string, given: string): boolean {
  const after = given.slice(given.indexOf(')'));
  const isSpared = SPARES.test(chain) || SPARES.test(after);
  switch (name) {
    case 'sync':
      return /^\s{0,4}\{\s{0,4}["']?force["']?\s{0,4}:\s{0,4}true/.test(given);
    case 'synchronize':
      return /^\s{0,4}true/.test(given);
    case 'deletebyquery':
    case 'updatebyquery':
      return /match_?all/i.test(given);
    case 'nativedelete':
    case 'deletemany':
      return (
        EVERY.test(given) ||
        /^[^}]{0,80}(?:\$exists|\$ne|\$gte?)\b[^}]{0,60}(?:true|True|null|None|["']{2}|\b0\b)/.test(given)
      );
    case 'updatemany':
      return EVERY.test(given) || (/^\s{0,4}\{\s{0,4}data\b/.test(given) && !/\bwhere\b/.test(given));
    case 'destroy':
      return EVERY.test(given) && !/^\s{0,4}\)/.test(given)
        ? true
        : /^\s{0,4}\{[^}]{0,100}truncate\s{0,4}:\s{0,4}true/.test(given) ||
            (/\ball\b/.test(chain) && !isSpared && /each|all/.test(chain));
    case 'deletefrom':
      return !isSpared && /execute|run/.test(after);
    case 'deleteall':
    case 'destroyall':
      return (
        !isSpared &&
        (given.startsWith(')') || /^\s{0,4}[A-Z]\w{0,60}\s{0,4}\)/.test(given)) &&
        (isUpper(chain) ||
          /repo|dao|collection|schema|manager|in_batches|unscoped|\.all\b|index|where/i.test(chain))
      );
    case 'removerange':
      return (
        /^\s{0,4}[\w.]{2,80}\s{0,4}\)/.test(given) &&
        /\w\.\w/.test(given.slice(0, 80).split(')')[0] ?? '') &&
        !isSpared
      );
    case 'executedelete':
    case 'executedeleteasync':
      return !isSpared;
    case 'terminate':
      return /instances\.(?:all|filter)\(\s{0,4}\)|instances/.test(chain) && !/Ids/.test(chain);
    case 'begindelete':
      return true;
    case 'prune':
      return /volume|system|docker|container/i.test(chain);
    case 'remove':
      return (
        EVERY.test(given) &&
        (/^\s{0,4}\)/.test(given)
          ? /\bdb\.\w{1,60}\.$|\bref\([^)\n]{0,4}\)\.$/.test(chain)
          : /[A-Z]\w{0,60}\.$|\bdb\.|collection|template/i.test(chain))
      );
    case 'drop':
      return (
        /^\s{0,4}(?:ctx|context)\b/.test(given) ||
        /^\s{0,4}(?:bind\s{0,4}=\s{0,4})?(?:engine|conn\w{0,10}|bind|db)\b/.test(given) ||
        (/^\s{0,4}\)/.test(given) &&
          /sequelize|\.collection|schema|mongoose|connection|\bdb\b/i.test(chain)) ||
        /schema::?\w{0,4}$|Schema(?:::|\.)$/i.test(chain)
      );
    case 'clear':
      return /^\s{0,4}\)/.test(given) && /repo(?:sitory)?\w{0,20}\)?\.$/i.test(chain);
    case 'truncate':
      return (
        !isSpared &&
        (ALL_OF.test(chain) || /(?:::|connection\.)$/.test(chain)) &&
        !/\b(?:file|fs|os|f|fd|string|str)\.$/i.test(chain)
      );
    case 'update':
    case 'updateall':
      return (
        /\.objects\.all\(\)\.$|\.all\(\)\.$|::query\(\)->$|unscoped\.$/.test(chain) ||
        (name === 'updateall' && !isSpared && /[A-Z]\w{0,40}\.$/.test(chain))
      );
  }
  return deletes(chain, given, after, isSpared);
}

/** A class, or a model: what the call is made of begins with a capital letter. */
function isUpper(chain: string): boolean {
  return /(?:^|[^\w.])[A-Z]\w{0,60}\.$/.test(chain);
}

function deletes(chain: string, given: string, after: string, isSpared: boolean): boolean {
  const index = /\bindices\.$/.test(chain)
    ? /^\s{0,4}(?:index\s{0,2}=\s{0,2})?["']([\w-]{1,80})["']/.exec(given)?.[1]
    : undefined;
  if (index !== undefined && isTrialName(index)) return false;
  if (
    /\b(?:indices|repos|(?:instances|disks|buckets|clusters|projects|datasets|tables|networks|topics|namespaces)\(\))\.$/.test(
      chain,
    )
  )
    return true;
  if (/^\s{0,4}(?:await\s)?(?:\*|\.\.\.)?[\w.()\s]{0,40}\b(?:keys|scan)\w{0,12}\(\s{0,4}["']?\*/.test(given))
    return true;
  if (EVERY.test(given) && !/^\s{0,4}\)/.test(given))
    return (
      /where|delete_?all|filter/i.test(given.slice(0, 40)) ||
      /repo(?:sitory)?|manager|model|collection|index/i.test(chain)
    );
  if (/^\s{0,4}force\s{0,4}=\s{0,4}True/.test(given)) return /bucket|container|dataset/i.test(chain);
  if (/^\s{0,4}\*/.test(given)) return /keys\(|scan/.test(given);
  if (/scan_?iter\(|\bkeys\(\s{0,4}["']?\*/.test(after.slice(0, 80))) return true;
  if (isSpared) return false;
  // `delete(User)`, `db.delete(users)`: the table alone; `users.delete()` as a statement to be executed.
  if (/^\s{0,4}[A-Z]\w{0,60}\s{0,4}\)/.test(given)) return /(?:execute|exec)\w{0,10}\(\s{0,4}$/.test(chain);
  if (/^\s{0,4}&?\w{1,60}\{\s{0,4}\}\s{0,4}\)/.test(given)) return /\bdb|gorm|tx\b|where/i.test(chain);
  if (/^\s{0,4}[a-z]\w{2,60}\s{0,4}\)/.test(given))
    return /\bdb\.$/.test(chain) && /^\)\s{0,4}(?:;|$|\.execute|\n)/.test(after);
  if (/^\s{0,4}\{\s{0,4}\}\s{0,4}\)/.test(given))
    return /repo(?:sitory)?|manager|model|collection/i.test(chain);
  if (!/^\s{0,4}(?:\)|synchronize_session)/.test(given)) return false;
  if (/^\)\s{0,4}\.(?:neq|gte?|not|is)\(/.test(after)) return true;
  if (/^\)\s{0,4}\.execute\(/.test(after)) return /(?:^|[\s(=;])[A-Z]\w{0,60}\.$/.test(chain);
  if (/execute\w{0,10}\(\s{0,4}\w{1,60}\.$/.test(chain)) return true;
  return ALL_OF.test(chain);
}
