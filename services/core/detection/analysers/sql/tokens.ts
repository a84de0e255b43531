/** What a lexer of SQL hands on (lexer.ts). */

export const WORD = 1;
/** An identifier in quotes, backticks or brackets; in some dialects `"…"` is a string. */
export const QUOTED = 2;
export const STRING = 3;
export const NUMBER = 4;
export const PARAMETER = 5;
export const OPERATOR = 6;

const FEWEST = 32;

/** Tokens as columns: `kinds[i]`, `words[i]`, … belong to one token. */
export class Tokens {
  readonly text: string;
  kinds = new Uint8Array(FEWEST);
  /** Lower case of words and quoted identifiers, operators as they are, '' for the rest. */
  readonly words: string[] = [];
  starts = new Int32Array(FEWEST);
  ends = new Int32Array(FEWEST);
  /** Of an opening parenthesis: the token that closes it, or where its statement ends; 0 for all others. */
  closes = new Int32Array(FEWEST);
  /** Where line comments begin and end, in pairs. */
  readonly comments: number[] = [];
  /** After the quote of a string that does not end; 0 where all do. */
  unclosed = 0;
  /** Whether the text was read to its end. */
  isWhole = true;
  /** How many conditions were tried on rows (condition.ts). */
  tried = 0;
  /** Variables that are put together from parts (dynamic.ts), once asked for. */
  assembled: ReadonlySet<string> | null = null;

  constructor(text: string) {
    this.text = text;
  }

  get size(): number {
    return this.words.length;
  }

  add(kind: number, start: number, end: number, word: string): void {
    const at = this.words.length;
    if (at === this.kinds.length) this.#grow();
    this.kinds[at] = kind;
    this.starts[at] = start;
    this.ends[at] = end;
    this.words.push(word);
  }

  #grow(): void {
    const { kinds, starts, ends, closes } = this;
    const room = 2 * kinds.length;
    this.kinds = new Uint8Array(room);
    this.kinds.set(kinds);
    [this.starts, this.ends, this.closes] = [starts, ends, closes].map((column) => {
      const wider = new Int32Array(room);
      wider.set(column);
      return wider;
    }) as [Int32Array<ArrayBuffer>, Int32Array<ArrayBuffer>, Int32Array<ArrayBuffer>];
  }

  is(index: number, word: string): boolean {
    return this.words[index] === word && this.kinds[index] !== QUOTED;
  }

  /** The token after this one, or after the group that opens here. */
  after(index: number): number {
    return this.closes[index] ? this.closes[index] + 1 : index + 1;
  }

  isName(index: number): boolean {
    const kind = this.kinds[index];
    return kind === WORD || kind === QUOTED;
  }

  /** What stands within a string, its quotes, prefix and doubled quotes taken off. */
  stringAt(index: number): string {
    const raw = this.text.slice(this.starts[index], this.ends[index]);
    const dollar = /^\$\w{0,64}\$/.exec(raw)?.[0].length;
    if (dollar !== undefined) return raw.slice(dollar, raw.length - dollar);
    const oracle = /^n?q'[^\s]/i.exec(raw)?.[0].length;
    if (oracle !== undefined) return raw.slice(oracle, raw.length - 2);
    const open = raw.search(/['"]/);
    return raw.slice(open + 1, raw.length - 1).replaceAll("''", "'");
  }

  textAt(index: number): string {
    return this.text.slice(this.starts[index], this.ends[index]);
  }
}

/** The last part of a dotted name, and the token after it. */
export function nameAt(tokens: Tokens, first: number): [name: string, next: number] {
  let at = first;
  while (tokens.words[at + 1] === '.' && (tokens.isName(at + 2) || tokens.words[at + 2] === '.')) at += 2;
  if (tokens.words[at] === '.' && tokens.isName(at + 1)) at++;
  return [tokens.words[at] ?? '', at + 1];
}
