/** Phrases by name. Attacks and harmless texts draw on the same names of things, so that only what is said tells them apart. */
import { attackPhrases } from './phrases-attack.ts';
import { harmlessPhrases } from './phrases-harmless.ts';
import { worldPhrases } from './phrases-world.ts';

export const lexicon: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({ ...worldPhrases, ...harmlessPhrases, ...attackPhrases }).map(([name, text]) => [
    name,
    alternatives(text),
  ]),
);

/** Splits at the bars that stand outside brackets. */
function alternatives(text: string): string[] {
  const found: string[] = [''];
  let depth = 0;
  for (const letter of text.replaceAll('\n', '|')) {
    if (letter === '(') depth++;
    if (letter === ')') depth--;
    if (letter === '|' && depth === 0) found.push('');
    else found[found.length - 1] += letter;
  }
  return found.map((entry) => entry.trim()).filter((entry) => entry !== '');
}
