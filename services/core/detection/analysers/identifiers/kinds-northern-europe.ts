/** National numbers of the Nordic and Baltic countries, of central and eastern Europe. */
import { PERSONAL } from '../../rules/taxonomy.ts';
import { isDay, isDayMonthYear, isYearMonthDay } from '../../validators/calendar.ts';
import { digitAt, isMod11And10, isMonotone, weighted } from '../../validators/check-digits.ts';
import { isLuhn } from '../../validators/luhn.ts';
import { type KindData, kindOf } from './kind.ts';

const HETU_LETTERS = '0123456789ABCDEFHJKLMNPRSTUVWXY';
const PESEL_WEIGHTS = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1];

const data: readonly KindData[] = [
  {
    id: 'se-personnummer',
    description: 'A Swedish personal identity number.',
    reference:
      'https://www.skatteverket.se/privat/folkbokforing/personnummer.4.3810a01c150939e893f18c29.html',
    calm: '6-4|8-4',
    weak: '10|12|8 4|6 4',
    form: /^(?:19|20)?\d{10}$/,
    check: (value) => isSwedish(value.slice(-10)),
    topics: ['se_pnr'],
    label: 'Personnummer:',
    samples: ['811228-9874', '19811228-9874', '8112289874'],
    not: ['811228-9875', '811328-9874'],
  },
  {
    id: 'fi-personal-identity-code',
    description: 'A Finnish personal identity code.',
    reference: 'https://dvv.fi/en/personal-identity-code',
    strong: '6-X4|X11|6-4',
    form: /^\d{6}[A-FU-Y]?\d{3}[0-9A-Y]$/,
    check: (value) => {
      const digits = value.slice(0, 6) + value.slice(-4, -1);
      return isDayMonthYear(value) && HETU_LETTERS.charAt(Number(digits) % 31) === value.at(-1);
    },
    topics: ['hetu'],
    label: 'Henkilötunnus',
    samples: ['131052-308T', '131052A308T'],
    not: ['131052-308U'],
  },
  {
    id: 'dk-cpr',
    description: 'A Danish civil registration number.',
    reference: 'https://cpr.dk',
    confidence: 0.75,
    calm: '6-4',
    weak: '10|6 4',
    check: (value) =>
      isDayMonthYear(value) &&
      (weighted(value, [4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0 || value.slice(4, 6) >= '07'),
    topics: ['cpr'],
    label: 'CPR-nr.',
    samples: ['070761-4285', '0707614285'],
    not: ['321361-4285'],
  },
  {
    id: 'no-fnr',
    description: 'A Norwegian national identity number.',
    reference: 'https://www.skatteetaten.no/en/person/national-registry/identitetsnummer/',
    calm: '11|6 5|6-5',
    check: (value) =>
      isDay(Number(value.slice(2, 4)) % 40, Number(value.slice(0, 2)) % 40) &&
      weighted(value, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11 === 0 &&
      weighted(value, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0,
    topics: ['fnr'],
    label: 'Fødselsnummer:',
    samples: ['01010050053', '010100 50053'],
    not: ['01010050054'],
  },
  {
    id: 'pl-pesel',
    description: 'A Polish PESEL number.',
    reference: 'https://www.gov.pl/web/gov/czym-jest-numer-pesel',
    weak: '11',
    check: (value) =>
      isDay(Number(value.slice(2, 4)) % 20, Number(value.slice(4, 6))) &&
      weighted(value, PESEL_WEIGHTS) % 10 === 0,
    topics: ['pesel', 'national_id'],
    label: 'PESEL',
    samples: ['44051401359'],
    not: ['44051401358', '44151401359'],
  },
  {
    id: 'pl-nip',
    severity: 'MEDIUM',
    description: 'A Polish tax number (NIP).',
    reference: 'https://www.podatki.gov.pl',
    strong: '3-3-2-2|3-2-2-3',
    weak: '10|3 3 2 2',
    check: (value) =>
      !isMonotone(value) && weighted(value, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === digitAt(value, 9),
    topics: ['nip'],
    label: 'NIP',
    samples: ['123-456-32-18', '1234563218'],
    not: ['123-456-32-19'],
  },
  {
    id: 'pl-regon',
    severity: 'LOW',
    description: 'A Polish business register number (REGON).',
    reference: 'https://bip.stat.gov.pl/en/regon/',
    weak: '9|14',
    check: (value) =>
      value.length === 9
        ? (weighted(value, [8, 9, 2, 3, 4, 5, 6, 7]) % 11) % 10 === digitAt(value, 8)
        : (weighted(value, [2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8]) % 11) % 10 === digitAt(value, 13),
    topics: ['regon'],
    label: 'REGON',
    samples: ['123456785'],
    not: ['123456786'],
  },
  {
    id: 'pl-identity-card',
    description: 'The number of a Polish identity card.',
    reference: 'https://www.gov.pl/web/gov/uzyskaj-dowod-osobisty',
    weak: 'X9|A3 6',
    form: /^[A-Z]{3}\d{6}$/,
    check: (value) => weighted(value, [7, 3, 1, 0, 7, 3, 1, 7, 3]) % 10 === digitAt(value, 3),
    topics: ['pl_card'],
    label: 'Dowód osobisty',
    samples: ['ABA300000', 'ABA 300000'],
    not: ['ABA400000'],
  },
  {
    id: 'cz-rodne-cislo',
    description: 'A Czech or Slovak birth number.',
    reference: 'https://www.mvcr.cz/clanek/rady-a-sluzby-dokumenty-rodne-cislo.aspx',
    strong: '6/4',
    weak: '10|6/3|9',
    check: (value) =>
      isDay((Number(value.slice(2, 4)) % 50) % 20, Number(value.slice(4, 6))) &&
      (value.length === 9 ||
        Number(value) % 11 === 0 ||
        (Number(value.slice(0, 9)) % 11 === 10 && value.endsWith('0'))),
    topics: ['rodne'],
    label: 'Rodné číslo',
    samples: ['736028/5163', '7360285163'],
    not: ['736028/5164'],
  },
  {
    id: 'ro-cnp',
    description: 'A Romanian personal numeric code (CNP).',
    reference: 'https://depabd.mai.gov.ro',
    calm: '13',
    form: /^[1-9]\d{6}(?:0[1-9]|[1-3]\d|4[0-8]|5[12]|70)\d{4}$/,
    check: (value) =>
      isYearMonthDay(value, 1) &&
      (weighted(value, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11) % 10 === digitAt(value, 12),
    topics: ['cnp'],
    label: 'CNP',
    samples: ['1800101221144'],
    not: ['1800101221145'],
  },
  {
    id: 'bg-egn',
    description: 'A Bulgarian uniform civil number (EGN).',
    reference: 'https://www.grao.bg',
    weak: '10',
    check: (value) =>
      isDay(Number(value.slice(2, 4)) % 20, Number(value.slice(4, 6))) &&
      (weighted(value, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11) % 10 === digitAt(value, 9),
    topics: ['egn'],
    label: 'ЕГН',
    samples: ['7523169263'],
    not: ['7523169264'],
  },
  {
    id: 'hr-oib',
    description: 'A Croatian personal identification number (OIB).',
    reference: 'https://www.porezna-uprava.hr',
    weak: '11',
    check: isMod11And10,
    topics: ['oib'],
    label: 'OIB',
    samples: ['33392005961'],
    not: ['33392005962'],
  },
  {
    id: 'si-emso',
    description: 'A personal number of Slovenia and its neighbours (EMŠO, JMBG).',
    reference: 'https://www.gov.si',
    weak: '13',
    check: (value) => {
      const rest = weighted(value, [7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
      return isDayMonthYear(value) && (rest === 0 ? 0 : 11 - rest) === digitAt(value, 12);
    },
    topics: ['emso'],
    label: 'EMŠO',
    samples: ['0101006500006'],
    not: ['0101006500007'],
  },
  {
    id: 'ee-isikukood',
    description: 'An Estonian or Lithuanian personal code.',
    reference: 'https://www.id.ee',
    weak: '11',
    form: /^[1-6]/,
    check: (value) => isYearMonthDay(value, 1) && balticDigit(value) === digitAt(value, 10),
    topics: ['isikukood', 'national_id'],
    label: 'Isikukood',
    samples: ['37605030299'],
    not: ['37605030298'],
  },
  {
    id: 'ru-snils',
    description: 'A Russian pension insurance number (SNILS).',
    reference: 'https://sfr.gov.ru',
    strong: '3-3-3 2|3-3-3-2',
    weak: '11',
    check: (value) => (weighted(value, [9, 8, 7, 6, 5, 4, 3, 2, 1]) % 101) % 100 === Number(value.slice(9)),
    topics: ['snils'],
    label: 'СНИЛС',
    samples: ['112-233-445 95'],
    not: ['112-233-445 96'],
  },
  {
    id: 'ru-inn',
    description: 'A Russian taxpayer number (INN).',
    reference: 'https://www.nalog.gov.ru',
    weak: '10|12',
    check: isInn,
    topics: ['inn'],
    label: 'ИНН',
    samples: ['500100732259', '7830002293'],
    not: ['500100732258'],
  },
];

export const northernEuropeanKinds = data.map((entry) =>
  kindOf(entry, PERSONAL, 'It identifies one person before authorities for a lifetime.'),
);

/** Co-ordination numbers add 60 to the day. */
function isSwedish(value: string): boolean {
  return isDay(Number(value.slice(2, 4)), Number(value.slice(4, 6)) % 60) && isLuhn(value);
}

/** A second row of weights where the first leaves 10. */
function balticDigit(value: string): number {
  const first = weighted(value, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11;
  return first < 10 ? first : (weighted(value, [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11) % 10;
}

function isInn(value: string): boolean {
  const digit = (weights: readonly number[]) => (weighted(value, weights) % 11) % 10;
  if (value.length === 10) return digit([2, 4, 10, 3, 5, 9, 4, 6, 8]) === digitAt(value, 9);
  return (
    digit([7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) === digitAt(value, 10) &&
    digit([3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) === digitAt(value, 11)
  );
}
