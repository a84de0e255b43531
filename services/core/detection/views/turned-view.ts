/** A text read backwards, as a whole or word by word, and with its letters turned by thirteen (ROT13). */
import { textOf, type View, ViewBuilder } from './view.ts';

const WORD = /[a-z]{2,}/gi;

export function backwardsView(text: string, parent: View | null): View | null {
  const turned = textOf(text.length, (at) => text.charCodeAt(text.length - 1 - at));
  return { text: turned, parent, pieces: [], reversed: true, only: 'PROMPT_INJECTION' };
}

export function backwardWordsView(text: string, parent: View | null): View | null {
  const builder = new ViewBuilder(text);
  for (const { index, 0: word } of text.matchAll(WORD))
    builder.replace(
      index,
      index + word.length,
      textOf(word.length, (at) => word.charCodeAt(word.length - 1 - at)),
    );
  return builder.finish(parent, 'PROMPT_INJECTION');
}

export function rotatedView(text: string, parent: View | null): View | null {
  const rotated = textOf(text.length, (at) => rotate(text.charCodeAt(at)));
  return { text: rotated, parent, pieces: [], only: 'PROMPT_INJECTION' };
}

function rotate(unit: number): number {
  const lower = unit | 32;
  if (unit > 127 || lower < 97 || lower > 122) return unit;
  return lower < 110 ? unit + 13 : unit - 13;
}
