/**
 * Where a trigger may begin, told by looks at every second place. A look is four code units, folded to 5 bits each: its place in a bit
 * table of 128 KiB. What that lets pass is told by three units folded to 6 bits, and for long triggers by six.
 */
import {
  coarse,
  type Folding,
  fine,
  foldsAt,
  hashOf,
  LONG,
  lengthOf,
  type Trigger,
} from './prefilter-triggers.ts';

/** Shorter ones that begin at an odd place are known only with what stands before them. */
const LOOK_UNITS = 4;
const LONG_BITS = 18;

export interface Looks {
  /** By two units as the machine reads them from octets: their coarse folds, 10 bits, and their fine ones, 12 bits. */
  pairFolds: Uint32Array;
  /** By four coarse folds: whether a trigger may begin there, right before or right after. */
  four: Int32Array;
  /** By three fine folds: whether a trigger may begin there that is not long. */
  three: Int32Array;
  /** By the hash of six fine folds: whether a long trigger may begin there or right before. */
  six: Int32Array;
}

export function looksOf(triggers: readonly Trigger[]): Looks {
  const four = new Int32Array(1 << (4 * coarse.bits - 5));
  const three = new Int32Array(1 << (3 * fine.bits - 5));
  const six = new Int32Array(1 << (LONG_BITS - 5));
  for (const trigger of triggers) {
    const odd = lengthOf(trigger) < LOOK_UNITS ? -1 : 1;
    for (const from of [0, odd]) mark(four, trigger, from, LOOK_UNITS, coarse);
    if (trigger.literal.length < LONG) mark(three, trigger, 0, 3, fine);
    else {
      setBit(six, placeOf(hashOf(trigger, 0)));
      setBit(six, oddPlaceOf(hashOf(trigger, 1)));
    }
  }
  return { pairFolds: foldPairs(), four, three, six };
}

export function hasBit(table: Int32Array, place: number): boolean {
  return (((table[place >> 5] as number) >>> (place & 31)) & 1) !== 0;
}

/** Where the hash of six folds has its bit. */
export function placeOf(hash: number): number {
  return (hash >>> (32 - LONG_BITS)) & ~1;
}

/** The same for a trigger that begins one unit before them. */
export function oddPlaceOf(hash: number): number {
  return placeOf(hash) | 1;
}

/** Marks all that `units` of the trigger's units from `from` on may be folded to; where the last may be anything, whole words at once. */
function mark(table: Int32Array, trigger: Trigger, from: number, units: number, folding: Folding): void {
  const end = Math.min(units, lengthOf(trigger) - from);
  let keys = [0];
  for (let index = 0; index < end; index++) {
    const those = foldsAt(trigger, from + index, folding);
    keys = keys.flatMap((key) => those.map((own) => (key << folding.bits) | own));
  }
  const open = 1 << (folding.bits * (units - end));
  for (const key of keys)
    if (open === 1) setBit(table, key);
    else table.fill(-1, (key * open) >> 5, ((key + 1) * open) >> 5);
}

function setBit(table: Int32Array, place: number): void {
  table[place >> 5] = (table[place >> 5] as number) | (1 << (place & 31));
}

function foldPairs(): Uint32Array {
  const pairFolds = new Uint32Array(1 << 16);
  const pair = new Uint8Array(2);
  const read = new Uint16Array(pair.buffer);
  for (pair[0] = 0; ; pair[0]++)
    for (pair[1] = 0; ; pair[1]++) {
      const [left, right] = pair as unknown as [number, number];
      pairFolds[read[0] as number] =
        (foldPair(coarse, left, right) << (2 * fine.bits)) | foldPair(fine, left, right);
      if (right < 255) continue;
      if (left < 255) break;
      return pairFolds;
    }
}

function foldPair({ bits, folds }: Folding, left: number, right: number): number {
  return ((folds[left] as number) << bits) | (folds[right] as number);
}
