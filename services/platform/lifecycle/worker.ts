/** A worker process: its app and its health server as one thing to start and stop. */
import type { Registry } from 'prom-client';
import { createHealthServer } from '../http/health-server.ts';
import type { Address } from '../http/listen.ts';
import type { Logger } from '../log/logger.ts';
import type { App } from './run-process.ts';

/** The health server stands before the app starts, so that a slow start can be watched, and ends last. */
export function withHealthServer(
  app: App,
  options: { address: Address; registry: Registry; logger: Logger },
): App {
  const { address, registry, logger } = options;
  const health = createHealthServer({
    address,
    registry,
    checks: { live: () => app.isLive(), ready: () => app.isReady() },
  });
  return {
    ...app,
    async start() {
      logger.info({ url: await health.start() }, 'listening');
      await app.start();
    },
    async stop() {
      await app.stop();
      await health.stop();
    },
  };
}
