/**
 * Bulk requests out of what several partitions have to write at the same time. While as many requests as may be are under way, what comes
 * meanwhile waits, and travels together in the next one: requests grow with the load, and nothing waits without one.
 */
import PQueue from 'p-queue';
import { isTriplineError } from '../core/errors.ts';
import type { CreateOperation, Elasticsearch, ItemResult } from '../platform/elasticsearch/port.ts';
import type { WriteMetrics } from './metrics.ts';

export interface BulkLimits {
  bytes: number;
  documents: number;
}
export interface BulkQueue {
  /**
   * In the order of the operations, which travel in one request; nothing where the request as a whole was not answered. Rejects with the
   * signal's reason when it aborts: others may share the request, so the operations may still be done then.
   */
  send(operations: readonly CreateOperation[], signal: AbortSignal): Promise<ItemResult[]>;
}
const UNANSWERED: ItemResult = { outcome: 'unavailable', status: 0, errorType: null };

interface Parcel {
  operations: readonly CreateOperation[];
  bytes: number;
  signal: AbortSignal;
  settle: (results: ItemResult[]) => void;
  fail: (error: unknown) => void;
}

export function createBulkQueue(deps: {
  elasticsearch: Elasticsearch;
  metrics: WriteMetrics;
  limits: BulkLimits;
  /** Requests under way at the same time. */
  concurrency: number;
}): BulkQueue {
  const { elasticsearch, metrics, limits } = deps;
  const requests = new PQueue({ concurrency: deps.concurrency });
  let waiting: Parcel[] = [];
  return { send };

  function send(operations: readonly CreateOperation[], signal: AbortSignal): Promise<ItemResult[]> {
    const { promise, resolve, reject } = Promise.withResolvers<ItemResult[]>();
    const abort = () => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort);
    waiting.push({ operations, bytes: bytesOf(operations), signal, settle: resolve, fail: reject });
    void requests.add(sendNext);
    return promise.finally(() => signal.removeEventListener('abort', abort));
  }

  /** There are as many calls as parcels: one that comes too late finds its own gone with an earlier one. */
  async function sendNext(): Promise<void> {
    const parcels = takeParcels();
    if (parcels.length === 0) return;
    try {
      const operations = parcels.flatMap((parcel) => parcel.operations);
      const results = await request(operations, parcels);
      let from = 0;
      for (const parcel of parcels) {
        const own = results.slice(from, (from += parcel.operations.length));
        parcel.settle(parcels.length === 1 ? own : await judgeAlone(parcel, own));
      }
    } catch (error) {
      for (const { fail } of parcels) fail(error);
    }
  }

  /** What was too large for a shared request need not be so for one of its own. */
  async function judgeAlone(parcel: Parcel, results: ItemResult[]): Promise<ItemResult[]> {
    const isTooLarge = (_operation: unknown, index: number) => results[index]?.outcome === 'too_large';
    const operations = parcel.operations.filter(isTooLarge);
    if (operations.length === 0) return results;
    const again = (await request(operations, [parcel])).values();
    return results.map((result) =>
      result.outcome === 'too_large' ? (again.next().value ?? UNANSWERED) : result,
    );
  }

  /** Whole parcels, the oldest first, as long as they fit; at least one. */
  function takeParcels(): Parcel[] {
    waiting = waiting.filter(({ signal }) => !signal.aborted);
    let documents = 0;
    let bytes = 0;
    const end = waiting.findIndex((parcel, index) => {
      documents += parcel.operations.length;
      bytes += parcel.bytes;
      return index > 0 && (documents > limits.documents || bytes > limits.bytes);
    });
    return waiting.splice(0, end === -1 ? waiting.length : end);
  }

  async function request(operations: CreateOperation[], parcels: readonly Parcel[]): Promise<ItemResult[]> {
    const started = performance.now();
    const wanted = watchSenders(parcels);
    try {
      const results = await elasticsearch.bulkCreate(operations, wanted.signal);
      for (const { outcome } of results) metrics.documents(outcome, 1);
      return results;
    } catch (error) {
      if (!isTriplineError(error) || !error.canRetry) throw error;
      metrics.documents('unavailable', operations.length);
      return [];
    } finally {
      wanted.release();
      metrics.bulk((performance.now() - started) / 1000, operations.length);
    }
  }
}

/** A signal that aborts once nobody wants the answer any more. */
function watchSenders(parcels: readonly Parcel[]): { signal: AbortSignal; release: () => void } {
  const request = new AbortController();
  const look = () => {
    if (parcels.every(({ signal }) => signal.aborted)) request.abort(parcels[0]?.signal.reason);
  };
  for (const { signal } of parcels) signal.addEventListener('abort', look);
  look();
  const release = () => {
    for (const { signal } of parcels) signal.removeEventListener('abort', look);
  };
  return { signal: request.signal, release };
}

function bytesOf(operations: readonly CreateOperation[]): number {
  return operations.reduce((sum, { document }) => sum + document.length, 0);
}
