/** Finds text that shows nothing, or shows in another order than it is read. What it says is found by the rules, on a view of the text. */
import type { Analyser, Spot } from '../../types.ts';
import { SMUGGLER, smuggledAt } from '../../views/smuggled.ts';
import { isAscii } from '../../views/units.ts';
import { bidiSpots } from './bidi.ts';
import { bidiOverride, invisibleOutput, smuggledText, zeroWidthText } from './cards.ts';

/** Shorter runs may be a flag that is none, or a slip. */
const LEAST_SAID = 4;
/** Bits of one or two letters, or zero-width characters in one word. */
const ZERO_WIDTH =
  /(?:\u200b|\u200c|\u200d|[\u2060-\u2064]|\ufeff|\u180e){16,}|[a-z](?:[\u200b\u2060-\u2064\ufeff]+[a-z]){3,}/gi;
/** A variation selector, or joiners, after each of a few letters. */
const BETWEEN =
  /[a-z ](?:(?:[\ufe00-\ufe0f]|\udb40[\udd00-\uddef]){1,4}[a-z ]){3,}|[\ufe00-\ufe0f]{6,}|[a-z ](?:[\u200b-\u200d\u2060-\u2064\ufeff]{2,16}[a-z ]){3,}/gi;
const ANY_ZERO_WIDTH = /\u200b|\u200c|\u200d|[\u2060-\u2064]|\ufeff|\u180e/;

export const hiddenText: Analyser = {
  rules: [smuggledText, zeroWidthText, invisibleOutput, bidiOverride],
  reads: 'views',
  analyse(text) {
    if (isAscii(text)) return [];
    const unseen = [...smuggledSpots(text), ...zeroWidthSpots(text)];
    return [
      ...unseen,
      ...[...unseen, ...betweenSpots(text)].map((spot) => ({ ...spot, rule_id: invisibleOutput.id })),
      ...bidiSpots(text),
    ];
  },
};

function betweenSpots(text: string): Spot[] {
  return Array.from(text.matchAll(BETWEEN), ({ index, 0: found }) => ({
    rule_id: invisibleOutput.id,
    start: index,
    end: index + found.length,
  }));
}

function smuggledSpots(text: string): Spot[] {
  const spots: Spot[] = [];
  for (let at = text.indexOf(SMUGGLER); at !== -1; ) {
    const { end, said } = smuggledAt(text, at);
    if (said.trim().length >= LEAST_SAID) spots.push({ rule_id: smuggledText.id, start: at, end });
    at = text.indexOf(SMUGGLER, Math.max(end, at + 1));
  }
  return spots;
}

function zeroWidthSpots(text: string): Spot[] {
  if (!ANY_ZERO_WIDTH.test(text)) return [];
  return Array.from(text.matchAll(ZERO_WIDTH), ({ index, 0: found }) => ({
    rule_id: zeroWidthText.id,
    start: index,
    end: index + found.length,
  }));
}
