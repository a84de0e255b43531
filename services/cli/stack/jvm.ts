import { spawn } from 'node:child_process';
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { Engine, Launched, StackPlan } from './engine.ts';
import { ensureJars, type JarsOptions } from './jars.ts';
import type { Jdk } from './jdk.ts';
import { writeElasticsearchFiles, writeKafkaFiles } from './jvm-files.ts';
import { logOf, markOf, type ServerName } from './layout.ts';
import { pidsOf, stopMarked } from './processes.ts';

/** Kafka's cluster id: any 16 bytes in base64url; fixed, since a stack's data never meets another's. */
const CLUSTER_ID = 'dHJpcGxpbmUtbG9jYWwtMQ';

export interface JvmDeps {
  jars: JarsOptions;
  /** Only `prepare` and `launch` need them: stopping and looking work without. */
  jdk: Jdk | null;
  maven: string | null;
}

export function buildJvmEngine(plan: StackPlan, deps: JvmDeps): Engine {
  const { layout } = plan;
  return {
    kind: 'jvm',
    prepare: async () => {
      await ensureJars(deps.jars, jdkOf(deps), deps.maven ?? 'mvn');
    },
    launch: (server) => launch(plan, deps, server),
    whereabouts: async (server) => {
      const [pid] = await pidsOf(markOf(layout, server));
      return pid === undefined ? null : `pid ${pid}`;
    },
    lastWords: (server) => lastWords(plan, server),
    stop: (server) => stopMarked(markOf(layout, server)),
    wipe: () => rm(layout.home, { recursive: true, force: true }),
  };
}

function jdkOf(deps: JvmDeps): Jdk {
  if (deps.jdk === null) throw new Error('The engine was built without a JDK.');
  return deps.jdk;
}

async function launch(plan: StackPlan, deps: JvmDeps, server: ServerName): Promise<Launched> {
  const jars = await ensureJars(deps.jars, jdkOf(deps), deps.maven ?? 'mvn');
  await mkdir(plan.layout.logs, { recursive: true });
  const command = await (server === 'kafka' ? kafkaCommand : elasticsearchCommand)(plan, deps, jars);
  return spawnDetached(plan, join(jdkOf(deps).home, 'bin', 'java'), command, server);
}

interface Command {
  cwd: string;
  args: string[];
}

async function kafkaCommand(plan: StackPlan, deps: JvmDeps, jars: string): Promise<Command> {
  const log4j = join(deps.jars.sources, 'log4j2.properties');
  return {
    cwd: await writeKafkaFiles(plan),
    args: [
      ...commonFlags(plan, 'kafka', plan.options.kafkaHeap),
      `-Dlog4j2.configurationFile=${log4j}`,
      '-cp',
      [join(jars, 'launcher'), join(jars, 'kafka', '*')].join(delimiter),
      'KafkaLauncher',
      'server.properties',
      CLUSTER_ID,
      'data',
    ],
  };
}

async function elasticsearchCommand(plan: StackPlan, deps: JvmDeps, jars: string): Promise<Command> {
  return {
    cwd: await writeElasticsearchFiles(plan, jars, join(deps.jars.sources, 'log4j2.properties')),
    args: [
      ...commonFlags(plan, 'elasticsearch', plan.options.elasticsearchHeap),
      '--enable-native-access=ALL-UNNAMED',
      '--add-modules=jdk.incubator.vector',
      '-cp',
      [join(jars, 'launcher'), join(jars, 'elasticsearch', '*')].join(delimiter),
      'ElasticsearchLauncher',
      '.',
    ],
  };
}

function commonFlags(plan: StackPlan, server: ServerName, heap: string): string[] {
  return [
    markOf(plan.layout, server),
    `-Dtripline.lifeline=${plan.options.lifeline}`,
    `-Dtripline.log=${logOf(plan.layout, server)}`,
    `-Xmx${heap}`,
    '-XX:+ExitOnOutOfMemoryError',
  ];
}

/** A session of its own: Ctrl-C in our terminal reaches us, who stop it in order, and not the server. */
async function spawnDetached(
  plan: StackPlan,
  java: string,
  command: Command,
  server: ServerName,
): Promise<Launched> {
  const output = await open(join(plan.layout.logs, `${server}.out`), 'w');
  const child = spawn(java, command.args, {
    cwd: command.cwd,
    detached: true,
    stdio: [plan.options.lifeline ? 'pipe' : 'ignore', output.fd, output.fd],
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ? `ended by ${signal}` : `ended with code ${code}`));
  });
  child.unref();
  (child.stdin as { unref?: () => void } | null)?.unref?.();
  await output.close();
  return { ended };
}

/** What it printed (a JVM that cannot start), and the errors of its log: neither holds events. */
async function lastWords(plan: StackPlan, server: ServerName): Promise<string> {
  const log = logOf(plan.layout, server);
  const printed = await readFile(join(plan.layout.logs, `${server}.out`), 'utf8').catch(() => '');
  const logged = (await readFile(log, 'utf8').catch(() => ''))
    .split('\n')
    .filter((line) => / (ERROR|FATAL) /.test(line));
  const lines = [...printed.split('\n').filter((line) => line && !line.startsWith('WARNING:')), ...logged];
  return [...lines.slice(-6), `Its log: ${log}`].join('\n');
}
