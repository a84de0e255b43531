/** What is wrong with options, told all at once. */
import { z } from 'zod';
import { TriplineError } from '../core/errors.ts';

interface Issue {
  path: PropertyKey[];
  message: string;
}

export const anyFunction = z.custom<never>((value) => typeof value === 'function', 'expected a function');

export function describe({ path, message }: Issue): string {
  return `${path.map(String).join('.') || 'the options'}: ${message}`;
}

/** As describe, of what stands under an option's name. */
export function describeUnder(name: string, issues: readonly Issue[]): string[] {
  return issues.map((issue) => describe({ ...issue, path: [name, ...issue.path] }));
}

export function invalidOptions(problems: readonly string[]): TriplineError {
  return new TriplineError('CONFIG_INVALID', `At fault: ${problems.join('; ')}.`);
}
