/** Triggers by a key of what they begin with, short ones by three units and long ones by six, and told apart by what follows. */
import { fine, foldAt, foldsAt, hashOf, LONG, type Trigger } from './prefilter-triggers.ts';

export const SHORT_UNITS = 3;
export const LONG_UNITS = 6;
/** The code units after those of the key: six bits each make the second key. */
export const NEXT_UNITS = 5;
const LONG_BITS = 15;

/** `short` and `long` lead to the first of a list in `ids`, which 0 ends; an entry is a trigger's number and one. */
export interface Lists {
  /** By three folds. */
  short: Uint16Array;
  /** By the hash of six folds. */
  long: Uint16Array;
  ids: Uint16Array;
  /** Of each entry its second key, and which of that key's bits a trigger so short leaves open. */
  next: Int32Array;
  masks: Int32Array;
}

export function listsOf(triggers: readonly Trigger[]): Lists {
  const ids = [0];
  const short = new Uint16Array(1 << (fine.bits * SHORT_UNITS));
  const long = new Uint16Array(1 << LONG_BITS);
  const shortKeys = new Map<number, number[]>();
  const longKeys = new Map<number, number[]>();
  triggers.forEach((trigger, id) => {
    if (trigger.literal.length >= LONG) add(longKeys, longPlace(hashOf(trigger, 0)), id);
    else for (const key of keysOf(trigger)) add(shortKeys, key, id);
  });
  enter(shortKeys, short, ids);
  enter(longKeys, long, ids);
  if (ids.length > 65_535) throw new RangeError('there are more triggers than the prefilter can hold');
  const next = ids.map((entry) => nextOf(triggers[entry - 1]));
  return {
    short,
    long,
    ids: Uint16Array.from(ids),
    next: Int32Array.from(next, ([key]) => key),
    masks: Int32Array.from(next, ([, mask]) => mask),
  };
}

/** Where the hash of six folds leads from. */
export function longPlace(hash: number): number {
  return hash >>> (32 - LONG_BITS);
}

function add(lists: Map<number, number[]>, key: number, id: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [id]);
  else list.push(id);
}

/** Equal lists are kept once: a trigger of two units is in 64 of them. */
function enter(lists: ReadonlyMap<number, number[]>, heads: Uint16Array, ids: number[]): void {
  const known = new Map<string, number>();
  for (const [key, list] of lists) {
    const name = list.join();
    const head = known.get(name) ?? ids.length;
    if (head === ids.length) ids.push(...list.map((id) => id + 1), 0);
    known.set(name, head);
    heads[key] = head;
  }
}

/** Every key that the first units of the trigger can make; a shorter one leaves the rest open. */
function keysOf(trigger: Trigger): ReadonlySet<number> {
  let keys = [0];
  for (let index = 0; index < SHORT_UNITS; index++)
    keys = keys.flatMap((key) => foldsAt(trigger, index, fine).map((own) => (key << fine.bits) | own));
  return new Set(keys);
}

/** The second key of a trigger, and the bits of it that count. */
function nextOf(trigger: Trigger | undefined): readonly [key: number, mask: number] {
  const length = trigger?.literal.length ?? 0;
  const from = length >= LONG ? LONG_UNITS : SHORT_UNITS;
  let key = 0;
  let mask = 0;
  for (let index = from; index < from + NEXT_UNITS; index++) {
    const isOpen = trigger === undefined || index >= length;
    key = (key << fine.bits) | (isOpen ? 0 : foldAt(trigger, index));
    mask = (mask << fine.bits) | (isOpen ? 0 : (1 << fine.bits) - 1);
  }
  return [key, mask];
}
