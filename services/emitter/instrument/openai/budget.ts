/** What an entry takes in a record at the least, beside its name. */
export const ENTRY = 8;

/** How much one stream may make us hold, in UTF-16 code units. Once it is spent nothing more is taken, and the output is not whole. */
export class Budget {
  /** Whether something was left out. */
  isOver = false;
  #left: number;

  constructor(units: number) {
    this.#left = units;
  }

  /** The last that is taken may be more than what is left: what is held by then is too large for a record, and the emitter says so. */
  take(units: number): boolean {
    if (this.#left <= 0) this.isOver = true;
    else this.#left -= units;
    return !this.isOver;
  }

  /** Of what is held no more. */
  giveBack(units: number): void {
    this.#left += units;
  }
}
