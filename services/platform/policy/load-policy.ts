/** Policies with what core has not: proofs of their patterns, and the default one that comes with the package. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Prover } from '../../core/detection/check-rules.ts';
import { parsePolicy, readPolicy } from '../../core/policy/gate/parse-policy.ts';
import type { Policy } from '../../core/policy/gate/policy.ts';
import type { LinedProblem } from '../../core/policy/gate/yaml-document.ts';
import { packageRoot } from '../config/package-root.ts';

/** The prover is loaded only where there is a pattern: it takes some 100 MB and, of the caller's thread, up to a second a pattern. */
async function proverFor(text: string): Promise<{ prove?: Prover }> {
  let hasPattern = false;
  readPolicy(text, {
    prove: () => {
      hasPattern = true;
      return null;
    },
  });
  if (!hasPattern) return {};
  const { createProver } = await import('../detection/prover.ts');
  return { prove: await createProver() };
}

/** @throws TriplineError CONFIG_INVALID with every problem of the file, each with its line */
export async function loadPolicy(text: string): Promise<Policy> {
  return parsePolicy(text, await proverFor(text));
}

/** The policy, or every problem of the file in order of lines. */
export async function lintPolicy(
  text: string,
): Promise<{ policy: Policy } | { problems: readonly LinedProblem[] }> {
  return readPolicy(text, await proverFor(text));
}

/** Where deploy/policy.yaml is, in the repository and in the package. */
export function defaultPolicyFile(): string {
  return join(packageRoot(), 'deploy', 'policy.yaml');
}

/** The text of deploy/policy.yaml. It has no patterns: core's `parsePolicy` takes it as it is. */
export function defaultPolicyText(): string {
  return readFileSync(defaultPolicyFile(), 'utf8');
}
