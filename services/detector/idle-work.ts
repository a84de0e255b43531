/** Partitions on which nothing comes: what is missing there is found by the clock. Never at the same time as a batch of the partition. */
import type { Correlated } from '../core/detection/correlation/types.ts';
import type { Batch, Consumer, PartitionProgress } from '../platform/kafka/port.ts';
import type { Patience } from '../platform/lifecycle/patience.ts';
import { type Logger, safeError } from '../platform/log/logger.ts';
import type { DetectionMetrics } from '../platform/metrics/detection.ts';
import type { Correlation, Partition } from './correlation.ts';

export interface IdleWork {
  start(consumer: Pick<Consumer, 'progress'>, send: SendOn): void;
  /** Resolves once the partition is the batch's alone, with what gives it back. */
  begin(batch: Batch): Promise<() => void>;
  stop(): Promise<void>;
}
export type SendOn = (found: readonly Correlated[], at: Partition, signal: AbortSignal) => Promise<void>;

export interface IdleDeps {
  correlation: Correlation;
  patience: Patience;
  detection: Pick<DetectionMetrics, 'setMemory'>;
  logger: Logger;
  now: () => number;
  everyMs?: number;
  /** How far the broker's clock and ours may be apart, and how late we may hear of a record. */
  slackMs?: number;
}

export function createIdleWork(deps: IdleDeps): IdleWork {
  const { correlation, patience, detection, logger, now, everyMs = 1000, slackMs = 10_000 } = deps;
  const closing = new AbortController();
  const working = new Map<string, Promise<void>>();
  const busy = new Map<string, Partition>();
  let timer: NodeJS.Timeout | undefined;
  return { start, begin, stop };

  function start(consumer: Pick<Consumer, 'progress'>, send: SendOn): void {
    timer = setInterval(() => look(consumer.progress(), send), everyMs).unref();
  }

  function look(owned: readonly PartitionProgress[], send: SendOn): void {
    correlation.keep([...owned, ...busy.values()]);
    detection.setMemory(correlation.sessions, correlation.units);
    for (const one of owned) {
      const name = nameOf(one);
      if (one.committed < one.highWatermark || busy.has(name) || working.has(name)) continue;
      working.set(
        name,
        work(one, send).finally(() => working.delete(name)),
      );
    }
  }

  async function work(owned: PartitionProgress, send: SendOn): Promise<void> {
    const { signal } = closing;
    try {
      const found = await patience.insist(() => correlation.idle(owned, now() - slackMs, signal), signal);
      if (found.length > 0) await send(found, owned, signal);
    } catch (error) {
      if (!signal.aborted)
        logger.warn({ error: safeError(error), partition: owned.partition }, 'idle work failed');
    }
  }

  async function begin(batch: Batch): Promise<() => void> {
    const name = nameOf(batch);
    busy.set(name, batch);
    await working.get(name);
    return () => busy.delete(name);
  }

  async function stop(): Promise<void> {
    clearInterval(timer);
    closing.abort();
    await Promise.all(working.values());
  }
}

function nameOf({ topic, partition }: Partition): string {
  return `${topic}/${partition}`;
}
