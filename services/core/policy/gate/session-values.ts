/** What the results of one session held, as hashes: each value and run with the system it was first seen in. The oldest go first. */
import type { Digest } from '../../detection/correlation/digest-text.ts';

/** Of one session. */
const MOST = 8192;
/** An entry of a map of numbers, table and all. */
const ENTRY_BYTES = 40;
const EMPTY_BYTES = 400;

/** The host or name of a tool, as a hash. */
export type SystemHash = number;

export class SessionValues {
  readonly #values = new Map<number, SystemHash>();
  readonly #runs = new Map<number, SystemHash>();
  /** Hashes of what the engine called sensitive. */
  readonly #sensitive = new Map<number, SystemHash>();

  get bytes(): number {
    return EMPTY_BYTES + ENTRY_BYTES * (this.#values.size + this.#runs.size + this.#sensitive.size);
  }

  add(digest: Digest | null, sensitive: readonly number[], system: SystemHash): void {
    for (const value of digest?.values ?? []) keep(this.#values, value, system);
    for (const run of digest?.runs ?? []) keep(this.#runs, run, system);
    for (const value of sensitive) keep(this.#sensitive, value, system);
  }

  /** Sending back to a system what came from it gives nothing away. */
  sends(digest: Digest | null, system: SystemHash): boolean {
    if (digest === null) return false;
    return isOfAnother(this.#values, digest.values, system) || isOfAnother(this.#runs, digest.runs, system);
  }

  get hasSensitive(): boolean {
    return this.#sensitive.size > 0;
  }

  sendsSensitive(sensitive: readonly number[], system: SystemHash): boolean {
    return isOfAnother(this.#sensitive, sensitive, system);
  }
}

function keep(known: Map<number, SystemHash>, value: number, system: SystemHash): void {
  if (known.has(value)) return;
  if (known.size >= MOST)
    for (const oldest of known.keys()) {
      known.delete(oldest);
      break;
    }
  known.set(value, system);
}

function isOfAnother(
  known: ReadonlyMap<number, SystemHash>,
  values: Iterable<number>,
  system: SystemHash,
): boolean {
  if (known.size === 0) return false;
  for (const value of values) {
    const first = known.get(value);
    if (first !== undefined && first !== system) return true;
  }
  return false;
}
