/** The hosts that a call goes to: of its endpoint, of every target in its arguments, of its commands; lower case, without look-alikes. */
import { hostsIn } from '../../detection/analysers/http/hosts-in.ts';
import { classifyTarget } from '../../detection/analysers/http/target.ts';
import { commandHostsIn } from '../../detection/analysers/shell/hosts-in.ts';
import { runsCommands } from './call-findings.ts';
import { jsonTextsIn } from './json-texts.ts';
import type { GateCall } from './types.ts';

export interface Hosts {
  names: readonly string[];
  /** False where there are more, or one that cannot be told from the text. */
  isWhole: boolean;
}

const MOST_HOSTS = 64;

export function hostsOf(call: GateCall): Hosts {
  const { tool, arguments: given } = call;
  const names = new Set<string>();
  if (tool.endpoint !== null) names.add(classifyTarget(tool.endpoint, true).host);
  let isWhole = true;
  const isCommand = runsCommands(call);
  for (const { text } of jsonTextsIn(given)) {
    for (const { host } of hostsIn(text)) {
      names.add(host);
      if (names.size > MOST_HOSTS) return { names: [...names], isWhole: false };
    }
    if (!isCommand) continue;
    const commands = commandHostsIn(text, tool.kind === 'SHELL');
    isWhole &&= commands.isWhole;
    for (const host of commands.hosts) names.add(host);
  }
  names.delete('');
  return { names: [...names], isWhole: isWhole && names.size <= MOST_HOSTS };
}
