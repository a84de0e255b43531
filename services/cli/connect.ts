/** What verbs connect to, by the same settings as the workers. */
import { createKeyring, parseKeyFile } from '../core/evidence/keyring.ts';
import type { Keyring } from '../core/evidence/types.ts';
import { elasticsearchConnection, kafkaConnection, readKeyFile } from '../platform/config/connections.ts';
import { readConfig } from '../platform/config/read-config.ts';
import { elasticsearchSettings, kafkaSettings, keySettings } from '../platform/config/settings.ts';
import { createElasticsearch } from '../platform/elasticsearch/client.ts';
import type { Elasticsearch } from '../platform/elasticsearch/port.ts';
import { createKafka } from '../platform/kafka/kafkajs.ts';
import type { Kafka } from '../platform/kafka/port.ts';
import { type TopicNames, topicNames } from '../platform/kafka/topics.ts';

/** @throws TriplineError CONFIG_INVALID */
export function connectKafka(environment = process.env): { kafka: Kafka; topics: TopicNames } {
  const config = readConfig(kafkaSettings, environment);
  return {
    kafka: createKafka(kafkaConnection(config)),
    topics: topicNames(config.TRIPLINE_KAFKA_TOPIC_PREFIX),
  };
}

/** @throws TriplineError CONFIG_INVALID */
export function connectElasticsearch(environment = process.env): {
  elasticsearch: Elasticsearch;
  prefix: string;
} {
  const config = readConfig(elasticsearchSettings, environment);
  return {
    elasticsearch: createElasticsearch(elasticsearchConnection(config)),
    prefix: config.TRIPLINE_ELASTICSEARCH_INDEX_PREFIX,
  };
}

/** @throws TriplineError CONFIG_INVALID, KEY_MISSING */
export function readKeyring(environment = process.env): Keyring {
  const { TRIPLINE_KEY_FILE: path } = readConfig(keySettings, environment);
  return createKeyring(parseKeyFile(readKeyFile(path)));
}
