import { randomBytes } from 'node:crypto';
import { cp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { layoutOf } from '../../services/cli/stack/layout.ts';
import { freePort } from '../../services/cli/stack/ports.ts';
import { type RunningStack, startStack } from '../../services/cli/stack/start.ts';
import { statusOf } from '../../services/cli/stack/status.ts';
import { resetStack } from '../../services/cli/stack/stop.ts';

const PREFIX = 'test-';

/** Where Kafka listens for a fault proxy's connections, and where that proxy is to stand. */
export interface KafkaProxy {
  listen: number;
  advertise: number;
}

export interface RunStack {
  running: RunningStack;
  kafkaProxy: KafkaProxy;
  /** Stops it and removes its data; with `keepLogs`, its logs go to .tripline/test-logs first. */
  end(keepLogs: boolean): Promise<void>;
}

/** A stack for this run alone, on free ports; it ends with this process, however that ends. */
export async function startRunStack(
  dir: string,
  print: (line: string) => void,
  signal: AbortSignal,
): Promise<RunStack> {
  await sweepLeftovers(dir);
  const name = `${PREFIX}${process.pid}-${randomBytes(3).toString('hex')}`;
  const input = { dir, name };
  const kafkaProxy = { listen: await freePort(), advertise: await freePort() };
  const ports = { kafkaPort: 0, elasticsearchPort: 0, kafkaProxy };
  try {
    const running = await startStack({ ...input, ...ports, lifeline: true }, print, signal);
    return { running, kafkaProxy, end: (keepLogs) => endStack(input, keepLogs) };
  } catch (error) {
    await endStack(input, true);
    throw error;
  }
}

async function endStack(input: { dir: string; name: string }, keepLogs: boolean): Promise<void> {
  if (keepLogs) await saveLogs(input);
  await resetStack(input, () => {});
}

async function saveLogs(input: { dir: string; name: string }): Promise<void> {
  const target = join(input.dir, 'test-logs');
  await rm(target, { recursive: true, force: true });
  await cp(layoutOf(input).logs, target, { recursive: true }).catch(() => {});
}

/** The folders of runs that were killed: their servers ended with them. */
async function sweepLeftovers(dir: string): Promise<void> {
  const names = await readdir(join(dir, 'stacks')).catch(() => []);
  for (const name of names.filter((entry) => entry.startsWith(PREFIX))) {
    const status = await statusOf({ dir, name });
    const owner = Number(name.split('-')[1]);
    if (!isAlive(owner) && status.servers.every((server) => !server.running))
      await resetStack({ dir, name }, () => {});
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
