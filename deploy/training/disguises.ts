/** How attackers dress words so that word lists miss them, and how anyone mistypes. */
import type { Random } from './random.ts';

const LEET: Record<string, string> = { a: '4', e: '3', i: '1', o: '0', s: '5', t: '7+' };

/** Leaves most texts as they are. */
export function disguise(text: string, random: Random): string {
  const roll = random.next();
  if (roll < 0.05) return leet(text, random);
  if (roll < 0.09) return spaced(text, random);
  if (roll < 0.12) return invisible(text, random);
  if (roll < 0.14) return text.replace(/ /g, random.pick(['-', '_', '.', '/']));
  if (roll < 0.15) return struck(text);
  return text;
}

/** Case, punctuation and typing as they come: harmless texts and attacks alike. */
export function roughen(text: string, random: Random): string {
  const roll = random.next();
  if (roll < 0.1) return text.toLowerCase();
  if (roll < 0.15) return text.toUpperCase();
  if (roll < 0.2) return text.replace(/[.,!?:]/g, '');
  if (roll < 0.28) return typos(text, random);
  return text;
}

function leet(text: string, random: Random): string {
  return text.replace(/[aeiost]/gi, (letter) =>
    random.chance(0.6) ? random.pick([...(LEET[letter.toLowerCase()] ?? letter)]) : letter,
  );
}

function spaced(text: string, random: Random): string {
  const mark = random.pick([' ', '.', '-', '_', '*']);
  const apart = mark === ' ' ? text.replaceAll(' ', '  ') : text;
  return apart.replace(/\p{L}{3,}/gu, (word) => (random.chance(0.8) ? [...word].join(mark) : word));
}

function invisible(text: string, random: Random): string {
  return text.replace(/\p{L}/gu, (letter) => (random.chance(0.2) ? `${letter}\u200b` : letter));
}

/** Struck through: a combining stroke after every letter and space. */
function struck(text: string): string {
  return [...text].map((letter) => `${letter}\u0336`).join('');
}

function typos(text: string, random: Random): string {
  return text.replace(/\p{L}{4,}/gu, (word) => {
    if (!random.chance(0.12)) return word;
    const at = 1 + random.below(word.length - 2);
    const swapped = word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
    return random.pick([
      word.slice(0, at) + word.slice(at + 1),
      swapped,
      word.slice(0, at) + word.slice(at - 1),
    ]);
  });
}
