/** Tripline's workers as an operator starts them, on topics and indices of one run. */
import type { Program } from './process.ts';
import type { Servers } from './servers.ts';

export type WorkerName = 'detector' | 'indexer';

export interface Place {
  topicPrefix: string;
  indexPrefix: string;
  group: string;
}

export function workerProgram(name: WorkerName, { stack }: Servers, place: Place): Program {
  return {
    name,
    file: 'services/cli/main.ts',
    args: ['run', name],
    env: {
      TRIPLINE_KAFKA_BROKERS: stack.kafkaBrokers,
      TRIPLINE_KAFKA_TOPIC_PREFIX: place.topicPrefix,
      TRIPLINE_ELASTICSEARCH_NODES: stack.elasticsearchUrl,
      TRIPLINE_ELASTICSEARCH_INDEX_PREFIX: place.indexPrefix,
      TRIPLINE_ELASTICSEARCH_REPLICAS: '0',
      TRIPLINE_KEY_FILE: stack.keyFile,
      TRIPLINE_DETECTOR_GROUP: `${place.group}-detector`,
      TRIPLINE_INDEXER_GROUP: `${place.group}-indexer`,
      TRIPLINE_DETECTOR_HTTP_PORT: '0',
      TRIPLINE_INDEXER_HTTP_PORT: '0',
    },
  };
}

/** The consumer group of a worker there. */
export function workerGroup(name: 'detector' | 'indexer', { topicPrefix, group }: Place): string {
  return `${topicPrefix}${group}-${name}`;
}
