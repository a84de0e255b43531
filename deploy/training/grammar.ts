/** A phrase grammar in strings: `(a|b|)` is a choice, `{name}` a phrase of the lexicon; both nest. A backslash
 * makes a bracket an ordinary letter. */
import { lexicon } from './lexicon.ts';
import type { Random } from './random.ts';

/** @throws RangeError for a name that the lexicon lacks or a bracket that is not closed */
export function expand(template: string, random: Random): string {
  let at = 0;
  const made = sequence(true);
  if (at < template.length) throw new RangeError(`a bar or bracket stands outside: ${template}`);
  return made.replace(/ {2,}/g, ' ').trim();

  /** Reads on to the end of a choice; what is not wanted is passed over. */
  function sequence(wanted: boolean): string {
    let made = '';
    while (at < template.length) {
      const letter = template[at] as string;
      if (letter === '|' || letter === ')') return made;
      at++;
      if (letter === '\\') made += template[at++] ?? '';
      else if (letter === '(') made += choice(wanted);
      else if (letter === '{') made += phrase(wanted);
      else made += letter;
    }
    return made;
  }

  function choice(wanted: boolean): string {
    const chosen = wanted ? random.below(alternatives(at)) : -1;
    let made = '';
    for (let index = 0; ; index++) {
      const read = sequence(index === chosen);
      if (index === chosen) made = read;
      if (at >= template.length) throw new RangeError(`a choice is not closed: ${template}`);
      if (template[at++] === ')') return made;
    }
  }

  function alternatives(from: number): number {
    let count = 1;
    let depth = 0;
    for (let index = from; index < template.length; index++) {
      const letter = template[index];
      if (letter === '\\') index++;
      else if (letter === '(') depth++;
      else if (letter === ')' && depth-- === 0) break;
      else if (letter === '|' && depth === 0) count++;
    }
    return count;
  }

  function phrase(wanted: boolean): string {
    const end = template.indexOf('}', at);
    const name = template.slice(at, end);
    at = end + 1;
    const entries = lexicon.get(name);
    if (entries === undefined) throw new RangeError(`the lexicon has no ${name}`);
    return wanted ? expand(random.pick(entries), random) : '';
  }
}
