/**
 * Whether a place has the surroundings of an earlier one: what failed there fails here. Of a text that repeats itself only what the last
 * question left open is compared, so that a place costs as many units as lie between it and the earlier one.
 */
export class Repetition {
  /** So many units on either side are its surroundings. */
  readonly #around: number;
  /** Each unit from `#from` to before `#until` is the same as that `#period` units behind it. */
  #period = 0;
  #from = 0;
  #until = 0;

  constructor(around: number) {
    this.#around = around;
  }

  /** Of one text until `forget`. May say no where a text repeats itself another way than before. */
  holds(text: string, earlier: number, at: number): boolean {
    const from = earlier - this.#around;
    const to = earlier + this.#around;
    const period = at - earlier;
    if (from < 0 || period <= 0) return false;
    if (period % this.#period === 0 && from >= this.#from && from <= this.#until)
      return this.#goesOn(text, to + period - this.#period);
    let until = from;
    while (until < to && text.charCodeAt(until) === text.charCodeAt(until + period)) until++;
    if (until < to) return false;
    this.#period = period;
    this.#from = from;
    this.#until = to;
    return true;
  }

  /** Whether the known period lasts until `to`: then each multiple of it does, too, as far before that as it is longer. */
  #goesOn(text: string, to: number): boolean {
    let until = this.#until;
    while (until < to && text.charCodeAt(until) === text.charCodeAt(until + this.#period)) until++;
    this.#until = until;
    return until >= to;
  }

  /** Before another text. */
  forget(): void {
    this.#period = 0;
  }
}
