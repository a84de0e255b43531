/** What an event's chain of cells holds, copied out of it: of a call what it must be known again by, of an output its code; texts of ids. */
import { CELL, type Cells } from './cells.ts';
import type { CallTrace } from './types.ts';

const MOST_INTS = 4096;
/** Of an id that is no UUID. */
const LONGEST_TEXT = 1500;
const PRIME_A = 0x01000193;
const PRIME_B = 0x5bd1e995;
/** A call's: its id in two, tool, host (0 for none), how many of each kind follow, what asked for it (a double); then doubles, then integers. */
const TOOL = 2;
const HOST = 3;
const COUNTS = 4;
const REQUEST = 6;
const FIRST = 8;

/** From and to, in doubles or in integers. */
export interface Span {
  from: number;
  to: number;
}

export class Chain {
  readonly ints = new Int32Array(MOST_INTS);
  readonly doubles = new Float64Array(this.ints.buffer);
  length = 0;
  readonly result: Span = { from: 0, to: 0 };
  readonly sent: Span = { from: 0, to: 0 };
  readonly sensitive: Span = { from: 0, to: 0 };
  readonly carried: Span = { from: 0, to: 0 };
  readonly resultRuns: Span = { from: 0, to: 0 };
  readonly sentRuns: Span = { from: 0, to: 0 };
  readonly words: Span = { from: 0, to: 0 };

  addCall(call: CallTrace): void {
    const { ints } = this;
    ints[0] = hashText(call.id, PRIME_A);
    ints[1] = hashText(call.id, PRIME_B);
    ints[TOOL] = hashText(call.tool, PRIME_A);
    ints[HOST] = call.host === null ? 0 : hashText(call.host, PRIME_A) || 1;
    const { result, sent, sensitive, carried, words } = call;
    ints[COUNTS] =
      (result?.values.length ?? 0) |
      ((sent?.values.length ?? 0) << 8) |
      ((result?.runs.length ?? 0) << 16) |
      ((sent?.runs.length ?? 0) << 24);
    ints[COUNTS + 1] = sensitive.length | (carried.length << 8) | ((words?.length ?? 0) << 16);
    this.doubles[REQUEST / 2] = call.request === null ? 0 : wideHash(call.request);
    this.#layOut();
    if (result !== null) this.#put(result.values, this.result, result.runs, this.resultRuns);
    if (sent !== null) this.#put(sent.values, this.sent, sent.runs, this.sentRuns);
    this.#putDigests(sensitive, this.sensitive);
    this.#putDigests(carried, this.carried);
    if (words !== null) ints.set(words, this.words.from);
    this.length = this.words.to;
  }

  addInts(some: Int32Array): void {
    this.ints[0] = some.length;
    this.ints.set(some, 1);
    this.length = some.length + 1;
  }

  addText(whole: string): void {
    const text = whole.slice(0, LONGEST_TEXT);
    this.ints[this.length++] = text.length;
    for (let at = 0; at < text.length; at += 1) this.ints[this.length++] = text.charCodeAt(at);
  }

  /** A view of it, good until the chain holds something else. */
  get code(): Int32Array {
    return this.ints.subarray(1, 1 + (this.ints[0] as number));
  }

  textAt(at: number): string {
    return String.fromCharCode(...this.ints.subarray(at + 1, at + 1 + (this.ints[at] as number)));
  }

  isSameCall(other: Chain): boolean {
    return this.isSameId(other) && this.ints[TOOL] === other.ints[TOOL];
  }

  /** A hash; 0 where nothing is said to have asked for it. */
  get request(): number {
    return this.doubles[REQUEST / 2] as number;
  }

  isSameId({ ints }: Chain): boolean {
    return this.ints[0] === ints[0] && this.ints[1] === ints[1];
  }

  /** The host, or where there is none the tool; never 0. */
  get system(): number {
    return (this.ints[HOST] as number) || (this.ints[TOOL] as number) || 1;
  }

  write(cells: Cells): number {
    let first = 0;
    let before = 0;
    for (let from = 0; from < this.length; from += CELL - 1) {
      const at = cells.take();
      const to = Math.min(this.length, from + CELL - 1);
      for (let index = from; index < to; index += 1)
        cells.ints[at + 1 + index - from] = this.ints[index] as number;
      if (before === 0) first = at;
      else cells.ints[before] = at;
      before = at;
    }
    return first;
  }

  read({ ints }: Cells, first: number, isCall: boolean): void {
    let length = 0;
    for (let at = first; at !== 0; at = ints[at] as number)
      for (let index = 1; index < CELL; index += 1) this.ints[length++] = ints[at + index] as number;
    this.length = length;
    if (isCall) this.#layOut();
  }

  #layOut(): void {
    const counts = this.ints[COUNTS] as number;
    const others = this.ints[COUNTS + 1] as number;
    let at = lay(this.result, FIRST / 2, counts & 0xff);
    at = lay(this.sent, at, (counts >>> 8) & 0xff);
    at = lay(this.sensitive, at, others & 0xff);
    at = lay(this.carried, at, (others >>> 8) & 0xff);
    at = lay(this.resultRuns, at * 2, (counts >>> 16) & 0xff);
    at = lay(this.sentRuns, at, counts >>> 24);
    lay(this.words, at, others >>> 16);
  }

  #put(values: Float64Array, at: Span, runs: Int32Array, runsAt: Span): void {
    this.doubles.set(values, at.from);
    this.ints.set(runs, runsAt.from);
  }

  #putDigests(digests: readonly string[], { from }: Span): void {
    digests.forEach((digest, index) => {
      this.doubles[from + index] = wideHash(digest);
    });
  }
}

function lay(span: Span, from: number, count: number): number {
  span.from = from;
  span.to = from + count;
  return span.to;
}

/** 53 bits. */
function wideHash(text: string): number {
  return (hashText(text, PRIME_A) >>> 0) * 0x20_0000 + (hashText(text, PRIME_B) >>> 11);
}

function hashText(text: string, prime: number): number {
  let hash = prime;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), prime);
  return hash ^ (hash >>> 15);
}
