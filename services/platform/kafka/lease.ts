import type { EachBatchPayload } from 'kafkajs';
import { pause } from './backoff.ts';
import { isOwnershipLost } from './errors.ts';
import type { Batch } from './port.ts';
import { toIncoming } from './record.ts';

const COMMIT_ATTEMPTS = 5;

export interface LeaseTimes {
  heartbeatMs: number;
  sessionTimeoutMs: number;
}

/**
 * One batch while its handler works: keeps the membership alive for as long as that takes, and aborts when the partition
 * is being taken away. `settled` resolves once nothing of it runs any more.
 */
export class Lease {
  readonly batch: Batch;
  readonly settled: Promise<void>;
  readonly #payload: EachBatchPayload;
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #failingSince: number | null = null;
  #lost: unknown = null;
  #stale = false;
  #release: () => void = () => undefined;

  constructor(payload: EachBatchPayload, follows: boolean, times: LeaseTimes) {
    this.#payload = payload;
    this.batch = toBatch(payload, follows);
    this.settled = new Promise((resolve) => {
      this.#release = resolve;
    });
    this.#timer = setInterval(() => void this.#heartbeat(times.sessionTimeoutMs), times.heartbeatMs);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** What kafkajs must hear of so that it joins the group again. */
  get lost(): unknown {
    return this.#lost;
  }

  /** The member joined again meanwhile: kafkajs would commit this batch under a membership that never owned it. */
  revoke(): void {
    this.#stale = true;
    this.abort('The partition was reassigned.');
  }

  abort(reason: string): void {
    if (!this.signal.aborted) this.#controller.abort(new Error(reason));
  }

  release(): void {
    clearInterval(this.#timer);
    this.#release();
  }

  /** Resolves with false when the batch may not be committed any more. @throws what kafkajs threw */
  async commit(): Promise<boolean> {
    const offset = String(this.nextOffset);
    const { topic, partition } = this.batch;
    const commit = { topics: [{ topic, partitions: [{ partition, offset }] }] };
    for (let attempt = 1; ; attempt++) {
      if (this.#stale) return false;
      try {
        await this.#payload.commitOffsetsIfNecessary(commit);
        break;
      } catch (error) {
        if (isOwnershipLost(error) || attempt === COMMIT_ATTEMPTS) throw error;
        await pause(100 * attempt, this.signal);
      }
    }
    this.#payload.resolveOffset(this.#payload.batch.lastOffset());
    return true;
  }

  get nextOffset(): number {
    return Number(this.#payload.batch.lastOffset()) + 1;
  }

  /** A broker that does not answer is not yet a lost partition: it is one when the session must have run out. */
  async #heartbeat(sessionTimeoutMs: number): Promise<void> {
    try {
      await this.#payload.heartbeat();
      this.#failingSince = null;
    } catch (error) {
      this.#failingSince ??= Date.now();
      if (!isOwnershipLost(error) && Date.now() - this.#failingSince < sessionTimeoutMs) return;
      this.#lost ??= error;
      this.abort('The partition is being taken away.');
    }
  }
}

function toBatch({ batch }: EachBatchPayload, follows: boolean): Batch {
  return {
    topic: batch.topic,
    partition: batch.partition,
    records: batch.messages.map(toIncoming),
    highWatermark: Number(batch.highWatermark),
    follows,
  };
}
