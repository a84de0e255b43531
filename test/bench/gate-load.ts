/** What the gate is measured with: calls of 4 KiB of arguments, no two alike, in a session with a hundred results behind it. */
import { createWriter } from './prose.ts';
import { seeded } from './seeded.ts';

const ARGUMENT_BYTES = 4096;
export const RESULTS = 100;

export interface GateLoad {
  /** JSON, 4 KiB. */
  arguments(): string;
  result(): string;
}

export function createGateLoad(seed = 1): GateLoad {
  const random = seeded(seed);
  const writer = createWriter(random);
  return {
    arguments: () => {
      const frame = { order: random.hex(12), note: '' };
      const length = ARGUMENT_BYTES - JSON.stringify(frame).length;
      return JSON.stringify({ ...frame, note: writer.prose(length) });
    },
    result: () =>
      JSON.stringify({
        order: random.hex(12),
        mail: `${random.hex(6)}@example.com`,
        note: writer.prose(500),
      }),
  };
}

/** Of measured times: the value that `share` of them do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
