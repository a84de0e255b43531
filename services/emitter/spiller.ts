import { jitteredBackoff } from '../platform/kafka/backoff.ts';
import type { Backlog } from './backlog.ts';
import { Nap } from './nap.ts';
import { SEGMENT_BYTES } from './spool/outbox.ts';
import type { Spool } from './spool/spool.ts';

/** What is not settled after one or two of these goes to disk. */
const LATE_MS = 100;
const MAX_BACKOFF_MS = 5000;

export interface SpillerSettings {
  backlog: Backlog;
  spool: Spool;
  lingerMs: number;
  /** Events go to disk once there are so many bytes in memory, however fast they leave. */
  manyBytes: number;
}

/**
 * Brings events to disk: at once while they cannot be sent, and whatever was not sent within a quarter of a second. While files fail they stay in memory,
 * and it is tried again.
 */
export class Spiller {
  readonly #settings: SpillerSettings;
  readonly #nap = new Nap();
  #away = false;
  #late = false;
  /** What had been accepted at the last tick. */
  #mark = 0;
  #ticks: NodeJS.Timeout | null = null;
  #spilling: Promise<void> | null = null;
  #failures = 0;
  #stopped = false;

  constructor(settings: SpillerSettings) {
    this.#settings = settings;
  }

  /** Whether what is sent to does not answer. */
  setAway(away: boolean): void {
    this.#away = away;
    this.look();
  }

  /** To be called whenever there may be more in memory. */
  look(): void {
    if (this.#ticks === null) this.#watch();
    if (this.#spilling !== null || this.#stopped || !this.#isUrgent) return;
    this.#spilling = this.#spillAll().finally(() => {
      this.#spilling = null;
      this.look();
    });
  }

  /** One last attempt to bring everything to disk. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#ticks !== null) clearInterval(this.#ticks);
    this.#nap.wake();
    await this.#spilling;
    while (this.#settings.backlog.queuedEvents > 0) if (!(await this.#spillOnce())) return;
  }

  get #isUrgent(): boolean {
    const { backlog, manyBytes } = this.#settings;
    return backlog.queuedEvents > 0 && (this.#away || this.#late || backlog.queuedBytes > manyBytes);
  }

  #watch(): void {
    const { backlog } = this.#settings;
    if (backlog.isEmpty || this.#stopped) return;
    this.#mark = backlog.accepted;
    this.#ticks = setInterval(() => this.#tick(), LATE_MS).unref();
  }

  #tick(): void {
    const { backlog } = this.#settings;
    this.#late = backlog.settled < this.#mark;
    this.#mark = backlog.accepted;
    if (backlog.isEmpty && this.#ticks !== null) {
      clearInterval(this.#ticks);
      this.#ticks = null;
    } else this.look();
  }

  /** Events that come while one write is under way travel with the next. */
  async #spillAll(): Promise<void> {
    while (this.#isUrgent && !this.#stopped) {
      const written = await this.#spillOnce();
      if (written) await this.#nap.sleep(this.#settings.lingerMs, true);
      else await this.#nap.sleep(jitteredBackoff(this.#failures, MAX_BACKOFF_MS), false);
    }
  }

  async #spillOnce(): Promise<boolean> {
    const { backlog, spool } = this.#settings;
    try {
      await backlog.spill(SEGMENT_BYTES);
      this.#failures = 0;
      spool.worked();
      return true;
    } catch (error) {
      this.#failures++;
      spool.failed(error);
      return false;
    }
  }
}
