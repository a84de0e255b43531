/** `/metrics`, `/livez` and `/readyz` of a worker. */
import { fastify } from 'fastify';
import type { Registry } from 'prom-client';

export interface HealthChecks {
  /** Whether the process can still make progress; a supervisor restarts it when not. */
  live: () => boolean;
  /** Whether it does its work now: a member of its group, the next hop answering. */
  ready: () => boolean;
}
export interface HealthServer {
  /** http://host:port, once started. */
  start(): Promise<string>;
  stop(): Promise<void>;
}

export function createHealthServer(options: {
  host: string;
  port: number;
  registry: Registry;
  checks: HealthChecks;
}): HealthServer {
  const { host, port, registry, checks } = options;
  const app = fastify({ forceCloseConnections: true });
  app.get('/metrics', async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
  app.get('/livez', (_request, reply) => reply.code(checks.live() ? 200 : 503).send({ live: checks.live() }));
  app.get('/readyz', (_request, reply) =>
    reply.code(checks.ready() ? 200 : 503).send({ ready: checks.ready() }),
  );
  return { start: () => app.listen({ host, port }), stop: () => app.close() };
}
