import type { TopicSpec } from './port.ts';

export interface TopicNames {
  events: string;
  enriched: string;
  alerts: string;
  deadLetters: string;
  checkpoints: string;
  control: string;
}

const MIB = 1024 * 1024;
/** What a record of llm.enriched may take, key included; the rest of the topic's limit is Kafka's own framing. */
export const MAX_ENRICHED_BYTES = 16 * MIB - 4096;

/** Every topic of Tripline. `prefix` (default none) sets two pipelines on one cluster apart. */
export function topicNames(prefix = ''): TopicNames {
  return {
    events: `${prefix}llm.events`,
    enriched: `${prefix}llm.enriched`,
    alerts: `${prefix}llm.alerts`,
    deadLetters: `${prefix}llm.dead-letters`,
    checkpoints: `${prefix}llm.checkpoints`,
    control: `${prefix}llm.control`,
  };
}

/**
 * What `createTopics` needs for all of them. The record limits are above 8 MiB because Kafka's bounds a batch with its
 * headers, and because an enriched record and a dead letter hold a whole record and more. Time is the broker's, so that
 * a producer's clock cannot move a record's retention window. llm.events is stored uncompressed, so that its record limit holds for what
 * a reader unpacks and no small batch unfolds to gigabytes.
 */
export function topicSpecs(prefix = '', partitions = 6): TopicSpec[] {
  const names = topicNames(prefix);
  return [
    spec(names.events, partitions, {
      'max.message.bytes': String(12 * MIB),
      'compression.type': 'uncompressed',
    }),
    spec(names.enriched, partitions, { 'max.message.bytes': String(16 * MIB) }),
    spec(names.alerts, partitions, {}),
    spec(names.deadLetters, partitions, { 'max.message.bytes': String(16 * MIB) }),
    spec(names.checkpoints, 1, { 'retention.ms': '-1', 'retention.bytes': '-1' }),
    spec(names.control, 1, { 'cleanup.policy': 'compact' }),
  ];
}

function spec(topic: string, partitions: number, config: Record<string, string>): TopicSpec {
  return { topic, partitions, config: { 'message.timestamp.type': 'LogAppendTime', ...config } };
}
