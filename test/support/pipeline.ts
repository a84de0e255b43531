/** A pipeline of a test's own on the shared test stack: its topics, its indices, its workers, and what is asked of them. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createKeyring, parseKeyFile } from '../../services/core/evidence/keyring.ts';
import type { Keyring } from '../../services/core/evidence/types.ts';
import { createElasticsearch } from '../../services/platform/elasticsearch/client.ts';
import type { Elasticsearch } from '../../services/platform/elasticsearch/port.ts';
import { COPIES, type Copy } from '../../services/platform/elasticsearch/templates.ts';
import { createKafka } from '../../services/platform/kafka/kafkajs.ts';
import type { Admin, Kafka, OutgoingRecord, Producer } from '../../services/platform/kafka/port.ts';
import { type TopicNames, topicNames, topicSpecs } from '../../services/platform/kafka/topics.ts';
import { eventually } from './eventually.ts';
import { testStack } from './stack.ts';
import { startWorker, type Worker, type WorkerName } from './worker.ts';

export interface Pipeline {
  readonly topicPrefix: string;
  readonly indexPrefix: string;
  readonly topics: TopicNames;
  readonly kafka: Kafka;
  readonly admin: Admin;
  readonly elasticsearch: Elasticsearch;
  readonly keyring: Keyring;
  /** The settings that every worker and verb of this pipeline gets. */
  readonly env: Record<string, string>;
  send(records: OutgoingRecord[], topic?: string): Promise<void>;
  /** Starts a worker; `args` in place of `run <name>` start another program. */
  start(name: WorkerName, env?: Record<string, string>, args?: string[]): Worker;
  /** Starts both and resolves once they are ready. */
  startBoth(env?: Record<string, string>): Promise<{ detector: Worker; indexer: Worker }>;
  /** How many records the worker's group has committed, over all partitions. */
  committed(name: WorkerName): Promise<number>;
  /** How many records a topic holds. */
  size(topic: string): Promise<number>;
  /** Resolves once both groups have committed all that there is, alerts and letters included; `failing` says why it never will. */
  settled(workers: readonly Worker[], withinMs?: number): Promise<void>;
  /** Documents of each copy. */
  counts(): Promise<Record<Copy, number>>;
  close(): Promise<void>;
}

const SESSION_TIMEOUT_MS = 6000;
const PARTITIONS = 3;

export async function openPipeline(partitions = PARTITIONS): Promise<Pipeline> {
  const stack = testStack();
  const name = randomUUID().slice(0, 8);
  const [topicPrefix, indexPrefix] = [`sys-${name}.`, `sys_${name}`];
  const topics = topicNames(topicPrefix);
  const kafka = createKafka({ brokers: stack.kafkaBrokers, clientId: 'system-test' });
  const admin = await kafka.admin();
  await admin.createTopics(topicSpecs(topicPrefix, partitions));
  const elasticsearch = createElasticsearch({ nodes: [stack.elasticsearchUrl], requestTimeoutMs: 60_000 });
  const workers: Worker[] = [];
  let producer: Promise<Producer> | undefined;
  const env = {
    TRIPLINE_KAFKA_BROKERS: stack.kafkaBrokers.join(','),
    TRIPLINE_KAFKA_TOPIC_PREFIX: topicPrefix,
    TRIPLINE_KAFKA_SESSION_TIMEOUT_MS: String(SESSION_TIMEOUT_MS),
    TRIPLINE_ELASTICSEARCH_NODES: stack.elasticsearchUrl,
    TRIPLINE_ELASTICSEARCH_INDEX_PREFIX: indexPrefix,
    TRIPLINE_ELASTICSEARCH_REPLICAS: '0',
    TRIPLINE_KEY_FILE: stack.keyFile,
    TRIPLINE_DETECTOR_HTTP_PORT: '0',
    TRIPLINE_INDEXER_HTTP_PORT: '0',
  };
  const keyring = createKeyring(parseKeyFile(readFileSync(stack.keyFile, 'utf8')));

  return {
    topicPrefix,
    indexPrefix,
    topics,
    kafka,
    admin,
    elasticsearch,
    keyring,
    env,
    send,
    start,
    startBoth,
    committed,
    size,
    settled,
    counts,
    close,
  };

  async function send(records: OutgoingRecord[], topic = topics.events): Promise<void> {
    await (await (producer ??= kafka.producer())).send(topic, records);
  }

  function start(worker: WorkerName, more: Record<string, string> = {}, args?: string[]): Worker {
    const program = { name: worker, env: { ...env, ...more } };
    const started = startWorker(args === undefined ? program : { ...program, args });
    workers.push(started);
    return started;
  }

  async function startBoth(more: Record<string, string> = {}) {
    const both = { detector: start('detector', more), indexer: start('indexer', more) };
    await Promise.all([both.detector.ready(), both.indexer.ready()]);
    return both;
  }

  async function committed(worker: WorkerName): Promise<number> {
    const group = `${topicPrefix}tripline-${worker}`;
    const offsets = await admin.committed(group, worker === 'detector' ? topics.events : topics.enriched);
    return offsets.reduce((sum, { offset }) => sum + Math.max(0, offset), 0);
  }

  async function size(topic: string): Promise<number> {
    const offsets = await admin.offsets(topic);
    return offsets.reduce((sum, { low, high }) => sum + high - low, 0);
  }

  async function settled(running: readonly Worker[], withinMs = 120_000): Promise<void> {
    const dead = () => running.find((worker) => worker.hasEnded());
    await eventually(
      async () => {
        const [events, detected] = [await size(topics.events), await committed('detector')];
        const [enriched, indexed] = [await size(topics.enriched), await committed('indexer')];
        return events === detected && enriched === indexed ? true : null;
      },
      {
        what: 'every record is committed',
        withinMs,
        unless: () =>
          dead() ? new Error(`ended: ${dead()?.name}\n${dead()?.output.slice(-12).join('\n')}`) : null,
      },
    );
    for (const copy of COPIES) await elasticsearch.refresh(`${indexPrefix}-${copy}`);
  }

  async function counts(): Promise<Record<Copy, number>> {
    const result = { raw: 0, masked: 0, findings: 0 };
    for (const copy of COPIES) {
      const index = `${indexPrefix}-${copy}`;
      await elasticsearch.refresh(index);
      result[copy] = (await elasticsearch.search({ index, query: { match_all: {} }, size: 0 })).total;
    }
    return result;
  }

  async function close(): Promise<void> {
    await Promise.all(workers.map((worker) => worker.kill()));
    await (await producer)?.close();
    await admin.deleteTopics(Object.values(topics));
    await admin.close();
    for (const { index } of await elasticsearch.listIndices(`${indexPrefix}-*`))
      await elasticsearch.deleteIndex(index);
    await deleteTemplates(stack.elasticsearchUrl, indexPrefix);
    await elasticsearch.close();
  }
}

/** The port knows no deletion of templates: nobody but a test wants one. */
async function deleteTemplates(url: string, prefix: string): Promise<void> {
  for (const kind of ['_index_template', '_component_template'])
    await fetch(`${url}/${kind}/${prefix}-*`, { method: 'DELETE' });
}
