import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { TriplineError } from '../../core/errors.ts';
import { type Engine, LABELS, type Launched, type Ports } from './engine.ts';
import type { ServerName } from './layout.ts';

const PATIENCE_MS = 120_000;

/**
 * Resolves once the server answers.
 * @throws TriplineError STACK_FAILED when it ended instead, or did not answer in two minutes; the signal's reason when aborted
 */
export async function awaitReady(
  server: ServerName,
  ports: Ports,
  engine: Engine,
  launched: Launched,
  signal?: AbortSignal,
): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  let end: string | null = null;
  launched.ended.then(
    (why) => (end = why),
    () => {},
  );
  while (!(await answers(server, ports))) {
    signal?.throwIfAborted();
    const why = end ?? (performance.now() > deadline ? 'does not answer' : null);
    if (why !== null) throw await startFailed(server, engine, why);
    await pause(100);
  }
}

async function startFailed(server: ServerName, engine: Engine, why: string): Promise<TriplineError> {
  return new TriplineError('STACK_FAILED', `${LABELS[server]} ${why}:\n${await engine.lastWords(server)}\n`);
}

export async function answers(server: ServerName, ports: Ports): Promise<boolean> {
  return server === 'kafka' ? accepts(ports.kafka) : (await healthOf(ports.elasticsearch)) !== null;
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const answer = (accepted: boolean) => {
      socket.destroy();
      resolve(accepted);
    };
    socket.setTimeout(2_000, () => answer(false));
    socket.once('connect', () => answer(true)).once('error', () => answer(false));
  });
}

/** green, yellow or red; null when Elasticsearch does not answer. */
export async function healthOf(port: number): Promise<string | null> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/_cluster/health`, {
      signal: AbortSignal.timeout(2_000),
    });
    const body = (await response.json()) as { status?: unknown };
    return response.ok && typeof body.status === 'string' ? body.status : null;
  } catch {
    return null;
  }
}
