/** `tripline run gateway`: reads the environment, handles signals, says with which code to exit. */
import { TriplineError } from '../core/errors.ts';
import { kafkaConnection, readSettingFile } from '../platform/config/connections.ts';
import type { Environment } from '../platform/config/read-config.ts';
import { workerEngine } from '../platform/detection/worker-engine.ts';
import { createKafka } from '../platform/kafka/kafkajs.ts';
import { OutageLog } from '../platform/kafka/outage-log.ts';
import { runProcess } from '../platform/lifecycle/run-process.ts';
import { withHealthServer } from '../platform/lifecycle/worker.ts';
import { createLogger } from '../platform/log/logger.ts';
import { createRegistry } from '../platform/metrics/pipeline.ts';
import { defaultPolicyFile } from '../platform/policy/load-policy.ts';
import { build, type GatewayDeps } from './app.ts';
import { type GatewayConfig, readGatewayConfig } from './config.ts';

/** Resolves with the exit code once the process has drained. @throws TriplineError CONFIG_INVALID */
export async function main(environment: Environment): Promise<number> {
  const config = readGatewayConfig(environment);
  const tls = readTls(config);
  const logger = createLogger('gateway', config.TRIPLINE_LOG_LEVEL);
  const outages = new OutageLog(logger);
  const registry = createRegistry();
  const engine = await workerEngine(config, logger);
  const app = build({
    kafka: createKafka({
      ...kafkaConnection(config),
      logger: outages.forClient,
      deliveryTimeoutMs: config.TRIPLINE_GATEWAY_WRITE_TIMEOUT_MS,
    }),
    topicPrefix: config.TRIPLINE_KAFKA_TOPIC_PREFIX,
    engine,
    policy: policyOf(config),
    registry,
    logger,
    outages,
    host: config.TRIPLINE_GATEWAY_HOST,
    port: config.TRIPLINE_GATEWAY_PORT,
    ...(tls !== null && { tls }),
    bodyBytes: config.TRIPLINE_GATEWAY_BODY_BYTES,
    memoryBytes: config.TRIPLINE_GATEWAY_MEMORY_BYTES,
    writeTimeoutMs: config.TRIPLINE_GATEWAY_WRITE_TIMEOUT_MS,
  });
  const address = {
    host: config.TRIPLINE_HTTP_HOST,
    port: config.TRIPLINE_GATEWAY_HTTP_PORT,
    settings: { host: 'TRIPLINE_HTTP_HOST', port: 'TRIPLINE_GATEWAY_HTTP_PORT' },
  };
  return runProcess(withHealthServer(app, { address, registry, logger }), logger);
}

function policyOf({ TRIPLINE_GATEWAY_POLICY_FILE: file }: GatewayConfig): GatewayDeps['policy'] {
  return file === undefined
    ? { file: defaultPolicyFile() }
    : { file, setting: 'TRIPLINE_GATEWAY_POLICY_FILE' };
}

function readTls(config: GatewayConfig): { cert: string; key: string } | null {
  const { TRIPLINE_GATEWAY_CERT_FILE: cert, TRIPLINE_GATEWAY_KEY_FILE: key } = config;
  if (cert === undefined && key === undefined) return null;
  if (cert === undefined || key === undefined)
    throw new TriplineError(
      'CONFIG_INVALID',
      'TRIPLINE_GATEWAY_CERT_FILE and TRIPLINE_GATEWAY_KEY_FILE belong together.',
    );
  return {
    cert: readSettingFile('TRIPLINE_GATEWAY_CERT_FILE', cert),
    key: readSettingFile('TRIPLINE_GATEWAY_KEY_FILE', key),
  };
}
