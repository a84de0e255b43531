/** Settings are read once, at the boundary: every problem at once, nothing unknown let through. */
import type { z } from 'zod';
import { TriplineError } from '../../core/errors.ts';
import { catalogue, type Group, type Setting } from './settings.ts';

export type Environment = Readonly<Record<string, string | undefined>>;
export type Config<G extends Group> = { [K in keyof G]: z.output<G[K]['schema']> };

const PREFIX = 'TRIPLINE_';
/** The test suite's own variables: not settings, and no reason to refuse a start. */
const TEST_PREFIX = 'TRIPLINE_TEST_';

/**
 * The group's settings from the environment. A variable that is set but empty counts as unset.
 * @throws TriplineError CONFIG_INVALID that lists every problem, and every TRIPLINE_* variable that no process knows
 */
export function readConfig<G extends Group>(group: G, environment: Environment): Config<G> {
  const problems = unknownNames(environment);
  const values = Object.entries(group).map(([name, setting]) => [
    name,
    readSetting(name, setting, environment, problems),
  ]);
  if (problems.length > 0)
    throw new TriplineError('CONFIG_INVALID', problems.map((problem) => `\n  ${problem}`).join('') + '\n');
  return Object.fromEntries(values) as Config<G>;
}

function readSetting(name: string, setting: Setting, environment: Environment, problems: string[]): unknown {
  const result = setting.schema.safeParse(environment[name] || setting.fallback);
  if (result.success) return result.data;
  problems.push(...result.error.issues.map((issue) => `${name} ${issue.message}`));
  return undefined;
}

function unknownNames(environment: Environment): string[] {
  const known = new Set(catalogue.flatMap(({ group }) => Object.keys(group)));
  return Object.keys(environment)
    .filter((name) => name.startsWith(PREFIX) && !name.startsWith(TEST_PREFIX) && !known.has(name))
    .map((name) => `${name} is not a setting`);
}
