/** A stage's patience: while it waits for the next hop, metrics, readiness and the log say so. */
import { pause } from '../kafka/backoff.ts';
import type { Logger } from '../log/logger.ts';
import type { PipelineMetrics } from '../metrics/pipeline.ts';
import { createPatience, type Patience, type PatienceDeps } from './patience.ts';

export interface StagePatience extends Patience {
  readonly isWaiting: () => boolean;
  /** Work that fails from now on is given up, so that the stage can stop. */
  end(): void;
}
/** The clock and the dice, for tests. */
export type Timing = Partial<Pick<PatienceDeps, 'pause' | 'random'>>;

export function stagePatience(
  pipeline: Pick<PipelineMetrics, 'setWaiting'>,
  logger: Logger,
  timing: Timing,
): StagePatience {
  const stopping = new AbortController();
  let isWaiting = false;
  const patience = createPatience({
    pause: timing.pause ?? pause,
    random: timing.random ?? Math.random,
    stopping: stopping.signal,
    onWaiting(waiting) {
      isWaiting = waiting;
      pipeline.setWaiting(waiting);
      if (waiting) logger.warn('the next hop cannot take our writes: waiting');
      else logger.info('the wait is over');
    },
  });
  return { ...patience, isWaiting: () => isWaiting, end: () => stopping.abort() };
}
