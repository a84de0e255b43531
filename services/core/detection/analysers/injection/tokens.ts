/**
 * Words of a stretch of text, in typed arrays that are used again and again: folded letters one after the other, and where each
 * token's letters begin. Letters spaced out one by one (`i g n o r e`) are one word, so are words with digits for letters.
 */
import { classOf, DIGIT, fold, IDEOGRAPH, LEET, LETTER, NOTHING, SYMBOL } from './letters.ts';
import { mayQuote, Quotations } from './quotes.ts';

/** Longest stretch that is read at once, in UTF-16 code units. */
export const STRETCH = 8192;
/** Only so much of a run of punctuation tells one from another. */
const SYMBOL_LETTERS = 3;
/** Fewer single letters in a row are initials or variables. */
const LEAST_SPACED = 3;
const ZERO = 48;
const AT = 64;
const PLUS = 43;

export class Tokens {
  count = 0;
  /** Folded letters of all tokens; token t has [from[t], from[t + 1]). */
  readonly letters = new Uint16Array(STRETCH + 1);
  readonly from = new Int32Array(STRETCH + 2);
  /** Where a token stands in the text. */
  readonly starts = new Int32Array(STRETCH + 1);
  readonly ends = new Int32Array(STRETCH + 1);

  /** Whether a token stands in a quotation. */
  readonly quoted = new Uint8Array(STRETCH + 1);
  readonly #quotations = new Quotations();
  #quotedUntil = 0;

  /** Reads [start, end) of the text, at most STRETCH code units. */
  read(text: string, start: number, end: number): void {
    this.count = 0;
    this.#quotations.begin();
    this.#quotedUntil = 0;
    let used = 0;
    for (let at = start; at < end; ) {
      const kind = this.#kindAt(text, at);
      const begun = at;
      if (kind !== LETTER && at > this.#quotedUntil && mayQuote(text.charCodeAt(at)))
        this.#quotedUntil = this.#quotations.closeOf(text, at);
      this.from[this.count] = used;
      if (kind === LETTER || kind === DIGIT) {
        let letters = 0;
        let digits = 0;
        for (; at < end; at++) {
          const unit = text.charCodeAt(at);
          const now = unit === AT || (unit === PLUS && (digits > 0 || at === begun)) ? LETTER : classOf(unit);
          if (now === LETTER) letters++;
          else if (now === DIGIT) digits++;
          else if (now === NOTHING) continue;
          else break;
          this.letters[used++] = unit === AT ? 97 : unit === PLUS ? 116 : fold(unit);
        }
        if (digits > 0) used = this.#settleDigits(used, letters);
        this.#add(begun, at);
      } else if (kind === IDEOGRAPH) {
        this.letters[used++] = text.charCodeAt(at++);
        this.#add(begun, at);
      } else if (kind === SYMBOL) {
        while (at < end && classOf(text.charCodeAt(at)) === SYMBOL) at++;
        if (at - begun < 2) continue;
        for (let index = begun; index < Math.min(at, begun + SYMBOL_LETTERS); index++)
          this.letters[used++] = fold(text.charCodeAt(index));
        this.#add(begun, at);
      } else at++;
    }
    this.from[this.count] = used;
    this.#joinSpaced(text);
  }

  /** An at sign is an `a` where a letter is next to it, a plus a `t`. */
  #kindAt(text: string, at: number): number {
    const unit = text.charCodeAt(at);
    if (unit !== AT && unit !== PLUS) return classOf(unit);
    return at + 1 < text.length && classOf(text.charCodeAt(at + 1)) === LETTER ? LETTER : SYMBOL;
  }

  #add(start: number, end: number): void {
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.quoted[this.count] = end <= this.#quotedUntil ? 1 : 0;
    this.count++;
  }

  /** Numbers are all alike; digits among letters are letters in disguise. */
  #settleDigits(used: number, letters: number): number {
    const first = this.from[this.count] as number;
    if (letters === 0) {
      this.letters[first] = ZERO;
      return first + 1;
    }
    for (let index = first; index < used; index++) {
      const digit = (this.letters[index] as number) - ZERO;
      if (digit >= 0 && digit <= 9) this.letters[index] = LEET[digit] as number;
    }
    return used;
  }

  /** Letters lie one after the other, so joining tokens is forgetting where the later ones begin. */
  #joinSpaced(text: string): void {
    let kept = 0;
    for (let token = 0; token < this.count; ) {
      let next = token + 1;
      if (this.#isSingle(text, token))
        while (
          next < this.count &&
          this.#isSingle(text, next) &&
          (this.starts[next] as number) - (this.ends[next - 1] as number) === 1
        )
          next++;
      const last = next - token >= LEAST_SPACED ? next : token + 1;
      this.from[kept] = this.from[token] as number;
      this.starts[kept] = this.starts[token] as number;
      this.ends[kept] = this.ends[last - 1] as number;
      this.quoted[kept] = this.quoted[token] as number;
      kept++;
      token = last;
    }
    this.from[kept] = this.from[this.count] as number;
    this.count = kept;
  }

  #isSingle(text: string, token: number): boolean {
    const start = this.starts[token] as number;
    return (this.ends[token] as number) - start === 1 && classOf(text.charCodeAt(start)) === LETTER;
  }
}
