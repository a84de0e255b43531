import { setTimeout as pause } from 'node:timers/promises';
import { isTriplineError } from '../../core/errors.ts';
import { createElasticsearch } from '../../platform/elasticsearch/client.ts';
import { readTemplates } from '../../platform/elasticsearch/templates.ts';
import { createKafka } from '../../platform/kafka/kafkajs.ts';
import type { Kafka } from '../../platform/kafka/port.ts';
import { topicSpecs } from '../../platform/kafka/topics.ts';
import { initKeyFile } from '../key-file.ts';
import type { StackPlan } from './engine.ts';

const PATIENCE_MS = 60_000;
const ONE_NODE = { prefix: 'tripline', shards: 1, replicas: 0 };

/** Makes what is missing of topics, templates and key, and leaves what is there. Returns what it made, for people. */
export async function furnish(plan: StackPlan): Promise<string> {
  const kafka = createKafka({ brokers: [`127.0.0.1:${plan.ports.kafka}`], clientId: 'tripline-stack' });
  const [made] = await Promise.all([
    furnishKafka(kafka, '', plan.layout.keyFile),
    patiently(() => installTemplates(plan.ports.elasticsearch)),
  ]);
  return made;
}

/** Topics and the root key alone: the templates of a cluster that is not ours to start are the indexer's to install. */
export async function furnishKafka(kafka: Kafka, topicPrefix: string, keyFile: string): Promise<string> {
  const [topics, key] = await Promise.all([
    patiently(() => createTopics(kafka, topicPrefix)),
    initKeyFile(keyFile),
  ]);
  const made = [...(topics.length > 0 ? ['topics'] : []), ...(key ? ['a root key'] : [])];
  return made.length > 0 ? `${made.join(' and ')} made` : 'all there';
}

async function createTopics(kafka: Kafka, prefix: string): Promise<string[]> {
  const admin = await kafka.admin();
  try {
    return await admin.createTopics(topicSpecs(prefix));
  } finally {
    await admin.close();
  }
}

async function installTemplates(port: number): Promise<void> {
  const elasticsearch = createElasticsearch({
    nodes: [`http://127.0.0.1:${port}`],
    requestTimeoutMs: 30_000,
  });
  try {
    await elasticsearch.installTemplates(readTemplates(ONE_NODE));
  } finally {
    await elasticsearch.close();
  }
}

/** A broker that has just begun to listen may not know yet what it has just been told to make. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (const deadline = performance.now() + PATIENCE_MS; ; await pause(250)) {
    try {
      return await work();
    } catch (error) {
      if (!isTriplineError(error) || !error.canRetry || performance.now() > deadline) throw error;
    }
  }
}
