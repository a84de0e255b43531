/**
 * Texts out of templates, for every part of the exam: ‹a¦b¦c› is one of three, ‹name› a rule of the grammar, and both nest.
 * Code is full of braces, brackets and bars; these signs are in none of it. What is to be found stands between two marks of the
 * private use area, so that its offsets survive whatever is wrapped around it.
 */
import type { Category } from '../../../services/core/events/types.ts';
import type { Seeded } from '../seeded.ts';
import type { Expected } from './exam.ts';

export type Rules = Readonly<Record<string, readonly string[] | (() => string)>>;

const BEGIN = '\uE000';
const SEPARATOR = '\uE001';
const END = '\uE002';
const INNERMOST = /‹([^‹›]*)›/;
const MARKED = new RegExp(`${BEGIN}([a-z0-9_]+)${SEPARATOR}([^${END}]*)${END}`, 'g');
const TRIES = 60;

/** Every choice made, every rule written out. Throws for a name that no rule has. */
export function expand(template: string, rules: Rules, random: Seeded): string {
  let text = template;
  for (;;) {
    const found = INNERMOST.exec(text);
    if (!found) return text;
    const chosen = choose(found[1] ?? '', rules, random);
    text = text.slice(0, found.index) + chosen + text.slice(found.index + found[0].length);
  }
}

function choose(inside: string, rules: Rules, random: Seeded): string {
  if (inside.includes('¦')) return random.pick(inside.split('¦'));
  const rule = Object.hasOwn(rules, inside) ? rules[inside] : undefined;
  if (!rule) throw new Error(`no such rule: ${inside}`);
  return typeof rule === 'function' ? rule() : random.pick(rule);
}

export function mark(type: string, value: string): string {
  return `${BEGIN}${type}${SEPARATOR}${value}${END}`;
}

/** The text without its marks, and where they stood. */
export function settle(marked: string, categoryOf: (type: string) => Category) {
  const expected: Expected[] = [];
  let text = '';
  let after = 0;
  for (const found of marked.matchAll(MARKED)) {
    text += marked.slice(after, found.index);
    const type = found[1] ?? '';
    const value = found[2] ?? '';
    expected.push({ category: categoryOf(type), type, start: text.length, end: text.length + value.length });
    text += value;
    after = found.index + found[0].length;
  }
  return { text: text + marked.slice(after), expected };
}

/** So many different ones; a grammar too small for that is a mistake. */
export function distinct<T>(count: number, make: (index: number) => T, keyOf: (made: T) => string): T[] {
  const seen = new Map<string, T>();
  for (let tries = 0; seen.size < count; tries++) {
    if (tries > count * TRIES) throw new Error(`only ${seen.size} of ${count} differ`);
    const made = make(seen.size);
    const key = keyOf(made);
    if (!seen.has(key)) seen.set(key, made);
  }
  return [...seen.values()];
}
