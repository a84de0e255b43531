import type { OutgoingRecord } from '../platform/kafka/port.ts';
import type { EventReceipt } from './receipt.ts';

/** What an event costs in memory beside its bytes. */
const OVERHEAD_BYTES = 512;

export interface Queued {
  /** As text: as bytes it would hold on to the slab of Buffer's pool that it is cut from, and to everything else in it. */
  key: string;
  value: Buffer;
  receipt: EventReceipt;
}

export function toRecord({ key, value }: Queued): OutgoingRecord {
  return { key: Buffer.from(key), value };
}

/** Events in order, bounded in bytes. What is being sent stays in it until it is settled. */
export class EventQueue {
  readonly #maxBytes: number;
  #events: Queued[] = [];
  #head = 0;
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get length(): number {
    return this.#events.length - this.#head;
  }

  /** False when there is no room: the newest event yields, so that what was accepted stays. */
  push(event: Queued): boolean {
    const cost = costOf(event);
    if (this.#bytes + cost > this.#maxBytes) return false;
    this.#bytes += cost;
    this.#events.push(event);
    return true;
  }

  /** The oldest events that fit, at least one. */
  peek(maxBytes: number, maxEvents: number): Queued[] {
    let bytes = 0;
    let end = this.#head;
    while (end < this.#events.length && end - this.#head < maxEvents) {
      bytes += costOf(this.#events[end] as Queued);
      if (bytes > maxBytes && end > this.#head) break;
      end++;
    }
    return this.#events.slice(this.#head, end);
  }

  /** Takes the oldest `count` events out. */
  shift(count: number): void {
    for (let at = this.#head; at < this.#head + count; at++)
      this.#bytes -= costOf(this.#events[at] as Queued);
    this.#head += count;
    if (this.#head * 2 > this.#events.length) {
      this.#events = this.#events.slice(this.#head);
      this.#head = 0;
    }
  }
}

export function costOf({ key, value }: Queued): number {
  return value.length + key.length + OVERHEAD_BYTES;
}
