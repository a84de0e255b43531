import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Registry } from 'prom-client';
import { withHealthServer } from '../../../../services/platform/lifecycle/worker.ts';
import { createLogger } from '../../../../services/platform/log/logger.ts';

test('the health server stands before the app starts and until it has stopped', async () => {
  const seen: string[] = [];
  let url = '';
  const look = async (when: string) => seen.push(`${when} ${(await fetch(`${url}/readyz`)).status}`);
  let ready = false;
  const app = {
    async start() {
      await look('starting');
      ready = true;
    },
    async stop() {
      ready = false;
      await look('stopping');
    },
    failed: new Promise<Error>(() => undefined),
    isReady: () => ready,
    isLive: () => true,
  };
  const logger = createLogger('worker', 'info', {
    write: (line) => void (url ||= (JSON.parse(line) as { url: string }).url),
  });
  const worker = withHealthServer(app, {
    address: {
      host: '127.0.0.1',
      port: 0,
      settings: { host: 'TRIPLINE_HTTP_HOST', port: 'TRIPLINE_DETECTOR_HTTP_PORT' },
    },
    registry: new Registry(),
    logger,
  });
  await worker.start();
  await look('started');
  await worker.stop();
  assert.deepEqual(seen, ['starting 503', 'started 200', 'stopping 503']);
  await assert.rejects(fetch(`${url}/livez`));
});
