/** What is awaited for a certain time, in the order in which it was seen. */
import type { Awaiting, Session } from './session.ts';
import type { Place } from './types.ts';

export interface Wait extends Awaiting {
  session: Session;
  place: Place;
}

/** At so many, those that wait for nothing any more are taken out. */
const MANY = 4096;
/** At so many, those that are over are taken out. */
const MANY_OVER = 1024;

export class Waits {
  /** Milliseconds after it was seen. */
  readonly patience: number;
  #list: Wait[] = [];
  #first = 0;
  #many = MANY;

  constructor(patience: number) {
    this.patience = patience;
  }

  /** Mostly the last; what is late waits as if it had from the start. */
  add(late: Wait): void {
    let at = this.#list.length;
    while (at > this.#first && (this.#list[at - 1] as Wait).seen > late.seen) at -= 1;
    this.#list.splice(at, 0, late);
    if (this.#list.length - this.#first < this.#many) return;
    this.#list = this.#list.slice(this.#first).filter((wait) => wait.session.stillAwaits(wait));
    this.#first = 0;
    this.#many = Math.max(MANY, this.#list.length * 2);
  }

  /** Hands over what is due before the time, and forgets it. */
  expire(time: number, judge: (wait: Wait, due: number) => void): void {
    for (; this.#first < this.#list.length; this.#first += 1) {
      const wait = this.#list[this.#first] as Wait;
      const due = wait.seen + this.patience;
      if (due >= time) break;
      if (wait.session.holds(wait.number)) judge(wait, due);
    }
    if (this.#first <= MANY_OVER || this.#first * 2 <= this.#list.length) return;
    this.#list = this.#list.slice(this.#first);
    this.#first = 0;
  }

  clear(): void {
    this.#list = [];
    this.#first = 0;
  }
}
