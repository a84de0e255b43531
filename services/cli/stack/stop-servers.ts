import { type Engine, LABELS } from './engine.ts';
import type { ServerName } from './layout.ts';
import type { Report } from './report.ts';

/** Stops both servers at once. What had to be killed is said: its data recovers at the next start. */
export async function stopServers(
  engine: Engine,
  servers: readonly ServerName[],
  report: Report,
): Promise<void> {
  const outcomes = await Promise.all(servers.map((server) => engine.stop(server)));
  servers.forEach((server, index) => {
    if (outcomes[index] === 'stopped') report(`${LABELS[server]}: stopped`);
    if (outcomes[index] === 'killed') report(`${LABELS[server]}: did not stop in time and was killed`);
  });
}
