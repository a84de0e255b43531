/** The calls that were judged here and whose outcome is still to come. */
import { TenantShares } from '../../core/policy/tenant-shares.ts';
import type { Verdict } from '../../emitter/index.ts';
import type { Guarded } from './guards.ts';
import { KEPT_MS } from './guards.ts';
import type { Outcome } from './schemas.ts';

export interface JudgedCall {
  tenant: string;
  verdict: Verdict;
  /** The outcome that was told and taken first. */
  ended?: Outcome['outcome'];
  guarded: Guarded;
  /** When the decision was answered, milliseconds. */
  at: number;
  /** Bytes of the question: it has no more UTF-16 code units. */
  size: number;
}

const MOST_UNITS = 32 * 1024 * 1024;
/** A call counts for so much beside its arguments: there are 100,000 at most. */
const CALL_UNITS = 336;

/** Bounded by time and size: the oldest goes first, of a tenant that has too many before all others', and its outcome is then told through POST /v1/events. */
export class Calls {
  readonly #now: () => number;
  readonly #byId = new TenantShares<JudgedCall>(MOST_UNITS);

  constructor(now: () => number) {
    this.#now = now;
  }

  /** The later verdict about a held call takes the place of the earlier. */
  add(call: JudgedCall): void {
    const before = this.get(call.verdict.event_id, call.tenant);
    if (before?.ended !== undefined) call.ended = before.ended;
    this.#byId.put(call.tenant, call.verdict.event_id, call, CALL_UNITS + call.size);
    const over = this.#now() - KEPT_MS;
    for (let { oldest } = this.#byId; oldest !== undefined && oldest.at <= over; { oldest } = this.#byId)
      this.#byId.delete(oldest.verdict.event_id);
  }

  get(id: string, tenant: string): JudgedCall | undefined {
    const call = this.#byId.get(id);
    return call?.tenant === tenant ? call : undefined;
  }
}
