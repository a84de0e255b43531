/** The file of a policy: who runs the process said its path, and has to find by it what is at fault. */
import { readFileSync, statSync } from 'node:fs';
import { isTriplineError, TriplineError } from '../../core/errors.ts';

/** YAML (docs/policy.md). A file is read again when it changes; `setting` is what its path was said by, for errors to name. */
export type PolicySource = { file: string; reloadMs?: number; setting?: string } | { text: string };

/** As errors have it; empty of a text. */
export function nameOf(policy: PolicySource): string {
  if (!('file' in policy)) return '';
  const { setting, file } = policy;
  return `${setting === undefined ? 'The' : `${setting}: the`} policy file ${file}`;
}

/** @throws TriplineError CONFIG_INVALID, as what follows: saying which file, and why */
export function readPolicyFile(path: string, called: string): string {
  return reading(called, () => readFileSync(path, 'utf8'));
}

/** What tells a version from another; empty where there is none. */
export function stateOf(path: string, called: string): string {
  const stat = reading(called, () => statSync(path, { throwIfNoEntry: false }));
  return stat === undefined ? '' : `${stat.ino}:${stat.mtimeMs}:${stat.size}`;
}

export function unreadable(code: string | undefined, called: string): TriplineError {
  return new TriplineError('CONFIG_INVALID', `${called} cannot be read: ${code}.`);
}

/** What is wrong with a policy, with the name of its file if it is of one. */
export function named(error: unknown, called: string): unknown {
  if (called === '' || !isTriplineError(error, 'CONFIG_INVALID')) return error;
  return new TriplineError('CONFIG_INVALID', `${called}: ${error.detail}`, { cause: error });
}

function reading<T>(called: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw unreadable((error as NodeJS.ErrnoException).code, called);
  }
}
