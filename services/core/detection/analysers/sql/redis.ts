/** Redis’ commands: what each destroys, stops, runs or lets in. */
import type { Severity } from '../../../events/types.ts';
import type { Tell } from './tell.ts';

type Verdict = readonly [rule: string, severity?: Severity];

/** By the verb and, where it has some, its first argument. */
const COMMANDS: ReadonlyMap<string, Verdict> = new Map<string, Verdict>([
  ...each('flushall flushdb', 'nosql-destruction'),
  ...each(
    'swapdb|xgroup destroy|function flush|function delete|script flush|cluster reset|cluster flushslots|cluster forget|cluster delslots|cluster delslotsrange|cluster failover|debug flushall|ft.dropindex|ft.drop|ft._dropindexifx|graph.delete|module unload|client pause|client kill|script kill|function kill|config rewrite|debug reload|debug loadaof|debug change-repl-id|debug set-active-expire|failover',
    'nosql-destruction',
    'HIGH',
    '|',
  ),
  ...each(
    'debug segfault|debug panic|debug oom|debug sleep|debug restart|debug crash-and-recover|module load|module loadex|function load|function restore|script load|evalsha|fcall|migrate|restore|client no-evict',
    'nosql-outside',
    'HIGH',
    '|',
  ),
  ...each('acl setuser|acl deluser|acl load|acl save', 'nosql-grant', undefined, '|'),
]);
const HEADS = new Set([...COMMANDS.keys()].map((key) => key.split(' ', 1)[0] as string));
/** Settings without which what is in memory is lost, or the server is open. */
const SETTINGS =
  /^(?:dir|dbfilename|requirepass|masterauth|masteruser|protected-mode|slave-read-only|replica-read-only|rename-command|unixsocket|logfile|aclfile|enable-.+|save|appendonly|appendfilename|appenddirname|maxmemory|maxmemory-policy|bind|port|maxclients|loadmodule|lazyfree-.+|tls-.+)$/;
const RANGES: ReadonlyMap<string, RegExp> = new Map([
  ['xtrim', /^xtrim \S{1,200} max(?:len|id) (?:[=~] )?0\b/i],
  ['ltrim', /^ltrim \S{1,200} (?:[1-9]\d{0,9} 0|\d{1,9} -\d{2,9}|-1 0)\s{0,3}$/i],
  ['zremrangebyrank', /^zremrangebyrank \S{1,200} 0 -1/i],
  ['zremrangebyscore', /^zremrangebyscore \S{1,200} -inf \+?inf/i],
  ['zremrangebylex', /^zremrangebylex \S{1,200} - \+/i],
  ['ts.del', /^ts\.del \S{1,200} - \+/i],
]);

function each(words: string, rule: string, severity?: Severity, by = ' '): [string, Verdict][] {
  return words
    .split(by)
    .map((word): [string, Verdict] => [word, severity === undefined ? [rule] : [rule, severity]]);
}

/** Whether a line begins as one of them: a pipe of a shell may stand before. */
export function isRedis(command: string): boolean {
  const verb = command.split(' ', 1)[0]?.toLowerCase() ?? '';
  return (
    HEADS.has(verb) ||
    RANGES.has(verb) ||
    /^(?:config|keys|eval|eval_ro|slaveof|replicaof|shutdown)$/.test(verb)
  );
}

export function judgeRedis(command: string, tell: Tell): void {
  const words = command.split(' ', 4).map((word) => word.toLowerCase().replaceAll(/["']/g, ''));
  const [verb = '', what = '', name = ''] = words;
  const verdict = COMMANDS.get(`${verb} ${what}`) ?? COMMANDS.get(verb);
  if (verb === 'flushall' || verb === 'flushdb')
    return /^(?:|async|sync)$/.test(what) ? tell('nosql-destruction') : undefined;
  if (verdict !== undefined && isCommand(verb, what, name, command)) return tell(verdict[0], verdict[1]);
  switch (verb) {
    case 'keys':
      if (/^\*+$/.test(what) && (name === '' || name === '|'))
        tell(name === '|' ? 'nosql-destruction' : 'nosql-mass-read', name === '|' ? 'HIGH' : 'MEDIUM');
      return;
    case 'config':
      if (what === 'set') tell('nosql-outside', SETTINGS.test(name) ? 'CRITICAL' : 'MEDIUM');
      return;
    case 'eval':
    case 'eval_ro':
      return judgeScript(command, tell);
    case 'slaveof':
    case 'replicaof':
      return what === '' ? undefined : tell('nosql-outside');
    case 'shutdown':
      return /^(?:|nosave|save|now|force|abort)$/.test(what) ? tell('nosql-outside') : undefined;
  }
  if (RANGES.get(verb)?.test(command.replaceAll(/["']/g, ''))) tell('nosql-destruction', 'HIGH');
}

/** Verbs that are words of English ask for what follows them. */
function isCommand(verb: string, what: string, name: string, command: string): boolean {
  if (verb === 'restore') return /^\d{1,15}$/.test(name);
  if (verb === 'migrate') return /^[\w.-]{1,80}$/.test(what) && /^\d{2,5}$/.test(name);
  if (verb === 'swapdb') return /^\d{1,3}$/.test(what);
  if (verb === 'failover') return what === 'to' || what === 'force';
  if (what === 'flush') return /^(?:|async|sync)$/.test(name);
  if (verb === 'function' && what === 'load') return /^\S+ \S+ (?:replace )?["'#]/i.test(command);
  if (verb === 'cluster' && what === 'failover') return /^(?:|force|takeover)$/.test(name);
  return true;
}

/** Lua: what it calls by name, what it deletes of all keys, and calls whose name is put together. */
function judgeScript(command: string, tell: Tell): void {
  if (/os\.execute|io\.popen|io\.open|loadlib|loadstring|dofile|package\./i.test(command))
    tell('nosql-outside', 'CRITICAL');
  const lists = /['"](?:keys|scan)['"]/i.test(command);
  const removes = /['"](?:del|unlink|rename|expire|pexpire)['"]/i.test(command);
  if (/flush(?:all|db)/i.test(command) || (lists && removes)) return tell('nosql-destruction');
  if (/\bp?call\s{0,4}\(\s{0,4}(?!['"][\w .]{1,40}['"]\s{0,4}[,)])/i.test(command))
    tell('nosql-destruction', 'HIGH');
}
