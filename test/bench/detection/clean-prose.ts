/** Ordinary English, from a small grammar: nothing in it to be found. */
import type { Seeded } from '../seeded.ts';

const SUBJECTS = [
  'The team',
  'Our supplier',
  'The second draft',
  'A reader from Bergen',
  'The committee',
  'My colleague',
  'The library',
  'Every volunteer',
  'The report',
  'Nobody at the workshop',
  'The new release',
  'The accountant',
];
const VERBS = [
  'has moved',
  'will review',
  'did not expect',
  'compared',
  'described',
  'is still waiting for',
  'prefers',
  'rewrote',
  'asked about',
  'could not open',
  'agreed on',
  'measured',
];
const OBJECTS = [
  'the schedule for spring',
  'a longer introduction',
  'the figures of last quarter',
  'two of the five samples',
  'the route along the river',
  'a quieter room',
  'the opening hours',
  'the third chapter',
  'an invoice without a date',
  'the price of timber',
  'the list of guests',
  'a bug in the export',
];
const TAILS = [
  'because the deadline is close',
  'and nobody objected',
  'although it rained all week',
  'before the holidays',
  'with more care than usual',
  'so that everyone can follow',
  'after a short discussion',
  'which surprised us',
  'when the office reopens',
  'as planned',
];

export function chatter(random: Seeded, sentences: number): string {
  return Array.from(
    { length: sentences },
    () => `${random.pick(SUBJECTS)} ${random.pick(VERBS)} ${random.pick(OBJECTS)} ${random.pick(TAILS)}.`,
  ).join(' ');
}

export function pad(random: Seeded, length: number): string {
  let text = '';
  while (text.length < length) text += `${text === '' ? '' : ' '}${chatter(random, 1)}`;
  return text;
}
