/** Proofs that a pattern cannot backtrack catastrophically, by recheck (https://makenowjust-labs.github.io/recheck/): loaded only where somebody brings patterns. */
import type { Prover } from '../../core/detection/check-rules.ts';

const TIMEOUT_MS = 30_000;

export async function createProver(): Promise<Prover> {
  const { checkSync } = await import('recheck');
  const known = new Map<string, string | null>();
  return (pattern, flags) => {
    const name = `${flags}/${pattern}`;
    let proof = known.get(name);
    if (proof === undefined) {
      // The engine tries a pattern only where a trigger stands: it is proved as it runs, sticky.
      const { status } = checkSync(pattern, `${flags}y`, { timeout: TIMEOUT_MS });
      proof =
        status === 'safe'
          ? null
          : status === 'vulnerable'
            ? 'it can take exponential or polynomial time'
            : 'no proof was found in time';
      known.set(name, proof);
    }
    return proof;
  };
}
