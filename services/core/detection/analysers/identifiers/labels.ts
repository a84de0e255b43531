/** Words near a number that say what it is: `SSN`, `Kontonummer`, `date_of_birth`, `phoneNumber`, `身份证号`. */
import { unitsOf } from '../../views/units.ts';
import { lexicon, type Topic } from './lexicon.ts';
import { Topics } from './topics.ts';

/** One label of a text; a phrase may belong to several topics. */
export interface Label {
  start: number;
  end: number;
  topics: Topics;
}

/** All labels of one text, by place. */
export type Labels = readonly Label[];

interface Phrase {
  rest: readonly string[];
  topics: Topics;
}

const phrases = new Map<string, Phrase[]>();
/** CJK labels by their first character: nothing stands between their words. */
const ideographs = new Map<number, { text: string; topics: Topics }[]>();
/** Which hashes of words begin a phrase. */
const known = new Uint8Array(1 << 15);

const HASH = 35;

/** Of each unit before those of CJK the lower case. */
const lower = Uint16Array.from({ length: 0x2e_80 }, (_, unit) =>
  String.fromCharCode(unit).toLowerCase().charCodeAt(0),
);
/** 1 for the letters of ASCII. */
const asciiWord = Uint8Array.from({ length: 128 }, (_, unit) =>
  /[a-z]/i.test(String.fromCharCode(unit)) ? 1 : 0,
);

for (const [topic, list] of Object.entries(lexicon) as [Topic, string][])
  for (const phrase of list.split('|')) addPhrase(phrase, topic);
for (const list of phrases.values()) list.sort((a, b) => b.rest.length - a.rest.length);

/** One pass over the text; a few nanoseconds for each character. */
export function findLabels(text: string): Labels {
  const labels: Label[] = [];
  const units = unitsOf(text);
  for (let at = 0; at < units.length; ) {
    const unit = units[at] as number;
    if (unit < 0x80 ? asciiWord[unit] === 0 : !isWordUnit(unit)) at++;
    else if (unit >= 0x2e_80) at = addIdeographs(text, at, labels);
    else at = addWord(text, units, at, labels);
  }
  return labels;
}

/** Index of the first label that ends after `offset`. */
export function labelAfter(labels: Labels, offset: number): number {
  let low = 0;
  let high = labels.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((labels[middle] as Label).end <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function addWord(text: string, units: Uint16Array, start: number, labels: Label[]): number {
  let end = start;
  let hash = 0;
  for (let wasLower = false; end < units.length; end++) {
    const unit = units[end] as number;
    if (unit < 0x80 ? asciiWord[unit] === 0 : !isWordUnit(unit) || unit >= 0x2e_80) break;
    if (wasLower && unit < 97) break;
    wasLower = unit >= 97 && unit < 0x80;
    hash = nextHash(hash, unit);
  }
  if (known[hash] !== 1) return end;
  for (const { rest, topics } of phrases.get(text.slice(start, end).toLowerCase()) ?? []) {
    const last = endOfPhrase(text, end, rest);
    if (last < 0) continue;
    labels.push({ start, end: last, topics });
    return last;
  }
  return end;
}

/** Where the words end that must follow at `at`, or -1; `#` is read as `number`. */
function endOfPhrase(text: string, at: number, rest: readonly string[]): number {
  let end = at;
  for (const word of rest) {
    let start = end;
    while (start < end + 3 && !isWordUnit(text.charCodeAt(start)) && text.charCodeAt(start) !== HASH) start++;
    if (text.charCodeAt(start) === HASH && word === 'number') {
      end = start + 1;
      continue;
    }
    end = start + word.length;
    if (!mayBegin(text.charCodeAt(start), word.charCodeAt(0))) return -1;
    if (text.slice(start, end).toLowerCase() !== word || continuesWord(text, end)) return -1;
  }
  return end;
}

/** Whether a unit may be the first letter of a word, in either case; of ASCII only it can be told. */
function mayBegin(unit: number, first: number): boolean {
  return unit > 127 || first > 127 || (unit | 32) === first;
}

function continuesWord(text: string, end: number): boolean {
  const unit = text.charCodeAt(end);
  return isWordUnit(unit) && unit < 0x2e_80 && !(unit >= 65 && unit <= 90);
}

function addIdeographs(text: string, at: number, labels: Label[]): number {
  for (const { text: phrase, topics } of ideographs.get(text.charCodeAt(at)) ?? []) {
    if (!text.startsWith(phrase, at)) continue;
    labels.push({ start: at, end: at + phrase.length, topics });
    return at + phrase.length;
  }
  return at + 1;
}

function addPhrase(phrase: string, topic: Topic): void {
  const unit = phrase.charCodeAt(0);
  if (unit >= 0x2e_80) {
    const list = ideographs.get(unit) ?? [];
    const same = list.find(({ text }) => text === phrase);
    if (same === undefined) list.push({ text: phrase, topics: Topics.of([topic]) });
    else same.topics = Topics.of([...same.topics.names, topic]);
    ideographs.set(
      unit,
      list.sort((a, b) => b.text.length - a.text.length),
    );
    return;
  }
  const [first = '', ...rest] = phrase.split(' ');
  const list = phrases.get(first) ?? [];
  const same = list.find((known) => known.rest.join(' ') === rest.join(' '));
  if (same === undefined) list.push({ rest, topics: Topics.of([topic]) });
  else same.topics = Topics.of([...same.topics.names, topic]);
  phrases.set(first, list);
  let hash = 0;
  for (let index = 0; index < first.length; index++) hash = nextHash(hash, first.charCodeAt(index));
  known[hash] = 1;
}

/** Of letters without case, those beyond ASCII too: the map has the last word. */
function nextHash(hash: number, unit: number): number {
  return (Math.imul(hash, 31) + (unit < 0x80 ? unit | 32 : (lower[unit] as number))) & 0x7f_ff;
}

function isWordUnit(unit: number): boolean {
  const lower = unit | 32;
  return (
    (lower >= 97 && lower <= 122) || (unit > 0xbf && (unit < 0x20_00 || unit > 0x2b_ff) && unit < 0xd8_00)
  );
}
