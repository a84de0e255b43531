/**
 * Prompt injection in languages that are not written in Latin letters. The engine's triggers are ASCII, so these phrases are searched for;
 * a text without a letter of the script costs one look, and one of Latin letters alone none: V8 knows that it cannot match.
 */
import type { Analyser, Spot } from '../../types.ts';
import { arabic, hindi } from './arabic-hindi.ts';
import { cards, type Family } from './cards.ts';
import { chinese } from './chinese.ts';
import { cyrillic } from './cyrillic.ts';
import { japanese, korean } from './japanese-korean.ts';
import type { ScriptPhrases } from './phrases.ts';

/** More findings of one family in one text say nothing new. */
const MOST = 100;
const FAMILIES: readonly Family[] = ['override', 'jailbreak', 'extraction', 'data'];
const ANY_SCRIPT = /[\u0400-\u04ff\u0600-\u06ff\u0900-\u097f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]/;

/** All phrases by script, as they are searched for; exported so that each is proved linear. */
export const searches = [cyrillic, chinese, japanese, korean, arabic, hindi].map((phrases) => ({
  letter: phrases.letter,
  families: FAMILIES.map((family) => ({ family, search: searchFor(phrases, family) })),
}));

export const injectionScripts: Analyser = {
  rules: FAMILIES.map((family) => cards[family]),
  reads: 'views',
  words: true,
  analyse,
};

function analyse(text: string): Spot[] {
  const spots: Spot[] = [];
  if (!ANY_SCRIPT.test(text)) return spots;
  for (const { letter, families } of searches) {
    if (!letter.test(text)) continue;
    for (const { family, search } of families) addSpots(text, family, search, spots);
  }
  return spots;
}

function addSpots(text: string, family: Family, search: RegExp, spots: Spot[]): void {
  search.lastIndex = 0;
  for (let count = 0; count < MOST; count++) {
    const match = search.exec(text);
    if (match === null) return;
    spots.push({ rule_id: cards[family].id, start: match.index, end: search.lastIndex });
  }
}

function searchFor(phrases: ScriptPhrases, family: Family): RegExp {
  return new RegExp(phrases[family].replaceAll(' ', '\\s{1,2}'), 'gi');
}
