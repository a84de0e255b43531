/**
 * The record of proofs: of every built-in rule's pattern, that recheck found it free of catastrophic backtracking. A proof takes up to a
 * second, so only patterns that are not in the record yet are proved; `npm run test:long` proves all of them again.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInRules } from '../../services/core/detection/rules/index.ts';
import type { Rule } from '../../services/core/detection/types.ts';
import { createProver } from '../../services/platform/detection/prover.ts';

export const PROOFS = 'test/fixtures/proved-patterns.json';

/** Sixteen hexadecimal digits of SHA-256 over flags and pattern. */
export function patternDigest({ pattern, flags = '' }: Rule): string {
  return createHash('sha256').update(`${flags}/${pattern}`).digest('hex').slice(0, 16);
}

export function readProofs(root: string): ReadonlySet<string> {
  const path = join(root, PROOFS);
  return new Set(existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as string[]) : []);
}

/** @throws Error that names every rule whose pattern is not proved */
export async function recordProofs(root: string): Promise<string> {
  const known = readProofs(root);
  const fresh = builtInRules.filter((rule) => !known.has(patternDigest(rule)));
  const prove = fresh.length === 0 ? () => null : await createProver();
  const unproved = fresh.filter(({ pattern, flags = '' }) => prove(pattern, flags) !== null);
  if (unproved.length > 0)
    throw new Error(
      `not proved free of catastrophic backtracking: ${unproved.map(({ id }) => id).join(', ')}`,
    );
  const digests = [...new Set(builtInRules.map(patternDigest))].toSorted();
  return `${JSON.stringify(digests, null, 2)}\n`;
}
