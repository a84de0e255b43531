/**
 * Readings for the injection rules only, as a model reads through them: digits for letters (`1gn0r3`), letters apart (`i g n o r e`),
 * words in one (`ignoreallprevious`), backwards, and ROT13. Only a text that then says a telling word has such a view.
 */
import { gluedView } from './glued-view.ts';
import { leetView } from './leet-view.ts';
import { spacedView } from './spaced-view.ts';
import { backwardsView, backwardWordsView, rotatedView } from './turned-view.ts';
import type { View } from './view.ts';
import type { Room } from './views.ts';

type Read = (text: string, parent: View | null) => View | null;

/** Looked for in every text: each knows by itself at little cost whether there is anything. */
const ALWAYS: readonly Read[] = [leetView, spacedView];

/** Readings worth trying where one of the triggers stands: the prefilter finds them with those of the rules. */
export const hints: readonly { triggers: readonly string[]; readings: readonly Read[] }[] = [
  {
    triggers: [
      ...['', '_', '-', '.', '+', '/'].flatMap((sign) =>
        ['all', 'prev', 'prior', 'your', 'the', 'any'].map((object) => `ignore${sign}${object}`),
      ),
      ...['', '_', '-'].flatMap((sign) => [
        `disregard${sign}all`,
        `disregard${sign}prev`,
        `previous${sign}instr`,
      ]),
    ],
    readings: [gluedView],
  },
  {
    triggers: ['erongi', 'snoitcurtsni', 'suoiverp', 'tpmorp', 'dragersid'],
    readings: [backwardsView, backwardWordsView],
  },
  {
    triggers: ['vtaber', 'cerivbhf', 'vafgehpgvba', 'flfgrz', 'cebzcg', 'qvfertneq', 'sbetrg'],
    readings: [rotatedView],
  },
];

/** `hinted` has a bit for each of the hints that was found in the text; `parent` is the view that it is, null for the plain text. */
export function disguisesOf(text: string, parent: View | null, hinted: number, room: Room): View[] {
  const views: View[] = [];
  for (const read of readingsFor(hinted)) {
    const view = read(text, parent);
    if (view === null) continue;
    room.disguises -= view.text.length;
    if (room.disguises < 0) break;
    views.push(view);
  }
  return views;
}

function readingsFor(hinted: number): readonly Read[] {
  if (hinted === 0) return ALWAYS;
  return [...ALWAYS, ...hints.flatMap(({ readings }, index) => ((hinted >> index) & 1 ? readings : []))];
}
