import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { engineDeps, engineOfKind } from './choose-engine.ts';
import { LABELS, VERSIONS } from './engine.ts';
import { type Layout, layoutOf, logOf, SERVER_NAMES, type ServerName } from './layout.ts';
import { parseStackOptions, type StackInput } from './options.ts';
import { answers, healthOf } from './ready.ts';
import { readState, type StackState } from './state.ts';

export interface ServerStatus {
  server: ServerName;
  running: boolean;
  version: string;
  where: string | null;
  port: number | null;
  health: string;
  log: string;
}
export interface StackStatus {
  name: string;
  /** Both servers run and answer. */
  running: boolean;
  engine: string | null;
  startedAt: string | null;
  home: string;
  diskBytes: number;
  servers: ServerStatus[];
}

export async function statusOf(input: StackInput): Promise<StackStatus> {
  const options = parseStackOptions(input);
  const layout = layoutOf(options);
  const state = await readState(layout);
  const ports = state?.ports ?? { kafka: options.kafkaPort, elasticsearch: options.elasticsearchPort };
  const engine = engineOfKind(
    state?.engine ?? 'jvm',
    { options, layout, ports },
    engineDeps(() => {}),
  );
  const places = await Promise.all(SERVER_NAMES.map((server) => engine.whereabouts(server)));
  const servers = SERVER_NAMES.map((server, index) =>
    statusOfServer(server, places[index] ?? null, state, layout),
  );
  const seen = await Promise.all(servers);
  return {
    name: options.name,
    running: seen.every((server) => server.running && server.health !== 'no answer'),
    engine: seen.some((server) => server.running) ? engine.kind : null,
    startedAt: state?.startedAt ?? null,
    home: layout.home,
    diskBytes: await bytesUnder(layout.home),
    servers: seen,
  };
}

async function statusOfServer(
  server: ServerName,
  where: string | null,
  state: StackState | null,
  layout: Layout,
): Promise<ServerStatus> {
  const running = where !== null && state !== null;
  return {
    server,
    running,
    version: VERSIONS[server],
    where,
    port: running ? state.ports[server] : null,
    health: running ? await healthText(server, state) : 'down',
    log: logOf(layout, server),
  };
}

async function healthText(server: ServerName, state: StackState): Promise<string> {
  if (server === 'elasticsearch') return (await healthOf(state.ports.elasticsearch)) ?? 'no answer';
  return (await answers('kafka', state.ports)) ? 'answers' : 'no answer';
}

async function bytesUnder(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map((file) =>
      stat(join(file.parentPath, file.name)).then(
        (stats) => stats.blocks * 512,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** One line a server, for people. */
export function renderStatus(status: StackStatus): string {
  const lines = status.servers.map((server) => {
    const what = `${LABELS[server.server]} ${server.version}`.padEnd(20);
    return server.running
      ? `${what} ${server.health.padEnd(9)} 127.0.0.1:${server.port}  ${server.where}  log: ${server.log}`
      : `${what} ${server.health}`;
  });
  const size = `${(status.diskBytes / 1024 / 1024).toFixed(1)} MiB`;
  return [
    `Stack ${status.name}: ${status.running ? 'running' : 'not running'}`,
    ...lines,
    `Data: ${size} in ${status.home}`,
  ].join('\n');
}
