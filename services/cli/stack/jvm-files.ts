import { cp, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StackPlan } from './engine.ts';
import { freePort } from './ports.ts';

const MIB = 1024 * 1024;
/** A record of 16 MiB and what its batch adds. */
export const MAX_RECORD_BYTES = 17 * MIB;

/** Every path is relative to the server's working folder: nothing in a user's folder name needs escaping. */
export async function writeKafkaFiles(plan: StackPlan): Promise<string> {
  const folder = join(plan.layout.home, 'kafka');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'server.properties'), properties(kafkaSettings(plan, await freePort())));
  return folder;
}

function kafkaSettings(plan: StackPlan, controllerPort: number): Record<string, string | number> {
  const { kafka: port } = plan.ports;
  const { kafkaProxy: proxy } = plan.options;
  const proxied = (which: 'listen' | 'advertise') => (proxy ? `,PROXIED://127.0.0.1:${proxy[which]}` : '');
  return {
    'process.roles': 'broker,controller',
    'node.id': 1,
    listeners: `CLIENT://127.0.0.1:${port}${proxied('listen')},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `CLIENT://127.0.0.1:${port}${proxied('advertise')}`,
    'listener.security.protocol.map': 'CLIENT:PLAINTEXT,PROXIED:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'inter.broker.listener.name': 'CLIENT',
    'controller.listener.names': 'CONTROLLER',
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    'log.dirs': 'data',
    ...kafkaBrokerSettings(),
  };
}

/** The same in the JVM and in Docker. */
export function kafkaBrokerSettings(): Record<string, string | number> {
  return {
    'auto.create.topics.enable': 'false',
    'default.replication.factor': 1,
    'min.insync.replicas': 1,
    'offsets.topic.replication.factor': 1,
    'offsets.topic.num.partitions': 8,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'transaction.state.log.num.partitions': 8,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    'group.initial.rebalance.delay.ms': 0,
    'message.max.bytes': MAX_RECORD_BYTES,
    'replica.fetch.max.bytes': MAX_RECORD_BYTES,
  };
}

function properties(settings: Record<string, string | number>): string {
  return Object.entries(settings)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
}

export async function writeElasticsearchFiles(plan: StackPlan, jars: string, log4j: string): Promise<string> {
  const folder = join(plan.layout.home, 'elasticsearch');
  for (const part of ['config', 'plugins', 'lib', 'data'])
    await mkdir(join(folder, part), { recursive: true });
  await rm(join(folder, 'modules'), { recursive: true, force: true });
  await symlink(join(jars, 'modules'), join(folder, 'modules'));
  await cp(log4j, join(folder, 'config', 'log4j2.properties'));
  await writeFile(
    join(folder, 'config', 'elasticsearch.yml'),
    yaml(elasticsearchSettings(plan, await freePort())),
  );
  return folder;
}

function elasticsearchSettings(plan: StackPlan, transportPort: number): Record<string, string | number> {
  return {
    'cluster.name': 'tripline-local',
    'node.name': 'tripline-local',
    'path.data': 'data',
    'network.host': '127.0.0.1',
    'http.port': plan.ports.elasticsearch,
    'transport.port': transportPort,
    'http.type': 'netty4',
    'transport.type': 'netty4',
    'discovery.type': 'single-node',
    'cluster.routing.allocation.disk.threshold_enabled': 'false',
  };
}

function yaml(settings: Record<string, string | number>): string {
  return Object.entries(settings)
    .map(([key, value]) => `${key}: ${value}\n`)
    .join('');
}
