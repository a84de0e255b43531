import type { RequestQueueInternals } from './internals.ts';
import { RequestQueue } from './internals.ts';

const patched = Symbol.for('tripline.kafkajs.timers');
/** As in kafkajs: how often requests are looked at that wait behind others in flight. */
const PENDING_CHECK_MS = 10;

/**
 * kafkajs 2.2.4 re-arms a timer on every connection for ever, with a delay that is negative unless the broker throttles:
 * Node 24 runs it every millisecond and warns (kafkajs #1751). A check is due only while a request waits: `push` asks for
 * one when it has to queue a request, and every answer and every time-out looks at the queue by itself.
 */
function schedulePendingCheck(this: RequestQueueInternals): void {
  if (this.throttleCheckTimeoutId !== null || this.pending.length === 0) return;
  const throttled = this.throttledUntil - Date.now();
  this.throttleCheckTimeoutId = setTimeout(
    () => {
      this.throttleCheckTimeoutId = null;
      this.checkPendingRequests();
    },
    throttled > 0 ? throttled : PENDING_CHECK_MS,
  );
}

/** Idempotent; holds for every kafkajs client of this process. The sockets, not the clocks, keep a process alive. */
export function patchTimers(): void {
  const queue = RequestQueue.prototype as RequestQueueInternals & { [patched]?: true };
  if (queue[patched]) return;
  const { scheduleRequestTimeoutCheck } = queue;
  queue.scheduleCheckPendingRequests = schedulePendingCheck;
  queue.scheduleRequestTimeoutCheck = function unrefTimeoutCheck() {
    scheduleRequestTimeoutCheck.call(this);
    this.requestTimeoutIntervalId?.unref();
  };
  queue[patched] = true;
}
