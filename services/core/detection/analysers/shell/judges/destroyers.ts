/**
 * Data, machines and services that programs of their own destroy, by program and by what its arguments, in a row, say. HIGH where
 * nobody gets it back, MEDIUM where people do so to what is their own, so that somebody is asked.
 */
import type { Call, Inquiry, Judge } from '../call.ts';
import { OUTPUT_END } from '../command.ts';
import { isTesting, isWithinTrial } from '../trial-databases.ts';
import { BACKUPS } from './destroyers-backups.ts';
import { CLOUDS } from './destroyers-clouds.ts';
import { DATABASES } from './destroyers-databases.ts';
import { FRAMEWORKS } from './destroyers-frameworks.ts';
import { MACHINES } from './destroyers-machines.ts';
import { OTHERS } from './destroyers-others.ts';

/** A rule other than `shell-data-destruction` where the last member names one. */
export type Destroyer = readonly [names: string, pattern: RegExp, severity: 'HIGH' | 'MEDIUM', rule?: string];

const LONGEST = 4000;
const HELP = /(?:^|\s)(?:--help|--dry-run|--dryrun|--what-if|--check)(?=$|[\s=])/;
const OF = Map.groupBy(
  [...BACKUPS, ...CLOUDS, ...DATABASES, ...FRAMEWORKS, ...MACHINES, ...OTHERS].flatMap(([names, ...rest]) =>
    names.split(' ').map((name) => [name, ...rest] as const),
  ),
  ([name]) => name,
);

function hasOutput(arg: string): boolean {
  return arg.includes(OUTPUT_END);
}

/** `"$(mktemp -d)"`: nothing is in it. */
function isFresh(arg: string, inquiry: Inquiry): boolean {
  return inquiry.commandsIn(arg).some(({ argv }) => argv[0] === 'mktemp');
}

function destroys(call: Call, inquiry: Inquiry): void {
  const given = call.args.some(hasOutput)
    ? call.args.map((arg) => (isFresh(arg, inquiry) ? 'empty/' : arg))
    : call.args;
  const text = `${given.join(' ')} ${inquiry.inputOf(call.command) ?? ''}`.trimEnd().slice(0, LONGEST);
  if (HELP.test(text)) return;
  if (call.name.startsWith('mongo') && isWithinTrial(call, text)) return;
  for (const [, pattern, severity, rule] of OF.get(call.name) ?? [])
    if (pattern.test(text) && !(severity === 'MEDIUM' && isTesting(call)))
      inquiry.tell(rule ?? 'shell-data-destruction', call, severity);
}

export const destroyerJudges: readonly (readonly [string, Judge])[] = [...OF.keys()].map(
  (name) => [name, destroys] as const,
);
