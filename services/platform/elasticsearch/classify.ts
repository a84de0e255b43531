/**
 * What an answer of Elasticsearch means for us. Only a document's own fault is `rejected`; whatever ails the cluster, the index or our
 * permissions is `unavailable`: the stage waits. Reasons are looked at here and go no further, as they may repeat content.
 */
import type { ItemResult } from './port.ts';

export interface Failure {
  status: number;
  type?: string | null | undefined;
  reason?: string | null | undefined;
}
type Outcome = ItemResult['outcome'];

/** "this action would add [2] shards, but this cluster currently has [1000]/[1000] maximum normal shards open" */
const SHARD_LIMIT = /would add \[\d+\] (?:total )?shards.*maximum/s;
const PRESSURE = /primary_operation_bytes=(\d+), max_primary_bytes=(\d+)/;
/** 400s that tell of the cluster or the index, not of the document. */
const NOT_THE_DOCUMENT: ReadonlySet<string> = new Set([
  'cluster_block_exception',
  'index_closed_exception',
  'invalid_index_template_exception',
  'index_creation_exception',
  'resource_already_exists_exception',
  'process_cluster_event_timeout_exception',
]);

export function classifyItem(failure: Failure): Outcome {
  const { status, type } = failure;
  if (status >= 200 && status < 300) return 'created';
  if (status === 409) return 'exists';
  if (status === 413 || neverFits(failure)) return 'too_large';
  if (status !== 400) return 'unavailable';
  if (NOT_THE_DOCUMENT.has(type ?? '') || isShardLimit(failure)) return 'unavailable';
  return 'rejected';
}

/** A whole request's failure: a 400 that is not the cluster's is some document's, found by splitting. */
export function classifyRequest(failure: Failure, operations: number): Outcome {
  const outcome = classifyItem(failure);
  if (outcome === 'exists' || outcome === 'created') return 'unavailable';
  return outcome === 'rejected' && operations > 1 ? 'too_large' : outcome;
}

function isShardLimit({ reason }: Failure): boolean {
  return SHARD_LIMIT.test(reason ?? '');
}

/**
 * Indexing pressure answers 429 to a document that exceeds the node's budget alone (the operation is charged four times its size, beside its
 * size as coordinating): waiting cannot help it.
 */
function neverFits({ status, type, reason }: Failure): boolean {
  if (status !== 429 || type !== 'es_rejected_execution_exception') return false;
  const [, operation, most] = PRESSURE.exec(reason ?? '') ?? [];
  return operation !== undefined && Number(operation) * 1.25 > Number(most);
}
