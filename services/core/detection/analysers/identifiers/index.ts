/**
 * Finds the numbers that stand for somebody: cards, accounts, national ids, documents, wallets, telephone numbers, dates of birth.
 * Each number is judged once against all it could be, by its layout, its check digits and the words around it, and gets one type:
 * nine digits are a social security number, a routing number or nothing of the kind.
 */
import type { Analyser, Spot } from '../../types.ts';
import { pairsOf } from '../../views/units.ts';
import { addressCandidate, addressCard } from './address.ts';
import { birthCandidate, birthCard } from './birth-date.ts';
import { better, type Candidate, labelled, unlabelled } from './candidate.ts';
import { nextDigit } from './digits.ts';
import { documentCandidate, documentCards, prefixedDocument } from './documents.ts';
import { ibanCandidate, ibanCard } from './iban.ts';
import type { Certainty, Kind } from './kind.ts';
import { kinds } from './kinds.ts';
import {
  Codes,
  clearChain,
  codesOf,
  isAlone,
  isAlphanumeric,
  isDigit,
  isLetter,
  newChain,
  readChain,
} from './layout.ts';
import { Misses } from './misses.ts';
import { phoneCandidate, phoneCard } from './phone.ts';
import { Surroundings } from './surroundings.ts';
import { walletCandidate, walletCards } from './wallet.ts';

interface Reading {
  kind: Kind;
  certainty: Certainty;
}

/** Tokens longer than any wallet’s address are data. */
const LONGEST_TOKEN = 120;
/** Letters and digits of the shortest values: a number plate, a telephone number without words, a wallet’s address. */
const SHORTEST = 5;
const SHORTEST_TYPICAL = 9;
const SHORTEST_WALLET = 24;
/** Letters that may stand apart before a number’s digits: `AB 12 34 56 C`, `X-1234567-L`, `GB 980 7806 84`. */
const MOST_LETTERS = 6;

/** What a layout that is not sure by itself yields to words for something else. */
const CALM = 60;

const readings = new Map<number, Reading[]>();
/** The codes that `readings` has, and those that such a layout begins with: most of a text are neither. */
const known = new Codes();
const begins = new Codes();
for (const kind of kinds)
  for (const [layout, certainty] of kind.layouts) {
    const codes = codesOf(layout);
    const code = codes.at(-1) ?? 0;
    readings.set(code, [...(readings.get(code) ?? []), { kind, certainty }]);
    known.add(code);
    for (const begin of codes) begins.add(begin);
  }
/** Of ASCII: 1 for what may stand within a value. */
const goesOn = Uint8Array.from({ length: 128 }, (_, unit) =>
  ' -./(),:+'.includes(String.fromCharCode(unit)) ? 1 : 0,
);
const chain = newChain(begins, SHORTEST_TYPICAL);
const misses = new Misses();
const NONE: readonly Spot[] = [];

export const identifierAnalyser: Analyser = {
  rules: [
    ...kinds.map(({ card }) => card),
    ...documentCards,
    ...walletCards,
    ibanCard,
    phoneCard,
    birthCard,
    addressCard,
  ],
  reads: 'views',
  analyse,
};

function analyse(text: string): readonly Spot[] {
  const pairs = pairsOf(text);
  const first = nextDigit(text, pairs, 0);
  if (first === text.length) return NONE;
  const spots: Spot[] = [];
  const near = new Surroundings(text);
  clearChain(chain);
  misses.clear();
  for (let at = first, floor = 0; at < text.length; at = nextDigit(text, pairs, floor)) {
    let end = at + 1;
    while (isAlphanumeric(text.charCodeAt(end))) end++;
    if (misses.isRepeated(text, at)) {
      misses.add(text, at);
      floor = end;
      continue;
    }
    let start = at;
    while (start > floor && end - start <= LONGEST_TOKEN && isLetter(text.charCodeAt(start - 1))) start--;
    const isNothing = end - start > LONGEST_TOKEN || standsAlone(text, start, end);
    const best = isNothing ? null : bestAt(text, start, at, end, near);
    if (best === null) misses.add(text, at);
    else {
      spots.push(toSpot(best));
      near.found(best.end);
      misses.clear();
    }
    floor = best?.end ?? end;
  }
  return spots;
}

/** Too short to be a value by itself, with nothing on either side that goes on one. */
function standsAlone(text: string, start: number, end: number): boolean {
  if (end - start >= SHORTEST) return false;
  const before = text.charCodeAt(start - 1);
  return goesOn[text.charCodeAt(end)] === 0 && before !== 32 && before !== 45 && before !== 0xa0;
}

/** `start` and `end` are of the token, `digits` is where its first digit is. */
function bestAt(
  text: string,
  start: number,
  digits: number,
  end: number,
  near: Surroundings,
): Candidate | null {
  const before = text.charCodeAt(start - 1);
  if (before === 95 || (before > 0xbf && before < 0x2_00)) return null;
  if (before === 45 && end - start === 2) {
    const pair = firstPair(text, start);
    const address = pair === start ? null : candidateFrom(text, pair, near);
    if (address !== null) return address;
  }
  if (isJoiner(before) && isDigit(text.charCodeAt(start - 2))) return null;
  const best = end - start > SHORTEST_WALLET ? walletCandidate(text, start, end, near) : null;
  const rest = start === digits ? bestFromDigits(text, start, end, near) : candidateFrom(text, start, near);
  return better(best, rest);
}

/** A token that begins with a digit may have signs or letters before it. */
function bestFromDigits(text: string, start: number, end: number, near: Surroundings): Candidate | null {
  let best = better(addressCandidate(text, start, end), birthCandidate(text, start, near));
  best = better(best, candidateFrom(text, start, near));
  const isPhone =
    chain.total >= SHORTEST_TYPICAL || hasPhoneSigns(text, start, end) || near.mayBePhone(chain.total);
  if (isPhone) best = better(best, phoneCandidate(text, start, end, near));
  const letters = lettersBefore(text, start);
  if (letters < start) best = better(best, candidateFrom(text, letters, near));
  const more = letters < start ? lettersBefore(text, letters) : letters;
  if (more < letters) best = better(best, candidateFrom(text, more, near));
  return better(best, prefixedDocument(text, start, near));
}

/** All readings of what begins at `start`; leaves the chain from there behind. */
function candidateFrom(text: string, start: number, near: Surroundings): Candidate | null {
  readChain(text, start, chain);
  if (!beginsHere(text, start)) return null;
  const iban = ibanCandidate(text, start);
  if (iban !== null || chain.total < SHORTEST) return iban;
  let best = documentCandidate(text, start, near);
  for (let group = chain.count - 1; group >= 0; group--) {
    const code = chain.codes[group] as number;
    const matching = known.has(code) ? readings.get(code) : undefined;
    if (matching === undefined) continue;
    const end = endOf(text, start, chain.ends[group] as number);
    if (end < 0) continue;
    let value = '';
    let compact = '';
    for (const reading of matching) {
      if (reading.certainty === 'weak' && !near.mayBe(reading.kind.topics, start)) continue;
      if (value === '') {
        value = text.slice(start, end);
        compact = compacted(value, group);
      }
      best = better(best, weigh(text, start, end, value, compact, reading, near));
    }
  }
  return best;
}

/** Letters in capitals, separators left out. */
function compacted(value: string, group: number): string {
  if (group === 0) return value.toUpperCase();
  let compact = '';
  for (let at = 0, from = 0; at <= value.length; at++) {
    if (isAlphanumeric(value.charCodeAt(at))) continue;
    compact += value.slice(from, at);
    from = at + 1;
  }
  return compact.toUpperCase();
}

/** A bracket or a plus before the digits, or an area code in brackets after them: a chain ends there. */
function hasPhoneSigns(text: string, start: number, end: number): boolean {
  const before = text.charCodeAt(start - 1);
  return before === 40 || before === 43 || text.charCodeAt(end + 1) === 40;
}

function weigh(
  text: string,
  start: number,
  end: number,
  value: string,
  compact: string,
  { kind, certainty }: Reading,
  near: Surroundings,
): Candidate | null {
  const { card, form, check, correct, topics } = kind;
  if ((form !== undefined && !form.test(compact)) || (check !== undefined && !check(compact))) return null;
  const distance = near.distance(topics, start, end);
  const correction = correct?.(compact) ?? null;
  if (distance < Infinity && (certainty !== 'weak' || near.otherDistance(start) > distance))
    return { ...labelled(card.id, start, end, card.confidence, distance), correction };
  if (certainty === 'weak') return null;
  const isCalm =
    certainty === 'strong' ||
    (near.otherDistance(start) === Infinity && isPlain(text, start, value) && isAlone(text, start, end));
  if (!isCalm) return null;
  const candidate = unlabelled(card.id, start, end, card.confidence);
  return { ...candidate, correction, weight: candidate.weight - (certainty === 'calm' ? CALM : 0) };
}

/** Written as such numbers are: in capitals, no amount, no `#42`. */
function isPlain(text: string, start: number, value: string): boolean {
  return value === value.toUpperCase() && !'#$€£=/'.includes(text.charAt(start - 1) || ' ');
}

/** Where a run of pairs with dashes begins, for hardware addresses that begin with letters. */
function firstPair(text: string, start: number): number {
  let at = start;
  while (
    at > start - 15 &&
    text.charCodeAt(at - 1) === 45 &&
    isAlphanumeric(text.charCodeAt(at - 2)) &&
    isAlphanumeric(text.charCodeAt(at - 3))
  )
    at -= 3;
  return at;
}

/** Start of the letters, one separator before the digits, or the digits’ own. */
function lettersBefore(text: string, digits: number): number {
  const separator = text.charCodeAt(digits - 1);
  if (separator !== 32 && separator !== 45 && separator !== 0xa0) return digits;
  let at = digits - 1;
  while (at > digits - 1 - MOST_LETTERS && isLetter(text.charCodeAt(at - 1))) at--;
  const isWord = isAlphanumeric(text.charCodeAt(at - 1)) || at === digits - 1;
  return isWord ? digits : at;
}

function beginsHere(text: string, start: number): boolean {
  const before = text.charCodeAt(start - 1);
  if (isAlphanumeric(before) || before === 95 || before === 43) return false;
  if ((before > 0xbf && before < 0x2_00) || before === 92) return false;
  const isJoined = before === 45 || before === 46 || before === 47 || before === 58 || before === 64;
  return (
    !isJoined ||
    !isAlphanumeric(text.charCodeAt(start - 2)) ||
    (before === 58 && !isDigit(text.charCodeAt(start - 2)))
  );
}

/** `-./:@` between letters and digits make one of two. */
function isJoiner(unit: number): boolean {
  return unit === 45 || unit === 46 || unit === 47 || unit === 58 || unit === 64;
}

/** The end of a value whose last group ends there, a closing bracket taken in; -1 where it goes on. */
function endOf(text: string, start: number, end: number): number {
  if (text.charCodeAt(end - 2) === 40 && end - 2 > start) return text.charCodeAt(end) === 41 ? end + 1 : -1;
  const after = text.charCodeAt(end);
  if (after === 95 || after === 37 || (after > 0xbf && after < 0x2_00)) return -1;
  const isJoined = after === 45 || after === 46 || after === 47 || after === 58 || after === 64;
  if (
    isJoined &&
    isAlphanumeric(text.charCodeAt(end + 1)) &&
    !(after === 46 && isLetter(text.charCodeAt(end + 1)))
  )
    return -1;
  if (after === 44 && isDecimal(text, start, end)) return -1;
  return end;
}

/** Digits, a comma, one or two digits, and a space or an end: an amount with its cents. */
function isDecimal(text: string, start: number, end: number): boolean {
  return /^\d{1,7},\d\d?(?:[\s€$£]|$)/.test(text.slice(start, end + 4));
}

function toSpot({ rule_id, start, end, confidence, correction }: Candidate): Spot {
  return { rule_id, start, end, confidence, ...correction };
}
