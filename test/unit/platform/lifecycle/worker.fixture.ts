/** A process that lives by runProcess; its argument says how the app behaves. Prints its log, exits with the code. */
import { type App, runProcess } from '../../../../services/platform/lifecycle/run-process.ts';
import { createLogger } from '../../../../services/platform/log/logger.ts';

const [behaviour = ''] = process.argv.slice(2);
const failed = Promise.withResolvers<Error>();
const work = setInterval(() => undefined, 1000);
const logger = createLogger('fixture', 'info');

const app: App = {
  async start() {
    if (behaviour === 'start-fails') throw new Error('CANARY');
    if (behaviour === 'never-starts') await new Promise(() => undefined);
    if (behaviour === 'fails-later') setImmediate(() => failed.resolve(new Error('CANARY')));
  },
  async stop() {
    clearInterval(work);
    if (behaviour === 'stop-fails') throw new Error('CANARY');
    if (behaviour === 'stop-hangs') await new Promise(() => setInterval(() => undefined, 1000));
  },
  failed: failed.promise,
  isReady: () => true,
  isLive: () => true,
};

process.exit(await runProcess(app, logger));
