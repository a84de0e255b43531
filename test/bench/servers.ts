/** Kafka and Elasticsearch of the bench's own, on free ports in a folder of their own; they end with this process, however it ends. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { layoutOf, markOf, SERVER_NAMES, type ServerName } from '../../services/cli/stack/layout.ts';
import { pidsOf } from '../../services/cli/stack/processes.ts';
import { type RunningStack, startStack } from '../../services/cli/stack/start.ts';
import { resetStack } from '../../services/cli/stack/stop.ts';
import { createElasticsearch } from '../../services/platform/elasticsearch/client.ts';
import type { Elasticsearch } from '../../services/platform/elasticsearch/port.ts';
import { createKafka } from '../../services/platform/kafka/kafkajs.ts';
import type { Admin, Kafka } from '../../services/platform/kafka/port.ts';
import { type Meter, meterOf } from './meter.ts';

const DIR = fileURLToPath(new URL('../../.tripline', import.meta.url));

export interface Servers {
  stack: RunningStack;
  kafka: Kafka;
  admin: Admin;
  elasticsearch: Elasticsearch;
  meters: Record<ServerName, Meter>;
  /** Stops them and removes their data. */
  stop(): Promise<void>;
}

export async function startServers(report: (line: string) => void, signal: AbortSignal): Promise<Servers> {
  const input = { dir: join(DIR), name: `bench-${process.pid}` };
  const free = { kafkaPort: 0, elasticsearchPort: 0, lifeline: true };
  const stack = await startStack({ ...input, ...free }, report, signal);
  const kafka = createKafka({ brokers: [stack.kafkaBrokers], clientId: 'tripline-bench' });
  const admin = await kafka.admin();
  const elasticsearch = createElasticsearch({ nodes: [stack.elasticsearchUrl], requestTimeoutMs: 60_000 });
  const [kafkaMeter, elasticsearchMeter] = await Promise.all(
    SERVER_NAMES.map(async (server) => meterOf((await pidsOf(markOf(layoutOf(input), server)))[0] ?? 0)),
  );
  if (kafkaMeter === undefined || elasticsearchMeter === undefined) throw new Error('no servers to measure');
  return {
    stack,
    kafka,
    admin,
    elasticsearch,
    meters: { kafka: kafkaMeter, elasticsearch: elasticsearchMeter },
    async stop() {
      await Promise.all([admin.close(), elasticsearch.close()]);
      await resetStack(input, () => undefined);
    },
  };
}
