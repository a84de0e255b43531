/**
 * Hashed features of tokens: the word with the one and the two before it, and every three to five letters in a row within it,
 * its edges marked. No string is made: hashes roll over the letters. Training and scoring read the same buckets from here.
 */
import { STRETCH, type Tokens } from './tokens.ts';

const WORD_BITS = 17;
const CHAR_BITS = 17;
/** Buckets of word n-grams come first, then those of letter n-grams. */
export const WORD_BUCKETS = 1 << WORD_BITS;
export const BUCKETS = WORD_BUCKETS + (1 << CHAR_BITS);

/** Places for words seen lately, and how many tokens back that is. */
const SEEN = 1024;
const REACH = 16;
const EDGE = 2;
/** Where a hash begins: the same word in a quotation is another. */
const PLAIN = 0x811c9dc5;
const QUOTED = 0x5bd1e995;
const PRIME = 0x01000193;
const MULTIPLIER = 0x2c1b3c6d;
const BASE = 0x0001_3c6f;
const BASE2 = Math.imul(BASE, BASE);
const BASE3 = Math.imul(BASE2, BASE);
const BASE4 = Math.imul(BASE3, BASE);
/** Three word n-grams a token and at most three letter n-grams a letter. */
const MOST_BUCKETS = 6 * STRETCH;

export class Features {
  /** Hash of each token's letters. */
  readonly hashes = new Int32Array(STRETCH + 1);
  /** Bucket numbers of all tokens; token t has [from[t], from[t + 1]). */
  readonly buckets = new Int32Array(MOST_BUCKETS);
  readonly from = new Int32Array(STRETCH + 2);

  /** Whether the same word stood among the few before: said twice it tells no more, and a text of one word tells nothing. */
  readonly #repeated = new Uint8Array(STRETCH + 1);
  readonly #lastHash = new Int32Array(SEEN);
  readonly #lastToken = new Int32Array(SEEN);

  #hash(tokens: Tokens): void {
    const { letters, from, quoted, count } = tokens;
    this.#lastHash.fill(0);
    for (let token = 0; token < count; token++) {
      let hash = quoted[token] === 0 ? PLAIN : QUOTED;
      const end = from[token + 1] as number;
      for (let at = from[token] as number; at < end; at++)
        hash = Math.imul(hash ^ (letters[at] as number), PRIME);
      const settled = mixed(hash);
      this.hashes[token] = settled;
      const place = settled & (SEEN - 1);
      const isKnown =
        this.#lastHash[place] === settled && token - (this.#lastToken[place] as number) <= REACH;
      this.#repeated[token] = isKnown ? 1 : 0;
      this.#lastHash[place] = settled;
      this.#lastToken[place] = token;
    }
  }

  read(tokens: Tokens): void {
    this.#hash(tokens);
    let used = 0;
    let before = 0;
    let earlier = 0;
    for (let token = 0; token < tokens.count; token++) {
      this.from[token] = used;
      const hash = this.hashes[token] as number;
      if (this.#repeated[token] === 1) {
        earlier = before;
        before = hash;
        continue;
      }
      const pair = mixed(Math.imul(before, 3) ^ hash);
      this.buckets[used++] = hash >>> (32 - WORD_BITS);
      this.buckets[used++] = pair >>> (32 - WORD_BITS);
      this.buckets[used++] = mixed(Math.imul(earlier, 5) ^ pair) >>> (32 - WORD_BITS);
      earlier = before;
      before = hash;
      used = this.#readLetters(tokens, token, used);
    }
    this.from[tokens.count] = used;
  }

  #readLetters({ letters, from, quoted }: Tokens, token: number, begun: number): number {
    const start = from[token] as number;
    const end = from[token + 1] as number;
    let used = begun;
    const salt = quoted[token] === 0 ? 0 : QUOTED;
    let a = 0;
    let b = 0;
    let c = 0;
    let d = EDGE;
    for (let at = start; at <= end; at++) {
      const e = at < end ? (letters[at] as number) : EDGE;
      if (at > start) {
        const three = Math.imul(c, BASE2) + Math.imul(d, BASE) + e;
        this.buckets[used++] = WORD_BUCKETS + (Math.imul(three ^ salt, MULTIPLIER) >>> (32 - CHAR_BITS));
        if (b !== 0) {
          const four = Math.imul(b, BASE3) + three;
          this.buckets[used++] =
            WORD_BUCKETS + (Math.imul(four ^ salt ^ 0x55, MULTIPLIER) >>> (32 - CHAR_BITS));
          if (a !== 0) {
            const five = Math.imul(a, BASE4) + four;
            this.buckets[used++] =
              WORD_BUCKETS + (Math.imul(five ^ salt ^ 0xaa, MULTIPLIER) >>> (32 - CHAR_BITS));
          }
        }
      }
      a = b;
      b = c;
      c = d;
      d = e;
    }
    return used;
  }
}

function mixed(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 15), MULTIPLIER);
  return Math.imul(once ^ (once >>> 13), PRIME);
}
