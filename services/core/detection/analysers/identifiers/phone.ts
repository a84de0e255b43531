/** Telephone numbers: international ones anywhere, national ones by their layout or with words for telephone. */
import { PERSONAL } from '../../rules/taxonomy.ts';
import type { RuleCard } from '../../types.ts';
import { isMonotone } from '../../validators/check-digits.ts';
import { type Candidate, labelled, named, unlabelled } from './candidate.ts';
import { isAlone, isAlphanumeric, isDigit, separatorEnd } from './layout.ts';
import { isInternational, isNational, nationalIn } from './numbering-plan.ts';
import type { Surroundings } from './surroundings.ts';
import { Topics } from './topics.ts';

const ID = 'phone';
const PHONE = Topics.of(['phone']);
const SURE = 0.9;
const LIKELY = 0.75;
/** A label farther away than this needs a layout that is typical by itself. */
const CLOSE = 44;
/** As far as a label can stand with what markup adds to the gap. */
const LABELLED_WITHIN = 200;
const FEWEST = 7;
/** Of national numbers without words: with a 0 before the area code, or without. */
const FEWEST_TRUNKED = 9;
const FEWEST_UNTRUNKED = 10;
const LINE_FEED = 10;
const OPENED = 40;
const CLOSED = 41;
const ZERO = 48;
const ONE = 49;
const EIGHT = 56;

export const phoneCard: RuleCard = {
  id: ID,
  version: 2,
  category: 'PII',
  type: 'phone',
  severity: 'MEDIUM',
  confidence: SURE,
  description:
    'A telephone number: international, in a typical national layout, or near a word for telephone.',
  severity_reason: 'It identifies one person or household.',
  references: ['https://www.itu.int/rec/T-REC-E.164', 'https://github.com/google/libphonenumber'],
  taxonomy: PERSONAL,
  examples: {
    match: [
      { text: 'Reach +1 (415) 555-2671.' },
      { text: 'tel:+4930123456' },
      { text: '+44 (0)20 7946 0958' },
      { text: 'at (415) 555-2671 today' },
      { text: 'see 1 (415) 555-2671 today' },
      { text: 'see 8 (495) 123-45-67' },
      { text: 'My phone number is 4155552671.' },
      { text: 'Telefon: 030 / 1234567' },
      { text: '01 42 68 53 00' },
      { text: '0049 30 123456' },
    ],
    no_match: [
      { text: 'x = y+12345678' },
      { text: '+1000000000 points' },
      { text: 'Order 4155552671 was shipped.' },
      { text: 'on 01.02.2024 we call' },
      { text: 'phone 0000000000' },
      { text: 'v415.555.2671' },
      { text: 'scores: 310 222 9944, then 12' },
      { text: 'Boston, MA 02110-1301' },
    ],
  },
};

const INTERNATIONAL =
  /(?:\+|00|011[ .-])[ ]?\d{1,3}(?:[ .()/\u00a0\u2009\u202f\u2010\u2011\u2013-]{0,3}\d){5,14}/y;
/** An area code in brackets, with a prefix before it or not; or groups without any. */
const NATIONAL =
  /(?:\d{1,3}[ .-]{0,2})?\(\d{1,5}\)(?:[ ./\u00a0\u2009\u202f\u2010\u2011\u2013-]{0,3}\d{1,8}){1,5}|\d{1,12}(?:[ ./\u00a0\u2009\u202f\u2010\u2011\u2013-]{1,3}\d{1,8}){0,5}/y;
const AREA_CLOSED = /^\d{1,5}\)/;
const EXTENSION = /(?:,? ?\bext(?:ension)?\.?:? ?| ?x ?|,? Durchwahl:? )\d{1,6}(?![\w])/iy;
/** Dates and IP addresses. */
const DATE = /^(?:(?:\d{1,3}\.){3}\d{1,3}|\d{4}[-./ ]\d\d?[-./ ]\d\d?|\d\d?[-./ ]\d\d?[-./ ](?:19|20)?\d\d)$/;
/** Layouts by themselves, spaces for any separator. */
const BARE_GROUPS = /^\d{3} \d{3} \d{4}$/;
const ZIP_CODE = /^\d{5}-\d{4}$/;
const NORTH_AMERICAN = /^(?:1[ .-])?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}$/;
const TRUNK_ZERO =
  /^(?:\(0[1-9]\d{0,3}\) ?|0[1-9]\d{0,3}(?: | ?[/–] ?)|0[1-9][.])\d{2,8}(?:[ .]\d{2,4}){0,4}$|^0[1-9]\d{0,3}-(?:\d{3,4}-)?\d{4,8}$|^0[1-9](?:-\d\d){4}$/;
const BRAZILIAN = /^\(\d\d\) ?9?\d{4}[- ]\d{4}$/;
const RUSSIAN = /^8[ -]?\(?\d{3}\)?[ -]?\d{3}[ -]\d\d[ -]?\d\d$/;
/** Calling codes of countries that dial a 0 before national numbers. */
const isTrunkNumber = nationalIn(
  '44 49 33 31 41 43 32 61 81 46 353 64 27 91 90 82 86 886 39 358 40 380'.split(' '),
);

/** `at` is where the digits begin, `end` where their token ends. */
export function phoneCandidate(text: string, at: number, end: number, near: Surroundings): Candidate | null {
  const abroad = international(text, at, near);
  if (abroad !== null) return abroad;
  const mayBe =
    mayBeTypical(text, at, end) ||
    (text.charCodeAt(at) === EIGHT && near.has(PHONE)) ||
    near.mayBe(PHONE, at);
  return mayBe ? national(text, at, near) : null;
}

/** How many digits there are in groups with separators or a bracket between; not more than need be known. */
function digitsAfter(text: string, from: number): number {
  let digits = 0;
  for (let at = from; digits < FEWEST_UNTRUNKED; ) {
    if (isDigit(text.charCodeAt(at))) {
      digits++;
      at++;
      continue;
    }
    const after = text.charCodeAt(at) === CLOSED ? at + 1 : at;
    const next = after > at && isDigit(text.charCodeAt(after)) ? after : separatorEnd(text, after);
    if (next < 0 || !isDigit(text.charCodeAt(next))) break;
    at = next;
  }
  return digits;
}

/** What the typical layouts begin with: a bracket, a trunk 0, an area code of three digits, a 1 or an 8 before one. */
function mayBeTypical(text: string, at: number, end: number): boolean {
  if (text.charCodeAt(at - 1) === OPENED || text.charCodeAt(end + 1) === OPENED) return true;
  const first = text.charCodeAt(at);
  if (first === ZERO) return end - at <= 5 && digitsAfter(text, at) >= FEWEST_TRUNKED;
  const mayBe = end - at === 3 ? first !== ONE : end - at === 1 && (first === ONE || first === EIGHT);
  return mayBe && digitsAfter(text, at) >= FEWEST_UNTRUNKED;
}

function international(text: string, at: number, near: Surroundings): Candidate | null {
  const hasPlus = text.charCodeAt(at - 1) === 43;
  const hasZeros =
    text.charCodeAt(at) === 48 && (text.charCodeAt(at + 1) === 48 || text.startsWith('011', at));
  if (!hasPlus && !hasZeros) return null;
  const start = hasPlus ? at - 1 : at;
  if (!beginsHere(text, start)) return null;
  INTERNATIONAL.lastIndex = start;
  const matched = INTERNATIONAL.exec(text)?.[0];
  if (matched === undefined) return null;
  const value = longest(text, start, matched, 16, isInternationalValue);
  if (value === null) return null;
  const opens = text.charCodeAt(start - 1) === 40 && value.includes(')') && !value.includes('(');
  const head = opens ? start - 1 : start;
  const end = withExtension(text, start + value.length);
  const distance = near.distance(PHONE, start, end);
  if (hasZeros && near.otherDistance(start) < distance) return null;
  if (distance < Infinity) return spokenFor(head, end, value, SURE, distance);
  if (hasZeros && (near.otherDistance(start) < Infinity || !/[ ./-]/.test(value))) return null;
  return unlabelled(ID, head, end, hasZeros ? LIKELY : SURE);
}

/** Bare digits are a telephone number by the words alone, and yield to nearer words. */
function spokenFor(
  start: number,
  end: number,
  value: string,
  confidence: number,
  distance: number,
): Candidate {
  return (/^\d+$/.test(value) ? named : labelled)(ID, start, end, confidence, distance);
}

/** `+44 (0)20 …`: the zero is for calls within the country. */
function isInternationalValue(value: string): boolean {
  const opens = value.split('(').length;
  const closes = value.split(')').length;
  if (opens !== closes && !(closes === opens + 1 && /^\+\d{1,3}\)/.test(value))) return false;
  const digits = value
    .replace(/\(0\)/, '')
    .replace(/^(?:\+|00|011)/, '')
    .replaceAll(/\D/g, '');
  return !isMonotone(digits.slice(3)) && isInternational(digits);
}

function national(text: string, at: number, near: Surroundings): Candidate | null {
  const start = text.charCodeAt(at - 1) === 40 && AREA_CLOSED.test(text.slice(at, at + 6)) ? at - 1 : at;
  if (!beginsHere(text, start)) return null;
  NATIONAL.lastIndex = start;
  const matched = NATIONAL.exec(text)?.[0];
  if (matched === undefined || matched.length < 7) return null;
  const typical = longest(text, start, matched, 12, isTypical);
  if (typical === null && !mayBeLabelled(start, start + matched.length, near)) return null;
  const value = typical ?? longest(text, start, matched, 12, isPossible);
  if (value === null) return null;
  const end = start + value.length;
  const distance = near.distance(PHONE, start, end);
  if (
    distance < Infinity &&
    (typical !== null || (distance <= CLOSE && near.otherDistance(start) > distance))
  )
    return spokenFor(start, withExtension(text, end), value, LIKELY, distance);
  if (
    typical === null ||
    !isAlone(text, start, end) ||
    near.otherDistance(start) < Infinity ||
    '#$€£'.includes(text.charAt(start - 1) || ' ') ||
    (BARE_GROUPS.test(value) && !near.has(PHONE) && !hasLine(text, start, end))
  )
    return null;
  return unlabelled(ID, start, withExtension(text, end), LIKELY);
}

/** Whether words for a telephone are close enough, a table's heading included, for their distance to be worth measuring. */
function mayBeLabelled(start: number, end: number, near: Surroundings): boolean {
  return (
    near.mayBe(PHONE, start) && (near.mentions(PHONE, start, end, LABELLED_WITHIN) || near.isInTable(start))
  );
}

/** By the first digit and how many there are, which rule out nearly all, then by the layouts. */
function isTypical(value: string): boolean {
  const first = value.charCodeAt(value.startsWith('(') ? 1 : 0);
  const count = digitsIn(value);
  const mayBeAmerican = count === 10 || (count === 11 && first === ONE);
  const mayBeRussian = count === 11 && first === EIGHT;
  const mayBeTrunk = count >= 9 && first === ZERO;
  if (!mayBeAmerican && !mayBeRussian && !mayBeTrunk && !value.startsWith('(')) return false;
  if (mayBeAmerican && NORTH_AMERICAN.test(value)) return isNational('1', digitsOf(value).slice(-10));
  if (BRAZILIAN.test(value) && isNational('55', digitsOf(value))) return true;
  if (mayBeRussian && RUSSIAN.test(value) && isNational('7', digitsOf(value).slice(1))) return true;
  if (!mayBeTrunk || !TRUNK_ZERO.test(value) || DATE.test(value) || ZIP_CODE.test(value)) return false;
  return isTrunkNumber(digitsOf(value).slice(1));
}

function digitsOf(value: string): string {
  return value.replaceAll(/\D/g, '');
}

function digitsIn(value: string): number {
  let count = 0;
  for (let at = 0; at < value.length; at++) if (isDigit(value.charCodeAt(at))) count++;
  return count;
}

function isPossible(value: string): boolean {
  const digits = digitsOf(value);
  if (digits.length < 7 || digits.length > 12 || DATE.test(value) || /^(\d)\1+$/.test(digits)) return false;
  if (value.split('(').length !== value.split(')').length) return false;
  return digits.length > 8 || value.length > digits.length || !/^(?:19|20)\d{6}$/.test(digits);
}

/** Whether nothing else stands on its line. */
function hasLine(text: string, start: number, end: number): boolean {
  const before = text.charCodeAt(start - 1);
  const after = text.charCodeAt(end);
  return (start === 0 || before === LINE_FEED) && (end === text.length || after === LINE_FEED);
}

/** The longest beginning of the match that ends with a group of digits, is followed by none, and passes. */
function longest(
  text: string,
  start: number,
  matched: string,
  mostDigits: number,
  passes: (value: string) => boolean,
): string | null {
  const ends: number[] = [];
  for (let index = 0, digits = 0; index < matched.length && digits <= mostDigits; index++) {
    if (!isDigit(matched.charCodeAt(index))) continue;
    digits++;
    if (digits >= FEWEST && digits <= mostDigits && !isDigit(matched.charCodeAt(index + 1)))
      ends.push(index + 1);
  }
  for (const end of ends.reverse()) {
    const value = matched.slice(0, end);
    if (endsHere(text, start + end) && passes(value)) return value;
  }
  return null;
}

function beginsHere(text: string, start: number): boolean {
  const before = text.charCodeAt(start - 1);
  if (isAlphanumeric(before) || before === 95 || before === 43 || before === 35) return false;
  if (before === 47 && isAlphanumeric(text.charCodeAt(start - 2))) return false;
  if (before !== 46 && before !== 47 && before !== 45 && before !== 58) return true;
  return (
    !isDigit(text.charCodeAt(start - 2)) &&
    ((before !== 46 && before !== 45) || !isAlphanumeric(text.charCodeAt(start - 2)))
  );
}

function endsHere(text: string, end: number): boolean {
  const after = text.charCodeAt(end);
  if (isAlphanumeric(after) || after === 95 || after === 37) return false;
  if (after === 120) return true;
  const isJoined = after === 46 || after === 47 || after === 45 || after === 58;
  return !isJoined || !isAlphanumeric(text.charCodeAt(end + 1));
}

function withExtension(text: string, end: number): number {
  EXTENSION.lastIndex = end;
  return end + (EXTENSION.exec(text)?.[0].length ?? 0);
}
