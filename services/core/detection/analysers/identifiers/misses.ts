/** Where numbers were looked at in vain: between the same surroundings, close by, what was nothing there is nothing here. */

import { Repetition } from '../../repetition.ts';

/** Labels farther away say nothing of a number. */
const AROUND = 128;
/** How far back: over the whole of it a heading or the number found last is the same. */
const CLOSE = 64;
const SLOTS = 64;
const NOWHERE = -1;

export class Misses {
  /** The last place by what stands there, for texts that repeat several numbers by turns. */
  readonly #places = new Int32Array(SLOTS).fill(NOWHERE);
  readonly #repetition = new Repetition(AROUND);

  /** Before another text, and once something was found: it counts for what follows. */
  clear(): void {
    this.#places.fill(NOWHERE);
    this.#repetition.forget();
  }

  add(text: string, at: number): void {
    this.#places[slotOf(text, at)] = at;
  }

  isRepeated(text: string, at: number): boolean {
    const earlier = this.#places[slotOf(text, at)] as number;
    return earlier !== NOWHERE && at - earlier <= CLOSE && this.#repetition.holds(text, earlier, at);
  }
}

function slotOf(text: string, at: number): number {
  const before = text.charCodeAt(at - 2);
  const here = text.charCodeAt(at) * 7 + text.charCodeAt(at + 1) * 3;
  return (here + before + text.charCodeAt(at + 2)) & (SLOTS - 1);
}
