/** `tripline run indexer`: reads the environment, handles signals, says with which code to exit. */
import { createKeyring, parseKeyFile } from '../core/evidence/keyring.ts';
import { elasticsearchConnection, kafkaConnection, readKeyFile } from '../platform/config/connections.ts';
import type { Environment } from '../platform/config/read-config.ts';
import { createElasticsearch } from '../platform/elasticsearch/client.ts';
import { readTemplates } from '../platform/elasticsearch/templates.ts';
import { createKafka } from '../platform/kafka/kafkajs.ts';
import { topicNames } from '../platform/kafka/topics.ts';
import { runProcess } from '../platform/lifecycle/run-process.ts';
import { withHealthServer } from '../platform/lifecycle/worker.ts';
import { createLogger } from '../platform/log/logger.ts';
import { createRegistry } from '../platform/metrics/pipeline.ts';
import { build } from './app.ts';
import { type IndexerConfig, readIndexerConfig } from './config.ts';

/** Resolves with the exit code once the process has drained. @throws TriplineError CONFIG_INVALID, KEY_MISSING */
export async function main(environment: Environment): Promise<number> {
  const config = readIndexerConfig(environment);
  const logger = createLogger('indexer', config.TRIPLINE_LOG_LEVEL);
  const keyring = createKeyring(parseKeyFile(readKeyFile(config.TRIPLINE_KEY_FILE)));
  const registry = createRegistry();
  const app = build({
    kafka: createKafka({ ...kafkaConnection(config), logger }),
    elasticsearch: createElasticsearch(elasticsearchConnection(config)),
    templates: readTemplates(templateOptions(config)),
    topics: topicNames(config.TRIPLINE_KAFKA_TOPIC_PREFIX),
    keyring,
    registry,
    logger,
    indexPrefix: config.TRIPLINE_ELASTICSEARCH_INDEX_PREFIX,
    groupId: config.TRIPLINE_KAFKA_TOPIC_PREFIX + config.TRIPLINE_INDEXER_GROUP,
    concurrency: config.TRIPLINE_INDEXER_CONCURRENCY,
    limits: { bytes: config.TRIPLINE_INDEXER_BULK_BYTES, documents: config.TRIPLINE_INDEXER_BULK_DOCUMENTS },
    retentionDays: config.TRIPLINE_RETENTION_DAYS,
    sessionTimeoutMs: config.TRIPLINE_KAFKA_SESSION_TIMEOUT_MS,
  });
  const address = {
    host: config.TRIPLINE_HTTP_HOST,
    port: config.TRIPLINE_INDEXER_HTTP_PORT,
    settings: { host: 'TRIPLINE_HTTP_HOST', port: 'TRIPLINE_INDEXER_HTTP_PORT' },
  };
  return runProcess(withHealthServer(app, { address, registry, logger }), logger);
}

function templateOptions(config: IndexerConfig) {
  return {
    prefix: config.TRIPLINE_ELASTICSEARCH_INDEX_PREFIX,
    shards: config.TRIPLINE_ELASTICSEARCH_SHARDS,
    replicas: config.TRIPLINE_ELASTICSEARCH_REPLICAS,
  };
}
