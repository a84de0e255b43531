/** Our own bulk loop: every operation ends created, existing, or refused for its own fault; what ails the cluster is waited out. */
import type { CreateOperation, ItemResult } from '../platform/elasticsearch/port.ts';
import type { Patience } from '../platform/lifecycle/patience.ts';
import type { BulkLimits, BulkQueue } from './bulk-queue.ts';
import type { WriteMetrics } from './metrics.ts';

/** `unavailable` never comes out; `too_large` only for a document that is too large alone. */
export interface BulkWriter {
  /** In the order of the operations. Rejects with the signal's reason when it aborts. */
  create(operations: readonly CreateOperation[], signal: AbortSignal): Promise<ItemResult[]>;
}
interface Pending {
  operation: CreateOperation;
  at: number;
}

export function createBulkWriter(deps: {
  queue: BulkQueue;
  patience: Patience;
  metrics: WriteMetrics;
  limits: BulkLimits;
}): BulkWriter {
  const { queue, patience, metrics, limits } = deps;
  return { create };

  async function create(operations: readonly CreateOperation[], signal: AbortSignal): Promise<ItemResult[]> {
    const results: ItemResult[] = [];
    const pending = operations.map((operation, at) => ({ operation, at }));
    for (const part of split(pending, limits)) await write(part, results, signal);
    return results;
  }

  async function write(part: Pending[], results: ItemResult[], signal: AbortSignal): Promise<void> {
    let left = part;
    const tooLarge: Pending[] = [];
    await patience.until(async () => {
      const operations = left.map(({ operation }) => operation);
      const judged = await queue.send(operations, signal);
      const again: Pending[] = [];
      left.forEach((pending, index) => {
        const result = judged[index];
        if (result === undefined || result.outcome === 'unavailable') again.push(pending);
        else if (result.outcome === 'too_large' && part.length > 1) tooLarge.push(pending);
        else results[pending.at] = result;
      });
      left = again;
      if (left.length > 0) metrics.retry();
      return left.length === 0;
    }, signal);
    for (const half of halves(tooLarge)) await write(half, results, signal);
  }
}

function halves(part: Pending[]): Pending[][] {
  const middle = Math.ceil(part.length / 2);
  return [part.slice(0, middle), part.slice(middle)].filter((half) => half.length > 0);
}

function split(pending: Pending[], limits: BulkLimits): Pending[][] {
  const parts: Pending[][] = [];
  let bytes = 0;
  for (const each of pending) {
    const size = each.operation.document.length;
    const last = parts.at(-1);
    const fits = last !== undefined && last.length < limits.documents && bytes + size <= limits.bytes;
    if (fits) last.push(each);
    else parts.push([each]);
    bytes = fits ? bytes + size : size;
  }
  return parts;
}
