/** Reads lines of code into tokens. What strings and comments say is not read, over however many lines they run. */
import { addToHash, BLOCKS, HASH_SEED, hashOf, SIGILS, signAt, tokenOf, tokenWithHash } from './tokens.ts';

const OTHER = 0;
const WORD = 1;
const DIGIT = 2;
const SPACE = 3;
const kinds = new Uint8Array(128);
for (let unit = 0; unit < 128; unit++) {
  const letter = String.fromCharCode(unit);
  if (/[A-Za-z_]/.test(letter)) kinds[unit] = WORD;
  else if (/\d/.test(letter)) kinds[unit] = DIGIT;
  else if (/\s/.test(letter)) kinds[unit] = SPACE;
}
const NAME = tokenOf('x');
const UPPER_NAME = tokenOf('X');
const NUMBER = tokenOf('0');
const LENGTH = tokenOf('px');
const COMMENT_SIGNS: ReadonlyMap<string, number> = new Map(
  ['//', '#', '--', ';', '%', '*'].map((sign) => [sign, tokenOf(`${sign}c`)]),
);
const sigils: ReadonlyMap<string, readonly [hash: number, unknown: number]> = new Map(
  SIGILS.map((sigil) => [sigil, [hashOf(sigil), tokenOf(`${sigil}x`)]]),
);
const blocksByUnit = Array.from({ length: 128 }, (_, unit) =>
  BLOCKS.filter(([opening]) => opening.charCodeAt(0) === unit),
);
const signTokens = Int16Array.from({ length: 128 }, (_, unit) => tokenOf(String.fromCharCode(unit)));
export const MOST_TOKENS = 40;

export class LineReader {
  /** The tokens of the last line read. */
  readonly tokens = new Int32Array(MOST_TOKENS);
  count = 0;
  /** What ends the comment that is open; '' when none is. */
  #pending = '';

  /** Forgets what was open before. */
  restart(): void {
    this.#pending = '';
  }

  /** Reads the line [start, end) of the text; returns how many tokens it has. */
  read(text: string, start: number, end: number): number {
    this.count = 0;
    let at = start;
    if (this.#pending !== '') {
      const close = text.slice(at, end).indexOf(this.#pending);
      if (close === -1) return 0;
      at += close + this.#pending.length;
      this.#pending = '';
    }
    while (at < end && this.count < MOST_TOKENS) {
      const kind = kindAt(text, at);
      if (kind === SPACE) at++;
      else if (kind === WORD) at = this.#readName(text, at, end, HASH_SEED, -1);
      else if (kind === DIGIT) at = this.#readNumber(text, at, end);
      else at = this.#readSign(text, at, start, end);
    }
    return this.count;
  }

  #push(token: number): void {
    if (this.count < MOST_TOKENS) this.tokens[this.count++] = token;
  }

  /** A name, behind a sigil or not, that the lexicon may know. */
  #readName(text: string, at: number, end: number, seed: number, unknown: number): number {
    let hash = seed;
    let to = at;
    while (to < end && kindAt(text, to) !== SPACE && kindAt(text, to) !== OTHER)
      hash = addToHash(hash, text.charCodeAt(to++));
    const mark = text.charCodeAt(to);
    if ((mark === 33 || mark === 63) && text.charCodeAt(to + 1) === 40)
      hash = addToHash(hash, text.charCodeAt(to++));
    const known = tokenWithHash(hash);
    if (known >= 0) this.#push(known);
    else if (unknown >= 0) this.#push(unknown);
    else this.#push(text.charCodeAt(at) < 97 ? UPPER_NAME : NAME);
    return to;
  }

  #readNumber(text: string, at: number, end: number): number {
    let to = at;
    while (
      to < end &&
      (kindAt(text, to) === DIGIT || (text.charCodeAt(to) === 46 && kindAt(text, to + 1) === DIGIT))
    )
      to++;
    const unitStart = to;
    while (to < end && (kindAt(text, to) === DIGIT || kindAt(text, to) === WORD)) to++;
    this.#push(NUMBER);
    if (to > unitStart && /^(?:px|rem|em|vh|vw)$/.test(text.slice(unitStart, to))) this.#push(LENGTH);
    return to;
  }

  #readSign(text: string, at: number, start: number, end: number): number {
    const unit = text.charCodeAt(at);
    const after = this.#readBlock(text, at, end, unit);
    if (after >= 0) return after;
    if (unit === 34 || unit === 39 || unit === 96) return this.#readString(text, at, end, unit);
    if (unit === 47 && text.charCodeAt(at + 1) === 47 && text.charCodeAt(at - 1) !== 58) {
      this.#push(COMMENT_SIGNS.get('//') ?? NAME);
      return end;
    }
    const sign = signAt(text, at);
    const next = at + sign.length;
    if (this.#isComment(text, sign, next, end)) {
      this.#push(COMMENT_SIGNS.get(sign) ?? NAME);
      return end;
    }
    const sigil = sigils.get(sign);
    if (
      sigil !== undefined &&
      next < end &&
      kindAt(text, next) === WORD &&
      (unit === 36 || unit === 60 || isFree(text, at, start))
    )
      return this.#readName(text, next, end, sigil[0], sigil[1]);
    this.#push(sign.length === 1 ? (signTokens[unit] as number) : tokenOf(sign));
    return next;
  }

  #isComment(text: string, sign: string, next: number, end: number): boolean {
    if (next < end && text.charCodeAt(next) !== 32) return false;
    if (sign === '#' || sign === '--') return true;
    return this.count === 0 && (sign === ';' || sign === '%' || sign === '*');
  }

  /** A comment or documentation that begins here: where it ends, the line's end if it stays open, or -1 when there is none. */
  #readBlock(text: string, at: number, end: number, unit: number): number {
    for (const [opening, closing] of blocksByUnit[unit] ?? []) {
      if (!text.startsWith(opening, at)) continue;
      this.#push(tokenOf(opening));
      const close = text.slice(at, end).indexOf(closing, opening.length);
      if (close !== -1) return at + close + closing.length;
      this.#pending = closing;
      return end;
    }
    return -1;
  }

  /** A string up to its end; a quote that nothing on the line ends is a sign of its own. */
  #readString(text: string, at: number, end: number, quote: number): number {
    for (let to = at + 1; to < end; to++) {
      const unit = text.charCodeAt(to);
      if (unit === 92) to++;
      else if (unit === quote) {
        this.#pushString(text, at);
        return to + 1;
      }
    }
    this.#push(tokenOf(`${text.charAt(at)}?`));
    return at + 1;
  }

  #pushString(text: string, at: number): void {
    const prefixed = quote(text, at) === '"' && at > 0 ? tokenOf(`${text.charAt(at - 1)}"`) : -1;
    const last = this.count === 0 ? -1 : (this.tokens[this.count - 1] as number);
    if (prefixed >= 0 && (last === NAME || last === UPPER_NAME || last === tokenOf(text.charAt(at - 1))))
      this.tokens[this.count - 1] = prefixed;
    else this.#push(tokenOf(quote(text, at)));
  }
}

function quote(text: string, at: number): string {
  return text.charAt(at);
}

function kindAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit < 128 ? (kinds[unit] as number) : WORD;
}

/** Not right behind a name or a bracket. */
function isFree(text: string, at: number, start: number): boolean {
  if (at === start) return true;
  const kind = kindAt(text, at - 1);
  const before = text.charCodeAt(at - 1);
  return kind !== WORD && kind !== DIGIT && before !== 41 && before !== 93;
}
