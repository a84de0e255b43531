/** The memory that the correlators of a process share, in cells; what is too much goes, the session that was idle longest first. */
import { Records } from './records.ts';

/** What can let go of sessions. */
export interface Holder {
  /** When its longest idle session that may go was active last; null where there is none. */
  oldest(): number | null;
  evictOldest(): void;
}

/** Room beyond the bound for the newest event, however large. */
const SLACK = 1024;

export class Budget {
  readonly most: number;
  readonly records: Records;
  readonly holders = new Set<Holder>();
  /** Taken by what is not in cells, in cells. */
  charged = 0;

  constructor(most: number) {
    this.most = most;
    this.records = new Records(most + SLACK);
  }

  get used(): number {
    return this.records.used + this.charged;
  }

  /** False when nothing may go and it is too much all the same. */
  fit(): boolean {
    while (this.used > this.most) {
      let victim: Holder | null = null;
      let oldest = Number.POSITIVE_INFINITY;
      for (const holder of this.holders) {
        const seen = holder.oldest();
        if (seen !== null && seen < oldest) [victim, oldest] = [holder, seen];
      }
      if (victim === null) return false;
      victim.evictOldest();
    }
    return true;
  }
}
