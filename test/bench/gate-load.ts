/** What the gate is measured with: calls of 4 KiB of arguments, no two alike, in a session with a hundred results behind it. */
import type { Tool } from '../../services/core/events/types.ts';
import { createWriter } from './prose.ts';
import { seeded } from './seeded.ts';

const ARGUMENT_BYTES = 4096;
export const RESULTS = 100;

export const KINDS = ['FUNCTION', 'HTTP', 'DATABASE', 'SHELL'] as const;
export type Kind = (typeof KINDS)[number];

export interface GateLoad {
  /** JSON, 4 KiB. */
  arguments(): string;
  /** A request, a statement or a script of 4 KiB, in JSON. */
  call(kind: Kind): { tool: Tool; arguments: string };
  result(): string;
}

export function createGateLoad(seed = 1): GateLoad {
  const random = seeded(seed);
  const writer = createWriter(random);
  const calls: Record<Kind, () => { name: string; arguments: string; endpoint?: string }> = {
    FUNCTION: () => ({ name: 'lookup', arguments: framed() }),
    HTTP: () => ({
      name: 'fetch',
      endpoint: 'https://api.example.com/v1/orders',
      arguments: JSON.stringify({
        url: `https://api.example.com/v1/orders/${random.hex(6)}`,
        body: framed(),
      }),
    }),
    DATABASE: () => ({
      name: 'query',
      arguments: JSON.stringify({
        sql: `UPDATE tickets SET note = '${writer.prose(ARGUMENT_BYTES - 100)}' WHERE id = ${random.whole(1, 9999)}`,
      }),
    }),
    SHELL: () => ({ name: 'bash', arguments: JSON.stringify({ command: script() }) }),
  };
  return {
    arguments: framed,
    call: (kind) => {
      const { name, endpoint = null, arguments: given } = calls[kind]();
      return { tool: { name, kind, endpoint }, arguments: given };
    },
    result: () =>
      JSON.stringify({
        order: random.hex(12),
        mail: `${random.hex(6)}@example.com`,
        note: writer.prose(500),
      }),
  };

  function framed(): string {
    const frame = { order: random.hex(12), note: '' };
    const length = ARGUMENT_BYTES - JSON.stringify(frame).length;
    return JSON.stringify({ ...frame, note: writer.prose(length) });
  }

  /** What an agent that builds and tests has a shell do, some seventy lines. */
  function script(): string {
    const word = () => writer.prose(random.whole(3, 9)).trim().split(' ')[0]?.toLowerCase() ?? 'x';
    const lines = [
      () => `grep -rn "${word()} ${word()}" src/${word()} | head -${random.whole(5, 50)}`,
      () => `cp build/${word()}.js dist/ && echo "copied ${word()}"`,
      () => `for f in $(ls logs/${word()}); do wc -l "$f"; done`,
      () => `if [ -f ./${word()}.json ]; then npm run test -- --grep ${word()}; fi`,
      () => `export ${word().toUpperCase()}_DIR="$PWD/${word()}"`,
      () => `# ${writer.prose(60)}`,
      () => `tar czf ${word()}-${random.whole(1, 99)}.tgz data/${word()}`,
    ];
    let text = '';
    while (text.length < ARGUMENT_BYTES - 100) text += `${random.pick(lines)()}\n`;
    return text;
  }
}

/** Of measured times: the value that `share` of them do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
