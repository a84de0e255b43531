import { createElasticsearch } from '../../platform/elasticsearch/client.ts';
import { readTemplates } from '../../platform/elasticsearch/templates.ts';
import { createKafka } from '../../platform/kafka/kafkajs.ts';
import { topicSpecs } from '../../platform/kafka/topics.ts';
import type { StackPlan } from './engine.ts';
import { initKeyFile } from './key-file.ts';

const ONE_NODE = { prefix: 'tripline', shards: 1, replicas: 0 };

/** Makes what is missing and leaves what is there. Returns what it made, for people. */
export async function furnish(plan: StackPlan): Promise<string> {
  const [topics, key] = await Promise.all([
    createTopics(plan.ports.kafka),
    initKeyFile(plan.layout.keyFile),
    installTemplates(plan.ports.elasticsearch),
  ]);
  const made = [...(topics.length > 0 ? [`${topics.length} topics`] : []), ...(key ? ['a root key'] : [])];
  return made.length > 0 ? `${made.join(' and ')} made` : 'all there';
}

async function createTopics(port: number): Promise<string[]> {
  const admin = await createKafka({ brokers: [`127.0.0.1:${port}`], clientId: 'tripline-stack' }).admin();
  try {
    return await admin.createTopics(topicSpecs());
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
