/** The indexer: llm.enriched → Elasticsearch (raw, masked, findings); what cannot be stored → llm.dead-letters. */
import type { Registry } from 'prom-client';
import { createSealer } from '../core/evidence/seal.ts';
import type { Keyring } from '../core/evidence/types.ts';
import type { Elasticsearch } from '../platform/elasticsearch/port.ts';
import type { Templates } from '../platform/elasticsearch/templates.ts';
import type { Batch, Consumer, Kafka, Producer } from '../platform/kafka/port.ts';
import type { TopicNames } from '../platform/kafka/topics.ts';
import type { App } from '../platform/lifecycle/run-process.ts';
import { stagePatience, type Timing } from '../platform/lifecycle/stage-patience.ts';
import { type ProgressWatch, watchProgress } from '../platform/lifecycle/watch-progress.ts';
import type { Logger } from '../platform/log/logger.ts';
import { pipelineMetrics } from '../platform/metrics/pipeline.ts';
import { type BulkLimits, createBulkQueue } from './bulk-queue.ts';
import { createBulkWriter } from './bulk-writer.ts';
import { type BatchDeps, indexBatch } from './index-batch.ts';
import { writeMetrics } from './metrics.ts';

export interface IndexerDeps {
  kafka: Kafka;
  elasticsearch: Elasticsearch;
  templates: Templates;
  topics: TopicNames;
  keyring: Keyring;
  registry: Registry;
  logger: Logger;
  indexPrefix: string;
  groupId: string;
  /** Bulk requests in flight. */
  concurrency: number;
  limits: BulkLimits;
  retentionDays: number;
  sessionTimeoutMs: number;
  /** Milliseconds since the Unix epoch. */
  now?: () => number;
  timing?: Timing;
}

/** Of one partition at a time: what is fetched ahead counts against the memory of a worker. */
const FETCH_BYTES = 640 * 1024;
/** Handled at the same time for each request in flight, so that there is something to travel together. */
const PARTITIONS_A_REQUEST = 2;

export function build(deps: IndexerDeps): App {
  const { kafka, elasticsearch, topics, keyring, logger, limits, now = Date.now } = deps;
  const pipeline = pipelineMetrics(deps.registry, 'indexer', now);
  const failed = Promise.withResolvers<Error>();
  const patience = stagePatience(pipeline, logger, deps.timing ?? {});
  const metrics = writeMetrics(deps.registry);
  const queue = createBulkQueue({ elasticsearch, metrics, limits, concurrency: deps.concurrency });
  const writer = createBulkWriter({ queue, patience, metrics, limits });
  let running: { producer: Producer; consumer: Consumer; watch: ProgressWatch } | undefined;
  let isMember = false;
  let stopped: Promise<void> | undefined;

  return {
    start,
    stop: () => (stopped ??= shutDown()),
    failed: failed.promise,
    isReady: () => isMember && stopped === undefined && !patience.isWaiting(),
    isLive: () => running === undefined || !running.watch.isStuck(),
  };

  async function start(): Promise<void> {
    // Without templates the first document would open an index that guesses its mapping.
    await patience.insist(() => elasticsearch.installTemplates(deps.templates));
    const producer = await kafka.producer();
    const consumer = await kafka.consumer({
      topics: [topics.enriched],
      groupId: deps.groupId,
      partitionsConcurrently: deps.concurrency * PARTITIONS_A_REQUEST,
      sessionTimeoutMs: deps.sessionTimeoutMs,
      maxBytesPerPartition: FETCH_BYTES,
    });
    running = { producer, consumer, watch: watchProgress(consumer, pipeline, now, patience.isWaiting) };
    void consumer.failed.then(failed.resolve);
    const batchDeps = batchDepsWith(producer);
    await consumer.start((batch, signal) => handle(batch, signal, batchDeps));
    isMember = true;
  }

  async function shutDown(): Promise<void> {
    patience.end();
    running?.watch.stop();
    await running?.consumer.stop();
    await running?.producer.close();
    await elasticsearch.close();
  }

  async function handle(batch: Batch, signal: AbortSignal, batchDeps: BatchDeps): Promise<() => void> {
    const { distance, outcomes, reasons } = await indexBatch(batch, batchDeps, signal);
    return () => {
      pipeline.committed(distance, outcomes, reasons);
      if (reasons.size > 0) {
        const { partition } = batch;
        logger.warn({ partition, reasons: Object.fromEntries(reasons) }, 'records went to the dead letters');
      }
    };
  }

  function batchDepsWith(producer: Producer): BatchDeps {
    const { indexPrefix, retentionDays } = deps;
    const sealer = createSealer(keyring);
    return {
      settle: { elasticsearch, writer, patience, keyring, sealer, indexPrefix, retentionDays },
      letters: { producer, topic: topics.deadLetters, keyring, patience, now },
      limits,
    };
  }
}
