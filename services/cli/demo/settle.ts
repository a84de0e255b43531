/** Waits until everything that was emitted has gone the whole way. */
import { setTimeout as pause } from 'node:timers/promises';
import type { TriplineError } from '../../core/errors.ts';
import type { Admin } from '../../platform/kafka/port.ts';
import { type Worker, workerFailed } from './workers.ts';

export interface Stage extends Pick<Worker, 'name' | 'log'> {
  topic: string;
  groupId: string;
}

const LOOK_EVERY_MS = 100;

/**
 * Stage after stage: what a stage has committed, the next one has in its topic.
 * @throws TriplineError STACK_FAILED with the last words of the stage that is behind
 */
export async function settle(
  admin: Pick<Admin, 'offsets' | 'committed'>,
  stages: readonly Stage[],
  signal: AbortSignal,
  timeoutMs = 60_000,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  for (const stage of stages) {
    for (;;) {
      const behind = await lagOf(admin, stage);
      if (behind === 0) break;
      signal.throwIfAborted();
      if (performance.now() > deadline) throw await tooSlow(stage, behind, timeoutMs);
      await pause(LOOK_EVERY_MS);
    }
  }
}

async function lagOf(admin: Pick<Admin, 'offsets' | 'committed'>, stage: Stage): Promise<number> {
  const [ends, commits] = await Promise.all([
    admin.offsets(stage.topic),
    admin.committed(stage.groupId, stage.topic),
  ]);
  const done = new Map(commits.map(({ partition, offset }) => [partition, offset]));
  return ends.reduce(
    (sum, { partition, low, high }) => sum + high - Math.max(low, done.get(partition) ?? -1),
    0,
  );
}

function tooSlow(stage: Stage, behind: number, timeoutMs: number): Promise<TriplineError> {
  return workerFailed(
    stage,
    `is still ${behind} records behind on ${stage.topic} after ${timeoutMs / 1000} s`,
  );
}
