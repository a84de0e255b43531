/** What rules are woken by, each trigger once, and its units folded to 6 bits. */
import type { Rule } from './types.ts';

/** All that the prefilter needs to know of a rule. */
export type Triggered = Pick<Rule, 'triggers'>;

export interface Trigger {
  /** Lower case; empty for a run of digits. */
  literal: string;
  /** Fewest digits of a run; 0 for a literal. */
  run: number;
  /** Indices into the rules given. */
  rules: number[];
}

/** Literals from this length on are told by six units wherever they begin. */
export const LONG = 7;
/** Code units folded to few bits, upper case as lower; 0 is for all that nothing else stands for. */
export interface Folding {
  bits: number;
  /** By octet. */
  folds: Uint8Array;
}

export const fine = foldingOf(6, [...'abcdefghijklmnopqrstuvwxyz0123456789 _-./:@"\'=<>()[]{}+%$#*!,;\n']);
/** For a table that stays in the processor's cache: digits are one, and so are letters and signs that seldom tell triggers apart. */
export const coarse = foldingOf(5, [
  ...'abcdefghilmnoprstuwy',
  'kv',
  'jqxz',
  '0123456789',
  ...' ":.',
  "';",
  '_-',
  '()<>[]{}',
  ',\n',
]);

export function collectTriggers(rules: readonly Triggered[]): Trigger[] {
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

export function lengthOf({ literal, run }: Trigger): number {
  return Math.max(literal.length, run);
}

/** What the trigger's unit at `index` may be folded to; anything beside the trigger. */
export function foldsAt(trigger: Trigger, index: number, { bits, folds }: Folding): readonly number[] {
  if (index < 0 || index >= lengthOf(trigger)) return Array.from({ length: 1 << bits }, (_, own) => own);
  const units = trigger.run > 0 ? '0123456789' : trigger.literal.charAt(index);
  return [...new Set([...units].map((unit) => folds[unit.charCodeAt(0) & 0xff] as number))];
}

/** The trigger's unit at `index` in fine folding. */
export function foldAt({ literal }: Trigger, index: number): number {
  return fine.folds[literal.charCodeAt(index) & 0xff] as number;
}

/** Of the six units from `from` on, all of the trigger. */
export function hashOf(trigger: Trigger, from: number): number {
  const pairAt = (index: number) =>
    (foldAt(trigger, from + index) << fine.bits) | foldAt(trigger, from + index + 1);
  return hashSix(pairAt(0), pairAt(2), pairAt(4));
}

/** The hash of six fine folds, two to a number. */
export function hashSix(left: number, middle: number, right: number): number {
  return Math.imul(((left << 12) | middle) ^ Math.imul(right, 0x85_eb_ca_6b), 0x9e_37_79_b1);
}

function foldingOf(bits: number, groups: readonly string[]): Folding {
  const folds = new Uint8Array(256);
  const most = (1 << bits) - 1;
  groups.forEach((group, index) => {
    for (const unit of group)
      for (const written of [unit, unit.toUpperCase()]) folds[written.charCodeAt(0)] = (index % most) + 1;
  });
  return { bits, folds };
}
