import { TriplineError } from '../../core/errors.ts';
import type { CommandResult, RunCommand } from './command.ts';
import { type Engine, LABELS, type StackPlan, type StopResult, VERSIONS } from './engine.ts';
import { kafkaBrokerSettings } from './jvm-files.ts';
import { digestOf, type ServerName } from './layout.ts';
import type { Report } from './report.ts';

export const IMAGES: Record<ServerName, string> = {
  kafka: `apache/kafka:${VERSIONS.kafka}`,
  elasticsearch: `docker.elastic.co/elasticsearch/elasticsearch:${VERSIONS.elasticsearch}`,
};
const DATA: Record<ServerName, string> = {
  kafka: '/var/lib/kafka/data',
  elasticsearch: '/usr/share/elasticsearch/data',
};

/** True only where an engine answers; the client alone is no help. */
export async function haveDocker(run: RunCommand): Promise<boolean> {
  const { code, stdout } = await run('docker', ['version', '--format', '{{.Server.Version}}']);
  return code === 0 && /^\d/.test(stdout);
}

export function buildDockerEngine(plan: StackPlan, run: RunCommand, report: Report): Engine {
  const nameOf = (server: ServerName) => `tripline-${plan.options.name}-${digestOf(plan.layout)}-${server}`;
  return {
    kind: 'docker',
    prepare: async () => {
      for (const image of Object.values(IMAGES)) await pull(image, run, report);
    },
    launch: async (server) => {
      await run('docker', ['rm', '--force', nameOf(server)]);
      await must(
        run('docker', runArguments(plan, server, nameOf(server))),
        `${LABELS[server]}'s container does not start.`,
      );
      return {
        ended: run('docker', ['wait', nameOf(server)]).then(
          ({ stdout }) => `ended with code ${stdout.trim()}`,
        ),
      };
    },
    whereabouts: async (server) => {
      const { code, stdout } = await run('docker', [
        'inspect',
        '--format',
        '{{.State.Running}}',
        nameOf(server),
      ]);
      return code === 0 && stdout.trim() === 'true' ? `container ${nameOf(server)}` : null;
    },
    lastWords: async (server) => (await run('docker', ['logs', '--tail', '6', nameOf(server)])).stdout,
    stop: (server) => stop(nameOf(server), run),
    wipe: async () => {
      await run('docker', ['volume', 'rm', '--force', nameOf('kafka'), nameOf('elasticsearch')]);
    },
  };
}

async function pull(image: string, run: RunCommand, report: Report): Promise<void> {
  if ((await run('docker', ['image', 'inspect', image])).code === 0) return;
  report(`Pulling ${image}`);
  await must(run('docker', ['pull', '--quiet', image]), `${image} could not be pulled.`);
}

async function stop(name: string, run: RunCommand): Promise<StopResult> {
  if ((await run('docker', ['inspect', name])).code !== 0) return 'absent';
  const { code } = await run('docker', ['stop', '-t', '20', name]);
  await run('docker', ['rm', '--force', name]);
  return code === 0 ? 'stopped' : 'killed';
}

function runArguments(plan: StackPlan, server: ServerName, name: string): string[] {
  const inside = server === 'kafka' ? 9092 : 9200;
  const variables = server === 'kafka' ? kafkaVariables(plan) : elasticsearchVariables(plan);
  return [
    'run',
    '--detach',
    `--name=${name}`,
    `--publish=127.0.0.1:${plan.ports[server]}:${inside}`,
    `--volume=${name}:${DATA[server]}`,
    ...Object.entries(variables).map(([key, value]) => `--env=${key}=${value}`),
    IMAGES[server],
  ];
}

/** The image reads KAFKA_A_B as a.b. */
function kafkaVariables(plan: StackPlan): Record<string, string | number> {
  const listeners = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    listeners: 'CLIENT://:9092,CONTROLLER://localhost:9093',
    'advertised.listeners': `CLIENT://127.0.0.1:${plan.ports.kafka}`,
    'listener.security.protocol.map': 'CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'inter.broker.listener.name': 'CLIENT',
    'controller.listener.names': 'CONTROLLER',
    'controller.quorum.voters': '1@localhost:9093',
    'log.dirs': DATA.kafka,
  };
  const settings = Object.entries({ ...listeners, ...kafkaBrokerSettings() });
  const variables = settings.map(([key, value]) => [
    `KAFKA_${key.toUpperCase().replaceAll('.', '_')}`,
    value,
  ]);
  return { ...Object.fromEntries(variables), KAFKA_HEAP_OPTS: `-Xmx${plan.options.kafkaHeap}` };
}

function elasticsearchVariables(plan: StackPlan): Record<string, string> {
  return {
    'discovery.type': 'single-node',
    'xpack.security.enabled': 'false',
    'cluster.routing.allocation.disk.threshold_enabled': 'false',
    ES_JAVA_OPTS: `-Xmx${plan.options.elasticsearchHeap} -Xms${plan.options.elasticsearchHeap}`,
  };
}

async function must(result: Promise<CommandResult>, what: string): Promise<void> {
  const { code, stderr } = await result;
  if (code !== 0) throw new TriplineError('STACK_FAILED', `${what}\n${stderr.trim()}\n`);
}
