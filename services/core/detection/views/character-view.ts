/**
 * Reduces characters to what they are or look like: compatibility forms (NFKC), look-alikes of other scripts, heaped combining marks,
 * characters that show nothing, text smuggled in tags, digits of other scripts. Ordinary text has no such view: words of one script,
 * a few accents, emoji and the joiners of Persian and Indic scripts are left alone.
 */
import { isNoise } from '../noise.ts';
import * as kind from './characters.ts';
import { bareOf, foldOf, kindOf } from './characters.ts';
import { smuggledAt } from './smuggled.ts';
import { isAscii, unitsOf } from './units.ts';
import { type View, ViewBuilder } from './view.ts';
import { type Word, wordAround } from './word.ts';

/** So many digits of another script in a row are a number to be found, not a year. */
const LEAST_DIGITS = 5;
/** How far apart letters of a script stand where a text is written in it. */
const NEAR = 40;
/** The first half of every mathematical letter. */
const MATHEMATICAL = 0xd835;

export function characterView(text: string, parent: View | null): View | null {
  if (isAscii(text) || isNoise(text)) return null;
  const reader = new Reader(text);
  reader.read();
  return reader.builder === null ? null : reader.builder.finish(parent);
}

class Reader {
  builder: ViewBuilder | null = null;
  readonly #text: string;
  /** What stands before it has been decided on. */
  #done = 0;
  #foreignAt = -Infinity;

  constructor(text: string) {
    this.#text = text;
  }

  read(): void {
    const { length } = this.#text;
    const units = unitsOf(this.#text);
    for (let at = 0; at < length; ) {
      const unit = units[at] as number;
      if (unit < 128) at++;
      else {
        const found = kindOf(unit);
        at = found === kind.PLAIN ? at + 1 : this.#take(at, unit, found);
      }
    }
  }

  /** Decides on what begins at `at`; returns where to go on. */
  #take(at: number, unit: number, found: number): number {
    switch (found) {
      case kind.INVISIBLE:
      case kind.SELECTOR:
        return this.#invisible(at);
      case kind.COMPATIBLE:
        return this.#replace(at, at + 1, foldOf(unit) ?? '');
      case kind.QUIET:
        return this.builder === null ? at + 1 : this.#replace(at, at + 1, foldOf(unit) ?? '');
      case kind.DASH:
        return this.#dash(at);
      case kind.DIGIT:
        return this.#digits(at);
      case kind.LEAD:
        return this.#pair(at, unit);
      default:
        return this.#word(at);
    }
  }

  #replace(from: number, to: number, decoded: string): number {
    this.builder ??= new ViewBuilder(this.#text);
    if (decoded.length === 1 && to === from + 1) this.builder.rewrite(from, decoded);
    else this.builder.replace(from, to, decoded);
    this.#done = to;
    return to;
  }

  /** What stands between two signs that are to be read hides them; beside an emoji or in another script it has its use. */
  #invisible(at: number): number {
    let end = at + 1;
    while (end < this.#text.length && isInvisible(kindOf(this.#text.charCodeAt(end)))) end++;
    return this.#isWritten(at - 1) && this.#isWritten(end) ? this.#replace(at, end, '') : end;
  }

  /** Whether ASCII, or what reads as it, stands at `at`; a mathematical letter may begin or end there. */
  #isWritten(at: number): boolean {
    const unit = this.#text.charCodeAt(at);
    if (Number.isNaN(unit) || unit < 128) return unit < 128;
    const found = kindOf(unit);
    if (found >= kind.FOREIGN && found <= kind.ACCENT) return true;
    return (
      found === kind.COMPATIBLE || unit === MATHEMATICAL || this.#text.charCodeAt(at - 1) === MATHEMATICAL
    );
  }

  /** Rare hyphens are hyphens; dashes count as such within numbers: 536–22–8765. */
  #dash(at: number): number {
    const unit = this.#text.charCodeAt(at);
    const isHyphen = unit < 0x2013 || unit > 0x2015;
    if (isHyphen || this.builder !== null || this.#isInNumber(at)) return this.#replace(at, at + 1, '-');
    return at + 1;
  }

  #isInNumber(at: number): boolean {
    const next = this.#text.charCodeAt(at + 1);
    return next >= 48 && next <= 57 && /^\d{2,6}[\u2013-\u2015]\d/.test(this.#text.slice(at + 1, at + 10));
  }

  #digits(at: number): number {
    let end = at;
    while (kindOf(this.#text.charCodeAt(end) || 0) === kind.DIGIT) end++;
    if (end - at < LEAST_DIGITS && this.builder === null) return end;
    for (let index = at; index < end; index++)
      this.#replace(index, index + 1, foldOf(this.#text.charCodeAt(index)) ?? '');
    return end;
  }

  #pair(at: number, unit: number): number {
    if (unit === 0xdb40) return this.#smuggled(at);
    const code = this.#text.codePointAt(at) ?? 0;
    const isLetter = unit === MATHEMATICAL || (code >= 0x1_f100 && code <= 0x1_f189);
    const decoded = code > 0xffff && isLetter ? foldOf(code) : undefined;
    return decoded === undefined ? at + 1 : this.#replace(at, at + 2, decoded);
  }

  /** What was smuggled reads as words of its own. */
  #smuggled(at: number): number {
    const { end, said } = smuggledAt(this.#text, at);
    if (end === at) return at + 1;
    if (said === '') return end;
    return this.#replace(at, end, said.length > 1 ? ` ${said} ` : '');
  }

  #word(at: number): number {
    const word = wordAround(this.#text, at, this.#done);
    const isBare = this.#isDisguised(word);
    if (isBare || word.marks > 0 || word.invisible > 0) this.#clusters(word, isBare);
    if (!isBare && word.foreign > 0) this.#foreignAt = word.end;
    return word.end;
  }

  #isDisguised(word: Word): boolean {
    if (word.marks > 0 && hasLooseMarks(this.#text.slice(word.start, word.end))) return true;
    if (word.ascii > 0 && word.close > 0) return true;
    if (word.ascii > 2 && word.foreign > 0) return true;
    if (word.accents > 2) return true;
    const allAlike = word.close > 2 && word.ascii + word.foreign + word.accents === 0;
    return allAlike && word.start - this.#foreignAt > NEAR && !this.#foreignFollows(word.end);
  }

  #foreignFollows(from: number): boolean {
    const to = Math.min(from + NEAR, this.#text.length);
    for (let at = from; at < to; at++) if (kindOf(this.#text.charCodeAt(at)) === kind.FOREIGN) return true;
    return false;
  }

  /** Each letter of a word with the marks that stand on it: bare, or as one character where there is one. */
  #clusters(word: Word, bare: boolean): void {
    for (let at = word.start; at < word.end; ) {
      let end = at + 1;
      while (end < word.end && isAttached(kindOf(this.#text.charCodeAt(end)))) end++;
      if (end > at + 1 || !this.#settle(at, bare)) this.#cluster(at, end, bare);
      at = end;
    }
    this.#done = word.end;
  }

  #cluster(from: number, to: number, bare: boolean): void {
    const written = this.#text.slice(from, to);
    const decoded = bare ? bareOf(written.charAt(0)) : composed(written);
    if (decoded !== written)
      this.#replace(from, to, isAttached(kindOf(decoded.charCodeAt(0) || 0)) ? '' : decoded);
  }

  /** A letter by itself, as nearly all are: looked up by its unit. False where that does not settle it. */
  #settle(at: number, bare: boolean): boolean {
    const unit = this.#text.charCodeAt(at);
    if (unit < 128 || !bare) return true;
    const decoded = kind.bareUnitOf(unit);
    if (decoded === kind.SEVERAL || isAttached(kindOf(decoded))) return false;
    if (decoded !== unit) {
      this.builder ??= new ViewBuilder(this.#text);
      this.builder.rewriteUnit(at, decoded);
      this.#done = at + 1;
    }
    return true;
  }
}

function isInvisible(found: number): boolean {
  return found === kind.INVISIBLE || found === kind.SELECTOR;
}

function isAttached(found: number): boolean {
  return found >= kind.MARK && found <= kind.SELECTOR;
}

function composed(cluster: string): string {
  return cluster.length === 1 ? cluster : visible(cluster).normalize('NFC');
}

function visible(cluster: string): string {
  let shown = '';
  let kept = 0;
  for (let at = 0; at < cluster.length; at++)
    if (isInvisible(kindOf(cluster.charCodeAt(at)))) {
      shown += cluster.slice(kept, at);
      kept = at + 1;
    }
  return kept === 0 ? cluster : shown + cluster.slice(kept);
}

/** Whether marks stay after composition: no language heaps them so. */
function hasLooseMarks(word: string): boolean {
  const whole = composed(word);
  for (let at = 0; at < whole.length; at++) if (kindOf(whole.charCodeAt(at)) === kind.MARK) return true;
  return false;
}
