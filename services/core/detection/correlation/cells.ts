/**
 * The memory of a process for correlation: one array of cells, taken and given back one by one, so that what it takes is bounded from
 * the start and never moves. A cell is 14 integers; the first of one in a chain is where the next begins, 0 for none.
 */

/** Integers in a cell; even, so that every cell begins at a whole double. */
export const CELL = 14;
export const CELL_BYTES = CELL * 4;

export class Cells {
  readonly ints: Int32Array;
  /** The same memory, in doubles. */
  readonly doubles: Float64Array;
  /** Cells in use. */
  used = 0;
  #free = 0;
  /** No cell begins at 0. */
  #untouched = CELL;

  constructor(count: number) {
    this.ints = new Int32Array((count + 1) * CELL);
    this.doubles = new Float64Array(this.ints.buffer);
  }

  /** Where the cell begins; what stands in it is what was left there, but for its first integer. */
  take(): number {
    const at = this.#free === 0 ? this.#untouched : this.#free;
    if (at >= this.ints.length) throw new RangeError('Out of cells.');
    if (this.#free === 0) this.#untouched += CELL;
    else this.#free = this.ints[at] as number;
    this.ints[at] = 0;
    this.used += 1;
    return at;
  }

  give(at: number): void {
    this.ints[at] = this.#free;
    this.#free = at;
    this.used -= 1;
  }
}
