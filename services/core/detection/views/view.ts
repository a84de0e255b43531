/** A decoded reading of a text and the way back from its offsets. */
import type { Category } from '../../events/types.ts';
import { isAscii, unitsOf } from './units.ts';

export interface View {
  readonly text: string;
  /** The view that this one was read from; null for the plain text. */
  readonly parent: View | null;
  /** Replaced stretches by position: source start, source end, decoded start, decoded end; four numbers each. */
  readonly pieces: ArrayLike<number>;
  /** Read from the end to the begin: the unit at `offset` is the source's at `length - 1 - offset`. It has no pieces. */
  readonly reversed?: boolean;
  /** Only rules of this category look at it. */
  readonly only?: Category;
  /** The source is JSON, and this is what its strings say: no escape was undone that JSON does not know, and nothing left out. */
  readonly saysJson?: boolean;
}

/** In a source as long as this, only what is near a replacement is read again: the rest was read as it stands. */
export const LONG = 131_072;
/** Kept on both sides of a replacement, for words that are its context. */
const MARGIN = 1024;
/** So few units are sooner copied one by one. */
const FEW = 64;
/** Stands for what was left out. */
const LEFT_OUT = '\n';

/** Grows a decoded text: kept stretches as they are, pieces replaced. Dense and sparse texts alike cost one pass. */
export class ViewBuilder {
  readonly #source: Uint16Array;
  #units: Uint16Array<ArrayBuffer>;
  #pieces = new Int32Array(64);
  #piecesLength = 0;
  #isChanged = false;
  #length = 0;
  #taken = 0;
  #widest = 0;
  readonly #isAscii: boolean;

  constructor(source: string) {
    this.#source = unitsOf(source).slice();
    this.#isAscii = isAscii(source);
    this.#units = new Uint16Array(source.length + 16);
  }

  get isEmpty(): boolean {
    return !this.#isChanged;
  }

  /** [from, to) of the source reads as `decoded`. Replacements come in the order of the source and do not overlap. */
  replace(from: number, to: number, decoded: string): void {
    this.#keepNear(from, from);
    const start = this.#length;
    this.#append(decoded);
    this.#addPiece(from, to, start);
    this.#taken = to;
  }

  /** As many units from `from` on read as those of `decoded`, each for itself: nothing shifts, and no piece need be kept. */
  rewrite(from: number, decoded: string): void {
    this.#keepNear(from, from);
    this.#append(decoded);
    this.#taken = from + decoded.length;
  }

  /** One unit reads as another. */
  rewriteUnit(at: number, decoded: number): void {
    this.#keepNear(at, at);
    this.#isChanged = true;
    this.#reserve(1);
    this.#push(decoded);
    this.#taken = at + 1;
  }

  finish(parent: View | null, only?: Category): View {
    this.#keepNear(this.#source.length, this.#source.length + MARGIN);
    const units = this.#units.subarray(0, this.#length);
    const view = {
      text: toText(units, this.#widest),
      parent,
      pieces: this.#pieces.subarray(0, this.#piecesLength),
    };
    return only === undefined ? view : { ...view, only };
  }

  /** Keeps what stands before `to`; of a long way to what is `next` only its two ends. */
  #keepNear(to: number, next: number): void {
    const from = this.#taken === 0 ? 0 : this.#taken + MARGIN;
    const until = next - MARGIN;
    if (this.#source.length >= LONG && until - from > MARGIN) {
      this.#keep(from);
      const start = this.#length;
      this.#append(LEFT_OUT);
      this.#addPiece(from, Math.min(until, to), start);
      this.#taken = Math.min(until, to);
    }
    this.#keep(to);
  }

  #addPiece(from: number, to: number, start: number): void {
    let at = this.#piecesLength;
    if (at === this.#pieces.length) {
      const wider = new Int32Array(2 * at);
      wider.set(this.#pieces);
      this.#pieces = wider;
    }
    this.#pieces[at++] = from;
    this.#pieces[at++] = to;
    this.#pieces[at++] = start;
    this.#pieces[at++] = this.#length;
    this.#piecesLength = at;
  }

  #append(decoded: string): void {
    this.#isChanged = true;
    this.#reserve(decoded.length);
    for (let at = 0; at < decoded.length; at++) this.#push(decoded.charCodeAt(at));
  }

  #keep(to: number): void {
    const from = this.#taken;
    this.#reserve(to - from);
    if (this.#isAscii) this.#copy(from, to);
    else for (let at = from; at < to; at++) this.#push(this.#source[at] as number);
  }

  /** Of ASCII none is wider than the widest. */
  #copy(from: number, to: number): void {
    const source = this.#source;
    const units = this.#units;
    const start = this.#length;
    if (to - from > FEW) units.set(source.subarray(from, to), start);
    else for (let at = from; at < to; at++) units[start + at - from] = source[at] as number;
    this.#length += to - from;
  }

  #reserve(more: number): void {
    const needed = this.#length + more;
    if (needed <= this.#units.length) return;
    const wider = new Uint16Array(needed + (needed >> 1));
    wider.set(this.#units.subarray(0, this.#length));
    this.#units = wider;
  }

  #push(unit: number): void {
    this.#units[this.#length++] = unit;
    if (unit > this.#widest) this.#widest = unit;
  }
}

/** A text of `length` code units, each asked for. */
export function textOf(length: number, unitAt: (at: number) => number): string {
  const units = new Uint16Array(length);
  let widest = 0;
  for (let at = 0; at < length; at++) {
    const unit = unitAt(at);
    units[at] = unit;
    if (unit > widest) widest = unit;
  }
  return toText(units, widest);
}

/** One-byte strings where possible: half the memory and faster to match. */
function toText(units: Uint16Array<ArrayBuffer>, widest: number): string {
  if (widest <= 0xff) return Buffer.from(units).toString('latin1');
  return Buffer.from(units.buffer, units.byteOffset, units.byteLength).toString('utf16le');
}

/** The span of the plain text that [start, end) of the view was read from; a touched piece counts whole. */
export function toSource(view: View | null, start: number, end: number): [number, number] {
  let from = start;
  let to = end;
  for (let at = view; at !== null; at = at.parent) {
    if (at.reversed === true) {
      [from, to] = [at.text.length - to, at.text.length - from];
      continue;
    }
    from = mapOffset(at.pieces, from, 0);
    to = mapOffset(at.pieces, to - 1, 1);
  }
  return [from, to];
}

/** `side` 0: where the unit at `offset` begins in the source; 1: where it ends. */
function mapOffset(pieces: ArrayLike<number>, offset: number, side: 0 | 1): number {
  const piece = lastPieceFrom(pieces, offset);
  if (piece < 0) return offset + side;
  const decodedEnd = pieces[piece + 3] as number;
  if (offset < decodedEnd) return pieces[piece + side] as number;
  return (pieces[piece + 1] as number) + (offset - decodedEnd) + side;
}

/** Index of the last piece whose decoded start is at or before `offset`; -1 where there is none. */
function lastPieceFrom(pieces: ArrayLike<number>, offset: number): number {
  let low = -1;
  let high = pieces.length / 4 - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle * 4 + 2] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return low * 4;
}
