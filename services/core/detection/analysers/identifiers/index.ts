/**
 * Finds the numbers that stand for somebody: cards, accounts, national ids, documents, wallets, telephone numbers, dates of birth.
 * Each number is judged once against all it could be, by its layout, its check digits and the words around it, and gets one type:
 * nine digits are a social security number, a routing number or nothing of the kind.
 */
import type { Analyser, Spot } from '../../types.ts';
import { birthCandidate, birthCard } from './birth-date.ts';
import { better, type Candidate, labelled, unlabelled } from './candidate.ts';
import { documentCandidate, documentCards, prefixedDocument } from './documents.ts';
import { ibanCandidate, ibanCard } from './iban.ts';
import type { Certainty, Kind } from './kind.ts';
import { kinds } from './kinds.ts';
import { codeOf, isAlone, isAlphanumeric, isDigit, isLetter, newChain, readChain } from './layout.ts';
import { phoneCandidate, phoneCard } from './phone.ts';
import { Surroundings } from './surroundings.ts';
import { walletCandidate, walletCards } from './wallet.ts';

interface Reading {
  kind: Kind;
  certainty: Certainty;
}

/** Tokens longer than any wallet’s address are data. */
const LONGEST_TOKEN = 120;
/** Letters that may stand apart before a number’s digits: `AB 12 34 56 C`, `X-1234567-L`, `GB 980 7806 84`. */
const MOST_LETTERS = 4;

/** What a layout that is not sure by itself yields to words for something else. */
const CALM = 60;

const readings = new Map<number, Reading[]>();
for (const kind of kinds)
  for (const [layout, certainty] of kind.layouts) {
    const code = codeOf(layout);
    readings.set(code, [...(readings.get(code) ?? []), { kind, certainty }]);
  }
const chain = newChain();

export const identifierAnalyser: Analyser = {
  rules: [...kinds.map(({ card }) => card), ...documentCards, ...walletCards, ibanCard, phoneCard, birthCard],
  reads: 'views',
  analyse,
};

function analyse(text: string): readonly Spot[] {
  const spots: Spot[] = [];
  const near = new Surroundings(text);
  for (let at = 0, word = 0; at < text.length; ) {
    const unit = text.charCodeAt(at);
    if (!isDigit(unit)) {
      if (!isLetter(unit)) word = at + 1;
      at++;
      continue;
    }
    let end = at + 1;
    while (isAlphanumeric(text.charCodeAt(end))) end++;
    const best = end - word > LONGEST_TOKEN ? null : bestAt(text, word, at, end, near);
    if (best !== null) {
      spots.push(toSpot(best));
      near.found(best.end);
      end = best.end;
    }
    at = end;
    word = end;
  }
  return spots;
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
  let best: Candidate | null = null;
  if (start === digits) {
    best = better(phoneCandidate(text, start, near), birthCandidate(text, start, near));
    const letters = lettersBefore(text, start);
    if (letters < start) best = better(best, candidateFrom(text, letters, near));
    const more = letters < start ? lettersBefore(text, letters) : letters;
    if (more < letters) best = better(best, candidateFrom(text, more, near));
    best = better(best, prefixedDocument(text, start, near));
  } else if (end - start > 24) {
    best = walletCandidate(text, start, end, near);
  }
  if (start === digits && end - start > 24) best = better(best, walletCandidate(text, start, end, near));
  return better(best, candidateFrom(text, start, near));
}

function candidateFrom(text: string, start: number, near: Surroundings): Candidate | null {
  if (!beginsHere(text, start)) return null;
  readChain(text, start, chain);
  let best = better(ibanCandidate(text, start), documentCandidate(text, start, near));
  for (let group = chain.count - 1; group >= 0; group--) {
    const matching = readings.get(chain.codes[group] as number);
    if (matching === undefined) continue;
    const end = endOf(text, start, chain.ends[group] as number);
    if (end < 0) continue;
    const value = text.slice(start, end);
    const compact = value.replaceAll(/[^A-Za-z0-9]/g, '').toUpperCase();
    for (const reading of matching)
      best = better(best, weigh(text, start, end, value, compact, reading, near));
  }
  return best;
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
  return /^\d+,\d\d?(?:[\s€$£]|$)/.test(text.slice(start, end + 4));
}

function toSpot({ rule_id, start, end, confidence, correction }: Candidate): Spot {
  return { rule_id, start, end, confidence, ...correction };
}
