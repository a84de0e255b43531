/** A gateway on the in-memory twin of Kafka, which acknowledges at once, in a process of its own; it prints its port and keys. */
import type { AddressInfo } from 'node:net';
import { defaultEngine } from '../../services/core/detection/default-engine.ts';
import { apiKeyOf, formatApiKey, hashSecret, SCOPES } from '../../services/core/policy/api-key.ts';
import { build } from '../../services/gateway/app.ts';
import { createMemoryKafka } from '../../services/platform/kafka/memory.ts';
import { topicNames, topicSpecs } from '../../services/platform/kafka/topics.ts';
import { createLogger } from '../../services/platform/log/logger.ts';
import { createRegistry } from '../../services/platform/metrics/pipeline.ts';
import { defaultPolicyFile } from '../../services/platform/policy/load-policy.ts';

const TENANTS = 4;
const MIB = 1024 * 1024;

const kafka = createMemoryKafka();
await (await kafka.admin()).createTopics(topicSpecs());
const app = build({
  kafka: forgetting(kafka, topicNames().events),
  topicPrefix: '',
  engine: defaultEngine(),
  policy: { file: defaultPolicyFile() },
  registry: createRegistry(),
  logger: createLogger('bench', 'fatal'),
  host: '127.0.0.1',
  port: 0,
  bodyBytes: 16 * MIB,
  memoryBytes: 128 * MIB,
  writeTimeoutMs: 5000,
});
await app.start();
process.on('SIGTERM', () => void app.stop().then(() => process.exit(0)));
const keys: string[] = [];
for (let tenant = 1; tenant <= TENANTS; tenant += 1) keys.push(await makeKey(tenant));
const { port } = app.server.server.address() as AddressInfo;
process.stdout.write(`${JSON.stringify({ port, keys })}\n`);

async function makeKey(tenant: number): Promise<string> {
  const parts = apiKeyOf(Buffer.alloc(8, tenant), Buffer.alloc(32, tenant));
  await app.control.put({
    type: 'api_key',
    key_id: parts.key_id,
    tenant: `tenant-${tenant}`,
    name: 'bench',
    secret_hash: hashSecret(parts.secret),
    scopes: [...SCOPES],
    may_claim_identity: false,
    rate_per_second: Number(process.env['BENCH_RATE'] ?? 1_000_000),
    created_at: 0,
    revoked_at: null,
  });
  return formatApiKey(parts);
}

/** Acknowledges events and keeps none: memory that grows is not what is measured. */
function forgetting(twin: typeof kafka, topic: string): typeof kafka {
  return {
    ...twin,
    producer: async () => {
      const producer = await twin.producer();
      const send: typeof producer.send = async (to, records) => {
        if (to !== topic) await producer.send(to, records);
      };
      return { send, close: () => producer.close() };
    },
  };
}
