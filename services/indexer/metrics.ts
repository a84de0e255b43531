/** What the indexer says of its writes, beside what every stage says. */
import { Counter, Histogram, type Registry } from 'prom-client';
import type { ItemResult } from '../platform/elasticsearch/port.ts';

export interface WriteMetrics {
  bulk(seconds: number, operations: number): void;
  retry(): void;
  documents(outcome: ItemResult['outcome'], count: number): void;
}

const OUTCOMES: readonly ItemResult['outcome'][] = [
  'created',
  'exists',
  'rejected',
  'unavailable',
  'too_large',
];

export function writeMetrics(registry: Registry): WriteMetrics {
  const registers = [registry];
  const duration = new Histogram({
    name: 'tripline_indexer_bulk_duration_seconds',
    help: 'How long bulk requests took, failed ones included.',
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers,
  });
  const size = new Histogram({
    name: 'tripline_indexer_bulk_documents',
    help: 'Documents in a bulk request.',
    buckets: [1, 5, 10, 50, 100, 250, 500, 1000, 5000],
    registers,
  });
  const retries = new Counter({
    name: 'tripline_indexer_bulk_retries_total',
    help: 'Bulk requests sent again because Elasticsearch could not take them.',
    registers,
  });
  const documents = new Counter({
    name: 'tripline_indexer_documents_total',
    help: 'Documents by what Elasticsearch said of them; exists is a redelivery, unavailable is tried again.',
    labelNames: ['outcome'],
    registers,
  });
  for (const outcome of OUTCOMES) documents.inc({ outcome }, 0);
  return {
    bulk(seconds, operations) {
      duration.observe(seconds);
      size.observe(operations);
    },
    retry: () => retries.inc(),
    documents: (outcome, count) => documents.inc({ outcome }, count),
  };
}
