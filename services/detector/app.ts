/** The detector: llm.events → llm.enriched, llm.alerts; what cannot be read → llm.dead-letters. */
import type { Registry } from 'prom-client';
import { DEFAULT_OPTIONS } from '../core/detection/correlation/correlator.ts';
import type { Correlated, CorrelationOptions } from '../core/detection/correlation/types.ts';
import type { Engine } from '../core/detection/types.ts';
import type { Keyring } from '../core/evidence/types.ts';
import { VERSION } from '../core/version.ts';
import type { Batch, Consumer, Kafka, Producer } from '../platform/kafka/port.ts';
import type { TopicNames } from '../platform/kafka/topics.ts';
import type { App } from '../platform/lifecycle/run-process.ts';
import { stagePatience, type Timing } from '../platform/lifecycle/stage-patience.ts';
import { type ProgressWatch, watchProgress } from '../platform/lifecycle/watch-progress.ts';
import type { Logger } from '../platform/log/logger.ts';
import { detectionMetrics } from '../platform/metrics/detection.ts';
import { pipelineMetrics } from '../platform/metrics/pipeline.ts';
import { createCorrelation, type Partition } from './correlation.ts';
import { type CorrelationRecords, correlationRecords } from './correlation-records.ts';
import { enrich } from './enrich.ts';
import { createIdleWork } from './idle-work.ts';
import { createOutbox } from './outbox.ts';
import { countCorrelations, createTally } from './tally.ts';

export interface DetectorDeps {
  kafka: Kafka;
  topics: TopicNames;
  engine: Engine;
  keyring: Keyring;
  registry: Registry;
  logger: Logger;
  groupId: string;
  /** Partitions handled at the same time. */
  concurrency: number;
  sessionTimeoutMs: number;
  /** How far apart events may be to have to do with each other; see core/detection/correlation. */
  correlation?: CorrelationOptions;
  /** For tests: how often partitions without work are looked at, and how long after its time something is called missing there. */
  idle?: { everyMs: number; slackMs: number };
  /** Milliseconds since the Unix epoch. */
  now?: () => number;
  timing?: Timing;
}

/** Of one partition at a time: what is fetched ahead counts against the memory of a worker. */
const FETCH_BYTES = 512 * 1024;
/** The event loop (heartbeats, probes) gets its turn at least this often, in milliseconds. */
const SLICE_MS = 20;

export function build(deps: DetectorDeps): App {
  const { kafka, topics, engine, keyring, logger, now = Date.now } = deps;
  const pipeline = pipelineMetrics(deps.registry, 'detector', now);
  const detection = detectionMetrics(deps.registry);
  const patience = stagePatience(pipeline, logger, deps.timing ?? {});
  const options = deps.correlation ?? DEFAULT_OPTIONS;
  const correlation = createCorrelation({ kafka, engine, keyring, logger, options });
  const idle = createIdleWork({ correlation, patience, detection, logger, now, ...deps.idle });
  const failed = Promise.withResolvers<Error>();
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
    const producer = await kafka.producer();
    const consumer = await kafka.consumer({
      topics: [topics.events],
      groupId: deps.groupId,
      partitionsConcurrently: deps.concurrency,
      sessionTimeoutMs: deps.sessionTimeoutMs,
      maxBytesPerPartition: FETCH_BYTES,
    });
    running = { producer, consumer, watch: watchProgress(consumer, pipeline, now, patience.isWaiting) };
    void consumer.failed.then(failed.resolve);
    await consumer.start((batch, signal) => handle(batch, signal, producer));
    idle.start(consumer, (found, at, signal) => sendOn(found, at, producer, signal));
    isMember = true;
  }

  async function shutDown(): Promise<void> {
    patience.end();
    running?.watch.stop();
    await idle.stop();
    await running?.consumer.stop();
    await running?.producer.close();
  }

  async function handle(batch: Batch, signal: AbortSignal, producer: Producer): Promise<() => void> {
    const done = await idle.begin(batch);
    try {
      await patience.insist(() => correlation.prepare(batch, signal), signal);
      return await enrichAll(batch, signal, producer);
    } finally {
      done();
    }
  }

  async function enrichAll(batch: Batch, signal: AbortSignal, producer: Producer): Promise<() => void> {
    const outbox = createOutbox(topics, (topic, records) =>
      patience.insist(() => producer.send(topic, records), signal),
    );
    const tally = createTally();
    let sliceStarted = performance.now();
    for (const record of batch.records) {
      signal.throwIfAborted();
      const started = performance.now();
      const { topic, partition } = batch;
      const source = { topic, partition, offset: record.offset, timestamp: record.timestamp };
      const result = enrich(record, source, { engine, keyring, now });
      const seconds = (performance.now() - started) / 1000;
      const found = correlation.add(batch, record, result.outcome === 'enriched' ? result : null);
      const correlations = found.map((one) => recordsOf(one, batch));
      tally.add(result, seconds, correlations);
      await outbox.put(result, correlations);
      if (performance.now() - sliceStarted < SLICE_MS) continue;
      await new Promise(setImmediate);
      sliceStarted = performance.now();
    }
    await outbox.flush();
    return () => {
      tally.settle(batch, pipeline, detection);
      warnOfLetters(logger, batch, tally.reasons);
    };
  }

  function recordsOf(one: Correlated, { topic, partition }: Partition): CorrelationRecords {
    return correlationRecords(
      one,
      { topic, partition },
      { version: VERSION, rules_digest: engine.rulesDigest },
      now(),
    );
  }

  /** What became true of a partition as time went by. */
  async function sendOn(
    found: readonly Correlated[],
    at: Partition,
    producer: Producer,
    signal: AbortSignal,
  ): Promise<void> {
    const records = found.map((one) => recordsOf(one, at));
    const alerts = records.flatMap(({ alert }) => (alert === null ? [] : [alert]));
    const enriched = records.map(({ finding }) => finding);
    await patience.insist(() => producer.send(topics.enriched, enriched), signal);
    if (alerts.length > 0) await patience.insist(() => producer.send(topics.alerts, alerts), signal);
    countCorrelations(records, detection);
  }
}

function warnOfLetters(logger: Logger, batch: Batch, reasons: ReadonlyMap<string, number>): void {
  if (reasons.size === 0) return;
  logger.warn(
    { partition: batch.partition, reasons: Object.fromEntries(reasons) },
    'records went to the dead letters',
  );
}
