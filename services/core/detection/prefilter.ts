/**
 * One pass over a text that finds where any rule's trigger begins. Every code unit is folded to 6 bits, the last three make an
 * 18-bit key, and a bit table of 32 KiB says whether any trigger begins with that key: a few nanoseconds for ten code units,
 * however many triggers there are. Only where the bit is set is the text itself compared.
 */
import type { Rule } from './types.ts';

const KEY_BITS = 18;
const KEY_MASK = (1 << KEY_BITS) - 1;
const CLASSES = 64;
const FOLDED = 'abcdefghijklmnopqrstuvwxyz0123456789 _-./:@"\'=<>()[]{}+%$#*!,;\n';
const CHUNK = 65_536;
const ZERO = 48;

interface Trigger {
  /** Lower case; empty for a run of digits. */
  literal: string;
  /** Fewest digits of a run; 0 for a literal. */
  run: number;
  /** Indices into the rules given. */
  rules: number[];
}

/** Triggers found: pairs of position and trigger number, by position. */
export interface Prefilter {
  find(text: string): number[];
  /** Indices of the rules that a trigger wakes. */
  readonly wakes: readonly (readonly number[])[];
}

const fold = foldTable();

export function compilePrefilter(rules: readonly Rule[]): Prefilter {
  const triggers = collectTriggers(rules);
  const table = new Int32Array(1 << (KEY_BITS - 5));
  const buckets = new Map<number, number[]>();
  triggers.forEach((trigger, id) => {
    for (const key of keysOf(trigger)) {
      table[key >> 5] = (table[key >> 5] ?? 0) | (1 << (key & 31));
      const bucket = buckets.get(key);
      if (bucket === undefined) buckets.set(key, [id]);
      else bucket.push(id);
    }
  });
  const scratch = Buffer.alloc(CHUNK + 4);

  /** Code units are cut to bytes, so a key can be set by mistake, never missed: `compare` looks at the text. */
  function find(text: string): number[] {
    const hits: number[] = [];
    for (let from = 0, last = false; !last; from += CHUNK) {
      last = from + CHUNK + 2 >= text.length;
      const taken = scratch.write(from === 0 && last ? text : text.slice(from, from + CHUNK + 2), 'latin1');
      scratch[taken] = 0;
      scratch[taken + 1] = 0;
      findIn(text, from, last ? taken + 2 : taken, hits);
    }
    return hits;
  }

  function findIn(text: string, from: number, length: number, hits: number[]): void {
    let key = 0;
    for (let at = 0; at < length; at++) {
      key = ((key << 6) | (fold[scratch[at] as number] as number)) & KEY_MASK;
      if ((((table[key >> 5] as number) >>> (key & 31)) & 1) === 0 || at < 2) continue;
      compare(text, from + at - 2, buckets.get(key) ?? [], hits);
    }
  }

  function compare(text: string, at: number, bucket: readonly number[], hits: number[]): void {
    for (const id of bucket) {
      const trigger = triggers[id] as Trigger;
      if (trigger.run > 0 ? beginsRun(text, at, trigger.run) : beginsLiteral(text, at, trigger.literal)) {
        hits.push(at, id);
      }
    }
  }

  return { find, wakes: triggers.map((trigger) => trigger.rules) };
}

function collectTriggers(rules: readonly Rule[]): Trigger[] {
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

function beginsLiteral(text: string, at: number, literal: string): boolean {
  for (let index = 0; index < literal.length; index++) {
    const unit = text.charCodeAt(at + index);
    const lower = unit >= 65 && unit <= 90 ? unit | 32 : unit;
    if (lower !== literal.charCodeAt(index)) return false;
  }
  return true;
}

function beginsRun(text: string, at: number, run: number): boolean {
  if (at > 0 && isDigit(text.charCodeAt(at - 1))) return false;
  for (let index = 0; index < run; index++) if (!isDigit(text.charCodeAt(at + index))) return false;
  return true;
}

function isDigit(unit: number): boolean {
  return unit >= ZERO && unit <= ZERO + 9;
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
