import type { Budget } from './budget.ts';

const BLOCK = 1024;

/**
 * A text that comes in pieces, however small: joined block by block, since a string grown by a million `+=` is a million objects.
 * When the budget is spent, the rest is left out.
 */
export class TextPieces {
  readonly #budget: Budget;
  readonly #blocks: string[] = [];
  #recent: string[] = [];
  /** Units that it holds. */
  size = 0;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  add(piece: string): void {
    // An empty piece is a piece, too.
    if (!this.#budget.take(piece.length || 1)) return;
    this.size += piece.length || 1;
    this.#recent.push(piece);
    if (this.#recent.length < BLOCK) return;
    this.#blocks.push(this.#recent.join(''));
    this.#recent = [];
  }

  toString(): string {
    return this.#blocks.join('') + this.#recent.join('');
  }
}
