/** Watches a consumer from outside: tells the metrics its lag, and notices when it has stopped moving though there is work. */
import type { Consumer } from '../kafka/port.ts';
import type { PipelineMetrics } from '../metrics/pipeline.ts';

const EVERY_MS = 2_000;
/** kafkajs has been seen to stop consuming without a word; past this a supervisor should restart the process. */
const STUCK_AFTER_MS = 300_000;

export interface ProgressWatch {
  /** There is lag, the stage waits for nothing, and no commit moved for five minutes. */
  isStuck(): boolean;
  stop(): void;
}

export function watchProgress(
  consumer: Pick<Consumer, 'progress'>,
  metrics: Pick<PipelineMetrics, 'setLag'>,
  now: () => number = Date.now,
  isWaiting: () => boolean = () => false,
): ProgressWatch {
  let seen = '';
  let movedAt = now();
  let lag = 0;
  const timer = setInterval(look, EVERY_MS).unref();
  return { isStuck: () => lag > 0 && now() - movedAt > STUCK_AFTER_MS, stop: () => clearInterval(timer) };

  function look(): void {
    const progress = consumer.progress();
    lag = progress.reduce(
      (sum, { committed, highWatermark }) => sum + Math.max(0, highWatermark - committed),
      0,
    );
    metrics.setLag(lag);
    const position = progress
      .map(({ topic, partition, committed }) => `${topic}/${partition}/${committed}`)
      .join();
    // Idle time is not stuck time: the clock runs only while there is work.
    if (position === seen && lag > 0 && !isWaiting()) return;
    seen = position;
    movedAt = now();
  }
}
