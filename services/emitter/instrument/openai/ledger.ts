/** What the instrumented clients of one emitter share. */

import { quietly } from '../../quietly.ts';
import type { Emitter } from '../../types.ts';
import { Links } from './links.ts';
import type { Recording } from './recording.ts';

const LEDGERS = new WeakMap<Emitter, Ledger>();

export class Ledger {
  readonly links = new Links();
  /** Calls that have a prompt and no output yet. */
  readonly open = new Set<Recording>();

  static of(emitter: Emitter): Ledger {
    const known = LEDGERS.get(emitter);
    if (known !== undefined) return known;
    const ledger = new Ledger();
    LEDGERS.set(emitter, ledger);
    // An emitter that closes hears no more of what is on its way: what came of it by then is its output.
    quietly(() => emitter.beforeClose(() => ledger.#endAll()));
    return ledger;
  }

  #endAll(): void {
    for (const recording of this.open) quietly(() => recording.over(true));
  }
}
