import type { Hold } from '../../core/events/types.ts';
import { answerTo } from '../../platform/control/answer.ts';
import type { ControlLog } from '../../platform/control/control-log.ts';

/** `EXPIRED`: nobody answered in time. */
export type Answer =
  | { verdict: 'APPROVED' | 'REJECTED'; by: string; reason: string }
  | { verdict: 'EXPIRED' };

/** The longest that a timer can take. */
const LONGEST_MS = 2 ** 31 - 1;

/** A hold until it is answered or expires. Only while somebody waits does it keep the process alive. */
export class PendingHold {
  readonly answered: Promise<Answer>;
  readonly #hold: Hold;
  readonly #control: ControlLog;
  readonly #now: () => number;
  readonly #unhear: () => void;
  readonly #letGo = Promise.withResolvers<null>();
  #resolve: (answer: Answer) => void;
  #timer: NodeJS.Timeout | undefined;
  #waiting = 0;

  constructor(hold: Hold, control: ControlLog, now: () => number) {
    const { promise, resolve } = Promise.withResolvers<Answer>();
    this.answered = promise;
    this.#resolve = resolve;
    this.#hold = hold;
    this.#control = control;
    this.#now = now;
    this.#unhear = control.onChange((type, id) => {
      if (type === 'approval' && id === hold.hold_id) this.#look();
    });
    this.#look();
  }

  /** Null when `ms` pass first, or it lets go. Rejects with the signal's reason when that aborts. */
  async wait(ms: number | undefined, signal: AbortSignal | undefined): Promise<Answer | null> {
    signal?.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<null>();
    const timer = ms === undefined ? undefined : setTimeout(() => resolve(null), Math.min(ms, LONGEST_MS));
    const abort = () => reject(signal?.reason as Error);
    signal?.addEventListener('abort', abort);
    this.#waiting += 1;
    this.#timer?.ref();
    try {
      return await Promise.race([this.answered, promise, this.#letGo.promise]);
    } finally {
      this.#waiting -= 1;
      if (this.#waiting === 0) this.#timer?.unref();
      signal?.removeEventListener('abort', abort);
      clearTimeout(timer);
    }
  }

  /** Lets go: nobody here would hear of the answer any more, so who still waits is told that there is none yet. */
  stop(): void {
    this.#unhear();
    clearTimeout(this.#timer);
    this.#letGo.resolve(null);
  }

  #look(): void {
    clearTimeout(this.#timer);
    const answer = answerTo(this.#hold, this.#control);
    if (answer !== undefined && answer.verdict !== 'UNKNOWN') {
      const { verdict, by, reason } = answer;
      this.#end({ verdict, by, reason });
      return;
    }
    const left = this.#hold.expires_at / 1000 - this.#now();
    if (left <= 0) {
      this.#end({ verdict: 'EXPIRED' });
      return;
    }
    this.#timer = setTimeout(() => this.#look(), Math.min(Math.ceil(left), LONGEST_MS));
    if (this.#waiting === 0) this.#timer.unref();
  }

  #end(answer: Answer): void {
    this.#resolve(answer);
    this.stop();
  }
}
