/** `node failpoint-worker.ts <detector|indexer> <failpoint>`: the worker with its own settings, and a place where it dies. */
import { defaultEngine } from '../../services/core/detection/default-engine.ts';
import { createKeyring, parseKeyFile } from '../../services/core/evidence/keyring.ts';
import { build as buildDetector } from '../../services/detector/app.ts';
import { readDetectorConfig } from '../../services/detector/config.ts';
import { build as buildIndexer } from '../../services/indexer/app.ts';
import { readIndexerConfig } from '../../services/indexer/config.ts';
import {
  elasticsearchConnection,
  kafkaConnection,
  readSettingFile,
} from '../../services/platform/config/connections.ts';
import { createElasticsearch } from '../../services/platform/elasticsearch/client.ts';
import { readTemplates } from '../../services/platform/elasticsearch/templates.ts';
import { createKafka } from '../../services/platform/kafka/kafkajs.ts';
import { topicNames } from '../../services/platform/kafka/topics.ts';
import { type App, runProcess } from '../../services/platform/lifecycle/run-process.ts';
import { withHealthServer } from '../../services/platform/lifecycle/worker.ts';
import { createLogger } from '../../services/platform/log/logger.ts';
import { createRegistry } from '../../services/platform/metrics/pipeline.ts';
import { dieAt, elasticsearchWith, kafkaWith, parseFailpoint } from './failpoint.ts';
import type { WorkerName } from './worker.ts';

const [name, failpoint = ''] = process.argv.slice(2) as [WorkerName, string?];
const logger = createLogger(name, 'info');
const registry = createRegistry();
const reached = dieAt(parseFailpoint(failpoint));
const app = name === 'detector' ? detector() : indexer();
const server = withHealthServer(app, {
  address: { host: '127.0.0.1', port: 0, settings: { host: 'TRIPLINE_HTTP_HOST', port: '' } },
  registry,
  logger,
});
process.exit(await runProcess(server, logger));

function detector(): App {
  const config = readDetectorConfig(process.env);
  return buildDetector({
    ...common(config, 'detector'),
    engine: defaultEngine(),
    concurrency: config.TRIPLINE_DETECTOR_CONCURRENCY,
  });
}

function indexer(): App {
  const config = readIndexerConfig(process.env);
  const prefix = config.TRIPLINE_ELASTICSEARCH_INDEX_PREFIX;
  return buildIndexer({
    ...common(config, 'indexer'),
    elasticsearch: elasticsearchWith(createElasticsearch(elasticsearchConnection(config)), reached),
    templates: readTemplates({ prefix, shards: 1, replicas: 0 }),
    indexPrefix: prefix,
    concurrency: config.TRIPLINE_INDEXER_CONCURRENCY,
    limits: { bytes: config.TRIPLINE_INDEXER_BULK_BYTES, documents: config.TRIPLINE_INDEXER_BULK_DOCUMENTS },
    retentionDays: config.TRIPLINE_RETENTION_DAYS,
  });
}

function common(
  config: ReturnType<typeof readDetectorConfig> | ReturnType<typeof readIndexerConfig>,
  worker: WorkerName,
) {
  return {
    kafka: kafkaWith(createKafka({ ...kafkaConnection(config), logger }), reached),
    topics: topicNames(config.TRIPLINE_KAFKA_TOPIC_PREFIX),
    keyring: createKeyring(parseKeyFile(readSettingFile('TRIPLINE_KEY_FILE', config.TRIPLINE_KEY_FILE))),
    registry,
    logger,
    groupId: `${config.TRIPLINE_KAFKA_TOPIC_PREFIX}tripline-${worker}`,
    sessionTimeoutMs: config.TRIPLINE_KAFKA_SESSION_TIMEOUT_MS,
  };
}
