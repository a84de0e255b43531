/** How every worker's main.ts lives and ends: SIGTERM or SIGINT drains, a second one ends at once, a failure ends with exit code 1. */
import { TriplineError } from '../../core/errors.ts';
import { type Logger, safeError } from '../log/logger.ts';

export interface App {
  start(): Promise<void>;
  /** Drains and commits; idempotent. */
  stop(): Promise<void>;
  /** Resolves when the app can no longer work: the process ends with a non-zero code, for a supervisor to start it anew. */
  readonly failed: Promise<Error>;
  /** Whether it does its work now: answers /readyz. */
  isReady(): boolean;
  /** Whether it can still make progress: answers /livez. */
  isLive(): boolean;
}

const STOP_WITHIN_MS = 30_000;

/** Resolves with the exit code. */
export async function runProcess(app: App, logger: Logger): Promise<number> {
  const signal = onSignal(logger);
  const ended = Promise.race([signal, app.failed]);
  try {
    const first = await Promise.race([app.start().then(() => 'started' as const), ended]);
    if (first === 'started') logger.info('started');
    const why = first === 'started' ? await ended : first;
    if (why instanceof Error) logger.fatal({ error: safeError(why) }, 'cannot go on');
    return (await stopInTime(app, logger)) && !(why instanceof Error) ? 0 : 1;
  } catch (error) {
    logger.fatal({ error: safeError(error) }, 'could not start');
    await stopInTime(app, logger);
    return 1;
  }
}

function onSignal(logger: Logger): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let asked = false;
    const stop = (signal: NodeJS.Signals) => {
      if (asked) process.exit(130);
      asked = true;
      logger.info({ signal }, 'stopping');
      resolve(signal);
    };
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
  });
}

async function stopInTime(app: App, logger: Logger): Promise<boolean> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new TriplineError('KAFKA_UNAVAILABLE', 'Draining took too long.')),
    STOP_WITHIN_MS,
  );
  try {
    await Promise.race([app.stop(), late.promise]);
    logger.info('stopped');
    return true;
  } catch (error) {
    logger.error({ error: safeError(error) }, 'did not stop cleanly');
    return false;
  } finally {
    clearTimeout(timer);
  }
}
