/** Dates of birth: a date, in any of the usual layouts, after words that say so. */
import { HEALTH } from '../../rules/taxonomy.ts';
import type { RuleCard } from '../../types.ts';
import { isDay } from '../../validators/calendar.ts';
import { type Candidate, labelled } from './candidate.ts';
import { isDigit, isLetter } from './layout.ts';
import type { Surroundings } from './surroundings.ts';
import { Topics } from './topics.ts';

const ID = 'date-of-birth';
const BIRTH = Topics.of(['birth']);
const REACH = 40;
/** Labels farther away are not looked at. */
const MENTIONED = 140;
const YEAR_WITHIN = 24;
const SPACE = 32;
const COMMA = 44;
const DASH = 45;
const POINT = 46;
const SLASH = 47;
const ZERO = 48;

export const birthCard: RuleCard = {
  id: ID,
  version: 2,
  category: 'PII',
  type: 'date_of_birth',
  severity: 'MEDIUM',
  confidence: 0.85,
  description: 'A date after words for date of birth.',
  severity_reason: 'It verifies identities and is protected health information.',
  references: ['https://www.hhs.gov/hipaa/for-professionals/special-topics/de-identification/index.html'],
  taxonomy: HEALTH,
  examples: {
    match: [
      { text: 'DOB: 03/14/1985' },
      { text: '"date_of_birth": "1985-03-14"' },
      { text: 'My birthday is March 14, 1985.' },
      { text: 'geboren am 14. März 1985 in Köln' },
      { text: 'née le 14 mars 1985' },
      { text: '出生日期:1985年3月14日' },
    ],
    no_match: [
      { text: 'Date of birth: unknown' },
      { text: 'The meeting is on 03/14/2025' },
      { text: 'DOB: 33/44/1985' },
      { text: 'dob field' },
    ],
  },
};

const MONTH =
  '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mrz|mai|okt|dez|fév|fev|avr|juin|juil|aoû|aou|déc|ene|abr|ago|dic|gen|mag|giu|lug|set|ott|fev|out|sty|lut|kwi|maj|cze|lip|sie|wrz|paź|lis|gru|mrt|mei|led|úno|bře|dub|kvě|čer|srp|zář|říj|pro|янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек|tam|hel|maa|huh|tou|kes|hei|elo|syy|lok|mars|oca|şub|nis|haz|tem|ağu|eyl|eki|kas|ara)[a-zà-žа-я]{0,9}';
const YEAR = '(?:(?:18|19|20)\\d{2})';
const FORMS: readonly RegExp[] = [
  new RegExp(`(?<y>${YEAR})(?<s>[-./ ])(?<m>\\d{1,2})\\k<s>(?<d>\\d{1,2})(?![\\d])`, 'y'),
  new RegExp(`(?<a>\\d{1,2})(?<s>[-./ ]|\\. )(?<b>\\d{1,2})\\k<s>(?<y>${YEAR}|\\d{2})(?![\\d])`, 'y'),
  new RegExp(
    `(?<d>\\d{1,2})(?:st|nd|rd|th|º|er|\\.|-?го)?[ -]{0,2}(?:de |of )?${MONTH}[.,]?[ -]{0,2}(?:de |del |of )?(?<y>${YEAR}|(?<=-)\\d{2})(?![\\d])`,
    'iy',
  ),
  new RegExp(`(?<y>${YEAR})[ -]${MONTH}[ -](?<d>\\d{1,2})(?![\\d])`, 'iy'),
  new RegExp(`(?<y>${YEAR})[年년] ?(?<m>\\d{1,2})[月월] ?(?<d>\\d{1,2})[日일]`, 'y'),
  new RegExp(`(?<y>${YEAR})(?<m>0[1-9]|1[0-2])(?<d>[0-3]\\d)(?![\\d])`, 'y'),
  new RegExp(`(?<a>\\d{2})(?<b>\\d{2})(?<y>(?:19|20)\\d{2})(?![\\d])`, 'y'),
];
/** `March 14, 1985`: the month stands before the digits. */
const MONTH_BEFORE = new RegExp(`(?<![a-zà-ž])${MONTH}[.]? ?$`, 'i');
const DAY_AND_YEAR = new RegExp(`(?<d>\\d{1,2})(?:st|nd|rd|th)?,? (?<y>${YEAR})(?![\\d])`, 'y');

/** `at` is where the digits begin. */
export function birthCandidate(text: string, at: number, near: Surroundings): Candidate | null {
  if (near.cannotBe(BIRTH, at) || !mayBeDate(text, at) || !near.mayBe(BIRTH, at)) return null;
  if (!near.mentions(BIRTH, at, at, MENTIONED) && !near.isInTable(at)) return null;
  for (const form of FORMS) {
    const length = dateAt(form, text, at);
    if (length === 0) continue;
    const distance = near.distance(BIRTH, at, at + length);
    return distance > REACH || near.isTaken(BIRTH, at)
      ? null
      : labelled(ID, at, at + length, birthCard.confidence, distance);
  }
  const length = dateAt(DAY_AND_YEAR, text, at);
  if (length === 0) return null;
  const month = MONTH_BEFORE.exec(text.slice(Math.max(0, at - 16), at))?.[0];
  if (month === undefined) return null;
  const start = at - month.length;
  const distance = near.distance(BIRTH, start, at + length);
  return distance > REACH || near.isTaken(BIRTH, start)
    ? null
    : labelled(ID, start, at + length, birthCard.confidence, distance);
}

/** Whether the digits may begin a date by what stands beside them: looked at before any word is. */
function mayBeDate(text: string, at: number): boolean {
  let end = at + 1;
  while (isDigit(text.charCodeAt(end))) end++;
  const after = text.charCodeAt(end);
  switch (end - at) {
    case 8:
      return true;
    case 4:
      return isYear(text, at) && (isSeparator(after) || after > 127);
    case 1:
    case 2:
      return after > 127 || isNumeric(text, end) || isYearSoon(text, end);
    default:
      return false;
  }
}

function isYear(text: string, at: number): boolean {
  const century = text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 11 * ZERO;
  return century >= 18 && century <= 20;
}

/** `.3.`, `. 3. ` or the like, and a digit. */
function isNumeric(text: string, end: number): boolean {
  const separator = text.charCodeAt(end);
  if (!isSeparator(separator)) return false;
  const gap = separator === POINT && text.charCodeAt(end + 1) === SPACE ? 2 : 1;
  let at = end + gap;
  if (!isDigit(text.charCodeAt(at))) return false;
  at += isDigit(text.charCodeAt(at + 1)) ? 2 : 1;
  return text.charCodeAt(at) === separator && isDigit(text.charCodeAt(at + gap));
}

/** Four digits, or one after a dash, before anything that stands in no date. */
function isYearSoon(text: string, end: number): boolean {
  for (let at = end, run = 0; at < end + YEAR_WITHIN; at++) {
    const unit = text.charCodeAt(at);
    run = isDigit(unit) ? run + 1 : 0;
    if (run === 4 || (run === 1 && text.charCodeAt(at - 1) === DASH)) return true;
    if (run === 0 && !isLetter(unit) && !isSeparator(unit) && unit !== COMMA && !(unit > 127)) return false;
  }
  return false;
}

function isSeparator(unit: number): boolean {
  return unit === SPACE || unit === DASH || unit === POINT || unit === SLASH;
}

function dateAt(form: RegExp, text: string, at: number): number {
  form.lastIndex = at;
  const match = form.exec(text);
  if (match === null) return 0;
  const { m = '1', d = '1', a, b } = match.groups ?? {};
  const isDate =
    a === undefined || b === undefined
      ? isDay(Number(m), Number(d))
      : isDay(Number(a), Number(b)) || isDay(Number(b), Number(a));
  return isDate ? match[0].length : 0;
}
