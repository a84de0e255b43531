/** `tripline run detector`: reads the environment, handles signals, says with which code to exit. */
import { createKeyring, parseKeyFile } from '../core/evidence/keyring.ts';
import { kafkaConnection, readKeyFile } from '../platform/config/connections.ts';
import type { Environment } from '../platform/config/read-config.ts';
import { workerEngine } from '../platform/detection/worker-engine.ts';
import { createKafka } from '../platform/kafka/kafkajs.ts';
import { topicNames } from '../platform/kafka/topics.ts';
import { runProcess } from '../platform/lifecycle/run-process.ts';
import { withHealthServer } from '../platform/lifecycle/worker.ts';
import { createLogger } from '../platform/log/logger.ts';
import { createRegistry } from '../platform/metrics/pipeline.ts';
import { build } from './app.ts';
import { readDetectorConfig } from './config.ts';

/** Resolves with the exit code once the process has drained. @throws TriplineError CONFIG_INVALID, KEY_MISSING */
export async function main(environment: Environment): Promise<number> {
  const config = readDetectorConfig(environment);
  const logger = createLogger('detector', config.TRIPLINE_LOG_LEVEL);
  const keyring = createKeyring(parseKeyFile(readKeyFile(config.TRIPLINE_KEY_FILE)));
  const registry = createRegistry();
  const engine = await workerEngine(config, logger);
  const app = build({
    kafka: createKafka({ ...kafkaConnection(config), logger }),
    topics: topicNames(config.TRIPLINE_KAFKA_TOPIC_PREFIX),
    engine,
    keyring,
    registry,
    logger,
    groupId: config.TRIPLINE_KAFKA_TOPIC_PREFIX + config.TRIPLINE_DETECTOR_GROUP,
    concurrency: config.TRIPLINE_DETECTOR_CONCURRENCY,
    correlation: {
      windowMs: config.TRIPLINE_DETECTOR_WINDOW_MS,
      graceMs: config.TRIPLINE_DETECTOR_GRACE_MS,
    },
    sessionTimeoutMs: config.TRIPLINE_KAFKA_SESSION_TIMEOUT_MS,
  });
  const address = {
    host: config.TRIPLINE_HTTP_HOST,
    port: config.TRIPLINE_DETECTOR_HTTP_PORT,
    settings: { host: 'TRIPLINE_HTTP_HOST', port: 'TRIPLINE_DETECTOR_HTTP_PORT' },
  };
  return runProcess(withHealthServer(app, { address, registry, logger }), logger);
}
