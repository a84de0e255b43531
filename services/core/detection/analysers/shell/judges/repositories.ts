/** A whole repository pushed somewhere else. */
import { type Call, hasOption, type Inquiry, type Judge, operands } from '../call.ts';
import { hostOf, isForge, reachOf } from '../hosts.ts';

const VALUED = new Set(['-C', '-c', '-t', '-m', '-o', '--push-option']);

/** Where a remote points to that the script itself made; `user@host:path` too. */
function isForeign(url: string): boolean {
  const host = hostOf(url) ?? /^(?:[\w.-]+@)?([\w.-]+\.[\w-]+):/.exec(url)?.[1] ?? '';
  const reach = reachOf(host);
  return host !== '' && (reach === 'WORLD' || reach === 'DROP') && !isForge(host);
}

function push(call: Call, inquiry: Inquiry): void {
  const words = operands(call.args, VALUED);
  const [verb = '', first = '', name = '', url = ''] = words;
  if (verb === 'remote' && /^(?:add|set-url)$/.test(first)) {
    if (isForeign(url) && inquiry.remotes.size < 100) inquiry.remotes.add(name);
    return;
  }
  if (verb !== 'push') return;
  const isWhole = hasOption(call.args, '', '--all', '--mirror', '--branches');
  const isForced = hasOption(call.args, 'f', '--force');
  const target = first === '' ? 'origin' : first;
  const isAway = inquiry.remotes.has(target) || isForeign(target);
  const isNamed = /^(?:evil|exfil\w*|leak|attacker|loot)$/.test(target);
  if ((isWhole && (isAway || isNamed)) || (isForced && isNamed)) inquiry.tell('shell-exfiltration', call);
  else if (isAway && isForced) inquiry.tell('shell-exfiltration', call, 'MEDIUM');
}

/** `git bundle create … --all`, to be taken along. */
function bundle(call: Call, inquiry: Inquiry): void {
  const [verb = '', kind = '', file = ''] = operands(call.args, VALUED);
  if (verb === 'bundle' && kind === 'create' && call.args.includes('--all')) inquiry.packed.add(file);
}

export const repositoryJudges: readonly (readonly [string, Judge])[] = [
  ['git', push],
  ['git', bundle],
];
