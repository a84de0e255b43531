/**
 * One pass over a text that finds where any rule's trigger begins, however many triggers there are. At every second place one bit says
 * whether one may begin there or beside it (prefilter-looks.ts). Where it may, a key of the first units leads to a short list of
 * triggers (prefilter-lists.ts), a second key of the next five rules out most of them, and the few that remain are compared.
 */
import type { Hits } from './hits.ts';
import { LONG_UNITS, listsOf, longPlace, NEXT_UNITS, SHORT_UNITS } from './prefilter-lists.ts';
import { hasBit, looksOf, oddPlaceOf, placeOf } from './prefilter-looks.ts';
import { collectTriggers, fine, hashSix, lengthOf, type Triggered } from './prefilter-triggers.ts';
import { bytesOf, pairs } from './views/units.ts';

const CHUNK = 65_536;

export interface Prefilter {
  /**
   * Adds the triggers that begin in the next stretch of the text from `from` on to `hits`, by position.
   * Returns where to go on, or -1: a text of nothing but triggers is never listed as a whole.
   */
  find(text: string, from: number, hits: Hits): number;
  /** Indices of the rules that a trigger wakes. */
  readonly wakes: readonly (readonly number[])[];
}

const { folds } = fine;
/** In a string of octets V8 knows without a look that none is there. */
const WIDE = /[\u0100-\uffff]/;
const lower = Uint8Array.from({ length: 256 }, (_, unit) => (unit >= 65 && unit <= 90 ? unit | 32 : unit));
const isDigit = Uint8Array.from({ length: 256 }, (_, unit) => (unit >= 48 && unit <= 57 ? 1 : 0));

export function compilePrefilter(rules: readonly Triggered[]): Prefilter {
  const triggers = collectTriggers(rules);
  const { pairFolds, four, three, six } = looksOf(triggers);
  const { short, long, ids, next, masks } = listsOf(triggers);
  const longest = Math.max(1, ...triggers.map(lengthOf));
  const runs = Uint8Array.from(triggers, ({ run }) => run);
  /** What all literals say, one after the other, from `starts` on. */
  const literals = Buffer.from(triggers.map(({ literal }) => literal).join(''), 'latin1');
  const starts = startsOf(triggers.map(({ literal }) => literal.length));

  /** Whether units of the chunk in hand were cut to bytes. */
  let isWide = false;

  /** Chunks overlap by the longest trigger, so that none is cut. */
  function find(text: string, from: number, hits: Hits): number {
    const isLast = from + CHUNK + longest >= text.length;
    const chunk = from === 0 && isLast ? text : text.slice(from, from + CHUNK + longest);
    isWide = WIDE.test(chunk);
    findIn(text, from, bytesOf(chunk), isLast ? chunk.length : CHUNK, hits);
    return isLast ? -1 : from + CHUNK;
  }

  /** Triggers that begin among the first `count` bytes, which stand at `from` in the text. */
  function findIn(text: string, from: number, bytes: Uint8Array, count: number, hits: Hits): void {
    const last = (count + 1) >> 1;
    for (let look = nextLook(0, last), done = 0; look <= last; look = nextLook(look + 1, last)) {
      const at = 2 * look;
      const before = at === 0 ? 0 : fineAt(look - 1);
      const left = fineAt(look);
      const middle = fineAt(look + 1);
      const long = hashSix(left, middle, fineAt(look + 2));
      if (at > done && hasBit(three, ((before & 0x3f) << 12) | left))
        findShort(text, from, bytes, at - 1, hits);
      if (at > 0 && hasBit(six, oddPlaceOf(long))) findLong(text, from, bytes, at - 1, hits);
      if (at < count && hasBit(three, (left << 6) | (middle >> 6))) findShort(text, from, bytes, at, hits);
      if (at < count && hasBit(six, placeOf(long))) findLong(text, from, bytes, at, hits);
      if (at + 1 < count && hasBit(three, ((left & 0x3f) << 12) | middle))
        findShort(text, from, bytes, at + 1, hits);
      done = at + 2;
    }
  }

  /** The next look from `look` on that lets pass. A loop without a call in it: it runs over all of the text. */
  function nextLook(from: number, last: number): number {
    let look = from;
    let left = coarseAt(look);
    for (; look <= last; look++) {
      const right = coarseAt(look + 1);
      if (hasBit(four, (left << 10) | right)) break;
      left = right;
    }
    return look;
  }

  function coarseAt(look: number): number {
    return (pairFolds[pairs[look] as number] as number) >> 12;
  }

  function fineAt(look: number): number {
    return (pairFolds[pairs[look] as number] as number) & 0xf_ff;
  }

  function findShort(text: string, from: number, bytes: Uint8Array, at: number, hits: Hits): void {
    const key = (foldsOf(bytes, at) << 6) | (folds[bytes[at + 2] as number] as number);
    const head = short[key] as number;
    if (head !== 0) findListed(head, text, from, bytes, at, SHORT_UNITS, hits);
  }

  function findLong(text: string, from: number, bytes: Uint8Array, at: number, hits: Hits): void {
    const hash = hashSix(foldsOf(bytes, at), foldsOf(bytes, at + 2), foldsOf(bytes, at + 4));
    const head = long[longPlace(hash)] as number;
    if (head !== 0) findListed(head, text, from, bytes, at, LONG_UNITS, hits);
  }

  function findListed(
    head: number,
    text: string,
    from: number,
    bytes: Uint8Array,
    at: number,
    keyUnits: number,
    hits: Hits,
  ): void {
    if (isWide && text.charCodeAt(from + at) > 127) return;
    const following = nextKey(bytes, at + keyUnits);
    for (let entry = head; ids[entry] !== 0; entry++) {
      if (((following ^ (next[entry] as number)) & (masks[entry] as number)) !== 0) continue;
      const id = (ids[entry] as number) - 1;
      if (begins(bytes, at, id) && isCertain(text, from + at, id)) hits.add(from + at, id);
    }
  }

  function begins(bytes: Uint8Array, at: number, id: number): boolean {
    const run = runs[id] as number;
    for (let index = 0; index < run; index++) if (isDigit[bytes[at + index] as number] === 0) return false;
    const start = starts[id] as number;
    const length = (starts[id + 1] as number) - start;
    for (let index = 0; index < length; index++)
      if (lower[bytes[at + index] as number] !== literals[start + index]) return false;
    return true;
  }

  /** Code units were cut to bytes, and other bytes follow: the text has the last word, and says where a run of digits begins. */
  function isCertain(text: string, at: number, id: number): boolean {
    const run = runs[id] as number;
    const length = run > 0 ? run : (starts[id + 1] as number) - (starts[id] as number);
    if (at + length > text.length) return false;
    if (isWide) {
      for (let index = at; index < at + length; index++) if (!(text.charCodeAt(index) <= 127)) return false;
    }
    if (run === 0 || at === 0) return true;
    const before = text.charCodeAt(at - 1);
    return before < 48 || before > 57;
  }

  return { find, wakes: triggers.map((trigger) => trigger.rules) };
}

function foldsOf(bytes: Uint8Array, at: number): number {
  return ((folds[bytes[at] as number] as number) << 6) | (folds[bytes[at + 1] as number] as number);
}

/** The second key of what stands at `from`. */
function nextKey(bytes: Uint8Array, from: number): number {
  let key = 0;
  for (let at = from; at < from + NEXT_UNITS; at++) key = (key << 6) | (folds[bytes[at] as number] as number);
  return key;
}

/** Where each of so many things begins that stand one after the other, and where the last one ends. */
function startsOf(lengths: readonly number[]): Uint32Array {
  const starts = new Uint32Array(lengths.length + 1);
  lengths.forEach((length, index) => {
    starts[index + 1] = (starts[index] as number) + length;
  });
  return starts;
}
