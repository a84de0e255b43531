/** Where triggers begin: pairs of a position and a trigger's number. Room once made is kept for the next text. */
export class Hits {
  length = 0;
  #entries = new Int32Array(1024);

  add(at: number, trigger: number): void {
    if (this.length === this.#entries.length) {
      const wider = new Int32Array(2 * this.length);
      wider.set(this.#entries);
      this.#entries = wider;
    }
    this.#entries[this.length++] = at;
    this.#entries[this.length++] = trigger;
  }

  /** A position at an even index, the trigger's number behind it. */
  entry(index: number): number {
    return this.#entries[index] as number;
  }
}
