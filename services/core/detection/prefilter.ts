/**
 * One pass over a text that finds where any rule's trigger begins. Every code unit is folded to 6 bits, the last three make an
 * 18-bit key, and a bit table of 32 KiB says whether any trigger begins with that key: a few nanoseconds for ten code units,
 * however many triggers there are. Only where the bit is set are the triggers of that key looked at, by a second key of the next five
 * units, and the few that remain compared, all of it in typed arrays.
 */
import type { Rule } from './types.ts';

/** All that the prefilter needs to know of a rule. */
type Triggered = Pick<Rule, 'triggers'>;

const KEY_BITS = 18;
const KEY_MASK = (1 << KEY_BITS) - 1;
const CLASSES = 64;
/** The code units after those of the key: six bits each make the second key. */
const NEXT_UNITS = 5;
const FOLDED = 'abcdefghijklmnopqrstuvwxyz0123456789 _-./:@"\'=<>()[]{}+%$#*!,;\n';
const CHUNK = 65_536;

interface Trigger {
  /** Lower case; empty for a run of digits. */
  literal: string;
  /** Fewest digits of a run; 0 for a literal. */
  run: number;
  /** Indices into the rules given. */
  rules: number[];
}

export interface Prefilter {
  /**
   * Adds the triggers that begin in the next stretch of the text from `from` on to `hits`, as pairs of position and trigger number, by
   * position. Returns where to go on, or -1: a text of nothing but triggers is never listed as a whole.
   */
  find(text: string, from: number, hits: number[]): number;
  /** Indices of the rules that a trigger wakes. */
  readonly wakes: readonly (readonly number[])[];
}

/**
 * Triggers by key: `heads` leads to the first of a list in `lists`, which 0 ends; an entry is a trigger's number and one. Beside each
 * its second key, and which of that key's bits a trigger so short leaves open.
 */
interface Buckets {
  bits: Int32Array;
  heads: Uint16Array;
  lists: Uint16Array;
  next: Int32Array;
  masks: Int32Array;
}
/** What the triggers say, one after the other: literals from `starts` on, runs by their length. */
interface Literals {
  bytes: Uint8Array;
  starts: Uint32Array;
  runs: Uint8Array;
}

const fold = foldTable();
const lower = Uint8Array.from({ length: 256 }, (_, unit) => (unit >= 65 && unit <= 90 ? unit | 32 : unit));
const isDigit = Uint8Array.from({ length: 256 }, (_, unit) => (unit >= 48 && unit <= 57 ? 1 : 0));

export function compilePrefilter(rules: readonly Triggered[]): Prefilter {
  const triggers = collectTriggers(rules);
  const { bits, heads, lists, next, masks } = bucketsOf(triggers);
  const { bytes, starts, runs } = literalsOf(triggers);
  const longest = Math.max(2 + NEXT_UNITS, ...triggers.map(({ literal, run }) => Math.max(literal.length, run)));
  const scratch = Buffer.alloc(CHUNK + 2 * longest + 1);

  /** Chunks overlap by the longest trigger, so that none is cut. */
  function find(text: string, from: number, hits: number[]): number {
    const isLast = from + CHUNK + longest >= text.length;
    const taken = scratch.write(
      from === 0 && isLast ? text : text.slice(from, from + CHUNK + longest),
      'latin1',
    );
    scratch.fill(0, taken, taken + longest + 1);
    findIn(text, from, isLast ? taken : CHUNK, hits);
    return isLast ? -1 : from + CHUNK;
  }

  /** Triggers that begin among the first `count` units of the scratch. */
  function findIn(text: string, from: number, count: number, hits: number[]): void {
    let key = ((fold[scratch[0] as number] as number) << 6) | (fold[scratch[1] as number] as number);
    for (let at = 0; at < count; at++) {
      key = ((key << 6) | (fold[scratch[at + 2] as number] as number)) & KEY_MASK;
      if ((((bits[key >> 5] as number) >>> (key & 31)) & 1) === 0) continue;
      const following = nextKey(at + 3);
      for (let entry = heads[key] as number; lists[entry] !== 0; entry++) {
        if (((following ^ (next[entry] as number)) & (masks[entry] as number)) !== 0) continue;
        const id = (lists[entry] as number) - 1;
        if (begins(id, at) && isCertain(text, from + at, id)) hits.push(from + at, id);
      }
    }
  }

  function nextKey(from: number): number {
    let made = 0;
    for (let at = from; at < from + NEXT_UNITS; at++) made = (made << 6) | (fold[scratch[at] as number] as number);
    return made;
  }

  function begins(id: number, at: number): boolean {
    const run = runs[id] as number;
    for (let index = 0; index < run; index++) if (isDigit[scratch[at + index] as number] === 0) return false;
    const start = starts[id] as number;
    const length = (starts[id + 1] as number) - start;
    for (let index = 0; index < length; index++)
      if (lower[scratch[at + index] as number] !== bytes[start + index]) return false;
    return true;
  }

  /** Code units were cut to bytes: the text has the last word, and says where a run of digits begins. */
  function isCertain(text: string, at: number, id: number): boolean {
    const run = runs[id] as number;
    const length = run > 0 ? run : (starts[id + 1] as number) - (starts[id] as number);
    for (let index = at; index < at + length; index++) if (text.charCodeAt(index) > 127) return false;
    if (run === 0 || at === 0) return true;
    const before = text.charCodeAt(at - 1);
    return before < 48 || before > 57;
  }

  return { find, wakes: triggers.map((trigger) => trigger.rules) };
}

function collectTriggers(rules: readonly Triggered[]): Trigger[] {
  const triggers = new Map<string, Trigger>();
  rules.forEach((rule, index) => {
    const list = 'class' in rule.triggers ? [rule.triggers.run] : rule.triggers;
    for (const entry of list) {
      const literal = typeof entry === 'string' ? entry.toLowerCase() : '';
      const run = typeof entry === 'number' ? entry : 0;
      const name = `${run}:${literal}`;
      const trigger = triggers.get(name) ?? { literal, run, rules: [] };
      if (!trigger.rules.includes(index)) trigger.rules.push(index);
      triggers.set(name, trigger);
    }
  });
  return [...triggers.values()];
}

function bucketsOf(triggers: readonly Trigger[]): Buckets {
  const byKey = new Map<number, number[]>();
  triggers.forEach((trigger, id) => {
    for (const key of keysOf(trigger)) byKey.set(key, [...(byKey.get(key) ?? []), id]);
  });
  const bits = new Int32Array(1 << (KEY_BITS - 5));
  const heads = new Uint16Array(1 << KEY_BITS);
  const shared = new Map<string, number>();
  const lists = [0];
  for (const [key, ids] of byKey) {
    bits[key >> 5] = (bits[key >> 5] as number) | (1 << (key & 31));
    const name = ids.join();
    const head = shared.get(name) ?? lists.length;
    if (head === lists.length) lists.push(...ids.map((id) => id + 1), 0);
    shared.set(name, head);
    heads[key] = head;
  }
  if (lists.length > 65_535) throw new RangeError('there are more triggers than the prefilter can hold');
  const next = lists.map((entry) => nextKeyOf(triggers[entry - 1]));
  return {
    bits,
    heads,
    lists: Uint16Array.from(lists),
    next: Int32Array.from(next, ([key]) => key),
    masks: Int32Array.from(next, ([, mask]) => mask),
  };
}

/** The second key of a trigger, and the bits of it that count. */
function nextKeyOf(trigger: Trigger | undefined): readonly [key: number, mask: number] {
  let key = 0;
  let mask = 0;
  for (let index = 3; index < 3 + NEXT_UNITS; index++) {
    const unit = trigger?.literal.charCodeAt(index);
    const isOpen = unit === undefined || Number.isNaN(unit);
    key = (key << 6) | (isOpen ? 0 : (fold[unit] as number));
    mask = (mask << 6) | (isOpen ? 0 : CLASSES - 1);
  }
  return [key, mask];
}

function literalsOf(triggers: readonly Trigger[]): Literals {
  const starts = [0];
  for (const { literal } of triggers) starts.push((starts.at(-1) ?? 0) + literal.length);
  return {
    bytes: Buffer.from(triggers.map(({ literal }) => literal).join(''), 'latin1'),
    starts: Uint32Array.from(starts),
    runs: Uint8Array.from(triggers, ({ run }) => run),
  };
}

function foldTable(): Uint8Array {
  const table = new Uint8Array(256);
  [...FOLDED].forEach((letter, index) => {
    const classOf = (index % (CLASSES - 1)) + 1;
    table[letter.charCodeAt(0)] = classOf;
    table[letter.toUpperCase().charCodeAt(0)] = classOf;
  });
  return table;
}

/** Every key that the first three code units of the trigger can make; shorter triggers leave the rest open. */
function keysOf(trigger: Trigger): number[] {
  const anything = Array.from({ length: CLASSES }, (_, index) => index);
  const digits = [...'0123456789'].map((digit) => fold[digit.charCodeAt(0)] as number);
  const sets = [0, 1, 2].map((index) => {
    if (trigger.run > 0) return index < trigger.run ? digits : anything;
    return index < trigger.literal.length ? [fold[trigger.literal.charCodeAt(index)] as number] : anything;
  });
  const keys = sets.reduce<number[]>(
    (made, set) => made.flatMap((key) => set.map((one) => (key << 6) | one)),
    [0],
  );
  return [...new Set(keys)];
}
