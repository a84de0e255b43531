/** National numbers of Spain, Portugal, Italy, Greece, Turkey and Israel. */
import { PERSONAL } from '../../rules/taxonomy.ts';
import { isDayMonthYear } from '../../validators/calendar.ts';
import { digitAt, isMonotone, weighted } from '../../validators/check-digits.ts';
import { isLuhn } from '../../validators/luhn.ts';
import { type KindData, kindOf } from './kind.ts';

const DNI_LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE';
const CIF_LETTERS = 'JABCDEFGHI';
/** What letters and digits at odd places of an Italian tax code count (decree of 23 December 1976). */
const ITALIAN_ODD = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
];

const data: readonly KindData[] = [
  {
    id: 'es-nif',
    description: 'A Spanish national identity number (DNI/NIF).',
    reference: 'https://www.interior.gob.es/opencms/es/servicios-al-ciudadano/tramites-y-gestiones/dni/',
    strong: '8-A1|X9|2.3.3-A1',
    calm: '8 A1',
    weak: '2.3.3 A1|7-A1',
    form: /^\d{7,8}[A-HJ-NP-TV-Z]$/,
    check: (value) => DNI_LETTERS.charAt(Number(value.slice(0, -1)) % 23) === value.at(-1),
    topics: ['es_id'],
    label: 'DNI',
    samples: ['12345678Z', '12345678-Z', '12.345.678-Z'],
    not: ['12345678A'],
  },
  {
    id: 'es-nie',
    description: 'A Spanish foreigner’s identity number (NIE).',
    reference:
      'https://www.interior.gob.es/opencms/es/servicios-al-ciudadano/tramites-y-gestiones/extranjeria/',
    strong: 'X9|A1-7-A1|A1 7 A1|A1-X8|X8-A1',
    form: /^[XYZ]\d{7}[A-HJ-NP-TV-Z]$/,
    check: (value) =>
      DNI_LETTERS.charAt(Number(`${'XYZ'.indexOf(value.charAt(0))}${value.slice(1, 8)}`) % 23) ===
      value.at(-1),
    topics: ['es_id'],
    label: 'NIE',
    samples: ['X1234567L', 'X-1234567-L'],
    not: ['X1234567M'],
  },
  {
    id: 'es-cif',
    severity: 'LOW',
    severity_reason: 'It names a company, which may be one person’s.',
    description: 'A Spanish company’s tax number (CIF).',
    reference: 'https://sede.agenciatributaria.gob.es',
    calm: 'A1-8|X9',
    weak: 'A1 8|A1-X8|A1-7-A1',
    form: /^[ABCDEFGHJNPQRSUVW]\d{7}[0-9A-J]$/,
    check: isCif,
    topics: ['es_id'],
    label: 'CIF',
    samples: ['A58818501', 'A-58818501'],
    not: ['A58818502'],
  },
  {
    id: 'pt-nif',
    description: 'A Portuguese tax number (NIF).',
    reference: 'https://www.portaldasfinancas.gov.pt',
    weak: '9|3 3 3',
    form: /^[1235689]\d{8}$/,
    check: (value) => {
      const rest = weighted(value, [9, 8, 7, 6, 5, 4, 3, 2]) % 11;
      return !isMonotone(value) && (rest < 2 ? 0 : 11 - rest) === digitAt(value, 8);
    },
    topics: ['pt_nif'],
    label: 'NIF',
    samples: ['123456789', '123 456 789'],
    not: ['123456788'],
  },
  {
    id: 'it-fiscal-code',
    description: 'An Italian tax code (codice fiscale).',
    reference: 'https://www.agenziaentrate.gov.it/portale/web/guest/codice-fiscale',
    strong: 'X16|A3 A3 X5 X5|A6 X10|A6 X5 X5|A6 2 A1 2 X5',
    form: /^[A-Z]{6}[0-9L-NP-V]{2}[A-EHLMPRST][0-9L-NP-V]{2}[A-Z][0-9L-NP-V]{3}[A-Z]$/,
    check: (value) => italianLetter(value) === value.charAt(15),
    topics: ['it_cf'],
    label: 'Codice fiscale:',
    samples: ['RSSMRA85T10A562S'],
    not: ['RSSMRA85T10A562T'],
  },
  {
    id: 'it-vat-code',
    severity: 'LOW',
    severity_reason: 'It names a business, which may be one person’s.',
    description: 'An Italian VAT number (partita IVA).',
    reference: 'https://www.agenziaentrate.gov.it/portale/web/guest/partita-iva',
    weak: '11',
    check: (value) => isLuhn(value) && !isMonotone(value),
    topics: ['it_vat', 'it_cf'],
    label: 'Partita IVA:',
    samples: ['00743110157'],
    not: ['00743110158'],
  },
  {
    id: 'it-identity-card',
    description: 'The number of an Italian identity card.',
    reference: 'https://www.cartaidentita.interno.gov.it',
    confidence: 0.7,
    weak: 'X9|A2 7',
    form: /^(?:[A-Z]{2}\d{7}|\d{7}[A-Z]{2}|C[A-Z]\d{5}[A-Z]{2})$/,
    topics: ['it_card'],
    label: 'carta d’identità',
    samples: ['CA12345AB', 'AA 1234567'],
    not: ['1234567'],
  },
  {
    id: 'gr-afm',
    description: 'A Greek tax number (AFM).',
    reference: 'https://www.aade.gr',
    weak: '9',
    check: (value) =>
      !isMonotone(value) &&
      (weighted(value, [256, 128, 64, 32, 16, 8, 4, 2]) % 11) % 10 === digitAt(value, 8),
    topics: ['afm'],
    label: 'ΑΦΜ',
    samples: ['094259216'],
    not: ['094259217'],
  },
  {
    id: 'gr-amka',
    description: 'A Greek social security number (AMKA).',
    reference: 'https://www.amka.gr',
    weak: '11',
    check: (value) => isDayMonthYear(value) && isLuhn(value),
    topics: ['amka'],
    label: 'AMKA',
    samples: ['01018012342'],
    not: ['01018012343'],
  },
  {
    id: 'tr-national-id',
    description: 'A Turkish identity number.',
    reference: 'https://www.nvi.gov.tr',
    weak: '11',
    form: /^[1-9]\d{10}$/,
    check: (value) => {
      const tenth = ((weighted(value, [7, -1, 7, -1, 7, -1, 7, -1, 7]) % 10) + 10) % 10;
      return (
        tenth === digitAt(value, 9) &&
        weighted(value, [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]) % 10 === digitAt(value, 10)
      );
    },
    topics: ['tckn', 'national_id'],
    label: 'TC Kimlik No:',
    samples: ['10000000146'],
    not: ['10000000147'],
  },
  {
    id: 'il-id',
    description: 'An Israeli identity number.',
    reference: 'https://www.gov.il/en/departments/population_and_immigration_authority',
    weak: '9|8-1',
    check: (value) => !isMonotone(value) && isLuhn(value),
    topics: ['il_id'],
    label: 'Teudat Zehut',
    samples: ['123456782'],
    not: ['123456783'],
  },
];

export const southernEuropeanKinds = data.map((entry) =>
  kindOf(entry, PERSONAL, 'It identifies one person before authorities for a lifetime.'),
);

function isCif(value: string): boolean {
  const odd = [1, 3, 5, 7].reduce((sum, index) => {
    const doubled = digitAt(value, index) * 2;
    return sum + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  const check = (10 - ((odd + weighted(value, [0, 0, 1, 0, 1, 0, 1])) % 10)) % 10;
  const last = value.charAt(8);
  if ('NPQRSW'.includes(value.charAt(0))) return last === CIF_LETTERS.charAt(check);
  return (
    last === String(check) || ('CDFGJUV'.includes(value.charAt(0)) && last === CIF_LETTERS.charAt(check))
  );
}

function italianLetter(value: string): string {
  let sum = 0;
  for (let index = 0; index < 15; index++) {
    const digit = digitAt(value, index);
    const place = digit > 9 ? digit - 10 : digit;
    sum += index % 2 === 0 ? (ITALIAN_ODD[place] as number) : place;
  }
  return String.fromCharCode(65 + (sum % 26));
}
