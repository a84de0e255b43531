/** `/metrics`, `/livez` and `/readyz` of a worker. */
import { fastify } from 'fastify';
import type { Registry } from 'prom-client';
import { type Address, listen } from './listen.ts';

export interface HealthChecks {
  /** Whether the process can still make progress; a supervisor restarts it when not. */
  live: () => boolean;
  /** Whether it does its work now: a member of its group, the next hop answering. */
  ready: () => boolean;
}
export interface HealthServer {
  /** http://host:port, once started. @throws TriplineError CONFIG_INVALID where the address cannot be had */
  start(): Promise<string>;
  stop(): Promise<void>;
}

export function createHealthServer(options: {
  address: Address;
  registry: Registry;
  checks: HealthChecks;
}): HealthServer {
  const { address, registry, checks } = options;
  const app = fastify({ forceCloseConnections: true });
  app.get('/metrics', async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
  app.get('/livez', (_request, reply) => reply.code(checks.live() ? 200 : 503).send({ live: checks.live() }));
  app.get('/readyz', (_request, reply) =>
    reply.code(checks.ready() ? 200 : 503).send({ ready: checks.ready() }),
  );
  return { start: () => listen(app, address), stop: () => app.close() };
}
