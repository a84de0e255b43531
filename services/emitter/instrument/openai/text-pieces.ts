/** How much text the pieces of one stream may hold together, in UTF-16 code units. */
export interface Budget {
  left: number;
}

const BLOCK = 1024;

/**
 * A text that comes in pieces, however small: joined block by block, since a string grown by a million `+=` is a million objects.
 * When the budget is spent, the rest is left out: what is held by then is too large for a record already, and the emitter says so.
 */
export class TextPieces {
  readonly #budget: Budget;
  readonly #blocks: string[] = [];
  #recent: string[] = [];

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  add(piece: string): void {
    if (this.#budget.left <= 0) return;
    this.#budget.left -= piece.length;
    this.#recent.push(piece);
    if (this.#recent.length < BLOCK) return;
    this.#blocks.push(this.#recent.join(''));
    this.#recent = [];
  }

  toString(): string {
    return this.#blocks.join('') + this.#recent.join('');
  }
}
