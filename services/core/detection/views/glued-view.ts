/** Parts words that are written in one, or joined by signs: `ignoreAllPreviousInstructions`, `ignore_all_previous_instructions`. */

import { type View, ViewBuilder } from './view.ts';
import { isTelling, partWords } from './vocabulary.ts';

const JOINED = /[a-z]+(?:[_.+/-][a-z]+)*/gi;
/** Shorter ones are words. */
const LEAST = 9;
const MOST = 400;

export function gluedView(text: string, parent: View | null): View | null {
  const builder = new ViewBuilder(text);
  for (const { index, 0: joined } of text.matchAll(JOINED)) {
    if (joined.length < LEAST || joined.length > MOST) continue;
    const words = joined.split(/[^a-z]/i).flatMap(partWords);
    if (words.length > 1 && words.some(isTelling))
      builder.replace(index, index + joined.length, words.join(' '));
  }
  return builder.isEmpty ? null : builder.finish(parent, 'PROMPT_INJECTION');
}
