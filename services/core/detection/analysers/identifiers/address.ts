/** Postal addresses: a house number and a word for a street, with the town behind it. */
import { PERSONAL } from '../../rules/taxonomy.ts';
import type { RuleCard } from '../../types.ts';
import { unitTable } from '../../unit-table.ts';
import { type Candidate, unlabelled } from './candidate.ts';
import { isDigit, isLetter } from './layout.ts';

const ID = 'postal-address';
/** Where the texts of licences say that copies can be had: no one lives there. */
const PUBLISHED =
  /^(?:51 Franklin St|59 Temple Pl|675 Mass(?:achusetts)? Ave|31 Milk St|1 Letterman Dr|444 Castro St)/;

export const addressCard: RuleCard = {
  id: ID,
  version: 1,
  category: 'PII',
  type: 'address',
  severity: 'MEDIUM',
  confidence: 0.8,
  description: 'A postal address: house number, street, and the town where it follows.',
  severity_reason: 'It is where somebody lives.',
  references: ['https://www.upu.int/en/postal-solutions/programmes-services/addressing-solutions'],
  taxonomy: PERSONAL,
  examples: {
    match: [
      { text: 'I live at 742 Evergreen Terrace, Springfield, IL 62704.' },
      { text: '12 High Street, Leeds LS1 4DY' },
      { text: 'Hauptstraße 12a, 10115 Berlin' },
      { text: '14 rue de la Paix, 75002 Paris' },
      { text: 'Calle Mayor 12, 28013 Madrid' },
    ],
    no_match: [
      { text: 'In 2019 Wall Street fell' },
      { text: '3 ways to park' },
      { text: 'auf Platz 3 im Rennen' },
      { text: 'the 2 main streets' },
      { text: 'Inc., 51 Franklin Street, Fifth Floor, Boston, MA 02110-1301 USA.' },
    ],
  },
};

const WORD = "[\\p{Lu}][\\p{L}'’.-]{0,20}";
const TOWN_WORD = "(?:St\\. )?\\p{Lu}[\\p{L}'’-]{1,20}";
const STREETS =
  'Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Terrace|Parkway|Pkwy|Highway|Hwy|Crescent|Broadway';
/** Words that much else is called by: the town or a code must follow. */
const COMMON =
  'Way|Court|Ct|Place|Pl|Square|Sq|Circle|Cir|Close|Grove|Row|Mews|Gardens|Trail|Loop|Alley|Plaza|Hill|Park|Quay|Walk|Green';
const UNIT = '(?:,? (?:Apt|Apartment|Suite|Ste|Unit|Floor|Fl|Flat|Room|#)\\.? ?[\\w-]{1,6})?';
const TOWN = `[, \\n]{1,2} ?${TOWN_WORD}(?: ${TOWN_WORD}){0,2}`;
const ZIP = ',? [A-Z]{2},? \\d{5}(?:-\\d{4})?';
const POSTCODE = ',?[ \\n][A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}';
const COUNTRY =
  '(?:, (?:USA|United States|UK|United Kingdom|England|Deutschland|Germany|France|Canada|Australia))?';
const CODE_AND_TOWN = `,?[ \\n](?:[A-Z]{1,2}-)?(?:\\d{2}-\\d{3}|\\d{4} [A-Z]{2}|\\d{4,5}) ${TOWN_WORD}(?:[ -](?:am |an der |an |im |la |le |de |del |sur-|en-)?${TOWN_WORD}){0,3}`;
const HOUSE = '\\d{1,5}[A-Za-z]?(?:[-/]\\d{1,4})?';

/** `742 Evergreen Terrace, …` */
const NUMBER_FIRST = new RegExp(
  `${HOUSE},? (?:[NSEW]{1,2}\\.? )?(?:(?:${WORD}|\\d{1,3}(?:st|nd|rd|th)) ){1,4}(?:(?:${STREETS})(?![\\p{L}])\\.?${UNIT}(?:(?:${TOWN}(?:, ${WORD})?)?(?:${ZIP}|${POSTCODE}))?|(?:${COMMON})(?![\\p{L}])${UNIT}(?:${TOWN})?(?:${ZIP}|${POSTCODE}))${COUNTRY}(?![\\p{L}\\p{N}])`,
  'uy',
);
/** `14 bis rue de la Paix, 75002 Paris` */
const FRENCH = new RegExp(
  `\\d{1,4}(?: ?(?:bis|ter))?,? (?:[Rr]ue|[Aa]venue|[Aa]v\\.|[Bb]oulevard|[Bb]d|[Pp]lace|[Aa]llée|[Cc]hemin|[Ii]mpasse|[Qq]uai|[Rr]oute|[Cc]ours|[Pp]assage|[Ss]quare)(?: [\\p{L}][\\p{L}'’-]{0,20}){1,6}(?:${CODE_AND_TOWN})${COUNTRY}(?![\\p{L}\\p{N}])`,
  'uy',
);
/** What stands before the number: `Hauptstraße `, `Calle Mayor, `. */
const STREET_BEFORE =
  /(?<![\p{L}])(?:(?:(?:\p{Lu}[\p{L}.]{0,20}[ -]){0,3}\p{Lu}\p{L}{2,24}(?:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse|ring|damm|ufer|chaussee|gracht|straat|laan|plein|kade|dijk|gatan|vägen|veien|gata|vej|gade|katu)|(?:Calle|C\/|Avenida|Avda\.|Plaza|Paseo|Via|Viale|Piazza|Corso|Rua|Travessa|Avenida|Largo|ul\.|al\.|ulica) ?(?:\p{L}[\p{L}'’.]{0,20} ){0,4}\p{Lu}[\p{L}'’.]{1,20}|(?:\p{Lu}[\p{L}]{1,20}(?:er|s)? )(?:Straße|Str\.|Weg|Allee|Platz|Ring|Damm))),? $/u;
const AFTER_STREET = new RegExp(
  `${HOUSE}(?:,? (?:\\d+[ºª]|bajo|int\\.? \\d+))?(?:${CODE_AND_TOWN}${COUNTRY})?(?![\\p{L}\\p{N}])`,
  'uy',
);
/** `Offering 3`: what much else ends with is a street only where a town follows. */
const COMMON_ENDING = /(?:ring|damm|ufer|laan|plein|kade|dijk|vej|gade|gata|katu|veien|vägen|gatan),? $/;
const LONGEST_STREET = 64;
/** `Via Po`, but for its first letter. */
const SHORTEST_STREET = 5;
const isFrenchStart = unitTable('rabpciqst');
const isOrdinalEnding = unitTable('snrt');
/** What the first words of `STREET_WORD` end with. */
const isStreetEnding = unitTable('e.gzmrtnkaju');
const isNoStreetBefore = unitTable('.#$€£/-');
/** The last letters before the number, or a word for a street some words earlier. */
const STREET_WORD =
  /(?:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse|ring|damm|ufer|chaussee|gracht|straat|laan|plein|kade|dijk|gatan|vägen|veien|gata|vej|gade|katu),? $|(?:Calle|C\/|Avenida|Avda\.|Plaza|Paseo|Via|Viale|Piazza|Corso|Rua|Travessa|Largo|ul\.|al\.|ulica) ?[\p{L}'’. ]{2,60},? $/u;

/** `at` is where the digits begin, `end` where their token ends. */
export function addressCandidate(text: string, at: number, end: number): Candidate | null {
  if (end - at > 6 || isNoStreetBefore[text.charCodeAt(at - 1)] === 1) return null;
  return numberFirst(text, at, end) ?? streetFirst(text, at);
}

function numberFirst(text: string, at: number, end: number): Candidate | null {
  const begin = nameAfter(text, houseEnd(text, end));
  if (begin < 0) return null;
  const word = text.charCodeAt(begin);
  const mayBeName = (word >= 65 && word <= 90) || word > 127 || (isDigit(word) && isOrdinal(text, begin));
  const length =
    (mayBeName ? lengthOf(NUMBER_FIRST, text, at) : 0) ||
    (isFrenchStart[word | 32] === 1 ? lengthOf(FRENCH, text, at) : 0);
  if (length === 0 || PUBLISHED.test(text.slice(at, at + 24))) return null;
  const isYear = end - at === 4 && /^(?:19|20)\d\d [^,\d]*$/.test(text.slice(at, at + length));
  return isYear ? null : found(text, at, at + length);
}

/** Where a house number ends of which a part ends at `end`: `12-14`, `12/3`. */
function houseEnd(text: string, end: number): number {
  const sign = text.charCodeAt(end);
  if (sign !== 45 && sign !== 47) return end;
  let last = end + 1;
  while (isDigit(text.charCodeAt(last))) last++;
  return last;
}

/** Where a word begins after a space, or a comma and a space, at `end`; -1 where none does. */
function nameAfter(text: string, end: number): number {
  const space = text.charCodeAt(end) === 44 ? end + 1 : end;
  return text.charCodeAt(space) === 32 ? space + 1 : -1;
}

/** `5th`, of `350 5th Avenue`. */
function isOrdinal(text: string, at: number): boolean {
  let end = at;
  while (isDigit(text.charCodeAt(end))) end++;
  return isOrdinalEnding[text.charCodeAt(end)] === 1;
}

function streetFirst(text: string, at: number): Candidate | null {
  if (text.charCodeAt(at - 1) !== 32) return null;
  const before = text.charCodeAt(at - 2);
  if (before !== 44 && before !== 46 && (before | 32) < 97) return null;
  if (!mayEndStreet(text, before === 44 ? at - 3 : at - 2)) return null;
  const lead = text.slice(Math.max(0, at - LONGEST_STREET), at);
  const street = STREET_WORD.test(lead) ? STREET_BEFORE.exec(lead)?.[0] : undefined;
  if (street === undefined) return null;
  const length = lengthOf(AFTER_STREET, text, at);
  if (COMMON_ENDING.test(street) && !/ \p{L}/u.test(text.slice(at, at + length))) return null;
  return length === 0 ? null : found(text, at - street.length, at + length);
}

/** By the letter at `at`, or by how many letters, spaces and the like stand before the number, which rule out most. */
function mayEndStreet(text: string, at: number): boolean {
  const last = text.charCodeAt(at);
  if (isStreetEnding[last] === 1) return true;
  let begin = at;
  while (begin > at - SHORTEST_STREET && isStreetName(text.charCodeAt(begin))) begin--;
  return begin === at - SHORTEST_STREET || text.charCodeAt(begin) === 47;
}

function isStreetName(unit: number): boolean {
  return isLetter(unit) || unit > 127 || unit === 32 || unit === 39 || unit === 46;
}

/** A full stop that ends the sentence is none of it. */
function found(text: string, start: number, end: number): Candidate {
  const last = text.charCodeAt(end - 1) === 46 && !/[A-Za-z]/.test(text.charAt(end + 1)) ? end - 1 : end;
  return unlabelled(ID, start, last, addressCard.confidence);
}

function lengthOf(form: RegExp, text: string, at: number): number {
  form.lastIndex = at;
  return form.exec(text)?.[0].length ?? 0;
}
