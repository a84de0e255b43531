/** The calls that were judged here and whose outcome is still to come. */
import type { Verdict } from '../../emitter/index.ts';
import type { Guarded } from './guards.ts';
import { KEPT_MS } from './guards.ts';

export interface JudgedCall {
  tenant: string;
  verdict: Verdict;
  guarded: Guarded;
  /** When the decision was answered, milliseconds. */
  at: number;
  /** UTF-16 code units of the arguments. */
  size: number;
}

const MOST_CALLS = 100_000;
const MOST_UNITS = 32 * 1024 * 1024;

/** Bounded by time, number and size: the oldest goes first, and its outcome is then told through POST /v1/events. */
export class Calls {
  readonly #now: () => number;
  readonly #byId = new Map<string, JudgedCall>();
  #units = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** The later verdict about a held call takes the place of the earlier. */
  add(call: JudgedCall): void {
    const id = call.verdict.event_id;
    this.#delete(id);
    this.#byId.set(id, call);
    this.#units += call.size;
    for (const [oldest, { at }] of this.#byId) {
      const isRoom = this.#byId.size <= MOST_CALLS && this.#units <= MOST_UNITS;
      if (isRoom && at > this.#now() - KEPT_MS) break;
      if (oldest === id) break;
      this.#delete(oldest);
    }
  }

  get(id: string, tenant: string): JudgedCall | undefined {
    const call = this.#byId.get(id);
    return call?.tenant === tenant ? call : undefined;
  }

  #delete(id: string): void {
    this.#units -= this.#byId.get(id)?.size ?? 0;
    this.#byId.delete(id);
  }
}
